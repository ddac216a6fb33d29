"""The verb that compares several annotators' tags of one essay."""

from pathlib import Path
from typing import Annotated, Final

import typer

from counterpoint.cli.options import Library, library_path
from counterpoint.cli.options import reading as library_read
from counterpoint.cli.output import one_line, say, table, write
from counterpoint.cli.reading import Name
from counterpoint.core.errors import BadInput, NotFound
from counterpoint.core.review_document import GROUP_SAYS, ReviewDocument, figure
from counterpoint.workspace import library as shelf
from counterpoint.workspace import review_files
from counterpoint.workspace.care import is_part_of
from counterpoint.workspace.transfer import write_file
from counterpoint.workspace.workspace import Workspace

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
_AGREED: Final = "agreed"
Blind = Annotated[bool, typer.Option("--blind", help="Show letters instead of names.")]


def compare_essay(
    context: typer.Context,
    essay: Name,
    by: By = None,
    json: Json = False,
    csv: Csv = False,
    html: Html = None,
    docx: Docx = None,
    blind: Blind = False,
    library: Library = None,
) -> None:
    """Compare several people's tags of one essay: figures of agreement, and where they differ.

    Nothing is written to the library.
    """
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


def _reviewed(ws: Workspace, essay: str, by: list[str], blind: bool) -> ReviewDocument:
    """The review with its figures. What compares is loaded here: the other verbs do not wait for it."""
    from counterpoint.comparison.review import compare, told, with_figures
    from counterpoint.workspace.review import read_review

    found = shelf.find_essay(ws, essay)
    people = [_person(ws, each) for each in by] or None
    made = read_review(ws, found.id, people, blind=blind)
    if len(made.people) < 2 and by:
        raise BadInput("One alone cannot be compared; give --by once more, or leave it out for everybody.")
    if len(made.people) < 2:
        who = "One person has" if made.people else "Nobody has"
        raise BadInput(f"{who} tagged there; import others’ annotations of it, then compare.")
    compared = compare(made)
    return with_figures(told(compared), compared)


def _person(ws: Workspace, words: str) -> str:
    """The id of the annotator with this id or name, whatever its case. Raises NotFound, or BadInput where
    several have the name."""
    if words.casefold() == _AGREED:
        return _AGREED
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
    decided = sum(each.ruled is not None for each in document.differences)
    lines.append(f"{len(document.differences):>5}  differences, {decided} decided")
    return lines
