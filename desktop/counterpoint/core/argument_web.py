"""Who stands under whom: the passages, answers and links of one essay as a graph that changes cheaply.

A child hangs under its parent because it supports, answers or restates it, or because it is rhetoric
inside a claim's span (then the shortest such claim is its host). Nothing here knows of sections, rows or
colours; `core.arguments` builds the outline from it.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Final, Literal

from counterpoint.core.argument_parts import Elsewhere, Role
from counterpoint.core.marks import Answer, Mark, Tie
from counterpoint.core.vocabulary import Kind

_FEW: Final = 50
"""Up to so many rhetoric passages find their new host one by one; more are placed in one sweep."""

Span = tuple[int, int, str]


class Web:
    """The nodes of one argument and what hangs under what. Nodes of `hidden` annotators are kept, so that
    they count as support, but `shows` is false of them. Links may name nodes that are not here (yet)."""

    def __init__(
        self,
        marks: Iterable[Mark],
        answers: Mapping[str, Answer],
        ties: Iterable[Tie],
        elsewhere: Mapping[str, Elsewhere],
        hidden: Collection[str],
    ) -> None:
        self.marks: dict[str, Mark] = {}
        self.answers: dict[str, Answer] = dict(answers)
        self.elsewhere: dict[str, Elsewhere] = dict(elsewhere)
        self.hidden = frozenset(hidden)
        self.into: dict[str, dict[str, Tie]] = {}
        self.out_of: dict[str, dict[str, Tie]] = {}
        for tie in ties:
            self.add_tie(tie)
        self.hosts: dict[str, str] = {}
        self.hosted: dict[str, set[str]] = {}
        self._claims: list[Span] = []
        self._rhetoric: list[Span] = []
        known, claims, rhetoric, unseen = self.marks, self._claims, self._rhetoric, self.hidden
        for mark in marks:
            mark_id, start, end, kind, by, _, _, _ = mark
            known[mark_id] = mark
            if kind != "evidence" and by not in unseen:
                (claims if kind == "claim" else rhetoric).append((start, end, mark_id))
        claims.sort()
        rhetoric.sort()
        self._longest = max((end - start for start, end, _ in claims), default=0)
        self._sweep()

    # What is where

    def _sweep(self) -> None:
        """Finds every rhetoric passage's host anew, in one pass over the essay."""
        hosts, hosted = self.hosts, self.hosted
        hosts.clear()
        hosted.clear()
        claims = self._claims
        waiting, last, open_claims = 0, len(claims), list[Span]()
        for start, end, rhetoric_id in self._rhetoric:
            while waiting < last and claims[waiting][0] <= start:
                if claims[waiting][1] > start:
                    open_claims.append(claims[waiting])
                waiting += 1
            if not open_claims:
                continue
            open_claims = [claim for claim in open_claims if claim[1] > start]
            around = [claim for claim in open_claims if claim[1] >= end]
            host = around[0][2] if len(around) == 1 else _tightest(around)
            if host is not None:
                hosts[rhetoric_id] = host
                hosted.setdefault(host, set()).add(rhetoric_id)

    def _house(self, rhetoric_id: str, claim_id: str | None) -> None:
        old = self.hosts.pop(rhetoric_id, None)
        if old is not None:
            self.hosted[old].discard(rhetoric_id)
        if claim_id is not None:
            self.hosts[rhetoric_id] = claim_id
            self.hosted.setdefault(claim_id, set()).add(rhetoric_id)

    def _host_of(self, start: int, end: int) -> str | None:
        claims = self._claims
        first = bisect_left(claims, (end - self._longest,))
        near = claims[first : bisect_right(claims, (start + 1,))]
        return _tightest(claim for claim in near if claim[1] >= end)

    def rhetoric_within(self, start: int, end: int) -> list[str]:
        """Ids of shown rhetoric passages inside a span."""
        spans = self._rhetoric
        near = spans[bisect_left(spans, (start,)) : bisect_left(spans, (end,))]
        return [span[2] for span in near if span[1] <= end]

    # What changes

    def add_mark(self, mark: Mark) -> None:
        self.marks[mark.id] = mark
        if mark.annotator_id in self.hidden:
            return
        span = (mark.start, mark.end, mark.id)
        if mark.kind == "claim":
            insort(self._claims, span)
            self._longest = max(self._longest, mark.end - mark.start)
            for rhetoric_id in self.rhetoric_within(mark.start, mark.end):
                rivals = [span]
                if rhetoric_id in self.hosts:
                    host = self.marks[self.hosts[rhetoric_id]]
                    rivals.append((host.start, host.end, host.id))
                self._house(rhetoric_id, _tightest(rivals))
        elif mark.kind == "rhetoric":
            insort(self._rhetoric, span)
            self._house(mark.id, self._host_of(mark.start, mark.end))

    def remove_mark(self, mark_id: str) -> None:
        mark = self.marks.pop(mark_id, None)
        if mark is None or mark.annotator_id in self.hidden:
            return
        span = (mark.start, mark.end, mark.id)
        if mark.kind == "claim":
            del self._claims[bisect_left(self._claims, span)]
            orphans = self.hosted.pop(mark_id, set())
            for rhetoric_id in orphans:
                del self.hosts[rhetoric_id]
            if len(orphans) > _FEW:
                self._sweep()
            else:
                for rhetoric_id in orphans:
                    orphan = self.marks[rhetoric_id]
                    self._house(rhetoric_id, self._host_of(orphan.start, orphan.end))
        elif mark.kind == "rhetoric":
            del self._rhetoric[bisect_left(self._rhetoric, span)]
            self._house(mark_id, None)

    def add_tie(self, tie: Tie) -> None:
        self.into.setdefault(tie.target_id, {})[tie.id] = tie
        self.out_of.setdefault(tie.source_id, {})[tie.id] = tie

    def remove_tie(self, tie: Tie) -> None:
        self.into.get(tie.target_id, {}).pop(tie.id, None)
        self.out_of.get(tie.source_id, {}).pop(tie.id, None)

    # What can be asked

    def mark(self, node_id: str) -> Mark | None:
        """A passage of this essay or of another one."""
        if node_id in self.marks:
            return self.marks[node_id]
        return self.elsewhere[node_id].mark if node_id in self.elsewhere else None

    def kind(self, node_id: str) -> Kind | Literal["answer"] | None:
        """A node's kind, or None where the node is not known here."""
        if node_id in self.answers:
            return "answer"
        mark = self.mark(node_id)
        return mark.kind if mark else None

    def shows(self, node_id: str) -> bool:
        """Whether the node is known and its annotator not hidden."""
        node = self.answers.get(node_id) or self.mark(node_id)
        return node is not None and node.annotator_id not in self.hidden

    def is_own_claim(self, node_id: str) -> bool:
        """A shown claim of this essay: it always stands in its section, so walks stop there."""
        mark = self.marks.get(node_id)
        return mark is not None and mark.kind == "claim" and mark.annotator_id not in self.hidden

    def below(self, node_id: str) -> list[tuple[Role, str]]:
        """What hangs directly under a node: evidence, rhetoric, answers, restatements; shown ones alone."""
        ties = self.into.get(node_id)
        hosted = self.hosted.get(node_id)
        if not ties and not hosted:
            return []
        children: dict[str, Role] = {}
        for relation in ("supports", "rhetoric", "answers", "restates"):
            if relation == "rhetoric":
                found = sorted(hosted or (), key=self._order)
            else:
                alike = [tie for tie in (ties or {}).values() if tie.relation == relation]
                alike.sort(key=lambda tie: (tie.created, tie.id))
                found = [tie.source_id for tie in alike]
                if relation == "supports":
                    found.sort(key=self._order)
            for child in found:
                if child not in children and self.shows(child):
                    children[child] = relation
        return [(role, child) for child, role in children.items()]

    def above(self, node_id: str) -> Iterator[str]:
        """What a node hangs directly under."""
        if node_id in self.hosts:
            yield self.hosts[node_id]
        for tie in self.out_of.get(node_id, {}).values():
            yield tie.target_id

    def around(self, node_id: str) -> set[str]:
        """The node and everything whose place may depend on it: up to the claims and down to the leaves."""
        return self._walk(node_id, lambda node: list(self.above(node))) | self._walk(node_id, self._children)

    def _children(self, node_id: str) -> list[str]:
        hosted = list(self.hosted.get(node_id, ()))
        return hosted + [tie.source_id for tie in self.into.get(node_id, {}).values()]

    def _walk(self, start: str, step: Callable[[str], list[str]]) -> set[str]:
        seen, todo = {start}, step(start)
        while todo:
            node = todo.pop()
            if node not in seen:
                seen.add(node)
                if not self.is_own_claim(node):
                    todo.extend(step(node))
        return seen

    def reaches(self, node_id: str, goal: Callable[[str], bool]) -> bool:
        """Whether a walk upwards over shown nodes comes to one that `goal` accepts."""
        seen, todo = {node_id}, list(self.above(node_id))
        while todo:
            node = todo.pop()
            if node in seen or not self.shows(node):
                continue
            if goal(node):
                return True
            seen.add(node)
            todo.extend(self.above(node))
        return False

    def _order(self, node_id: str) -> tuple[bool, int, str]:
        mark = self.mark(node_id)
        return node_id not in self.marks, mark.start if mark else 0, node_id


def _tightest(claims: Iterable[Span]) -> str | None:
    best = min(((end - start, -start, claim_id) for start, end, claim_id in claims), default=None)
    return best[2] if best else None
