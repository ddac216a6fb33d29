"""Debate files in Word: their cards and outline, told by Verbatim's styles or by how words look.

A card is a tag, a cite of one line or a few, and a body; what stands between headings and is no card's is an
analytic. The text stays whole: cards only point into it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from counterpoint.core.citation import Citation
from counterpoint.core.text import shorten
from counterpoint.core.vocabulary import HEADINGS, LEAF, EntryKind
from counterpoint.importers.debate_cuts import Cutting, Stretch
from counterpoint.importers.debate_styles import Role, Roles
from counterpoint.importers.docx_styles import BODY, Styles
from counterpoint.importers.docx_text import Laid
from counterpoint.importers.draft import Draft, DraftCard, DraftEntry

_HEADINGS: Final[dict[Role, EntryKind]] = {"pocket": "pocket", "hat": "hat", "block": "block"}
_LEVELS: Final[dict[int, Role]] = {1: "pocket", 2: "hat", 3: "block", 4: "tag"}
_LONGEST: Final = 1_000
"""Code points that a tag or an analytic may have."""
_DATED: Final = re.compile(
    r"\b(?:1[5-9]|20)\d\d\b|[’'‘]\s?\d\d\b|\b\d\d\b|\bno date\b|\bn\.d\.", re.IGNORECASE
)
_GOES_ON: Final = re.compile(r"\s*[\[({<]|.*(?:https?://|www\.|\baccessed\b|\bDOA\b)", re.IGNORECASE)
_NAME_BY: Final = 60
"""Code points within which a cite comes to its name."""
_CITE_LENGTH: Final = 600
_SHORT_CITE: Final = 40
"""A cite up to this long may go on in the next line."""
_UNDERTAGS: Final = 3
"""Lines that may stand between a tag and its cite."""
_CITE_LINES: Final = 3
_LEAST_READ: Final = 0.05


@dataclass
class _Part:
    """A heading, a tag or an analytic, by the number of its line, and the lines of text after it."""

    role: Role
    head: int
    lines: list[int] = field(default_factory=list)


def debate(text: Laid, styles: Styles) -> Draft | None:
    """The draft of a debate file without its citation; None for any other document."""
    roles = Roles(styles)
    looks = {piece.look for line in text.lines for piece in line.pieces}
    if not any(Cutting(roles, ()).is_cut(look) for look in looks):
        return None
    reader = _Reader(text, roles)
    cards, outline, levels = reader.read()
    sure = sum(_is_sure(card, reader.styled) for card in cards)
    if not sure or (2 * sure < len(cards) and not reader.styled):
        return None
    return Draft(text.text, Citation(), text.headings(levels), cards=cards, outline=outline)


def _is_sure(card: DraftCard, styled: bool) -> bool:
    """Whether a card is no other text that only looks like one. Without styles for cards, what is read of it
    is a good part of its body, and its cite's strong words are no heading."""
    strong = [words.strip() for words, weight in card.cite if weight]
    read = sum(cut.end - cut.start for cut in card.cuts)
    if not card.tag or not read or not strong:
        return False
    return styled or (read > _LEAST_READ * (card.end - card.start) and strong[0][-1:] not in ":.?!")


class _Reader:
    """Reads a text's lines as the parts of a debate file. `styled`: some cite is in a style for it."""

    def __init__(self, text: Laid, roles: Roles) -> None:
        self._text = text
        self._roles = roles
        self._styles = roles.styles
        self._looks: list[list[Stretch]] = [list(text.looks(line)) for line in range(len(text.lines))]
        self._cutting = Cutting(roles, (each for looks in self._looks for each in looks))
        self._cards: list[DraftCard] = []
        self._outline: list[DraftEntry] = []
        self.styled = any(roles.of_run(look.style) == "cite" for looks in self._looks for *_, look in looks)

    def read(self) -> tuple[tuple[DraftCard, ...], tuple[DraftEntry, ...], dict[int, int]]:
        """The cards, the outline, and the levels of its headings and tags by the numbers of their lines."""
        levels: dict[int, int] = {}
        for part in self._parts():
            words = self._words(part.head)
            levels[part.head] = HEADINGS.get(_HEADINGS.get(part.role, "card"), LEAF)
            if part.role in _HEADINGS:
                self._outline.append(DraftEntry(_HEADINGS[part.role], shorten(words, _LONGEST)))
                self._bodies("", part.lines)
            elif part.role == "analytic":
                self._analytics([part.head])
                self._bodies("", part.lines)
            else:
                self._tagged(words, part)
        return tuple(self._cards), tuple(self._outline), levels

    # What each line is

    def _parts(self) -> Iterator[_Part]:
        """The parts in order; lines before the first heading or tag belong to none, nor do notes."""
        part: _Part | None = None
        for line in (number for number, each in enumerate(self._text.lines) if not each.note):
            role = self._role(line)
            if role:
                if part is not None:
                    yield part
                part = _Part(role, line)
            elif part is not None:
                part.lines.append(line)
        if part is not None:
            yield part

    def _role(self, number: int) -> Role:
        """What a line begins: a heading, a tag or an analytic; empty for a line of text."""
        line = self._text.lines[number]
        role = self._roles.of_paragraph(line.style)
        if line.title:
            return ""
        if role == "analytic":
            return role if line.level or self._styles.outline(line.style) == BODY else ""
        if role in _HEADINGS or role == "tag":
            return role
        if role != "undertag" and line.level in _LEVELS:
            return _LEVELS[line.level]
        return "tag" if self._is_bold_tag(number) else ""

    def _is_bold_tag(self, number: int) -> bool:
        """Whether a line without a style is a tag: all of it bold, none of it cut, and a cite after it."""
        looks = self._looks[number]
        if number + 1 >= len(self._looks) or not all(look.bold for *_, look in self._worded(looks)):
            return False
        return not self._is_cut(number) and not self._is_cite(number) and self._is_cite(number + 1)

    def _is_cite(self, number: int, *, tagged: bool = False) -> bool:
        """Whether a line is a cite: its name is in the style for it near the start, or bold there; such a one
        has a date, is not all bold unless it is short, and in a file with that style stands after a tag."""
        line = self._text.lines[number]
        start, end = self._text.span(number)
        strong = [each for each in self._worded(self._looks[number]) if self._is_strong(each)]
        if line.level or end - start > 4 * _CITE_LENGTH:
            return False
        if self._roles.of_paragraph(line.style) == "cite":
            return True
        if not strong or strong[0][0] - start > _NAME_BY:
            return False
        if self._roles.of_run(strong[0][2].style) == "cite":
            return True
        if self.styled and not tagged:
            return False
        dated = _DATED.search(self._text.text, start, min(end, start + _CITE_LENGTH))
        wholly = sum(high - low for low, high, _ in strong) > 0.8 * (end - start) > _SHORT_CITE
        return dated is not None and not wholly and not strong[0][2].underline and end - start <= _CITE_LENGTH

    def _is_strong(self, stretch: Stretch) -> bool:
        role = self._roles.of_run(stretch[2].style)
        return role == "cite" or (stretch[2].bold and role == "")

    def _is_cut(self, number: int) -> bool:
        return any(self._cutting.is_cut(look) for *_, look in self._worded(self._looks[number]))

    def _worded(self, stretches: Sequence[Stretch]) -> Iterator[Stretch]:
        return (each for each in stretches if not self._text.text[each[0] : each[1]].isspace())

    def _words(self, number: int) -> str:
        return self._text.text[slice(*self._text.span(number))].strip()

    # Cards

    def _tagged(self, tag: str, part: _Part) -> None:
        """A tag with what follows it: a card, or an analytic where there is nothing to it but words."""
        lines = part.lines
        at = self._cite_at(lines)
        undertags = lines[:at] if at is not None else []
        longer = " — ".join([tag, *map(self._words, undertags)])
        if undertags and len(longer) <= _LONGEST:
            tag = longer
        if at is not None and at + 1 < len(lines):
            self._bodies(tag, lines[at:])
        elif any(map(self._is_cut, lines)):
            self._card(tag, lines[:0], lines)
        else:
            self._analytics([part.head, *lines])

    def _cite_at(self, lines: Sequence[int]) -> int | None:
        """Which of the lines after a tag is its cite: the first that is one or, where none is, a first line
        that has a date and comes before what is cut."""
        for at, line in enumerate(lines[: _UNDERTAGS + 1]):
            if self._is_cite(line, tagged=True):
                return at
            if self._is_cut(line):
                break
            if any(self._roles.of_run(look.style) == "cite" for *_, look in self._worded(self._looks[line])):
                return at
        if len(lines) > 1 and not self._is_cut(lines[0]) and any(map(self._is_cut, lines[1:])):
            words = self._words(lines[0])
            return 0 if len(words) <= _CITE_LENGTH and _DATED.search(words) else None
        return None

    def _bodies(self, tag: str, lines: Sequence[int]) -> None:
        """The cards in some lines: each cite that has a body begins one, the first has the tag. What stands
        before the first cite is analytics."""
        starts = [
            at
            for at, line in enumerate(lines[:-1])
            if (at == 0 and tag) or (self._is_cite(line) and not self._is_cut(line))
        ]
        starts = [at for at in starts if at == 0 or at - 1 not in starts]
        self._analytics(lines[: min(starts, default=len(lines))])
        for at, end in pairwise([*starts, len(lines)]):
            cited = self._cite_lines(lines[at:end])
            self._card(tag if at == starts[0] else "", lines[at : at + cited], lines[at + cited : end])

    def _cite_lines(self, lines: Sequence[int]) -> int:
        """How many lines a card's cite has; at least one is left for its body."""
        count = 1
        while count < min(_CITE_LINES, len(lines) - 1):
            cite, more = "".join(map(self._words, lines[:count])), self._words(lines[count])
            is_open = cite.count("[") > cite.count("]") and "]" in more
            short = len(cite) <= _SHORT_CITE and "“" not in cite and _GOES_ON.match(more)
            if self._is_cut(lines[count]) or not (is_open or short):
                break
            count += 1
        return count

    def _card(self, tag: str, cite: Sequence[int], body: Sequence[int]) -> None:
        stretches = [each for line in body for each in self._looks[line]]
        self._outline.append(DraftEntry("card", card=len(self._cards)))
        self._cards.append(
            DraftCard(
                tag=tag[:_LONGEST],
                cite=tuple(self._cited(cite)),
                start=self._text.span(body[0])[0],
                end=self._text.span(body[-1])[1],
                cuts=self._cutting.cuts(stretches),
                shrink=self._cutting.shrink(stretches),
            )
        )

    def _cited(self, lines: Sequence[int]) -> Iterator[tuple[str, bool]]:
        """A cite's words on one line, neighbours of one weight as one."""
        text, strong = "", False
        for line in lines:
            for low, high, look in self._looks[line]:
                words = self._text.text[low:high].replace("\n", " ")
                weight = self._is_strong((low, high, look))
                if text and weight != strong:
                    yield text, strong
                    text = ""
                text, strong = text + words, weight
            if line != lines[-1]:
                yield text, strong
                text, strong = " ", False
        if text:
            yield text, strong

    def _analytics(self, lines: Sequence[int]) -> None:
        self._outline += [DraftEntry("analytic", shorten(self._words(line), _LONGEST)) for line in lines]
