"""From the records of a brief to the page: `write_out` gives what exporters and the preview show, `rows` the
outline beside it. Both are made afresh after each edit, so what costs is done once a card and kept."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final, Literal, NamedTuple, cast

from counterpoint.core.answer_line import ANSWERS_TO, AnswerLine, answer_line
from counterpoint.core.brief_document import (
    AnalyticPart,
    BriefDocument,
    BriefRow,
    CardPart,
    CitePart,
    Comment,
    HeadingPart,
    Part,
    Run,
)
from counterpoint.core.brief_tree import Tree, level
from counterpoint.core.cards import read_aloud, runs
from counterpoint.core.cite import cite, pages_cited
from counterpoint.core.errors import BadInput
from counterpoint.core.marks import Page
from counterpoint.core.records import Annotator, Brief, Card, Counterargument, Entry, Passage, Topic
from counterpoint.core.speeches import Speech, seconds_of, speech_named
from counterpoint.core.text import shorten, word_count
from counterpoint.core.vocabulary import LEAF, Side

_OPEN_LENGTH: Final = 160
_UNREAD: Final = re.compile(r"(?<=\])\([^()\n]*\)|<[^<>\n]*>|https?://\S+")
"""What of Markdown is never read aloud: where links lead, and tags."""
_LINE_END: Final = re.compile(r"\s*\n\s*")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


class Cited(NamedTuple):
    """An essay without its text: what cites and findings need. Dates are ISO and may stop at the month or
    year; `pages_json` is as in `Essay`."""

    id: str
    title: str
    author: str
    qualifications: str
    publication: str
    published: str
    url: str
    accessed: str
    side: Side
    pages_json: str = "[]"


@dataclass(frozen=True, slots=True)
class BriefContents:
    """All that a brief is written from. `cards`, `passages`, `answers` and `essays` are by id and hold at
    least what the entries lead to; `names` are the annotators'. `fallen` are the cards whose body no longer
    stands in its essay. `author` is who reads it aloud."""

    brief: Brief
    entries: tuple[Entry, ...]
    cards: Mapping[str, Card]
    passages: Mapping[str, Passage]
    answers: Mapping[str, Counterargument]
    essays: Mapping[str, Cited]
    names: Mapping[str, str]
    author: Annotator
    topic: Topic | None = None
    fallen: frozenset[str] = frozenset()

    @property
    def speech(self) -> Speech | None:
        """What it is read in; None also for a speech of somebody else's that we do not know."""
        try:
            return speech_named(self.brief.speech)
        except BadInput:
            return None


@dataclass
class Written:
    """A brief written out: the page, its outline, and the tree both come from."""

    document: BriefDocument
    rows: tuple[BriefRow, ...]
    tree: Tree


def write_out(contents: BriefContents, today: date) -> Written:
    """The whole brief as it stands on the page, and its outline. An entry whose card or answer is missing is
    left out of both."""
    writer = _Writer(contents, today)
    speech, topic = contents.speech, contents.topic
    sides = {"pro": topic.pro if topic else "Affirmative", "con": topic.con if topic else "Negative", "": ""}
    parts = tuple(writer.parts(None))
    document = BriefDocument(
        title=contents.brief.title,
        topic=topic.wording if topic else "",
        side=sides[contents.brief.side],
        author=contents.names.get(contents.brief.annotator_id, contents.author.name),
        speech=speech.label if speech else "",
        limit=speech.seconds if speech else 0,
        seconds=sum(part.seconds for part in parts if not isinstance(part, HeadingPart)),
        date=today.isoformat(),
        parts=parts,
    )
    return Written(document, tuple(writer.rows(parts)), writer.tree)


@dataclass
class _Writer:
    contents: BriefContents
    today: date
    tree: Tree = field(init=False)
    numbers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        entries = self.contents.entries
        lost = {entry.id: entry for entry in entries if not _stands(entry, self.contents)}
        there = (entry for entry in entries if entry.id not in lost)
        self.tree = Tree(_instead(entry, lost.get(entry.parent_id or "")) for entry in there)

    def parts(self, top: str | None) -> Iterator[Part]:
        """What stands under an entry: leaves first, answers and analytics before cards; then the headings."""
        children = self.tree.children(top)
        parent = self.tree.entries.get(top or "")
        leaves = [each for each in children if level(each.kind) == LEAF]
        yield from self._leaves(leaves, numbered_all=parent is not None and parent.kind == "frontline")
        contentions = 0
        for each in children:
            if level(each.kind) == LEAF:
                continue
            contentions += each.kind == "contention"
            below = tuple(self.parts(each.id))
            seconds = sum(part.seconds for part in below if not isinstance(part, HeadingPart))
            words = self._heading(each, contentions)
            yield HeadingPart(each.id, cast(Literal[1, 2, 3], level(each.kind)), words, seconds)
            yield from below

    def _heading(self, entry: Entry, contentions: int) -> str:
        if entry.kind == "contention":
            return f"Contention {contentions}: {entry.text}"
        if entry.kind == "frontline" and not ANSWERS_TO.match(entry.text):
            return f"AT: {entry.text}"
        return entry.text

    def _leaves(self, leaves: list[Entry], *, numbered_all: bool) -> Iterator[Part]:
        count = 0
        answering: list[tuple[str, list[Entry]]] = []
        for each in leaves:
            if each.kind == "card":
                continue
            counts = each.kind == "answer" or (each.kind == "analytic" and numbered_all)
            count += counts
            number = str(count) if counts else ""
            self.numbers[each.id] = number
            yield self._analytic(each, number)
            answering.append((number, self.tree.children(each.id)))
        for number, cards in answering:
            for at, each in enumerate(cards):
                letter = _letter(at) if number and len(cards) > 1 else ""
                yield self._card(each, number + letter)
        for each in leaves:
            if each.kind == "card":
                yield self._card(each, "")

    def _analytic(self, entry: Entry, number: str) -> AnalyticPart:
        contents = self.contents
        how, by, line = "", "", AnswerLine(entry.text, "")
        kind: Literal["answer", "analytic", "open"] = "analytic"
        if entry.kind == "answer" and entry.counterargument_id:
            kind, answer = "answer", contents.answers[entry.counterargument_id]
            how, line = answer.how, _line_of(answer)
            if entry.text:
                line = AnswerLine(entry.text, answer.reasoning.strip())
        elif entry.kind == "open":
            kind = "open"
            words, by = self._open(entry)
            line = AnswerLine(entry.text or shorten(words, _OPEN_LENGTH), "")
        spoken = 0 if kind == "open" else _spoken(line.text) + _spoken(_UNREAD.sub(" ", line.reasoning))
        seconds = seconds_of(spoken, contents.author.words_per_minute)
        return AnalyticPart(entry.id, kind, number, line.text, how, line.reasoning, by, seconds)

    def _open(self, entry: Entry) -> tuple[str, str]:
        """What is still unanswered and where it stands: an essay's title or who wrote it."""
        contents = self.contents
        if entry.passage_id:
            passage = contents.passages[entry.passage_id]
            return passage.quote, contents.essays[passage.essay_id].title
        answer = contents.answers[entry.counterargument_id or ""]
        return _line_of(answer).text, contents.names.get(answer.annotator_id, "")

    def _card(self, entry: Entry, number: str) -> CardPart:
        contents = self.contents
        self.numbers[entry.id] = number
        card = contents.cards[entry.card_id or ""]
        passage, essay = contents.passages[card.passage_id], contents.essays[card.essay_id]
        tag = entry.text or card.tag
        name = contents.names.get(passage.annotator_id, "")
        body = _body(card, passage.start, passage.end, passage.note, name, passage.created)
        words = body.words + _spoken(tag)
        seconds = seconds_of(words, contents.author.words_per_minute)
        cited = _own_cite(card) or _cite(essay, self.today, passage.start, passage.end)
        return CardPart(entry.id, card.id, number, tag, cited, body.paragraphs, body.comments, words, seconds)

    def rows(self, parts: Iterable[Part]) -> Iterator[BriefRow]:
        """The outline in its own order, in which an answer's cards follow it."""
        part_of = {part.entry_id: part for part in parts}
        for entry, depth in self.tree.walk():
            part = part_of[entry.id]
            seconds, badge, shape = part.seconds, "", ""
            if isinstance(part, HeadingPart):
                words = part.text
                if entry.kind == "contention" and not self._has_card(entry):
                    badge = "no card"
            else:
                words = part.tag if isinstance(part, CardPart) else part.text
            if isinstance(part, CardPart):
                shape = self.contents.passages[self.contents.cards[part.card_id].passage_id].kind
            elif entry.kind == "answer":
                badge, shape = ("" if self._has_card(entry) else "no card"), "answer"
            elif entry.kind == "open":
                badge = "unanswered"
            parent = self.tree.parent(entry)
            number = self.numbers.get(entry.id, "")
            yield BriefRow(
                entry.id,
                parent.id if parent else None,
                depth,
                entry.kind,
                number,
                words,
                seconds,
                badge,
                shape,
            )

    def _has_card(self, entry: Entry) -> bool:
        return any(each.kind == "card" for each in self.tree.under(entry.id))


def _stands(entry: Entry, contents: BriefContents) -> bool:
    """Whether all that an entry leads to is there."""
    if entry.kind == "card":
        card = contents.cards.get(entry.card_id or "")
        return card is not None and card.passage_id in contents.passages and card.essay_id in contents.essays
    if entry.kind == "answer":
        return entry.counterargument_id in contents.answers
    if entry.kind == "open":
        passage = contents.passages.get(entry.passage_id or "")
        return entry.counterargument_id in contents.answers or (
            passage is not None and passage.essay_id in contents.essays
        )
    return True


def _instead(entry: Entry, lost: Entry | None) -> Entry:
    """An entry that stood under a lost one, where that stood."""
    return entry if lost is None else entry.model_copy(update={"parent_id": lost.parent_id})


def _letter(place: int) -> str:
    """a, b, … z, za, zb …"""
    return "z" * (place // 26) + _LETTERS[place % 26]


class _Body(NamedTuple):
    paragraphs: tuple[tuple[Run, ...], ...]
    comments: tuple[Comment, ...]
    words: int


@lru_cache(maxsize=4_000)
def _body(card: Card, start: int, end: int, note: str, name: str, created: str) -> _Body:
    """A card's body as runs, the note on its passage as a comment on the runs that hold it, and how many
    words are read aloud. It follows from these values alone, so it is kept."""
    paragraphs = runs(card, (start, end) if note else ())
    comments: tuple[Comment, ...] = ()
    if note and paragraphs:
        places = [
            ((row, column), run.start, run.start + len(run.text or run.omitted))
            for row, paragraph in enumerate(paragraphs)
            for column, run in enumerate(paragraph)
        ]
        on = [where for where, first, last in places if first < end and start < last]
        on = on or [where for where, _, _ in places]
        comments = (Comment(name, note, created, on[0], on[-1]),)
    return _Body(paragraphs, comments, sum(map(word_count, read_aloud(paragraphs))))


@lru_cache(maxsize=4_000)
def _cite(essay: Cited, today: date, start: int, end: int) -> tuple[CitePart, ...]:
    """The cite of a passage of an essay, with the page it is on where the essay has pages."""
    return cite(essay, today, pages_cited(_pages(essay.pages_json), start, end))


@lru_cache(maxsize=1_000)
def _pages(packed: str) -> tuple[Page, ...]:
    return tuple(Page(*pair) for pair in json.loads(packed))


def _own_cite(card: Card) -> tuple[CitePart, ...]:
    """The cite that a card came with, on one line."""
    return tuple(CitePart(_LINE_END.sub(" ", text), strong) for text, strong in card.own_cite)


@lru_cache(maxsize=4_000)
def _line_of(answer: Counterargument) -> AnswerLine:
    return answer_line(answer)


@lru_cache(maxsize=8_000)
def _spoken(words: str) -> int:
    """Words read aloud of a tag or of reasoning; Markdown's marks are none."""
    return word_count(words)
