"""`counterpoint brief` and `counterpoint briefs`: what is written, what is told, and what goes wrong."""

import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from counterpoint.cli.verbs import VERBS
from counterpoint.core.changes import Edit, added
from counterpoint.core.records import Essay
from counterpoint.main import main
from counterpoint.workspace import arguments, briefs, library, tagging
from counterpoint.workspace.brief_files import FORMATS
from tests.library import TEXT, passage_of, rows, with_essay

Run = Callable[..., tuple[int, str, str]]
WORDING = "Resolved: Fences 😀 should fall in the cafe\u0301 قال 自力更生."
TITLE = "Fences 自力 / قال 😀"
HEAVY = {"docx", "lxml", "typst", "nh3"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.counterpoint"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def run(path: Path, folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs a verb on the test's library; gives exit code, stdout and stderr."""

    def run_verb(*argv: object, at: Path = path) -> tuple[int, str, str]:
        code = main(["--library", str(at), *map(str, argv)])
        told = capfdbinary.readouterr()
        assert b"Traceback" not in told.err
        return code, told.out.decode(), told.err.decode()

    return run_verb


def json_of(told: tuple[int, str, str]) -> Any:
    assert told[0] == 0, told
    return json.loads(told[1])


def refused(told: tuple[int, str, str]) -> str:
    """The one line that says what is wrong; nothing else is printed."""
    code, out, err = told
    assert (code, out) == (1, ""), told
    assert re.fullmatch(r"counterpoint: [^\n]+[.)]\n", err), err
    return err


@pytest.fixture
def argued(path: Path) -> dict[str, str]:
    """An essay of a topic with a claim, its evidence and an answer; another essay with a bare claim, without
    a topic; one with nothing tagged."""
    ws, essay = with_essay(path.parent, title=TITLE)
    topic = library.add_topic(ws, WORDING)
    library.set_citation(ws, essay, topic_id=topic.id, side="pro", author="Zoë Okafor")
    claim = tagging.tag_span(ws, essay, 0, 25, "claim")
    quote = "Prices rose by 3.5 percent in the U.S. market."
    start = TEXT.index(quote)
    evidence = tagging.tag_span(ws, essay, start, start + len(quote), "evidence")
    arguments.link(ws, "supports", "passage", evidence.id, "passage", claim.id)
    arguments.answer(ws, "passage", claim.id, "AT: Fences", "They 自力 do not. قال", "turn", [evidence.id])
    bare, untagged = Essay(title="Walls", text="Walls fall down."), Essay(title="Doors", text="Doors open.")
    library.add_essays(ws, [bare, untagged])
    tagging.tag_span(ws, bare, 0, 16, "claim")
    ws.close()
    return {"essay": essay.id, "topic": topic.id, "evidence": quote, "claim": TEXT[:25]}


@pytest.fixture
def stored(path: Path, argued: dict[str, str]) -> str:
    """The id of a stored brief of that topic, written for a summary."""
    ws = library.open_workspace(path)
    wish = briefs.BriefWish(title="My 😀 brief", topic_id=argued["topic"], speech="Public Forum summary")
    made = briefs.build(ws, wish)
    ws.close()
    return made.id


def records(path: Path) -> dict[str, list[tuple[object, ...]]]:
    ws = library.open_workspace(path, read_only=True)
    with closing(ws):
        return rows(ws.store)


def words_of(file: Path) -> str:
    """The words of a file that was written, as its own readers find them."""
    if file.suffix == ".docx":
        return "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)
    if file.suffix == ".pdf":
        assert file.read_bytes().startswith(b"%PDF-")
        return ""
    return re.sub(r"<[^>]*>|\\", "", file.read_text(encoding="utf-8"))


# What is written


@pytest.mark.parametrize("format", FORMATS)
def test_a_brief_of_an_essay_is_written_in_every_format(
    run: Run, folder: Path, path: Path, argued: dict[str, str], format: str
) -> None:
    before = records(path)
    code, out, err = run("brief", TITLE, "-o", f"brief.{format}")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == f"Wrote “brief.{format}”: 2 cards, 1 answer, 0:06 aloud."
    words = words_of(folder / f"brief.{format}")
    if format != "pdf":
        assert words.count(argued["evidence"]) >= 2
        assert "Contention 1: Fences 😀 teach climbers" in words
        assert "They 自力 do not." in words
        assert "AT: Fences" in words
        assert "Okafor" in words
    assert [each.name for each in folder.iterdir()] == [f"brief.{format}"]
    assert records(path) == before


def test_what_is_made_from_the_starter_library_is_read_by_others(run: Run, folder: Path) -> None:
    run("starter")
    topic = "ease its export controls"
    told = json_of(
        run("brief", "--topic", topic, "--side", "con", "--speech", "1NC", "-o", "a.docx", "--json")
    )
    assert (told["side"], told["speech"], told["limit_seconds"]) == ("con", "Policy 1NC", 480)
    assert told["cards"] > 20
    document = Document(str(folder / "a.docx"))
    tags = [
        each for each in document.paragraphs if each.style is not None and each.style.style_id == "Heading4"
    ]
    assert len(tags) == told["cards"]
    assert document.core_properties.title == told["title"]
    assert not document.core_properties.author  # nobody was chosen to tag
    assert sum(row["kind"] == "card" for row in told["outline"]) == told["cards"]


def test_several_essays_make_one_brief(run: Run, argued: dict[str, str]) -> None:
    told = json_of(run("brief", "walls", argued["essay"][:6], "Walls", "-o", "x.md", "--json"))
    contentions = [row["text"] for row in told["outline"] if row["kind"] == "contention"]
    assert contentions == ["Contention 1: Walls fall down.", f"Contention 1: {TEXT[:25].strip()}"]
    assert told["topic"] == ""


@pytest.mark.parametrize(
    "name", ["{id}", "{start}", "{upper}", WORDING.upper(), "resolved: fences", "should  fall", "café"]
)
def test_a_topic_goes_by_its_wording_a_part_of_it_or_an_id(
    run: Run, argued: dict[str, str], name: str
) -> None:
    topic = argued["topic"]
    named = name.format(id=topic, start=topic[:6], upper=topic[:8].upper())
    told = json_of(run("brief", "--topic", named, "-o", "x.md", "--json"))
    assert (told["topic"], told["cards"]) == (WORDING, 2)


def test_a_topic_may_be_narrowed_to_an_essay(run: Run, path: Path, argued: dict[str, str]) -> None:
    ws = library.open_workspace(path)
    library.set_citation(ws, library.find_essay(ws, "Walls"), topic_id=argued["topic"])
    ws.close()
    both = json_of(run("brief", "--topic", "Resolved", "--check", "--json"))
    one = json_of(run("brief", "Walls", "--topic", "Resolved", "--check", "--json"))
    assert one["topic"] == both["topic"] == WORDING
    assert (one["cards"], both["cards"]) == (0, 2)


def test_a_topic_that_is_not_there_or_not_the_only_one_is_told(
    run: Run, path: Path, argued: dict[str, str]
) -> None:
    for name in ("Gates", "", argued["topic"][:3] + "zz"):
        assert "there is “Resolved: Fences 😀" in refused(run("brief", "--topic", name))
    ws = library.open_workspace(path)
    for number in range(4):
        library.add_topic(ws, f"Resolved: Gate {number}.")
    ws.close()
    assert "could be 5 topics" in refused(run("brief", "--topic", "resolved"))
    assert "and 2 more" in refused(run("brief", "--topic", "resolved"))
    assert "no essay" in refused(run("brief", "--topic", "gate 3"))


def test_a_side_and_a_part_may_be_asked_for(run: Run, argued: dict[str, str]) -> None:
    def kinds(*more: str) -> set[str]:
        told = json_of(run("brief", "--topic", "Resolved", *more, "--check", "--json"))
        return {row["kind"] for row in told["outline"]}

    everything = {"pocket", "hat", "contention", "frontline", "answer", "card", "block", "open"}
    assert kinds() <= everything
    assert {"contention", "frontline"} <= kinds()
    assert kinds("--only", "claims,answers") == kinds("--only", "Answers claims") == kinds()
    assert "frontline" not in kinds("--only", "claims")
    assert "contention" not in kinds("--only", "answers")
    assert "contention" in kinds("--side", "pro")
    assert "contention" not in kinds("--side", "con")
    for only in ("cards", "claims;answers", ",", "claims,x"):
        assert "claims,answers" in refused(run("brief", TITLE, "--only", only))


def test_time_is_counted_as_asked(run: Run, path: Path, argued: dict[str, str]) -> None:
    def seconds(*more: str) -> float:
        told = json_of(run("brief", TITLE, *more, "--check", "--json"))["seconds"]
        assert isinstance(told, float)
        return told

    slow = seconds("--wpm", "50")
    assert slow == pytest.approx(5 * seconds(), abs=0.5)
    ws = library.open_workspace(path)
    library.rename_annotator(ws, library.annotators(ws)[0], "Ada", 50)
    ws.close()
    assert seconds() == slow
    assert seconds("--wpm", "250") == pytest.approx(slow / 5, abs=0.1)
    _, out, _ = run("brief", TITLE, "--speech", "lincoln-douglas 1ar", "--wpm", "50", "-o", "x.md")
    assert re.search(r", 0:2\d of 4:00 \(Lincoln-Douglas 1AR\)\.$", out.splitlines()[0])
    assert "“3NR”" in refused(run("brief", TITLE, "--speech", "3NR"))


def test_over_time_is_an_error_to_mend(run: Run, path: Path) -> None:
    ws, essay = with_essay(path.parent, " ".join(f"Claim number {each} stands here." for each in range(400)))
    claim = tagging.tag_span(ws, essay, 0, 26, "claim")
    arguments.answer(ws, "passage", claim.id, "AT: Claims", "word 自 😀 " * 700, "rebut", [])
    ws.close()
    code, out, _ = run("brief", "Fences", "--speech", "2AR", "--check")
    assert code == 0
    assert re.search(r"^  error  +Over time  +2AR is \d:\d\d too long\.$", out, re.MULTILINE)
    assert "1 error, " not in run("brief", "Fences", "-o", "x.md")[1]
    assert "2 errors, " in run("brief", "Fences", "--speech", "2AR", "-o", "x.md")[1]


# A stored brief


@pytest.mark.parametrize("name", ["MY 😀 BRIEF", "{id}", "{start}"])
def test_a_stored_brief_is_written_as_it_is(
    run: Run, folder: Path, path: Path, stored: str, name: str
) -> None:
    before = records(path)
    told = json_of(run("brief", "--brief", name.format(id=stored, start=stored[:8]), "--json"))
    assert (told["title"], told["speech"], told["cards"]) == ("My 😀 brief", "Public Forum summary", 2)
    assert (told["file"], told["format"]) == ("My 😀 brief.docx", "docx")
    assert Document(str(folder / told["file"])).core_properties.author == "Ada"
    assert records(path) == before


def test_a_stored_brief_may_be_read_otherwise_but_not_built_otherwise(run: Run, stored: str) -> None:
    named = ("brief", "--brief", stored, "--check", "--json")
    usual = json_of(run(*named))
    other = json_of(run(*named, "--speech", "2NR", "--wpm", "50", "--title", " Another  one 自 "))
    assert (other["title"], other["speech"]) == ("Another one 自", "Policy 2NR")
    assert other["seconds"] == pytest.approx(5 * usual["seconds"], abs=0.5)
    for more in (["--side", "pro"], ["--only", "claims"]):
        assert "leave out --side and --only" in refused(run(*named, *more))
    assert "“counterpoint briefs” lists them" in refused(run("brief", "--brief", "Nobody's"))


def test_a_stored_brief_that_was_emptied_is_told(run: Run, path: Path, stored: str) -> None:
    ws = library.open_workspace(path)
    ws.store.raw.execute("DELETE FROM entry WHERE kind <> 'pocket'")
    ws.close()
    assert "is empty" in refused(run("brief", "--brief", stored))


def test_stored_briefs_are_listed(run: Run, stored: str) -> None:
    assert json_of(run("briefs", "--json")) == [{"id": stored, "title": "My 😀 brief", "cards": 2}]
    assert run("briefs") == (0, f"{stored[:8]}  2  cards  My 😀 brief\n", "")


def test_without_stored_briefs_nothing_is_listed(run: Run) -> None:
    assert run("briefs") == (0, "", "")
    assert json_of(run("briefs", "--json")) == []


# Where it is written


def test_without_a_file_it_is_named_by_its_title_and_writes_over_nothing(
    run: Run, folder: Path, argued: dict[str, str]
) -> None:
    code, out, _ = run("brief", TITLE)
    assert code == 0
    (file,) = folder.iterdir()
    assert file.name == "Brief Fences 自力 قال 😀.docx"
    assert f"“{file.name}”" in out
    file.write_text("changed by hand", encoding="utf-8")
    assert "there already" in refused(run("brief", TITLE))
    assert file.read_text(encoding="utf-8") == "changed by hand"
    assert run("brief", TITLE, "-o", file.name)[0] == 0
    assert zipfile.is_zipfile(file)
    assert run("brief", TITLE, "--format", "md", "--title", 'CON: <a> "b"')[0] == 0
    assert {each.name for each in folder.iterdir()} == {file.name, "CON a b.md"}


def test_a_folder_gets_a_file_named_by_its_title(run: Run, folder: Path, argued: dict[str, str]) -> None:
    (folder / "1.5").mkdir()
    told = json_of(run("brief", TITLE, "-o", "1.5", "--format", "html", "--title", "自", "--json"))
    assert (Path(told["file"]), told["format"]) == (Path("1.5/自.html"), "html")
    assert "<!DOCTYPE html>" in (folder / "1.5" / "自.html").read_text(encoding="utf-8")


def test_text_may_go_to_standard_output(run: Run, folder: Path, argued: dict[str, str]) -> None:
    code, out, err = run("brief", TITLE, "-o", "-")
    assert (code, err) == (0, "")
    assert out.startswith("# Brief: Fences 自力")
    assert run("brief", TITLE, "-o", "-", "--format", "html")[1].startswith("<!DOCTYPE html>")
    for format in ("docx", "pdf"):
        assert "Only html and md" in refused(run("brief", TITLE, "-o", "-", "--format", format))
    assert "--json" in refused(run("brief", TITLE, "-o", "-", "--json"))
    assert not list(folder.iterdir())


def test_the_format_is_said_once_or_twice_alike(run: Run, folder: Path, argued: dict[str, str]) -> None:
    assert run("brief", TITLE, "-o", "a.HTML", "--format", "html")[0] == 0
    assert run("brief", TITLE, "-o", "b.v2", "--format", "md")[0] == 0
    assert (folder / "b.v2").read_text(encoding="utf-8").startswith("# ")
    assert ".docx" in refused(run("brief", TITLE, "-o", "a.html", "--format", "docx"))
    for name in ("brief", "brief.doc"):
        assert "names no format" in refused(run("brief", TITLE, "-o", name))
    assert {each.name for each in folder.iterdir()} == {"a.HTML", "b.v2"}


def test_paper_is_for_pdf(run: Run, folder: Path, argued: dict[str, str]) -> None:
    for paper in ("us-letter", "a4"):
        assert run("brief", TITLE, "-o", f"{paper}.pdf", "--paper", paper)[0] == 0
    assert (folder / "a4.pdf").read_bytes() != (folder / "us-letter.pdf").read_bytes()
    assert "--paper is for PDF" in refused(run("brief", TITLE, "--paper", "a4", "-o", "x.docx"))


def test_what_cannot_be_written_is_told(run: Run, folder: Path, path: Path, argued: dict[str, str]) -> None:
    (folder / "x.docx").mkdir()
    before = path.read_bytes()
    for output in ("nowhere/x.docx", "x.docx"):
        assert "could not be written" in refused(run("brief", TITLE, "-o", output))
    assert "the library itself" in refused(run("brief", TITLE, "-o", path, "--format", "md"))
    assert path.read_bytes() == before
    assert not list(folder.rglob("*.part"))


def test_letters_that_no_font_has_are_told(run: Run, path: Path) -> None:
    ws, essay = with_essay(path.parent, "A letter of nobody\u0378s stands here.")
    tagging.tag_span(ws, essay, 0, 20, "claim")
    ws.close()
    assert "No font here has \u0378" in json_of(run("brief", "Fences", "-o", "x.pdf", "--json"))["lacking"]
    assert run("brief", "Fences", "-o", "x.pdf")[1].count("\nNo font here has") == 1
    assert run("brief", "--all", "-o", "out", "--format", "pdf")[2].count("\n    No font here has") == 1
    assert "No font" not in run("brief", "Fences", "-o", "x.md")[1]


# What is told


def test_what_was_written_is_told_to_programs(run: Run, argued: dict[str, str]) -> None:
    told = json_of(run("brief", TITLE, "--title", "A 😀", "-o", "x.md", "--json"))
    assert told["outline"][0] == {
        "kind": "pocket",
        "number": "",
        "text": "A 😀",
        "depth": 0,
        "seconds": told["seconds"],
        "badge": "",
    }
    assert {name: told[name] for name in list(told)[:10]} == {
        "title": "A 😀",
        "topic": "",
        "side": "",
        "speech": "",
        "limit_seconds": None,
        "seconds": told["seconds"],
        "cards": 2,
        "file": "x.md",
        "format": "md",
        "lacking": "",
    }
    assert list(told)[10:] == ["findings", "outline"]
    cite = next(each for each in told["findings"] if each["title"] == "Cite")
    assert list(cite) == ["grade", "title", "text", "card"]
    assert cite["card"] == argued["evidence"]
    assert {each.get("card") for each in told["findings"]} >= {f"1. {argued['evidence']}"}


def test_what_is_to_mend_is_listed_and_nothing_is_written(
    run: Run, folder: Path, argued: dict[str, str]
) -> None:
    code, out, err = run("brief", TITLE, "-o", "x.docx", "--check")
    assert (code, err) == (0, "")
    assert out.startswith("Brief: Fences 自力 / قال 😀: 2 cards, 1 answer, 0:06 aloud\n")
    assert "no URL, no accessed date" in out
    assert not list(folder.iterdir())
    _, out, _ = run("brief", TITLE)
    assert out.splitlines()[1] == "2 cards with nothing highlighted: only the tag counts in the time."
    assert re.fullmatch(r"To mend: 1 warning, \d hints; --check lists them\.", out.splitlines()[2])
    assert run("brief", "Walls", "--only", "answers", "--check")[1].endswith("\n  Nothing to mend.\n")


def test_of_many_findings_alike_people_see_the_first(run: Run) -> None:
    run("starter")
    told = json_of(run("brief", "Who Pays the Bill", "--check", "--json"))
    hints = [each for each in told["findings"] if (each["grade"], each["title"]) == ("hint", "Twice")]
    assert len(hints) > 5
    out = run("brief", "Who Pays the Bill", "--check")[1]
    assert len(re.findall(r"^  hint  +Twice  +“", out, re.MULTILINE)) == 5
    assert f"… and {len(hints) - 5} more; --json lists them all." in out


def test_titles_cannot_steer_a_terminal(run: Run, path: Path) -> None:
    ws, essay = with_essay(path.parent, title="Red \x1b[31m <script> `x`")
    tagging.tag_span(ws, essay, 0, 25, "claim")
    ws.close()
    for more in (["-o", "x.md"], ["--check"]):
        code, out, _ = run("brief", essay.id, *more)
        assert code == 0
        assert "\x1b" not in out
    assert "\x1b" not in run("brief", "--all", "-o", "out")[2]


# What there is nothing to make of


def test_a_brief_with_nothing_in_it_is_not_written(run: Run, folder: Path, argued: dict[str, str]) -> None:
    assert "tag claims" in refused(run("brief", "Doors"))
    told = refused(run("brief", TITLE, "--side", "con", "--only", "claims"))
    assert "leave out --side and --only" in told
    assert "Gates" in refused(run("brief", "Gates"))
    assert "shorter --title" in refused(run("brief", TITLE, "--title", "自" * 301))
    assert not list(folder.iterdir())


def test_an_empty_library_has_nothing_for_a_brief(run: Run, folder: Path) -> None:
    assert "no topic in the library yet" in refused(run("brief", "--topic", "x"))
    assert "no essay in the library yet" in refused(run("brief", "--all", "-o", "out"))
    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["Fences", "--all"],
        ["Fences", "--brief", "x"],
        ["--topic", "x", "--brief", "x"],
        ["Fences", "--format", "doc"],
        ["Fences", "--paper", "a5"],
        ["Fences", "--side", "left"],
        ["Fences", "--wpm", "49"],
        ["Fences", "--wpm", "601"],
        ["Fences", "--wpm", "fast"],
        ["Fences", "-o"],
    ],
)
def test_a_wrong_call_ends_with_2(run: Run, arguments: list[str]) -> None:
    code, out, err = run("brief", *arguments)
    assert (code, out) == (2, "")
    assert "Error: " in err


# Which library, and how


def test_a_library_that_cannot_be_written_makes_briefs(run: Run, path: Path, stored: str) -> None:
    assert run("--read-only", "brief", TITLE, "-o", "a.md")[0] == 0
    window = library.open_workspace(path)
    tagging.tag_span(window, library.find_essay(window, "Doors"), 0, 11, "claim")
    assert run("brief", "Doors", "-o", "b.md")[0] == 0
    assert run("brief", "--brief", stored, "-o", "c.md")[0] == 0
    assert run("brief", "--all", "-o", "out", "--format", "md")[0] == 0
    library.add_annotator(window, "Ben")
    window.close()


def test_no_other_verb_waits_for_the_writers(path: Path, argued: dict[str, str]) -> None:
    def loaded(*arguments: str) -> set[str]:
        told = subprocess.run(
            [
                sys.executable,
                "-c",
                "import sys\nfrom counterpoint.main import main\nassert main(sys.argv[1:]) == 0\n"
                "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)",
                "--library",
                str(path),
                *arguments,
            ],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return set(told.stderr.split())

    assert {"brief", "briefs"} <= set(VERBS)
    assert not (HEAVY | {"PySide6"}) & loaded("essays")
    assert not (HEAVY | {"PySide6"}) & loaded("briefs")
    assert not {"PySide6", "typst"} & loaded("brief", TITLE, "-o", str(path.parent / "x.docx"))


# A whole library


def test_a_batch_writes_a_brief_for_each_topic_and_each_essay_without(
    run: Run, folder: Path, argued: dict[str, str]
) -> None:
    code, out, err = run("brief", "--all", "-o", "out", "--format", "md", "--speech", "2NR")
    assert code == 0
    names = sorted(each.name for each in (folder / "out").iterdir())
    assert names == [
        "Brief Resolved Fences 😀 should fall in the cafe\u0301 قال 自力更生.md",
        "Brief Walls.md",
    ]
    assert out == "2 of 3 briefs written to “out”; 1 had nothing to put into it.\n"
    lines = err.splitlines()
    assert re.fullmatch(r"1/3  Resolved: Fences 😀 .+ … \d+\.\d s", lines[0])
    assert lines[1] == "2/3  Doors … nothing to put into it"
    assert re.fullmatch(r"3/3  Walls … \d+\.\d s", lines[2])
    told = json_of(run("brief", "--all", "-o", "out", "--format", "md", "--speech", "2NR", "--json"))
    assert [each["speech"] for each in told] == ["Policy 2NR"] * 2
    assert {Path(each["file"]).name for each in told} == set(names)
    assert len(json_of(run("brief", "--all", "--check", "--json"))) == 2
    assert run("brief", "--all", "--check")[1].count("aloud\n") == 2


def test_one_that_cannot_be_written_does_not_keep_the_others_back(
    run: Run, folder: Path, argued: dict[str, str]
) -> None:
    (folder / "out" / "Brief Walls.html").mkdir(parents=True)
    code, out, err = run("brief", "--all", "-o", "out", "--format", "html")
    assert code == 1
    assert out.startswith("1 of 3 briefs written")
    assert err.count("could not be written") == 3
    assert err.splitlines()[-1].startswith("counterpoint: 1 brief could not be written: “Brief Walls.html”")
    assert len(list((folder / "out").iterdir())) == 2
    assert not list(folder.rglob("*.part"))


def test_a_batch_needs_a_folder_and_no_title(run: Run, folder: Path, argued: dict[str, str]) -> None:
    (folder / "file").write_text("old", encoding="utf-8")
    assert "name a folder" in refused(run("brief", "--all"))
    assert "name a folder" in refused(run("brief", "--all", "-o", "-"))
    for output in ("file", "no/folder"):
        assert "cannot be a folder" in refused(run("brief", "--all", "-o", output))
    assert "--title" in refused(run("brief", "--all", "-o", "out", "--title", "x"))
    assert "--paper" in refused(run("brief", "--all", "-o", "out", "--paper", "a4"))
    assert [each.name for each in folder.iterdir()] == ["file"]


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent as a POSIX signal")
def test_a_batch_is_stopped_between_two_files(path: Path, folder: Path) -> None:
    count = 400
    ws, _ = with_essay(path.parent, title="zz")
    text = "自力更生 😀 قال cafe\u0301. "
    # Lines of progress that fill a pipe that nobody reads, so that the batch cannot end before it is stopped.
    essays = [Essay(title=f"{number:03} " + "自" * 60, text=f"{text}{number}") for number in range(count)]
    library.add_essays(ws, essays)
    assert ws.annotator is not None
    claims = [passage_of(each, ws.annotator, 0, len(each.text)) for each in essays]
    ws.commit(Edit("Tag", tuple(added(each) for each in claims)))
    ws.close()
    out = folder / "out"
    out.mkdir()
    last = out / f"Brief {count - 1:03} {'自' * 60}.md"
    first = out / f"Brief 000 {'自' * 60}.md"
    for old in (first, last):
        old.write_text("old", encoding="utf-8")
    command = [sys.executable, "-m", "counterpoint", "--library", str(path), "brief", "--all", "-o", str(out)]
    with subprocess.Popen(
        [*command, "--format", "md"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,  # `communicate` would lose what `readline` had read ahead
    ) as batch:
        assert batch.stderr is not None
        begun = batch.stderr.readline() + batch.stderr.readline()
        batch.send_signal(signal.SIGINT)
        told, left = batch.communicate(timeout=60)
    err = (begun + left).decode()
    assert batch.returncode == 130, err
    written = len(re.findall(r" … \d+\.\d s$", err, re.MULTILINE))
    assert 2 <= written < count
    assert err.endswith(
        f"counterpoint: Stopped: {written} of 401 briefs written; those that are there are whole.\n"
    )
    assert told.decode().startswith(f"{written} of 401 briefs written to “")
    files = set(out.iterdir())
    assert len(files - {last}) == written
    assert all(each.suffix == ".md" and not each.name.startswith(".") for each in files)
    assert last.read_text(encoding="utf-8") == "old"
    for each in files - {last}:
        said = each.read_text(encoding="utf-8")
        assert said.startswith("# Brief: ")
        assert "cafe\u0301" in said
