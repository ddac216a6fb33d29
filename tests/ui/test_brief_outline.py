"""A brief's outline as a coach uses it: keys pressed, rows dragged, words typed."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from counterpoint.core.brief_document import BriefRow
from counterpoint.core.brief_tree import may_hold
from counterpoint.core.vocabulary import EntryKind
from counterpoint.ui.brief.outline import BriefOutline
from counterpoint.ui.brief.outline_delegate import words_left
from counterpoint.ui.brief.outline_model import BriefModel
from counterpoint.ui.brief.outline_moves import OutlineTree, Place, outwards

ARABIC = "قال التاجر إن الأسعار ارتفعت"

ROWS = (
    BriefRow("p", None, 0, "pocket", "", "Negative: controls fail", 400, "", ""),
    BriefRow("c", "p", 1, "contention", "", "Contention 1: Efficiency beats scale", 125, "", ""),
    BriefRow(
        "k1", "c", 2, "card", "", "Spending more no longer buys the lead: markets saw it", 38, "", "evidence"
    ),
    BriefRow("k2", "c", 2, "card", "", "自力更生 closed it 😀 cafe\u0301", 31, "", "evidence"),
    BriefRow("k3", "c", 2, "card", "", ARABIC, 9, "", "claim"),
    BriefRow("f", "p", 1, "frontline", "", "AT: Controls buy time", 110, "", ""),
    BriefRow("a1", "f", 2, "answer", "1", "They teach the other road", 24, "", "answer"),
    BriefRow("a1k", "a1", 3, "card", "1", "Two roads diverge", 24, "", "evidence"),
    BriefRow("a2", "f", 2, "answer", "2", "Lists grew, gap shrank", 14, "no card", "answer"),
    BriefRow("u", "p", 1, "block", "", "Still unanswered", 0, "", ""),
    BriefRow("o", "u", 2, "open", "", "So the model does not show it", 0, "unanswered", ""),
)

KINDS: tuple[EntryKind, ...] = (
    "pocket",
    "hat",
    "block",
    "contention",
    "frontline",
    "card",
    "answer",
    "analytic",
    "open",
)


class Wishes:
    """What an outline asked for, in order."""

    def __init__(self, outline: BriefOutline) -> None:
        self.chosen: list[str] = []
        self.moves: list[tuple[str, str, str]] = []
        self.texts: list[tuple[str, str]] = []
        self.removals: list[str] = []
        self.menus: list[str] = []
        outline.entryChosen.connect(self.chosen.append)
        outline.moveRequested.connect(lambda *move: self.moves.append(move))
        outline.textEdited.connect(lambda *edit: self.texts.append(edit))
        outline.removeRequested.connect(self.removals.append)
        outline.menuRequested.connect(lambda entry, where: self.menus.append(entry))


@pytest.fixture
def outline(qtbot: QtBot) -> BriefOutline:
    outline = BriefOutline()
    qtbot.addWidget(outline)
    QAbstractItemModelTester(
        outline.rows, QAbstractItemModelTester.FailureReportingMode.Warning, outline.rows
    )
    outline.resize(330, 600)
    outline.show_rows(ROWS)
    outline.show()
    outline.activateWindow()
    outline.setFocus()
    return outline


@pytest.fixture
def wishes(outline: BriefOutline) -> Wishes:
    return Wishes(outline)


def listed(outline: BriefOutline) -> list[str]:
    return [outline.rows.row(row).entry_id for row in range(outline.rows.rowCount())]


def spoken(outline: BriefOutline, entry_id: str) -> str:
    index = outline.rows.index(outline.rows.row_of(entry_id))
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def middle(outline: BriefOutline, entry_id: str) -> QPoint:
    return outline.visualRect(outline.rows.index(outline.rows.row_of(entry_id))).center()


def press(outline: BriefOutline, *keys: Qt.Key, alt: bool = False) -> None:
    modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
    for key in keys:
        QTest.keyClick(outline, key, modifier)


def drag(outline: BriefOutline, entry_id: str, to: QPoint, release: bool = True) -> None:
    port = outline.viewport()
    start = middle(outline, entry_id)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for at in (start + QPoint(0, 3), start + QPoint(0, 30), to):
        QTest.mouseMove(port, at)
    if release:
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=to)


# What is on show


def test_every_row_says_what_it_is(outline: BriefOutline) -> None:
    assert spoken(outline, "p") == "pocket: Negative: controls fail, 6:40 aloud, level 1"
    assert spoken(outline, "k2") == "card: 自力更生 closed it 😀 cafe\u0301, 0:31 aloud, level 3"
    assert spoken(outline, "a1k") == "card 1: Two roads diverge, 0:24 aloud, level 4"
    assert spoken(outline, "a2") == "answer 2: Lists grew, gap shrank, 0:14 aloud, no card, level 3"
    assert spoken(outline, "o") == "unanswered: So the model does not show it, level 3"
    outline.set_collapsed({"f"})
    assert spoken(outline, "f").endswith("level 2, folded")
    assert outline.accessibleName()


def test_rows_have_one_line_or_two(outline: BriefOutline) -> None:
    def height(entry_id: str) -> int:
        return outline.visualRect(outline.rows.index(outline.rows.row_of(entry_id))).height()

    assert height("k1") > 1.5 * height("k2") == 1.5 * height("a1")
    outline.resize(800, 600)
    assert height("k1") == height("k2")


def test_arrows_go_and_fold(outline: BriefOutline, wishes: Wishes) -> None:
    outline.select("c")
    assert wishes.chosen == []
    press(outline, Qt.Key.Key_Down)
    assert wishes.chosen == ["k1"]
    press(outline, Qt.Key.Key_Left)
    assert outline.current() == "c"
    press(outline, Qt.Key.Key_Left)
    assert listed(outline) == ["p", "c", "f", "a1", "a1k", "a2", "u", "o"]
    assert outline.collapsed() == {"c"}
    press(outline, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert outline.current() == "k1"
    press(outline, Qt.Key.Key_End)
    assert outline.current() == "o"


def test_letters_search(outline: BriefOutline) -> None:
    outline.select("p")
    QTest.keyClicks(outline, "lists")
    assert outline.current() == "a2"


def test_a_click_on_the_mark_folds_and_the_selection_goes_to_what_hides_it(
    outline: BriefOutline, wishes: Wishes
) -> None:
    outline.select("a1k")
    at = QPoint(words_left(1) - 6, middle(outline, "f").y())
    QTest.mouseClick(outline.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert "a1" not in listed(outline)
    assert outline.current() == "f"
    assert wishes.chosen == []
    outline.select("a1k")
    assert outline.current() == "a1k"
    assert outline.collapsed() == frozenset()


def test_a_click_chooses_each_time(outline: BriefOutline, wishes: Wishes) -> None:
    for _ in range(2):
        QTest.mouseClick(outline.viewport(), Qt.MouseButton.LeftButton, pos=middle(outline, "a2"))
    assert wishes.chosen == ["a2", "a2"]


def test_showing_again_keeps_selection_folding_and_place(outline: BriefOutline, wishes: Wishes) -> None:
    outline.resize(330, 120)
    outline.set_collapsed({"c"})
    outline.select("a2")
    place = outline.verticalScrollBar().value()
    assert place
    outline.show_rows(tuple(row._replace(seconds=row.seconds + 1) for row in ROWS))
    assert outline.current() == "a2"
    assert outline.collapsed() == {"c"}
    assert outline.verticalScrollBar().value() == place
    assert spoken(outline, "a2").startswith("answer 2: Lists grew, gap shrank, 0:15")
    outline.show_rows(tuple(row for row in ROWS if row.entry_id != "a2"))
    assert outline.current() == "u"
    outline.show_rows(())
    assert outline.current() == ""
    assert wishes.chosen == []


def test_what_moves_into_a_folded_block_is_unfolded(outline: BriefOutline) -> None:
    outline.set_collapsed({"c", "u"})
    outline.select("a1k")
    moved = [row for row in ROWS if row.entry_id != "a1k"]
    moved.insert(5, ROWS[7]._replace(parent_id="c", depth=2))
    outline.show_rows(tuple(moved))
    assert outline.current() == "a1k"
    assert outline.collapsed() == {"u"}


def test_only_what_is_open_is_filtered_for(outline: BriefOutline, wishes: Wishes) -> None:
    outline.select("a2")
    outline.set_filter("open")
    assert listed(outline) == ["p", "f", "a2", "u", "o"]
    assert outline.rows.open_count() == 2
    assert outline.current() == "a2"
    press(outline, Qt.Key.Key_Up, alt=True)
    drag(outline, "a2", middle(outline, "o"))
    assert wishes.moves == []
    outline.set_filter("all")
    assert len(listed(outline)) == len(ROWS)


# Words, removal, menu


def editor(outline: BriefOutline) -> QLineEdit:
    lines = outline.findChildren(QLineEdit)
    assert len(lines) == 1
    return lines[0]


def enter(line: QLineEdit) -> None:
    """Enter, and what Qt puts off until the key is done with: committing, and deleting the line."""
    QTest.keyClick(line, Qt.Key.Key_Return)
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_words_are_typed_in_place(outline: BriefOutline, wishes: Wishes, key: Qt.Key) -> None:
    outline.select("k2")
    press(outline, key)
    line = editor(outline)
    assert line.text() == "自力更生 closed it 😀 cafe\u0301"
    assert line.accessibleName()
    QTest.keyClicks(line, "Shorter ")
    outline.show_rows(tuple(row._replace(seconds=row.seconds + 1) for row in ROWS))
    assert editor(outline).text() == "Shorter "
    enter(line)
    assert wishes.texts == [("k2", "Shorter")]


def test_esc_leaves_the_words(outline: BriefOutline, wishes: Wishes) -> None:
    outline.edit_entry("f")
    line = editor(outline)
    QTest.keyClicks(line, "Something else")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert wishes.texts == []
    assert outline.hasFocus()


def test_a_contention_is_edited_without_its_number(outline: BriefOutline, wishes: Wishes) -> None:
    outline.edit_entry("c")
    assert editor(outline).text() == "Efficiency beats scale"
    enter(editor(outline))
    assert wishes.texts == []


def test_only_what_has_other_words_may_be_emptied(outline: BriefOutline, wishes: Wishes) -> None:
    for entry_id in ("c", "k1"):
        outline.edit_entry(entry_id)
        line = editor(outline)
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Delete)
        enter(line)
    assert wishes.texts == [("k1", "")]


def test_delete_and_the_menu_ask(outline: BriefOutline, wishes: Wishes) -> None:
    outline.select("a2")
    press(outline, Qt.Key.Key_Delete)
    assert wishes.removals == ["a2"]
    at = middle(outline, "k3")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, outline.viewport().mapToGlobal(at))
    QApplication.sendEvent(outline.viewport(), event)
    assert wishes.menus == ["k3"]
    assert outline.current() == "k3"


def test_nothing_is_asked_for_where_nothing_can_be_written(outline: BriefOutline, wishes: Wishes) -> None:
    outline.set_writable(False)
    outline.select("k2")
    press(outline, Qt.Key.Key_Delete, Qt.Key.Key_F2)
    press(outline, Qt.Key.Key_Up, alt=True)
    drag(outline, "k2", middle(outline, "a2"))
    assert (wishes.removals, wishes.moves, outline.findChildren(QLineEdit)) == ([], [], [])


# Moves


@pytest.mark.parametrize(
    ("entry_id", "key", "move"),
    [
        ("k2", Qt.Key.Key_Down, ("k2", "c", "k3")),
        ("k2", Qt.Key.Key_Up, ("k2", "c", "")),
        ("k3", Qt.Key.Key_Up, ("k3", "c", "k1")),
        ("k3", Qt.Key.Key_Down, ("k3", "f", "")),
        ("a1", Qt.Key.Key_Up, ("a1", "c", "k3")),
        ("a1k", Qt.Key.Key_Down, ("a1k", "f", "a1")),
        ("a1k", Qt.Key.Key_Up, ("a1k", "f", "")),
        ("f", Qt.Key.Key_Up, ("f", "p", "")),
        ("p", Qt.Key.Key_Down, None),
        ("o", Qt.Key.Key_Down, None),
        ("k1", Qt.Key.Key_Up, None),
    ],
)
def test_alt_and_arrows_move(
    outline: BriefOutline, wishes: Wishes, entry_id: str, key: Qt.Key, move: tuple[str, str, str] | None
) -> None:
    outline.select(entry_id)
    press(outline, key, alt=True)
    assert wishes.moves == ([move] if move else [])


def test_a_card_is_dragged_under_an_answer(outline: BriefOutline, wishes: Wishes) -> None:
    below = middle(outline, "a2") + QPoint(0, 10)
    drag(outline, "k2", QPoint(words_left(3), below.y()))
    drag(outline, "k2", QPoint(words_left(2), below.y()))
    assert wishes.moves == [("k2", "a2", ""), ("k2", "f", "a2")]


def test_a_block_snaps_to_where_blocks_may_stand(outline: BriefOutline, wishes: Wishes) -> None:
    drag(outline, "u", middle(outline, "k1") + QPoint(40, 0))
    assert wishes.moves == [("u", "p", "")]


def test_into_a_folded_block_means_at_its_end(outline: BriefOutline, wishes: Wishes) -> None:
    outline.set_collapsed({"c"})
    drag(outline, "a2", middle(outline, "c") + QPoint(0, 10))
    assert wishes.moves == [("a2", "c", "k3")]


def test_what_is_dropped_where_it_was_stays(outline: BriefOutline, wishes: Wishes) -> None:
    drag(outline, "f", middle(outline, "a2"))
    drag(outline, "k2", middle(outline, "k2") + QPoint(0, 12))
    assert wishes.moves == []


def test_esc_ends_a_drag(outline: BriefOutline, wishes: Wishes) -> None:
    to = middle(outline, "a2")
    drag(outline, "k2", to, release=False)
    line = outline.grab().toImage()
    press(outline, Qt.Key.Key_Escape)
    assert outline.grab().toImage() != line
    QTest.mouseRelease(outline.viewport(), Qt.MouseButton.LeftButton, pos=to)
    assert wishes.moves == []


def test_the_list_scrolls_at_its_edge(outline: BriefOutline, qtbot: QtBot) -> None:
    outline.resize(330, 150)
    drag(outline, "k1", QPoint(60, 149), release=False)
    bar = outline.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    outline.show_rows(ROWS)
    QTest.mouseRelease(outline.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 149))


# What must always hold


@st.composite
def briefs(draw: st.DrawFn) -> tuple[BriefRow, ...]:
    """Rows of some brief, each under something that may hold it."""
    rows: list[BriefRow] = []
    path: list[BriefRow] = []
    for number, kind in enumerate(draw(st.lists(st.sampled_from(KINDS), max_size=24))):
        holders = [at for at, each in enumerate(path) if may_hold(each.kind, kind)]
        if may_hold(None, kind):
            holders.append(-1)
        if not holders:
            continue
        path = path[: draw(st.sampled_from(holders)) + 1]
        parent = path[-1].entry_id if path else None
        badge = draw(st.sampled_from(["", "no card"]))
        row = BriefRow(f"{number}", parent, len(path), kind, "", f"{kind} {ARABIC} é😀", 1.0, badge, "")
        rows.append(row)
        path.append(row)
    return tuple(rows)


def moved(tree: OutlineTree, number: int, place: Place) -> list[str]:
    """The ids in order after a move, as whoever carries it out would have them."""
    ids = [row.entry_id for row in tree.rows]
    taken = ids[number : tree.end(number)]
    rest = ids[:number] + ids[tree.end(number) :]
    if place.after_id:
        after = ids[tree.at[place.after_id] : tree.end(tree.at[place.after_id])]
        at = max(rest.index(each) for each in after if each in rest) + 1
    else:
        at = rest.index(place.parent_id) + 1 if place.parent_id else 0
    return rest[:at] + taken + rest[at:]


def assert_allowed(tree: OutlineTree, number: int, place: Place) -> None:
    parent = tree.at[place.parent_id] if place.parent_id else -1
    assert may_hold(tree.rows[parent].kind if parent >= 0 else None, tree.rows[number].kind)
    assert not number <= parent < tree.end(number)
    if place.after_id:
        assert tree.at[place.after_id] != number
        assert tree.parent(tree.at[place.after_id]) == parent


@given(briefs(), st.data())
def test_a_drag_goes_only_where_it_may(rows: tuple[BriefRow, ...], data: st.DataObject) -> None:
    """… and everywhere it may: among the gaps of an unfolded list are all places, each once, its own too."""
    tree = OutlineTree(rows)
    if not rows:
        return
    number = data.draw(st.integers(0, len(rows) - 1))
    still = [-1, *(each for each in range(len(rows)) if not number <= each < tree.end(number)), -1]
    found = [choice for above, below in pairwise(still) for choice in tree.choices(number, above, below)]
    for choice in found:
        assert_allowed(tree, number, choice.place)
        parent = choice.place.parent_id
        assert choice.depth == (rows[tree.at[parent]].depth + 1 if parent else 0)
    places = [choice.place for choice in found]
    assert tree.place_of(number) in places
    holders = [-1, *(each for each in range(len(rows)) if not number <= each < tree.end(number))]
    every = {
        Place(rows[holder].entry_id if holder >= 0 else "", after)
        for holder in holders
        if may_hold(rows[holder].kind if holder >= 0 else None, rows[number].kind)
        for after in ["", *(rows[each].entry_id for each in tree.children(holder) if each != number)]
    }
    assert set(places) == every
    assert len(places) == len(every)


@given(briefs())
def test_a_step_goes_somewhere_else_that_is_allowed(rows: tuple[BriefRow, ...]) -> None:
    tree = OutlineTree(rows)
    ids = [row.entry_id for row in rows]
    for number in range(len(rows)):
        for down in (False, True):
            place = tree.step(number, down)
            if place is None:
                continue
            assert_allowed(tree, number, place)
            assert place != tree.place_of(number)
            at = moved(tree, number, place).index(ids[number])
            assert at >= number if down else at <= number


@settings(max_examples=40)
@given(st.lists(st.tuples(briefs(), st.sets(st.integers(0, 23))), min_size=1, max_size=4), st.booleans())
def test_rows_on_show_follow_whatever_comes(
    shown: list[tuple[tuple[BriefRow, ...], set[int]]], only_open: bool
) -> None:
    model = BriefModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    model.set_filter("open" if only_open else "all")
    for rows, folded in shown:
        model.set_folded({str(each) for each in folded})
        model.show(rows)
        tree = OutlineTree(rows)
        want = [
            row.entry_id
            for number, row in enumerate(rows)
            if (
                any(each.badge or each.kind == "open" for each in rows[number : tree.end(number)])
                if only_open
                else not any(int(rows[each].entry_id) in folded for each in list(tree.ancestors(number))[1:])
            )
        ]
        assert [model.row(row).entry_id for row in range(model.rowCount())] == want
        assert model.folded_ids() == {row.entry_id for row in rows if int(row.entry_id) in folded}


@given(st.integers(-3, 12), st.integers(-1, 8))
def test_outwards_names_each_once_and_the_nearest_first(middle: int, last: int) -> None:
    found = list(outwards(middle, last))
    assert sorted(found) == list(range(last + 1))
    away = [abs(each - middle) for each in found]
    assert away == sorted(away)
