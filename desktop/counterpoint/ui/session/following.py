"""How an edit becomes steps of the panes: marks for the essay, light values for the outline."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from counterpoint.core.arguments import Argument, Elsewhere, Step
from counterpoint.core.changes import Change, Edit
from counterpoint.core.marks import Answer, Mark, Tie
from counterpoint.core.records import Counterargument, Link, Passage, Record
from counterpoint.ui.session.places import keep_place, staying
from counterpoint.workspace import library, tagging

if TYPE_CHECKING:
    from counterpoint.ui.session.session import Session

LARGE: Final = 300
"""An edit of more changes than this shows the essay afresh."""

NOTHING: Final = Argument("", "")


@dataclass
class Known:
    """What the panes have been told of: passages of this essay, answers, and passages of other essays."""

    marks: dict[str, Mark] = field(default_factory=dict)
    answers: set[str] = field(default_factory=set)
    elsewhere: dict[str, Elsewhere] = field(default_factory=dict)

    @classmethod
    def of(cls, argument: Argument) -> "Known":
        marks = {mark.id: mark for mark in argument.marks}
        return cls(marks, set(argument.answers), dict(argument.elsewhere))

    def passages_by(self, annotator_id: str) -> int:
        """How many passages of the essay are this annotator's."""
        return sum(mark.annotator_id == annotator_id for mark in self.marks.values())


def is_large(edit: Edit) -> bool:
    return len(edit.changes) > LARGE


def removes(edit: Edit, record_id: str) -> bool:
    """Whether an edit takes away the passage or counterargument of this id."""
    return any(
        change.after is None and change.record.id == record_id
        for change in (*edit.of(Passage), *edit.of(Counterargument))
    )


def follow(session: "Session", edit: Edit) -> None:
    """Tell the reader of what an edit did, and the other panes after it."""
    essay_ids = {change.record.essay_id for change in edit.of(Passage)}  # type: ignore[attr-defined]
    if _leads_out(session.known, edit):
        session.show_argument()
        session.follow_later((), essay_ids)
    else:
        session.follow_later(list(_steps(session, edit)), essay_ids)


def follow_all(session: "Session") -> None:
    """Show the library and the open essay afresh; where that has gone, another one."""
    session.list_library()
    if session.essay is not None:
        here = session.essay.id
        ids = {line.id for line in library.essays(session.ws)}
        if here not in ids:
            session.close_essay()
            if ids:
                session.open_essay(library.essays(session.ws)[0].id)
            return
        now = library.essay(session.ws, here)
        if now != session.essay:
            selected = session.selected
            keep_place(session)
            stay = staying(session, now.text)
            session.essay = None
            session.open_essay(here)
            if selected is not None:
                session.select(*selected)
            stay()
        else:
            session.show_argument()
    elif lines := library.essays(session.ws):
        session.open_essay(lines[0].id)
    else:
        session.list_annotators(library.annotators(session.ws))


def _leads_out(known: Known, edit: Edit) -> bool:
    """Whether an edit links to what the panes have not been told of, so that all must be read again."""
    new = {change.after.id for change in edit.changes if change.before is None and change.after is not None}
    for change in edit.of(Link):
        link = change.after
        if isinstance(link, Link):
            for kind, end in ((link.source_type, link.source_id), (link.target_type, link.target_id)):
                there = (
                    known.answers
                    if kind == "counterargument"
                    else known.marks.keys() | known.elsewhere.keys()
                )
                if end not in there and end not in new:
                    return True
    return False


def _steps(session: "Session", edit: Edit) -> Iterator[Step]:
    for change in edit.changes:
        record = change.record
        if isinstance(record, Passage):
            if session.essay is not None and record.essay_id == session.essay.id:
                yield _mark_step(session, change)
            elif record.id in session.known.elsewhere:
                yield _elsewhere_step(session, change)
        elif isinstance(record, Counterargument):
            if change.after is None:
                session.known.answers.discard(record.id)
            else:
                session.known.answers.add(record.id)
            yield Step(_light(change.before), _light(change.after))
        elif isinstance(record, Link):
            yield Step(_light(change.before), _light(change.after))


def _mark_step(session: "Session", change: Change) -> Step:
    before, after = _light(change.before), _light(change.after)
    reader, marks = session.window.reader, session.known.marks
    if isinstance(after, Mark):
        marks[after.id] = after
        reader.replace_mark(after) if before else reader.add_mark(after)
    elif isinstance(before, Mark):
        marks.pop(before.id, None)
        reader.remove_mark(before.id)
    return Step(before, after)


def _elsewhere_step(session: "Session", change: Change) -> Step:
    before = session.known.elsewhere.pop(change.record.id)
    after = None
    if isinstance(change.after, Passage):
        after = before._replace(mark=tagging.mark_of(change.after), quote=change.after.quote)
        session.known.elsewhere[change.after.id] = after
    return Step(before, after)


def _light(record: Record | None) -> Mark | Answer | Tie | None:
    match record:
        case Passage():
            return tagging.mark_of(record)
        case Counterargument():
            return Answer(record.id, record.heading, record.how, record.annotator_id)
        case Link():
            return Tie(
                record.id,
                record.relation,
                record.source_type,
                record.source_id,
                record.target_type,
                record.target_id,
                record.created,
            )
        case _:
            return None
