"""The themes: readable, complete, following the system."""

from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from counterpoint.core.vocabulary import KINDS
from counterpoint.ui.fonts import load_fonts
from counterpoint.ui.stylesheet import restyle, stylesheet
from counterpoint.ui.theme import (
    CHOICES,
    DARK,
    HIGH_CONTRAST,
    HIGH_CONTRAST_DARK,
    LIGHT,
    Choice,
    Theme,
    apply,
    follow_system,
    palette_of,
    scheme_theme,
)
from counterpoint.ui.tokens import SANS, SERIF, mix

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what offscreen says of itself

THEMES = (LIGHT, DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK)


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2."""

    def light(colour: str) -> float:
        parts = [byte / 255 for byte in bytes.fromhex(colour[1:])]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lights = sorted((light(one), light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize(("theme", "ground"), list(product(THEMES, ("paper", "panel", "selection"))))
def test_words_are_readable_on_every_ground(theme: Theme, ground: str) -> None:
    least = 7.0 if theme.name == "high contrast" else 4.5
    for colour in ("ink", "soft"):
        assert contrast(getattr(theme, colour), getattr(theme, ground)) >= (least if colour == "ink" else 4.4)
    assert contrast(theme.bar_ink, theme.bar) >= least


@pytest.mark.parametrize("theme", THEMES)
def test_accents_and_alarms_are_seen(theme: Theme) -> None:
    for colour in (*(theme.accent(kind) for kind in KINDS), theme.answer):
        assert contrast(colour, theme.paper) >= 3.0
    for colour in (theme.danger, theme.warning, theme.good):
        assert contrast(colour, theme.panel) >= 4.5


@pytest.mark.parametrize("choice", CHOICES)
def test_every_choice_gives_its_theme(qapp: QApplication, choice: Choice) -> None:
    theme = scheme_theme(qapp, choice)
    assert theme.name in ("light", "dark", "high contrast")
    if choice != "system":
        assert theme.name == choice
    scheme_theme(qapp, "system")


@pytest.mark.parametrize("theme", THEMES)
def test_applying_colours_plain_and_named_widgets(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    sheet, palette, font = qapp.styleSheet(), qapp.palette(), qapp.font()
    try:
        apply(qapp, theme)
        button = QPushButton("Answer")
        qtbot.addWidget(button)
        button.setProperty("role", "primary")
        button.resize(200, 60)
        button.show()
        middle = button.grab().toImage().pixelColor(20, 30)
        assert middle.name() == theme.claim.lower()
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == theme.panel.lower()
        assert qapp.font().family() == SANS
    finally:
        qapp.setStyleSheet(sheet)
        qapp.setPalette(palette)
        qapp.setFont(font)


def test_roles_of_painted_widgets(qapp: QApplication) -> None:
    palette = palette_of(DARK)
    assert palette.color(QPalette.ColorRole.PlaceholderText).name() == DARK.soft
    assert palette.color(QPalette.ColorRole.Highlight).name() == DARK.selection


def test_the_sheet_is_read_without_complaint(qtbot: QtBot, qapp: QApplication) -> None:
    label = QLabel("5 holes")
    qtbot.addWidget(label)
    label.setStyleSheet(stylesheet(LIGHT))
    restyle(label, "role", "badge")
    label.show()
    assert label.property("role") == "badge"


def test_mixing() -> None:
    assert mix("#ffffff", "#000000", 0) == "#000000"
    assert mix("#ffffff", "#000000", 0.5) == "#808080"
    assert mix("#204060", "#000000", 1) == "#204060"


def test_the_system_is_followed(qtbot: QtBot, qapp: QApplication) -> None:
    heard: list[str] = []
    follow_system(qapp, lambda: heard.append("changed"))
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert heard == ["changed"]


def test_our_fonts_are_loaded(qapp: QApplication) -> None:
    assert {SANS, SERIF} <= set(load_fonts())
