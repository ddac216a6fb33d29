"""A brief's parts as the lines that stand on the sheet: each a block of its document, in pieces."""

from collections.abc import Callable, Iterable
from typing import Final, Literal, NamedTuple

from counterpoint.core.brief_document import (
    OMISSION,
    AnalyticPart,
    CardPart,
    HeadingPart,
    Part,
    Run,
    numbered,
)
from counterpoint.core.vocabulary import HOW_MEANS, Highlight
from counterpoint.ui.forms.lines import reads_leftwards

LineRole = Literal["pocket", "hat", "block", "tag", "cite", "body", "argument", "open", "prose"]
Ink = Literal["ink", "soft", "argument", "link"]

_HEADINGS: Final[dict[int, LineRole]] = {1: "pocket", 2: "hat", 3: "block"}
_UNFIT: Final = {
    ord(character): " " for character in "\n\r\v\f\x00\x85\u2028\u2029\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufffc"
}
"""What would make Qt begin a line, a frame or an object. None of it is in the text of an essay."""
_GAP: Final = "\u2002"
NO_WORDS: Final = "No tag yet"


class Look(NamedTuple):
    """How a piece is set; `points` is its size where the text of a card is 11."""

    points: float
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    fixed: bool = False
    ink: Ink = "ink"
    highlight: Highlight | None = None


BODY: Final = 11.0
"""The points of a card's text, as in Verbatim."""
_TITLES: Final[dict[LineRole, Look]] = {
    "pocket": Look(22, bold=True),
    "hat": Look(18.5, bold=True),
    "block": Look(15, bold=True, underlined=True),
    "tag": Look(13, bold=True),
    "argument": Look(13, bold=True, ink="argument"),
    "open": Look(BODY),
}
_CITE: Final = Look(10)
_STRONG: Final = Look(13, bold=True)
_LABEL: Final = Look(9.5, ink="soft")
_OMISSION: Final = Look(BODY, ink="soft")


class Piece(NamedTuple):
    """Text of one look. `tip` is what a tooltip over it says."""

    text: str
    look: Look
    tip: str = ""


class Line(NamedTuple):
    """One block of the document. `depth` counts how far prose stands in; `leftwards` is for Arabic, Hebrew
    and their like."""

    role: LineRole
    pieces: tuple[Piece, ...]
    leftwards: bool
    depth: int = 0

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def tip_at(self, position: int) -> str:
        """What a tooltip over the code point at `position` says."""
        for piece in self.pieces:
            if position < len(piece.text):
                return piece.tip
            position -= len(piece.text)
        return ""


Prose = Callable[[str], tuple[Line, ...]]
"""Makes lines of the Markdown that somebody wrote."""


def make_line(role: LineRole, pieces: Iterable[Piece], depth: int = 0) -> Line:
    """A line that runs as its first strong character does."""
    kept = tuple(pieces)
    return Line(role, kept, reads_leftwards("".join(piece.text for piece in kept)), depth)


def lines_of(part: Part, prose: Prose) -> tuple[Line, ...]:
    """The lines of a part: its title first, and of a card the paragraphs last."""
    if isinstance(part, HeadingPart):
        return (_titled(_HEADINGS[part.level], part.text),)
    if isinstance(part, CardPart):
        cite = [Piece(_fit(piece.text), _STRONG if piece.strong else _CITE) for piece in part.cite]
        cites = (make_line("cite", cite),) if any(piece.text for piece in cite) else ()
        return (
            _titled("tag", numbered(part) if part.tag else ""),
            *cites,
            *(make_line("body", map(_piece, paragraph)) for paragraph in part.paragraphs),
        )
    return (_argument(part), *(prose(part.reasoning) if part.reasoning.strip() else ()))


def _titled(role: LineRole, words: str, *more: Piece) -> Line:
    fit = _fit(words)
    if not fit.strip():
        return make_line(role, (Piece(NO_WORDS, _LABEL._replace(italic=True)),))
    return make_line(role, (Piece(fit, _TITLES[role]), *more))


def _argument(part: AnalyticPart) -> Line:
    if part.kind == "open":
        where = (Piece(f"{_GAP}—{_GAP}{_fit(part.by)}", _LABEL, f"Stands in {part.by}"),) if part.by else ()
        return _titled("open", part.text, *where)
    means = {str(how): meaning for how, meaning in HOW_MEANS.items()}.get(part.how, "")
    how = (Piece(_GAP + _fit(part.how), _LABEL, means.capitalize()),) if part.how else ()
    return _titled("argument", numbered(part) if part.text else "", *how)


def _piece(run: Run) -> Piece:
    if run.omitted:
        return Piece(OMISSION, _OMISSION, f"Left out: {run.omitted}")
    look = Look(
        float(run.small) if run.small else BODY,
        bold=run.emphasised,
        underlined=run.underlined,
        highlight=run.highlight,
    )
    return Piece(_fit(run.text), look)


def _fit(text: str) -> str:
    """`text` on one line; as long as it was, so that places in it stay."""
    return text.translate(_UNFIT)
