"""Commands on the essay: tag, untag, adjust, step from passage to passage, note and detail."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QApplication

from counterpoint.core import segmentation
from counterpoint.core.changes import Edit
from counterpoint.core.errors import BadInput
from counterpoint.core.records import Counterargument, Essay, Passage
from counterpoint.core.vocabulary import Kind
from counterpoint.ui.forms.ask import ask
from counterpoint.ui.session.session import Command, Session
from counterpoint.workspace import neighbours, removal, tagging


def span_to_tag(session: Session) -> tuple[int, int]:
    """What is selected, or the sentence under the caret. Raises BadInput where there is neither."""
    reader = session.window.reader
    span = reader.span() or segmentation.sentence_at(reader.text(), reader.caret())
    if span[0] >= span[1]:
        raise BadInput("Put the caret into a sentence or select some words, then tag them.")
    return span


def tag(session: Session, kind: Kind) -> None:
    """Tag the selection or the sentence as `kind`. Where that is just the selected passage, and it is one's
    own, its kind changes instead."""
    essay = opened(session)
    mine = own_mark(session)
    if mine is None and _text_is_away(session):
        raise BadInput("Sentences are tagged in the essay; go there with Enter or Ctrl+1.")
    if mine is not None and _means(session, mine.start, mine.end):
        passage = tagging.retag(session.ws, mine, kind)
    else:
        start, end = span_to_tag(session)
        passage = tagging.tag_span(session.ws, essay, start, end, kind)
    _caret_into(session, passage)
    session.select("passage", passage.id)


def _text_is_away(session: Session) -> bool:
    """Whether one looks at the map, or at a row of the outline that is no passage of this essay."""
    window, focus = session.window, QApplication.focusWidget()
    in_outline = focus is not None and window.outline.isAncestorOf(focus)
    return window.on_map or (in_outline and session.mark is None)


def _means(session: Session, start: int, end: int) -> bool:
    """Whether tagging now would mean the selected passage: it is what is selected in the text, or nothing is
    and the caret stands in it."""
    reader = session.window.reader
    span = reader.span()
    return span == (start, end) if span else start <= reader.caret() <= end


def _caret_into(session: Session, passage: Passage) -> None:
    """Let the selection go, the caret in the passage, so that the next key means it."""
    reader = session.window.reader
    caret = min(max(reader.caret(), passage.start), passage.end - 1)
    session.quietly(lambda: reader.select_span(caret, caret))
    reader.tag_bar.hide()


def opened(session: Session) -> Essay:
    """The open essay. Raises BadInput where none is."""
    if session.essay is None:
        raise BadInput("No essay is open; open or add one first.")
    return session.essay


def own_mark(session: Session) -> Passage | None:
    """The selected passage of this essay, if it is the current annotator's."""
    mark = session.mark
    if mark is None or session.ws.annotator is None or mark.annotator_id != session.ws.annotator.id:
        return None
    return tagging.passage(session.ws, mark.id)


def selected_passage(session: Session) -> Passage:
    """The selected passage, or the innermost at the caret. Raises BadInput where there is none."""
    if session.selected is not None and session.selected[0] == "passage":
        return tagging.passage(session.ws, session.selected[1])
    here = session.window.reader.marks_at(session.window.reader.caret())
    if not here:
        raise BadInput("No passage is selected; go to one with J or K, or click into it.")
    session.select("passage", here[0].id)
    return tagging.passage(session.ws, here[0].id)


def untag(session: Session) -> None:
    """Remove the selected passage; asks where something hangs from it."""
    untag_passage(session, selected_passage(session))


def untag_passage(session: Session, passage: Passage) -> None:
    """Remove a passage; asks where something hangs from it."""
    hanging = removal.hanging_from(session.ws, {passage.id})
    if any(hanging) and tagging.whose(session.ws).id == passage.annotator_id:
        detail = removal.told(hanging) + " Undo brings all of it back."
        sentence = "Other things point to this passage."
        if ask(session.window, sentence, detail, ("&Remove all", "Cancel")) == "Cancel":
            return
    tagging.untag(session.ws, [passage])


def step(session: Session, direction: int) -> None:
    """Go to the next or the previous passage in text order; from an answer, counted from what it answers."""
    if session.selected is not None and session.selected[0] == "counterargument":
        _, answered = neighbours.home_of(session.ws, *session.selected)
        session.window.reader.select_passage(answered.id if answered else None)
    mark = session.window.reader.neighbour(direction)
    if mark is None:
        session.window.notices.info(_no_more(session, direction))
        return
    session.select("passage", mark.id, jump=True)


def _no_more(session: Session, direction: int) -> str:
    if not session.known.marks:
        return "Nothing is tagged yet; put the caret into a sentence and press 1, 2 or 3."
    return f"There is no passage {'after' if direction > 0 else 'before'} this one."


def walk(session: Session, direction: int) -> None:
    """Select the next or the previous sentence, so that one sees what the next key will tag."""
    reader, text = session.window.reader, opened(session).text
    span = reader.span() or (reader.caret(), reader.caret() + 1)
    start, end = segmentation.sentence_at(text, span[0])[0], segmentation.sentence_at(text, span[1] - 1)[1]
    goal = _sentence_after(text, end) if direction > 0 else _sentence_before(text, start)
    if goal is None:
        session.window.notices.info(f"This is the {'last' if direction > 0 else 'first'} sentence.")
        return
    reader.select_span(*goal)
    reader.reveal(goal)


def _sentence_after(text: str, at: int) -> tuple[int, int] | None:
    _, end = segmentation.extend_to_next_sentence(text, at, at)
    return segmentation.sentence_at(text, end - 1) if end > at else None


def _sentence_before(text: str, at: int) -> tuple[int, int] | None:
    end = len(text[:at].rstrip())
    return segmentation.sentence_at(text, end - 1) if end else None


def stretch(session: Session, change: Callable[[str, int, int], tuple[int, int]]) -> None:
    """Grow or shrink by a sentence: the text selected, else one's own selected passage, else the sentence."""
    reader, essay = session.window.reader, opened(session)
    span, mine = reader.span(), own_mark(session)
    if span is None and mine is not None:
        start, end = change(essay.text, mine.start, mine.end)
        if (start, end) != (mine.start, mine.end):
            passage = tagging.resize(session.ws, essay, mine, start, end)
            _caret_into(session, passage)
            session.select("passage", passage.id)
        return
    reader.select_span(*(change(essay.text, *span) if span else span_to_tag(session)))


def note(session: Session) -> None:
    """Put the caret into the note of the selected passage. Words selected that are not tagged are first
    tagged, as a claim."""
    span, mark = session.window.reader.span(), session.mark
    if span is not None and (mark is None or (mark.start, mark.end) != span):
        tag(session, "claim")
    passage = selected_passage(session)
    session.select("passage", passage.id)
    session.show_selected()
    if not session.window.passage_pane.edit_note():
        raise BadInput("Only one’s own passages take a note; tag it yourself, or choose who tags.")


def detail(session: Session) -> None:
    """Open the menu of kinds and details of the selected passage."""
    selected_passage(session)
    session.show_selected()
    session.window.passage_pane.choose_kind_and_detail()


def confirm(session: Session) -> None:
    """Say that a moved passage stands where it should."""
    tagging.confirm_place(session.ws, selected_passage(session))


def undo(session: Session) -> None:
    """Take the newest step back, and show where."""
    session.window.passage_pane.flush()
    show_step(session, session.ws.undo())


def redo(session: Session) -> None:
    """Do again what was undone last, and show where."""
    session.window.passage_pane.flush()
    show_step(session, session.ws.redo())


def show_step(session: Session, edit: Edit | None) -> None:
    """Show what was undone or done again: its passage, in its essay, or its answer."""
    if edit is None or edit.touches(Essay):
        return
    here = session.essay.id if session.essay is not None else ""
    passages = [each for change in edit.of(Passage) if isinstance(each := change.record, Passage)]
    passages.sort(key=lambda each: (each.essay_id != here, each.start))
    answers = [change.record for change in edit.of(Counterargument) if change.after is not None]
    if passages:
        first = passages[0]
        session.open_essay(first.essay_id)
        if first.id in session.known.marks:
            session.select("passage", first.id, jump=True)
        else:
            session.window.reader.reveal((first.start, first.end))
    elif answers and answers[0].id in session.known.answers:
        session.select("counterargument", answers[0].id)
    elif answers:
        session.jump("counterargument", answers[0].id)


COMMANDS: Final[dict[str, Command]] = {
    "tag.claim": partial(tag, kind="claim"),
    "tag.evidence": partial(tag, kind="evidence"),
    "tag.rhetoric": partial(tag, kind="rhetoric"),
    "tag.remove": untag,
    "detail.choose": detail,
    "note.edit": note,
    "span.grow": partial(stretch, change=segmentation.extend_to_next_sentence),
    "span.shrink": partial(stretch, change=segmentation.drop_last_sentence),
    "passage.confirm": confirm,
    "sentence.next": partial(walk, direction=1),
    "sentence.previous": partial(walk, direction=-1),
    "passage.next": partial(step, direction=1),
    "passage.previous": partial(step, direction=-1),
    "edit.undo": undo,
    "edit.redo": redo,
}
