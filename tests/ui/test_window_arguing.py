"""Answers, links, the outline and the palette in the real window, by keys alone."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpoint.core.records import Essay, Passage
from counterpoint.core.vocabulary import KINDS
from counterpoint.ui.session.looking import show_annotator, tag_as
from counterpoint.workspace import arguments, library, tagging
from tests.library import TEXT, with_essay
from tests.library import library as new_library
from tests.ui.conftest import OpenDesk
from tests.ui.desk import Desk

FIRST = "Fences 😀 teach climbers."
PRICES = "Prices rose by 3.5 percent in the U.S. market."
WHO = "Who pays?"
OTHER = "Tariffs are taxes. 商人说，船只不会回到港口。 Merchants 🚢 pay them."
SHIPS = "商人说，船只不会回到港口。"


@pytest.fixture
def two(tmp_path: Path, open_desk: OpenDesk) -> Desk:
    """The window on a library of two essays, the first one open."""
    ws, _first = with_essay(tmp_path)
    library.add_essays(ws, [Essay(title="Ships", text=OTHER)])
    ws.close()
    return open_desk(tmp_path / "library.counterpoint")


def write_answer(desk: Desk, heading: str, how: str = "Alt+1", evidence: str = "", why: str = "") -> None:
    """Write an answer to what is selected, with nothing but the keyboard."""
    desk.press("A")
    editor = desk.editor()
    assert editor.reasoning.editor.hasFocus()
    desk.type(why)
    desk.press("Alt+H", "Ctrl+A")
    desk.type(heading)
    desk.press(how)
    assert editor.how.value() == ("rebut", "undercut", "undermine", "turn", "outweigh")[int(how[-1]) - 1]
    if evidence:
        desk.press("Ctrl+L")
        desk.palette()
        desk.type(evidence)
        desk.press("Return", "Ctrl+Return")
    desk.press("Ctrl+Return")
    desk.until(lambda: not desk.is_writing())
    desk.settle()


def open_essay(desk: Desk, title: str) -> None:
    """Go to another essay by the palette."""
    desk.press("Ctrl+P")
    desk.type(title)
    desk.press("Return")
    assert desk.essay.title == title


def test_an_answer_is_written_by_the_keyboard_alone(two: Desk) -> None:
    open_essay(two, "Ships")
    two.caret_to(SHIPS)
    two.press("2")
    open_essay(two, "Fences")
    two.caret_to(WHO)
    two.press("1")
    assert two.outline_rows() == [f"claim: {WHO} [no evidence] [unanswered]"]
    write_answer(two, "AT: 123 jk Nobody pays", "Alt+4", "商人", "Because **nobody** 0 1 2\n")
    assert [(each.heading, each.how, each.reasoning) for each in two.answers()] == [
        ("AT: 123 jk Nobody pays", "turn", "Because **nobody** 0 1 2\n")
    ]
    relations = sorted((each.relation, each.source_type, each.target_type) for each in two.links())
    assert relations == [
        ("answers", "counterargument", "passage"),
        ("supports", "passage", "counterargument"),
    ]
    assert two.outline_rows() == [
        f"claim: {WHO} [no evidence]",
        "  answer: AT: 123 jk Nobody pays",
        f"    evidence: {SHIPS}",
    ]
    assert two.tags() == [("claim", WHO)]
    two.shows_what_is_there()
    two.press("Ctrl+Z")
    assert not two.answers()
    assert not two.links()
    two.shows_what_is_there()
    two.press("Ctrl+Shift+Z")
    assert len(two.links()) == 2
    two.shows_what_is_there()


def test_answers_to_answers_four_deep(desk: Desk) -> None:
    desk.caret_to(WHO)
    desk.press("1")
    for depth in range(1, 5):
        write_answer(desk, f"AT: level {depth}", f"Alt+{depth + 1}")
    assert desk.outline_rows() == [
        f"claim: {WHO} [no evidence]",
        "  answer: AT: level 1 [no support]",
        "    answer: AT: level 2 [no support]",
        "      answer: AT: level 3 [no support]",
        "        answer: AT: level 4 [no support]",
    ]
    by_heading = {each.heading: each.how for each in desk.answers()}
    assert by_heading == {
        "AT: level 1": "undercut",
        "AT: level 2": "undermine",
        "AT: level 3": "turn",
        "AT: level 4": "outweigh",
    }
    for _ in range(4):
        desk.press("Ctrl+Z")
        desk.shows_what_is_there()
    assert desk.outline_rows() == [f"claim: {WHO} [no evidence] [unanswered]"]


def test_answering_an_untagged_sentence_makes_it_a_claim(desk: Desk) -> None:
    desk.caret_to(PRICES)
    write_answer(desk, "AT: They fell")
    assert desk.tags() == [("claim", PRICES)]
    assert [each.target_id for each in desk.links()] == [desk.passages()[0].id]


def test_giving_up_the_answer_to_an_untagged_sentence_leaves_it_untagged(desk: Desk) -> None:
    desk.caret_to(WHO)
    desk.press("1")
    desk.caret_to(PRICES)
    desk.press("A")
    assert len(desk.tags()) == 2
    desk.press("Esc")
    assert desk.tags() == [("claim", WHO)]
    desk.caret_to(WHO)
    desk.press("A", "Esc")
    assert desk.tags() == [("claim", WHO)]
    assert not desk.is_writing()


def test_an_answer_that_is_given_up_asks_and_leaves_nothing(desk: Desk) -> None:
    desk.caret_to(WHO)
    desk.press("1", "A")
    editor = desk.editor()
    desk.type("half")
    with desk.answering("Esc"):
        desk.press("Esc")
    assert editor.reasoning.text() == "half"
    with desk.answering("Tab", "Space") as said:
        desk.press("Esc")
    assert "Throw away" in said[0]
    assert not desk.is_writing()
    assert desk.answers() == []


def test_evidence_is_linked_to_a_claim_by_the_palette(desk: Desk) -> None:
    desk.caret_to(PRICES)
    desk.press("2")
    desk.caret_to(WHO)
    desk.press("1")
    desk.caret_to(PRICES)
    desk.press("L")
    desk.type("who pays")
    desk.press("Return")
    desk.type("supp")
    desk.press("Return")
    assert [each.relation for each in desk.links()] == ["supports"]
    assert desk.outline_rows() == [f"claim: {WHO} [unanswered]", f"  evidence: {PRICES}"]
    assert desk.window.reader.hasFocus()
    assert desk.window.outline.model.node(desk.window.outline.view.currentIndex().row()).depth == 1
    desk.press("L")
    desk.type("who pays")
    desk.press("Return", "Esc")
    assert len(desk.links()) == 1
    desk.press("Ctrl+Z")
    assert desk.outline_rows() == [f"evidence: {PRICES}", f"claim: {WHO} [no evidence] [unanswered]"]
    desk.shows_what_is_there()


def test_the_palette_goes_to_essays_passages_and_actions(two: Desk) -> None:
    two.caret_to(WHO)
    two.press("1")
    open_essay(two, "Ships")
    two.press("Ctrl+P")
    two.type("@who pa")
    two.press("Return")
    assert two.essay.title == "Fences"
    assert two.selected() == two.passages()[0].id
    assert two.window.reader.hasFocus()
    two.press("Ctrl+P")
    two.type(">change nothing here")
    two.press("Esc")
    two.press("Ctrl+P")
    two.type(">tag as rhetoric")
    two.press("Return")
    assert two.tags() == [("rhetoric", WHO)]


def test_coming_back_to_an_essay_one_is_where_one_was(two: Desk) -> None:
    two.caret_to(WHO, 4)
    place = two.window.reader.caret()
    open_essay(two, "Ships")
    assert two.window.reader.caret() == 0
    open_essay(two, "Fences")
    assert two.window.reader.caret() == place


def test_from_an_answer_j_goes_on_to_the_next_passage(desk: Desk) -> None:
    for words in (FIRST, PRICES, WHO):
        desk.caret_to(words)
        desk.press("1")
    ids = [each.id for each in desk.passages()]
    desk.press("K")
    write_answer(desk, "AT: They fell")
    write_answer(desk, "AT: They did not")
    assert desk.selected() not in ids
    desk.press("J")
    assert desk.selected() == ids[2]
    desk.press("K", "K")
    assert desk.selected() == ids[0]


# The outline


def test_arrows_and_enter_in_the_outline_go_to_the_passage(desk: Desk) -> None:
    for words, key in ((FIRST, "1"), (PRICES, "2"), (WHO, "1")):
        desk.caret_to(words)
        desk.press(key)
    desk.press("Ctrl+Home")
    desk.window.outline.setFocus()
    desk.press("Home")
    ids = [each.id for each in desk.passages()]
    for place, key in ((0, ""), (1, "Down"), (2, "Down"), (1, "Up")):
        if key:
            desk.press(key)
        assert desk.selected() == ids[place]
        desk.agrees_on_what_is_selected()
        assert desk.window.outline.view.hasFocus()
    desk.press("3")
    assert [each.kind for each in desk.passages()] == ["claim", "rhetoric", "claim"]
    desk.press("0")
    assert [each.id for each in desk.passages()] == [ids[0], ids[2]]
    desk.press("Home", "Down", "Return")
    assert desk.window.reader.hasFocus()
    assert desk.window.reader.caret() == desk.passages()[1].start


def test_tab_and_down_lead_from_the_essay_into_the_outline(desk: Desk) -> None:
    desk.caret_to(WHO)
    desk.press("1", "Tab", "Down")
    assert desk.window.outline.view.hasFocus()
    desk.press("Esc")
    assert desk.window.reader.hasFocus()


def test_a_row_shown_twice_can_be_passed_by_the_arrows(desk: Desk) -> None:
    for words, key in ((FIRST, "1"), (PRICES, "2"), (WHO, "1")):
        desk.caret_to(words)
        desk.press(key)
    first, price, who = desk.passages()
    for claim in (first, who):
        arguments.link(desk.ws, "supports", "passage", price.id, "passage", claim.id)
    desk.settle()
    desk.window.outline.setFocus()
    desk.press("Home")
    seen = [desk.selected()]
    for _ in range(3):
        desk.press("Down")
        seen.append(desk.selected())
    assert seen == [first.id, price.id, who.id, price.id]


def test_the_outline_jumps_into_another_essay(two: Desk) -> None:
    open_essay(two, "Ships")
    two.caret_to(SHIPS)
    two.press("2")
    ship = two.passages()[0]
    open_essay(two, "Fences")
    two.caret_to(WHO)
    two.press("1")
    arguments.link(two.ws, "supports", "passage", ship.id, "passage", two.passages()[0].id)
    two.settle()
    two.window.outline.setFocus()
    two.press("Home", "Down")
    assert two.selected() == ship.id
    assert two.essay.title == "Fences"
    two.press("1")
    assert "go there with Enter" in two.notices()
    assert two.tags() == [("claim", WHO)]
    two.press("Return")
    assert two.essay.title == "Ships"
    assert two.selected() == ship.id
    assert two.window.reader.caret() == ship.start
    two.shows_what_is_there()


def test_badges_and_the_holes_filter_follow_at_once(desk: Desk) -> None:
    for words, key in ((FIRST, "1"), (PRICES, "2"), (WHO, "1")):
        desk.caret_to(words)
        desk.press(key)
    first, price, who = desk.passages()
    desk.press("Ctrl+Shift+H")
    assert desk.window.outline.view.hasFocus()
    bare = [f"claim: {FIRST} [no evidence] [unanswered]", f"claim: {WHO} [no evidence] [unanswered]"]
    assert desk.outline_rows() == bare
    arguments.link(desk.ws, "supports", "passage", price.id, "passage", who.id)
    assert desk.outline_rows()[1] == f"claim: {WHO} [unanswered]"
    arguments.answer(desk.ws, "passage", who.id, "AT: We do", "", "rebut", [price.id])
    assert desk.outline_rows() == [bare[0]]
    desk.press("Ctrl+Z")
    assert desk.outline_rows()[1] == f"claim: {WHO} [unanswered]"
    desk.press("Ctrl+Z")
    assert desk.outline_rows() == bare
    desk.press("Ctrl+Shift+Z", "Ctrl+Shift+Z")
    assert desk.outline_rows() == [bare[0]]
    desk.shows_what_is_there()
    desk.press("Ctrl+Shift+H")
    assert len(desk.outline_rows()) == 5
    assert first.id == desk.window.outline.model.node(0).id
    desk.shows_what_is_there()


def test_undo_goes_to_the_essay_where_something_changes(two: Desk) -> None:
    two.caret_to(WHO)
    two.press("1", "2")
    open_essay(two, "Ships")
    two.press("Ctrl+Z")
    assert two.essay.title == "Fences"
    assert two.selected() == two.passages()[0].id
    assert two.tags() == [("claim", WHO)]
    two.shows_what_is_there()
    two.press("Ctrl+Z")
    assert two.tags() == []


def test_on_the_map_no_sentence_is_tagged_unseen(desk: Desk) -> None:
    desk.caret_to(WHO)
    desk.press("Ctrl+2", "1", "A")
    assert "Sentences are tagged in the essay" in desk.notices()
    assert desk.tags() == []
    assert not desk.is_writing()
    desk.press("Ctrl+1", "1", "Ctrl+2", "2")
    assert desk.tags() == [("evidence", WHO)]


# Other people's passages


@pytest.fixture
def theirs(desk: Desk) -> Desk:
    """A passage of Ben's in an essay where Ada tags, selected."""
    ada, ben = desk.annotator("Ada"), desk.annotator("Ben")
    tag_as(desk.session, ben.id)
    desk.caret_to(WHO)
    desk.press("1")
    tag_as(desk.session, ada.id)
    desk.press("Ctrl+Home", "J")
    assert desk.selected() == desk.passages()[0].id
    return desk


def test_others_passages_are_refused_with_a_notice(theirs: Desk) -> None:
    before = theirs.passages()
    theirs.press("0")
    assert "This passage is Ben’s" in theirs.notices()
    theirs.press("Esc", "N")
    assert "Only one’s own passages take a note" in theirs.notices()
    theirs.type("never")
    theirs.press("D", "Alt+Right", "Alt+Left")
    assert theirs.passages() == before
    assert theirs.window.passage_pane.isVisible()


def test_a_digit_on_anothers_passage_makes_ones_own_beside_it(theirs: Desk) -> None:
    before = theirs.passages()[0]
    theirs.press("J", "K", "2")
    assert [(each.kind, each.annotator_id) for each in theirs.passages()] == [
        ("claim", before.annotator_id),
        ("evidence", theirs.annotator("Ada").id),
    ]
    assert theirs.passages()[0] == before
    theirs.press("0")
    assert theirs.passages() == [before]


def test_an_annotator_is_hidden_and_shown(theirs: Desk) -> None:
    ben = theirs.annotator("Ben").id
    show_annotator(theirs.session, ben, False)
    assert theirs.outline_rows() == []
    assert not theirs.selected()
    assert theirs.window.reader.marks_at(TEXT.index(WHO)) == []
    theirs.shows_what_is_there()
    theirs.press("Ctrl+Home", "J")
    assert not theirs.selected()
    theirs.caret_to(WHO)
    theirs.press("3")
    assert theirs.outline_rows() == [f"rhetoric: {WHO}"]
    theirs.shows_what_is_there()
    show_annotator(theirs.session, ben, True)
    assert len(theirs.outline_rows()) == 2
    theirs.shows_what_is_there()


# Anything at all

NUMBERS = st.integers(0, 10_000)
STEPS = st.one_of(
    st.tuples(st.just("tag"), st.sampled_from(KINDS), NUMBERS, NUMBERS),
    st.tuples(st.just("key"), st.sampled_from(KINDS), NUMBERS, NUMBERS),
    st.tuples(
        st.sampled_from(
            "untag note grow shrink answer link unlink unanswer undo redo essay hide who drop step".split()
        ),
        st.sampled_from(KINDS),
        NUMBERS,
        NUMBERS,
    ),
)


def do(desk: Desk, step: tuple[str, str, int, int]) -> None:
    """One thing of all those a person can do."""
    name, kind, one, two = step
    if desk.session.essay is None:  # everything is undone, the essays too
        desk.session.run("edit.redo")
        return
    session, ws, reader, length = desk.session, desk.ws, desk.window.reader, len(desk.essay.text)
    passages, everything = desk.passages(), ws.store.find(Passage)
    answers = desk.answers()
    mine = [each for each in passages if ws.annotator and each.annotator_id == ws.annotator.id]
    if name in ("tag", "key"):
        start, end = sorted((one % length, two % length))
        reader.select_span(start, end if name == "tag" else start)
        session.run(f"tag.{kind}")
    elif name in ("undo", "redo"):
        session.run(f"edit.{name}")
    elif name == "step":
        session.run("passage.next" if one % 2 else "passage.previous")
    elif name == "essay":
        lines = library.essays(ws)
        session.open_essay(lines[one % len(lines)].id)
    elif name == "drop" and len(library.essays(ws)) > 1:
        library.remove_essay(ws, desk.essay)
    elif name in ("hide", "who"):
        people = library.annotators(ws)
        each = people[one % len(people)]
        if name == "who":
            tag_as(session, each.id)
        else:
            show_annotator(session, each.id, bool(two % 2))
    elif name == "answer" and (passages or answers):
        nodes = [("passage", p.id) for p in passages] + [("counterargument", a.id) for a in answers]
        node_type, node_id = nodes[one % len(nodes)]
        evidence = [everything[two % len(everything)].id] if everything and two % 3 else []
        session.attempt(
            lambda: arguments.answer(ws, node_type, node_id, f"AT: {one}", "", "rebut", evidence)  # type: ignore[arg-type]
        )
    elif name == "unanswer" and answers:
        session.attempt(lambda: arguments.remove_answer(ws, answers[one % len(answers)]))
    elif name == "link" and everything:
        source, target = everything[one % len(everything)], everything[two % len(everything)]
        relation = ("supports", "answers", "restates")[(one + two) % 3]
        session.attempt(
            lambda: arguments.link(ws, relation, "passage", source.id, "passage", target.id)  # type: ignore[arg-type]
        )
    elif name == "unlink" and desk.links():
        arguments.unlink(ws, desk.links()[one % len(desk.links())].id)
    elif mine:
        chosen = mine[one % len(mine)]
        if name == "untag":
            tagging.untag(ws, [chosen])
        elif name == "note":
            tagging.set_note(ws, chosen, f"note {two % 3}" if two % 3 else "")
        elif name in ("grow", "shrink") and chosen.annotator_id not in session.hidden:
            session.select("passage", chosen.id, jump=True)
            session.run(f"span.{name}")


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(STEPS, min_size=4, max_size=25))
def test_whatever_one_does_the_panes_show_what_is_there(
    two: Desk, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, int, int]]
) -> None:
    ws = new_library(tmp_path_factory.mktemp("any"))
    library.add_annotator(ws, "Ben")
    library.add_essays(ws, [Essay(title="Fences", text=TEXT), Essay(title="Ships", text=OTHER)])
    two.session.enter(ws)
    for step in steps:
        do(two, step)
        if two.session.essay is not None:
            two.shows_what_is_there()
        two.session.show_selected()
    two.settle()
