"""Building a brief, and building it again: what is new finds its place, what the user did stays."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.brief_building import entry_id, fitted
from counterpoint.core.brief_plan import Planned
from counterpoint.core.brief_tree import Tree, may_hold
from counterpoint.core.records import Brief, Card, Entry, new_id

BRIEF = Brief(annotator_id=new_id(), title="Fences 😀 自力")


def card_for(passage_id: str, claim: str) -> Card:
    return Card(
        passage_id=passage_id,
        essay_id="e",
        annotator_id="a",
        tag=claim,
        start=0,
        end=4,
        quote="cafe",
        created="1",
    )


@dataclass
class Desk:
    """A brief on somebody's desk: its entries, those removed, the cards there are."""

    entries: dict[str, Entry] = field(default_factory=dict)
    dead: set[str] = field(default_factory=set)
    cards: dict[str, Card] = field(default_factory=dict)

    def build(self, planned: list[Planned]) -> int:
        """Build again; gives how many records changed."""
        cards = list(self.cards.values())
        changes = fitted(BRIEF, planned, self.entries.values(), self.dead, cards, card_for)
        assert len({change.record.id for change in changes}) == len(changes), "each record at most once"
        for change in changes:
            kept: dict[str, Entry] | dict[str, Card] = (
                self.entries if isinstance(change.record, Entry) else self.cards
            )
            if change.before is not None:
                assert kept.pop(change.record.id) == change.before
            if change.after is not None:
                assert change.record.id not in kept
                kept[change.record.id] = change.after  # type: ignore[assignment]
        return len(changes)

    @property
    def tree(self) -> Tree:
        return Tree(self.entries.values())

    def told(self) -> list[str]:
        """The brief as lines: depth in dots, and the origin or the words."""
        return [f"{'.' * depth}{entry.origin or entry.text}" for entry, depth in self.tree.walk()]

    def at(self, origin: str) -> Entry:
        return self.entries[entry_id(BRIEF.id, origin)]

    def change(self, entry: Entry, **fields: object) -> None:
        self.entries[entry.id] = entry.changed(**fields)

    def move(self, origin: str, parent: str, after: str = "") -> None:
        here, parent_id = self.at(origin), self.at(parent).id
        after_id = self.at(after).id if after else None
        self.change(here, parent_id=parent_id, rank=self.tree.rank_after(parent_id, after_id, here.id))

    def remove(self, entry: Entry) -> None:
        for each in [*self.tree.under(entry.id), entry]:
            del self.entries[each.id]
            self.dead.add(each.id)

    def note(self, words: str, parent: str, after: str = "") -> Entry:
        """Add an analytic of the user's own."""
        above = self.at(parent)
        rank = self.tree.rank_after(above.id, self.at(after).id if after else None)
        made = Entry(brief_id=BRIEF.id, parent_id=above.id, rank=rank, kind="analytic", text=words)
        self.entries[made.id] = made
        return made


def planned_of(*lines: str) -> list[Planned]:
    """A plan from lines such as `..card e1`: depth in dots, kind, and a name that is the origin too."""
    planned: list[Planned] = []
    above: list[str] = []
    for line in lines:
        depth = len(line) - len(line.lstrip("."))
        kind, name = line[depth:].split(" ")
        above[depth:] = [name]
        parent = above[depth - 1] if depth else ""
        shown = {"card": {"passage_id": name}, "answer": {"counterargument_id": name}}.get(kind, {})
        text = "" if shown else f"About {name}"
        planned.append(Planned(name, parent, kind, text, **shown))  # type: ignore[arg-type]
    return planned


FIRST = planned_of(
    "pocket p", ".hat h", "..contention c1", "...card e1", "...card e2", "..contention c2", "...card e3"
)
LINES = ["p", ".h", "..c1", "...e1", "...e2", "..c2", "...e3"]


def built() -> Desk:
    desk = Desk()
    desk.build(FIRST)
    return desk


def test_first_build_is_the_plan_with_a_card_for_each_passage():
    desk = built()
    assert desk.told() == LINES
    assert {card.passage_id for card in desk.cards.values()} == {"e1", "e2", "e3"}
    for each in desk.entries.values():
        assert each.id == entry_id(BRIEF.id, each.origin)
        assert each.revision == 1


def test_building_again_changes_nothing():
    desk = built()
    assert desk.build(FIRST) == 0


def test_one_passage_in_two_places_has_one_card():
    desk = Desk()
    twice = [*FIRST, Planned("again", "c2", "card", "", "e1")]
    desk.build(twice)
    assert desk.at("again").card_id == desk.at("e1").card_id
    assert len(desk.cards) == 3


def test_the_oldest_of_several_cards_is_taken():
    desk = Desk()
    for made in ("3", "1", "2"):
        card = card_for("e1", made).model_copy(update={"created": made})
        desk.cards[card.id] = card
    desk.build(FIRST)
    assert desk.cards[desk.at("e1").card_id or ""].tag == "1"


def test_new_tags_find_their_place():
    desk = built()
    desk.build(
        planned_of(
            "pocket p", ".hat h", "..contention c0", "...card e0", "..contention c1", "...card f0",
            "...card e1", "...card f1", "...card f2", "...card e2", "...card f3", "..contention c2",
            "...card e3", "..contention c3", ".hat h2", "..frontline f", "...answer a", "....card e1a",
        )
    )  # fmt: skip
    assert desk.told() == [
        "p", ".h", "..c0", "...e0", "..c1", "...f0", "...e1", "...f1", "...f2", "...e2", "...f3", "..c2",
        "...e3", "..c3", ".h2", "..f", "...a", "....e1a",
    ]  # fmt: skip


def test_new_tags_go_behind_what_they_follow_wherever_that_was_moved():
    desk = built()
    desk.move("c2", "h")
    desk.move("e1", "c1", "e2")
    desk.note("mine 自力", "c1", "e1")
    desk.build(
        planned_of(
            "pocket p", ".hat h", "..contention c1", "...card e1", "...card new", "...card e2",
            "..contention c2", "...card e3", "..contention c3",
        )
    )  # fmt: skip
    assert desk.told() == [
        "p",
        ".h",
        "..c2",
        "...e3",
        "..c3",
        "..c1",
        "...e2",
        "...e1",
        "...new",
        "...mine 自力",
    ]


def test_what_was_removed_does_not_come_back_nor_what_is_new_beneath_it():
    desk = built()
    desk.remove(desk.at("e1"))
    desk.remove(desk.at("c2"))
    assert desk.build(FIRST) == 0
    desk.build([*FIRST, Planned("new", "c2", "card", "", "e9")])
    assert desk.told() == ["p", ".h", "..c1", "...e2"]
    assert "e9" not in {card.passage_id for card in desk.cards.values()}, "no card that stands nowhere"


def test_what_is_no_longer_planned_goes_if_nobody_touched_it_and_may_come_back():
    desk = built()
    fewer = [each for each in FIRST if each.origin not in ("c2", "e3")]
    assert desk.build(fewer) == 2
    assert desk.told() == LINES[:5]
    assert desk.build(FIRST) == 2
    assert desk.told() == LINES


def test_what_somebody_touched_stays_with_all_above_it():
    fewer = [each for each in FIRST if each.origin not in ("c2", "e3")]
    renamed, cut, noted, moved = built(), built(), built(), built()
    renamed.change(renamed.at("c2"), text="My own words قال")
    assert renamed.build(fewer) == 1
    assert renamed.at("c2").text == "My own words قال"
    card = cut.cards[cut.at("e3").card_id or ""]
    cut.cards[card.id] = card.changed(tag="Cut")
    assert cut.build(fewer) == 0
    noted.note("mine", "c2")
    assert noted.build(fewer) == 1
    assert noted.told() == [*LINES[:5], "..c2", "...mine"]
    moved.move("e3", "c1")
    assert moved.build(fewer) == 1
    assert moved.told() == ["p", ".h", "..c1", "...e3", "...e1", "...e2"]


def test_newer_card_that_an_entry_shows_and_somebody_cut_keeps_its_entry():
    desk = built()
    newer = card_for("e3", "newer").model_copy(update={"created": "2"}).changed(tag="Cut")
    desk.cards[newer.id] = newer
    desk.entries[desk.at("e3").id] = desk.at("e3").model_copy(update={"card_id": newer.id})
    assert desk.build([each for each in FIRST if each.origin not in ("c2", "e3")]) == 0


# Whatever is done


@st.composite
def plans(draw) -> Iterator[list[Planned]]:
    """Two plans that are parts of one larger plan, as tags come and go."""
    whole: list[Planned] = []
    for hat in range(draw(st.integers(1, 2))):
        whole.append(Planned(f"h{hat}", "p", "hat", "Hat"))
        for block in range(draw(st.integers(0, 4))):
            name = f"h{hat}b{block}"
            whole.append(Planned(name, f"h{hat}", "frontline", "Block"))
            for leaf in range(draw(st.integers(0, 4))):
                if draw(st.booleans()):
                    whole.append(Planned(f"{name}c{leaf}", name, "card", "", f"e{leaf}"))
                    continue
                whole.append(Planned(f"{name}a{leaf}", name, "answer", "", counterargument_id=f"a{leaf}"))
                if draw(st.booleans()):
                    whole.append(Planned(f"{name}a{leaf}e", f"{name}a{leaf}", "card", "", f"e{leaf}"))
    parts = []
    for _ in range(3):
        part = [Planned("p", "", "pocket", "Pocket")]
        for each in whole:
            if each.parent in {other.origin for other in part} and draw(st.integers(0, 3)):
                part.append(each)
        parts.append(part)
    return parts  # type: ignore[return-value]


@given(plans())
def test_untouched_brief_built_again_is_as_if_built_of_the_new_plan(parts):
    desk = Desk()
    for planned in parts:
        desk.build(planned)
        afresh = Desk()
        afresh.build(planned)
        assert desk.told() == afresh.told()
        assert desk.build(planned) == 0


@given(plans(), st.data())
def test_whatever_the_user_did_stays_and_nothing_is_twice(parts, data):
    desk = Desk()
    own: set[str] = set()
    for planned in parts:
        for _ in range(data.draw(st.integers(0, 4))):
            _one_edit(desk, own, data)
        before = [entry for entry, _ in desk.tree.walk()]
        parents = {entry.id: above_of(desk, entry) for entry in before}
        kept = {entry.id for entry in before if entry.id in own or entry.revision > 1}
        desk.build(planned)
        after = [entry for entry, _ in desk.tree.walk()]
        assert kept <= desk.entries.keys()
        assert len({entry.id for entry in after}) == len(after) == len(desk.entries)
        origins = [entry.origin for entry in after if entry.origin]
        assert len(set(origins)) == len(origins)
        assert not desk.dead & desk.entries.keys()
        left = [entry for entry in before if entry.id in desk.entries]
        assert [entry for entry in after if entry in left] == left, (
            "the old ones as they were, in their order"
        )
        for entry in left:
            assert above_of(desk, entry) == parents[entry.id]
        for each in planned:
            here, parent = entry_id(BRIEF.id, each.origin), entry_id(BRIEF.id, each.parent)
            if here not in desk.dead and (not each.parent or parent in desk.entries):
                assert here in desk.entries
        assert desk.build(planned) == 0, "again is nothing"


def above_of(desk: Desk, entry: Entry) -> str:
    """The id of what an entry stands under; empty at the top."""
    above = desk.tree.parent(entry)
    return above.id if above else ""


def _one_edit(desk: Desk, own: set[str], data: st.DataObject) -> None:
    lines = [entry for entry, _ in desk.tree.walk()]
    if not lines:
        return
    here = data.draw(st.sampled_from(lines))
    verb = data.draw(st.sampled_from(["write", "move", "remove", "add", "cut"]))
    if verb == "write":
        desk.change(here, text=data.draw(st.sampled_from(["Mine 😀", "自力", "cafe\u0301"])))
    elif verb == "remove":
        desk.remove(here)
    elif verb == "cut" and here.card_id:
        desk.cards[here.card_id] = desk.cards[here.card_id].changed(shrink=8)
        own.add(here.id)
    elif verb == "move":
        inside = {each.id for each in desk.tree.under(here.id)} | {here.id}
        holders = [each for each in lines if may_hold(each.kind, here.kind) and each.id not in inside]
        if holders:
            above = data.draw(st.sampled_from(holders))
            siblings = [each.id for each in desk.tree.children(above.id) if each.id != here.id]
            after = data.draw(st.sampled_from([None, *siblings]))
            rank = desk.tree.rank_after(above.id, after, here.id)
            desk.change(here, parent_id=above.id, rank=rank)
    elif verb == "add" and may_hold(here.kind, "analytic"):
        rank = desk.tree.rank_after(here.id, None)
        made = Entry(brief_id=BRIEF.id, parent_id=here.id, rank=rank, kind="analytic", text="Mine")
        desk.entries[made.id] = made
        own.add(made.id)


def test_many_entries_are_placed_among_one_that_is_there():
    desk = Desk()
    head = planned_of("pocket p", ".hat h", "..block b")
    cards = [Planned(f"o{number}", "b", "open", "", f"e{number}") for number in range(2_000)]
    desk.build([*head, cards[1_000]])
    desk.build([*head, *cards])
    assert [entry.origin for entry in desk.tree.children(desk.at("b").id)] == [each.origin for each in cards]
    assert max(len(entry.rank) for entry in desk.entries.values()) <= 4
