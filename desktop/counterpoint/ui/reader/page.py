"""What the reading view is given to show, and the sizes it shows it in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from counterpoint.core.records import Heading

SERIF: Final = "Noto Serif"
SANS: Final = "Noto Sans"
DEFAULT_POINTS: Final = 13.5
_PIXELS_A_POINT: Final = 4 / 3


@dataclass(frozen=True, slots=True)
class Page:
    """An essay to show. `text` is canonical; `headings` are code points of it, in text order."""

    essay_id: str
    text: str
    headings: "tuple[Heading, ...]" = ()
    title: str = ""
    byline: str = ""

    @property
    def begins_with_title(self) -> bool:
        """Whether the first line of the text is the title, so that it need not be painted above it."""
        first = self.text[:1000].split("\n", 1)[0]
        return bool(self.title) and first.lstrip("# ").strip().casefold() == self.title.strip().casefold()


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths in logical pixels that follow from the reading size. `gutter` is the room at the left of the
    column for paragraph numbers and margin bars."""

    size: int
    gutter: int = 65

    @classmethod
    def of_points(cls, points: float) -> "Measures":
        return cls(max(9, min(48, round(points * _PIXELS_A_POINT))))

    @property
    def column(self) -> int:
        """The width of about 68 characters."""
        return round(self.size * 33)

    @property
    def right(self) -> int:
        """The room at the right of the column."""
        return 30

    @property
    def page_width(self) -> int:
        return self.gutter + self.column + self.right

    @property
    def title_size(self) -> int:
        return round(self.size * 1.4)

    @property
    def paragraph_gap(self) -> int:
        return round(self.size * 0.72)

    @property
    def top(self) -> int:
        """The top margin where the title and byline are painted."""
        return 34 + round(self.title_size * 1.5) + 28 + self.paragraph_gap

    @property
    def bare_top(self) -> int:
        """The top margin where nothing is painted."""
        return 34

    @property
    def byline_room(self) -> int:
        """The room below a title that stands in the text."""
        return 28 + self.paragraph_gap

    def heading_size(self, level: int) -> int:
        return round(self.size * (1.16 if level <= 1 else 1.0))
