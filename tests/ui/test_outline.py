"""The argument panel as a reader uses it: keys pressed, rows seen."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from counterpoint.core.arguments import Argument, Elsewhere, OutlineIndex, Step
from counterpoint.core.marks import Answer, Mark, Tie
from counterpoint.core.records import Heading
from counterpoint.core.vocabulary import Kind, Relation
from counterpoint.ui.outline.delegate import numbered, shape_left
from counterpoint.ui.outline.pane import OutlinePane
from counterpoint.ui.outline.rows import Filter, OutlineRows
from counterpoint.ui.theme import DARK

TEXT = (
    "1. First\n"
    + "A claim é🙂 that stands. "
    + "Its evidence. "
    + "\n2. Second\n"
    + "第二个主张在这里。"
    + "وهذا دليل"
)
SECOND = TEXT.index("2. Second")


def tie(source: str, relation: Relation, target: str) -> Tie:
    def side(name: str) -> str:
        return "counterargument" if name.startswith("a") else "passage"

    return Tie(f"{source}>{target}", relation, side(source), source, side(target), target)  # type: ignore[arg-type]


ARGUMENT = Argument(
    "E",
    TEXT,
    (Heading(0, 8, 1), Heading(SECOND, SECOND + 9, 1)),
    (
        Mark("c1", 9, 32, "claim", "ada", "contention"),
        Mark("e1", 34, 47, "evidence", "ada", "statistic"),
        Mark("c2", SECOND + 10, SECOND + 19, "claim", "ben"),
    ),
    {"a1": Answer("a1", "AT: it falls", "rebut", "ada"), "a2": Answer("a2", "It does not", "turn", "ada")},
    (
        tie("e1", "supports", "c1"),
        tie("a1", "answers", "c1"),
        tie("a2", "answers", "a1"),
        tie("x", "supports", "a2"),
    ),
    {"x": Elsewhere(Mark("x", 2, 9, "evidence", "ada"), "F", "Another essay", "12 % 🙂")},
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(330, 600)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def pane(window: QWidget) -> OutlinePane:
    pane = OutlinePane(parent=window)
    QAbstractItemModelTester(pane.model, QAbstractItemModelTester.FailureReportingMode.Warning, pane.model)
    pane.resize(330, 600)
    pane.show_argument(ARGUMENT)
    pane.show()
    return pane


def listed(pane: OutlinePane) -> list[str]:
    return [pane.model.node(row).id for row in range(pane.model.rowCount())]


def chips(pane: OutlinePane) -> list[str]:
    return [chip.text() for chip in pane.findChildren(QPushButton)]


def spoken(pane: OutlinePane, row: int) -> str:
    return str(pane.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))


def test_everything_is_listed_and_can_be_heard(pane: OutlinePane) -> None:
    assert listed(pane) == ["0", "c1", "e1", "a1", "a2", "x", str(SECOND), "c2"]
    assert spoken(pane, 0) == "section: 1. First"
    assert spoken(pane, 1) == "claim, contention: A claim é🙂 that stands."
    assert spoken(pane, 3) == "answer, rebut: AT: it falls, no support, level 1"
    assert spoken(pane, 5) == "evidence: 12 % 🙂, in Another essay, level 3"
    assert spoken(pane, 7) == "claim: 第二个主张在这里。, no evidence, unanswered"
    assert chips(pane) == ["All 3", "Claims 2", "Evidence 1", "Holes 3"]


def test_chips_filter(pane: OutlinePane, qtbot: QtBot) -> None:
    holes = pane.findChildren(QPushButton)[3]
    QTest.mouseClick(holes, Qt.MouseButton.LeftButton)
    assert listed(pane) == ["0", "c1", "a1", str(SECOND), "c2"]
    pane.choose("evidence")
    assert listed(pane) == ["0", "c1", "e1", "a1", "a2", "x"]
    assert not holes.isChecked()


def test_arrows_fold_and_enter_jumps(pane: OutlinePane, qtbot: QtBot) -> None:
    pane.select("0")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(pane.view, key)
    assert listed(pane) == ["0", "c1", str(SECOND), "c2"]
    QTest.keyClick(pane.view, Qt.Key.Key_Right)
    QTest.keyClick(pane.view, Qt.Key.Key_Right)
    assert pane.selected == "e1"
    QTest.keyClick(pane.view, Qt.Key.Key_Left)
    assert pane.selected == "c1"
    pane.select("x")
    with qtbot.waitSignal(pane.activated) as seen:
        QTest.keyClick(pane.view, Qt.Key.Key_Return)
    assert seen.args == ["F", "passage", "x"]
    QTest.keyClick(pane.view, Qt.Key.Key_Home)
    QTest.keyClick(pane.view, Qt.Key.Key_Left)
    assert listed(pane) == ["0", str(SECOND), "c2"]


def test_letters_and_digits_are_left_to_the_window(pane: OutlinePane, qtbot: QtBot) -> None:
    pane.select("c1")
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_A, Qt.Key.Key_S):
        QTest.keyClick(pane.view, key)
    assert pane.selected == "c1"


def test_a_click_jumps_and_a_click_on_the_mark_folds(pane: OutlinePane, qtbot: QtBot) -> None:
    box = pane.view.visualRect(pane.model.index(3))
    with qtbot.waitSignal(pane.activated) as seen:
        QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert seen.args == ["E", "answer", "a1"]
    at_mark = QPoint(shape_left(1) - 9, box.top() + 12)
    with qtbot.assertNotEmitted(pane.activated):
        QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=at_mark)
    assert "a2" not in listed(pane)
    pane.select("x")
    assert pane.selected == "x"
    assert "x" in listed(pane)


def test_a_step_keeps_selection_and_folding(pane: OutlinePane) -> None:
    pane.select("c2")
    pane.model.fold(0, True)
    new = Mark("c0", 9, 12, "claim", "ada")
    pane.apply([Step(None, new)])
    assert listed(pane) == ["0", str(SECOND), "c2"]
    assert pane.view.currentIndex().row() == 2
    pane.model.fold(0, False)
    assert listed(pane)[:3] == ["0", "c1", "e1"]
    assert "c0" in listed(pane)
    assert pane.view.currentIndex().data(Qt.ItemDataRole.DisplayRole) == "第二个主张在这里。"
    pane.apply([Step(new, None)])
    assert "c0" not in listed(pane)
    pane.apply([Step(ARGUMENT.marks[2], None)])
    assert str(SECOND) not in listed(pane)
    assert chips(pane)[:2] == ["All 2", "Claims 1"]


def test_the_selection_stays_on_its_passage_whatever_goes(pane: OutlinePane) -> None:
    pane.select("x")
    for row in range(pane.model.rowCount()):
        pane.view.visualRect(pane.model.index(row))
    pane.apply([Step(ARGUMENT.ties[0], None), Step(ARGUMENT.marks[1], None)])
    assert pane.model.node(pane.view.currentIndex().row()).id == "x"
    pane.apply([Step(ARGUMENT.ties[1], None)])
    assert not pane.view.currentIndex().isValid()
    pane.apply([Step(None, ARGUMENT.ties[1])])
    assert pane.model.node(pane.view.currentIndex().row()).id == "x"


def test_a_screen_reader_finds_every_row(pane: OutlinePane) -> None:
    found = QAccessible.queryAccessibleInterface(pane.view)
    assert found is not None
    assert found.text(QAccessible.Text.Name) == "Argument outline"
    heard = {found.child(n).text(QAccessible.Text.Name) for n in range(found.childCount())}
    assert {spoken(pane, row) for row in range(pane.model.rowCount())} <= heard


def test_hidden_annotators_are_left_out_and_nothing_has_a_friendly_line(pane: OutlinePane) -> None:
    pane.show_argument(ARGUMENT, {"ben"})
    assert "c2" not in listed(pane)
    pane.show_argument(Argument("N", "text"))
    assert pane.model.rowCount() == 0
    assert not pane.view.isVisible()
    assert chips(pane)[0] == "All 0"


def test_it_paints_in_both_schemes(pane: OutlinePane) -> None:
    light = pane.grab().toImage()
    pane.set_theme(DARK)
    dark = pane.grab().toImage()
    assert light.pixelColor(320, 500).lightness() > 200
    assert dark.pixelColor(320, 500).lightness() < 60


@pytest.mark.parametrize(
    ("heading", "shown"),
    [("1. Shock", "1 · Shock"), ("2) Two", "2 · Two"), ("2024 was odd", "2024 was odd"), ("1.", "1.")],
)
def test_numbers_are_set_off(heading: str, shown: str) -> None:
    assert numbered(heading) == shown


NAMES = [*(f"m{n}" for n in range(6)), "a0", "a1", "a2"]
FILTERS: list[Filter] = ["all", "claim", "evidence", "holes"]
KINDS: list[Kind] = ["claim", "evidence", "rhetoric"]


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_rows_that_follow_equal_rows_made_afresh(data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(FILTERS))
    index = OutlineIndex(Argument("E", "x" * 80, (Heading(10, 12, 1), Heading(30, 32, 1))))
    rows = OutlineRows(index, chosen)
    now: dict[str, Mark | Answer | Tie] = {}
    for _ in range(data.draw(st.integers(1, 10))):
        name = data.draw(st.sampled_from(NAMES))
        value: Mark | Answer | Tie
        if data.draw(st.booleans()):
            other = data.draw(st.sampled_from([n for n in NAMES if n != name]))
            value = tie(name, data.draw(st.sampled_from(["supports", "answers"])), other)
        elif name.startswith("a"):
            value = Answer(name, "AT", "turn", "ada")
        else:
            start = data.draw(st.integers(0, 40))
            end = start + data.draw(st.integers(1, 30))
            value = Mark(name, start, end, data.draw(st.sampled_from(KINDS)), "ada")
        after = None if value.id in now and data.draw(st.booleans()) else value
        length = len(rows)
        for patch in rows.update(index.apply([Step(now.pop(value.id, None), after)])):
            length += patch.added
        if after is not None:
            now[value.id] = after
        if data.draw(st.booleans()):
            folded = data.draw(st.sampled_from([*NAMES, "10", "30"]))
            (rows.folded.discard if folded in rows.folded else rows.folded.add)(folded)
            length += sum(patch.added for patch in rows.fold(folded))
        fresh = OutlineRows(index, chosen, rows.folded)
        assert length == len(rows) == len(fresh)
        assert [rows.row(n) for n in range(length)] == [fresh.row(n) for n in range(length)]
        assert rows.section_rows() == fresh.section_rows()


def test_a_hundred_thousand_rows_open_at_once_and_take_one_more_cheaply(window: QWidget) -> None:
    def many(count: int) -> Argument:
        marks = tuple(Mark(f"m{n}", n * 40, n * 40 + 30, KINDS[n % 3], "ada") for n in range(count))
        heads = tuple(Heading(n, n + 10, 1) for n in range(0, count * 40, max(count * 2, 1)))
        return Argument("E", "words and " * (count * 4), heads, marks)

    pane = OutlinePane(parent=window)
    pane.resize(330, 600)
    pane.show()
    start = perf_counter()
    pane.show_argument(many(100_000))
    pane.view.repaint()
    assert perf_counter() - start < 3
    assert pane.model.rowCount(QModelIndex()) > 100_000
    pane.show_argument(many(10_000))
    took = []
    for number in range(40):
        mark = Mark(f"n{number}", number * 997, number * 997 + 9, "claim", "ada")
        start = perf_counter()
        pane.apply([Step(None, mark)])
        took.append(perf_counter() - start)
    assert sorted(took)[20] < 0.02


def test_a_row_with_one_line_is_lower_and_its_place_follows_a_change(pane: OutlinePane) -> None:
    short = Argument("S", "短い。 " + "long words 🙂 " * 20, (), (Mark("m", 0, 3, "evidence", "ada"),))
    long = Mark("n", 4, 120, "evidence", "ada")
    pane.show_argument(short)
    low = pane.view.visualRect(pane.model.index(0)).height()
    pane.model.apply([Step(None, long)])
    first, second = (pane.view.visualRect(pane.model.index(row)) for row in (0, 1))
    assert first.height() == low < second.height() == pane.view.painter.row_height(pane.view.font())
    assert second.top() == first.bottom() + 1
    assert pane.view.indexAt(second.center()).row() == 1
    pane.model.apply([Step(short.marks[0], short.marks[0]._replace(detail="fact"))])
    assert pane.view.visualRect(pane.model.index(0)).height() == second.height()
