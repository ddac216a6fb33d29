"""`python -m counterpoint.ui.demo FOLDER` does the main job; with `--screenshots` it draws the README's
pictures, with `--pages` those of what a brief is exported as. All work in
a home of their own, which is removed at the end."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from counterpoint.ui.app import make_application
from counterpoint.ui.demo import main_job, pictures
from counterpoint.ui.demo.hand import InVain
from counterpoint.workspace.settings import reports_folder, settings_file

SCREEN: Final = {"name": "demo", "x": 0, "y": 0, "width": 1280, "height": 800, "logicalDpi": 96, "dpr": 1}
"""A screen as large as the window, so that its menus stay inside the picture."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demo; gives the exit code."""
    parser = argparse.ArgumentParser(prog="counterpoint.ui.demo", description="Show the program at work.")
    parser.add_argument("--screenshots", action="store_true", help="draw the pictures of the README")
    parser.add_argument("--pages", action="store_true", help="draw a brief in each format")
    parser.add_argument("folder", type=Path, help="where the pictures and files go")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="counterpoint-") as home:
        live_in(Path(home))
        if not settings_file().is_relative_to(home):
            print("The demo found no home of its own here, so it touched nothing.", file=sys.stderr)
            return 1
        asked.folder.mkdir(parents=True, exist_ok=True)
        qInstallMessageHandler(_hear)
        QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        app = make_application()
        app.setCursorFlashTime(0)
        try:
            job = pictures.draw if asked.screenshots else pictures.draw_pages if asked.pages else main_job.do
            job(app, asked.folder)
        except InVain as error:
            print(error, file=sys.stderr)
            return 1
        finally:
            sys.excepthook = sys.__excepthook__  # what stops the demo itself is told here
        app.clipboard().clear()  # Qt crashes at the end where data made in Python is left on it
        return told_faults()


def live_in(home: Path) -> None:
    """Let the settings, the library and everything else be below `home`, and the window on no display."""
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
        screen = home / "screen.json"
        screen.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
    folders = {
        "HOME": "",
        "USERPROFILE": "",
        "APPDATA": "roaming",
        "LOCALAPPDATA": "local",
        "XDG_DATA_HOME": "data",
        "XDG_CONFIG_HOME": "config",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "XDG_RUNTIME_DIR": "run",
    }
    for name, below in folders.items():
        folder = home / below
        folder.mkdir(mode=0o700, exist_ok=True)
        os.environ[name] = str(folder)


def _hear(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if not message.startswith("This plugin does not support"):  # what no display cannot do is no news
        print(message, file=sys.stderr)


def told_faults() -> int:
    """1, with what they say, where the program reported faults of its own; else 0."""
    reports = sorted(reports_folder().glob("*")) if reports_folder().is_dir() else []
    texts = [text for each in reports if (text := each.read_text(encoding="utf-8").strip())]
    for text in texts:
        print(text, file=sys.stderr)
    return 1 if texts else 0


if __name__ == "__main__":
    sys.exit(main())
