"""The reading view under real keys and a real mouse."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QImage, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from counterpoint.core.marks import Mark
from counterpoint.core.records import Heading
from counterpoint.ui.reader.findbar import FindBar
from counterpoint.ui.reader.page import Page
from counterpoint.ui.reader.view import Reader
from counterpoint.ui.theme import DARK, HIGH_CONTRAST, LIGHT

TEXT = (
    "Gates and tides\n\n"
    "The toll 🚢👨‍👩‍👧‍👦 was sold as a shield, but a shie\u0301ld nobody lifts\u00a0is a wall.\n\n"
    "قال التاجر إن السفن لن تعود 123 ships إلى الميناء.\n"
    "הספינות לא ישובו לנמל 🚢 לפני הקיץ.\n\n"
    "商人说，船只在夏天之前𠀀不会回到港口。\n\n"
    "Those who cannot sell learn to smuggle, and they learn it from the best."
)
RIGHT, END, LEFT = Qt.Key.Key_Right, Qt.Key.Key_End, Qt.MouseButton.LeftButton
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def mark(mark_id: str, quote: str, kind: str = "claim", by: str = "ada", **more: object) -> Mark:
    start = TEXT.index(quote)
    return Mark(mark_id, start, start + len(quote), kind, by, **more)  # type: ignore[arg-type]


OUTER = mark("outer", "a shield, but a shie\u0301ld nobody lifts", detail="reason", has_note=True)
INNER = mark("inner", "nobody lifts", "rhetoric")
THEIRS = mark("theirs", "learn to smuggle", "evidence", by="ben")
NAMES = {"ada": "Ada", "ben": "Ben"}


@pytest.fixture
def reader(qtbot: QtBot) -> Reader:
    view = Reader()
    qtbot.addWidget(view)
    view.resize(820, 700)
    view.show_essay(Page("e", TEXT, (Heading(0, 15, 1),), "Gates and tides", "T. Marlow"))
    view.set_marks([OUTER, INNER, THEIRS], NAMES, "ada")
    view.show()
    view.setFocus()
    qtbot.waitExposed(view)
    view.repaint()
    return view


def selected(view: Reader) -> str:
    return view.textCursor().selectedText().replace("\u2029", "\n")


def agrees(view: Reader) -> None:
    """What the view says is selected is what Qt selected, but for outer white space and split characters."""
    span, raw = view.span(), selected(view)
    assert (view.words(*span) if span else "") == raw.strip()


def middle_of(view: Reader, position: int) -> QPoint:
    area = view.areas(position, position + 1)[0]
    return QPoint(round(area.center().x()), round(area.top() + 12 - view.verticalScrollBar().value()))


def test_shift_and_arrows_select_what_the_span_says(reader: Reader, qtbot: QtBot) -> None:
    cursor = reader.textCursor()
    for start in range(0, reader._offsets.qt_length, 3):
        cursor.setPosition(start)
        reader.setTextCursor(cursor)
        qtbot.keyClick(reader, RIGHT)
        for key, modifiers in ((RIGHT, SHIFT), (RIGHT, SHIFT | CONTROL), (END, SHIFT)):
            qtbot.keyClick(reader, key, modifiers)
            agrees(reader)


def test_everything_selected_is_the_whole_text(reader: Reader, qtbot: QtBot) -> None:
    qtbot.keyClick(reader, Qt.Key.Key_A, CONTROL)
    assert reader.span() == (0, len(TEXT))
    qtbot.keyClick(reader, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == TEXT


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted))
def test_a_span_put_in_comes_out(reader: Reader, ends: list[int]) -> None:
    reader.select_span(*ends)
    chosen = reader.span()
    words = TEXT[ends[0] : ends[1]]
    assert reader.caret() == ends[1]
    assert words.strip() in (TEXT[chosen[0] : chosen[1]] if chosen else "")
    if chosen is not None:
        assert not TEXT[chosen[1] - 1].isspace()
        assert not TEXT[chosen[0]].isspace()


def test_a_split_character_is_taken_whole(reader: Reader) -> None:
    family = TEXT.index("👨")
    reader.select_span(family, family + 1)
    assert reader.words(*(reader.span() or (0, 0))) == "👨‍👩‍👧‍👦"
    accent = TEXT.index("\u0301")
    reader.select_span(accent, accent + 1)
    assert reader.words(*(reader.span() or (0, 0))) == "e\u0301"


@pytest.mark.parametrize(
    "quote", ["was sold as", "السفن لن تعود", "הספינות לא", "船只在夏天之前𠀀不会", "smuggle, and"]
)
def test_a_mouse_drag_selects_and_raises_the_tag_bar(reader: Reader, qtbot: QtBot, quote: str) -> None:
    start = TEXT.index(quote)
    QTest.mousePress(reader.viewport(), LEFT, pos=middle_of(reader, start))
    QTest.mouseMove(reader.viewport(), middle_of(reader, start + len(quote) - 1))
    QTest.mouseRelease(reader.viewport(), LEFT, pos=middle_of(reader, start + len(quote) - 1))
    agrees(reader)
    span = reader.span()
    assert span is not None
    assert abs(span[0] - start) <= 2
    assert abs(span[1] - start - len(quote)) <= 2
    assert reader.tag_bar.isVisible()
    with qtbot.waitSignal(reader.tagRequested) as asked:
        button = next(b for b in reader.tag_bar.children() if getattr(b, "text", str)() == "Evidence")
        qtbot.mouseClick(button, LEFT)
    assert asked.args == ["evidence"]
    assert reader.hasFocus()
    qtbot.keyClick(reader, Qt.Key.Key_Escape)
    assert not reader.tag_bar.isVisible()


def test_the_keyboard_raises_no_tag_bar_and_digits_reach_the_window(reader: Reader, qtbot: QtBot) -> None:
    pressed: list[str] = []
    for key in ("1", "0", "J", "K", "A", "L", "N"):
        action = QAction(key, reader)
        action.setShortcut(key)
        action.triggered.connect(lambda _=False, key=key: pressed.append(key))
        reader.addAction(action)
    qtbot.keyClick(reader, RIGHT, SHIFT)
    assert reader.span() == (0, 1)
    assert not reader.tag_bar.isVisible()
    for name in "10JKALN":
        QTest.keyClick(reader.windowHandle(), getattr(Qt.Key, f"Key_{name}"))
    assert pressed == list("10JKALN")


def test_clicking_takes_the_innermost_and_then_those_around_it(reader: Reader, qtbot: QtBot) -> None:
    place = middle_of(reader, INNER.start + 3)
    clicked: list[str] = []
    reader.passageClicked.connect(clicked.append)
    for _ in range(3):
        qtbot.mouseClick(reader.viewport(), LEFT, pos=place)
        qtbot.wait(QGuiApplication.styleHints().mouseDoubleClickInterval() + 20)
    qtbot.mouseClick(reader.viewport(), LEFT, pos=middle_of(reader, TEXT.index("Those")))
    assert clicked == ["inner", "outer", "inner", ""]
    assert [found.id for found in reader.marks_at(INNER.start)] == ["inner", "outer"]


def test_dragging_a_grip_asks_for_new_ends(reader: Reader, qtbot: QtBot) -> None:
    reader.select_passage("inner")
    _, end = reader._grips()
    assert end is not None
    grip = (end - QPointF(0, reader.verticalScrollBar().value())).toPoint()
    wall = TEXT.index("wall")
    QTest.mousePress(reader.viewport(), LEFT, pos=grip)
    QTest.mouseMove(reader.viewport(), middle_of(reader, wall + 3))
    assert reader._selected_span() == (INNER.start, wall + 4)
    qtbot.keyClick(reader, Qt.Key.Key_Escape)
    assert reader._selected_span() == (INNER.start, INNER.end)
    QTest.mouseRelease(reader.viewport(), LEFT, pos=grip)
    QTest.mousePress(reader.viewport(), LEFT, pos=grip)
    QTest.mouseMove(reader.viewport(), middle_of(reader, wall + 3))
    with qtbot.waitSignal(reader.resizeRequested) as asked:
        QTest.mouseRelease(reader.viewport(), LEFT, pos=middle_of(reader, wall + 3))
    assert asked.args == ["inner", INNER.start, wall + 4]


def test_another_annotators_passage_has_no_grips(reader: Reader) -> None:
    reader.select_passage("theirs")
    assert reader._grips() == (None, None)


def test_the_caret_says_what_it_enters(reader: Reader, qtbot: QtBot) -> None:
    said: list[str] = []
    reader.announced.connect(said.append)
    cursor = reader.textCursor()
    cursor.setPosition(reader._offsets.to_qt(OUTER.start) - 1)
    reader.setTextCursor(cursor)
    for _ in range(3):
        qtbot.keyClick(reader, RIGHT)
    assert said == ["Claim · reason · Ada · has a note"]


def test_stepping_and_hiding(reader: Reader) -> None:
    assert reader.neighbour(1) == OUTER
    reader.select_passage("outer")
    assert reader.next_passage() == INNER
    reader.select_passage("inner")
    assert reader.next_passage() == THEIRS
    assert reader.previous_passage() == OUTER
    reader.set_hidden_annotators(frozenset({"ben"}))
    assert reader.next_passage() is None
    assert reader.marks_at(THEIRS.start) == []


def picture(view: Reader) -> QImage:
    return view.grab().toImage()


def test_marks_are_painted_and_go_again(reader: Reader) -> None:
    plain = picture(reader)
    extra = mark("extra", "船只在夏天", "evidence")
    reader.add_mark(extra)
    tagged = picture(reader)
    assert tagged != plain
    reader.replace_mark(extra._replace(kind="rhetoric"))
    assert picture(reader) not in (plain, tagged)
    reader.remove_mark("extra")
    assert picture(reader) == plain
    for theme in (DARK, HIGH_CONTRAST, LIGHT):
        reader.set_theme(theme)
        assert picture(reader).pixelColor(3, 3).name() == theme.paper
    assert picture(reader) == plain


def test_a_filled_stretch_covers_just_its_letters(reader: Reader) -> None:
    for quote in ("لن تعود 123 ships", "ships إلى", "不会回到", "לנמל 🚢"):
        start = TEXT.index(quote)
        whole = {p for p in range(len(TEXT)) for _ in [0] if start <= p < start + len(quote)}
        boxes = reader.areas(start, start + len(quote))
        for position in sorted(whole):
            if TEXT[position].isspace():
                continue
            for area in reader.areas(position, position + 1):
                assert any(b.left() - 1 <= area.left() and area.right() <= b.right() + 1 for b in boxes)


def test_a_resize_keeps_the_place_and_a_size_keeps_the_caret(reader: Reader, qtbot: QtBot) -> None:
    reader.show_essay(Page("long", "\n\n".join(f"{n} " + "word 🚢 " * 60 for n in range(300)), (), "Long"))
    place = reader.text().index("\n150 ") + 1
    reader.reveal((place, place + 3))
    reader.repaint()
    before = reader.top_position()
    reader.resize(420, 700)
    qtbot.waitUntil(lambda: reader.lineWrapColumnOrWidth() < 500)
    assert abs(reader.top_position() - before) < 200
    reader.select_span(place, place + 3)
    reader.set_reading_size(18)
    assert reader.span() == (place, place + 3)
    assert abs(reader.top_position() - before) < 200


def test_no_essay_says_so(reader: Reader) -> None:
    reader.clear()
    assert reader.text() == ""
    assert reader.span() is None
    assert reader.marks_at(0) == []
    assert reader.neighbour(1) is None
    picture(reader)


def test_the_find_bar(reader: Reader, qtbot: QtBot) -> None:
    bar = FindBar(reader, reader)
    bar.resize(500, 40)
    bar.open()
    bar.field.clear()
    qtbot.keyClicks(bar.field, "THE")
    qtbot.waitUntil(lambda: bar.count.text().endswith("of 3"))
    first = reader.span()
    assert first is not None
    assert reader.words(*first).lower() == "the"
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "2 of 3"
    qtbot.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    assert bar.count.text() == "3 of 3"
    bar.field.setText("港口")
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 1")
    assert reader.words(*(reader.span() or (0, 0))) == "港口"
    bar.field.setText("nowhere")
    qtbot.waitUntil(lambda: bar.count.text() == "not found")
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_moving_by_qt_and_by_us_agree(reader: Reader) -> None:
    cursor = reader.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    reader.setTextCursor(cursor)
    assert reader.caret() == len(TEXT)
