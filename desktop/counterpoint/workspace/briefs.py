"""Briefs: building them from tags and links, and reading all that one is written from.

`compose` makes a brief without storing it, for a document at once; `build` stores it, `build_again` adds to a
stored one what was tagged and answered since.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from pydantic import ValidationError

from counterpoint.core.brief_building import entry_id, fitted
from counterpoint.core.brief_plan import Planned, SourceEssay, Sources, plan
from counterpoint.core.brief_writing import BriefContents, Cited, Written, write_out
from counterpoint.core.cards import new_card
from counterpoint.core.changes import Change, Edit, added
from counterpoint.core.errors import BadInput, NotFound
from counterpoint.core.records import (
    Annotator,
    Brief,
    Card,
    Counterargument,
    Entry,
    Essay,
    Link,
    Passage,
    Tombstone,
    Topic,
)
from counterpoint.core.speeches import speech_named
from counterpoint.core.text import shorten
from counterpoint.core.vocabulary import Side
from counterpoint.store import queries
from counterpoint.workspace.removal import removal
from counterpoint.workspace.tagging import whose
from counterpoint.workspace.workspace import Workspace

EVERYTHING: Final = "claims answers"
"""What a brief is built of unless less is asked for: claims with their evidence, and answers with theirs."""


class BriefLine(NamedTuple):
    """A brief as it is listed; `cards` counts its places for cards."""

    id: str
    title: str
    cards: int


class BriefWish(NamedTuple):
    """What a brief shall be built from and for. Of `topic_id` and `essay_ids` one is given; with both, it is
    the topic's brief, from these essays alone. `only` is a choice of `EVERYTHING`'s words; `speech` as
    `core.speeches` names it. An empty title is proposed."""

    title: str = ""
    topic_id: str | None = None
    essay_ids: tuple[str, ...] = ()
    side: Side = ""
    only: str = EVERYTHING
    speech: str = ""


def briefs(ws: Workspace) -> list[BriefLine]:
    """Every brief of the library, by title."""
    return [BriefLine(*line) for line in queries.brief_lines(ws.store.raw)]


def brief(ws: Workspace, brief_id: str) -> Brief:
    """Raises NotFound."""
    found = ws.store.get(Brief, brief_id)
    if found is None:
        raise NotFound("That brief is no longer in the library; choose another one.")
    return found


def find_brief(ws: Workspace, words: str) -> Brief:
    """The brief with this id, unique start of an id, or title in any case. Raises NotFound, BadInput."""
    lines = briefs(ws)
    wanted = words.strip().casefold()
    for alike in (
        [each for each in lines if each.id == wanted],
        [each for each in lines if each.title.casefold() == wanted],
        [each for each in lines if wanted and each.id.startswith(wanted)],
    ):
        if len(alike) > 1:
            raise BadInput(f"“{words}” could be {len(alike)} briefs; give the start of an id.")
        if alike:
            return brief(ws, alike[0].id)
    raise NotFound(f"There is no brief “{words}”; “counterpoint briefs” lists them.")


def propose_title(ws: Workspace, wish: BriefWish) -> str:
    """A title for a brief: its side and topic, or its essays."""
    topic = ws.store.get(Topic, wish.topic_id) if wish.topic_id else None
    if topic is not None:
        names: dict[Side, str] = {"pro": topic.pro, "con": topic.con, "": "Brief"}
        return shorten(f"{names[wish.side]}: {topic.wording}", 120)
    titles = [row[1] for row in queries.cited(ws.store.raw, wish.essay_ids)]
    return shorten(f"Brief: {'; '.join(sorted(titles)) or 'no essays'}", 120)


def compose(ws: Workspace, wish: BriefWish, author: Annotator) -> BriefContents:
    """A brief as `build` would make it, not stored; cards that were cut before are taken as they are.

    Raises BadInput where there is nothing to build it from.
    """
    made = _new(ws, wish, author)
    changes = _fitting(ws, made, author, ())
    records = [change.record for change in changes]
    entries = tuple(each for each in records if isinstance(each, Entry))
    return _contents(ws, made, entries, author, [each for each in records if isinstance(each, Card)])


def build(ws: Workspace, wish: BriefWish) -> Brief:
    """Build a brief and store it, in one step. Raises BadInput where there is nothing to build it from."""
    author = whose(ws)
    made = _new(ws, wish, author)
    ws.commit(Edit("Build brief", (added(made), *_fitting(ws, made, author, ()))))
    return made


def build_again(ws: Workspace, brief: Brief) -> int:
    """Add what was tagged and answered since, and take out what nobody touched and nothing supports any more;
    what the user wrote, moved or removed stays so. Gives how many entries were added or taken out."""
    author = whose(ws)
    changes = _fitting(ws, brief, author, ws.store.find(Entry, brief_id=brief.id))
    if changes:
        ws.commit(Edit("Build again", tuple(changes)))
    return sum(isinstance(change.record, Entry) for change in changes)


def change_brief(ws: Workspace, brief: Brief, label: str, **fields: str) -> Brief:
    """Give a brief another title, side or speech. Raises BadInput."""
    whose(ws)
    if "speech" in fields:
        fields["speech"] = _label(fields["speech"])
    if all(getattr(brief, name) == value for name, value in fields.items()):
        return brief
    try:
        after = brief.changed(**fields)
    except ValidationError as error:
        raise BadInput("A brief needs a title of at most 300 characters; write one.") from error
    ws.commit(Edit(label, (Change(brief, after),)))
    return after


def remove_brief(ws: Workspace, brief: Brief) -> None:
    """Remove a brief with its outline; its cards stay with their passages, cut as they are."""
    whose(ws)
    entries = ws.store.find(Entry, brief_id=brief.id)
    ws.commit(removal("Remove brief", [*entries, brief]))


def contents(ws: Workspace, brief_id: str) -> BriefContents:
    """All that a stored brief is written from. Raises NotFound."""
    found = brief(ws, brief_id)
    entries = tuple(ws.store.find(Entry, brief_id=brief_id))
    reader = ws.annotator or ws.store.get(Annotator, found.annotator_id) or Annotator(name="Nobody")
    return _contents(ws, found, entries, reader, ())


def written(ws: Workspace, brief_id: str) -> Written:
    """A stored brief as it stands on the page today. Raises NotFound."""
    return write_out(contents(ws, brief_id), date.today())


# Inside


def _new(ws: Workspace, wish: BriefWish, author: Annotator) -> Brief:
    title = wish.title.strip() or propose_title(ws, wish)
    try:
        made = Brief(
            annotator_id=author.id,
            title=title,
            topic_id=wish.topic_id,
            essay_ids=" ".join(wish.essay_ids),
            side=wish.side,
            only=wish.only,
            speech=_label(wish.speech),
        )
    except ValidationError as error:
        raise BadInput("A brief needs a title of at most 300 characters; write one.") from error
    if not _essay_ids(ws, made):
        raise BadInput("There is no essay to build a brief from; add one, or choose another topic.")
    return made


def _label(speech: str) -> str:
    """How a speech is written down, however it was named. Raises BadInput for one that nobody holds."""
    found = speech_named(speech)
    return found.label if found else ""


def _essay_ids(ws: Workspace, brief: Brief) -> list[str]:
    named = brief.essay_ids.split()
    return named or (queries.essays_to_brief(ws.store.raw, brief.topic_id) if brief.topic_id else [])


def _fitting(ws: Workspace, brief: Brief, author: Annotator, entries: Sequence[Entry]) -> list[Change]:
    planned = _planned(ws, brief)
    ids = [entry_id(brief.id, each.origin) for each in planned]
    dead = {stone.id for stone in ws.store.find(Tombstone, id=ids)}
    wanted = [each.passage_id for each in planned if each.kind == "card"]
    shown = [entry.card_id for entry in entries if entry.card_id]
    cards = {each.id: each for each in ws.store.find(Card, id=shown)}
    cards.update((each.id, each) for each in ws.store.find(Card, passage_id=wanted))
    passages = {each.id: each for each in ws.store.find(Passage, id=wanted)}
    essays = {
        each.id: each for each in ws.store.find(Essay, id=sorted({p.essay_id for p in passages.values()}))
    }

    def make_card(passage_id: str, claim: str) -> Card:
        passage = passages[passage_id]
        return new_card(passage, essays[passage.essay_id], author.id, claim)

    return fitted(brief, planned, entries, dead, cards.values(), make_card)


def _planned(ws: Workspace, brief: Brief) -> list[Planned]:
    ids = _essay_ids(ws, brief)
    known = {row[0]: Cited._make(row) for row in queries.cited(ws.store.raw, ids)}
    essays = [SourceEssay(each, known[each].title, known[each].side) for each in ids if each in known]
    passages = {each.id: each for each in ws.store.find(Passage, essay_id=[essay.id for essay in essays])}
    answers: dict[str, Counterargument] = {}
    links: dict[str, Link] = {}
    ahead = set(passages)
    while ahead:
        ties = [tie for tie in queries.ties_at(ws.store.raw, ahead) if tie.id not in links]
        links.update((link.id, link) for link in ws.store.find(Link, id=[tie.id for tie in ties]))
        ends = {tie.source_id for tie in ties if tie.source_type == "counterargument"}
        ends |= {tie.target_id for tie in ties if tie.target_type == "counterargument"}
        found = ws.store.find(Counterargument, id=sorted(ends - answers.keys()))
        answers.update((each.id, each) for each in found)
        ahead = {each.id for each in found}
    outside = {link.source_id for link in links.values() if link.source_type == "passage"} - passages.keys()
    passages.update((each.id, each) for each in ws.store.find(Passage, id=sorted(outside)))
    topic = ws.store.get(Topic, brief.topic_id) if brief.topic_id else None
    names = {"pro": topic.pro, "con": topic.con} if topic else {"pro": "Affirmative", "con": "Negative"}
    pocket = names.get(brief.side, brief.title)
    sources = Sources(essays, list(passages.values()), list(answers.values()), list(links.values()))
    return plan(sources, pocket, brief.side, brief.only)


def _contents(
    ws: Workspace, brief: Brief, entries: tuple[Entry, ...], author: Annotator, fresh: Sequence[Card]
) -> BriefContents:
    cards = {each.id: each for each in fresh}
    shown = sorted({entry.card_id for entry in entries if entry.card_id} - cards.keys())
    cards.update((each.id, each) for each in ws.store.find(Card, id=shown))
    named = {card.passage_id for card in cards.values()} | {e.passage_id for e in entries if e.passage_id}
    passages = {each.id: each for each in ws.store.find(Passage, id=sorted(named))}
    answered = sorted({entry.counterargument_id for entry in entries if entry.counterargument_id})
    essay_ids = {card.essay_id for card in cards.values()} | {p.essay_id for p in passages.values()}
    return BriefContents(
        brief=brief,
        entries=entries,
        cards=cards,
        passages=passages,
        answers={each.id: each for each in ws.store.find(Counterargument, id=answered)},
        essays={row[0]: Cited._make(row) for row in queries.cited(ws.store.raw, essay_ids)},
        names=queries.annotator_names(ws.store.raw),
        author=author,
        topic=ws.store.get(Topic, brief.topic_id) if brief.topic_id else None,
        fallen=frozenset(queries.fallen_cards(ws.store.raw, brief.id)),
    )
