"""The figures of a review in the window: a heat map with numbers, tables, and why a figure is undefined."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from counterpoint.core.review_document import MeasureTold, ReviewDocument, figure
from counterpoint.core.vocabulary import KINDS
from counterpoint.ui.review.all_figures import PAGES, AllFigures
from counterpoint.ui.review.figure_names import rank
from counterpoint.ui.review.figure_tables import (
    chosen_from,
    confusion,
    counts,
    details,
    every_figure,
    heat_map,
    per_kind,
)
from counterpoint.ui.review.figures import FiguresPane
from counterpoint.ui.review.heat import INK, STOPS, heat
from counterpoint.ui.review.tables import NARROWEST, Cell, Table
from counterpoint.ui.theme import DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK, LIGHT, Theme
from tests.reviews import many, sample
from tests.ui.test_contrast import contrast

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the platform without a display

THEMES = (LIGHT, DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK)
PARTIAL = "Partial span F1"
MEANS = "What a coach reads."


def measure(
    name: str, value: float | None, kind: str = "", pair: tuple[str, str] | None = None
) -> MeasureTold:
    low, high = (None, None) if value is None else (value - 0.1, min(1.0, value + 0.1))
    why = "nobody marked anything" if value is None else ""
    return MeasureTold(name, kind, pair, value, why, low, high, MEANS)  # type: ignore[arg-type]


def told_of(index: QModelIndex) -> str:
    told = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert isinstance(told, str)
    return told


def whole() -> ReviewDocument:
    """A review with figures of every sort."""
    pairs = (("Ada", "Ben"), ("Ada", "Chloé"), ("Ben", "Chloé"))
    more = [measure(name, 0.7, kind) for name in ("F1 partial", "Fleiss κ, sentences") for kind in KINDS]
    more += [measure("F1 exact", 0.5, pair=pair) for pair in pairs[:2]]
    more.append(measure("F1 exact", None, pair=pairs[2]))
    return replace(sample(), measures=(*more, *sample().measures))


@pytest.fixture
def pane(qtbot: QtBot) -> FiguresPane:
    pane = FiguresPane()
    qtbot.addWidget(pane)
    for table in (pane.map, pane.kinds):
        QAbstractItemModelTester(table.cells, QAbstractItemModelTester.FailureReportingMode.Warning, table)
    pane.resize(410, 360)
    pane.show_figures(whole())
    pane.show()
    return pane


# Colours


@given(st.floats(-1, 1))
def test_numbers_are_readable_on_every_colour_of_the_scale(value: float) -> None:
    """The ink and the colours are the same in every theme."""
    assert contrast(INK, heat(value)) >= 7


@pytest.mark.parametrize("theme", THEMES)
def test_every_cell_is_readable_in_every_theme(pane: FiguresPane, theme: Theme) -> None:
    pane.set_theme(theme)
    for table in (pane.map, pane.kinds):
        for row in table.cells.table.rows:
            for cell in row:
                assert contrast(table.painter.ink(cell), cell.fill or theme.panel) >= 4.5, cell


_SIGHTS = {
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Machado, Oliveira & Fernandes (2009), severity 1, for linear light."""


@pytest.mark.parametrize("sight", _SIGHTS)
def test_the_three_colours_are_told_apart_by_any_eyes(sight: str) -> None:
    seen = [_seen(QColor(colour), _SIGHTS[sight]) for _, colour in STOPS]
    for one, other in ((0, 1), (1, 2), (0, 2)):
        apart = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert apart > 0.12, (one, other)


def _seen(colour: QColor, matrix: tuple[tuple[float, ...], ...]) -> list[float]:
    light = [((part + 0.055) / 1.055) ** 2.4 for part in (colour.redF(), colour.greenF(), colour.blueF())]
    mixed = (sum(a * b for a, b in zip(row, light, strict=True)) for row in matrix)
    return [1.055 * min(1.0, max(0.0, part)) ** (1 / 2.4) - 0.055 for part in mixed]


def test_the_scale_goes_one_way_through_its_stops() -> None:
    assert [heat(at) for at, _ in STOPS] == [colour for _, colour in STOPS]
    assert heat(-0.2) == STOPS[0][1]
    assert heat(1.0) == STOPS[-1][1]
    hues = [QColor(heat(at / 100)).hueF() for at in range(40, 81)]
    assert all(one <= other + 1e-3 for one, other in pairwise(hues))


# The pane


def test_the_heat_map_is_the_same_both_ways(pane: FiguresPane) -> None:
    assert pane.current() == PARTIAL
    cells = pane.map.cells.table.rows
    assert [[cell.text for cell in row] for row in cells] == [
        ["Ada", "–", ".81", ".58"],
        ["Ben", ".81", "–", ".49"],
        ["Chloé", ".58", ".49", "–"],
    ]
    assert cells[0][2].fill == heat(0.81)
    assert cells[0][1].fill == ""
    index = pane.map.cells.index(1, 3)
    assert told_of(index) == "Ben and Chloé: .49, 95 % between .20 and .70"
    assert pane.explanation.text().startswith("Of the passages two people tagged")
    assert pane.foot.text() == "seed 7 · 1,000 resamples of paragraphs"


def choose(pane: FiguresPane, name: str) -> None:
    """Goes to a figure with the arrows."""
    pane.measure.setFocus()
    at = pane.measure.findText(name)
    while pane.measure.currentIndex() != at:
        way = Qt.Key.Key_Down if pane.measure.currentIndex() < at else Qt.Key.Key_Up
        QTest.keyClick(pane.measure, way)


def test_an_undefined_figure_says_why(pane: FiguresPane) -> None:
    choose(pane, "F1 exact")
    index = pane.map.cells.index(2, 2)
    assert index.data() == "–"
    assert told_of(index) == "Chloé and Ben: undefined: nobody marked anything"
    assert "undefined: nobody marked anything" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert pane.undefined.isVisible()
    assert pane.undefined.text() == "– undefined: nobody marked anything"
    pane.show_figures(sample())
    assert not pane.undefined.isVisible()


def test_the_figure_chosen_stays_chosen(pane: FiguresPane) -> None:
    choose(pane, "F1 exact")
    assert pane.map.cells.table.rows[0][2].text == ".50"
    pane.show_waiting()
    assert pane.waiting.isVisible()
    assert not pane.map.isVisible()
    assert not pane.measure.isEnabled()
    pane.show_figures(whole())
    assert pane.current() == "F1 exact"
    assert pane.map.isVisible()


def test_kinds_have_their_own_table(pane: FiguresPane) -> None:
    table = pane.kinds.cells.table
    assert table.headings == ("per kind", "uα", "95 %", "F1", "κ")
    assert [cell.text for cell in table.rows[0]] == ["claim", ".74", ".61 – .84", ".70", ".70"]
    assert [row[0].kind for row in table.rows] == list(KINDS)
    undefined = pane.kinds.cells.index(2, 1)
    assert told_of(undefined) == "uα of rhetoric: undefined: nobody tagged any rhetoric that others read"


def test_of_two_the_pair_is_everybody() -> None:
    two = replace(sample(), lanes=sample().lanes[:2])
    pair = ("Ada", "Ben")
    measures = [measure("Cohen κ, sentences", 0.5, kind, pair) for kind in KINDS]
    table = per_kind(replace(two, measures=tuple(measures)))
    assert table.headings == ("per kind", "κ", "95 %")
    assert per_kind(replace(sample(), measures=tuple(measures))) == Table()


def test_without_figures_it_says_so(pane: FiguresPane) -> None:
    pane.show_figures(replace(sample(), measures=()))
    assert pane.said.isVisible()
    assert pane.said.text().startswith("There are no figures")
    assert not pane.waiting.isVisible()
    assert not pane.more.isEnabled()


def test_many_annotators_scroll_sideways(pane: FiguresPane) -> None:
    crowd = many(12, 2, 4_000)
    names = [lane.name for lane in crowd.lanes]
    measures = tuple(measure("F1 partial", 0.5, pair=pair) for pair in pairwise(names))
    pane.show_figures(replace(crowd, measures=measures))
    QApplication.processEvents()
    assert pane.map.columnWidth(3) >= NARROWEST
    assert pane.map.horizontalScrollBar().maximum() > 0
    assert pane.map.cells.table.rows[0][3].text == ""
    pane.map.setFocus()
    QTest.keyClick(pane.map, Qt.Key.Key_Down)
    QTest.keyClick(pane.map, Qt.Key.Key_Right)
    QTest.keyClick(pane.map, Qt.Key.Key_Tab)
    assert not pane.map.hasFocus()


@given(st.lists(st.one_of(st.none(), st.floats(-1, 1)), min_size=3, max_size=3))
def test_a_heat_map_shows_each_figure_twice_and_no_other(values: list[float | None]) -> None:
    pairs = (("Ada", "Ben"), ("Chloé", "Ada"), ("Ben", "Chloé"))
    measures = [measure("x", value, pair=pair) for pair, value in zip(pairs, values, strict=True)]
    measures += [measure("y", 0.123, pair=pairs[0]), measure("x", 0.321, "claim", pairs[0])]
    rows = heat_map(replace(sample(), measures=tuple(measures)), "x").rows
    for one in range(3):
        for other in range(3):
            assert rows[one][other + 1].text == rows[other][one + 1].text
    shown = sorted(rows[one][other + 1].text for one, other in ((0, 1), (0, 2), (1, 2)))
    assert shown == sorted(figure(value) for value in values)


def test_figures_are_called_by_their_titles(pane: FiguresPane) -> None:
    pair = ("Ada", "Ben")
    told = [measure("f1_partial", 0.7, pair=pair), measure("f1_partial", 0.7)]
    titled = [each._replace(title="F1 partial") for each in told]
    titled += [measure("u_alpha", 0.6, kind)._replace(title="uα") for kind in KINDS]
    pane.show_figures(replace(sample(), measures=tuple(titled)))
    assert pane.current() == "F1 partial"
    assert pane.map.cells.table.rows[0][2].text == ".70"
    assert pane.kinds.cells.table.headings == ("per kind", "uα", "95 %")
    assert every_figure(titled).rows[0][0].text == "F1 partial"


def test_figures_have_an_order() -> None:
    names = [
        "Cohen κ, sentences",
        "α_U",
        "F1 type",
        "|uα",
        "uα",
        "unheard of",
        "F1 strict",
        "F1 partial",
        "F1 exact",
    ]
    assert sorted(names, key=rank) == [
        "F1 partial",
        "F1 exact",
        "F1 strict",
        "F1 type",
        "uα",
        "|uα",
        "α_U",
        "Cohen κ, sentences",
        "unheard of",
    ]
    pair = ("Ada", "Ben")
    measures = tuple(measure(name, 0.5, pair=pair) for name in names)
    assert chosen_from(replace(sample(), measures=measures))[0] == "F1 partial"


# Everything


def test_all_figures_are_in_a_window(pane: FiguresPane, qtbot: QtBot) -> None:
    QTest.mouseClick(pane.more, Qt.MouseButton.LeftButton)
    window = pane.findChild(AllFigures)
    assert isinstance(window, AllFigures)
    qtbot.waitUntil(window.isVisible)
    document = whole()
    table = window.tables["figures"].cells
    assert table.rowCount() == len(document.measures)
    assert table.table.headings == ("Figure", "Kind", "Between", "Value", "95 %", "What it means")
    assert {row[0].text for row in table.table.rows[:6]} == {"F1 partial", PARTIAL}
    undefined = next(row for row in table.table.rows if row[3].text == "–")
    assert undefined[5].text.startswith("Undefined: nobody")
    for name, _ in PAGES:
        QTest.mouseClick(window.pages.button(name), Qt.MouseButton.LeftButton)
        assert window.says.text()
    words = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert any("Chloé has not read yet" in text for text in words)
    QTest.mouseClick(window.pages.button("kinds"), Qt.MouseButton.LeftButton)
    window.pair.setFocus()
    QTest.keyClick(window.pair, Qt.Key.Key_Down)
    assert window.kinds.cells.table.headings[0] == "Ada ↓   Chloé →"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: pane.findChild(AllFigures) is None)


def test_counts_confusions_and_details_are_told() -> None:
    document = sample()
    first = counts(document).rows[0]
    assert [cell.text for cell in first] == ["Ada", "Ben", "all", "3", "2", "2"]
    assert [cell.told for cell in first[3:]] == [
        "Ada and Ben have 3 in common",
        "2 only of Ada",
        "2 only of Ben",
    ]
    table = confusion(document.confusions[0])
    assert table.headings == ("Ada ↓   Ben →", "claim", "evidence", "rhetoric", "none")
    assert table.rows[0][1] == Cell("2", "Ada claim, Ben claim: 2", fill=heat(1.0))
    assert table.rows[0][2].fill == ""
    assert contrast(INK, table.rows[2][4].fill) >= 7
    assert details(document).headings == ("Kind", "Detail", "Ada", "Ben", "Chloé")
    assert [cell.text for cell in details(document).rows[1]] == ["evidence", "example", "0", "1", "0"]
