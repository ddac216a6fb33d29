"""Commands on the argument: write answers, attach evidence, link."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from counterpoint.core.errors import BadInput
from counterpoint.core.text import shorten
from counterpoint.core.vocabulary import NodeType, Relation
from counterpoint.ui.app import render
from counterpoint.ui.chrome.candidate import Candidate
from counterpoint.ui.chrome.palette import Palette
from counterpoint.ui.forms.answer_editor import AnswerEditor
from counterpoint.ui.forms.ask import ask
from counterpoint.ui.forms.views import AnswerDraft, EvidenceItem
from counterpoint.ui.session.finding import end_candidates
from counterpoint.ui.session.reading import selected_passage, tag
from counterpoint.ui.session.session import Command, Selected, Session
from counterpoint.workspace import arguments, neighbours, removal, tagging

QUOTED: Final = 300
SAYS: Final[dict[Relation, str]] = {"supports": "Supports", "answers": "Answers", "restates": "Restates"}


def answer(session: Session) -> None:
    """Answer what is selected; words or a sentence not tagged yet become a claim, unless the answer is given
    up."""
    session.ws.check_writable()
    before = set(session.known.marks)
    node_type, node_id = _to_answer(session)
    editor = answer_node(session, node_type, node_id)
    if node_id in session.known.marks.keys() - before:
        editor.rejected.connect(partial(_take_back_claim, session))


def _take_back_claim(session: Session) -> None:
    if session.ws.labels()[0] == "Tag as claim":
        session.run("edit.undo")


def _to_answer(session: Session) -> Selected:
    reader = session.window.reader
    span = reader.span()
    if span is not None and (session.mark is None or span != (session.mark.start, session.mark.end)):
        tag(session, "claim")
    if session.selected is None:
        here = reader.marks_at(reader.caret())
        if here:
            session.select("passage", here[0].id)
        else:
            tag(session, "claim")
    if session.selected is None:
        raise BadInput("Nothing is selected; put the caret into a claim, then answer it.")
    return session.selected


def answer_node(session: Session, node_type: NodeType, node_id: str) -> AnswerEditor:
    """Open the editor for a new answer to a passage or counterargument."""
    target = neighbours.node(session.ws, node_type, node_id)
    words = getattr(target, "quote", "") or getattr(target, "heading", "")
    editor = AnswerEditor(session.window.theme, render, shorten(words, QUOTED), parent=session.window)

    def save(draft: AnswerDraft) -> None:
        def write() -> None:
            made = arguments.answer(
                session.ws, node_type, node_id, draft.heading, draft.reasoning, draft.how, draft.evidence_ids
            )
            session.select("counterargument", made.id)

        session.attempt(write)

    _open(session, editor, save)
    return editor


def edit_answer(session: Session, counterargument_id: str) -> None:
    """Open the editor on an answer there is."""
    session.ws.check_writable()
    written = arguments.counterargument(session.ws, counterargument_id)
    evidence = [
        EvidenceItem(each.id, each.quote, "", each.kind)
        for each in arguments.evidence_of(session.ws, written.id)
    ]
    draft = AnswerDraft(written.heading, written.how, written.reasoning, tuple(each.id for each in evidence))
    editor = AnswerEditor(
        session.window.theme,
        render,
        shorten(_answered_words(session, written.id), QUOTED),
        draft,
        tuple(evidence),
        session.window,
    )

    def save(draft: AnswerDraft) -> None:
        session.attempt(
            lambda: arguments.edit_answer(
                session.ws,
                written,
                heading=draft.heading,
                reasoning=draft.reasoning,
                how=draft.how,
                evidence_ids=draft.evidence_ids,
            )
        )

    _open(session, editor, save)


def _answered_words(session: Session, counterargument_id: str) -> str:
    for each in neighbours.neighbours(session.ws, counterargument_id):
        if each.outgoing and each.link.relation == "answers":
            return each.text
    return ""


def _open(session: Session, editor: AnswerEditor, save: object) -> None:
    editor.saved.connect(save)
    editor.attachRequested.connect(partial(_attach_to_editor, session, editor))
    editor.finished.connect(editor.deleteLater)
    editor.open()


def _attach_to_editor(session: Session, editor: AnswerEditor) -> None:
    def attach(chosen: Sequence[neighbours.Findable]) -> None:
        for each in chosen:
            editor.add_evidence(
                EvidenceItem(each.node_id, each.text, each.essay_title, each.kind or "evidence")
            )

    _ask_for_evidence(session, editor, attach)


def _ask_for_evidence(
    session: Session, parent: QWidget, done: Callable[[Sequence[neighbours.Findable]], object]
) -> None:
    """Let passages of any essay be chosen in a palette, evidence first."""
    found = {each.node_id: each for each in neighbours.to_rest_on(session.ws)}
    palette = Palette.ask(
        parent,
        end_candidates(list(found.values()), "evidence"),
        session.window.theme,
        placeholder="Find evidence in any essay…",
        many=True,
        done="Attach",
    )
    palette.chosenMany.connect(lambda chosen: done([found[each.id] for each in chosen]))


def attach(session: Session, counterargument_id: str) -> None:
    """Attach evidence to an answer, found in any essay."""
    session.ws.check_writable()

    def done(chosen: Sequence[neighbours.Findable]) -> None:
        written = arguments.counterargument(session.ws, counterargument_id)
        there = [each.id for each in arguments.evidence_of(session.ws, counterargument_id)]
        session.attempt(
            lambda: arguments.edit_answer(
                session.ws,
                written,
                heading=written.heading,
                reasoning=written.reasoning,
                how=written.how,
                evidence_ids=[*there, *(each.node_id for each in chosen)],
            )
        )

    _ask_for_evidence(session, session.window, done)


def link(session: Session) -> None:
    """Link the selected passage to something found in a palette."""
    passage = selected_passage(session)
    link_from(session, passage.id)


def link_from(session: Session, passage_id: str) -> None:
    """Ask what a passage is linked to, then what the link says."""
    tagging.whose(session.ws)
    source = tagging.passage(session.ws, passage_id)
    found = {each.node_id: each for each in neighbours.to_link_with(session.ws, passage_id)}
    likeliest = next(iter(found.values()), None)
    palette = Palette.ask(
        session.window,
        end_candidates(list(found.values()), likeliest.kind if likeliest else None, source.essay_id),
        session.window.theme,
        placeholder="Link this passage to…",
    )
    palette.chosen.connect(lambda chosen: _ask_relation(session, passage_id, found[chosen.id]))


def _ask_relation(session: Session, passage_id: str, target: neighbours.Findable) -> None:
    passages_only = target.node_type == "passage"
    relations: tuple[Relation, ...] = ("supports", "answers", "restates") if passages_only else ("supports",)

    def make(relation: Relation) -> None:
        linked = session.attempt(
            lambda: arguments.link(
                session.ws, relation, "passage", passage_id, target.node_type, target.node_id
            )
        )
        if linked:
            session.select("passage", passage_id)

    if len(relations) == 1:
        make(relations[0])
        return
    choices = [
        Candidate(kind="other", id=each, title=SAYS[each], subtitle=shorten(target.text, 80))
        for each in relations
    ]
    palette = Palette.ask(session.window, choices, session.window.theme, placeholder="This passage…")
    palette.chosen.connect(lambda chosen: make(chosen.id))


def remove_answer(session: Session, counterargument_id: str) -> None:
    """Remove an answer; asks where others answer it, or a brief shows it."""
    written = arguments.counterargument(session.ws, counterargument_id)
    hanging = removal.hanging_from(session.ws, {counterargument_id})
    if hanging.answers or hanging.entries:
        detail = removal.told(hanging) + " Undo brings all of it back."
        sentence = "Others answer this answer." if hanging.answers else "A brief shows this answer."
        if ask(session.window, sentence, detail, ("&Remove all", "Cancel")) == "Cancel":
            return
    arguments.remove_answer(session.ws, written)


COMMANDS: Final[dict[str, Command]] = {"answer.new": answer, "link.new": link}
