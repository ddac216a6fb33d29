"""An essay's argument as it stands in the library: what is linked to its passages, to any depth."""

from sqlite3 import Connection

from counterpoint.core.arguments import Argument, Elsewhere
from counterpoint.core.marks import Answer, EssayText, Tie
from counterpoint.core.vocabulary import NodeType
from counterpoint.store import queries


def read_argument(connection: Connection, essay: EssayText) -> Argument:
    """The essay's passages, the counterarguments to them, the links between, and the passages of other essays
    that these lead to."""
    marks = tuple(queries.marks(connection, essay.id))
    ties: dict[str, Tie] = {}
    answers: dict[str, Answer] = {}
    found = queries.ties_of_essay(connection, essay.id)
    while found:
        ties.update((tie.id, tie) for tie in found)
        new = {end for tie in found for end in _ends(tie, "counterargument")} - answers.keys()
        answers.update(queries.answers(connection, new))
        found = [tie for tie in queries.ties_at(connection, new) if tie.id not in ties] if new else []
    inside = {mark.id for mark in marks}
    outside = {end for tie in ties.values() for end in _ends(tie, "passage")} - inside
    elsewhere = {
        mark.id: Elsewhere(mark, essay_id, title, quote)
        for mark, essay_id, title, quote in queries.passages_elsewhere(connection, outside)
    }
    return Argument(essay.id, essay.text, essay.headings, marks, answers, tuple(ties.values()), elsewhere)


def _ends(tie: Tie, node_type: NodeType) -> list[str]:
    ends = ((tie.source_type, tie.source_id), (tie.target_type, tie.target_id))
    return [end for kind, end in ends if kind == node_type]
