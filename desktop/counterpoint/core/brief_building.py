"""Fitting a plan to a brief: what is new is added where it belongs, what the user did stays.

A built entry's id follows from its brief and its origin, so building again finds it, wherever it was moved.
One that the user removed left a tombstone and does not come back. One that the plan no longer has goes if
nobody touched it; it leaves no tombstone, as it may come back.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from uuid import UUID, uuid5

from counterpoint.core.brief_plan import Planned
from counterpoint.core.brief_tree import Tree, rank_between, ranks
from counterpoint.core.changes import Change, added
from counterpoint.core.records import Brief, Card, Entry


def entry_id(brief_id: str, origin: str) -> str:
    """The id of the entry that is built from `origin` in a brief."""
    return str(uuid5(UUID(brief_id), origin))


def fitted(
    brief: Brief,
    planned: Collection[Planned],
    entries: Collection[Entry],
    dead: Collection[str],
    cards: Mapping[str, Card],
    make_card: Callable[[str, str], Card],
) -> list[Change]:
    """What leads from `entries` to the brief with all that is planned. `dead` are the ids of removed entries,
    `cards` those there are, by passage; `make_card` makes another from a passage's id and a claim's words."""
    fit = _Fit(brief, entries)
    cards = dict(cards)
    changes: list[Change] = []
    for each in planned:
        here = entry_id(brief.id, each.origin)
        parent_id = entry_id(brief.id, each.parent) if each.parent else None
        if here in fit.tree.entries:
            fit.passed(here)
        elif here not in dead and (parent_id is None or parent_id in fit.known):
            if each.kind == "card" and each.passage_id not in cards:
                cards[each.passage_id] = make_card(each.passage_id, each.claim)
                changes.append(added(cards[each.passage_id]))
            fit.add(_entry(brief, each, here, parent_id, cards))
    wanted = {entry_id(brief.id, each.origin) for each in planned}
    changes += [Change(entry, None) for entry in reversed(_stale(fit.tree, wanted, cards.values()))]
    return changes + fit.ranked()


def _entry(brief: Brief, each: Planned, here: str, parent_id: str | None, cards: Mapping[str, Card]) -> Entry:
    return Entry(
        id=here,
        brief_id=brief.id,
        parent_id=parent_id,
        rank="i",
        kind=each.kind,
        text=each.text,
        card_id=cards[each.passage_id].id if each.kind == "card" else None,
        counterargument_id=each.counterargument_id or None,
        passage_id=(each.passage_id or None) if each.kind != "card" else None,
        origin=each.origin,
    )


class _Fit:
    """New entries among those that are there: each after the sibling planned before it, if that is there."""

    def __init__(self, brief: Brief, entries: Collection[Entry]) -> None:
        self.tree = Tree(entries)
        self.known = set(self.tree.entries)
        self._new: dict[str, Entry] = {}
        self._order: dict[str | None, list[str]] = {}
        self._last: dict[str | None, str] = {}

    def _siblings(self, parent_id: str | None) -> list[str]:
        if parent_id not in self._order:
            self._order[parent_id] = [each.id for each in self.tree.children(parent_id)]
        return self._order[parent_id]

    def passed(self, here: str) -> None:
        """An entry of the plan is there already: what is planned next to it goes behind it."""
        parent = self.tree.parent(self.tree.entries[here])
        self._last[parent.id if parent else None] = here

    def add(self, entry: Entry) -> None:
        siblings = self._siblings(entry.parent_id)
        last = self._last.get(entry.parent_id)
        siblings.insert(siblings.index(last) + 1 if last else len(siblings), entry.id)
        self._last[entry.parent_id] = entry.id
        self._new[entry.id] = entry
        self.known.add(entry.id)

    def ranked(self) -> list[Change]:
        """The new entries with their ranks, parents first."""
        found: dict[str, str] = {}
        for siblings in self._order.values():
            if all(each in self._new for each in siblings):
                found.update(zip(siblings, ranks(len(siblings)), strict=True))
                continue
            low = ""
            for at, each in enumerate(siblings):
                if each in self._new:
                    later = (
                        self.tree.entries[next_].rank
                        for next_ in siblings[at + 1 :]
                        if next_ not in self._new
                    )
                    low = found[each] = rank_between(low, next((rank for rank in later if rank > low), ""))
                else:
                    low = self.tree.entries[each].rank
        return [
            added(Entry.model_validate(entry.model_dump() | {"rank": found[entry.id]}))
            for entry in self._new.values()
        ]


def _stale(tree: Tree, wanted: Collection[str], cards: Iterable[Card]) -> list[Entry]:
    """Built entries that are no longer planned and that nobody touched, nor cut their cards, nor put anything
    of her own beneath."""
    cut = {card.id for card in cards if card.revision > 1}
    stale: dict[str, Entry] = {}
    for entry, _ in reversed(list(tree.walk())):
        touched = not entry.origin or entry.revision > 1 or entry.card_id in cut
        alone = all(child.id in stale for child in tree.children(entry.id))
        if entry.id not in wanted and alone and not touched:
            stale[entry.id] = entry
    return list(reversed(stale.values()))
