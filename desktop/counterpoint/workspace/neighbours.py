"""What one passage or counterargument is linked to, with the words of the other end."""

from typing import NamedTuple

from counterpoint.core.marks import Mark
from counterpoint.core.records import Annotator, Counterargument, Link, Passage
from counterpoint.core.vocabulary import Kind, NodeType
from counterpoint.store import queries
from counterpoint.workspace.removal import links_at
from counterpoint.workspace.workspace import Workspace


class Neighbour(NamedTuple):
    """The other end of a link. `outgoing` is True where the link starts from the node asked about. `kind` is
    None and `essay_id` empty for a counterargument; `text` is the quote or the heading."""

    link: Link
    outgoing: bool
    node_type: NodeType
    node_id: str
    kind: Kind | None
    text: str
    essay_id: str
    essay_title: str


class Findable(NamedTuple):
    """A passage or counterargument to choose as the end of a link; `kind` is None and `essay_id` empty for
    the latter. `text` is the whole quote, or the heading."""

    node_type: NodeType
    node_id: str
    kind: Kind | None
    text: str
    essay_title: str
    essay_id: str = ""


def neighbours(ws: Workspace, node_id: str) -> list[Neighbour]:
    """Everything linked to a passage or counterargument, in the order the links were made."""
    links = sorted(links_at(ws, {node_id}), key=lambda link: (link.created, link.id))
    far = {(end.target_id if end.source_id == node_id else end.source_id) for end in links}
    passages = {row[0].id: row for row in queries.passages_elsewhere(ws.store.raw, far)}
    answers = queries.answers(ws.store.raw, far)
    found = []
    for link in links:
        outgoing = link.source_id == node_id
        far_type, far_id = (
            (link.target_type, link.target_id) if outgoing else (link.source_type, link.source_id)
        )
        if far_id in passages:
            mark, essay_id, title, quote = passages[far_id]
            found.append(Neighbour(link, outgoing, far_type, far_id, mark.kind, quote, essay_id, title))
        elif far_id in answers:
            found.append(Neighbour(link, outgoing, far_type, far_id, None, answers[far_id].heading, "", ""))
    return found


def findable(ws: Workspace, limit: int = 10_000) -> list[Findable]:
    """The passages, the newest first and at most `limit`, then the counterarguments, of every essay."""
    found = [
        Findable("passage", mark.id, mark.kind, quote, title, essay_id)
        for mark, essay_id, title, quote in queries.passage_lines(ws.store.raw, limit)
    ]
    answers = queries.answers(ws.store.raw)
    return found + [Findable("counterargument", each.id, None, each.heading, "") for each in answers.values()]


def to_link_with(ws: Workspace, passage_id: str) -> list[Findable]:
    """Everything a passage may be linked with, the likeliest first: the claims for evidence, the evidence for
    a claim, of its own essay before others; then passages of its own kind; counterarguments last."""
    source = ws.store.get(Passage, passage_id)
    if source is None:
        return findable(ws)
    wanted: dict[Kind | None, int] = dict.fromkeys(("claim", "rhetoric", "evidence"), 1)
    wanted["evidence" if source.kind == "claim" else "claim"] = 0
    wanted[source.kind] = 2
    wanted[None] = 3
    return sorted(
        (each for each in findable(ws) if each.node_id != passage_id),
        key=lambda each: (wanted[each.kind], each.essay_id != source.essay_id),
    )


def to_rest_on(ws: Workspace) -> list[Findable]:
    """The passages an answer may rest on: evidence first."""
    passages = [each for each in findable(ws) if each.node_type == "passage"]
    return sorted(passages, key=lambda each: each.kind != "evidence")


def home_of(ws: Workspace, node_type: NodeType, node_id: str) -> tuple[str, Mark | None]:
    """The id of the essay where a passage stands, or where the chain of answers from a counterargument ends;
    with the mark to show there. The id is empty where nothing is answered."""
    seen: set[str] = set()
    ahead = [(node_type, node_id)]
    while ahead:
        kind, each = ahead.pop()
        if each in seen:
            continue
        seen.add(each)
        if kind == "passage":
            for mark, essay_id, _title, _quote in queries.passages_elsewhere(ws.store.raw, [each]):
                return essay_id, mark
        else:
            links = ws.store.find(Link, source_id=each, relation="answers")
            ahead += [(link.target_type, link.target_id) for link in links]
    return "", None


def name_of(ws: Workspace, annotator_id: str) -> str:
    """An annotator's name, or nothing."""
    found = ws.store.get(Annotator, annotator_id)
    return found.name if found else ""


def node(ws: Workspace, node_type: NodeType, node_id: str) -> Passage | Counterargument | None:
    """The passage or counterargument itself."""
    return (
        ws.store.get(Passage, node_id) if node_type == "passage" else ws.store.get(Counterargument, node_id)
    )
