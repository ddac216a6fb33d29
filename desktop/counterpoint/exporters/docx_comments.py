"""Reviewers' notes as Word comments: their part of the file, and their ranges in a text."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime

from lxml.etree import Element, _Element

from counterpoint.core.brief_document import Comment, Run
from counterpoint.exporters.docx_xml import W, child, direction, legal, one_line, paragraph, run, w


class Ranges:
    """Where comments start and end, asked for run by run in reading order."""

    def __init__(self, comments: Sequence[tuple[int, Comment]], paragraphs: Sequence[Sequence[Run]]) -> None:
        self._starts: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._ends: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, comment in comments:
            first, last = sorted((_within(comment.first, paragraphs), _within(comment.last, paragraphs)))
            self._starts[first].append(number)
            self._ends[last].append(number)

    def start(self, parent: _Element, place: tuple[int, int]) -> None:
        for number in self._starts.get(place, ()):
            child(parent, "commentRangeStart", id=str(number))

    def end(self, parent: _Element, place: tuple[int, int]) -> None:
        for number in self._ends.get(place, ()):
            child(parent, "commentRangeEnd", id=str(number))
            child(child(parent, "r"), "commentReference", id=str(number))


class Comments:
    """The comments of a whole document, numbered from 0 as they come."""

    def __init__(self) -> None:
        self.root: _Element = Element(w("comments"), nsmap={"w": W})
        self._count = 0

    def of(self, comments: Sequence[Comment], paragraphs: Sequence[Sequence[Run]]) -> Ranges:
        """Takes in the comments on these paragraphs, such as a card's body; gives where they stand there."""
        if not any(paragraphs):
            return Ranges((), ())
        numbers = range(self._count, self._count + len(comments))
        for number, comment in zip(numbers, comments, strict=True):
            _write(self.root, number, comment)
        self._count += len(comments)
        return Ranges(list(zip(numbers, comments, strict=True)), paragraphs)


def _within(place: tuple[int, int], paragraphs: Sequence[Sequence[Run]]) -> tuple[int, int]:
    """The nearest run there is."""
    at = min(max(place[0], 0), len(paragraphs) - 1)
    return at, min(max(place[1], 0), max(0, len(paragraphs[at]) - 1))


def _write(parent: _Element, number: int, comment: Comment) -> None:
    author = legal(one_line(comment.author))
    made = child(parent, "comment", id=str(number), author=author)
    if moment := _moment(comment.created):
        made.set(w("date"), moment)
    made.set(w("initials"), "".join(word[0] for word in author.split())[:3])
    for at, line in enumerate(comment.text.splitlines() or [""]):
        towards = direction((line,))
        written = paragraph(made, "", towards)
        if not at:
            child(child(written, "r"), "annotationRef")
        run(written, line, towards=towards)


def _moment(created: str) -> str:
    """ISO 8601 as Word writes it, in UTC and whole seconds; empty where `created` is no such moment."""
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        return ""
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"
