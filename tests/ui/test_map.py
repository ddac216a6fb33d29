"""The map: what is on it, moving about in it, and the files it is exported to."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from time import perf_counter
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counterpoint.core.arguments import Argument, Elsewhere
from counterpoint.core.errors import BadInput
from counterpoint.core.marks import Answer, Mark, Tie
from counterpoint.core.vocabulary import Kind, Relation
from counterpoint.ui.map.export import MOST_PIXELS
from counterpoint.ui.map.graph import MOST_ALONE, Chapter, graph_of
from counterpoint.ui.map.items import CardItem
from counterpoint.ui.map.legend import LegendStrip
from counterpoint.ui.map.scene import MapScene
from counterpoint.ui.map.view import MapView
from counterpoint.ui.theme import DARK, HIGH_CONTRAST, LIGHT, Theme

TEXT = "A claim é🙂 that stands. Its evidence. 第二个主张在这里。وهذا دليل قاطع alone."


def tie(source: str, relation: Relation, target: str) -> Tie:
    def side(name: str) -> str:
        return "counterargument" if name.startswith("a") else "passage"

    return Tie(f"{source}>{target}", relation, side(source), source, side(target), target)  # type: ignore[arg-type]


def mark(name: str, start: int, end: int, kind: Kind = "claim", by: str = "ada") -> Mark:
    return Mark(name, start, end, kind, by)


ARGUMENT = Argument(
    "E",
    TEXT,
    (),
    (mark("c1", 0, 23), mark("e1", 24, 37, "evidence"), mark("c2", 38, 47), mark("r1", 47, 60, "rhetoric")),
    {"a1": Answer("a1", "AT: it falls", "rebut", "ada")},
    (tie("e1", "supports", "c1"), tie("a1", "answers", "c1"), tie("x", "supports", "a1")),
    {"x": Elsewhere(mark("x", 2, 9, "evidence"), "F", "Another essay", "12 % 🙂")},
)
OTHER = Argument(
    "F",
    "no 12 % 🙂 or so",
    (),
    (mark("x", 3, 9, "evidence"), mark("d1", 0, 2)),
    {},
    (tie("d1", "restates", "c1"),),
    {"c1": Elsewhere(mark("c1", 0, 23), "E", "First", TEXT[:23])},
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def view(window: QWidget) -> MapView:
    view = MapView(LIGHT, window)
    view.resize(900, 600)
    view.show_map([Chapter("First", ARGUMENT)])
    window.show()
    return view


def middle_of(view: MapView, node_id: str) -> QPoint:
    scene = view.scene()
    assert isinstance(scene, MapScene)
    return view.mapFromScene(scene.cards[node_id].sceneBoundingRect().center())


def test_claims_evidence_and_answers_are_cards_and_unlinked_rhetoric_is_not() -> None:
    graph = graph_of([Chapter("First", ARGUMENT)])
    cards = {card.id: card for card in graph.cards}
    assert list(cards) == ["c1", "e1", "c2", "a1", "x"]
    assert cards["x"].essay_title == "Another essay"
    assert cards["c1"].essay_title == ""
    assert cards["c2"].holes == ("no evidence", "unanswered")
    assert {(thread.relation, thread.source, thread.target) for thread in graph.threads} == {
        ("supports", "e1", "c1"),
        ("answers", "a1", "c1"),
        ("supports", "x", "a1"),
    }


def test_a_topic_draws_several_essays_each_card_once() -> None:
    graph = graph_of([Chapter("First", ARGUMENT), Chapter("Another essay", OTHER)])
    titles = {card.id: card.essay_title for card in graph.cards}
    assert len(titles) == len(graph.cards)
    assert (titles["c1"], titles["x"], titles["a1"]) == ("First", "Another essay", "")
    assert ("restates", "d1", "c1") in {tuple(thread) for thread in graph.threads}


def test_of_other_essays_only_what_is_linked_directly_is_a_guest() -> None:
    """An answer elsewhere that rests on evidence from here stays there."""
    answers = {**ARGUMENT.answers, "a2": Answer("a2", "AT: elsewhere", "turn", "ada")}
    ties = (*ARGUMENT.ties, tie("a2", "answers", "y"), tie("e1", "supports", "a2"), tie("y", "supports", "x"))
    there = {**ARGUMENT.elsewhere, "y": Elsewhere(mark("y", 0, 2), "F", "Another essay", "no")}
    graph = graph_of([Chapter("First", replace(ARGUMENT, answers=answers, ties=ties, elsewhere=there))])
    assert {card.id: card.guest for card in graph.cards} == {
        "c1": False, "e1": False, "c2": False, "a1": False, "x": True,
    }  # fmt: skip
    both = graph_of([Chapter("First", ARGUMENT), Chapter("Another essay", OTHER)])
    assert not any(card.guest for card in both.cards)


def test_the_legend_has_a_strip_of_its_own(view: MapView, window: QWidget) -> None:
    legend = view.findChild(LegendStrip)
    assert isinstance(legend, LegendStrip)
    for width in (900, 320):
        view.resize(width, 600)
        QApplication.processEvents()
        assert legend.isVisible()
        assert not legend.geometry().intersects(view.viewport().geometry())
        assert legend.height() == legend.height_in(width)
    assert legend.height_in(320) > legend.height_in(900)
    view.show_map([])
    assert not legend.isVisible()


def test_links_of_the_card_looked_at_come_forward(view: MapView) -> None:
    scene = view.scene()
    assert isinstance(scene, MapScene)
    seen = {line.thread.source: line for line in scene.threads}
    view.select("c1")
    assert seen["e1"].opacity() == seen["a1"].opacity() == 1 > seen["x"].opacity()
    scene.choose("")
    assert seen["x"].opacity() == 1
    scene.hover("x")
    assert seen["x"].opacity() == 1 > seen["e1"].opacity()


def test_the_hidden_are_left_out_and_so_are_too_many_alone() -> None:
    marks = tuple(mark(f"m{n}", n, n + 1, by="ben" if n % 2 else "ada") for n in range(1200))
    graph = graph_of([Chapter("Many", Argument("M", "x" * 1300, (), marks))], {"ben"})
    assert (len(graph.cards), graph.left_out) == (MOST_ALONE, 600 - MOST_ALONE)


def test_cards_do_not_overlap_and_say_all_in_their_tip(view: MapView) -> None:
    cards = [item for item in view.scene().items() if isinstance(item, CardItem)]
    boxes = [item.mapRectToScene(item.boundingRect()) for item in cards]
    assert not any(a.intersects(b) for a, b in combinations(boxes, 2))
    assert {item.toolTip() for item in cards} >= {"AT: it falls", "第二个主张在这里。", "12 % 🙂"}


def test_a_click_jumps_and_a_drag_does_not(view: MapView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.activated) as seen:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(view, "a1"))
    assert seen.args == ["E", "counterargument", "a1"]
    with qtbot.assertNotEmitted(view.activated):
        start = middle_of(view, "c1")
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(30, 0))


def test_arrows_go_from_card_to_card_and_enter_jumps(view: MapView, qtbot: QtBot) -> None:
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.selected == "c1"
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.selected in ("e1", "a1")
    view.select("e1")
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.selected == "a1"
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.selected == "x"
    assert view.accessibleDescription() == "evidence: 12 % 🙂"
    with qtbot.waitSignal(view.activated) as seen:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert seen.args == ["F", "passage", "x"]


def test_zoom_by_keys_and_wheel(view: MapView) -> None:
    view.fit()
    before = view.transform().m11()
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.transform().m11() < before
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.transform().m11() == pytest.approx(before)
    turn(view, Qt.ScrollPhase.NoScrollPhase)
    assert view.transform().m11() > before
    zoomed = view.transform().m11()
    turn(view, Qt.ScrollPhase.ScrollUpdate)
    assert view.transform().m11() == pytest.approx(zoomed), "two fingers move it"
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert view.transform().m11() == pytest.approx(before)


def turn(view: MapView, phase: Qt.ScrollPhase) -> None:
    """One step of the wheel, or of two fingers where there is a phase."""
    centre = QPointF(view.viewport().rect().center())
    wheel = QWheelEvent(
        centre,
        QPointF(view.viewport().mapToGlobal(centre.toPoint())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        phase,
        False,
    )
    QApplication.sendEvent(view.viewport(), wheel)


def test_svg_holds_the_words_and_says_what_it_is(view: MapView, tmp_path: Path) -> None:
    file = tmp_path / "كلمة 图.svg"
    view.export_svg(file, "Fences & races")
    root = ElementTree.parse(file).getroot()
    words = " ".join(root.itertext())
    for wanted in (
        "Fences & races",
        "A claim é🙂 that stands.",
        "AT: it falls",
        "12 % 🙂",
        "Evidence",
        "restates",
    ):
        assert wanted in words
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_CONTRAST], ids=lambda theme: str(theme.name))
def test_png_is_on_the_theme_s_ground(view: MapView, tmp_path: Path, theme: Theme) -> None:
    view.set_theme(theme)
    view.select("c1")
    file = tmp_path / "map.png"
    view.export_png(file, 2)
    image = QImage(str(file))
    assert image.pixelColor(2, 2) == QColor(theme.paper)
    assert image.width() >= 2 * view.sceneRect().width() - 2
    assert view.selected == "c1"


def test_a_write_that_fails_leaves_the_old_file(view: MapView, tmp_path: Path) -> None:
    folder = tmp_path / "map.svg"
    folder.mkdir()
    for export in (view.export_svg, view.export_png):
        with pytest.raises(BadInput, match="choose another place"):
            export(folder)
        with pytest.raises(BadInput, match="choose another place"):
            export(tmp_path / "nowhere" / "map.png")
    assert list(tmp_path.iterdir()) == [folder]


def test_nothing_to_map_is_said(view: MapView) -> None:
    full = view.grab().toImage()
    view.show_map([])
    assert view.grab().toImage() != full
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.selected == ""


def test_the_same_map_again_keeps_its_place_and_selection(view: MapView) -> None:
    view.select("e1")
    view.zoom(0.5)
    before = view.transform().m11()
    view.show_map([Chapter("First", Argument("E", TEXT, (), ARGUMENT.marks[:2], {}, ARGUMENT.ties))])
    assert view.transform().m11() == before
    assert view.selected == "e1"


def test_a_thousand_passages_are_drawn_quickly(view: MapView) -> None:
    kinds: list[Kind] = ["claim", "evidence"]
    marks = tuple(mark(f"m{n}", n * 3, n * 3 + 3, kinds[n % 2]) for n in range(1000))
    ties = tuple(tie(f"m{n}", "supports", f"m{n - 1}") for n in range(1, 600, 2))
    start = perf_counter()
    view.show_map([Chapter("Many", Argument("M", "word " * 700, (), marks, {}, ties))])
    assert perf_counter() - start < 2


def test_a_large_png_is_bounded_and_soon_there(view: MapView, tmp_path: Path) -> None:
    marks = tuple(mark(f"m{n}", n * 3, n * 3 + 3) for n in range(300))
    view.show_map([Chapter("Many", Argument("M", "word " * 700, (), marks))])
    start = perf_counter()
    view.export_png(tmp_path / "map.png", 2)
    assert perf_counter() - start < 2
    image = QImage(str(tmp_path / "map.png"))
    assert MOST_PIXELS / 2 < image.width() * image.height() <= MOST_PIXELS * 1.01
