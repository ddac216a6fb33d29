"""The demo runs as `make demo` runs it, and its pictures are of something."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from counterpoint.ui.window import SIZE

NAMES = (
    *("read-light", "read-dark", "map-light", "map-dark", "brief-light", "brief-dark"),
    *("review-light", "review-dark", "import-light", "import-dark", "correct-light", "correct-dark"),
    *("palette", "answer", "search", "narrow"),
)


def run_demo(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "counterpoint.ui.demo", *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=50,
        check=False,
    )


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 5)}


def darkness(image: QImage) -> float:
    """How dark the window's middle is, 0 for white and 1 for black."""
    small = image.scaled(1, 1)
    return 1 - small.pixelColor(0, 0).lightnessF()


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    folder = tmp_path_factory.mktemp("demo")
    run = run_demo(str(folder))
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    return folder, run.stdout.splitlines()


def test_every_file_is_told_in_one_line(done: tuple[Path, list[str]]) -> None:
    folder, lines = done
    told = [line.split()[0] for line in lines[:-1]]
    assert sorted(told) == sorted(each.name for each in folder.iterdir())
    assert len(told) == len(set(told)) >= 15
    assert all(len(line.split(maxsplit=1)[1]) > 10 for line in lines[:-1])


def test_pictures_show_the_whole_window_and_are_not_blank(done: tuple[Path, list[str]]) -> None:
    pictures = sorted(done[0].glob("[0-9][0-9]-*.png"))
    assert len(pictures) >= 15
    for each in pictures:
        image = QImage(str(each))
        assert (image.width(), image.height()) == SIZE, each.name
        assert len(colours(image)) > 20, each.name


def test_dark_is_dark(done: tuple[Path, list[str]]) -> None:
    for view in ("read", "map"):
        light, dark = (
            QImage(str(next(done[0].glob(f"*-{view}-{scheme}.png")))) for scheme in ("light", "dark")
        )
        assert darkness(light) < 0.3 < 0.7 < darkness(dark)


def test_what_was_done_is_in_the_files(done: tuple[Path, list[str]]) -> None:
    folder, _ = done
    page = json.loads((folder / "essay.jsonld").read_text(encoding="utf-8"))
    assert page["@context"]
    words = json.dumps(page, ensure_ascii=False)
    assert "Grace" in words
    assert "Praise first, then the blow" in words
    assert "自力更生" in words
    assert "An army that buys them by the crate" in words
    table = (folder / "passages.csv").read_text(encoding="utf-8-sig")
    assert table.count("Grace") == 3
    with zipfile.ZipFile(folder / "project.qdpx") as packed:
        project = packed.read("project.qde").decode()
        assert 'name="Grace"' in project
        assert "Praise first, then the blow" in project
    assert "<svg" in (folder / "map.svg").read_text(encoding="utf-8")
    assert QImage(str(folder / "map.png")).width() > 1000


def test_the_pictures_of_the_readme(tmp_path: Path) -> None:
    run = run_demo("--screenshots", str(tmp_path))
    assert run.returncode == 0, run.stderr
    assert sorted(each.stem for each in tmp_path.iterdir()) == sorted(NAMES)
    for name in NAMES:
        image = QImage(str(tmp_path / f"{name}.png"))
        assert (image.width(), image.height()) == ((1024, 700) if name == "narrow" else SIZE), name
        assert len(colours(image)) > 20, name
