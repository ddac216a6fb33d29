"""Fitting a plan to a brief: what is new is added where it belongs, what the user did stays.

A built entry's id follows from its brief and its origin, so building again finds it, wherever it was moved.
One that the user removed left a tombstone and does not come back. One that the plan no longer has goes if
nobody touched it; it leaves no tombstone, as it may come back.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from uuid import UUID, uuid5

from counterpoint.core.brief_plan import Planned
from counterpoint.core.brief_tree import Tree, ranks_between
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
    cards: Collection[Card],
    make_card: Callable[[str, str], Card],
) -> list[Change]:
    """What leads from `entries` to the brief with all that is planned. `dead` are the ids of removed entries,
    `cards` those there are of the passages in the plan and in the entries; `make_card` makes another from a
    passage's id and a claim's words. Of several cards of one passage the oldest is taken."""
    ids = {each.origin: entry_id(brief.id, each.origin) for each in planned}
    fit = _Fit(entries, [(ids[each.origin], ids.get(each.parent)) for each in planned])
    newest_first = sorted(cards, key=lambda card: (card.created, card.id), reverse=True)
    card_of = {card.passage_id: card for card in newest_first}
    changes: list[Change] = []
    for each in planned:
        here, parent_id = ids[each.origin], ids.get(each.parent)
        if here in fit.tree.entries:
            fit.passed(here)
        elif here not in dead and (parent_id is None or parent_id in fit.known):
            if each.kind == "card" and each.passage_id not in card_of:
                card_of[each.passage_id] = make_card(each.passage_id, each.claim)
                changes.append(added(card_of[each.passage_id]))
            fit.add(_entry(brief, each, here, parent_id, card_of))
    cut = {card.id for card in cards if card.revision > 1}
    gone = _stale(fit.tree, set(ids.values()), cut)
    return [*changes, *(Change(entry, None) for entry in gone), *fit.ranked()]


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
    """New entries among those that are there: each after the sibling planned before it, if that is there, or
    else before the one planned after it. `planned` are ids, each with its parent's, in the plan's order."""

    def __init__(self, entries: Collection[Entry], planned: Iterable[tuple[str, str | None]]) -> None:
        self.tree = Tree(entries)
        self.known = set(self.tree.entries)
        self._new: dict[str, Entry] = {}
        self._order: dict[str | None, list[str]] = {}
        self._last: dict[str | None, str] = {}
        self._first: dict[str | None, str] = {}
        for here, parent_id in planned:
            if here in self.tree.entries and self._parent_of(here) == parent_id:
                self._first.setdefault(parent_id, here)

    def _parent_of(self, here: str) -> str | None:
        parent = self.tree.parent(self.tree.entries[here])
        return parent.id if parent else None

    def passed(self, here: str) -> None:
        """An entry of the plan is there already: what is planned next to it goes behind it."""
        self._last[self._parent_of(here)] = here

    def add(self, entry: Entry) -> None:
        """Place a new entry; what it stands under is in the brief, or was added before it."""
        parent_id = entry.parent_id
        if parent_id not in self._order:
            self._order[parent_id] = [each.id for each in self.tree.children(parent_id)]
        siblings = self._order[parent_id]
        last, first = self._last.get(parent_id), self._first.get(parent_id)
        if last is not None and last != siblings[-1]:
            siblings.insert(siblings.index(last) + 1, entry.id)
        elif last is None and first is not None:
            siblings.insert(siblings.index(first), entry.id)
        else:
            siblings.append(entry.id)
        self._last[parent_id] = entry.id
        self._new[entry.id] = entry
        self.known.add(entry.id)

    def ranked(self) -> list[Change]:
        """The new entries with their ranks, parents first."""
        found: dict[str, str] = {}
        for siblings in self._order.values():
            low = ""
            fresh: list[str] = []
            for each in siblings:
                there = self.tree.entries.get(each)
                if there is None:
                    fresh.append(each)
                elif there.rank > low:
                    found.update(zip(fresh, ranks_between(low, there.rank, len(fresh)), strict=True))
                    low, fresh = there.rank, []
            found.update(zip(fresh, ranks_between(low, "", len(fresh)), strict=True))
        return [
            added(Entry.model_validate(entry.model_dump() | {"rank": found[entry.id]}))
            for entry in self._new.values()
        ]


def _stale(tree: Tree, wanted: Collection[str], cut: Collection[str]) -> list[Entry]:
    """Built entries that are no longer planned and that nobody touched, nor cut their cards, nor put anything
    of her own beneath; those beneath others first."""
    stale: dict[str, Entry] = {}
    for entry, _ in reversed(list(tree.walk())):
        touched = not entry.origin or entry.revision > 1 or entry.card_id in cut
        alone = all(child.id in stale for child in tree.children(entry.id))
        if entry.id not in wanted and alone and not touched:
            stale[entry.id] = entry
    return list(stale.values())
