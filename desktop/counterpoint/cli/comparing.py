"""The verb that compares several annotators' tags of one essay."""

from pathlib import Path
from typing import Annotated

import typer

from counterpoint.cli.options import Library
from counterpoint.cli.options import reading as library_read
from counterpoint.cli.output import one_line, say, table, write
from counterpoint.cli.reading import Name
from counterpoint.comparison.review import AGREED, compare, told, with_figures
from counterpoint.core.errors import BadInput, NotFound
from counterpoint.core.review_document import GROUP_SAYS, ReviewDocument, figure
from counterpoint.workspace import library as shelf
from counterpoint.workspace import review, review_files
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
    Path | None, typer.Option("--docx", metavar="FILE", help="Write the report as Word document.")
]
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
    with library_read(context, library) as ws:
        found = shelf.find_essay(ws, essay)
        people = [_person(ws, each) for each in by] if by else None
        made = review.read_review(ws, found.id, people, blind=blind)
    if len(made.people) < 2:
        raise BadInput("One person tagged here; import another’s annotations, then compare.")
    compared = compare(made)
    document = with_figures(told(compared), compared)
    for path, format in ((html, "html"), (docx, "docx")):
        if path is not None:
            write_file(path, review_files.render(document, format))  # type: ignore[arg-type]
    if json or csv:
        write(review_files.render(document, "json" if json else "csv").decode())
    elif html is None and docx is None:
        say(*_lines(document))


def _person(ws: Workspace, words: str) -> str:
    """The id of the annotator with this id or name, whatever its case. Raises NotFound."""
    if words.casefold() == AGREED:
        return AGREED
    for each in shelf.annotators(ws):
        if words == each.id or words.casefold() == each.name.casefold():
            return each.id
    names = ", ".join(one_line(each.name, 40) for each in shelf.annotators(ws))
    raise NotFound(f"There is no annotator “{words}”; there are {names or 'none'}.")


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
