"""Essays brought in by the command line: chapters, cards, the file itself, and what is told of each."""

import json
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from counterpoint.core.records import Brief, Card, Essay, Original
from counterpoint.main import main
from counterpoint.workspace import library
from tests.importers.word import r, word

Run = Callable[..., tuple[int, str, str]]

OPF = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A book 😀</dc:title></metadata>'
    "<manifest>{items}</manifest><spine>{refs}</spine></package>"
)
PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>{title}</h1><p>{words}</p></body></html>'
CHAPTERS = (("Preface", "Before all. 😀"), ("قال", "قال التاجر نعم."), ("Costs", "自力更生 Zoe\u0301."))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "library.counterpoint"
    with closing(library.open_workspace(made)) as ws:
        library.choose_annotator(ws, library.add_annotator(ws, "Ada"))
    return made


@pytest.fixture
def run(path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    def run_verb(*argv: object) -> tuple[int, str, str]:
        code = main(["--library", str(path), *map(str, argv)])
        told = capfd.readouterr()
        return code, told.out, told.err

    return run_verb


def json_of(told: tuple[int, str, str]) -> Any:
    assert told[0] == 0, told
    return json.loads(told[1])


def book(folder: Path) -> Path:
    file = folder / "book.epub"
    numbers = range(len(CHAPTERS))
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in numbers
    )
    refs = "".join(f'<itemref idref="c{n}"/>' for n in numbers)
    with ZipFile(file, "w") as made:
        made.writestr("mimetype", "application/epub+zip")
        container = '<rootfile full-path="b.opf" media-type="application/oebps-package+xml"/>'
        made.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
            f"{container}</rootfiles></container>",
        )
        made.writestr("b.opf", OPF.format(items=items, refs=refs))
        for n, (title, words) in enumerate(CHAPTERS):
            made.writestr(f"c{n}.xhtml", PAGE.format(title=title, words=words))
    return file


def essays(path: Path) -> list[Essay]:
    with closing(library.open_workspace(path, read_only=True)) as ws:
        return ws.store.find(Essay)


def test_chapters_of_a_book_are_chosen_and_the_file_is_kept(run: Run, path: Path, tmp_path: Path) -> None:
    file = book(tmp_path)
    told = json_of(run("import", file, "--chapter", 1, "--chapter", 3, "--keep-file", "--json"))
    (line,) = told["essays"]
    assert line["chapters"] == ["Preface", "Costs"]
    assert (line["pages"], line["brief"], line["already"]) == (0, None, False)
    (essay,) = essays(path)
    assert essay.text == "Preface\nBefore all. 😀\nCosts\n自力更生 Zoe\u0301."
    assert essay.source_digest == sha256(file.read_bytes()).hexdigest()
    with closing(library.open_workspace(path, read_only=True)) as ws:
        (kept,) = ws.store.find(Original)
    assert (kept.name, kept.content) == ("book.epub", file.read_bytes())


def test_a_chapter_that_is_not_there_is_told_in_a_sentence(run: Run, path: Path, tmp_path: Path) -> None:
    code, out, err = run("import", book(tmp_path), "--chapter", 4)
    assert (code, err.count("\n"), out) == (1, 1, "")
    assert "“book.epub”" in err
    assert essays(path) == []


def test_a_debate_file_brings_its_cards_or_its_text_alone(run: Run, path: Path, tmp_path: Path) -> None:
    def line(style: str, *runs: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'

    under = '<w:rStyle w:val="StyleUnderline"/>'
    file = tmp_path / "cards.docx"
    cite = r("Okafor 25", '<w:rStyle w:val="Style13ptBold"/>') + r(" Policy Notes")
    file.write_bytes(
        word(
            line("Heading3", r("AT: Fences"))
            + line("Heading4", r("Fences fail the poor 😀"))
            + line("Normal", cite)
            + line("Normal", r("He says that "), r("fences slow nobody", under), r(" قال نعم 中文."))
        )
    )
    elsewhere = "--library", tmp_path / "fresh.counterpoint"
    code, _, err = run("import", file, *elsewhere)
    assert (code, err.count("\n")) == (1, 1)
    assert "“cards.docx” has cards, and nobody tags in this library yet" in err
    assert run("import", file, "--text-only", *elsewhere)[0] == 0
    told = json_of(run("import", file, "--text-only", "--json"))
    assert told["essays"][0]["brief"] is None
    with closing(library.open_workspace(path)) as ws:
        assert ws.store.find(Card) == []
        library.remove_essay(ws, ws.store.find(Essay)[0])
    told = json_of(run("import", file, "--json"))
    with closing(library.open_workspace(path, read_only=True)) as ws:
        (brief,), (card,) = ws.store.find(Brief), ws.store.find(Card)
    assert told["essays"][0]["brief"] == brief.id
    assert card.tag == "Fences fail the poor 😀"
