"""What stands around the sheet: time, findings, chooser, the whole view; and the form that builds a brief."""

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from counterpoint.core.brief_document import BriefRow
from counterpoint.core.brief_findings import Finding
from counterpoint.core.marks import EssayLine
from counterpoint.core.speeches import SPEECHES, speech_named
from counterpoint.ui.brief.build_form import BuildForm
from counterpoint.ui.brief.chooser import BriefChooser, BriefName
from counterpoint.ui.brief.findings import FindingsPane
from counterpoint.ui.brief.timebar import RateDialog, TimeBar
from counterpoint.ui.brief.view import BriefView
from counterpoint.ui.forms.views import TopicChoice
from counterpoint.ui.theme import DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK, LIGHT, Theme, apply
from counterpoint.workspace.briefs import BriefWish
from tests.briefs import sample
from tests.ui.test_contrast import contrast

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the platform without a display

THEMES = (LIGHT, DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK)
ARABIC = "قال التاجر إن الأسعار ارتفعت"
NO_CARD = Finding("warning", "No evidence", "“Lists grew, gap shrank” has no card", "a2")
FINDINGS = (
    Finding("hint", "Highlight", f"{ARABIC} 自力更生 😀 cafe\u0301", "k1"),
    NO_CARD,
    Finding("error", "Over time", "2NR is 1:40 too long", ""),
    Finding("warning", "Cite", "What a chip ban buys: no qualifications", "k1", "qualifications"),
)
ROWS = (
    BriefRow("p", None, 0, "pocket", "", "Negative: controls fail", 400, "", ""),
    BriefRow("f", "p", 1, "frontline", "", "AT: Controls buy time", 110, "", ""),
    BriefRow("a1", "f", 2, "answer", "1", "They teach the other road 😀", 24, "", "answer"),
    BriefRow("a2", "f", 2, "answer", "2", "Lists grew, gap shrank", 14, "no card", "answer"),
)
TOPICS = (
    TopicChoice("t1", "Resolved: the United States should ease its controls."),
    TopicChoice("t2", "This House would open the ports", "Proposition", "Opposition"),
)
ESSAYS = (
    EssayLine("e1", "Fences and races", "M. Okafor", "t1", 1204, 31),
    EssayLine("e2", "贸易与技术 🌍 cafe\u0301", "Ada", "t2", 900, 3),
    EssayLine("e3", "سباق التكنولوجيا", "", "t2", 900, 2),
)
COMMANDS = ("brief.build", "brief.rename", "brief.rebuild", "brief.remove", "brief.block")


@pytest.fixture
def look(qapp: QApplication) -> Iterator[None]:
    """The application looks as it did at the end."""
    sheet, palette, font = qapp.styleSheet(), qapp.palette(), qapp.font()
    yield
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def named(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == text)


def submenu(menu: QMenu, text: str) -> QMenu:
    below = next(each for each in menu.findChildren(QMenu) if each.title() == text)
    assert named(menu, text).menu() is below
    return below


# The time


@pytest.fixture
def bar(qtbot: QtBot) -> TimeBar:
    bar = TimeBar()
    qtbot.addWidget(bar)
    bar.resize(330, 60)
    bar.show()
    return bar


@pytest.mark.parametrize(
    ("seconds", "colour", "told"),
    [
        (100, LIGHT.good, "1:40 of 5:00, 3:20 left"),
        (299.4, LIGHT.warning, "4:59 of 5:00, 0:01 left"),
        (400, LIGHT.danger, "6:40 of 5:00, 1:40 too long"),
    ],
)
def test_the_time_is_told_against_the_speech(bar: TimeBar, seconds: float, colour: str, told: str) -> None:
    bar.show_time(seconds, speech_named("2NR"), 250)
    assert bar.button.text() == "2NR · 5:00 at 250 wpm"
    assert bar.button.accessibleName() == "Policy 2NR, 5 minutes, at 250 words a minute"
    assert bar.total.accessibleName() == told
    assert bar.bar.accessibleDescription() == told
    assert bar.bar.value() == min(round(seconds), 300)
    assert bar.total.text() == told.split()[0]
    image = bar.grab().toImage()
    assert image.pixelColor(18, image.height() - 17) == QColor(colour)


def test_without_a_speech_there_is_no_bar(bar: TimeBar) -> None:
    height = bar.sizeHint().height()
    bar.show_time(75, None, 210)
    assert bar.button.text() == "No speech · 210 wpm"
    assert not bar.bar.isVisible()
    assert bar.sizeHint().height() == height
    assert bar.total.accessibleName() == "1:15 aloud"


def test_every_speech_can_be_chosen(bar: TimeBar) -> None:
    chosen: list[str] = []
    bar.speechChosen.connect(chosen.append)
    bar.show_time(75, speech_named("Public Forum summary"), 250)
    menu = bar.make_menu()
    assert texts(menu)[0] == "No speech"
    for action in [each for each in menu.actions() if not each.isSeparator()][:-1]:
        below = action.menu()
        for each in below.actions() if isinstance(below, QMenu) else [action]:
            each.trigger()
    assert chosen == ["", *(speech.label for speech in SPEECHES)]
    assert named(submenu(bar.make_menu(), "Public Forum"), "Summary · 3 min").isChecked()


def test_the_menu_opens_by_key_and_by_mouse(bar: TimeBar, qtbot: QtBot) -> None:
    def popup() -> QMenu:
        qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        found = QApplication.activePopupWidget()
        assert isinstance(found, QMenu)
        return found

    bar.button.setFocus()
    QTest.keyClick(bar.button, Qt.Key.Key_Space)
    with qtbot.waitSignal(bar.speechChosen) as seen:
        menu = popup()
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert seen.args == [""]
    QTest.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    QTest.keyClick(popup(), Qt.Key.Key_Escape)


def test_a_rate_is_chosen_or_typed(bar: TimeBar, qtbot: QtBot) -> None:
    rates: list[int] = []
    bar.rateChosen.connect(rates.append)
    bar.show_time(75, None, 210)
    menu = submenu(bar.make_menu(), "Words a minute")
    assert named(menu, "210").isChecked()
    named(menu, "300").trigger()
    named(menu, "Other…").trigger()
    dialog = bar.findChild(RateDialog)
    assert isinstance(dialog, RateDialog)
    QTest.keyClicks(dialog.field, "333")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert rates == [300, 333]


# Findings


@pytest.fixture
def pane(qtbot: QtBot) -> FindingsPane:
    pane = FindingsPane()
    qtbot.addWidget(pane)
    rows = pane.list.rows
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Warning, rows)
    pane.resize(250, 600)
    pane.show()
    return pane


def test_the_gravest_finding_comes_first(pane: FindingsPane) -> None:
    pane.show_findings(FINDINGS)
    rows = pane.list.rows
    assert [each.title for each in rows.findings] == ["Over time", "No evidence", "Cite", "Highlight"]
    assert pane.heading.text() == "BEFORE YOU EXPORT · 4"
    spoken = rows.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "warning, No evidence: “Lists grew, gap shrank” has no card"


def test_a_card_is_chosen_by_click_and_by_enter(pane: FindingsPane) -> None:
    chosen: list[Finding] = []
    pane.findingChosen.connect(chosen.append)
    pane.show_findings(FINDINGS)
    place = pane.list.visualRect(pane.list.rows.index(1))
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    assert chosen == [NO_CARD]
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    assert chosen == [NO_CARD, FINDINGS[3]]
    pane.show_findings(FINDINGS[1:])
    assert pane.list.currentIndex().row() == 2
    pane.show_findings(FINDINGS[:2])
    assert not pane.list.currentIndex().isValid()


def test_nothing_to_mend_is_said_calmly(pane: FindingsPane) -> None:
    pane.show_findings(())
    assert pane.nothing.isVisible()
    assert pane.nothing.text() == "Nothing to mend."
    assert pane.heading.text() == "BEFORE YOU EXPORT"


# The chooser


def test_briefs_and_what_is_done_with_them_are_in_one_menu(qtbot: QtBot) -> None:
    chooser = BriefChooser()
    qtbot.addWidget(chooser)
    chosen: list[str] = []
    chooser.briefChosen.connect(chosen.append)
    actions = [QAction(text, chooser) for text in ("Build from topic…", "Remove brief…")]
    chooser.set_actions(actions)
    assert texts(chooser.make_menu()) == ["Build from topic…", "Remove brief…"]
    chooser.show_briefs([BriefName("b1", f"{ARABIC} 😀"), BriefName("b2", "Ports & taxes")], "b2")
    chooser.resize(300, 30)
    assert chooser.accessibleName() == "Brief: Ports & taxes"
    assert chooser.text() == "Ports && taxes ▾"
    menu = chooser.make_menu()
    assert [action.isChecked() for action in menu.actions()[:2]] == [False, True]
    menu.actions()[0].trigger()
    assert chosen == ["b1"]
    assert menu.actions()[-1] is actions[-1]
    chooser.show_briefs([BriefName("b3", "A long name " * 20)], "b3")
    assert "…" in chooser.text()
    assert chooser.toolTip() == "A long name " * 20


# The view


@pytest.fixture
def commands(qapp: QApplication) -> dict[str, QAction]:
    return {each: QAction(each) for each in (*COMMANDS, "essay.import")}


@pytest.fixture
def view(qtbot: QtBot, commands: dict[str, QAction]) -> BriefView:
    view = BriefView(LIGHT, str)
    qtbot.addWidget(view)
    view.resize(1280, 728)
    view.set_actions(commands)
    view.outline.show_rows(ROWS)
    view.findings.show_findings(FINDINGS)
    view.sheet.show_document(sample())
    view.show()
    return view


def test_chips_filter_and_add(view: BriefView, commands: dict[str, QAction]) -> None:
    assert (view.whole.text(), view.unanswered.text()) == ("Outline", "Unanswered 1")
    QTest.mouseClick(view.unanswered, Qt.MouseButton.LeftButton)
    assert view.outline.rows.rowCount() == 3
    view.outline.show_rows(ROWS[:3])
    assert view.unanswered.text() == "Unanswered"
    assert not view.outline.isVisible()
    QTest.mouseClick(view.whole, Qt.MouseButton.LeftButton)
    assert view.outline.isVisible()
    done: list[str] = []
    block = commands["brief.block"]
    block.triggered.connect(lambda: done.append("block"))
    QTest.mouseClick(view.add_block, Qt.MouseButton.LeftButton)
    block.setEnabled(False)
    assert not view.add_block.isEnabled()
    assert done == ["block"]


def test_an_empty_view_says_how_to_begin(view: BriefView, commands: dict[str, QAction]) -> None:
    begun: list[str] = []
    for command in ("brief.build", "essay.import"):
        commands[command].triggered.connect(lambda _=False, each=command: begun.append(each))
    view.show_state("no brief")
    assert not view.outline.isVisible()
    assert view.empty.button.text() == "Build from topic…"
    QTest.mouseClick(view.empty.button, Qt.MouseButton.LeftButton)
    view.show_state("no essays")
    view.setFocus()
    QTest.keyClick(view.empty.button, Qt.Key.Key_Return)
    assert begun == ["brief.build", "essay.import"]
    commands["essay.import"].setEnabled(False)
    assert not view.empty.button.isEnabled()
    view.show_state("brief")
    view.outline.show_rows(())
    words = [label.text() for label in view.left.findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith("Nothing in this brief yet.") for text in words)


def test_findings_wait_behind_a_button_where_it_is_narrow(view: BriefView) -> None:
    assert view.findings.isVisible()
    assert not view.mend.isVisible()
    view.resize(1024, 700)
    assert not view.findings.isVisible()
    assert view.mend.text() == "To mend 4"
    QTest.mouseClick(view.mend, Qt.MouseButton.LeftButton)
    assert view.findings.isVisible()
    view.resize(1280, 728)
    assert view.findings.isVisible()
    assert not view.mend.isVisible()


def test_sizes_are_remembered(view: BriefView) -> None:
    view.set_sizes(400, 300)
    view.resize(1000, 700)
    view.resize(1280, 728)
    assert view.sizes() == (400, 300)
    assert view.panes.sizes()[0] == 400
    assert view.panes.sizes()[2] == 300


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize(("theme", "size"), list(product(THEMES, [(1280, 728), (1024, 628), (760, 448)])))
def test_nothing_is_clipped_in_any_theme(
    qapp: QApplication, view: BriefView, theme: Theme, size: tuple[int, int]
) -> None:
    apply(qapp, theme)
    view.set_theme(theme)
    view.resize(*size)
    view.chooser.show_briefs([BriefName("b", "Tech controls · Negative · 2NR frontlines " * 3)], "b")
    view.time_bar.show_time(100, speech_named("Lincoln-Douglas cross-examination"), 250)
    for shown in (False, True):
        view.mend.setChecked(shown)
        QApplication.processEvents()
        assert view.size().toTuple() == size
        for part in view.findChildren(QWidget):
            if part.isVisible() and isinstance(part, QPushButton | QLabel) and part is not view.chooser:
                box = QRect(part.mapTo(view, QPoint(0, 0)), part.size())
                assert view.rect().contains(box), part.accessibleName()
                assert part.width() >= part.minimumSizeHint().width(), part.accessibleName()
        assert view.grab().toImage().pixelColor(3, size[1] - 3) == QColor(theme.panel)
    for name in ("good", "warning", "danger", "ink"):
        assert contrast(getattr(theme, name), theme.panel) >= 4.5, name


def test_everything_has_a_name_and_is_reached_by_tab(view: BriefView) -> None:
    view.resize(1000, 700)
    view.mend.setChecked(True)
    wanted = [
        view.chooser,
        view.whole,
        view.unanswered,
        view.add_block,
        view.outline,
        view.time_bar.button,
        view.sheet,
        view.mend,
        view.findings.list,
    ]
    for widget in wanted:
        assert widget.accessibleName() or getattr(widget, "text", str)(), widget
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    chain: list[QWidget] = []
    at = view.chooser.nextInFocusChain()
    while at is not None and at is not view.chooser:
        chain.append(at)
        at = at.nextInFocusChain()
    assert [each for each in chain if each in wanted] == wanted[1:]


# The form


@pytest.fixture
def form(qtbot: QtBot) -> BuildForm:
    form = BuildForm(TOPICS, ESSAYS, "t2")
    qtbot.addWidget(form)
    form.show()
    return form


def choose(box: QComboBox, data: str) -> None:
    box.setCurrentIndex(box.findData(data))


def test_a_brief_is_built_from_a_topic(form: BuildForm, qtbot: QtBot) -> None:
    assert [form.side.itemText(at) for at in range(3)] == ["Both", "Proposition", "Opposition"]
    choose(form.side, "con")
    choose(form.speech, "British Parliamentary LO")
    assert form.title.text() == "This House would open the ports: Opposition, LO"
    with qtbot.waitSignal(form.wished) as seen:
        QTest.keyClick(form, Qt.Key.Key_Return)
    assert seen.args == [
        BriefWish(
            "This House would open the ports: Opposition, LO",
            "t2",
            (),
            "con",
            "claims answers",
            "British Parliamentary LO",
        )
    ]


def test_a_title_that_was_typed_stays(form: BuildForm) -> None:
    choose(form.topic, "t1")
    assert form.title.text() == "The United States should ease its controls"
    form.title.selectAll()
    QTest.keyClicks(form.title, "  Mine ")
    choose(form.side, "pro")
    wish = form.wish()
    assert wish is not None
    assert (wish.title, wish.side) == ("Mine", "pro")


def test_a_brief_is_built_from_the_essays_ticked(form: BuildForm) -> None:
    QTest.mouseClick(form.by_essays, Qt.MouseButton.LeftButton)
    assert form.wish() is None
    assert form.source_wrong.text() == "Tick at least one essay."
    QTest.keyClicks(form.essays.filter, "ada")
    assert [form.essays.list.item(row).isHidden() for row in range(3)] == [True, False, True]
    form.essays.list.setCurrentRow(1)
    QTest.keyClick(form.essays.list, Qt.Key.Key_Space)
    form.essays.filter.clear()
    assert form.source_wrong.text() == ""
    assert form.title.text() == "贸易与技术 🌍 cafe\u0301"
    assert form.essays.count.text() == "1 of 3 essays"
    spot = form.essays.list.visualItemRect(form.essays.list.item(2)).center()
    QTest.mouseClick(form.essays.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert form.side.itemText(2) == "Opposition"
    QTest.mouseClick(form.claims, Qt.MouseButton.LeftButton, pos=QPoint(8, form.claims.height() // 2))
    wish = form.wish()
    assert wish is not None
    assert (wish.essay_ids, wish.topic_id, wish.only) == (("e2", "e3"), "t2", "answers")
    QTest.mouseClick(form.essays.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 12))
    wish = form.wish()
    assert wish is not None
    assert (wish.essay_ids, wish.topic_id) == (("e1", "e2", "e3"), None)
    assert wish.title == "Fences and races and 2 more"


def test_a_click_on_the_box_ticks_once(form: BuildForm) -> None:
    QTest.mouseClick(form.by_essays, Qt.MouseButton.LeftButton)
    place = form.essays.list.visualItemRect(form.essays.list.item(0))
    for x in (10, 60, 10):
        at = QPoint(place.left() + x, place.center().y())
        QTest.mouseClick(form.essays.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert form.essays.ids() == ("e1",)


def test_what_is_missing_is_said_beside_it(form: BuildForm, qtbot: QtBot) -> None:
    form.claims.setChecked(False)
    form.answers.setChecked(False)
    form.title.selectAll()
    QTest.keyClick(form.title, Qt.Key.Key_Delete)
    with qtbot.assertNotEmitted(form.wished):
        QTest.keyClick(form, Qt.Key.Key_Return)
    assert form.isVisible()
    assert form.parts_wrong.text() == "Choose claims, answers or both."
    assert form.title_wrong.text() == "A brief needs a title."
    form.answers.setChecked(True)
    QTest.keyClicks(form.title, "A title")
    assert not form.parts_wrong.isVisible()
    assert not form.title_wrong.isVisible()


def test_a_library_without_topics_starts_at_its_essays(qtbot: QtBot) -> None:
    form = BuildForm((), ESSAYS[:1], essay_ids=("e1",))
    qtbot.addWidget(form)
    form.show()
    assert form.by_essays.isChecked()
    assert not form.by_topic.isEnabled()
    wish = form.wish()
    assert wish == BriefWish("Fences and races", None, ("e1",), "", "claims answers", "")
