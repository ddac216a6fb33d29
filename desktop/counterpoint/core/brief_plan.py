"""What a brief is built of: one planned outline from the tags and links of its essays.

Everybody's tags count; where several people tagged the same place as the same kind it is one passage. A claim
is *main* when it supports or restates no other claim but a thesis; a thesis that other claims support gives
way to them. Of claims that support each other in a circle the first is main. An essay's side, turned round
by each answer on the way, is the side an argument is on.
"""

from bisect import bisect_left, bisect_right, insort
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from counterpoint.core.answer_line import ANSWERS_TO, answer_line
from counterpoint.core.records import Counterargument, Link, Passage
from counterpoint.core.text import shorten
from counterpoint.core.vocabulary import KINDS, EntryKind, Kind, Relation, Side

HEADING_LENGTH: Final = 90
TITLE_LENGTH: Final = 300

_TIMES: Final = 3
"""How many times as long as another's a passage may be and still be the same; a paragraph is none of its
sentences."""

_OTHER: Final[dict[Side, Side]] = {"": "", "pro": "con", "con": "pro"}


class SourceEssay(NamedTuple):
    """An essay that a brief is built from: what the plan needs of it."""

    id: str
    title: str
    side: Side


@dataclass(frozen=True, slots=True)
class Sources:
    """What a plan is made from. `essays` in the order their arguments shall come; `passages` may stand in
    other essays as well, as evidence does."""

    essays: Sequence[SourceEssay]
    passages: Sequence[Passage]
    answers: Sequence[Counterargument]
    links: Sequence[Link]


class Planned(NamedTuple):
    """An entry to be. `origin` and `parent` name it and what it stands under ("" for the top); `claim` is the
    sub-claim whose words make a good tag for a card, or empty."""

    origin: str
    parent: str
    kind: EntryKind
    text: str = ""
    passage_id: str = ""
    counterargument_id: str = ""
    claim: str = ""


def plan(sources: Sources, title: str, side: Side, only: str) -> list[Planned]:
    """The outline of a brief, parents before children: contentions with their evidence, a frontline for each
    answered argument, and what is still unanswered. `only` as in `records.Brief`; with a `side`, the
    contentions are that side's and the frontlines answer the other's. Essays without a side count for both.
    """
    web = _Web(sources)
    wanted = only.split()
    planned = [Planned("pocket", "", "pocket", _heading(title, TITLE_LENGTH))]
    if "claims" in wanted:
        planned += _contentions(web, sources.essays, side)
    if "answers" in wanted:
        planned += _answers(web, side)
    return planned


@dataclass
class _Web:
    """The sources by id, with passages that several people tagged made one; `claims` by essay, in text
    order."""

    sources: Sources
    passages: dict[str, Passage] = field(default_factory=dict)
    answers: dict[str, Counterargument] = field(default_factory=dict)
    into: dict[str, list[Link]] = field(default_factory=dict)
    out_of: dict[str, list[Link]] = field(default_factory=dict)
    order: dict[str, tuple[int, int, int, str]] = field(default_factory=dict)
    claims: dict[str, list[Passage]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        links = sorted(self.sources.links, key=lambda link: (link.created, link.id))
        number = {essay.id: at for at, essay in enumerate(self.sources.essays)}
        same = _same_places(self.sources.passages, links)
        self.answers = {each.id: each for each in self.sources.answers}
        self.passages = {each.id: each for each in self.sources.passages if same[each.id] == each.id}
        for each in self.passages.values():
            far = number.get(each.essay_id, len(number))
            self.order[each.id] = (far, each.start, -each.end, each.id)
        for each in sorted(self.passages.values(), key=lambda each: self.order[each.id]):
            if each.kind == "claim":
                self.claims.setdefault(each.essay_id, []).append(each)
        known = self.passages.keys() | self.answers.keys()
        seen = set()
        for link in links:
            source, target = (
                same.get(link.source_id, link.source_id),
                same.get(link.target_id, link.target_id),
            )
            tie = (link.relation, source, target)
            if source == target or tie in seen or not {source, target} <= known:
                continue
            seen.add(tie)
            link = link.model_copy(update={"source_id": source, "target_id": target})
            self.into.setdefault(target, []).append(link)
            self.out_of.setdefault(source, []).append(link)

    def tied_to(self, node_id: str, relation: Relation, kind: Kind) -> list[Passage]:
        """The passages of that kind that support, answer or restate a claim or an answer, in text order by
        essay."""
        sources = [link.source_id for link in self.into.get(node_id, ()) if link.relation == relation]
        found = [self.passages[each] for each in sources if each in self.passages]
        return sorted((each for each in found if each.kind == kind), key=lambda each: self.order[each.id])

    def supporting(self, node_id: str, kind: Kind) -> list[Passage]:
        return self.tied_to(node_id, "supports", kind)

    def answering(self, node_id: str) -> list[Counterargument]:
        """The counterarguments to a claim or to another one, the oldest first."""
        links = [link for link in self.into.get(node_id, ()) if link.relation == "answers"]
        return [self.answers[link.source_id] for link in links if link.source_id in self.answers]

    def is_answered(self, node_id: str) -> bool:
        return any(link.relation == "answers" for link in self.into.get(node_id, ()))

    def is_thesis(self, claim: Passage) -> bool:
        return claim.detail == "thesis" and bool(self.supporting(claim.id, "claim"))

    def main_claims(self, claims: Sequence[Passage]) -> set[str]:
        """Which of these claims get a contention of their own."""
        found = {each.id for each in claims if not self._above(each) and self._stands_alone(each)}
        reached = {each.id for main in found for each, _ in self.below(self.passages[main])}
        for claim in claims:
            if self._above(claim) and claim.id not in reached:
                found.add(claim.id)
                reached.update(each.id for each, _ in self.below(claim))
        return found

    def _above(self, claim: Passage) -> bool:
        """Whether a claim supports or restates another, theses apart."""
        ties = (each for each in self.out_of.get(claim.id, ()) if each.relation != "answers")
        ends = (self.passages.get(each.target_id) for each in ties)
        return any(each and each.kind == "claim" and not self.is_thesis(each) for each in ends)

    def _stands_alone(self, claim: Passage) -> bool:
        out = self.out_of.get(claim.id, ())
        said_again = [self.passages.get(each.target_id) for each in out if each.relation == "restates"]
        if self.is_thesis(claim) or any(each and self.is_thesis(each) for each in said_again):
            return bool(self.supporting(claim.id, "evidence"))
        return claim.detail != "reason" or bool(out) or bool(self.into.get(claim.id))

    def below(self, main: Passage) -> Iterator[tuple[Passage, Passage]]:
        """The claims and evidence that a main claim rests on, each once, with the claim each was found
        under."""
        seen, todo = {main.id}, deque([(main, main)])
        while todo:
            node, claim = todo.popleft()
            claims: list[Passage] = []
            if node.kind == "claim" and not self.is_thesis(node):
                claims = [*self.supporting(node.id, "claim"), *self.tied_to(node.id, "restates", "claim")]
            for each in (*self.supporting(node.id, "evidence"), *claims):
                if each.id not in seen:
                    seen.add(each.id)
                    yield each, claim
                    todo.append((each, each if each.kind == "claim" else claim))


def _same_places(passages: Iterable[Passage], links: Iterable[Link]) -> dict[str, str]:
    """Each passage's id, or the id of the one that stands for it: of those of one kind at one place, by
    different people, the one with most links, then the oldest."""
    tied: dict[str, int] = {}
    for link in links:
        for end in (link.source_id, link.target_id):
            tied[end] = tied.get(end, 0) + 1
    places: dict[tuple[str, str], list[Passage]] = {}
    for each in passages:
        places.setdefault((each.essay_id, each.kind), []).append(each)
    same: dict[str, str] = {}
    for alike in places.values():
        alike.sort(key=lambda each: (-tied.get(each.id, 0), each.created, each.id))
        kept: list[tuple[int, str, Passage]] = []
        for each in alike:
            first = each.start - _TIMES * (each.end - each.start)
            near = kept[bisect_left(kept, (first,)) : bisect_right(kept, (each.end,))]
            twin = next((other for _, _, other in near if _share_most(each, other)), each)
            same[each.id] = twin.id
            if twin is each:
                insort(kept, (each.start, each.id, each))
    return same


def _share_most(one: Passage, other: Passage) -> bool:
    """Whether two people mean the same: they share more than half of the shorter passage, and the longer one
    is not many times as long. Of one person's, only the same words are the same."""
    if one.annotator_id == other.annotator_id:
        return (one.start, one.end) == (other.start, other.end)
    both = min(one.end, other.end) - max(one.start, other.start)
    shorter, longer = sorted((one.end - one.start, other.end - other.start))
    return 2 * both > shorter and longer <= _TIMES * shorter


def _contentions(web: _Web, essays: Sequence[SourceEssay], side: Side) -> Iterator[Planned]:
    chosen = [essay for essay in essays if not side or essay.side in ("", side)]
    main = web.main_claims([claim for essay in chosen for claim in web.claims.get(essay.id, ())])
    chapters = [
        (essay, [claim for claim in web.claims.get(essay.id, ()) if claim.id in main]) for essay in chosen
    ]
    chapters = [(essay, claims) for essay, claims in chapters if claims]
    for essay, claims in chapters:
        hat = f"contentions:{essay.id}"
        title = _heading(essay.title, TITLE_LENGTH) if len(chapters) > 1 else "Contentions"
        yield Planned(hat, "pocket", "hat", title)
        for claim in claims:
            block = f"contention:{claim.id}"
            yield Planned(block, hat, "contention", _heading(claim.quote), passage_id=claim.id)
            yield from _evidence(web, block, claim)


def _evidence(web: _Web, block: str, main: Passage) -> Iterator[Planned]:
    """Cards for what supports a main claim, and what supports the claims that support it, each once."""
    for each, claim in web.below(main):
        if each.kind == "evidence":
            words = "" if claim is main else claim.quote
            yield Planned(f"card:{block}:{each.id}", block, "card", "", each.id, claim=words)


def _answers(web: _Web, side: Side) -> Iterator[Planned]:
    nodes = list(_arguments(web))
    against = [(node_id, words) for node_id, words, whose in nodes if not side or whose in ("", _OTHER[side])]
    if not against:
        return
    yield Planned("answers", "pocket", "hat", "Answers")
    for node_id, words in against:
        if web.is_answered(node_id):
            yield from _frontline(web, node_id, words)
    open_ones = [node_id for node_id, _ in against if not web.is_answered(node_id)]
    open_ones = [each for each in open_ones if side or each in web.passages]
    if open_ones:
        yield Planned("unanswered", "answers", "block", "Still unanswered")
        for node_id in open_ones:
            kind_of_node = "passage_id" if node_id in web.passages else "counterargument_id"
            yield Planned(f"open:{node_id}", "unanswered", "open", **{kind_of_node: node_id})


def _arguments(web: _Web) -> Iterator[tuple[str, str, Side]]:
    """Every claim, then its answers and theirs: id, words, side."""
    seen: set[str] = set()
    for essay in web.sources.essays:
        for claim in web.claims.get(essay.id, ()):
            stack: list[tuple[str, str, Side]] = [(claim.id, claim.quote, essay.side)]
            while stack:
                node_id, words, whose = stack.pop()
                if node_id in seen:
                    continue
                seen.add(node_id)
                yield node_id, words, whose
                stack.extend(
                    (each.id, _gist(each), _OTHER[whose]) for each in reversed(web.answering(node_id))
                )


def _gist(answer: Counterargument) -> str:
    """What an answer says, in a line, for those who must answer it."""
    return answer_line(answer).text or answer.heading


def _frontline(web: _Web, node_id: str, words: str) -> Iterator[Planned]:
    """The answers to one argument, each with its cards; then the cards that answer it by themselves."""
    block = f"frontline:{node_id}"
    answers = web.answering(node_id)
    named = next((each.heading for each in answers if ANSWERS_TO.match(each.heading)), "")
    ends = {"passage_id": node_id} if node_id in web.passages else {"counterargument_id": node_id}
    heading = ANSWERS_TO.sub("", named) or ANSWERS_TO.sub("", words)
    yield Planned(block, "answers", "frontline", _heading(heading), **ends)
    for answer in answers:
        entry = f"answer:{block}:{answer.id}"
        yield Planned(entry, block, "answer", counterargument_id=answer.id)
        for evidence in (*web.supporting(answer.id, "evidence"), *web.supporting(answer.id, "claim")):
            yield Planned(f"card:{entry}:{evidence.id}", entry, "card", "", evidence.id)
    for kind in KINDS:
        for card in web.tied_to(node_id, "answers", kind):
            yield Planned(f"card:{block}:{card.id}", block, "card", "", card.id)


def _heading(words: str, length: int = HEADING_LENGTH) -> str:
    return shorten(words, length)
