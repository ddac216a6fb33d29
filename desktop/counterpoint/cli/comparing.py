"""The verb that compares several annotators' tags of one essay."""

import json as json_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterpoint.cli.options import Library, library_path
from counterpoint.cli.options import reading as library_read
from counterpoint.cli.output import one_line, say, say_json, table, write
from counterpoint.core.errors import BadInput, NotFound
from counterpoint.core.review_document import AGREED, GROUP_SAYS, ReviewDocument, figure
from counterpoint.workspace import library as shelf
from counterpoint.workspace import review_files
from counterpoint.workspace.care import is_part_of
from counterpoint.workspace.transfer import write_file
from counterpoint.workspace.workspace import Workspace

if TYPE_CHECKING:  # what compares is loaded when it is asked for
    from counterpoint.comparison.review import Review

Names = Annotated[list[str], typer.Argument(metavar="ESSAY …", help="Ids, unique starts of one, or titles.")]
By = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar="NAME",
        help="Compare only these annotators; “agreed” is what was decided. Again for each.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print figures and differences as JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print the differences as a table, one a line.")]
Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write the report as a web page.")]
Docx = Annotated[
    Path | None, typer.Option("--docx", metavar="FILE", help="Write the report as a Word document.")
]
Blind = Annotated[bool, typer.Option("--blind", help="Show letters instead of names.")]


def compare_essay(
    context: typer.Context,
    essays: Names,
    by: By = None,
    json: Json = False,
    csv: Csv = False,
    html: Html = None,
    docx: Docx = None,
    blind: Blind = False,
    library: Library = None,
) -> None:
    """Compare several people's tags of an essay: figures of agreement, and where they differ.

    Of several essays, the figures of all together come last. Nothing is written to the library.
    """
    if len(essays) > 1:
        if csv or html is not None or docx is not None:
            raise BadInput("A report is of one essay; name one, or ask for several as --json.")
        _compare_many(context, essays, by or [], json, blind, library)
        return
    essay = essays[0]
    if json and csv:
        raise BadInput("Choose --json or --csv; both would go to the same place.")
    files: list[tuple[Path, review_files.Format]] = []
    files += [(html, "html")] if html is not None else []
    files += [(docx, "docx")] if docx is not None else []
    if any(is_part_of(library_path(context, library), path) for path, _ in files):
        raise BadInput("That is the library itself; choose another file to write to.")
    if html is not None and docx is not None and html.absolute() == docx.absolute():
        raise BadInput("--html and --docx name the same file; choose another one for either.")
    with library_read(context, library) as ws:
        document = _reviewed(ws, essay, by or [], blind)
    for path, format in files:
        write_file(path, review_files.render(document, format))
    if json or csv:
        write(review_files.render(document, "json" if json else "csv").decode())
    elif files:
        say(*(f"Written to “{one_line(str(path), 300)}”." for path, _ in files))
    else:
        say(*_lines(document))


def _compare_many(
    context: typer.Context, essays: list[str], by: list[str], as_json: bool, blind: bool, library: Path | None
) -> None:
    """Several essays, each by itself and then all together."""
    from counterpoint.comparison.review import compare, pooled, told, with_figures

    with library_read(context, library) as ws:
        reviews = [_read(ws, essay, by, blind) for essay in dict.fromkeys(essays)]
    documents = [with_figures(told(compared), compared) for compared in map(compare, reviews)]
    together = pooled(reviews, hidden=blind)
    if as_json:
        each = [json_module.loads(review_files.render(document, "json")) for document in documents]
        whole = json_module.loads(review_files.render(together, "json"))
        say_json({"essays": each, "pooled": whole})
        return
    for document in documents:
        say(*_lines(document), "")
    say(*_lines(together))


def _reviewed(ws: Workspace, essay: str, by: list[str], blind: bool) -> ReviewDocument:
    """The review with its figures. What compares is loaded here: the other verbs do not wait for it."""
    from counterpoint.comparison.review import compare, told, with_figures

    compared = compare(_read(ws, essay, by, blind))
    return with_figures(told(compared), compared)


def _read(ws: Workspace, essay: str, by: list[str], blind: bool) -> "Review":
    """What is compared. Raises BadInput where there are not two to compare."""
    from counterpoint.workspace.review import read_review

    found = shelf.find_essay(ws, essay)
    people = [_person(ws, each) for each in by] or None
    made = read_review(ws, found.id, people, blind=blind)
    if len(made.people) < 2 and by:
        raise BadInput("One alone cannot be compared; give --by once more, or leave it out for everybody.")
    if len(made.people) < 2:
        who = "One person has" if made.people else "Nobody has"
        raise BadInput(f"{who} tagged there; import others’ annotations of it, then compare.")
    return made


def _person(ws: Workspace, words: str) -> str:
    """The id of the annotator with this id or name, whatever its case. Raises NotFound, or BadInput where
    several have the name."""
    if words.casefold() == AGREED:
        return AGREED
    people = shelf.annotators(ws)
    found = [each.id for each in people if each.id == words.lower()]
    name = " ".join(words.split()).casefold()
    found = found or [each.id for each in people if each.name.casefold() == name]
    if len(found) > 1:
        raise BadInput(f"{len(found)} annotators are called “{words}”; give an id: {', '.join(found)}.")
    if not found:
        names = ", ".join(one_line(each.name, 40) for each in people)
        raise NotFound(f"There is no annotator “{words}”; there are {names or 'none'}.")
    return found[0]


def _lines(document: ReviewDocument) -> list[str]:
    """The review for people: who, figures for each pair and kind, how many differences of which sort."""
    names = ", ".join(one_line(lane.name, 40) for lane in document.lanes)
    lines = [f"{one_line(document.title)}: {names}", ""]
    wanted = ("f1_strict", "f1_partial", "u_alpha", "cohen_sentences")
    pairs = list(dict.fromkeys(each.pair for each in document.measures if each.pair))
    values = {(each.name, each.kind, each.pair): each for each in document.measures}
    titles = {each.name: each.title for each in document.measures}
    rows: list[tuple[str, ...]] = [("", *(titles.get(name, name) for name in wanted))]
    for pair in pairs:
        for kind in ("", "claim", "evidence", "rhetoric"):
            told_as = one_line(" and ".join(pair), 60) if not kind else f"  {kind}"
            cells = (values.get((name, kind, pair)) for name in wanted)
            rows.append((told_as, *(figure(cell.value) if cell else "–" for cell in cells)))
    lines += table(rows)
    lines.append("")
    for group, says in GROUP_SAYS.items():
        number = sum(each.group == group for each in document.differences)
        if number:
            lines.append(f"{number:>5}  {says}")
    real = [each for each in document.differences if each.group != "agree"]
    decided = sum(each.ruled is not None for each in real)
    if not document.text:
        return lines[:-1]
    lines.append(f"{len(real):>5}  differences, {decided} decided")
    return lines
