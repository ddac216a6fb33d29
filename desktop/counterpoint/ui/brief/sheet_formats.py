"""How each line and piece of the sheet is set: Qt's formats, and the colours of paper."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QTextBlockFormat, QTextCharFormat

from counterpoint.core.vocabulary import Highlight
from counterpoint.ui.brief.sheet_lines import BODY, Line, LineRole, Look
from counterpoint.ui.theme import HIGH_CONTRAST, LIGHT, Theme
from counterpoint.ui.tokens import SANS, STEP, mix

PIXELS: Final = 13
"""How high a card's text is set."""
_PROPORTIONAL: Final = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_CENTRED: Final = ("pocket", "hat", "block")
_LEADING: Final[dict[LineRole, float]] = {"cite": 104.0, "body": 108.0, "prose": 108.0, "open": 108.0}
"""Line height in percent of the font's own, which for Noto Sans is 1.36 times its size."""
_ABOVE: Final[dict[LineRole, int]] = {
    "pocket": 36,
    "hat": 36,
    "block": 30,
    "tag": 20,
    "argument": 18,
    "open": 10,
    "cite": 2,
    "body": 4,
    "prose": 4,
}
_BELOW: Final[dict[LineRole, int]] = {"pocket": 12, "hat": 8}
_HEADING_LEVELS: Final[dict[LineRole, int]] = {"pocket": 1, "hat": 2, "block": 3, "tag": 4, "argument": 4}


@dataclass(frozen=True, slots=True)
class PaperColours:
    """Named colours of the paper, `#rrggbb`. It is white in every theme, as what is printed of it will be."""

    ink: str
    soft: str
    argument: str
    link: str
    accent: str
    selection: str
    yellow: str = "#ffec5c"
    cyan: str = "#9be8f6"
    green: str = "#b2ec93"
    paper: str = "#ffffff"

    def highlight(self, colour: Highlight) -> str:
        """The ground of what is highlighted so."""
        return {"yellow": self.yellow, "cyan": self.cyan, "green": self.green}[colour]


def colours_of(theme: Theme) -> PaperColours:
    """The paper's colours under `theme`: those of a light one, or of high contrast."""
    base = HIGH_CONTRAST if theme.name == HIGH_CONTRAST.name else LIGHT
    return PaperColours(
        ink="#000000" if base is HIGH_CONTRAST else "#1b1a18",
        soft=base.soft,
        argument="#1f3864",
        link=base.claim,
        accent=base.claim,
        selection="#a9d0ff" if base is HIGH_CONTRAST else mix(base.claim, "#ffffff", 0.2),
    )


class Formats:
    """Qt's formats in the colours of one paper, each made once."""

    def __init__(self, colours: PaperColours) -> None:
        self.colours = colours
        self._characters: dict[Look, QTextCharFormat] = {}
        self._blocks: dict[tuple[LineRole, bool, int], QTextBlockFormat] = {}

    def characters(self, look: Look) -> QTextCharFormat:
        """The format of a piece."""
        known = self._characters.get(look)
        if known is None:
            known = self._characters[look] = _character_format(look, self.colours)
        return known

    def block(self, line: Line) -> QTextBlockFormat:
        """The format of a line's block."""
        key = (line.role, line.leftwards, line.depth)
        known = self._blocks.get(key)
        if known is None:
            known = self._blocks[key] = _block_format(*key)
        return known


def sans(pixels: int, bold: bool = False) -> QFont:
    """The font of the sheet."""
    font = QFont(SANS)
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font


def pixels_of(points: float) -> int:
    """The height in pixels of type that has `points` where a card's text has 11."""
    return max(1, round(points * PIXELS / BODY))


def _character_format(look: Look, colours: PaperColours) -> QTextCharFormat:
    font = sans(pixels_of(look.points), look.bold)
    font.setItalic(look.italic)
    font.setUnderline(look.underlined)
    font.setStrikeOut(look.struck)
    if look.fixed:
        font.setFamily(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family())
    form = QTextCharFormat()
    form.setFont(font)
    inks = {"ink": colours.ink, "soft": colours.soft, "argument": colours.argument, "link": colours.link}
    form.setForeground(QColor(inks[look.ink]))
    if look.highlight:
        form.setBackground(QColor(colours.highlight(look.highlight)))
    return form


def _block_format(role: LineRole, leftwards: bool, depth: int) -> QTextBlockFormat:
    form = QTextBlockFormat()
    direction = Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight
    form.setLayoutDirection(direction)
    centred = role in _CENTRED
    form.setAlignment(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
    form.setLineHeight(_LEADING.get(role, 100.0), _PROPORTIONAL)
    form.setTopMargin(_ABOVE[role])
    form.setBottomMargin(_BELOW.get(role, 0))
    form.setHeadingLevel(_HEADING_LEVELS.get(role, 0))
    if depth:
        (form.setRightMargin if leftwards else form.setLeftMargin)(5 * STEP * depth)
    return form
