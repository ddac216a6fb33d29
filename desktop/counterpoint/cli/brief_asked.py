"""Which brief is asked for: of essays, of a topic, a stored one, or one of each topic; and how it is read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple
from unicodedata import normalize

from counterpoint.cli.output import one_line
from counterpoint.core.brief_document import AnalyticPart, CardPart
from counterpoint.core.brief_findings import Finding, findings
from counterpoint.core.brief_writing import BriefContents, Written, write_out
from counterpoint.core.errors import BadInput, NotFound
from counterpoint.core.records import Annotator, Topic
from counterpoint.core.speeches import speech_named
from counterpoint.core.vocabulary import Side
from counterpoint.workspace import briefs as shelf_of_briefs
from counterpoint.workspace import library as shelf
from counterpoint.workspace.brief_files import FORMATS, Format, format_of
from counterpoint.workspace.briefs import EVERYTHING, BriefWish
from counterpoint.workspace.workspace import Workspace

STDOUT: Final = Path("-")
"""The output's name that stands for standard output."""

_ID_START: Final = 4
"""Code points that the start of an id needs, as with essays."""
_TITLE_LENGTH: Final = 300


@dataclass(frozen=True, slots=True)
class Ask:
    """What is said of a brief besides what it is made from. `side`, `only`, `speech` and `title` are empty
    where nothing was said; `rate` is words a minute, None for the annotator's own."""

    side: Side
    only: str
    speech: str
    rate: int | None
    title: str


class Made(NamedTuple):
    """A brief written out, with what it was written from and what to mend in it."""

    contents: BriefContents
    written: Written
    findings: tuple[Finding, ...]


class Wanted(NamedTuple):
    """A brief of a batch: `name` is what it is made from, in words."""

    name: str
    wish: BriefWish


def asked(side: Side | None, only: str, speech: str, rate: int | None, title: str) -> Ask:
    """What the options say. Raises BadInput."""
    words = only.casefold().replace(",", " ").split()
    if only and (not words or not set(words) <= set(EVERYTHING.split())):
        raise BadInput(f"--only cannot be “{only}”; write claims, answers, or claims,answers.")
    title = " ".join(title.split())
    if len(title) > _TITLE_LENGTH:
        raise BadInput(f"A title has at most {_TITLE_LENGTH} characters; give a shorter --title.")
    named = speech_named(speech)
    chosen = " ".join(each for each in EVERYTHING.split() if each in words)
    return Ask(side or "", chosen, named.label if named else "", rate, title)


def stored(ws: Workspace, name: str, ask: Ask) -> Made:
    """The stored brief of that title or id, with the speech, rate and title asked. Raises NotFound,
    BadInput."""
    if ask.side or ask.only:
        raise BadInput("A stored brief has its side and its parts; leave out --side and --only.")
    contents = shelf_of_briefs.contents(ws, shelf_of_briefs.find_brief(ws, name).id)
    wishes = {"speech": ask.speech, "title": ask.title}
    fields = {field: value for field, value in wishes.items() if value}
    made = _made(replace(contents, brief=contents.brief.changed(**fields)), ask)
    if not _holds(made):
        raise BadInput(f"“{one_line(name)}” is empty; build it again, or add cards to it.")
    return made


def wish_for(ws: Workspace, essays: Sequence[str], topic: str | None, ask: Ask) -> BriefWish:
    """A brief of the essays and the topic that are named. Raises NotFound, BadInput."""
    return _wish(
        ask,
        topic_id=find_topic(ws, topic).id if topic is not None else None,
        essay_ids=tuple(dict.fromkeys(shelf.find_essay(ws, name).id for name in essays)),
    )


def wanted_of_all(ws: Workspace, ask: Ask) -> list[Wanted]:
    """A brief for each topic that has essays, and one for each essay that has no topic. Raises BadInput
    where there is no essay at all."""
    lines = shelf.essays(ws)
    used = {line.topic_id for line in lines}
    topics = [topic for topic in shelf.topics(ws) if topic.id in used]
    known = {topic.id for topic in topics}
    found = [Wanted(topic.wording, _wish(ask, topic_id=topic.id)) for topic in topics]
    found += [
        Wanted(line.title, _wish(ask, essay_ids=(line.id,))) for line in lines if line.topic_id not in known
    ]
    if not found:
        raise BadInput("There is no essay in the library yet; bring some in with “counterpoint import”.")
    return found


def _wish(ask: Ask, *, topic_id: str | None = None, essay_ids: tuple[str, ...] = ()) -> BriefWish:
    return BriefWish(ask.title, topic_id, essay_ids, ask.side, ask.only or EVERYTHING, ask.speech)


def composed(ws: Workspace, wish: BriefWish, ask: Ask) -> Made:
    """A brief made now and not stored. Raises BadInput where nothing would be in it."""
    made = _made(shelf_of_briefs.compose(ws, wish, ws.annotator or Annotator(name="Nobody")), ask)
    if ws.annotator is None:
        unsigned = replace(made.written.document, author="")
        made = made._replace(written=replace(made.written, document=unsigned))
    if not _holds(made):
        less = "; or leave out --side and --only" if ask.side or ask.only else ""
        raise BadInput(
            "Nothing is tagged there yet that a brief is built from; tag claims, and tie evidence and answers"
            f" to them{less}."
        )
    return made


def _made(contents: BriefContents, ask: Ask) -> Made:
    if ask.rate is not None:
        reader = contents.author.changed(words_per_minute=ask.rate)
        contents = replace(contents, author=reader)
    written = write_out(contents, date.today())
    return Made(contents, written, findings(contents, written))


def _holds(made: Made) -> bool:
    """Whether there is anything in a brief besides headings."""
    return any(isinstance(part, CardPart | AnalyticPart) for part in made.written.document.parts)


def find_topic(ws: Workspace, words: str) -> Topic:
    """The topic that `words` name: its id, the start of one, its wording in any case, or a stretch of it,
    best its beginning. Raises NotFound, and BadInput where several answer to it."""
    wanted = _folded(words)
    topics = shelf.topics(ws)
    wordings = {topic.id: _folded(topic.wording) for topic in topics}
    for alike in (
        [each for each in topics if wanted in (each.id, wordings[each.id])],
        [each for each in topics if len(wanted) >= _ID_START and each.id.startswith(wanted)],
        [each for each in topics if wanted and wordings[each.id].startswith(wanted)],
        [each for each in topics if wanted and wanted in wordings[each.id]],
    ):
        if len(alike) > 1:
            raise BadInput(f"“{words}” could be {len(alike)} topics: {_listed(alike)}; give more of one.")
        if alike:
            return alike[0]
    if not topics:
        raise NotFound("There is no topic in the library yet; an essay gets one with its citation.")
    raise NotFound(f"There is no topic “{words}”; there is {_listed(topics)}.")


def _folded(words: str) -> str:
    return normalize("NFC", " ".join(words.split())).casefold()


def _listed(topics: Sequence[Topic]) -> str:
    """The first topics, each so that it can be told from the others and typed."""
    told = ", ".join(f"“{one_line(each.wording, 60)}” ({each.id[:8]})" for each in topics[:3])
    return f"{told} and {len(topics) - 3} more" if len(topics) > 3 else told


def format_asked(format: Format | None, output: Path | None) -> Format:
    """What to write: as said, or as the file's name ends; Markdown on standard output, else DOCX. Raises
    BadInput."""
    if output == STDOUT:
        if format in ("docx", "pdf"):
            raise BadInput(f"Only html and md can be printed; name a file for the {format} with -o.")
        return format or "md"
    if output is None or is_folder(output):
        return format or "docx"
    if format is None:
        return format_of(output)
    if _ending(output) not in ("", format):
        raise BadInput(f"“{output.name}” is no name for {format}; leave out --format or end it in .{format}.")
    return format


def is_folder(output: Path) -> bool:
    """Whether a file is to be put there under its own name; a name that ends in a format means a file."""
    return output.is_dir() and not _ending(output)


def _ending(path: Path) -> str:
    """The format that a name ends in, or nothing."""
    return path.suffix[1:].lower() if path.suffix[1:].lower() in FORMATS else ""
