"""The argument of an essay as an outline, and its holes.

`outline` and `holes` answer once, from an `Argument`. A window keeps an `OutlineIndex` instead and tells it
of each step: a step costs what hangs around it, not what the essay holds.
"""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from counterpoint.core.argument_web import Elsewhere, Role, Web
from counterpoint.core.marks import Answer, Mark, Tie

if TYPE_CHECKING:  # the models are slow to load, and the window shows an outline before it needs them
    from counterpoint.core.records import Heading

__all__ = [
    "Argument", "Elsewhere", "Hole", "HoleName", "Key", "Moved", "Node", "Outline", "OutlineIndex", "Role",
    "Row", "Step", "holes", "outline", "shorten",
]  # fmt: skip

HoleName = Literal["no evidence", "unanswered", "no support"]
Key = tuple[int, int, str]
"""Where a block stands: start, -end, id. A heading's key has `HEADING` for its end and no id."""

HEADING: Final = -(1 << 62)
SHORT: Final = 160


@dataclass(frozen=True, slots=True)
class Argument:
    """Everything an outline or a map needs of one essay. `marks` are those of all annotators in text order;
    `answers` and `ties` reach to any depth; `elsewhere` holds the linked passages of other essays."""

    essay_id: str
    text: str
    headings: "tuple[Heading, ...]" = ()
    marks: tuple[Mark, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    ties: tuple[Tie, ...] = ()
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)


class Hole(NamedTuple):
    """Something missing: a claim without evidence or answer, an answer without support.
    `quote` is the claim's words or the answer's heading."""

    id: str
    essay_id: str
    kind: Literal["claim", "counterargument"]
    quote: str
    hole: HoleName


class Row(NamedTuple):
    """A node's place: preorder, `depth` 0 for sections and for what stands directly in one. `root` is the
    passage whose block it is in; empty for a section, whose id is its heading's start in digits."""

    depth: int
    type: Literal["section", "passage", "answer"]
    id: str
    role: Role
    root: str


class Node(NamedTuple):
    """A row with its words. `kind` is section, claim, evidence, rhetoric or answer; `detail` an answer's way
    of answering or a passage's detail; `essay_title` is empty unless it stands in another essay, which
    `essay_id` then names. `start` is in code points of that essay."""

    depth: int
    type: Literal["section", "passage", "answer"]
    id: str
    role: Role
    kind: str
    text: str
    detail: str
    essay_id: str
    essay_title: str
    start: int
    annotator_id: str
    holes: tuple[HoleName, ...]


class Outline(NamedTuple):
    """The nodes in the order they are read; a node's children follow it, one deeper. Passages before the
    first heading come first, without a section."""

    nodes: tuple[Node, ...]


class Step(NamedTuple):
    """One light value added (`before` is None), removed (`after` is None) or changed (same id)."""

    before: Mark | Answer | Tie | Elsewhere | None
    after: Mark | Answer | Tie | Elsewhere | None


class Moved(NamedTuple):
    """A block that may look different: where it stood and stands (None: nowhere)."""

    id: str
    before: Key | None
    after: Key | None


def outline(argument: Argument, hidden: Collection[str] = ()) -> Outline:
    """The whole outline at once; annotators in `hidden` are left out."""
    index = OutlineIndex(argument, hidden)
    nodes: list[Node] = []
    section: Row | None = None
    for key in index.keys:
        rows = index.block(key)
        if key[1] == HEADING:
            section = rows[0]
            continue
        if section is not None:
            nodes.append(index.node(section))
            section = None
        nodes.extend(map(index.node, rows))
    return Outline(tuple(nodes))


def holes(argument: Argument, annotators: Collection[str] | None = None) -> list[Hole]:
    """One `Hole` per hole, claims in text order, each followed by the answers below it. Only claims and
    answers of `annotators` are listed (None: everybody's); all annotators' links count."""
    everybody = {mark.annotator_id for mark in argument.marks}
    everybody.update(answer.annotator_id for answer in argument.answers.values())
    index = OutlineIndex(argument)
    wanted = everybody if annotators is None else set(annotators)
    found: dict[str, list[Hole]] = {}
    for key in index.keys:
        for row in index.block(key):
            if row.type != "section" and row.id not in found and row.id in index.holes_of:
                node = index.node(row)
                if node.annotator_id in wanted:
                    found[row.id] = [
                        Hole(
                            row.id,
                            argument.essay_id,
                            "claim" if node.type == "passage" else "counterargument",
                            index.words(row.id),
                            hole,
                        )
                        for hole in node.holes
                    ]
    return [hole for several in found.values() for hole in several]


def shorten(words: str, limit: int = SHORT) -> str:
    """`words` on one line, cut at a word's end with an ellipsis where longer than `limit` code points."""
    line = " ".join(words[: 2 * limit].split())
    if len(line) <= limit and len(words) <= 2 * limit:
        return line
    cut = line[:limit]
    return (cut[: cut.rfind(" ")] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:.") + "…"


class OutlineIndex:
    """An outline that is told of each step.

    `keys` are the blocks in text order: a block is a heading or a root passage with all that hangs under
    it. `apply` answers which blocks to look at again, and where they stood and stand. Within a block a node
    is unfolded once and never under itself, so links in a circle end; a claim of this essay under another
    claim is not unfolded, as it has its own block.
    """

    def __init__(self, argument: Argument, hidden: Collection[str] = ()) -> None:
        self.essay_id = argument.essay_id
        self.text = argument.text
        self.web = Web(argument.marks, argument.answers, argument.ties, argument.elsewhere, hidden)
        self.headings = {heading.start: heading for heading in argument.headings}
        self.counts: dict[str, int] = {"claim": 0, "evidence": 0, "rhetoric": 0, "holes": 0}
        self.holes_of: dict[str, tuple[HoleName, ...]] = {}
        self._root_keys: dict[str, Key] = {}
        web = self.web
        for mark in web.marks.values():
            if mark.annotator_id not in web.hidden:
                self.counts[mark.kind] += 1
                if mark.kind == "claim" or not self._has_place(mark.id):
                    self._root_keys[mark.id] = (mark.start, -mark.end, mark.id)
                if mark.kind == "claim":
                    self._look_for_holes(mark.id)
        for answer_id in web.answers:
            self._look_for_holes(answer_id)
        self.keys: list[Key] = sorted(self._root_keys.values())
        for start in self.headings:
            insort(self.keys, (start, HEADING, ""))

    def apply(self, steps: Iterable[Step]) -> tuple[Moved, ...]:
        """Takes in what changed, in any order, and says which blocks are concerned."""
        touched: set[str] = set()
        for step in steps:
            touched |= self._around(step.before) | self._around(step.after)
            if step.before is not None:
                self._take_out(step.before)
            if step.after is not None:
                self._put_in(step.after)
            touched |= self._around(step.before) | self._around(step.after)
        moved = []
        for node_id in touched:
            self._look_for_holes(node_id)
            before, after = self._root_keys.get(node_id), self._key_of(node_id)
            if before == after is None:
                continue
            if before != after:
                self._move(node_id, before, after)
            moved.append(Moved(node_id, before, after))
        return tuple(sorted(moved, key=lambda move: move.after or move.before or (0, 0, "")))

    def block(self, key: Key) -> list[Row]:
        """The rows of one block, its root first."""
        if key[1] == HEADING:
            return [Row(0, "section", str(key[0]), "", "")]
        root = key[2]
        below = self.web.below(root)
        rows = [Row(0, "passage", root, "", root)]
        unfolded, path = {root}, [root]
        stack = [(role, child, 1) for role, child in reversed(below)]
        while stack:
            role, node, depth = stack.pop()
            del path[depth:]
            if node in path:
                continue
            rows.append(Row(depth, "answer" if node in self.web.answers else "passage", node, role, root))
            path.append(node)
            if node not in unfolded and not self.web.is_own_claim(node):
                unfolded.add(node)
                stack.extend((role, child, depth + 1) for role, child in reversed(self.web.below(node)))
        return rows

    def roots_of(self, node_id: str) -> list[Key]:
        """The blocks in which a node stands, in text order."""
        return sorted(self._root_keys[node] for node in self.web.around(node_id) if node in self._root_keys)

    def words(self, node_id: str) -> str:
        """A passage's whole quote or an answer's heading."""
        if node_id in self.web.answers:
            return self.web.answers[node_id].heading
        if node_id in self.web.marks:
            mark = self.web.marks[node_id]
            return self.text[mark.start : mark.end]
        return self.web.elsewhere[node_id].quote

    def node(self, row: Row) -> Node:
        """A row with its words and badges."""
        depth, kind_of_node, node_id, role, _ = row
        here, found = self.essay_id, self.holes_of.get(node_id, ())
        if kind_of_node == "section":
            heading = self.headings[int(node_id)]
            words = shorten(self.text[heading.start : heading.end].lstrip("# "))
            return Node(0, "section", node_id, "", "section", words, "", here, "", heading.start, "", ())
        if kind_of_node == "answer":
            answer = self.web.answers[node_id]
            by, words = answer.annotator_id, shorten(answer.heading)
            return Node(depth, "answer", node_id, role, "answer", words, answer.how, here, "", 0, by, found)
        title = ""
        if node_id in self.web.marks:
            mark = self.web.marks[node_id]
            words = shorten(self.text[mark.start : min(mark.end, mark.start + 2 * SHORT + 1)])
        else:
            mark, here, title, quote = self.web.elsewhere[node_id]
            words = shorten(quote)
        by, detail, start = mark.annotator_id, mark.detail, mark.start
        return Node(depth, "passage", node_id, role, mark.kind, words, detail, here, title, start, by, found)

    # Inside

    def _key_of(self, node_id: str) -> Key | None:
        mark = self.web.marks.get(node_id)
        if mark is None or mark.annotator_id in self.web.hidden:
            return None
        if mark.kind != "claim" and self._has_place(node_id):
            return None
        return mark.start, -mark.end, mark.id

    def _has_place(self, node_id: str) -> bool:
        web = self.web
        if node_id in web.hosts:
            return True
        return bool(web.out_of.get(node_id)) and web.reaches(node_id, web.is_own_claim)

    def _move(self, node_id: str, before: Key | None, after: Key | None) -> None:
        if before is not None:
            del self.keys[bisect_left(self.keys, before)]
            del self._root_keys[node_id]
        if after is not None:
            insort(self.keys, after)
            self._root_keys[node_id] = after

    def _look_for_holes(self, node_id: str) -> None:
        before = self.holes_of.pop(node_id, ())
        found = self._holes_in(node_id)
        if found:
            self.holes_of[node_id] = found
        self.counts["holes"] += len(found) - len(before)

    def _holes_in(self, node_id: str) -> tuple[HoleName, ...]:
        web = self.web
        ties = web.into.get(node_id, {}).values()
        supported = any(tie.relation == "supports" and web.kind(tie.source_id) == "evidence" for tie in ties)
        if web.is_own_claim(node_id):
            answered = any(tie.relation == "answers" and web.kind(tie.source_id) for tie in ties)
            missing: list[tuple[HoleName, bool]] = [("no evidence", supported), ("unanswered", answered)]
            return tuple(name for name, there in missing if not there)
        if supported or node_id not in web.answers or not web.shows(node_id):
            return ()
        return ("no support",) if web.reaches(node_id, web.marks.__contains__) else ()

    def _around(self, value: Mark | Answer | Tie | Elsewhere | None) -> set[str]:
        web = self.web
        if value is None:
            return set()
        if isinstance(value, Tie):
            return web.around(value.source_id) | web.around(value.target_id)
        if isinstance(value, Elsewhere):
            return web.around(value.mark.id)
        found = web.around(value.id)
        if isinstance(value, Mark) and value.kind == "claim":
            for rhetoric_id in web.rhetoric_within(value.start, value.end):
                found.add(rhetoric_id)
                found.update(web.above(rhetoric_id))
        return found

    def _take_out(self, value: Mark | Answer | Tie | Elsewhere) -> None:
        web = self.web
        if isinstance(value, Tie):
            web.remove_tie(value)
        elif isinstance(value, Answer):
            web.answers.pop(value.id, None)
        elif isinstance(value, Elsewhere):
            web.elsewhere.pop(value.mark.id, None)
        elif value.id in web.marks:
            known = web.marks[value.id]
            self.counts[known.kind] -= known.annotator_id not in web.hidden
            web.remove_mark(value.id)

    def _put_in(self, value: Mark | Answer | Tie | Elsewhere) -> None:
        web = self.web
        if isinstance(value, Tie):
            web.add_tie(value)
        elif isinstance(value, Answer):
            web.answers[value.id] = value
        elif isinstance(value, Elsewhere):
            web.elsewhere[value.mark.id] = value
        else:
            if value.id in web.marks:
                self._take_out(value)
            web.add_mark(value)
            self.counts[value.kind] += value.annotator_id not in web.hidden
