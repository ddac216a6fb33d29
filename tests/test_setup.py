"""What set-up promises: dependencies that can be trusted, fonts that may be shipped, files that are found."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import counterpoint
from counterpoint.resources import resource, seeds_folder

TOP = Path(__file__).resolve().parent.parent
LOCKS = [TOP / f"packaging/requirements{purpose}.lock" for purpose in ("", "-dev", "-package")]


def pinned(lock: Path) -> dict[str, set[str]]:
    """The versions that a lock names for each package."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", lock.read_text(), re.MULTILINE):
        versions.setdefault(canonicalize_name(name), set()).add(version)
    return versions


def project() -> dict[str, list[str]]:
    """What pyproject asks for: `run` and each dependency group, groups included by others left out."""
    data = tomllib.loads((TOP / "pyproject.toml").read_text())
    groups = {
        name: [r for r in asked if isinstance(r, str)] for name, asked in data["dependency-groups"].items()
    }
    return {"run": data["project"]["dependencies"], **groups}


def test_a_hundred_thousand_calls_that_return_nothing_survive(qtbot: QtBot) -> None:
    # PySide6 6.12.0 on Python 3.11 drops a reference to None at each and aborts within 6,000.
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(100_000):
        label.setNum(number)
    assert label.text() == "99999"
    assert sys.getrefcount(None) > before - 1_000


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_hashes_and_no_addresses(lock: Path) -> None:
    text = lock.read_text()
    for word in (
        "http",
        "file:",
        "git+",
        "--index",
        "--extra-index",
        "--find-links",
        "--trusted-host",
        " @ ",
    ):
        assert word not in text
    for entry in re.split(r"\n(?=\S)", text.strip()):
        assert re.match(r"[\w.-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize(
    ("lock", "groups"),
    [
        (LOCKS[0], ["run", "build"]),
        (LOCKS[1], ["run", "build", "dev"]),
        (LOCKS[2], ["run", "build", "package"]),
    ],
    ids=["run", "dev", "package"],
)
def test_the_locks_hold_what_the_project_asks_for(lock: Path, groups: list[str]) -> None:
    versions = pinned(lock)
    for text in (line for group in groups for line in project()[group]):
        asked = Requirement(text)
        found = versions.get(canonicalize_name(asked.name), set())
        assert found, f"{asked.name} is not in {lock.name}: make lock"
        assert all(asked.specifier.contains(version) for version in found), asked.name


def test_all_locks_run_the_same_program() -> None:
    run, *others = map(pinned, LOCKS)
    for other in others:
        assert {name: other.get(name) for name in run} == run


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "/etc/passwd",
        "../LICENSE",
        "fonts/../../LICENSE",
        "C:\\Windows",
        "C:x",
        "\\x",
        "a\\..\\b",
        "a\0b",
    ],
)
def test_a_resource_stays_in_its_folder(name: str) -> None:
    with pytest.raises(ValueError, match="not the name of a resource"):
        resource(name)


def test_a_resource_that_was_not_shipped_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/مفقود\.svg"):
        resource("icons/مفقود.svg")


def test_resources_and_seeds_are_found() -> None:
    assert resource("fonts/OFL.txt").is_file()
    assert resource("icons/counterpoint.svg").is_file()
    assert seeds_folder() == TOP / "seeds"


def test_every_font_is_covered_by_its_licence(qtbot: QtBot) -> None:
    licence = resource("fonts/OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    named = re.findall(r"^(\S+\.[ot]tf)$", licence, re.MULTILINE)
    shipped = [file.name for file in resource("fonts").iterdir() if file.suffix != ".txt"]
    assert sorted(named) == sorted(shipped)
    families = {
        family
        for name in shipped
        for family in QFontDatabase.applicationFontFamilies(
            QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}")))
        )
    }
    assert {family.split()[1] for family in families} == {"Sans", "Serif"}


def test_a_wheel_carries_what_the_program_reads(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=TOP,
        check=True,
        capture_output=True,
    )
    names = ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    assert "counterpoint/_data/resources/fonts/OFL.txt" in names
    assert "counterpoint/_data/resources/icons/counterpoint.svg" in names
    assert "counterpoint/store/migrations/env.py" in names
    seeds = {file.name for file in seeds_folder().iterdir() if file.is_file() and file.name[0] != "."}
    assert {Path(name).name for name in names if name.startswith("counterpoint/_data/seeds/")} >= seeds
    assert not [name for name in names if "screenshots" in name or name.startswith(("desktop", "tests"))]


def test_a_test_has_a_home_of_its_own(empty_home: Path) -> None:
    assert Path.home() == empty_home
    assert not list(empty_home.iterdir())


def test_one_version_is_told_everywhere() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "counterpoint", "--version"], capture_output=True, text=True, check=True
    )
    assert counterpoint.__version__ in told.stdout
    assert not told.stderr
