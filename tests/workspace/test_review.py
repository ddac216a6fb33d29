"""Reviews in a library: who is compared, what deciding writes, what undo and imports make of it."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpoint.comparison.differences import Difference
from counterpoint.comparison.review import Compared, compare, told
from counterpoint.core.changes import Change, Edit, added
from counterpoint.core.errors import BadInput, NotFound, ReadOnly
from counterpoint.core.records import Annotator, Decision, Essay, Passage, Progress, Tombstone
from counterpoint.core.review_document import AGREED
from counterpoint.core.review_records import Agreed, progress_id
from counterpoint.core.vocabulary import Kind
from counterpoint.workspace import arguments, library, review, tagging, transfer
from counterpoint.workspace.workspace import Workspace
from tests.exchange import import_annotations
from tests.library import TEXT, rows, with_essay

FENCES = "Fences 😀 teach climbers."
OWNER = "A cafe\u0301 owner said: “We adapt.”"
PRICES = "قال التاجر إن الأسعار ارتفعت."
PHRASE = "自力更生 is an old phrase."
LAST = "The last paragraph answers the first one."


@dataclass
class Shelf:
    """A library with one essay, tagged by Ada, Ben and 小明."""

    ws: Workspace
    essay: Essay
    ada: Annotator
    ben: Annotator
    ming: Annotator

    def tag(self, who: Annotator, words: str, kind: Kind = "claim") -> Passage:
        with self.chosen(who):
            start = TEXT.index(words)
            return tagging.tag_span(self.ws, self.essay, start, start + len(words), kind)

    @contextmanager
    def chosen(self, who: Annotator):
        before = self.ws.annotator
        library.choose_annotator(self.ws, who)
        yield
        if before is not None:
            library.choose_annotator(self.ws, before)

    def compared(self, *who: str) -> Compared:
        return compare(review.read_review(self.ws, self.essay.id, who or None))

    def place(self, words: str) -> tuple[Compared, Difference]:
        """Now, and the place that begins with these words."""
        compared = self.compared()
        start = TEXT.index(words)
        return compared, next(each for each in compared.places if each.start == start)

    def decisions(self) -> list[Decision]:
        return self.ws.store.find(Decision)

    def agreed(self) -> list[tuple[str, str]]:
        return [(TEXT[mark.start : mark.end], mark.kind) for mark in self.compared().agreed]


def shelf_in(folder: Path) -> Shelf:
    ws, essay = with_essay(folder)
    (ada,) = library.annotators(ws)
    return Shelf(ws, essay, ada, library.add_annotator(ws, "Ben"), library.add_annotator(ws, "小明"))


@pytest.fixture
def shelf(tmp_path):
    made = shelf_in(tmp_path)
    yield made
    made.ws.close()


@pytest.fixture
def differing(shelf):
    """Kinds differ on the fences, bounds on the owner; the prices Ada has alone; on the phrase all agree."""
    shelf.tag(shelf.ada, FENCES)
    shelf.tag(shelf.ben, FENCES, "rhetoric")
    shelf.tag(shelf.ming, FENCES)
    shelf.tag(shelf.ada, OWNER, "evidence")
    shelf.tag(shelf.ben, OWNER[:12], "evidence")
    shelf.tag(shelf.ada, PRICES, "evidence")
    for who in (shelf.ada, shelf.ben, shelf.ming):
        shelf.tag(who, PHRASE)
    return shelf


def undone_and_redone(ws: Workspace, before: object) -> None:
    """Undo brings every row back; redo what came of the step."""
    after = rows(ws.store)
    assert after != before
    ws.undo()
    assert rows(ws.store) == before
    ws.redo()
    assert rows(ws.store) == after


# Who is compared


def test_who_tagged_or_said_how_far_she_read_takes_part_by_name(shelf):
    assert review.reviewed_by(shelf.ws, shelf.essay.id) == []
    shelf.tag(shelf.ming, FENCES)
    shelf.tag(shelf.ben, FENCES)
    review.set_progress(shelf.ws, shelf.essay, 0)
    assert review.reviewed_by(shelf.ws, shelf.essay.id) == [shelf.ada.id, shelf.ben.id, shelf.ming.id]
    (place,) = shelf.compared().places
    assert place.waiting == (shelf.ada.id,)


def test_an_essay_that_is_gone_cannot_be_reviewed(shelf):
    with pytest.raises(NotFound, match="choose another"):
        review.read_review(shelf.ws, "no such essay")


def test_letters_and_numbers_stay_whoever_is_compared(differing):
    other = Annotator(name="Ben")  # as an import brings one
    differing.ws.commit(Edit("Import", (added(other),)))
    differing.tag(other, LAST)
    everybody = review.reviewed_by(differing.ws, differing.essay.id)
    for blind in (False, True):
        named = review.read_review(differing.ws, differing.essay.id, blind=blind).names
        few = review.read_review(differing.ws, differing.essay.id, everybody[2:], blind=blind).names
        assert [few[each] for each in everybody] == [named[each] for each in everybody]
        assert len({named[each] for each in everybody}) == 4
    assert {named[each] for each in everybody} == {f"Annotator {letter}" for letter in "ABCD"}


def test_answers_to_answers_are_compared(shelf):
    ada, ben = shelf.tag(shelf.ada, FENCES), shelf.tag(shelf.ben, FENCES)
    for who, claim in ((shelf.ada, ada), (shelf.ben, ben)):
        with shelf.chosen(who):
            answer = arguments.answer(shelf.ws, "passage", claim.id, "AT: 自力", "No 😀", "rebut")
            if who is shelf.ada:
                arguments.answer(shelf.ws, "counterargument", answer.id, "AT: no", "Yes", "turn")
    links = [each for each in shelf.compared().places if each.group == "links"]
    assert [(each.relation, each.absent) for each in links] == [("answers", (shelf.ben.id,))]
    review.accept(shelf.ws, shelf.compared(), links[0], links[0].members)
    (decision,) = shelf.decisions()
    assert (decision.about, decision.members, decision.agreed) == ("links", decision.accepted, ())


# Deciding


def test_accepting_is_recorded_with_who_when_and_why(differing):
    before = rows(differing.ws.store)
    compared, place = differing.place(FENCES)
    ben = place.by[differing.ben.id][0]
    with differing.chosen(differing.ming):
        review.accept(differing.ws, compared, place, [ben.id], "  It is meant to move us 😀 قيل  ")
    (decision,) = differing.decisions()
    assert (decision.annotator_id, decision.ruling, decision.rule) == (differing.ming.id, "accept", "")
    assert decision.reason == "It is meant to move us 😀 قيل"
    assert decision.created.startswith("20")
    assert decision.members.split() == list(place.members)
    assert differing.agreed() == [(FENCES, "rhetoric")]
    undone_and_redone(differing.ws, before)


def test_a_rejection_is_recorded_too(differing):
    before = rows(differing.ws.store)
    compared, place = differing.place(PRICES)
    review.reject(differing.ws, compared, place, "Reported speech")
    (decision,) = differing.decisions()
    assert (decision.ruling, decision.agreed, decision.reason) == ("reject", (), "Reported speech")
    (found,) = (each for each in told(differing.compared()).differences if each.ruled)
    assert found.ruled is not None
    assert (found.ruled.words, found.ruled.by) == ("Rejected", "Ada")
    assert differing.agreed() == []
    undone_and_redone(differing.ws, before)


def test_own_bounds_and_kind(differing):
    start = TEXT.index("cafe")
    before = rows(differing.ws.store)
    own = Agreed(start, start + 11, "rhetoric", "pathos")
    compared, place = differing.place(OWNER)
    review.change(differing.ws, compared, place, own)
    (decision,) = differing.decisions()
    assert (decision.ruling, decision.agreed) == ("change", (own,))
    assert differing.agreed() == [("cafe\u0301 owner", "rhetoric")]
    undone_and_redone(differing.ws, before)


def test_deciding_again_replaces(differing):
    review.reject(differing.ws, *differing.place(FENCES))
    before = rows(differing.ws.store)
    compared, place = differing.place(FENCES)
    review.accept(differing.ws, compared, place, place.members)
    assert [each.ruling for each in differing.decisions()] == ["accept"]
    undone_and_redone(differing.ws, before)
    before = rows(differing.ws.store)
    review.reopen(differing.ws, *differing.place(FENCES))
    assert differing.decisions() == []
    undone_and_redone(differing.ws, before)
    review.reopen(differing.ws, *differing.place(FENCES))


def test_what_cannot_be_decided_is_refused_and_nothing_written(differing):
    ws = differing.ws
    compared, place = differing.place(FENCES)
    before = rows(ws.store)
    refused: list[tuple[str, Callable[[], object]]] = [
        ("Choose whose", lambda: review.accept(ws, compared, place, [])),
        ("Choose whose", lambda: review.accept(ws, compared, place, ["somebody else's"])),
        ("select the words", lambda: review.change(ws, compared, place, Agreed(5, 5, "claim"))),
        ("select the words", lambda: review.change(ws, compared, place, Agreed(0, 10**6, "claim"))),
        ("shorten the reason", lambda: review.reject(ws, compared, place, "自" * 2_001)),
    ]
    for says, deed in refused:
        with pytest.raises(BadInput, match=says):
            deed()
    assert rows(ws.store) == before


def test_links_have_no_bounds_of_their_own(shelf):
    ends = [shelf.tag(who, words) for who in (shelf.ada, shelf.ben) for words in (FENCES, LAST)]
    arguments.link(shelf.ws, "supports", "passage", ends[1].id, "passage", ends[0].id)
    compared = shelf.compared()
    (place,) = (each for each in compared.places if each.group == "links")
    with pytest.raises(BadInput, match="accepted or rejected"):
        review.change(shelf.ws, compared, place, Agreed(0, 5, "claim"))
    review.reject(shelf.ws, compared, place)
    assert [(each.about, each.ruling) for each in shelf.decisions()] == [("links", "reject")]


def test_own_beside_agreed_is_for_looking_not_for_deciding(differing):
    compared, place = differing.place(FENCES)
    review.accept(differing.ws, compared, place, [place.members[0]])
    compared = differing.compared(differing.ada.id, AGREED)
    for deed in (
        partial(review.reject, differing.ws, compared, compared.places[0]),
        partial(review.take_all_of, differing.ws, compared, differing.ada.id),
    ):
        with pytest.raises(BadInput, match=r"^[^.]*agreed version; choose annotators[^.]*\.$"):
            deed()
    assert len(differing.decisions()) == 1


def test_nobody_decides_in_a_library_that_cannot_be_written(differing, tmp_path):
    ws = library.open_workspace(differing.ws.path, read_only=True)
    compared = compare(review.read_review(ws, differing.essay.id))
    with pytest.raises(ReadOnly):
        review.reject(ws, compared, compared.places[0])
    with pytest.raises(ReadOnly):
        review.set_progress(ws, differing.essay, 5)
    ws.close()


# Rules


def test_rules_decide_in_one_step_and_leave_alone_what_was_decided_by_hand(differing):
    compared, place = differing.place(FENCES)
    review.reject(differing.ws, compared, place, "by hand")
    (by_hand,) = differing.decisions()
    for take, count, agreed in (
        (lambda ws, compared: review.take_unanimous(ws, compared), 1, [(PHRASE, "claim")]),
        (lambda ws, compared: review.take_majority(ws, compared, 2), 2, [(PHRASE, "claim")]),
        (
            lambda ws, compared: review.take_all_of(ws, compared, differing.ada.id),
            3,
            [(OWNER, "evidence"), (PRICES, "evidence"), (PHRASE, "claim")],
        ),
    ):
        before = rows(differing.ws.store)
        assert take(differing.ws, differing.compared()) == count
        assert differing.agreed() == agreed
        assert by_hand in differing.decisions()
        assert take(differing.ws, differing.compared()) == 0
        undone_and_redone(differing.ws, before)
        differing.ws.undo()


def test_a_rule_is_told_by_the_name_that_is_shown(differing):
    review.take_all_of(differing.ws, differing.compared(), differing.ada.id)
    library.rename_annotator(differing.ws, differing.ada, "Ada Ångström", 250)
    for blind in (False, True):
        compared = compare(review.read_review(differing.ws, differing.essay.id, blind=blind))
        name = compared.review.names[differing.ada.id]
        assert name.startswith("Annotator ") if blind else name == "Ada Ångström"
        words = {each.ruled.words for each in told(compared).differences if each.ruled}
        assert f"Accepted {name} (all of {name})" in words
        assert not [each for each in words if blind and "Ada" in each]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choices=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), max_size=8))
def test_whatever_is_decided_each_place_has_one_decision_and_undo_takes_it_all_back(
    tmp_path_factory, choices
):
    shelf = shelf_in(tmp_path_factory.mktemp("review"))
    tags: tuple[tuple[Annotator, str, Kind], ...] = (
        (shelf.ada, FENCES, "claim"),
        (shelf.ben, FENCES, "evidence"),
        (shelf.ada, OWNER, "evidence"),
        (shelf.ming, OWNER[:15], "evidence"),
        (shelf.ben, PHRASE, "rhetoric"),
    )
    for who, words, kind in tags:
        shelf.tag(who, words, kind)
    before = rows(shelf.ws.store)
    for which, deed in choices:
        compared = shelf.compared()
        place = compared.places[which % len(compared.places)]
        by_hand = {each.id for each in shelf.decisions() if not each.rule}
        match deed:
            case 0:
                review.accept(shelf.ws, compared, place, place.members[:1])
            case 1:
                review.reject(shelf.ws, compared, place)
            case 2:
                review.change(shelf.ws, compared, place, Agreed(which, which + 3, "claim"))
            case 3:
                review.reopen(shelf.ws, compared, place)
            case 4:
                review.take_majority(shelf.ws, compared, 2)
            case 5:
                review.take_all_of(shelf.ws, compared, shelf.ben.id)
        if deed > 3:
            assert by_hand <= {each.id for each in shelf.decisions()}
        found = shelf.compared().rulings
        assert not found.beside
        assert len(found.holding) == len(shelf.decisions())
    while shelf.ws.undo_label not in (None, "Tag as rhetoric"):
        shelf.ws.undo()
    assert rows(shelf.ws.store) == before
    shelf.ws.close()


# Imports


def taken_in(ws: Workspace, other: Workspace) -> None:
    """Take in all that the other library says of the essay."""
    ids = [each.id for each in other.store.find(Essay)]
    import_annotations(ws, transfer.export_webannotation(other, ids).encode(), "other.jsonld")


@pytest.fixture
def copied(differing, tmp_path):
    """Another library that knows the same."""
    (tmp_path / "other").mkdir()
    ws = library.open_workspace(tmp_path / "other" / "library.counterpoint")
    taken_in(ws, differing.ws)
    library.choose_annotator(ws, library.add_annotator(ws, "Judge 自"))
    yield replace(differing, ws=ws, essay=ws.store.find(Essay)[0])
    ws.close()


def test_decisions_travel_and_may_differ_from_ones_own(differing, copied):
    compared, place = copied.place(FENCES)
    review.accept(copied.ws, compared, place, [place.by[differing.ben.id][0].id], "Judged")
    taken_in(differing.ws, copied.ws)
    assert differing.agreed() == [(FENCES, "rhetoric")]
    document = told(differing.compared(differing.ada.id, AGREED))
    assert [each.words for each in document.differences[0].by] == ["claim", "rhetoric"]
    (ruled,) = [each.ruled for each in told(differing.compared()).differences if each.ruled]
    assert (ruled.by, ruled.reason) == ("Judge 自", "Judged")


def test_two_reviewers_rulings_are_both_kept_and_told_and_the_next_replaces_both(differing, copied):
    compared, place = copied.place(FENCES)
    review.accept(copied.ws, compared, place, [place.by[differing.ben.id][0].id])
    review.reject(differing.ws, *differing.place(FENCES))
    taken_in(differing.ws, copied.ws)
    taken_in(copied.ws, differing.ws)
    assert len(differing.decisions()) == 2
    assert differing.agreed() == copied.agreed()
    for each in (differing, copied):
        (ruled,) = [found.ruled for found in told(each.compared()).differences if found.ruled]
        assert {"rejected", "accepted Ben"} <= {
            words.split(": ")[-1].lower().replace("ben", "Ben") for words in ruled.words.split("; ")
        }
    before = rows(differing.ws.store)
    compared, place = differing.place(FENCES)
    review.change(differing.ws, compared, place, Agreed(0, 6, "claim"))
    assert len(differing.decisions()) == 1
    assert differing.agreed() == [("Fences", "claim")]
    undone_and_redone(differing.ws, before)
    differing.ws.undo()
    review.reopen(differing.ws, *differing.place(FENCES))
    assert differing.decisions() == []
    undone_and_redone(differing.ws, before)


def test_a_revised_decision_replaces_the_one_that_was_sent_before(differing, copied):
    compared, place = copied.place(FENCES)
    review.reject(copied.ws, compared, place)
    taken_in(differing.ws, copied.ws)
    (first,) = differing.decisions()
    compared, place = copied.place(FENCES)
    review.change(copied.ws, compared, place, Agreed(0, 6, "claim"), "second thoughts")
    for _ in range(2):
        taken_in(differing.ws, copied.ws)
        (second,) = differing.decisions()
        assert (second.id, second.revision, second.reason) == (first.id, 2, "second thoughts")
        assert differing.agreed() == [("Fences", "claim")]


def test_a_new_import_keeps_decisions(differing, copied):
    compared, place = differing.place(PRICES)
    review.reject(differing.ws, compared, place, "first")
    kept = differing.decisions()
    with copied.chosen(copied.ming):
        copied.tag(copied.ming, PRICES, "evidence")
        copied.tag(copied.ming, LAST)
    taken_in(differing.ws, copied.ws)
    assert differing.decisions() == kept
    compared, place = differing.place(PRICES)
    assert len(place.members) == 2
    assert compared.rulings.holding[place.key] == kept[0]
    _, new = differing.place(LAST)
    assert new.key not in compared.rulings.holding


def test_removing_what_was_decided_on_leaves_the_agreed_version(differing):
    compared, place = differing.place(PRICES)
    review.accept(differing.ws, compared, place, place.members)
    tagging.untag(differing.ws, [tagging.passage(differing.ws, place.members[0])])
    assert differing.agreed() == [(PRICES, "evidence")]


# How far each has read


def test_progress_is_set_changed_and_undone(shelf):
    for upto, kept in ((30, 30), (-5, 0), (10**9, len(TEXT))):
        before = rows(shelf.ws.store)
        review.set_progress(shelf.ws, shelf.essay, upto)
        (found,) = shelf.ws.store.find(Progress)
        assert (found.upto, found.annotator_id) == (kept, shelf.ada.id)
        undone_and_redone(shelf.ws, before)
    label = shelf.ws.undo_label
    before = rows(shelf.ws.store)
    review.set_progress(shelf.ws, shelf.essay, len(TEXT))
    assert (shelf.ws.undo_label, rows(shelf.ws.store)) == (label, before)


def test_progress_of_an_essay_that_was_removed_and_came_again(shelf, tmp_path):
    shelf.tag(shelf.ada, FENCES)
    review.set_progress(shelf.ws, shelf.essay, 10)
    review.set_progress(shelf.ws, shelf.essay, 20)
    (tmp_path / "theirs").mkdir()
    theirs = library.open_workspace(tmp_path / "theirs" / "library.counterpoint")
    taken_in(theirs, shelf.ws)
    library.remove_essay(shelf.ws, shelf.essay)
    here = progress_id(shelf.essay.digest, shelf.ada.id)
    assert shelf.ws.store.get(Tombstone, here) is not None
    again = Essay(title="Again", text=TEXT)
    library.add_essays(shelf.ws, [again])
    before = rows(shelf.ws.store)
    review.set_progress(shelf.ws, again, 5)
    undone_and_redone(shelf.ws, before)
    assert shelf.ws.store.get(Tombstone, here) is None
    for _ in range(2):
        taken_in(theirs, shelf.ws)
        taken_in(shelf.ws, theirs)
        assert [[each.upto for each in ws.store.find(Progress)] for ws in (shelf.ws, theirs)] == [[5], [5]]
    theirs.close()


def test_of_progress_made_apart_the_further_stands(differing, copied):
    for shelf, upto in ((differing, 40), (copied, 60)):
        with shelf.chosen(shelf.ada):
            review.set_progress(shelf.ws, shelf.essay, upto)
    taken_in(differing.ws, copied.ws)
    taken_in(copied.ws, differing.ws)
    for shelf in (differing, copied):
        assert [each.upto for each in shelf.ws.store.find(Progress)] == [60]


def test_what_was_found_again_awaits_confirmation_in_text_order(shelf):
    last, first = shelf.tag(shelf.ben, LAST), shelf.tag(shelf.ada, FENCES)
    assert review.to_confirm(shelf.ws, shelf.essay.id) == []
    moved = [Change(each, each.changed(status="moved")) for each in (last, first)]
    shelf.ws.commit(Edit("Move", tuple(moved)))
    assert [each.id for each in review.to_confirm(shelf.ws, shelf.essay.id)] == [first.id, last.id]


def test_the_file_of_a_library_is_not_touched_by_looking(differing, tmp_path: Path):
    before = rows(differing.ws.store)
    compared = differing.compared(differing.ada.id, differing.ben.id, AGREED)
    told(compared)
    assert rows(differing.ws.store) == before
