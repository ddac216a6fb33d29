"""The command line as a process: exit codes, one line on stderr, UTF-8, no Qt; the window without typer."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import counterpoint
from counterpoint.cli.verbs import VERBS, Window, window_asked
from counterpoint.workspace import library, tagging
from tests.library import TEXT, with_essay


def run(*arguments: str, **more: str) -> "subprocess.CompletedProcess[bytes]":
    """`counterpoint` with these arguments, and these variables in its environment."""
    return subprocess.run(
        [sys.executable, "-m", "counterpoint", *arguments],
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, **more},
    )


def imported(program: str, *arguments: str) -> set[str]:
    """The modules that a process has loaded when `program` is done."""
    told = subprocess.run(
        [sys.executable, "-c", f"import sys\n{program}\nprint(*sys.modules, file=sys.stderr)", *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(told.stderr.split())


def test_the_usual_library_is_made_where_there_is_none(empty_home: Path) -> None:
    done = run("essays", "--json")
    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, [], b"")
    assert list(empty_home.rglob("library.counterpoint"))


def test_the_version_is_told() -> None:
    done = run("--version")
    assert done.stdout.decode() == f"counterpoint {counterpoint.__version__}\n"
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_wrong_call_ends_with_2() -> None:
    done = run("serach", "fences")
    assert done.returncode == 2
    assert b"Error: No such command" in done.stderr
    assert b"Traceback" not in done.stderr
    assert not done.stdout


def test_what_is_wrong_is_told_in_one_line() -> None:
    done = run("passages", "Nowhere 自")
    assert done.returncode == 1
    assert re.fullmatch(r"counterpoint: [^\n]*Nowhere 自[^\n]+\n", done.stderr.decode())
    assert not done.stdout


def test_utf8_is_written_whatever_the_locale(tmp_path: Path) -> None:
    ws, _ = with_essay(tmp_path, title="自力 😀 cafe\u0301 قال")
    ws.close()
    for locale in ("C", "C.UTF-8"):
        done = run(
            "--library",
            str(ws.path),
            "essays",
            LC_ALL=locale,
            LANG=locale,
            PYTHONIOENCODING="ascii",
            PYTHONUTF8="0",
        )
        assert done.returncode == 0
        assert "自力 😀 cafe\u0301 قال" in done.stdout.decode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="a shell's pipe")
def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    ws, essay = with_essay(tmp_path, "word 😀 and another. " * 800)
    for start in range(0, 400):
        tagging.tag_span(ws, essay, start * 20, start * 20 + 18, "claim")
    ws.close()
    command = f'"{sys.executable}" -m counterpoint --library "{ws.path}" passages Fences'
    for verb in (command, command + " --json"):
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {verb} | head -n 1"],
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0
        assert done.stdout.count(b"\n") == 1
        assert done.stderr == b""


def test_a_library_open_in_a_window_is_read_but_not_written(tmp_path: Path) -> None:
    (tmp_path / "essay.txt").write_text(TEXT, encoding="utf-8")
    ws, essay = with_essay(tmp_path)
    at = ["--library", str(ws.path)]
    tagging.tag_span(ws, essay, 0, 25, "claim")
    (told,) = json.loads(run(*at, "essays", "--json").stdout)
    assert told["passages"] == 1
    assert run(*at, "backup", str(tmp_path / "backup")).returncode == 0
    done = run(*at, "import", str(tmp_path / "essay.txt"))
    assert done.returncode == 1
    assert re.fullmatch(r"counterpoint: [^\n]+ open in another window[^\n]+\n", done.stderr.decode())
    library.add_annotator(ws, "Ben")
    ws.close()


def test_the_command_line_brings_no_qt(tmp_path: Path) -> None:
    program = "from counterpoint.main import main\nassert main(sys.argv[1:]) == 0"
    for verb in (["starter"], ["check"]):
        modules = imported(program, "--library", str(tmp_path / "library"), *verb)
        assert "typer" in modules
        assert not [name for name in modules if name.startswith(("PySide6", "shiboken6", "counterpoint.ui"))]
        assert not {"nh3", "rich"} & modules


def test_on_the_way_to_the_window_nothing_heavy_is_loaded() -> None:
    modules = imported("from counterpoint.main import main\nfrom counterpoint.cli.verbs import window_asked")
    heavy = {"typer", "click", "rich", "sqlalchemy", "sqlmodel", "pydantic", "alembic", "markdown", "PySide6"}
    assert not heavy & modules
    assert "counterpoint.cli.app" not in modules


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], Window(None, (), False)),
        (["--library", "a b"], Window(Path("a b"), (), False)),
        (["--library=x", "--read-only"], Window(Path("x"), (), True)),
        (["essay.txt"], Window(None, (Path("essay.txt"),), False)),
        (
            ["--read-only", "a.md", "--library", "x", "b.txt"],
            Window(Path("x"), (Path("a.md"), Path("b.txt")), True),
        ),
        (["./check"], Window(None, (Path("check"),), False) if Path("check").exists() else None),
        (["folder/check"], Window(None, (Path("folder/check"),), False)),
        (["--", "import", "-x"], Window(None, (Path("import"), Path("-x")), False)),
        (["a.txt", "essays"], Window(None, (Path("a.txt"), Path("essays")), False)),
        (["--library", "x", "essays"], None),
        (["--read-only", "check"], None),
        (["serach"], None),
        (["--help"], None),
        (["-h"], None),
        (["--version"], None),
        (["essay.txt", "--help"], None),
        (["--library"], None),
        (["--library="], None),
        (["--colour"], None),
        *[([verb], None) for verb in VERBS],
    ],
)
def test_what_the_window_is_asked_for(arguments: list[str], window: Window | None) -> None:
    assert window_asked(arguments) == window


def test_a_bare_word_that_names_a_file_opens_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert window_asked(["notes"]) is None
    (tmp_path / "notes").write_text("Some.", encoding="utf-8")
    (tmp_path / "essays").write_text("Some.", encoding="utf-8")
    assert window_asked(["notes"]) == Window(None, (Path("notes"),), False)
    assert window_asked(["essays"]) is None


def test_every_verb_is_there_and_explains_itself() -> None:
    told = run("--help").stdout.decode()
    for verb in VERBS:
        assert re.search(rf"^  {verb}  +\S", told, re.MULTILINE), verb
    assert len(re.findall(r"^  \w+  +[A-Z]", told.split("Commands:")[1], re.MULTILINE)) == len(VERBS)
