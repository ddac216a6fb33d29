"""The right side of the Review view: one difference at a time, the ways to decide it, and whom one sees."""

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from counterpoint.core.review_document import AGREED, AGREED_NAME, DifferenceTold, ReviewDocument, Ruled, Says
from counterpoint.core.segmentation import grapheme_bounds
from counterpoint.ui.forms.ask import Question
from counterpoint.ui.forms.views import Person
from counterpoint.ui.review.bounds import Bound, Unit, moved
from counterpoint.ui.review.bounds_quote import AROUND, around
from counterpoint.ui.review.decide_form import OwnForm, OwnRuling
from counterpoint.ui.review.difference_card import when
from counterpoint.ui.review.differences import DifferencesPane
from counterpoint.ui.review.people import PeopleBar, Whom
from counterpoint.ui.review.rules import Rule, confirm, rule_asked, rule_menu, rules
from counterpoint.ui.review.says_row import SaysRow
from counterpoint.ui.review.stepping import AnyGroup, Shown, State, place_of
from counterpoint.ui.review.view import IMPORT, ReviewView
from counterpoint.ui.theme import DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK, LIGHT, Theme, apply
from tests.reviews import CAPTAIN, HARBOUR, READ_TO, TEXT, TOLL, differences, sample, span
from tests.ui.test_contrast import contrast, painted_contrast

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the platform without a display

THEMES = (LIGHT, DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK)
LEFT = Qt.MouseButton.LeftButton
OPEN = ("k-kind", "k-links", "k-bounds", "k-alone")
DECIDED = ("k-arabic", "k-chinese")
STATES: tuple[State, ...] = ("open", "decided", "all")
GROUPS: tuple[AnyGroup, ...] = ("", "kind", "bounds", "alone", "links", "agree")
PEOPLE = (Person("ada", "Ada"), Person("ben", "Ben & co"), Person("chloe", "Chloé"))
RULED = Ruled("d", "reject", "Rejected", "Dora", "2026-11-20T09:30:00Z", "")


def lanes_of(document: ReviewDocument) -> tuple[Whom, ...]:
    """Everybody compared, and the agreed version."""
    people = (Whom(lane.annotator_id, lane.name, len(lane.marks)) for lane in document.lanes)
    return (*people, Whom(AGREED, AGREED_NAME, len(document.agreed)))


@pytest.fixture
def look(qapp: QApplication) -> Iterator[None]:
    """The application looks as it did at the end."""
    sheet, palette, font = qapp.styleSheet(), qapp.palette(), qapp.font()
    yield
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture
def pane(qtbot: QtBot) -> DifferencesPane:
    pane = DifferencesPane()
    qtbot.addWidget(pane)
    rows = pane.list.rows
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Warning, rows)
    pane.resize(410, 600)
    pane.show_differences(differences(), "k-kind")
    pane.show()
    return pane


def heard(pane: DifferencesPane) -> list[tuple[object, ...]]:
    """All that the pane says from now on."""
    said: list[tuple[object, ...]] = []
    pane.accepted.connect(lambda key, ids: said.append(("accepted", key, ids)))
    for name in ("chosen", "rejected", "changeRequested", "reopenRequested", "ruleRequested"):
        getattr(pane, name).connect(lambda key, name=name: said.append((name, key)))
    return said


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def keys(pane: DifferencesPane) -> tuple[str, ...]:
    return tuple(each.key for each in pane.list.rows.differences)


# One difference


def test_a_difference_is_told_row_by_row(pane: DifferencesPane) -> None:
    assert pane.heading.text() == "DIFFERENCE 1 OF 6 · SAME PLACE, OTHER KIND"
    assert [row.accessibleName() for row in pane.card.rows] == [
        "Ada: claim",
        "Ben: claim, 10 words longer",
        "Chloé: rhetoric",
    ]
    assert pane.card.rows[1].accessibleDescription() == "Key 2 accepts it"
    assert pane.card.accept.text() == "Accept Ada"
    assert pane.list.currentIndex().row() == 0


def test_the_one_in_hand_stays_in_sight_when_the_window_is_made_smaller(pane: DifferencesPane) -> None:
    pane.resize(410, 900)
    last = keys(pane)[-1]
    pane.show_differences(differences(), last)
    QApplication.processEvents()
    pane.resize(410, 300)
    QApplication.processEvents()
    view = pane.list
    assert view.rows.differences[view.currentIndex().row()].key == last
    assert view.viewport().height() < view.model().rowCount() * view.visualRect(view.currentIndex()).height()
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_one_is_accepted_by_its_number_and_by_its_key_cap(pane: DifferencesPane) -> None:
    said = heard(pane)
    assert pane.accept_row(3)
    row = pane.card.rows[1]
    QTest.mouseClick(row, LEFT, pos=row.cap_box().center().toPoint())
    assert said == [("accepted", "k-kind", ("c1",)), ("accepted", "k-kind", ("b1",))]
    assert not pane.accept_row(4)
    assert not pane.accept_row(0)
    pane.go_to("k-alone")
    assert not pane.accept_row(2)
    assert pane.accept_row(1)
    assert said[-1] == ("accepted", "k-alone", ("a5",))


def test_several_are_ticked_and_accepted_together(pane: DifferencesPane) -> None:
    said = heard(pane)
    ada, ben, chloe = pane.card.rows
    QTest.mouseClick(ada, LEFT, pos=QPoint(40, 10))
    chloe.setFocus()
    QTest.keyClick(chloe, Qt.Key.Key_Space)
    assert pane.card.accept.accessibleName() == "Accept Ada and Chloé"
    QTest.mouseClick(pane.card.accept, LEFT)
    QTest.mouseClick(ben, LEFT, pos=QPoint(40, 10))
    QTest.keyClick(ben, Qt.Key.Key_Return)
    assert said == [("accepted", "k-kind", ("a1", "c1")), ("accepted", "k-kind", ("a1", "b1", "c1"))]


def test_with_nothing_ticked_the_row_gone_to_is_accepted(pane: DifferencesPane) -> None:
    said = heard(pane)
    pane.card.rows[1].setFocus()
    assert pane.card.accept.text() == "Accept Ben"
    QTest.keyClick(pane.card.rows[1], Qt.Key.Key_Down)
    assert pane.card.rows[2].hasFocus()
    pane.card.reason.setFocus()
    pane.card.reason.insert(" It reads  as one 😀 ")
    QTest.keyClick(pane.card.reason, Qt.Key.Key_Return)
    assert said == [("accepted", "k-kind", ("c1",))]
    assert pane.reason() == "It reads as one 😀"


def test_ticks_and_reason_are_for_one_difference(pane: DifferencesPane) -> None:
    pane.card.rows[1].setChecked(True)
    pane.card.reason.setText("because")
    pane.show_differences(differences(), "k-kind")
    assert pane.card.rows[1].isChecked()
    assert pane.reason() == "because"
    pane.step(1)
    assert pane.current_key() == "k-links"
    assert not any(row.isChecked() for row in pane.card.rows)
    assert pane.reason() == ""


def test_it_is_rejected_and_set_anew(pane: DifferencesPane) -> None:
    said = heard(pane)
    QTest.mouseClick(pane.card.refuse, LEFT)
    QTest.mouseClick(pane.card.change, LEFT)
    assert pane.reject()
    assert pane.change()
    assert said == [("rejected", "k-kind"), ("changeRequested", "k-kind")] * 2
    pane.go_to("k-links")
    assert not pane.card.change.isVisible()
    assert not pane.change()
    assert pane.card.accept.text() == "Accept Ada"
    assert not pane.reopen()


def test_a_decision_is_told_and_opened_again(pane: DifferencesPane) -> None:
    said = heard(pane)
    pane.go_to("k-arabic")
    card = pane.card
    assert card.ruled_words.text() == "Evidence, own bounds"
    assert card.ruled_why.text() == "“The number 123 belongs to it.”"
    assert card.ruled_by.text() == f"Dora, {when('2026-11-20T09:30:00Z')}"
    assert "2026" in card.ruled_by.text()
    assert when("who knows") == "who knows"
    for gone in (card.accept, card.refuse, card.change, card.reason):
        assert not gone.isVisible()
    assert not pane.accept_row(1)
    assert not pane.accept_ticked()
    assert not pane.reject()
    QTest.mouseClick(card.reopen, LEFT)
    assert said == [("chosen", "k-arabic"), ("reopenRequested", "k-arabic")]


def test_the_keys_stay_in_the_card_when_it_is_decided(pane: DifferencesPane) -> None:
    pane.show_only("all")
    pane.card.accept.setFocus()
    ruled = tuple(each._replace(ruled=RULED) for each in differences())
    pane.show_differences(ruled, "k-kind")
    assert pane.card.reopen.hasFocus()


def test_enter_presses_the_button_one_is_at(pane: DifferencesPane) -> None:
    """Also where Enter is the key of a command of the view, which elsewhere accepts."""
    said = heard(pane)
    command = QAction("Accept", pane)
    command.setShortcut(Qt.Key.Key_Return)
    command.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    command.triggered.connect(pane.accept_ticked)
    pane.addAction(command)
    for widget in (pane.card.refuse, pane.card.rows[1], pane.card.reason, pane.list):
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Return)
    accepted = ("accepted", "k-kind", ("b1",))
    assert said == [("rejected", "k-kind"), accepted, accepted, accepted]


def test_nothing_can_be_decided_while_reading_only(pane: DifferencesPane) -> None:
    said = heard(pane)
    pane.set_writable(False)
    assert not pane.accept_row(1)
    assert not pane.accept_ticked()
    assert not pane.reject()
    assert not pane.change()
    assert not pane.take.isEnabled()
    QTest.mouseClick(pane.card.refuse, LEFT)
    assert said == []
    pane.set_writable(True)
    assert pane.reject()


@pytest.mark.usefixtures("look")
def test_long_names_and_words_give_way(pane: DifferencesPane, qapp: QApplication) -> None:
    apply(qapp, LIGHT)
    told = differences()[0]
    by = tuple(
        Says(
            f"p{at}",
            f"Annotator with a very long name {at}",
            "",
            "supports: “Raising the toll 🚢” → " * 4,
            0,
            9,
            (f"l{at}",),
        )
        for at in range(12)
    )
    pane.resize(310, 500)
    pane.show_differences((told._replace(by=by, group="links"),), told.key)
    assert len(pane.card.rows) == 12
    assert all(row.toolTip() for row in pane.card.rows)
    assert pane.card.accept.text().endswith("…")
    assert pane.card.accept.toolTip() == "Accept Annotator with a very long name 0"
    assert pane.accept_row(12)
    assert pane.minimumSizeHint().width() <= 310
    pane.show_differences(differences(), "k-kind")
    assert len(pane.card.rows) == 3


# Many


def test_chips_count_and_filter(pane: DifferencesPane) -> None:
    said = heard(pane)
    assert [chip.text() for chip in pane.chips.values()] == ["Open 4", "Decided 2", "All 6"]
    assert keys(pane) == OPEN
    QTest.mouseClick(pane.chips["decided"], LEFT)
    assert keys(pane) == DECIDED
    assert said == [("chosen", "k-arabic")]
    QTest.mouseClick(pane.chips["all"], LEFT)
    assert len(keys(pane)) == 6
    assert pane.current_key() == "k-arabic"
    assert pane.heading.text() == "DIFFERENCE 4 OF 6 · OVERLAPPING, OTHER BOUNDS"


def test_the_group_menu_counts_and_filters(pane: DifferencesPane) -> None:
    pane.show_only("all")
    menu = pane.make_group_menu()
    assert texts(menu) == [
        "Every difference  (6)",
        "Same place, other kind  (2)",
        "Overlapping, other bounds  (1)",
        "Not tagged by all  (2)",
        "Links differ  (1)",
        "All agree  (1)",
    ]
    menu.actions()[3].trigger()
    assert keys(pane) == ("k-chinese", "k-alone")
    assert pane.group.text() == "Not by all ▾"
    assert [chip.text() for chip in pane.chips.values()] == ["Open 1", "Decided 1", "All 2"]
    assert pane.heading.text() == "DIFFERENCE 1 OF 2 · NOT TAGGED BY ALL"
    menu.actions()[-1].trigger()
    assert pane.heading.text() == "PLACE 1 OF 1 · ALL AGREE"
    pane.show_only("open", "agree")
    assert pane.nothing.isVisible()
    assert not pane.card.isVisible()
    assert pane.current_key() == ""
    assert not pane.accept_ticked()
    assert not pane.step(1)


def test_a_place_clicked_shows_whatever_hid_it(pane: DifferencesPane) -> None:
    pane.go_to("k-agree")
    assert pane.current_key() == "k-agree"
    assert pane.chips["all"].isChecked()
    pane.go_to("nobody knows")
    assert pane.current_key() == "k-agree"
    pane.go_to("k-links")
    assert (pane.current_key(), pane.group.accessibleName()) == ("k-links", "Group: Every difference")


def test_steps_go_through_what_is_on_show(pane: DifferencesPane) -> None:
    said = heard(pane)
    assert [pane.step(1) for _ in OPEN] == [True, True, True, False]
    assert pane.step(-1)
    assert said == [("chosen", key) for key in (*OPEN[1:], "k-bounds")]
    assert pane.list.currentIndex().row() == 2


def test_the_list_is_walked_by_arrows_and_clicked(pane: DifferencesPane) -> None:
    said = heard(pane)
    pane.list.setFocus()
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    place = pane.list.visualRect(pane.list.rows.index(3)).center()
    QTest.mouseClick(pane.list.viewport(), LEFT, pos=place)
    for key in (Qt.Key.Key_R, Qt.Key.Key_1, Qt.Key.Key_Return):
        QTest.keyClick(pane.list, key)
    assert said == [("chosen", "k-links"), ("chosen", "k-alone"), ("accepted", "k-alone", ("a5",))]
    assert pane.current_key() == "k-alone"
    index = pane.list.rows.index(3)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Not tagged by all: A wall is a school with bad manners.; open"


def test_the_next_comes_into_hand_when_one_is_decided(pane: DifferencesPane) -> None:
    said = heard(pane)
    pane.go_to("k-links")
    told = [each._replace(ruled=RULED) if each.key == "k-links" else each for each in differences()]
    pane.show_differences(tuple(told), "k-links")
    assert pane.current_key() == "k-bounds"
    assert said == [("chosen", "k-links"), ("chosen", "k-bounds")]
    done = tuple(each._replace(ruled=RULED) for each in differences())
    pane.show_differences(done, "k-bounds")
    assert pane.nothing.text() == "Nothing is open here: every difference is decided."
    assert said[-1] == ("chosen", "")


@st.composite
def _told(draw: st.DrawFn) -> tuple[DifferenceTold, ...]:
    parts = draw(st.lists(st.tuples(st.sampled_from(GROUPS[1:]), st.booleans()), max_size=8))
    return tuple(
        DifferenceTold(f"k{at}", group or "kind", at, at + 1, "x", (), (), RULED if ruled else None)
        for at, (group, ruled) in enumerate(parts)
    )


@given(
    _told(),
    st.sampled_from(STATES),
    st.sampled_from(GROUPS),
    st.lists(st.integers(-3, 3)),
    st.text("k01234", max_size=2),
)
def test_the_one_in_hand_is_always_on_show(
    told: tuple[DifferenceTold, ...], state: State, group: AnyGroup, steps: list[int], key: str
) -> None:
    shown = Shown(told, state, group)
    rows = [each.key for each in shown.rows()]
    now = shown.nearest(key)
    assert (now in rows) if rows else now == ""
    for step in steps:
        before, now = now, shown.beside(now, step)
        assert (now in rows) if rows else now == ""
        if rows:
            assert rows.index(now) == max(0, min(len(rows) - 1, rows.index(before) + step))
    held = shown.holding(key)
    assert place_of(told, key) < 0 or key in [each.key for each in held.rows()]
    counted = [len(Shown(told, each, group).rows()) for each in STATES]
    assert counted[0] + counted[1] == counted[2] == len(shown.of_group())
    assert sum(len(Shown(told, "all", each).rows()) for each in GROUPS[1:]) == len(told)


# Rules


def test_rules_for_many_at_once(pane: DifferencesPane) -> None:
    assert [rule.asked for rule in rules(PEOPLE)] == [
        "unanimous",
        "majority:2",
        "all:ada",
        "all:ben",
        "all:chloe",
    ]
    assert [rule.asked for rule in rules(PEOPLE[:2])] == ["unanimous", "all:ada", "all:ben"]
    assert all(rule_asked(rule.asked, PEOPLE) == rule for rule in rules(PEOPLE))
    with pytest.raises(ValueError, match="no rule"):
        rule_asked("majority:3", PEOPLE)
    said = heard(pane)
    menu = pane.make_rule_menu()
    assert texts(menu)[:3] == ["What all agree on", "What at least 2 of 3 have alike", "Everything of Ada"]
    menu.actions()[1].trigger()
    menu.actions()[4].trigger()
    assert said == [("ruleRequested", "majority:2"), ("ruleRequested", "all:chloe")]


def test_many_annotators_have_a_menu_of_their_own(pane: DifferencesPane) -> None:
    crowd = [Person(f"p{at}", f"P{at}") for at in range(30)]
    chosen: list[str] = []
    menu = rule_menu(pane, crowd, chosen.append)
    assert texts(menu) == ["What all agree on", "A majority", "Everything of"]
    below = next(each for each in menu.findChildren(QMenu) if each.title() == "A majority")
    assert len(below.actions()) == 28
    below.actions()[0].trigger()
    assert chosen == ["majority:2"]


@pytest.mark.parametrize(
    ("count", "key", "wanted"), [(7, "Take", True), (7, "Cancel", False), (0, "Close", False)]
)
def test_a_rule_says_how_many_it_decides(
    pane: DifferencesPane, qtbot: QtBot, count: int, key: str, wanted: bool
) -> None:
    rule = Rule("majority", "What at least 2 of 3 have alike", 2)
    seen: list[tuple[str, str]] = []

    def press() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        seen.append((question.accessibleName(), question.accessibleDescription()))
        button = question.findChild(QPushButton, key)
        assert isinstance(button, QPushButton)
        QTest.mouseClick(button, LEFT)

    from_now(press)
    assert confirm(pane, rule, count) is wanted
    assert ("7 places" in seen[0][1]) == bool(count)


def from_now(act: Callable[[], None]) -> None:
    """Does it once a dialog waits."""
    QTimer.singleShot(0, act)


# One's own ruling

DETAILS = {"claim": ("thesis", "contention"), "evidence": ("statistic",), "rhetoric": ("pathos",)}
BEGIN = OwnRuling(*span(TOLL), "claim", "thesis", "")


@pytest.fixture
def form(qtbot: QtBot) -> OwnForm:
    form = OwnForm(TEXT, BEGIN, DETAILS)  # type: ignore[arg-type]
    qtbot.addWidget(form)
    form.show()
    return form


def test_bounds_are_moved_by_keys_and_buttons(form: OwnForm) -> None:
    def quote() -> str:
        now = form.ruling()
        return TEXT[now.start : now.end]

    alt, ctrl, shift = (Qt.KeyboardModifier[f"{each}Modifier"] for each in ("Alt", "Control", "Shift"))
    QTest.keyClick(form, Qt.Key.Key_Right, alt)
    assert quote().endswith("minds in public.")
    assert form.quote.accessibleDescription() == quote()
    QTest.keyClick(form, Qt.Key.Key_Left, alt)
    assert quote() == TOLL
    QTest.keyClick(form, Qt.Key.Key_Right, ctrl)
    assert quote() == f"{TOLL} When"
    QTest.keyClick(form, Qt.Key.Key_Left, ctrl)
    assert quote() == TOLL
    QTest.keyClick(form, Qt.Key.Key_Right, ctrl | shift)
    assert quote() == TOLL.removeprefix("Raising ")
    QTest.keyClick(form, Qt.Key.Key_Left, alt | shift)
    assert quote() == TOLL
    QTest.mouseClick(form.moves["start", "sentence", -1], LEFT)
    assert quote().startswith("A toll that was also a lesson\n\nRaising")
    assert form.quote.toPlainText().startswith("A toll that was also a lesson\n\nRaising")
    for _ in range(3):
        QTest.keyClick(form, Qt.Key.Key_Left, alt | shift)
    assert form.ruling().start == 0
    assert not form.moves["start", "word", -1].isEnabled()


def test_kind_detail_and_reason_are_set(form: OwnForm, qtbot: QtBot) -> None:
    assert form.detail.currentData() == "thesis"
    QTest.mouseClick(form.kinds["evidence"], LEFT)
    assert form.detail.currentData() == ""
    assert [form.detail.itemText(at) for at in range(form.detail.count())] == ["No detail", "Statistic"]
    form.detail.setCurrentIndex(1)
    form.reason.setFocus()
    form.reason.insert("A  number 😀")
    with qtbot.waitSignal(form.decided) as told:
        QTest.keyClick(form.reason, Qt.Key.Key_Return)
    assert told.args == [OwnRuling(*span(TOLL), "evidence", "statistic", "A number 😀")]
    assert not form.isVisible()


def test_a_form_of_nothing_is_refused(qtbot: QtBot) -> None:
    with pytest.raises(ValueError, match="words"):
        OwnForm(TEXT, OwnRuling(5, 5, "claim", "", ""), {})


def test_words_around_a_passage_stay_in_its_paragraph() -> None:
    before, after = around(TEXT, *span(CAPTAIN))
    assert before == "Tolls were meant to buy time, yet "
    assert after == ""
    before, after = around("é" * 500 + "😀" + "e\u0301" * 500, 500, 501)
    assert before == "…" + "é" * AROUND
    assert after == "e\u0301" * (AROUND // 2) + "…"


_MIXED = st.text(st.sampled_from(list("ab. 😀é\u0301\u200d👩🚢قل商人\n?“”-")), min_size=1, max_size=60)


@given(st.data(), _MIXED)
def test_bounds_never_cross_and_never_cut_a_grapheme(data: st.DataObject, text: str) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    at = grapheme_bounds(text, start, data.draw(st.integers(start + 1, len(text))))
    bounds: tuple[Bound, ...] = ("start", "end")
    units: tuple[Unit, ...] = ("sentence", "word")
    for bound, unit, step in data.draw(
        st.lists(
            st.tuples(st.sampled_from(bounds), st.sampled_from(units), st.sampled_from((-1, 1))), max_size=8
        )
    ):
        then = moved(text, at, bound, unit, step)
        assert 0 <= then[0] < then[1] <= len(text)
        assert grapheme_bounds(text, *then) == then
        side = 0 if bound == "start" else 1
        assert then[1 - side] == at[1 - side]
        assert (then[side] - at[side]) * step >= 0
        at = then


@pytest.mark.parametrize("unit", ["sentence", "word"])
def test_bounds_reach_both_ends_of_any_text(unit: Unit) -> None:
    at = span(HARBOUR)
    for bound, step in (("start", -1), ("end", 1)):
        while (then := moved(TEXT, at, bound, unit, step)) != at:  # type: ignore[arg-type]
            at = then
    assert TEXT[at[0] : at[1]].strip(" “”?.") == TEXT.strip(" “”?.")
    for bound, step in (("start", 1), ("end", -1)):
        while (then := moved(TEXT, at, bound, unit, step)) != at:  # type: ignore[arg-type]
            at = then
    assert at[0] < at[1]


# Whom to show


def test_people_are_ticked_in_a_menu_that_stays(qtbot: QtBot) -> None:
    bar = PeopleBar()
    qtbot.addWidget(bar)
    bar.resize(600, 44)
    chosen: list[object] = []
    bar.shownChosen.connect(chosen.append)
    bar.show_people(lanes_of(sample()), {"ada", "agreed", "gone"})
    assert bar.who.accessibleName() == "Showing Ada, Agreed"
    bar.show()
    QTest.mouseClick(bar.who, LEFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert texts(menu) == ["Ada  (5)", "Ben  (5)", "Chloé  (3)", "Agreed  (2)"]
    for at in (1, 0):
        QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(menu.actions()[at]).center())
        assert menu.isVisible()
    assert chosen == [frozenset({"ada", "ben", "agreed"}), frozenset({"ben", "agreed"})]
    assert bar.who.accessibleName() == "Showing Ben, Agreed"
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    bar.resize(300, 44)
    assert "…" in bar.who.text()
    assert bar.who.toolTip() == "Showing Ben, Agreed"


def test_how_far_one_has_read_and_blind_mode_are_wishes(qtbot: QtBot) -> None:
    bar = PeopleBar()
    qtbot.addWidget(bar)
    said: list[object] = []
    bar.readChosen.connect(said.append)
    bar.blindChosen.connect(said.append)
    bar.show()
    assert bar.read.accessibleName() == "How far I have read: I have not started"
    bar.show_read(READ_TO, len(TEXT))
    assert bar.read.text() == f"I have read {READ_TO * 100 // len(TEXT)} % ▾"
    assert [action.isChecked() for action in bar.read_menu().actions()] == [True, False, False]
    bar.show_read(len(TEXT), len(TEXT))
    assert bar.read.text() == "I have read all of it ▾"
    for action in bar.read_menu().actions():
        action.trigger()
    QTest.mouseClick(bar.blind, LEFT)
    bar.show_blind(False)
    assert said == ["caret", "all", "none", True]
    bar.set_writable(False)
    assert not bar.read.isEnabled()


# The view


@pytest.fixture
def view(qtbot: QtBot) -> ReviewView:
    view = ReviewView(LIGHT)
    qtbot.addWidget(view)
    view.resize(1280, 728)
    everybody = frozenset({"ada", "ben", "chloe", "agreed"})
    view.page.show_review(sample(), everybody)
    view.people.show_people(lanes_of(sample()), everybody)
    view.people.show_read(READ_TO, len(TEXT))
    view.differences.show_differences(sample().differences, "")
    view.figures.show_figures(sample())
    view.show()
    return view


def test_an_empty_view_says_how_to_begin(view: ReviewView, qtbot: QtBot) -> None:
    begun: list[str] = []
    actions = {each: QAction(each, view) for each in (IMPORT, "essay.import")}
    for name, action in actions.items():
        action.triggered.connect(lambda _=False, name=name: begun.append(name))
    view.set_actions(actions)
    view.show_state("few")
    assert not view.page.isVisible()
    assert view.empty.button.text() == "Import annotations…"
    QTest.mouseClick(view.empty.button, LEFT)
    view.show_state("no essay")
    view.setFocus()
    QTest.keyClick(view.empty.button, Qt.Key.Key_Return)
    assert begun == [IMPORT, IMPORT]
    view.show_state("review")
    view.setFocus()
    assert view.differences.list.hasFocus()


def test_differences_and_figures_take_turns_where_it_is_low(view: ReviewView) -> None:
    assert view.differences.isVisible()
    assert view.figures.isVisible()
    assert not view.turns.isVisible()
    view.resize(1280, 500)
    assert view.turns.isVisible()
    assert not view.figures.isVisible()
    QTest.mouseClick(view.turns.button("figures"), LEFT)
    assert view.figures.isVisible()
    assert not view.differences.isVisible()
    view.resize(1280, 728)
    assert view.differences.isVisible()
    assert view.figures.isVisible()


def test_the_pane_has_the_width_one_gave_it(view: ReviewView) -> None:
    assert view.panes.sizes()[1] == 410
    view.set_pane_width(350)
    assert view.panes.sizes()[1] == 350
    view.resize(760, 728)
    assert view.panes.sizes()[1] < 350
    view.resize(1280, 728)
    assert (view.pane_width(), view.panes.sizes()[1]) == (350, 350)


def test_nothing_can_be_changed_while_reading_only(view: ReviewView) -> None:
    view.set_writable(False)
    assert not view.people.read.isEnabled()
    assert not view.differences.accept_row(1)
    assert view.people.blind.isEnabled()


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize(("theme", "size"), list(product(THEMES, [(1280, 728), (1024, 628), (760, 448)])))
def test_nothing_is_clipped_in_any_theme(
    qapp: QApplication, view: ReviewView, theme: Theme, size: tuple[int, int]
) -> None:
    apply(qapp, theme)
    view.set_theme(theme)
    view.resize(*size)
    for state, turn in product(STATES[:2], ("differences", "figures")):
        view.differences.show_only(state)
        view.turns.button(turn).click()
        QApplication.processEvents()
        assert view.size() == QSize(*size)
        for part in view.right.findChildren(QWidget):
            if part.isVisible() and isinstance(part, QPushButton | QLabel | SaysRow):
                box = QRect(part.mapTo(view, QPoint(0, 0)), part.size())
                name = part.accessibleName() or part.text()
                in_area = view.figures.area.isAncestorOf(part)
                assert box.left() >= view.panes.sizes()[0], name
                assert box.right() < size[0], name
                assert in_area or box.bottom() < size[1], name
                assert part.width() >= part.minimumSizeHint().width(), name
                if isinstance(part, QPushButton) and part.property("role") != "primary":
                    assert part.width() >= part.sizeHint().width(), name
        ground = view.grab().toImage().pixelColor(size[0] - 2, size[1] - 3)
        assert ground == QColor(theme.panel)


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize("theme", THEMES)
def test_words_of_a_difference_are_readable(qapp: QApplication, view: ReviewView, theme: Theme) -> None:
    apply(qapp, theme)
    view.set_theme(theme)
    card = view.differences.card
    view.differences.go_to("k-alone")
    card.rows[0].setChecked(True)
    QApplication.processEvents()
    for row in card.rows:
        assert painted_contrast(view.differences, _at(view.differences, row)) >= 4.5
    assert contrast(theme.soft, theme.paper) >= 4.5


def _at(holder: QWidget, part: QWidget) -> QWidget:
    """A stand-in with the geometry of `part` inside `holder`."""
    stand_in = QWidget()
    stand_in.setGeometry(QRect(part.mapTo(holder, QPoint(0, 0)), part.size()))
    return stand_in


def test_everything_has_a_name_and_is_reached_by_tab(view: ReviewView) -> None:
    pane = view.differences
    wanted: list[QWidget] = [
        view.people.who,
        view.people.blind,
        view.people.read,
        *pane.card.rows,
        pane.card.reason,
        pane.card.accept,
        pane.card.change,
        pane.card.refuse,
        *pane.chips.values(),
        pane.group,
        pane.take,
        pane.list,
        view.figures.measure,
        view.figures.more,
        view.figures.map,
        view.figures.kinds,
    ]
    for widget in wanted:
        assert widget.accessibleName() or getattr(widget, "text", str)(), widget
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    chain: list[QWidget] = []
    at = view.people.who.nextInFocusChain()
    while at is not None and at is not view.people.who:
        chain.append(at)
        at = at.nextInFocusChain()
    assert [each for each in chain if each in wanted] == wanted[1:]
