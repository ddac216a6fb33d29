"""The page of a review under real keys and a real mouse."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QImage, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from counterpoint.core.review_document import AGREED, Lane, LaneMark, ReviewDocument, Strength, Stretch
from counterpoint.core.vocabulary import KINDS
from counterpoint.ui.review.lanes import WIDTH, labels_of
from counterpoint.ui.review.page import ReviewPage
from counterpoint.ui.review.page_agreement import Agreement
from counterpoint.ui.review.page_speaking import summary
from counterpoint.ui.review.page_text import ReviewText
from counterpoint.ui.theme import DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK, LIGHT, Theme
from tests import reviews
from tests.reviews import HARBOUR, NAMES, SECOND, SUMMER, TEXT, TOLL, span

HEALTH = [HealthCheck.function_scoped_fixture]
EVERYBODY = frozenset({*NAMES, AGREED})
LEFT = Qt.MouseButton.LeftButton
RIGHT, CONTROL, SHIFT = (
    Qt.Key.Key_Right,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
SAMPLE = reviews.sample()
BY_KEY = {each.key: each for each in SAMPLE.differences}


@pytest.fixture
def page(qtbot: QtBot) -> ReviewPage:
    made = ReviewPage()
    qtbot.addWidget(made)
    made.resize(860, 728)
    made.show_review(SAMPLE, EVERYBODY)
    made.show()
    made.setFocus()
    qtbot.waitExposed(made)
    made.repaint()
    return made


@pytest.fixture
def view(page: ReviewPage) -> ReviewText:
    return page.text


def reviewed(
    *marks: tuple[str, int, int, int], text: str = TEXT, stretches: tuple[Stretch, ...] = ()
) -> ReviewDocument:
    """A review with these passages: annotator, start, end, number of the kind."""
    lanes = tuple(
        Lane(
            who,
            name,
            tuple(
                sorted(
                    LaneMark(start, end, KINDS[kind], "", f"p{number}")
                    for number, (by, start, end, kind) in enumerate(marks)
                    if by == who
                )
            ),
            len(text),
        )
        for who, name in NAMES.items()
    )
    return replace(SAMPLE, text=text, lanes=lanes, agreed=(), stretches=stretches, differences=())


def bars(view: ReviewText) -> dict[str, list[QRectF]]:
    """The bars in view by the id of their mark, in document coordinates."""
    found: dict[str, list[QRectF]] = {}
    for block, area in view.in_view():
        for bar in view.beside(block, area).bars:
            place = bar.area.translated(view._measures.gutter, area.top())
            found.setdefault(bar.mark.id, []).append(place)
    return found


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def on_letter(view: ReviewText, position: int) -> QPoint:
    """A point of the viewport over a letter, found by Qt's own cursor."""
    cursor = view.textCursor()
    cursor.setPosition(units(TEXT[:position]))
    here = view.cursorRect(cursor).center()
    cursor.setPosition(units(TEXT[: position + 1]))
    return (here + view.cursorRect(cursor).center()) / 2


def tint(view: ReviewText, position: int) -> QColor:
    """The commonest colour over the letters' tops where a letter stands."""
    image: QImage = view.viewport().grab().toImage()
    point = on_letter(view, position)
    top = view.areas(position, position + 1)[0].top() - view.verticalScrollBar().value()
    return image.pixelColor(QPoint(point.x(), round(top) + 2))


PASSAGES = st.lists(
    st.tuples(
        st.sampled_from(sorted(NAMES)),
        st.integers(0, len(TEXT) - 1),
        st.integers(1, 160),
        st.integers(0, 2),
    ).map(lambda it: (it[0], it[1], min(len(TEXT), it[1] + it[2]), it[3])),
    max_size=12,
)


@settings(max_examples=60, suppress_health_check=HEALTH)
@given(PASSAGES)
def test_a_bar_stands_beside_every_line_of_a_passage_and_hides_no_other(
    page: ReviewPage, marks: list[tuple[str, int, int, int]]
) -> None:
    view = page.text
    page.show_review(reviewed(*marks), EVERYBODY)
    found = bars(view)
    lefts = {column.annotator_id: column.left + view._measures.gutter for column in view._columns}
    for number, (who, start, end, _) in enumerate(marks):
        words = TEXT[start:end]
        first = start + len(words) - len(words.lstrip()) if words.strip() else start
        lines = view.areas(first, first + len(words.strip()) if words.strip() else end)
        mine = found.get(f"{who}/p{number}", [])
        for line in lines:
            beside = [bar for bar in mine if bar.top() < line.bottom() and line.top() < bar.bottom()]
            assert beside, (who, TEXT[start:end], line)
        for bar in mine if lines else []:
            assert bar.height() >= 2
            assert lefts[who] <= bar.left()
            assert bar.right() <= lefts[who] + WIDTH + 0.01
            assert min(line.top() for line in lines) <= bar.top()
            assert bar.bottom() <= max(line.bottom() for line in lines)
    everything = [bar for each in found.values() for bar in each]
    for one, other in combinations(everything, 2):
        both = one.intersected(other)
        assert both.width() <= 0.01 or both.height() <= 0.01


def test_a_bar_covers_its_lines_whole_where_nobody_shares_them(page: ReviewPage, view: ReviewText) -> None:
    start, end = span(TOLL)
    page.show_review(reviewed(("ada", start, end, 0), ("ben", start, start + 10, 1)), EVERYBODY)
    found, lines = bars(view), view.areas(start, end)
    (whole,), (first,) = found["ada/p0"], found["ben/p1"]
    assert len(lines) == 2
    assert whole.top() == lines[0].top() + 4 == first.top()
    assert lines[1].top() < whole.bottom() < lines[1].bottom() == lines[0].bottom() + lines[1].height()
    assert lines[0].top() < first.bottom() < lines[0].bottom()
    assert whole.width() == first.width() == WIDTH


def test_passages_on_one_line_share_its_height_and_nested_ones_the_width(
    page: ReviewPage, view: ReviewText
) -> None:
    start = span(TOLL)[0]
    page.show_review(
        reviewed(
            ("ada", start, start + 9, 0), ("ada", start + 10, start + 20, 1), ("ben", start, start + 20, 0)
        ),
        EVERYBODY,
    )
    found = bars(view)
    (first,), (second,), (whole,) = found["ada/p0"], found["ada/p1"], found["ben/p2"]
    assert first.width() == second.width() == WIDTH
    assert whole.top() == first.top() < first.bottom() < second.top() < second.bottom() == whole.bottom()
    page.show_review(reviewed(("ada", start, start + 20, 0), ("ada", start + 5, start + 9, 2)), EVERYBODY)
    found = bars(view)
    (outer,), (inner,) = found["ada/p0"], found["ada/p1"]
    assert outer.right() < inner.left()
    assert outer.height() == inner.height()


def test_a_bar_goes_on_through_the_gap_between_paragraphs(page: ReviewPage, view: ReviewText) -> None:
    start, end = span(TOLL)[0], span("teaches her")[1]
    page.show_review(reviewed(("ada", start, end, 0)), EVERYBODY)
    mine = bars(view)["ada/p0"]
    assert len(mine) == 3
    assert all(abs(upper.bottom() - lower.top()) < 0.01 for upper, lower in pairwise(mine))


@pytest.mark.parametrize(
    "quote", [TOLL, "cafe\u0301 owners 👨‍👩‍👧‍👦 who", HARBOUR, "التاجر إن", SUMMER, "夏天之前𠀀"]
)
def test_what_is_painted_is_the_passage_to_the_letter(page: ReviewPage, view: ReviewText, quote: str) -> None:
    start, end = span(quote)
    page.show_review(reviewed(("ada", start, end, 1), stretches=(Stretch(start, end, "all"),)), EVERYBODY)
    paper, full = QColor(LIGHT.paper), view._blender.fill((0, 0, 0, 3, 0, 0))
    for position in (start, start + 1, end - 1):
        if TEXT[position] not in "\u0301\u200d":
            assert tint(view, position) == full, TEXT[position]
    for position in (start - 1, end):
        if TEXT[position] not in "\n":
            assert tint(view, position) == paper, TEXT[position]


def test_tints_deepen_with_agreement(page: ReviewPage, view: ReviewText) -> None:
    start, end = span(TOLL)
    lightness: dict[Strength, int] = {}
    strengths: tuple[Strength, ...] = ("all", "bounds", "alone")
    for strength in strengths:
        marks = [(who, start, end, 0) for who in NAMES]
        page.show_review(reviewed(*marks, stretches=(Stretch(start, end, strength),)), EVERYBODY)
        lightness[strength] = tint(view, start + 2).lightness()
    assert lightness["all"] < lightness["bounds"] < lightness["alone"] < QColor(LIGHT.paper).lightness()
    page.show_review(
        reviewed(("ada", start, end, 0), ("ben", start, end, 2), stretches=(Stretch(start, end, "kind"),)),
        EVERYBODY,
    )
    sheet = view._sheet(view.document().findBlock(units(TEXT[:start])))
    assert [colour for colour, _ in sheet.fills] == list(view._blender.bands((0, 2, 0, 0, 0, 2)))
    assert {underline.kind for underline in (*sheet.lines, *sheet.waves)} == {"claim", "rhetoric"}


PARTS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9), st.sampled_from(["all", "kind", "bounds"])))


@given(PARTS, st.integers(0, 60), st.integers(1, 60))
def test_agreement_is_told_of_every_letter(
    parts: list[tuple[int, int, Strength]], start: int, length: int
) -> None:
    known: dict[int, Strength] = {}
    stretches, at = [], 0
    for gap, wide, strength in parts:
        stretches.append(Stretch(at + gap, at + gap + wide, strength))
        known.update(dict.fromkeys(range(at + gap, at + gap + wide), strength))
        at += gap + wide
    told = [
        (position, piece.strength)
        for piece in Agreement(stretches).within(start, start + length)
        for position in range(piece.start, piece.end)
    ]
    assert told == [(position, known.get(position, "alone")) for position in range(start, start + length)]


def test_hidden_lanes_are_gone_and_the_text_stays_where_it_is(page: ReviewPage, view: ReviewText) -> None:
    places, everybody = view.areas(*span(HARBOUR)), bars(view)
    assert {mark.split("/")[0] for mark in everybody} == EVERYBODY
    page.show_review(SAMPLE, frozenset({"ben"}))
    assert {mark.split("/")[0] for mark in bars(view)} == {"ben"}
    assert view.areas(*span(HARBOUR)) == places
    assert tint(view, span(reviews.SCHOOL)[0] + 2) == QColor(LIGHT.paper)
    page.show_review(SAMPLE, EVERYBODY - {AGREED})
    assert {mark.split("/")[0] for mark in bars(view)} == set(NAMES)
    page.show_review(SAMPLE, frozenset())
    assert bars(view) == {}
    page.show_review(SAMPLE, EVERYBODY)
    assert bars(view) == everybody


def test_the_agreed_lane_stands_apart_and_has_no_part_in_the_tints(
    page: ReviewPage, view: ReviewText
) -> None:
    agreed, first = view._columns[0], view._columns[1]
    assert (agreed.annotator_id, agreed.label) == (AGREED, "Agreed")
    assert agreed.left + WIDTH + 10 < first.left
    page.show_review(SAMPLE, frozenset({AGREED}))
    assert tint(view, span(HARBOUR)[0] + 1) == QColor(LIGHT.paper)
    assert set(bars(view)) == {"agreed/agreed-1", "agreed/agreed-2"}


def framed(view: ReviewText, accent: str) -> set[tuple[int, int]]:
    """The points of the viewport, right of the lanes, that are drawn in the accent."""
    image = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    points = memoryview(image.constBits()).cast("B").cast("I")
    sought, left = QColor(accent).rgb(), view._measures.gutter - 12
    places = (divmod(number, image.width()) for number, colour in enumerate(points) if colour == sought)
    return {(x, y) for y, x in places if x >= left}


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_CONTRAST, HIGH_CONTRAST_DARK])
@pytest.mark.parametrize("key", ["k-arabic", "k-chinese"])
def test_a_difference_is_framed(page: ReviewPage, view: ReviewText, theme: Theme, key: str) -> None:
    page.set_theme(theme)
    difference = BY_KEY[key]
    before = framed(view, theme.claim)
    page.show_difference(difference)
    drawn = framed(view, theme.claim) - before
    (area,) = view.areas(difference.start, difference.end)
    around = area.translated(0, -view.verticalScrollBar().value()).adjusted(-6, -6, 6, 6)
    assert len(drawn) > area.width()
    assert all(around.contains(QPointF(*point)) for point in drawn)
    page.show_difference(None)
    assert framed(view, theme.claim) == before


def test_a_difference_is_brought_well_into_view_and_said(page: ReviewPage, qtbot: QtBot) -> None:
    document = reviews.many(3, 60, 60_000)
    view = page.text
    page.show_review(document, frozenset(lane.annotator_id for lane in document.lanes))
    for difference in (document.differences[-1], document.differences[0], document.differences[4]):
        with qtbot.waitSignal(view.announced) as said:
            page.show_difference(difference)
        view._glide.setCurrentTime(view._glide.duration())
        areas = view.areas(difference.start, difference.start + 1)
        assert areas
        top = areas[0].top() - view.verticalScrollBar().value()
        assert 0 <= top <= 0.75 * view.viewport().height()
        assert said.args == [view.accessibleDescription()]
        assert difference.quote in view.accessibleDescription()
        assert difference.start <= view.caret() < difference.end


def test_what_is_said_of_a_difference(page: ReviewPage, view: ReviewText) -> None:
    page.show_difference(BY_KEY["k-kind"])
    said = view.accessibleDescription()
    assert said.startswith("Same place, other kind. “Raising the toll 🚢")
    assert said.endswith("Ada: claim; Ben: claim, 10 words longer; Chloé: rhetoric.")
    page.show_difference(BY_KEY["k-agree"])
    assert view.accessibleDescription().startswith("All agree. “listed")
    assert view.accessibleDescription().endswith("Decided: Ada and Ben accepted.")
    page.show_difference(None)
    assert view.accessibleDescription() == ""


def test_the_caret_stays_where_one_clicked_in_the_difference(page: ReviewPage, view: ReviewText) -> None:
    start, _ = span(TOLL)
    view.select_span(start + 7, start + 7)
    page.show_difference(BY_KEY["k-kind"])
    assert view.caret() == start + 7
    page.show_difference(BY_KEY["k-chinese"])
    assert view.caret() == span(SUMMER)[0]


@pytest.mark.parametrize(
    "word", ["harbour", "owners", "🚢", "captain", "السفن", "hips إلى", "夏天", "到港口", "door"]
)
def test_a_click_in_the_text_says_which_code_point(
    page: ReviewPage, view: ReviewText, qtbot: QtBot, word: str
) -> None:
    position = TEXT.index(word)
    with qtbot.waitSignal(page.placeClicked) as clicked:
        qtbot.mouseClick(view.viewport(), LEFT, pos=on_letter(view, position))
    assert clicked.args == [position]


def test_a_click_on_a_bar_goes_to_its_passage_and_one_beside_it_nowhere(
    page: ReviewPage, view: ReviewText, qtbot: QtBot
) -> None:
    bar = bars(view)["ben/b5"][0]
    with qtbot.waitSignal(page.placeClicked) as clicked:
        qtbot.mouseClick(view.viewport(), LEFT, pos=bar.center().toPoint())
    assert clicked.args == [span(SUMMER)[0]]
    with qtbot.assertNotEmitted(page.placeClicked):
        qtbot.mouseClick(view.viewport(), LEFT, pos=bar.center().toPoint() + QPoint(12, 0))
        qtbot.mouseClick(view.viewport(), LEFT, pos=QPoint(view.viewport().width() - 5, 600))


def test_a_drag_selects_and_is_no_click(page: ReviewPage, view: ReviewText, qtbot: QtBot) -> None:
    start, end = span("قال التاجر")
    with qtbot.assertNotEmitted(page.placeClicked):
        QTest.mousePress(view.viewport(), LEFT, pos=on_letter(view, start))
        QTest.mouseMove(view.viewport(), on_letter(view, end))
        QTest.mouseRelease(view.viewport(), LEFT, pos=on_letter(view, end))
    assert view.span() is not None
    qtbot.keyClick(view, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(view, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == TEXT


def test_the_tooltip_says_whose_which_kind_and_detail(page: ReviewPage, view: ReviewText) -> None:
    over_text = view.tip_at(QPointF(on_letter(view, span(TOLL)[0] + 3)))
    for words in ("Claim · thesis · Ada", "Claim · contention · Ben", "Rhetoric · loaded language · Chloé"):
        assert words in over_text
    bar = bars(view)["ben/b2"][0]
    assert "Evidence · example · Ben" in view.tip_at(bar.center())
    assert "Ada" not in view.tip_at(bar.center())
    agreed = bars(view)["agreed/agreed-1"][0]
    assert "Evidence · statistic · Agreed" in view.tip_at(agreed.center())
    assert view.tip_at(QPointF(on_letter(view, span("Who would")[0]))) == ""


def test_a_tooltip_shows_hostile_names_as_they_are(page: ReviewPage, view: ReviewText) -> None:
    lanes = (SAMPLE.lanes[0]._replace(name="<b>&", upto=0), *SAMPLE.lanes[1:])
    page.show_review(replace(SAMPLE, lanes=lanes), EVERYBODY)
    column = view._columns[1]
    label = QPointF(column.left + view._measures.gutter + 3, view.header_top() + 5)
    assert view.tip_at(label) == "<span>&lt;b&gt;&amp; has read 0 % of the essay</span>"
    assert "&lt;b&gt;&amp;" in view.tip_at(QPointF(on_letter(view, span(TOLL)[0])))


def test_what_is_not_read_yet_is_dashed_and_said(page: ReviewPage, view: ReviewText) -> None:
    chloe = next(column for column in view._columns if column.annotator_id == "chloe")
    lane = chloe.left + view._measures.gutter + WIDTH / 2
    heading, before = view.areas(*span(SECOND))[0], view.areas(*span(TOLL))[0]
    assert "Chloé has not read this yet" in view.tip_at(QPointF(lane, heading.center().y()))
    assert "not read" not in view.tip_at(QPointF(lane, before.center().y()))
    unread = {
        area.top(): [column.annotator_id for column, _ in view.beside(block, area).unread]
        for block, area in view.in_view()
    }
    assert all(who == (["chloe"] if top >= heading.top() - 1 else []) for top, who in unread.items())
    image = view.viewport().grab().toImage()
    column = [
        image.pixelColor(round(lane), y).name()
        for y in range(round(heading.top()), round(view.areas(*span(reviews.DOOR))[-1].top()))
    ]
    assert 0.2 < sum(colour != LIGHT.paper for colour in column) / len(column) < 0.9


def test_reading_ends_within_a_paragraph(page: ReviewPage, view: ReviewText) -> None:
    lanes = (SAMPLE.lanes[0]._replace(upto=span(TOLL)[1]), *SAMPLE.lanes[1:])
    page.show_review(replace(SAMPLE, lanes=lanes), EVERYBODY)
    block = view.document().findBlock(units(TEXT[: span(TOLL)[0]]))
    area = view.document().documentLayout().blockBoundingRect(block)
    ((column, top),) = view.beside(block, area).unread
    last = view.areas(*span(TOLL))[-1]
    assert column.name == "Ada"
    assert last.top() < area.top() + top <= last.bottom()


def test_arrows_move_the_caret_and_say_who_tagged_what(
    page: ReviewPage, view: ReviewText, qtbot: QtBot
) -> None:
    start = span(TOLL)[0]
    view.select_span(start - 1, start - 1)
    with qtbot.waitSignal(view.announced) as said:
        qtbot.keyClick(view, RIGHT)
    assert said.args is not None
    assert set(said.args[0].split("; ")) == {
        "Claim · thesis · Ada",
        "Claim · contention · Ben",
        "Rhetoric · loaded language · Chloé",
    }
    qtbot.keyClick(view, RIGHT, SHIFT)
    assert view.span() == (start, start + 1)


def test_letters_and_enter_reach_the_window(page: ReviewPage, view: ReviewText) -> None:
    pressed: list[str] = []
    for key in ("J", "K", "R", "Z", "1", "Return"):
        action = QAction(key, page)
        action.setShortcut(key)
        action.triggered.connect(lambda _=False, key=key: pressed.append(key))
        page.addAction(action)
    assert view.hasFocus()
    for key in ("J", "K", "R", "Z", "1", "Return"):
        QTest.keyClick(page.windowHandle(), getattr(Qt.Key, f"Key_{key}"))
    assert pressed == ["J", "K", "R", "Z", "1", "Return"]


def test_what_is_read_stays_in_view_when_the_review_changes(page: ReviewPage, view: ReviewText) -> None:
    page.resize(860, 400)
    page.show_difference(BY_KEY["k-chinese"])
    view.verticalScrollBar().setValue(120)
    shown = view.document()
    ruled = tuple(each._replace(ruled=BY_KEY["k-agree"].ruled) for each in SAMPLE.differences)
    page.show_review(replace(SAMPLE, differences=ruled, agreed=()), EVERYBODY)
    assert view.document() is shown
    assert view.verticalScrollBar().value() == 120
    assert view.page is not None
    assert view.page.byline == "3 annotators · 6 differences, 6 decided"
    assert not any(mark.startswith("agreed/") for mark in bars(view))
    assert view._difference == BY_KEY["k-chinese"]
    page.show_review(reviews.many(2, 10, 3_000), EVERYBODY)
    assert view.verticalScrollBar().value() == 0
    assert view._difference is None


def test_the_gutter_follows_the_lanes_and_not_the_reading_size(page: ReviewPage, view: ReviewText) -> None:
    gutter = view._measures.gutter
    page.set_reading_size(20)
    assert view._measures.gutter == gutter
    assert view.areas(*span(TOLL))[0].left() == gutter
    more = tuple(Lane(f"more-{number}", f"More {number}", (), 0) for number in range(6))
    view.verticalScrollBar().setValue(250)
    top = view.top_position()
    page.show_review(replace(SAMPLE, lanes=(*SAMPLE.lanes, *more)), EVERYBODY)
    assert abs(view.top_position() - top) < 40
    assert view._measures.gutter > gutter + 90
    view.verticalScrollBar().setValue(0)
    assert view.areas(0, 1)[0].left() == view._measures.gutter


def test_the_labels_stay_above_the_lanes(page: ReviewPage, view: ReviewText) -> None:
    assert view.header_top() > view.areas(*span(reviews.TITLE))[0].bottom()
    assert view.header_top() < view.areas(*span(reviews.FIRST))[0].top()
    page.resize(860, 300)
    view.verticalScrollBar().setValue(250)
    assert view.header_top() == 250
    column = view._columns[-1]
    assert view.label_at(QPointF(column.left + view._measures.gutter + 2, 8)) == column


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (("Ada", "Ben", "Chloé"), ("A", "B", "C")),
        (("Ada", "Anna", "Ben"), ("Ad", "An", "Be")),
        (("Annotator 1", "Annotator 2", "Zoë"), ("A1", "A2", "Z")),
        (("Annotator A", "Annotator B", "Annotator C"), ("A", "B", "C")),
        (("E\u0301mile", "Emil"), ("E\u0301", "E")),
        (("علي", "عمر", "王", "👩‍🏫 Ms T"), ("عل", "عم", "王", "👩‍🏫")),
        ((" ", ""), ("?1", "?2")),
    ],
)
def test_labels_are_the_letters_that_tell_people_apart(
    names: tuple[str, ...], labels: tuple[str, ...]
) -> None:
    assert labels_of(names) == labels


@given(st.lists(st.text(max_size=6), max_size=8))
def test_labels_are_never_the_same(names: list[str]) -> None:
    labels = labels_of(names)
    assert len(set(labels)) == len(names)
    assert all(labels)


def test_the_line_under_the_title() -> None:
    assert summary(SAMPLE) == "3 annotators · 6 differences, 2 decided"
    one = replace(SAMPLE, lanes=SAMPLE.lanes[:1], differences=SAMPLE.differences[:1])
    assert summary(one) == "1 annotator · 1 difference, none decided"
    assert summary(replace(SAMPLE, differences=(BY_KEY["k-agree"],))) == "3 annotators · no differences"


def test_the_legend_fits_where_there_is_little_room(page: ReviewPage, view: ReviewText) -> None:
    for width in (1280, 860, 644):
        page.resize(width, 628)
        assert view.legend.geometry().right() < view.width()
        assert view.legend.width() == view.legend.sizeHint().width()


def test_nothing_at_all_can_be_reviewed(page: ReviewPage, view: ReviewText) -> None:
    page.show_review(replace(reviewed(text=""), lanes=(), headings=(), title="", essay_id="none"), EVERYBODY)
    page.show_difference(None)
    assert bars(view) == {}
    assert not view.grab().isNull()
    cursor = view.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    assert cursor.position() == 0
