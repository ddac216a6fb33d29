"""The look: one set of named colours a scheme, and the application's style, palette and font made from it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from counterpoint.core.vocabulary import Kind
from counterpoint.ui.stylesheet import stylesheet
from counterpoint.ui.tokens import SANS, SANS_PIXELS, mix


@dataclass(frozen=True, slots=True)
class Theme:
    """Named colours, `#rrggbb`. `claim`, `evidence` and `rhetoric` are the accents of the kinds."""

    name: str
    dark: bool
    paper: str
    panel: str
    line: str
    ink: str
    soft: str
    selection: str
    claim: str
    evidence: str
    rhetoric: str
    answer: str
    warning: str
    danger: str
    good: str
    bar: str
    bar_ink: str

    def accent(self, kind: Kind) -> str:
        """The colour of a kind of passage."""
        return {"claim": self.claim, "evidence": self.evidence, "rhetoric": self.rhetoric}[kind]


LIGHT: Final = Theme(
    name="light",
    dark=False,
    paper="#fffefb",
    panel="#faf9f6",
    line="#e2dfd8",
    ink="#23211d",
    soft="#6f6a60",
    selection="#e9eef4",
    claim="#0072B2",
    evidence="#009E73",
    rhetoric="#D55E00",
    answer="#8a3ffc",
    warning="#926100",
    danger="#b3261e",
    good="#1a7f4e",
    bar="#23211d",
    bar_ink="#fffefb",
)

DARK: Final = Theme(
    name="dark",
    dark=True,
    paper="#211f1d",
    panel="#1e1d1b",
    line="#34312d",
    ink="#ece7de",
    soft="#a8a194",
    selection="#2b3138",
    claim="#56B4E9",
    evidence="#35c496",
    rhetoric="#f08a4b",
    answer="#be95ff",
    warning="#e3b341",
    danger="#ff8a80",
    good="#4cd694",
    bar="#ece7de",
    bar_ink="#23211d",
)

HIGH_CONTRAST: Final = Theme(
    name="high contrast",
    dark=False,
    paper="#ffffff",
    panel="#ffffff",
    line="#000000",
    ink="#000000",
    soft="#2b2b2b",
    selection="#cfe3ff",
    claim="#004a80",
    evidence="#005c43",
    rhetoric="#8f3a00",
    answer="#5a12c2",
    warning="#6b4700",
    danger="#9b0000",
    good="#00552e",
    bar="#000000",
    bar_ink="#ffffff",
)


HIGH_CONTRAST_DARK: Final = Theme(
    name="high contrast",
    dark=True,
    paper="#000000",
    panel="#000000",
    line="#ffffff",
    ink="#ffffff",
    soft="#dcdcdc",
    selection="#00386b",
    claim="#7cc8ff",
    evidence="#5fe3b5",
    rhetoric="#ffac73",
    answer="#d6b8ff",
    warning="#ffd166",
    danger="#ff9d94",
    good="#6ee7a8",
    bar="#ffffff",
    bar_ink="#000000",
)
"""High contrast for those whose system is dark."""

Choice = Literal["system", "light", "dark", "high contrast"]
"""What a user may ask for; `system` follows the desktop."""

CHOICES: Final[tuple[Choice, ...]] = ("system", "light", "dark", "high contrast")


def scheme_theme(app: QGuiApplication, choice: Choice = "system") -> Theme:
    """The theme for `choice`. Title bars are asked to follow it; `system` hands them back to the desktop."""
    hints = app.styleHints()
    if choice == "light":
        hints.setColorScheme(Qt.ColorScheme.Light)
        return LIGHT
    if choice == "dark":
        hints.setColorScheme(Qt.ColorScheme.Dark)
        return DARK
    hints.unsetColorScheme()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    if choice == "high contrast" or _wants_contrast(hints):
        return HIGH_CONTRAST_DARK if dark else HIGH_CONTRAST
    return DARK if dark else LIGHT


def follow_system(app: QGuiApplication, changed: Callable[[], object]) -> None:
    """Calls `changed` whenever the desktop turns dark, light or to high contrast."""
    hints = app.styleHints()
    hints.colorSchemeChanged.connect(lambda _scheme: changed())
    if hasattr(hints, "accessibility"):  # from Qt 6.10
        hints.accessibility().contrastPreferenceChanged.connect(lambda _preference: changed())


def apply(app: QApplication, theme: Theme) -> None:
    """Gives the application its style, font, colours and style sheet, as far as it has not got them."""
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    font = QFont(SANS)
    font.setPixelSize(SANS_PIXELS)
    if app.font() != font:
        app.setFont(font)
    app.setPalette(palette_of(theme))
    sheet = stylesheet(theme)
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)


def palette_of(theme: Theme) -> QPalette:
    """The theme in Qt's roles. Painted widgets rely on: Window panel, Base paper, Mid line, WindowText ink,
    PlaceholderText soft, Highlight selection, Accent claim."""
    palette = QPalette()
    role = QPalette.ColorRole
    for roles, colour in (
        ((role.Window, role.Button, role.AlternateBase), theme.panel),
        ((role.Base,), theme.paper),
        ((role.Mid, role.Midlight, role.Dark), theme.line),
        ((role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.BrightText), theme.ink),
        ((role.PlaceholderText,), theme.soft),
        ((role.Highlight,), theme.selection),
        ((role.Accent, role.Link, role.LinkVisited), theme.claim),
        ((role.ToolTipBase,), theme.bar),
        ((role.ToolTipText,), theme.bar_ink),
        ((role.Light,), theme.paper),
        ((role.Shadow,), "#000000"),
    ):
        for each in roles:
            palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(mix(theme.soft, theme.panel, 0.7)))
    return palette


def _wants_contrast(hints: QStyleHints) -> bool:
    if not hasattr(hints, "accessibility"):  # from Qt 6.10
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
