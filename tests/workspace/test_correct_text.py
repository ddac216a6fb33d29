"""A text is corrected: all that stands on it moves along, and undo gives back every row."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.core.changes import Edit, added
from counterpoint.core.errors import BadInput, Conflict, ReadOnly
from counterpoint.core.records import Card, Correction, Decision, Essay, Passage, Progress
from counterpoint.importers.readers import read_pasted
from counterpoint.workspace import correcting, library, review, search, tagging, transfer
from counterpoint.workspace.transfer import everything
from counterpoint.workspace.workspace import Workspace
from tests.exchange import import_annotations
from tests.library import TEXT, card_of, decision_of, progress_of, quote_found, rows, with_essay


def tagged(folder: Path) -> tuple[Workspace, Essay]:
    """An essay with three passages, a card, a decision and a reading mark."""
    ws, essay = with_essay(folder)
    essay = library.set_citation(
        ws, essay, headings_json="[[0, 6, 1]]", pages_json=json.dumps([[0, "1"], [TEXT.index("自力"), "2"]])
    )
    for quote in ("climbers", "Prices rose by 3.5 percent", "The last paragraph"):
        start = TEXT.index(quote)
        tagging.tag_span(ws, essay, start, start + len(quote), "claim")
    prices = ws.store.find(Passage, quote="Prices rose by 3.5 percent")[0]
    assert ws.annotator is not None
    cuts = json.dumps([[prices.start, prices.start + 11, "underline"]])
    records = (
        card_of(essay, prices, "Tag", cuts),
        decision_of(prices, prices.start, prices.end + 16, "so it is"),
        progress_of(essay, ws.annotator, prices.end),
    )
    ws.commit(Edit("Set up", tuple(map(added, records))))
    return ws, essay


def standing(ws: Workspace, essay_id: str) -> dict[str, list[str]]:
    """The words that the records stand on."""
    text = library.essay(ws, essay_id).text
    passages = sorted(ws.store.find(Passage, essay_id=essay_id), key=lambda each: (each.start, each.quote))
    placed: list[Passage | Card] = [*passages, *ws.store.find(Card, essay_id=essay_id)]
    for each in placed:
        assert text[each.start : each.end] == each.quote
    for passage in passages:
        assert text[: passage.start].endswith(passage.prefix)
        assert text[passage.end :].startswith(passage.suffix)
    return {
        "passages": [each.quote for each in passages],
        "cards": [each.quote for each in ws.store.find(Card)],
        "cuts": [text[cut.start : cut.end] for each in ws.store.find(Card) for cut in each.cuts],
        "agreed": [text[a.start : a.end] for each in ws.store.find(Decision) for a in each.agreed],
        "read": [text[: each.upto][-9:] for each in ws.store.find(Progress)],
    }


def test_all_that_stands_on_a_text_moves_along(tmp_path: Path) -> None:
    ws, essay = tagged(tmp_path)
    new = TEXT.replace("Fences 😀 teach", "Fences, 😀\u00a0they say, teach").replace("3.5", "3.75")
    correcting.correct_text(ws, essay, new)
    after = library.essay(ws, essay.id)
    assert after.text == new
    assert after.revision == essay.revision + 1
    assert [after.text[h.start : h.end] for h in after.headings] == ["Fences"]
    assert [after.text[page.start :][:2] for page in after.pages] == ["Fe", "自力"]
    here = standing(ws, essay.id)
    assert here["passages"] == ["climbers", "Prices rose by 3.75 percent", "The last paragraph"]
    assert here["cards"] == [new.split("\n")[1]]
    assert here["cuts"] == ["Prices rose"]
    assert here["agreed"] == ["Prices rose by 3.75 percent in the U.S. mar"]
    assert here["read"] == ["5 percent"]
    assert {each.revision for each in ws.store.find(Passage)} == {1}
    assert not review.to_confirm(ws, essay.id)
    assert review.read_review(ws, essay.id).tags.text == new


def test_a_passage_that_loses_its_words_is_to_be_confirmed(tmp_path: Path) -> None:
    ws, essay = tagged(tmp_path)
    correcting.correct_text(ws, essay, TEXT.replace(" teach climbers", ""))
    (lost,) = review.to_confirm(ws, essay.id)
    assert lost.quote == "A"
    tagging.confirm_place(ws, lost)
    assert not review.to_confirm(ws, essay.id)


def test_undo_gives_back_every_row_and_redo_does_it_again(tmp_path: Path) -> None:
    ws, essay = tagged(tmp_path)
    before = rows(ws.store)
    correcting.correct_text(ws, essay, TEXT.replace("teach climbers", "teach 😀 the climbers cafe\u0301s"))
    after = rows(ws.store)
    assert quote_found(ws.store, "essay", "climbers cafe")
    ws.undo()
    assert rows(ws.store) == before
    assert not quote_found(ws.store, "essay", "climbers cafe")
    ws.close()
    again = library.open_workspace(tmp_path / "library.counterpoint")
    again.redo()
    assert rows(again.store) == after
    again.undo()
    assert rows(again.store) == before
    again.close()


def test_what_is_searched_for_is_the_text_of_now(tmp_path: Path) -> None:
    ws, essay = tagged(tmp_path)
    correcting.correct_text(ws, essay, TEXT.replace("climbers", "mountaineers"))
    assert [hit.essay_id for hit in search.search(ws, "mountaineers") if hit.essay_id] != []
    assert not search.search(ws, "climbers")


EDITS = st.lists(
    st.tuples(
        st.integers(0, len(TEXT)),
        st.integers(0, 30),
        st.sampled_from(["", "x", "自力 ", "e\u0301", "\n", " of 😀 them"]),
    ),
    min_size=1,
    max_size=5,
)


def test_any_corrections_undone_give_back_every_row(tmp_path: Path) -> None:
    ws, essay = tagged(tmp_path)

    @given(EDITS)
    @settings(max_examples=25, deadline=None)
    def done_and_undone(edits: list[tuple[int, int, str]]) -> None:
        states = [rows(ws.store)]
        for start, length, typed in edits:
            here = library.essay(ws, essay.id)
            with suppress(BadInput):
                correcting.correct_text(ws, here, here.text[:start] + typed + here.text[start + length :])
                standing(ws, essay.id)
                assert len(ws.store.find(Passage)) == 3
                states.append(rows(ws.store))
        here = library.essay(ws, essay.id)
        texts = [here.text, *(each.text for each in correcting.earlier(ws, here))]
        assert len(texts) == len(states)
        while len(states) > 1:
            assert library.essay(ws, essay.id).text == texts.pop(0)
            assert rows(ws.store) == states.pop()
            ws.undo()
        assert rows(ws.store) == states[0]

    done_and_undone()
    ws.close()


def test_the_earlier_texts_can_be_seen_and_taken_again(tmp_path: Path) -> None:
    ws, essay = tagged(tmp_path)
    one, two = TEXT.replace("teach", "taught"), TEXT.replace("teach", "have taught")
    for text in (one, two):
        correcting.correct_text(ws, library.essay(ws, essay.id), text)
    earlier = list(correcting.earlier(ws, library.essay(ws, essay.id)))
    assert [(each.text, each.after) for each in earlier] == [(one, two), (TEXT, one)]
    assert {each.who for each in earlier} == {"Ada"}
    correcting.correct_text(ws, library.essay(ws, essay.id), earlier[1].text)
    assert library.essay(ws, essay.id).text == TEXT
    assert standing(ws, essay.id)["passages"][0] == "climbers"
    assert [each.text for each in correcting.earlier(ws, library.essay(ws, essay.id))] == [two, one, TEXT]
    assert sorted(each.revision for each in ws.store.find(Correction)) == [1, 2, 3]


def test_a_reading_mark_comes_back_to_a_text_it_was_deleted_on(tmp_path: Path) -> None:
    ws, essay = tagged(tmp_path)
    correcting.correct_text(ws, essay, TEXT + " More.")
    library.remove_essay(ws, library.essay(ws, essay.id))
    again = Essay(title="Again", text=TEXT)
    library.add_essays(ws, [again])
    review.set_progress(ws, again, 7)
    correcting.correct_text(ws, again, TEXT + " More.")
    (far,) = ws.store.find(Progress)
    assert (far.upto, far.essay_id) == (7, again.id)
    assert far.id not in {each.id for each in everything(ws).tombstones}


def test_what_cannot_be_is_refused(tmp_path: Path) -> None:
    ws, essay = tagged(tmp_path)
    library.add_essays(ws, [Essay(title="Other", text="Quite another text.")])
    before = rows(ws.store)
    for text, says in (
        (" \n\ufeff", "needs some text"),
        (TEXT + "\r\n", "Nothing is changed"),
        ("Quite another text.", "“Other” has exactly this text"),
    ):
        with pytest.raises(BadInput, match=says):
            correcting.correct_text(ws, essay, text)
    correcting.correct_text(ws, essay, TEXT + " More.")
    with pytest.raises(Conflict):
        correcting.correct_text(ws, essay, TEXT + " Else.")
    ws.undo()
    assert rows(ws.store) == before
    ws.close()
    locked = library.open_workspace(tmp_path / "library.counterpoint", read_only=True)
    with pytest.raises(ReadOnly):
        correcting.correct_text(locked, essay, TEXT + " More.")
    locked.close()


def two_libraries(folder: Path) -> tuple[Workspace, Workspace, Essay]:
    """Ada's tagged library, and Bob's, who has imported it and tags in it."""
    (folder / "ada").mkdir()
    (folder / "bob").mkdir()
    ada, essay = tagged(folder / "ada")
    bob = library.open_workspace(folder / "bob" / "library.counterpoint")
    sent(ada, bob)
    library.choose_annotator(bob, library.add_annotator(bob, "Bob"))
    start = TEXT.index("Who pays?")
    tagging.tag_span(bob, library.essay(bob, essay.id), start, start + 9, "rhetoric")
    return ada, bob, essay


def sent(giver: Workspace, taker: Workspace) -> transfer.Imported:
    text = transfer.export_webannotation(giver, None)
    return import_annotations(taker, text.encode(), "file.jsonld")


def test_a_colleague_who_has_the_text_of_before_meets_the_corrected_one(tmp_path: Path) -> None:
    ada, bob, essay = two_libraries(tmp_path)
    correcting.correct_text(ada, essay, TEXT.replace("teach climbers", "teach the climbers"))
    before = rows(bob.store)
    told = sent(bob, ada)
    assert told.problems == ()
    assert standing(ada, essay.id)["passages"] == [
        "climbers", "Prices rose by 3.5 percent", "Who pays?", "The last paragraph",
    ]  # fmt: skip
    told = sent(ada, bob)
    assert told.problems == ("The text of “Fences” was corrected; all that is tagged in it moved along.",)
    assert rows(bob.store) == rows(ada.store)
    assert [each.text for each in correcting.earlier(bob, library.essay(bob, essay.id))] == [TEXT]
    bob.undo()
    assert rows(bob.store) == before
    assert sent(bob, ada).changed == 0
    ada.close()
    bob.close()


def test_texts_corrected_apart_become_one_and_both_can_be_seen(tmp_path: Path) -> None:
    ada, bob, essay = two_libraries(tmp_path)
    one, other = TEXT.replace("teach", "taught"), TEXT.replace("Who pays?", "Who 😀 paid?")
    correcting.correct_text(ada, essay, one)
    correcting.correct_text(bob, library.essay(bob, essay.id), other)
    text = transfer.export_webannotation(bob, None)
    sent(ada, bob)
    told = import_annotations(ada, text.encode(), "file.jsonld")
    assert [each for each in told.problems if "corrected apart" in each]
    assert rows(ada.store) == rows(bob.store)
    here = library.essay(ada, essay.id)
    assert {here.text, *(each.text for each in correcting.earlier(ada, here))} == {TEXT, one, other}
    assert len(ada.store.find(Essay)) == 1
    assert len(ada.store.find(Passage)) == 4
    standing(ada, essay.id)
    ada.close()
    bob.close()


def test_the_file_of_a_corrected_essay_is_not_added_again(tmp_path: Path) -> None:
    ws, essay = tagged(tmp_path)
    correcting.correct_text(ws, essay, TEXT.replace("teach", "taught"))
    found = transfer.add_draft(ws, read_pasted(TEXT))
    assert found.already
    assert found.essay.id == essay.id
    assert len(ws.store.find(Essay)) == 1


LONG = TEXT + "\n" + " ".join(f"Word {number} of a long text." for number in range(20))


@pytest.mark.parametrize("ada_corrects", [True, False])
def test_who_brought_the_text_in_herself_meets_its_correction_exactly(
    tmp_path: Path, ada_corrects: bool
) -> None:
    (tmp_path / "ada").mkdir()
    (tmp_path / "bob").mkdir()
    ada, mine = with_essay(tmp_path / "ada", LONG)
    bob, theirs = with_essay(tmp_path / "bob", LONG)
    for ws, essay in ((ada, mine), (bob, theirs)):
        start = LONG.index("teach climbers")
        tagging.tag_span(ws, essay, start, start + 14, "claim")
    who, essay = (ada, mine) if ada_corrects else (bob, theirs)
    correcting.correct_text(who, essay, LONG.replace("teach", "taught"))
    sent(bob, ada)
    sent(ada, bob)
    for ws, essay in ((ada, mine), (bob, theirs)):
        assert [each.id for each in ws.store.find(Essay)] == [essay.id]
        assert standing(ws, essay.id)["passages"] == ["taught climbers"] * 2
        assert not review.to_confirm(ws, essay.id)
        ws.close()
