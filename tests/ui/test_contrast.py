"""WCAG AA in every theme: 4.5 to 1 for words, 3 to 1 for shapes, on every ground they are drawn on."""

from collections import Counter
from itertools import product

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counterpoint.core.vocabulary import KINDS
from counterpoint.ui.reader.sheet import Blender
from counterpoint.ui.shapes import accent_of, words_of
from counterpoint.ui.theme import DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK, LIGHT, Theme, apply

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what offscreen says of itself

THEMES = (LIGHT, DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK)
GROUNDS = ("paper", "panel", "selection")


def contrast(one: QColor | str, other: QColor | str) -> float:
    """The ratio of WCAG 2."""
    lights = sorted(map(_luminance, (QColor(one), QColor(other))))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", THEMES)
def test_text_is_readable_on_the_fill_of_any_marks(theme: Theme) -> None:
    blender = Blender(theme)
    for depths in product(range(4), repeat=2 * len(KINDS)):
        if any(depths):
            for fill in blender.bands(depths):
                assert contrast(theme.ink, fill) >= 4.5, (depths, fill.name())


@pytest.mark.parametrize("theme", THEMES)
def test_kinds_that_overlap_keep_their_hues(theme: Theme) -> None:
    """Each has a band whose tint leans to its accent as far as when it lies there alone."""
    blender = Blender(theme)
    alone = [blender.fill(tuple(int(place == 2 * rank + 1) for place in range(6))) for rank in range(3)]
    assert blender.bands((0, 1, 0, 1, 0, 1)) == tuple(alone)
    assert blender.bands((0, 1, 0, 0, 0, 1)) == (alone[0], alone[2])
    for kind, tint in zip(KINDS, alone, strict=True):
        hue = QColor(theme.accent(kind)).hslHue()
        assert abs((tint.hslHue() - hue + 180) % 360 - 180) < 40
    assert len({tint.name() for tint in alone}) == 3


@pytest.mark.parametrize(("theme", "ground"), list(product(THEMES, GROUNDS)))
def test_words_and_shapes_are_seen_on_every_ground(theme: Theme, ground: str) -> None:
    under = getattr(theme, ground)
    for name in ("ink", "soft", "warning", "danger"):
        assert contrast(getattr(theme, name), under) >= 4.5, name
    for kind in (*KINDS, "answer"):
        assert contrast(words_of(theme, kind), under) >= 4.5, kind
        if ground != "selection":
            assert contrast(accent_of(theme, kind), under) >= 3, kind
    assert contrast(theme.good, under) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_labels_chips_and_badges_as_they_are_painted(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    sheet, palette, font = qapp.styleSheet(), qapp.palette(), qapp.font()
    try:
        apply(qapp, theme)
        for ground in ("paper", "panel"):
            holder = QWidget()
            qtbot.addWidget(holder)
            holder.setStyleSheet(f"QWidget#ground {{ background: {getattr(theme, ground)}; }}")
            holder.setObjectName("ground")
            column = QVBoxLayout(holder)
            parts: list[QWidget] = []
            for role in ("soft", "small", "heading", "key", "badge", "error"):
                label = QLabel("HILTE hilte")
                label.setProperty("role", role)
                parts.append(label)
            for role, checked in (("chip", False), ("chip", True), ("primary", False), ("quiet", False)):
                button = QPushButton("HILTE hilte")
                button.setProperty("role", role)
                button.setCheckable(checked)
                button.setChecked(checked)
                parts.append(button)
            for part in parts:
                column.addWidget(part)
            holder.show()
            for part in parts:
                assert painted_contrast(holder, part) >= 4.5, (ground, part.property("role"))
    finally:
        qapp.setStyleSheet(sheet)
        qapp.setPalette(palette)
        qapp.setFont(font)


def painted_contrast(holder: QWidget, part: QWidget) -> float:
    """Between the commonest colour inside a widget and the one that differs most from it."""
    image = holder.grab(part.geometry().adjusted(5, 3, -5, -3)).toImage()
    colours = Counter(
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    )
    ground = colours.most_common(1)[0][0]
    return max(contrast(ground, colour) for colour in colours)
