"""The sheet of a brief under real keys and a real mouse."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counterpoint.core.brief_document import OMISSION, BriefDocument, CardPart, HeadingPart, Part, Run
from counterpoint.exporters.page import render
from counterpoint.ui.brief.sheet import Sheet
from counterpoint.ui.brief.sheet_formats import colours_of
from counterpoint.ui.brief.sheet_painting import desk_colour
from counterpoint.ui.theme import DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK, LIGHT, Theme
from tests import briefs
from tests.ui.test_contrast import contrast

RIGHT, DOWN, END, LEFT = Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.MouseButton.LeftButton
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
KEEP = QTextCursor.MoveMode.KeepAnchor
HEALTH = [HealthCheck.function_scoped_fixture]

ESSAY = (
    "Gates\u00a0cost\tmoney 😀 and 👨‍👩‍👧‍👦 pay. The cafe\u0301 owner left this out, he says. He is right.\n"
    "قال التاجر إن الأسعار ارتفعت 12 مرة. 自力更生 𠀀 is an old phrase."
)
OUT = "left this out, "


def cut(start: int, end: int, **more: object) -> Run:
    return Run(ESSAY[start:end], start, **more)  # type: ignore[arg-type]


def left_out(start: int, end: int) -> Run:
    return Run("", start, omitted=ESSAY[start:end])


def essay_card(name: str = "essay", tag: str = "Tolls are dear") -> CardPart:
    """The essay as a card with one omission."""
    middle, after, line = ESSAY.index(OUT), ESSAY.index(OUT) + len(OUT), ESSAY.index("\n")
    arabic = ESSAY.index("الأسعار")
    paragraphs = (
        (
            cut(0, 16, underlined=True, highlight="yellow"),
            cut(16, middle, small=8),
            left_out(middle, after),
            cut(after, line, underlined=True),
        ),
        (cut(line + 1, arabic, small=8), cut(arabic, len(ESSAY), underlined=True, emphasised=True)),
    )
    return CardPart(f"entry-{name}", name, "", tag, briefs.CITE, paragraphs, (), 3, 2.0)


def document(*parts: Part) -> BriefDocument:
    return replace(briefs.sample(), parts=parts)


ESSAY_BRIEF = document(HeadingPart("block", 3, "Contention 1: Gates", 65.0), essay_card())


@pytest.fixture
def sheet(qtbot: QtBot) -> Sheet:
    view = Sheet(render)
    qtbot.addWidget(view)
    view.resize(700, 728)
    view.show_document(briefs.sample())
    view.show()
    view.setFocus()
    qtbot.waitExposed(view)
    view.repaint()
    return view


@pytest.fixture
def essay(sheet: Sheet) -> Sheet:
    sheet.show_document(ESSAY_BRIEF)
    return sheet


def lines(view: Sheet) -> list[str]:
    """The text of each block, as Qt keeps it."""
    found, block = [], view.document().begin()
    while block.isValid():
        found.append(block.text())
        block = block.next()
    return found


def find(view: Sheet, words: str, after: int = 0) -> int:
    """The position at which `words` stand, in UTF-16 units."""
    start = 0
    for text in lines(view):
        at = text.find(words)
        found = start + units(text[:at])
        if at >= 0 and found >= after:
            return found
        start += units(text) + 1
    raise AssertionError(words)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def select(view: Sheet, anchor: int, position: int) -> None:
    cursor = view.textCursor()
    cursor.setPosition(anchor)
    cursor.setPosition(position, KEEP)
    view.setTextCursor(cursor)


def select_words(view: Sheet, words: str) -> None:
    start = find(view, words)
    select(view, start, start + units(words))


def at(view: Sheet, position: int) -> QPoint:
    """A point of the viewport over the letter at a position."""
    cursor = view.textCursor()
    cursor.setPosition(position)
    here = view.cursorRect(cursor)
    cursor.setPosition(position + 1)
    return (here.center() + view.cursorRect(cursor).center()) / 2


def span(view: Sheet) -> tuple[int, int] | None:
    found = view.card_span()
    return (found.start, found.end) if found is not None else None


def quoted(view: Sheet) -> str:
    found = span(view)
    return ESSAY[slice(*found)] if found else ""


# What is shown


def test_all_of_a_brief_is_shown_as_text(sheet: Sheet) -> None:
    shown = lines(sheet)
    assert sheet.accessibleName() == "Brief"
    assert shown[:5] == [
        "Negative: controls fail",
        "Contentions",
        "Contention 1: Efficiency beats scale",
        "Spending more no longer buys the lead",
        "Zoë Okafor, trade economist, 3-4-2025, “Fences & races,” Policy Notes, "
        "https://example.org/fences, accessed 11-20-2026",
    ]
    assert OMISSION in shown[6]
    assert "自力更生" in shown[6]
    answer = shown.index("1. They teach the other road\u2002undercut")
    assert shown[answer + 1 : answer + 5] == [
        "The chips were lawful to sell then. See the rule.",
        "1.\u2002first",
        "2.\u2002second",
        "a quotation 😀",
    ]
    assert "1a. Two years closed the size gap" in shown
    assert shown[-1] == "So the model does not show it.\u2002—\u2002Compute is the lever"


def test_a_body_is_set_as_it_was_cut(sheet: Sheet) -> None:
    cursor = sheet.textCursor()

    def form(words: str, after: int = 0) -> QTextCursor:
        cursor.setPosition(find(sheet, words, after) + 1)
        return cursor

    colours = colours_of(LIGHT)
    yellow = form("Spending more than").charFormat()
    assert yellow.background().color().name() == colours.yellow
    assert yellow.fontUnderline()
    small = form("When a small").charFormat()
    assert small.font().pixelSize() < yellow.font().pixelSize()
    assert not small.fontUnderline()
    assert form("listed firms").charFormat().font().bold()
    assert form("Okafor").charFormat().font().bold()
    assert form(OMISSION).charFormat().foreground().color().name() == colours.soft
    assert form("قال").block().textDirection() == Qt.LayoutDirection.RightToLeft
    assert form("Contention 1").block().blockFormat().alignment() == Qt.AlignmentFlag.AlignHCenter
    assert form("Spending more no longer").block().blockFormat().headingLevel() == 4


def test_hostile_words_are_only_words(sheet: Sheet) -> None:
    sheet.show_document(briefs.hostile())
    shown = lines(sheet)
    assert briefs.HOSTILE in shown
    assert f"1. {briefs.HOSTILE}\u2002rebut" in shown
    assert "<img" not in sheet.document().toHtml().replace("&lt;", "")
    sheet.grab()


def test_an_image_or_a_table_in_the_html_is_at_most_its_words(qtbot: QtBot) -> None:
    page = (
        "<p>a<img src='file:///etc/hostname'>b</p>"
        "<table><tr><td>一</td><td>two</td></tr><tr><td>قال</td><td>😀</td></tr></table><p>c</p>"
    )
    view = Sheet(lambda _markdown: page)
    qtbot.addWidget(view)
    view.show_document(briefs.sample())
    shown = lines(view)
    answer = shown.index("1. They teach the other road\u2002undercut")
    assert shown[answer + 1 : answer + 5] == ["ab", "一\u2003two", "قال\u2003😀", "c"]


def test_nothing_but_the_paper_for_an_empty_brief(sheet: Sheet) -> None:
    sheet.show_document(document())
    assert lines(sheet) == [""]
    assert sheet.cursorWidth() == 0
    assert not sheet.verticalScrollBar().isVisible()
    assert sheet.entry() == ""
    assert sheet.card_span() is None
    sheet.reveal("entry-card-1")
    picture = sheet.grab().toImage()
    paper = {picture.pixelColor(x, y).name() for x in range(60, 600, 9) for y in range(60, 690, 9)}
    assert paper == {"#ffffff"}
    sheet.show_document(briefs.sample())
    assert sheet.entry() == "pocket"
    assert sheet.cursorWidth() == 2
    assert sheet.verticalScrollBar().isVisible()


def test_a_card_without_a_tag_says_so(sheet: Sheet, qtbot: QtBot) -> None:
    sheet.show_document(document(essay_card(tag="")))
    assert lines(sheet)[0] == "No tag yet"
    with qtbot.waitSignal(sheet.tagEditRequested) as asked:
        qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert asked.args == ["entry-essay"]


# Where the caret and the selection are


def test_shift_and_arrows_give_what_they_select(essay: Sheet, qtbot: QtBot) -> None:
    """Through the emoji, the family, the accent, the Arabic and the Chinese."""
    first = find(essay, "Gates\u00a0cost")
    mark = find(essay, OMISSION)
    shown = "\n".join(lines(essay)[-2:])
    for start in (first + units(shown[:count]) for count in range(0, len(shown), 3)):
        select(essay, start, start)
        for key, modifiers in ((RIGHT, SHIFT), (RIGHT, SHIFT | CONTROL), (END, SHIFT)):
            qtbot.keyClick(essay, key, modifiers)
            cursor = essay.textCursor()
            chosen = cursor.selectedText().replace("\u2029", "\n")
            if cursor.selectionEnd() <= mark or cursor.selectionStart() >= mark + 3:
                assert quoted(essay).strip("\n") == chosen.strip("\n")
            else:
                assert OUT in quoted(essay)


PIECES = st.lists(
    st.tuples(
        st.text(st.sampled_from("ab é\u0301🚢👩\u200d中𠀀שعق\u00a0\t."), min_size=1, max_size=7),
        st.booleans(),
        st.sampled_from(["", "underlined", "emphasised"]),
    ),
    min_size=1,
    max_size=5,
)


def card_of(pieces: list[list[tuple[str, bool, str]]], start: int) -> CardPart:
    """A card of random runs, a code point between its paragraphs."""
    paragraphs = []
    for paragraph in pieces:
        runs = []
        for text, omitted, style in paragraph:
            shown = {"text": "", "omitted": text} if omitted else {"text": text, style or "small": 8}
            runs.append(Run(start=start, **shown))
            start += len(text)
        paragraphs.append(tuple(runs))
        start += 1
    return CardPart("random", "random-card", "", "A tag", briefs.CITE, tuple(paragraphs), (), 1, 1.0)


def units_of(card: CardPart) -> Iterator[tuple[int, int] | None]:
    """For each UTF-16 unit of what is shown of a card's body, the code points of the essay it stands for."""
    for paragraph in card.paragraphs:
        for run in paragraph:
            for number, letter in enumerate(run.text):
                yield from [(run.start + number, run.start + number + 1)] * units(letter)
            if run.omitted:
                yield from [(run.start, run.start + len(run.omitted))] * len(OMISSION)
        yield None


@settings(max_examples=60, suppress_health_check=HEALTH)
@given(st.lists(PIECES, min_size=1, max_size=3), st.integers(0, 5000), st.data())
def test_any_selection_gives_its_code_points(
    sheet: Sheet, pieces: list[list[tuple[str, bool, str]]], start: int, data: st.DataObject
) -> None:
    card = card_of(pieces, start)
    sheet.show_document(document(card, HeadingPart("next", 3, "Next", 0)))
    body = sheet.document().findBlockByNumber(2).position()
    meant = list(units_of(card))
    for _ in range(4):
        ends = data.draw(st.tuples(*[st.integers(0, len(meant) - 1)] * 2))
        select(sheet, body + ends[0], body + ends[1])
        if ends[0] == ends[1]:
            continue
        touched = [span for span in meant[min(ends) : max(ends)] if span is not None]
        expected = (touched[0][0], touched[-1][1]) if touched else None
        found = sheet.card_span()
        assert (found and (found.start, found.end)) == expected
        assert found is None or (found.card_id, found.entry_id) == ("random-card", "random")


def test_with_no_selection_the_word_at_the_caret(essay: Sheet) -> None:
    for words in ("money", "cafe\u0301", "التاجر", "phrase"):
        start = find(essay, words)
        for unit in (start, start + 2, start + units(words)):
            select(essay, unit, unit)
            assert quoted(essay) == words
    space = find(essay, " 😀") + 1 + units("😀 and") + 1
    select(essay, space + 1, space + 1)
    assert quoted(essay) in ("", "👨‍👩‍👧‍👦")


def test_only_a_body_has_a_span(essay: Sheet) -> None:
    for words in ("Contention 1", "Tolls are", "trade economist"):
        select_words(essay, words)
        assert essay.card_span() is None
        start = find(essay, words)
        select(essay, start, start)
        assert essay.card_span() is None
    select(essay, find(essay, "Tolls are"), find(essay, "money 😀"))
    assert quoted(essay) == "Gates\u00a0cost\t"


def test_a_selection_over_several_cards_is_that_of_the_first(sheet: Sheet) -> None:
    sheet.show_document(document(essay_card("one"), essay_card("two")))
    first = find(sheet, "He is right")
    second = find(sheet, "and 👨", after=first)
    select(sheet, first, second)
    found = sheet.card_span()
    assert found is not None
    assert (found.card_id, ESSAY[found.start : found.end]) == ("one", ESSAY[ESSAY.index("He is") :])
    select(sheet, second, first)
    found = sheet.card_span()
    assert found is not None
    assert (found.card_id, ESSAY[found.start : found.end]) == ("two", ESSAY[: ESSAY.index("and 👨")])


def test_an_omission_counts_as_what_it_leaves_out(essay: Sheet, qtbot: QtBot) -> None:
    mark = find(essay, OMISSION)
    select(essay, mark + 1, mark + 2)
    assert quoted(essay) == OUT
    select(essay, mark + 1, mark + 1)
    assert quoted(essay) == OUT
    select(essay, mark - 6, mark + 1)
    assert quoted(essay) == "owner " + OUT
    select(essay, mark + 2, mark + 5)
    assert quoted(essay) == OUT + "he"
    select(essay, mark, mark)
    qtbot.mouseDClick(essay.viewport(), LEFT, pos=at(essay, mark + 1))
    assert essay.textCursor().selectedText() == OMISSION
    assert quoted(essay) == OUT
    assert essay.tip_at(QPointF(at(essay, mark + 1))) == f"Left out: {OUT}"
    assert essay.tip_at(QPointF(at(essay, mark + 8))) == ""


def test_select_all_takes_the_body_and_copy_its_very_text(essay: Sheet, qtbot: QtBot) -> None:
    for place in ("Tolls are", "trade economist", "owner"):
        select(essay, find(essay, place), find(essay, place))
        qtbot.keyClick(essay, Qt.Key.Key_A, CONTROL)
        assert quoted(essay) == ESSAY
        qtbot.keyClick(essay, Qt.Key.Key_C, CONTROL)
        assert QGuiApplication.clipboard().text() == ESSAY.replace(OUT, OMISSION)
    essay.reveal("block")
    qtbot.keyClick(essay, Qt.Key.Key_A, CONTROL)
    assert essay.textCursor().selectedText() == "Contention 1: Gates"
    qtbot.keyClick(essay, Qt.Key.Key_Escape)
    assert not essay.textCursor().hasSelection()


# Following the brief


Snapshot = list[tuple[str, object, object, list[tuple[str, object]]]]


def snapshot(view: Sheet) -> Snapshot:
    """Text and formats of every block; what is set alike counts as one piece."""
    found: Snapshot = []
    block = view.document().begin()
    while block.isValid():
        pieces: list[tuple[str, object]] = []
        fragments = block.begin()
        while not fragments.atEnd():
            fragment = fragments.fragment()
            if pieces and pieces[-1][1] == fragment.charFormat():
                pieces[-1] = (pieces[-1][0] + fragment.text(), fragment.charFormat())
            else:
                pieces.append((fragment.text(), fragment.charFormat()))
            fragments += 1
        found.append((block.text(), block.blockFormat(), block.charFormat(), pieces))
        block = block.next()
    return found


PARTS = (*briefs.sample().parts, *briefs.hostile().parts, essay_card(), essay_card("other", "自力更生"))
STYLES: st.SearchStrategy[dict[str, object]] = st.sampled_from(
    [{}, {"underlined": True}, {"small": 8}, {"highlight": "green"}, {"omit": True}]
)


@st.composite
def changed(draw: st.DrawFn, part: Part) -> Part:
    """The part as it is, or renumbered, or with a run set otherwise."""
    if not isinstance(part, CardPart) or draw(st.booleans()):
        return part
    if draw(st.booleans()):
        return replace(
            part, number=draw(st.sampled_from(["", "1", "12b"])), tag=draw(st.sampled_from(["", "حجج"]))
        )
    number = draw(st.integers(0, len(part.paragraphs) - 1))
    runs = list(part.paragraphs[number])
    at_run = draw(st.integers(0, len(runs) - 1))
    text, style = runs[at_run].text or runs[at_run].omitted, draw(STYLES)
    runs[at_run] = (
        Run("", runs[at_run].start, omitted=text)
        if style.get("omit")
        else Run(text, runs[at_run].start, **style)  # type: ignore[arg-type]
    )
    paragraphs = (*part.paragraphs[:number], tuple(runs), *part.paragraphs[number + 1 :])
    return replace(part, paragraphs=paragraphs)


@st.composite
def documents(draw: st.DrawFn) -> BriefDocument:
    chosen = draw(st.lists(st.sampled_from(PARTS), unique_by=lambda part: part.entry_id, max_size=7))
    return document(*(draw(changed(part)) for part in chosen))


@settings(max_examples=50, suppress_health_check=HEALTH)
@given(st.lists(documents(), min_size=2, max_size=4))
def test_what_was_changed_looks_like_what_was_written_afresh(
    sheet: Sheet, qtbot: QtBot, versions: list[BriefDocument]
) -> None:
    fresh = Sheet(render)
    for version in versions:
        sheet.show_document(version)
        sheet.textCursor().movePosition(QTextCursor.MoveOperation.End)
        fresh.show_document(document())
        fresh.show_document(version)
        assert snapshot(sheet) == snapshot(fresh)
    fresh.deleteLater()


def edited(part: Part, **style: object) -> Part:
    """A card with its third run set otherwise."""
    assert isinstance(part, CardPart)
    runs = list(part.paragraphs[0])
    runs[2] = Run(runs[2].text, runs[2].start, **style)  # type: ignore[arg-type]
    return replace(part, paragraphs=(tuple(runs), *part.paragraphs[1:]))


def with_parts(brief: BriefDocument, change: Callable[[list[Part]], object]) -> BriefDocument:
    parts = list(brief.parts)
    change(parts)
    return replace(brief, parts=tuple(parts))


def test_an_edit_touches_its_card_alone_and_the_place_is_kept(sheet: Sheet, qtbot: QtBot) -> None:
    brief = briefs.many(200)
    sheet.show_document(brief)
    sheet.reveal("entry-card-100")
    start = find(sheet, "When a small", after=sheet.textCursor().position())
    select(sheet, start + 5, start + 12)
    sheet.repaint()
    before, height = sheet.card_span(), sheet.cursorRect().top()
    touched: list[tuple[int, int, int]] = []
    sheet.document().contentsChange.connect(lambda *change: touched.append(change))
    place = next(n for n, part in enumerate(brief.parts) if part.entry_id == "entry-card-100")

    def highlight(parts: list[Part]) -> None:
        parts[place] = edited(parts[place], highlight="green", underlined=True)

    def above(parts: list[Part]) -> None:
        parts[3] = edited(parts[3], small=4)
        parts[5:9] = [parts[8]]

    entered: list[str] = []
    sheet.entryEntered.connect(entered.append)
    brief = with_parts(brief, highlight)
    sheet.show_document(brief)
    assert touched
    assert all(start <= low and low + added <= start + 600 for low, _, added in touched)
    assert sheet.card_span() == before
    sheet.show_document(with_parts(brief, above))
    assert sheet.card_span() == before
    assert sheet.textCursor().selectedText() == "a small"
    assert abs(sheet.cursorRect().top() - height) <= 1
    assert entered == []


def test_an_omission_made_and_taken_back_keeps_the_selection(essay: Sheet) -> None:
    select_words(essay, "pay. The")
    whole = essay.card_span()
    card = essay_card()
    low = ESSAY.index("pay. The")
    runs = [cut(0, low), left_out(low, low + 8), cut(low + 8, ESSAY.index("\n"))]
    shorter = replace(card, paragraphs=(tuple(runs), card.paragraphs[1]))
    essay.show_document(document(*ESSAY_BRIEF.parts[:1], shorter))
    assert essay.textCursor().selectedText() == OMISSION
    assert essay.card_span() == whole
    essay.show_document(ESSAY_BRIEF)
    assert essay.textCursor().selectedText() == "pay. The"
    for ends in ((low - 4, low + 3), (low + 3, low - 4)):
        start = find(essay, "Gates\u00a0cost")
        select(essay, *(start + units(ESSAY[:end]) for end in ends))
        essay.show_document(document(*ESSAY_BRIEF.parts[:1], shorter))
        assert essay.textCursor().selectedText().endswith(OMISSION)
        assert quoted(essay) == ESSAY[low - 4 : low + 8]
        essay.show_document(ESSAY_BRIEF)


def test_a_caret_whose_entry_goes_stands_at_the_next(sheet: Sheet) -> None:
    brief = briefs.many(6)
    sheet.show_document(brief)
    sheet.reveal("entry-card-3")
    sheet.show_document(with_parts(brief, lambda parts: parts.pop(4)))
    assert sheet.entry() == "entry-card-4"
    sheet.show_document(with_parts(brief, lambda parts: parts.clear()))
    assert sheet.entry() == ""


# Keys, mouse and signals


def test_the_entry_that_the_caret_comes_into_is_told(sheet: Sheet, qtbot: QtBot) -> None:
    entered: list[str] = []
    sheet.entryEntered.connect(entered.append)
    for _ in range(5):
        qtbot.keyClick(sheet, DOWN)
    assert entered == ["hat-1", "block-1", "entry-card-1"]
    assert sheet.entry() == "entry-card-1"
    qtbot.mouseClick(sheet.viewport(), LEFT, pos=at(sheet, find(sheet, "Contentions") + 2))
    assert entered[-1] == "hat-1"
    qtbot.keyClick(sheet, END, CONTROL)
    assert entered[-1] == "open-1"


@pytest.mark.parametrize("entry", ["answer-1", "entry-card-4", "block-2", "pocket"])
def test_revealing_brings_an_entry_to_a_third_and_tells_nobody(sheet: Sheet, entry: str) -> None:
    entered: list[str] = []
    sheet.entryEntered.connect(entered.append)
    sheet.reveal("open-1")
    sheet.reveal(entry)
    assert sheet.entry() == entry
    assert entered == []
    assert 0 <= sheet.cursorRect().top() <= sheet.viewport().height() * 0.72
    assert sheet.textCursor().atBlockStart()


def test_far_entries_come_to_a_third(sheet: Sheet) -> None:
    sheet.show_document(briefs.many(200))
    for entry in ("entry-card-150", "entry-card-20"):
        sheet.reveal(entry)
        assert abs(sheet.cursorRect().top() - sheet.viewport().height() / 3) < 6


def test_titles_are_edited_by_enter_f2_and_double_click(sheet: Sheet, qtbot: QtBot) -> None:
    asked: list[str] = []
    sheet.tagEditRequested.connect(asked.append)
    for entry, key in (("entry-card-1", Qt.Key.Key_Return), ("block-1", Qt.Key.Key_F2)):
        sheet.reveal(entry)
        qtbot.keyClick(sheet, key)
        assert asked.pop() == entry
    qtbot.mouseDClick(sheet.viewport(), LEFT, pos=at(sheet, find(sheet, "no longer buys")))
    assert asked.pop() == "entry-card-1"
    body = find(sheet, "than everyone")
    qtbot.mouseDClick(sheet.viewport(), LEFT, pos=at(sheet, body + 1))
    assert sheet.textCursor().selectedText() == "than"
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert asked == []


def test_a_menu_is_asked_for_where_it_is_wanted(essay: Sheet, qtbot: QtBot) -> None:
    wanted: list[QPoint] = []
    essay.menuRequested.connect(wanted.append)
    place = at(essay, find(essay, "money") + 1)
    for reason, there in (
        (QContextMenuEvent.Reason.Mouse, essay.viewport().mapToGlobal(place)),
        (QContextMenuEvent.Reason.Keyboard, essay.viewport().mapToGlobal(QPoint(5, 5))),
    ):
        QApplication.sendEvent(essay.viewport(), QContextMenuEvent(reason, place, there))
        assert quoted(essay) == "money"
    caret = essay.viewport().mapToGlobal(essay.cursorRect().bottomLeft())
    assert wanted == [essay.viewport().mapToGlobal(place), caret]
    select_words(essay, "cost\tmoney 😀")
    QApplication.sendEvent(
        essay.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, QPoint(9, 9))
    )
    assert quoted(essay) == "cost\tmoney 😀"


def test_tab_moves_on_and_the_keys_change_no_word(qtbot: QtBot) -> None:
    holder, view, field = QWidget(), Sheet(render), QLineEdit()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    column.addWidget(view)
    column.addWidget(field)
    view.show_document(ESSAY_BRIEF)
    holder.show()
    holder.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    shown = lines(view)
    qtbot.keyClicks(view, "abc")
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    qtbot.keyClick(view, Qt.Key.Key_V, CONTROL)
    assert lines(view) == shown
    assert view.hasFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert field.hasFocus()


def test_a_mouse_drag_selects(essay: Sheet) -> None:
    start, end = find(essay, "owner"), find(essay, "owner") + 5
    essay.viewport().repaint()
    left = essay.cursorRect(cursor_at(essay, start)).center()
    right = essay.cursorRect(cursor_at(essay, end)).center()
    QTest.mousePress(essay.viewport(), LEFT, pos=left)
    QTest.mouseMove(essay.viewport(), right)
    QTest.mouseRelease(essay.viewport(), LEFT, pos=right)
    assert quoted(essay) == "owner"


def cursor_at(view: Sheet, position: int) -> QTextCursor:
    cursor = view.textCursor()
    cursor.setPosition(position)
    return cursor


def test_a_note_is_said_over_its_words_and_its_mark(sheet: Sheet) -> None:
    note = "Chloé: Check the <year> & the 自力更生 phrase 😀"
    place = at(sheet, find(sheet, "When a small"))
    assert sheet.tip_at(QPointF(place)) == note
    assert sheet.tip_at(QPointF(sheet.column()[1] + 14, place.y())) == note
    assert sheet.tip_at(QPointF(at(sheet, find(sheet, "trade economist")))) == ""
    how = at(sheet, find(sheet, "undercut") + 1)
    assert sheet.tip_at(QPointF(how)) == "The step does not follow"


# Looks


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK])
def test_every_word_and_sign_is_readable(theme: Theme) -> None:
    colours = colours_of(theme)
    for words in (colours.ink, colours.soft, colours.argument, colours.link):
        assert contrast(words, colours.paper) >= 4.5
    for ground in (colours.yellow, colours.cyan, colours.green, colours.selection):
        assert contrast(colours.ink, ground) >= 7
    assert contrast(colours.accent, colours.paper) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_CONTRAST])
def test_the_paper_is_white_and_the_desk_is_the_themes(sheet: Sheet, theme: Theme) -> None:
    select_words(sheet, "everyone else is")
    kept = sheet.card_span()
    sheet.set_theme(theme)
    assert sheet.card_span() == kept
    picture = sheet.grab().toImage()
    assert picture.pixelColor(2, 2).name() == desk_colour(theme)
    assert picture.pixelColor(40, 300).name() == "#ffffff"


def test_a_highlight_is_seen_under_the_selection(sheet: Sheet) -> None:
    select(sheet, 0, 0)
    words = find(sheet, "than everyone")
    place = at(sheet, words + 4) - QPoint(0, 5)
    yellow = sheet.viewport().grab().toImage().pixelColor(place).name()
    assert yellow == colours_of(LIGHT).yellow
    select_words(sheet, "than everyone")
    selected = sheet.viewport().grab().toImage().pixelColor(place)
    assert selected.name() not in (yellow, colours_of(LIGHT).selection)
    assert selected.red() > selected.blue() + 60


@pytest.mark.parametrize("width", [320, 444, 700, 1280])
def test_the_text_flows_anew_and_never_past_the_paper(sheet: Sheet, width: int) -> None:
    sheet.resize(width, 560)
    left, right = sheet.column()
    paper = sheet.paper_area()
    assert paper.left() + 20 < left < right < paper.right() - 20
    assert right - left <= 640
    assert paper.right() <= sheet.viewport().width()
    assert sheet.document().size().width() <= sheet.viewport().width()
    view = sheet.viewport().geometry()
    assert abs(view.x() - (sheet.width() - view.x() - view.width())) <= 14
    tops = [sheet.area_of(number).top() for number in range(sheet.document().blockCount())]
    assert all(one < other for one, other in pairwise(tops))
