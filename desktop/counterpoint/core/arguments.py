"""The argument of an essay as an outline, and its holes.

`outline` and `holes` answer once, from an `Argument`. A window keeps an `OutlineIndex` instead and tells it
of each step: a step costs what hangs around it, not what the essay holds.
"""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable
from typing import Final

from counterpoint.core.argument_parts import (
    HEADING,
    SHORT,
    Argument,
    Elsewhere,
    Hole,
    HoleName,
    Key,
    Moved,
    Node,
    Outline,
    Role,
    Row,
    Step,
    shorten,
)  # fmt: skip
from counterpoint.core.argument_web import Web
from counterpoint.core.marks import Answer, Mark, Tie

__all__ = [
    "HEADING", "Argument", "Elsewhere", "Hole", "HoleName", "Key", "Moved", "Node", "Outline", "OutlineIndex",
    "Role", "Row", "Step", "holes", "outline", "shorten",
]  # fmt: skip

EVIDENCE_MISSING: Final[tuple[HoleName, ...]] = ("no evidence",)
ANSWER_MISSING: Final[tuple[HoleName, ...]] = ("unanswered",)
BOTH_MISSING: Final[tuple[HoleName, ...]] = ("no evidence", "unanswered")
SUPPORT_MISSING: Final[tuple[HoleName, ...]] = ("no support",)


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
        self.keys: list[Key] = [(start, HEADING, "") for start in self.headings]
        self._take_all(argument)

    def _take_all(self, argument: Argument) -> None:
        """What `apply` does for one mark, for all of them and much faster."""
        web, hidden, keys, found = self.web, self.web.hidden, self.keys, self.holes_of
        supported = {tie.target_id for tie in argument.ties if self._is_support(tie)}
        answered = {tie.target_id for tie in argument.ties if self._is_answer(tie)}
        hosts, out_of = web.hosts, web.out_of
        claims = evidence = rhetoric = 0
        for mark_id, start, end, kind, by, _, _, _ in argument.marks:
            if by in hidden:
                continue
            if kind == "claim":
                claims += 1
                if mark_id not in supported:
                    found[mark_id] = EVIDENCE_MISSING if mark_id in answered else BOTH_MISSING
                elif mark_id not in answered:
                    found[mark_id] = ANSWER_MISSING
            else:
                evidence += kind == "evidence"
                rhetoric += kind == "rhetoric"
                if mark_id in hosts or (mark_id in out_of and self._has_place(mark_id)):
                    continue
            keys.append((start, -end, mark_id))
        keys.sort()
        missing = sum(map(len, found.values()))
        self.counts = {"claim": claims, "evidence": evidence, "rhetoric": rhetoric, "holes": missing}
        for answer_id in web.answers:
            if answer_id not in supported:
                self._look_for_holes(answer_id)

    def apply(self, steps: Iterable[Step]) -> tuple[Moved, ...]:
        """Takes in what changed, in any order, and says which blocks are concerned."""
        touched: set[str] = set()
        old: dict[str, Mark | None] = {}
        for before, after in steps:
            for value in (before, after):
                touched |= self._around(value)
                if isinstance(value, Mark):
                    old.setdefault(value.id, self.web.marks.get(value.id))
            if before is not None:
                self._take_out(before)
            if after is not None:
                self._put_in(after)
            touched |= self._around(before) | self._around(after)
        moved = []
        for node_id in touched:
            self._look_for_holes(node_id)
            mark_before = old.get(node_id, self.web.marks.get(node_id))
            place_before, place_after = self._place(mark_before), self._key_of(node_id)
            if place_before == place_after is None:
                continue
            if place_before != place_after:
                if place_before is not None:
                    del self.keys[bisect_left(self.keys, place_before)]
                if place_after is not None:
                    insort(self.keys, place_after)
            moved.append(Moved(node_id, place_before, place_after))
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

    def size(self, key: Key) -> int:
        """How many rows `block` gives, without making them where nothing is linked."""
        web, root = self.web, key[2]
        ties, hosted = web.into.get(root), web.hosted.get(root)
        if not ties and not hosted:
            return 1
        children = {tie.source_id for tie in ties.values()} if ties else set()
        if hosted:
            children |= hosted
        if web.into.keys().isdisjoint(children) and web.hosted.keys().isdisjoint(children):
            return 1 + sum(map(web.shows, children))
        return len(self.block(key))

    def roots_of(self, node_id: str) -> list[Key]:
        """The blocks in which a node stands, in text order."""
        places = (self._place(self.web.marks.get(near)) for near in self.web.around(node_id))
        return sorted(place for place in places if place is not None)

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
        ties = web.out_of.get(node_id, {}).values()
        if any(web.is_own_claim(tie.target_id) for tie in ties):
            return True
        return bool(ties) and web.reaches(node_id, web.is_own_claim)

    def _place(self, mark: Mark | None) -> Key | None:
        """Where a passage's block stands now, if it has one."""
        if mark is None:
            return None
        key = (mark.start, -mark.end, mark.id)
        position = bisect_left(self.keys, key)
        return key if position < len(self.keys) and self.keys[position] == key else None

    def _look_for_holes(self, node_id: str) -> None:
        before = self.holes_of.pop(node_id, ())
        found = self._holes_in(node_id)
        if found:
            self.holes_of[node_id] = found
        self.counts["holes"] += len(found) - len(before)

    def _holes_in(self, node_id: str) -> tuple[HoleName, ...]:
        web = self.web
        ties = web.into.get(node_id, {}).values()
        supported = any(map(self._is_support, ties))
        if web.is_own_claim(node_id):
            answered = any(map(self._is_answer, ties))
            if supported:
                return () if answered else ANSWER_MISSING
            return EVIDENCE_MISSING if answered else BOTH_MISSING
        if supported or node_id not in web.answers or not web.shows(node_id):
            return ()
        return SUPPORT_MISSING if web.reaches(node_id, web.marks.__contains__) else ()

    def _is_support(self, tie: Tie) -> bool:
        return tie.relation == "supports" and self.web.kind(tie.source_id) == "evidence"

    def _is_answer(self, tie: Tie) -> bool:
        return tie.relation == "answers" and self.web.kind(tie.source_id) is not None

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
