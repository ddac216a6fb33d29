"""The verbs that bring essays and annotations in and out: import, starter, export."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import typer

from counterpoint.cli.coding import take_brat, take_coded
from counterpoint.cli.incoming import Taken, readable_files
from counterpoint.cli.options import Json, Library, library_path, reading, writing
from counterpoint.cli.output import one_line, remark, say, say_json, write_bytes
from counterpoint.core.citation import Citation, from_fields
from counterpoint.core.errors import BadInput, UserError
from counterpoint.importers.apart import ReadersApart, read_bytes_of
from counterpoint.importers.draft import Draft
from counterpoint.importers.draft_chapters import with_chapters
from counterpoint.workspace import adding, brat_folders, exchange_formats, transfer
from counterpoint.workspace import library as shelf
from counterpoint.workspace.care import is_part_of
from counterpoint.workspace.starter import add_starter
from counterpoint.workspace.workspace import Workspace

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE",
        help="Essays (.pdf, .docx, .txt …), annotations (.jsonld, .ann), coded projects (.qdpx), folders.",
    ),
]
Names = Annotated[
    list[str] | None, typer.Argument(metavar="ESSAY", help="None stands for the whole library.")
]
Format = Annotated[exchange_formats.Format, typer.Option("--format", help="What to write.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="The file (brat: folder) to write; else stdout."),
]
Side = Annotated[Literal["pro", "con"] | None, typer.Option(help="The side of the topic that it argues.")]
Codes = Annotated[
    list[str] | None,
    typer.Option(
        "--code",
        metavar="NAME=KIND",
        help="What a code of another program means, such as “Data=evidence:statistic” or “Other=none”.",
    ),
]
Keep = Annotated[bool, typer.Option("--keep-file", help="Keep the files themselves in the library, too.")]
TextOnly = Annotated[
    bool, typer.Option("--text-only", help="Of a debate file the text alone, without its cards and brief.")
]
Chapters = Annotated[
    list[int] | None,
    typer.Option("--chapter", min=1, metavar="N", help="Only this chapter of a book; may be given again."),
]
Encoding = Annotated[str | None, typer.Option(help="What the texts are encoded in, such as cp1252.")]


def _field(told: str) -> Any:
    return typer.Option(help=told)


def import_files(
    context: typer.Context,
    files: Files,
    title: Annotated[str, _field("The essay's title.")] = "",
    author: Annotated[str, _field("Who wrote it.")] = "",
    qualifications: Annotated[str, _field("What the author is known for.")] = "",
    publication: Annotated[str, _field("Where it appeared.")] = "",
    published: Annotated[str, _field("When: 2026-03-04, 2026-03 or 2026.")] = "",
    url: Annotated[str, _field("Its address on the web.")] = "",
    accessed: Annotated[str, _field("When it was read there.")] = "",
    topic: Annotated[str, _field("The wording debated.")] = "",
    side: Side = None,
    encoding: Encoding = None,
    code: Codes = None,
    chapter: Chapters = None,
    keep_file: Keep = False,
    text_only: TextOnly = False,
    library: Library = None,
    json: Json = False,
) -> None:
    """Take in essays, annotation files and other programs' coded projects.

    A folder is taken file by file. What is not given here is proposed from each text's first lines.
    """
    given = _given(
        {
            "title": title,
            "author": author,
            "qualifications": qualifications,
            "publication": publication,
            "published": published,
            "url": url,
            "accessed": accessed,
            "topic": topic,
            "side": side or "",
        }
    )
    rest, brat = brat_folders.apart(files)
    found = readable_files(rest)
    essays = [file for file in found if not (transfer.is_annotations(file) or transfer.is_coded(file))]
    if "title" in given and len(essays) > 1:
        raise BadInput("--title is for one essay; import the essays one by one to title them.")
    taken = Taken()
    how = _How(given, encoding, tuple(number - 1 for number in chapter or ()), keep_file, text_only)
    with writing(context, library) as ws, ReadersApart() as readers:
        for file in essays:
            try:
                taken.essays.append((file, *_take_essay(ws, readers, file, how)))
            except UserError as error:
                taken.refused.append((file, str(error)))
        _take_annotations(ws, readers, [file for file in found if transfer.is_annotations(file)], taken)
        for file in filter(transfer.is_coded, found):
            try:
                taken.annotations.append((file, take_coded(ws, readers, file, code or ())))
            except UserError as error:
                taken.refused.append((file, str(error)))
        if brat is not None:
            found.append(Path(brat.name))
            try:
                taken.annotations.append((Path(brat.name), take_brat(ws, readers, brat, code or ())))
            except UserError as error:
                taken.refused.append((Path(brat.name), str(error)))
    if json:
        say_json(taken.as_json())
    else:
        say(*taken.lines())
    if taken.refused:
        raise BadInput(taken.refusal(len(found)))


def _given(fields: dict[str, str]) -> dict[str, str]:
    """The fields of the citation that were given. Raises BadInput for a date or address that is none."""
    given = {name: " ".join(value.split()) for name, value in fields.items() if value.strip()}
    for name in ("published", "accessed", "url"):
        if name in given:
            said = getattr(from_fields({name: given[name]}), name)
            if not said:
                such = "https://example.org/essay" if name == "url" else "2026-03-04, 2026-03 or 2026"
                raise BadInput(f"--{name} cannot be “{given[name]}”; write it such as {such}.")
            given[name] = said
    return given


class _How(NamedTuple):
    """How texts are taken in: the fields of their citation that were given, their encoding, the numbers of
    the chapters wanted, from 0, whether the file is kept, and whether cards are left out."""

    given: dict[str, str]
    encoding: str | None
    chapters: tuple[int, ...]
    keep_file: bool
    text_only: bool


def _take_essay(ws: Workspace, readers: ReadersApart, file: Path, how: _How) -> tuple[adding.Added, Draft]:
    data = read_bytes_of(file)
    draft = readers.essay_of(data, file.name, how.encoding)
    if how.chapters:
        draft = with_chapters(draft, how.chapters)
    if draft.cards and not how.text_only and ws.annotator is None and not ws.read_only:
        raise BadInput(
            f"“{file.name}” has cards, and nobody tags in this library yet; open it in the window once, or"
            " give --text-only."
        )
    citation: Citation = replace(draft.citation, **how.given)  # type: ignore[arg-type]  # side is one of two
    original = data if how.keep_file else None
    return adding.add_draft(ws, draft, citation, original, text_only=how.text_only), draft


def _take_annotations(ws: Workspace, readers: ReadersApart, files: Sequence[Path], taken: Taken) -> None:
    """Take annotation files in together, as one step of undo; those that cannot be read are refused."""
    gathered = transfer.gathering(ws)
    read: list[Path] = []
    for file in files:
        try:
            gathered.add(
                file.name,
                readers.annotations(read_bytes_of(file), file.name, gathered.known, gathered.earlier),
            )
            read.append(file)
        except UserError as error:
            taken.refused.append((file, str(error)))
    try:
        imported = transfer.take_in(ws, gathered.met(transfer.everything(ws))) if read else ()
        taken.annotations += zip(read, imported, strict=True)
    except UserError as error:
        taken.refused += [(file, str(error)) for file in read]


def starter(context: typer.Context, library: Library = None, json: Json = False) -> None:
    """Add the starter library.

    Essays on both sides of one topic, tagged and answered. What is here already is left as it is.
    """
    with writing(context, library) as ws:
        count = add_starter(ws)
    if json:
        say_json({"added": count})
    elif count:
        say(f"{essays_told(count)} added.")
    else:
        say("The starter library's essays are here already.")


def export(
    context: typer.Context,
    essays: Names = None,
    format: Format = "webannotation",
    output: Output = None,
    library: Library = None,
) -> None:
    """Write essays and their tags to a file.

    As Web Annotation, which holds everything, or in the format of another program. What that cannot hold is
    said first. brat's is a folder of files.
    """
    if output is not None and is_part_of(library_path(context, library), output):
        raise BadInput("That is the library itself; choose another file to write to.")
    about = exchange_formats.ABOUT[format]
    if output is None and about.folder:
        raise BadInput(f"{about.name} is several files; name a folder for them: -o FOLDER.")
    if output is None and not about.text and sys.stdout.isatty():
        raise BadInput(
            f"A {about.name} is no text that a terminal can show; name a file: -o FILE{about.suffix}."
        )
    with reading(context, library) as ws:
        going = exchange_formats.outgoing(ws, _ids(ws, essays))
    lost = exchange_formats.losses_told(going, format)
    if lost:
        remark(lost)
    if output is None:
        write_bytes(exchange_formats.written(going, format))
        return
    exchange_formats.export(going, format, output)
    say(f"{essays_told(len(going.ids))} written to “{one_line(str(output), 300)}”.")


def essays_told(count: int) -> str:
    """How many essays, in words that fit one and many."""
    return f"{count:,} essay" + ("" if count == 1 else "s")


def _ids(ws: Workspace, names: Sequence[str] | None) -> list[str] | None:
    if not names:
        return None
    return list(dict.fromkeys(shelf.find_essay(ws, name).id for name in names))
