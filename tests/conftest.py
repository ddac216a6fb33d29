"""What holds for every test: no display, our own fonts, an empty home, an empty clipboard at the end."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from counterpoint.resources import resource

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("counterpoint", deadline=None, print_blob=True)
settings.load_profile("counterpoint")


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, set in the fonts we ship so that every machine lays text out alike."""
    for file in sorted(resource("fonts").glob("*.ttf")):
        assert QFontDatabase.addApplicationFont(str(file)) >= 0, file.name
    qapp.setFont(QFont("Noto Sans", 10))
    return qapp


@pytest.fixture(scope="session")
def runtime_folder() -> Iterator[str]:
    """A short path, for a socket's name has only about 100 characters; 0700, as Qt asks."""
    with tempfile.TemporaryDirectory(prefix="cp-") as folder:
        yield folder


@pytest.fixture(autouse=True)
def empty_home(
    tmp_path_factory: pytest.TempPathFactory, runtime_folder: str, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A home of its own for each test, so that nobody's library or settings are read or written."""
    home = tmp_path_factory.mktemp("home")
    folders = {
        "HOME": "",
        "USERPROFILE": "",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
        "XDG_DATA_HOME": ".local/share",
        "XDG_CONFIG_HOME": ".config",
        "XDG_CACHE_HOME": ".cache",
        "XDG_STATE_HOME": ".local/state",
    }
    for name, below in folders.items():
        monkeypatch.setenv(name, str(home / below))
    monkeypatch.setenv("XDG_RUNTIME_DIR", runtime_folder)
    return home


@pytest.fixture(autouse=True)
def empty_clipboard() -> Iterator[None]:
    """A QMimeData made in Python and left on the clipboard ends the process with a segmentation fault."""
    yield
    if isinstance(QGuiApplication.instance(), QGuiApplication):
        QGuiApplication.clipboard().clear()
