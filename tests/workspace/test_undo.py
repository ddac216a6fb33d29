"""Undo and redo cover everything: any edits, undone, give back the start state row by row."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.core.changes import Change, Edit, added
from counterpoint.core.errors import BadInput, ReadOnly
from counterpoint.core.records import (
    Brief,
    Card,
    Counterargument,
    Decision,
    Entry,
    Essay,
    Link,
    Passage,
    Progress,
    Topic,
)
from counterpoint.core.vocabulary import HOWS, KINDS, RELATIONS
from counterpoint.workspace import arguments, correcting, library, tagging
from counterpoint.workspace.removal import hanging_from, removal
from counterpoint.workspace.workspace import Workspace
from tests.library import TEXT, card_of, decision_of, rows, with_essay, words

SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 40)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], len(TEXT)))
)
PICK = st.integers(0, 10_000)


def _pick(ws: Workspace, record, number):
    found = sorted(ws.store.find(record), key=lambda each: each.id)
    return found[number % len(found)] if found else None


def _tag(ws, number, span, text):
    essay = _pick(ws, Essay, number)
    if essay:
        start, end = span
        tagging.tag_span(ws, essay, start, end, KINDS[number % 3])


def _retag(ws, number, span, text):
    if passage := _pick(ws, Passage, number):
        tagging.retag(ws, passage, KINDS[(number // 3) % 3])


def _resize(ws, number, span, text):
    if passage := _pick(ws, Passage, number):
        tagging.resize(ws, library.essay(ws, passage.essay_id), passage, *span)


def _note(ws, number, span, text):
    if passage := _pick(ws, Passage, number):
        tagging.set_note(ws, passage, text)


def _detail(ws, number, span, text):
    if passage := _pick(ws, Passage, number):
        tagging.set_detail(ws, passage, tagging.add_detail(ws, passage.kind, text))


def _untag(ws, number, span, text):
    passages = sorted(ws.store.find(Passage), key=lambda each: each.id)
    if passages:
        tagging.untag(ws, passages[number % len(passages) :][:3])


def _answer(ws, number, span, text):
    passage, counterargument = _pick(ws, Passage, number), _pick(ws, Counterargument, number // 2)
    evidence = [passage.id] if passage and number % 2 else []
    if counterargument and number % 3 == 0:
        arguments.answer(
            ws, "counterargument", counterargument.id, "AT: " + text, text, HOWS[number % 5], evidence
        )
    elif passage:
        arguments.answer(ws, "passage", passage.id, "AT: " + text, text, HOWS[number % 5], evidence)


def _rewrite(ws, number, span, text):
    if counterargument := _pick(ws, Counterargument, number):
        passage = _pick(ws, Passage, number)
        arguments.edit_answer(
            ws,
            counterargument,
            heading="AT: " + text,
            reasoning=text,
            how=HOWS[number % 5],
            evidence_ids=[passage.id] if passage else [],
        )


def _drop_answer(ws, number, span, text):
    if counterargument := _pick(ws, Counterargument, number):
        arguments.remove_answer(ws, counterargument)


def _link(ws, number, span, text):
    one, other = _pick(ws, Passage, number), _pick(ws, Passage, number // 7)
    if one and other:
        arguments.link(ws, RELATIONS[number % 3], "passage", one.id, "passage", other.id)


def _unlink(ws, number, span, text):
    if link := _pick(ws, Link, number):
        arguments.unlink(ws, link.id)


def _add_essay(ws, number, span, text):
    library.add_essays(
        ws, [Essay(title=text or "Untitled", text=TEXT, topic_id=library.add_topic(ws, "T").id)]
    )


def _cite(ws, number, span, text):
    if essay := _pick(ws, Essay, number):
        library.set_citation(ws, essay, author=text, published="2025-03")


def _drop_essay(ws, number, span, text):
    if essay := _pick(ws, Essay, number):
        library.remove_essay(ws, essay)


def _correct(ws, number, span, text):
    if essay := _pick(ws, Essay, number):
        start, end = span
        correcting.correct_text(
            ws, essay, essay.text[:start] + text + essay.text[start + (end - start) % 9 :]
        )


def _cut_card(ws, number, span, text):
    if passage := _pick(ws, Passage, number):
        cut = f'[[{passage.start}, {passage.end}, "underline"]]'
        card = card_of(library.essay(ws, passage.essay_id), passage, text, cut)
        ws.commit(Edit("Cut card", (added(card),)))


def _trim_card(ws, number, span, text):
    if card := _pick(ws, Card, number):
        after = card.changed(tag=text, cuts_json=f'[[{card.start}, {card.end}, "green"]]', shrink=number % 9)
        ws.commit(Edit("Edit card", (Change(card, after),)))


def _drop_card(ws, number, span, text):
    if card := _pick(ws, Card, number):
        ws.commit(removal("Remove card", [card], hanging_from(ws, {card.id})))


def _make_brief(ws, number, span, text):
    topic = _pick(ws, Topic, number)
    brief = Brief(annotator_id=tagging.whose(ws).id, title=text, topic_id=topic.id if topic else None)
    ws.commit(Edit("New brief", (added(brief),)))


def _enter(ws, number, span, text):
    if brief := _pick(ws, Brief, number):
        kind, field, record = ENTERED[number % len(ENTERED)]
        shown, parent = _pick(ws, record, number // 5), _pick(ws, Entry, number // 3)
        above = parent.id if parent and parent.brief_id == brief.id else None
        what = {field: shown.id} if shown else {}
        entry = Entry.model_validate(
            {"brief_id": brief.id, "parent_id": above, "rank": "h", "text": text}
            | {"kind": kind if shown else "block"}
            | what
        )
        ws.commit(Edit("Add entry", (added(entry),)))


def _drop_brief(ws, number, span, text):
    if brief := _pick(ws, Brief, number):
        ws.commit(removal("Remove brief", [brief], hanging_from(ws, {brief.id})))


def _decide(ws, number, span, text):
    if passage := _pick(ws, Passage, number):
        ws.commit(Edit("Decide", (added(decision_of(passage, span[0], span[1], text)),)))


def _decide_again(ws, number, span, text):
    if decision := _pick(ws, Decision, number):
        after = decision.changed(ruling="reject", agreed_json="[]", reason=text)
        ws.commit(Edit("Decide", (Change(decision, after),)))


def _drop_decision(ws, number, span, text):
    if decision := _pick(ws, Decision, number):
        ws.commit(removal("Take decision back", [decision]))


def _read_on(ws, number, span, text):
    essay, before = _pick(ws, Essay, number), _pick(ws, Progress, number)
    if before and number % 2:
        ws.commit(Edit("Read on", (Change(before, before.changed(upto=span[0])),)))
    elif essay:
        far = Progress(essay_id=essay.id, annotator_id=tagging.whose(ws).id, upto=span[1])
        ws.commit(Edit("Read on", (added(far),)))


ENTERED = (
    ("card", "card_id", Card),
    ("answer", "counterargument_id", Counterargument),
    ("open", "passage_id", Passage),
    ("contention", "passage_id", Passage),
)


def _annotator(ws, number, span, text):
    library.choose_annotator(ws, library.add_annotator(ws, text))


VERBS = (
    *(_tag,) * 4,
    *(_answer, _link, _cut_card, _enter) * 2,
    *(_enter, _make_brief, _trim_card, _drop_card, _drop_brief),
    *(_decide, _decide, _decide_again, _drop_decision, _read_on),
    *(_retag, _resize, _note, _detail, _untag, _rewrite, _drop_answer, _unlink),
    *(_add_essay, _cite, _drop_essay, _annotator, _correct, _correct),
    *(Workspace.undo, Workspace.redo) * 2,
)
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), PICK, SPANS, words(1, 12)), min_size=1, max_size=40)


class Trail:
    """What the history should hold: the state after each step, and at which of them the library stands."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        self.states = [rows(ws.store)]
        self.at = 0
        self.travelling = False
        ws.subscribe(self._hear)

    def _hear(self, _edit) -> None:
        if not self.travelling:
            del self.states[self.done() :]
            self.states.append(rows(self.ws.store))
            self.at = len(self.states) - 1

    def walk(self, verb, number, span, text) -> None:
        if verb is Workspace.undo or verb is Workspace.redo:
            step = -1 if verb is Workspace.undo else 1
            self.travelling = True
            moved = verb(self.ws) is not None
            self.travelling = False
            assert moved == (0 <= self.at + step < len(self.states))
            self.at += step * moved
        else:
            with suppress(BadInput, ReadOnly):  # and no Conflict: a removal names every row that goes
                verb(self.ws, number, span, text)
        assert rows(self.ws.store) == self.states[self.at]
        assert self.done() == self.at

    def done(self) -> int:
        return int(self.ws.store.raw.execute("SELECT count(*) FROM step WHERE NOT undone").fetchone()[0])


@settings(max_examples=40)
@given(STEPS)
def test_any_edits_undone_give_back_the_start_and_redone_the_end(steps):
    with TemporaryDirectory() as folder:
        ws = library.open_workspace(Path(folder) / "library.counterpoint")
        trail = Trail(ws)
        library.choose_annotator(ws, library.add_annotator(ws, "Ada"))
        library.add_essays(ws, [Essay(title="Fences", text=TEXT)])
        for step in steps:
            trail.walk(*step)
        while trail.at:
            trail.walk(Workspace.undo, 0, (0, 1), "")
        assert all(not found for found in rows(ws.store).values())
        while trail.at < len(trail.states) - 1:
            trail.walk(Workspace.redo, 0, (0, 1), "")
        integrity(ws)
        ws.close()


def integrity(ws: Workspace) -> None:
    assert ws.store.raw.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in ("essay", "passage", "counterargument"):
        ws.store.raw.execute(
            f"INSERT INTO {table}_search ({table}_search, rank) VALUES ('integrity-check', 1)"
        )


def test_undo_survives_a_restart(tmp_path):
    ws, essay = with_essay(tmp_path)
    passage = tagging.tag_span(ws, essay, 0, 8, "claim")
    arguments.answer(ws, "passage", passage.id, "AT: fences", "They *fall*.", "turn")
    end = rows(ws.store)
    ws.close()
    ws = library.open_workspace(tmp_path / "library.counterpoint")
    assert ws.annotator is not None
    assert ws.annotator.name == "Ada"
    assert ws.undo_label == "Answer"
    ws.undo()
    ws.undo()
    assert tagging.marks(ws, essay.id) == []
    ws.close()
    ws = library.open_workspace(tmp_path / "library.counterpoint")
    ws.redo()
    ws.redo()
    assert rows(ws.store) == end
    ws.close()


def test_everybody_hears_of_each_step_until_they_leave(tmp_path):
    ws, essay = with_essay(tmp_path)
    heard: list[Edit] = []
    leave = ws.subscribe(heard.append)
    passage = tagging.tag_span(ws, essay, 0, 8, "claim")
    ws.undo()
    ws.redo()
    leave()
    ws.undo()
    assert [edit.label for edit in heard] == ["Tag as claim"] * 3
    assert [edit.changes[0].after for edit in heard] == [passage, None, passage]
    ws.close()
