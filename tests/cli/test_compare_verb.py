"""`counterpoint compare`: what is told of several people's tags, what is written, and what goes wrong."""

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from counterpoint.comparison.review import compare
from counterpoint.core.changes import Edit, added
from counterpoint.core.records import Annotator
from counterpoint.main import main
from counterpoint.workspace import library, review, tagging
from tests.library import TEXT, rows, with_essay

Run = Callable[..., tuple[int, str, str]]
FENCES = "Fences 😀 teach climbers."
OWNER = "A cafe\u0301 owner said"
PRICES = "قال التاجر إن الأسعار ارتفعت."
PHRASE = "自力更生 is an old phrase."
HEAVY = ("docx", "lxml", "counterpoint.comparison.figures", "counterpoint.exporters.review_html")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.counterpoint"


@pytest.fixture
def run(path: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch) -> Run:
    """Runs `compare` on the test's library in an empty folder; gives exit code, stdout and stderr."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")

    def compare_verb(*argv: object, before: tuple[str, ...] = ()) -> tuple[int, str, str]:
        code = main(["--library", str(path), *before, "compare", *map(str, argv)])
        told = capfd.readouterr()
        assert code != 1 or (told.err.count("\n") == 1 and not told.out), told
        assert (code == 0) == (not told.err), told.err
        return code, told.out, told.err

    return compare_verb


@pytest.fixture
def ids(path: Path) -> dict[str, str]:
    """Ada, Zoë and 小明 tagged one essay; one difference was decided. By name, whose id is which."""
    ws, essay = with_essay(path.parent)
    people = {each.name: each for each in library.annotators(ws)}
    people |= {name: library.add_annotator(ws, name) for name in ("Zoë 自", "小明")}

    def tag(who: str, words: str, kind: Any) -> None:
        library.choose_annotator(ws, people[who])
        start = TEXT.index(words)
        tagging.tag_span(ws, essay, start, start + len(words), kind)

    for who in people:
        tag(who, PHRASE, "claim")
        tag(who, FENCES, "rhetoric" if who == "小明" else "claim")
    tag("Ada", PRICES, "evidence")
    tag("Zoë 自", OWNER, "evidence")
    compared = compare(review.read_review(ws, essay.id))
    (place,) = (each for each in compared.places if each.start == 0)
    review.accept(ws, compared, place, [place.by[people["小明"].id][0].id], "Meant to move 😀")
    ws.close()
    return {name: each.id for name, each in people.items()} | {"essay": essay.id}


def records(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(library.open_workspace(path, read_only=True)) as ws:
        return rows(ws.store)


def json_of(told: tuple[int, str, str]) -> Any:
    assert told[0] == 0, told
    return json.loads(told[1])


# What is told


def test_for_people(run: Run, ids: dict[str, str]) -> None:
    code, told, _ = run("fences")
    assert code == 0
    lines = told.splitlines()
    assert lines[0] == "Fences: Ada, Zoë 自, 小明"
    assert {"Ada and Zoë 自", "Ada and 小明", "Zoë 自 and 小明"} <= {line.split("  ")[0] for line in lines}
    assert lines[-3:] == [
        "    1  Same place, other kind",
        "    2  Not tagged by all",
        "    3  differences, 1 decided",
    ]
    assert all(len(line) <= 100 for line in lines)


def test_as_json(run: Run, ids: dict[str, str], path: Path) -> None:
    before = records(path)
    told = json_of(run(ids["essay"][:8], "--json"))
    assert told["essay"] == "Fences"
    assert told["annotators"] == ["Ada", "Zoë 自", "小明"]
    for measure in told["measures"]:
        assert measure.keys() >= {"name", "kind", "pair", "value", "why", "low", "high"}
        assert (measure["value"] is None) == bool(measure["why"])
        if measure["low"] is not None:
            assert measure["low"] <= measure["high"]
    (strict,) = (
        each["value"]
        for each in told["measures"]
        if (each["name"], each["kind"], each["pair"]) == ("f1_strict", None, ["Ada", "Zoë 自"])
    )
    assert strict == pytest.approx(4 / 6)
    assert [
        {name: each[name] for name in ("start", "end", "group", "by")} for each in told["differences"]
    ] == [
        {
            "start": 0,
            "end": len(FENCES),
            "group": "kind",
            "by": {"Ada": "claim", "Zoë 自": "claim", "小明": "rhetoric"},
        },
        {
            "start": TEXT.index(OWNER),
            "end": TEXT.index(OWNER) + len(OWNER),
            "group": "alone",
            "by": {"Ada": None, "Zoë 自": "evidence", "小明": None},
        },
        {
            "start": TEXT.index(PRICES),
            "end": TEXT.index(PRICES) + len(PRICES),
            "group": "alone",
            "by": {"Ada": "evidence", "Zoë 自": None, "小明": None},
        },
    ]
    decided, *left = (each["decision"] for each in told["differences"])
    assert (decided["ruling"], decided["reason"], decided["by"]) == (
        "accept",
        "Meant to move 😀",
        "Zoë 自",
    ), decided
    assert left == [None, None]
    assert records(path) == before


def test_as_a_table(run: Run, ids: dict[str, str]) -> None:
    code, told, _ = run("Fences", "--csv")
    assert code == 0
    header, *lines = csv.reader(io.StringIO(told.removeprefix("\ufeff")))
    assert {"Ada", "Zoë 自", "小明", "start", "end", "group", "decision"} <= set(header)
    assert len(lines) == 3
    first = dict(zip(header, lines[0], strict=True))
    assert (first["quote"], first["Ada"], first["小明"]) == (FENCES, "claim", "rhetoric")


def test_files_together_and_with_what_is_printed(run: Run, ids: dict[str, str]) -> None:
    code, told, _ = run("Fences", "--html", "report 自.html", "--docx", "report.docx")
    assert (code, told) == (0, "Written to “report 自.html”.\nWritten to “report.docx”.\n")
    page = Path("report 自.html").read_text(encoding="utf-8")
    assert FENCES in page
    assert "<script" not in page
    assert "word/document.xml" in zipfile.ZipFile("report.docx").namelist()
    told_too = run("Fences", "--json", "--html", "other.html")
    assert json_of(told_too)["essay"] == "Fences"
    assert Path("other.html").exists()


def test_letters_for_names_everywhere(run: Run, ids: dict[str, str], path: Path) -> None:
    told = json_of(run("Fences", "--blind", "--json", "--html", "r.html", "--docx", "r.docx"))
    assert told["annotators"] == ["Annotator A", "Annotator B", "Annotator C"]
    word = zipfile.ZipFile("r.docx")
    everything = json.dumps(told, ensure_ascii=False) + Path("r.html").read_text(encoding="utf-8")
    everything += "".join(word.read(name).decode("utf-8", "replace") for name in word.namelist())
    everything += run("Fences", "--blind")[1] + run("Fences", "--blind", "--csv")[1]
    for name in ("Ada", "Zoë", "小明"):
        assert name not in everything
    few = json_of(run("Fences", "--blind", "--json", "--by", "小明", "--by", "Zoë 自"))
    in_order = sorted(ids[each] for each in ("Ada", "Zoë 自", "小明"))  # the letters tell nothing of names
    letters = [f"Annotator {'ABC'[in_order.index(ids[each])]}" for each in ("小明", "Zoë 自")]
    assert few["annotators"] == letters


# Whom to compare


@pytest.mark.parametrize("named", [("Ada", "小明"), ("ADA", "  小明 "), ("{Ada}", "{小明}")])
def test_by_name_or_id(run: Run, ids: dict[str, str], named: tuple[str, str]) -> None:
    by = [word for name in named for word in ("--by", name.format(**ids))]
    told = json_of(run("Fences", "--json", *by))
    assert told["annotators"] == ["Ada", "小明"]
    assert {tuple(each["pair"]) for each in told["measures"] if each["pair"]} == {("Ada", "小明")}


def test_ones_own_beside_the_agreed_version(run: Run, ids: dict[str, str]) -> None:
    told = json_of(run("Fences", "--json", "--by", "Ada", "--by", "Agreed"))
    assert told["annotators"] == ["Ada", "Agreed"]
    assert told["differences"][0]["by"] == {"Ada": "claim", "Agreed": "rhetoric"}
    assert run("Fences", "--by", "ada", "--by", "agreed")[1].startswith("Fences: Ada, Agreed\n")


def test_two_of_one_name_are_told_apart_and_named_by_id(run: Run, ids: dict[str, str], path: Path) -> None:
    with closing(library.open_workspace(path)) as ws:
        ws.commit(Edit("Import", (added(Annotator(name="Ada")),)))
        second = next(each for each in library.annotators(ws) if each.name == "Ada" and each.id != ids["Ada"])
        library.choose_annotator(ws, second)
        tagging.tag_span(ws, library.essay(ws, ids["essay"]), 0, 6, "claim")
    assert sorted(json_of(run("Fences", "--json"))["annotators"]) == ["Ada", "Ada (2)", "Zoë 自", "小明"]
    code, _, err = run("Fences", "--by", "Ada", "--by", "小明")
    assert code == 1
    assert second.id in err
    assert ids["Ada"] in err
    told = json_of(run("Fences", "--json", "--by", second.id, "--by", "小明"))
    assert len(told["annotators"]) == 2


# What goes wrong


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("Walls",), "Walls"),
        (("Fences", "--by", "Nobody\n😀", "--by", "Ada"), "there are Ada, Zoë 自, 小明"),
        (("Fences", "--by", "Ada"), "give --by once more"),
        (("Fences", "--by", "Ada", "--by", "{Ada}"), "give --by once more"),
        (("Fences", "--json", "--csv"), "--json or --csv"),
        (("Fences", "--html", "nowhere/r.html"), "could not be written"),
        (("Fences", "--docx", "."), "could not be written"),
        (("Fences", "--html", "../library.counterpoint"), "the library itself"),
        (("Fences", "--docx", "../library.counterpoint"), "the library itself"),
        (("Fences", "--html", "r", "--docx", "r"), "same file"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(
    run: Run, ids: dict[str, str], path: Path, argv: tuple[str, ...], says: str
) -> None:
    before = records(path)
    code, _, err = run(*(each.format(**ids) for each in argv))
    assert code == 1
    assert says in err
    assert records(path) == before
    assert not list(Path.cwd().iterdir())


def test_one_alone_or_nobody_cannot_be_compared(run: Run, path: Path) -> None:
    ws, essay = with_essay(path.parent)
    code, _, err = run("Fences")
    assert (code, err.startswith("counterpoint: Nobody has tagged there")) == (1, True)
    tagging.tag_span(ws, essay, 0, 6, "claim")
    ws.close()
    code, _, err = run("Fences")
    assert (code, err.startswith("counterpoint: One person has tagged there")) == (1, True)


def test_a_library_open_elsewhere_or_write_protected_is_compared_all_the_same(
    run: Run, ids: dict[str, str], path: Path
) -> None:
    told = run("Fences", "--json")
    with closing(library.open_workspace(path)):
        assert run("Fences", "--json") == told
    path.chmod(0o444)
    assert run("Fences", "--json") == told
    assert run("Fences", "--json", before=("--read-only",)) == told


def test_other_verbs_do_not_wait_for_what_compares(path: Path, ids: dict[str, str]) -> None:
    script = f"""
import sys
from counterpoint.main import main
code = main(["--library", {str(path)!r}, sys.argv[1], *sys.argv[2:]])
print(code, *[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""

    def loaded(*argv: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", script, *argv], capture_output=True, text=True, env=os.environ, check=True
        )
        code, *names = done.stderr.split()
        assert code == "0", done.stderr
        return names

    assert loaded("essays") == []
    assert loaded("compare", "Fences", "--csv") == ["counterpoint.comparison.figures"]
