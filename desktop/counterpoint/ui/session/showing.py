"""What the panes show of a record: values made from the library, without any widget."""

from counterpoint.core.records import Counterargument, Essay, Passage
from counterpoint.core.vocabulary import NodeType
from counterpoint.ui.forms.views import AnswerView, LinkView, PassageView
from counterpoint.ui.map.graph import Chapter
from counterpoint.workspace import arguments, library, neighbours, tagging
from counterpoint.workspace.workspace import Workspace


def view_of(
    ws: Workspace, node_type: NodeType, node_id: str, *, essay_id: str
) -> PassageView | AnswerView | None:
    """A passage or counterargument as the pane at the right shows it; None where it is gone. `essay_id` is
    the essay that is open: others are named beside their passages."""
    record = neighbours.node(ws, node_type, node_id)
    mine = ws.annotator is not None and record is not None and record.annotator_id == ws.annotator.id
    writable = not ws.read_only
    match record:
        case Passage():
            return PassageView(
                id=record.id,
                kind=record.kind,
                detail=record.detail,
                quote=record.quote,
                annotator=neighbours.name_of(ws, record.annotator_id),
                note=record.note,
                status=record.status,
                mine=mine,
                writable=writable,
                details=tagging.details(ws, record.kind),
                links=_links(ws, record.id, essay_id),
            )
        case Counterargument():
            return AnswerView(
                id=record.id,
                heading=record.heading,
                how=record.how,
                reasoning=record.reasoning,
                annotator=neighbours.name_of(ws, record.annotator_id),
                mine=mine,
                writable=writable,
                links=_links(ws, record.id, essay_id),
            )
        case _:
            return None


def _links(ws: Workspace, node_id: str, essay_id: str) -> tuple[LinkView, ...]:
    own = ws.annotator.id if ws.annotator else ""
    return tuple(
        LinkView(
            link_id=each.link.id,
            relation=each.link.relation,
            outgoing=each.outgoing,
            node_type=each.node_type,
            node_id=each.node_id,
            kind=each.kind,
            text=each.text,
            mine=each.link.annotator_id == own,
            essay=each.essay_title if each.essay_id not in ("", essay_id) else "",
        )
        for each in neighbours.neighbours(ws, node_id)
    )


def chapters(ws: Workspace, essay: Essay, whole_topic: bool) -> list[Chapter]:
    """What the map shows of an essay, or of all essays of its topic."""
    lines = library.essays(ws)
    together = whole_topic and essay.topic_id is not None
    wanted = [line for line in lines if line.id == essay.id or (together and line.topic_id == essay.topic_id)]
    return [Chapter(line.title, arguments.argument(ws, line.id)) for line in wanted]
