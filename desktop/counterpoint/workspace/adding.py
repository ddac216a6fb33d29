"""Drafts become essays, with the cards of a debate file and, where wished, with the file itself."""

from collections.abc import Sequence
from typing import NamedTuple

from counterpoint.core.changes import Edit, added
from counterpoint.core.citation import Citation
from counterpoint.core.record import Record
from counterpoint.core.records import Brief, Essay, Original, digest_of
from counterpoint.core.source_records import original_of
from counterpoint.importers.draft import Draft, replaced, to_essay
from counterpoint.workspace.library import essay_of_text, topic_named
from counterpoint.workspace.tagging import whose
from counterpoint.workspace.workspace import Workspace


class Added(NamedTuple):
    """The essay of a draft; `already` where the library had the same text before. `brief` is made of a debate
    file's cards."""

    essay: Essay
    already: bool
    brief: Brief | None = None


class Arriving(NamedTuple):
    """A draft to be added, and the bytes of its file where these are to be kept. `text_only`: without the
    cards that it has."""

    draft: Draft
    original: bytes | None = None
    text_only: bool = False


def add_draft(
    ws: Workspace,
    draft: Draft,
    citation: Citation | None = None,
    original: bytes | None = None,
    *,
    text_only: bool = False,
) -> Added:
    """Add a draft's essay with the citation given or proposed; see `add_drafts`."""
    draft = replaced(draft, citation=citation) if citation else draft
    return add_drafts(ws, [Arriving(draft, original, text_only)])[0]


def add_drafts(ws: Workspace, arriving: Sequence[Arriving]) -> list[Added]:
    """Add drafts' essays in one step, making their topics where these are new; with the cards of debate files
    and their briefs, unless the text alone is wanted; and keep the files whose bytes are given. The same text
    is never added twice. Raises BadInput where there are cards and nobody was chosen whose they shall be."""
    records: list[Record] = []
    made: list[Added] = []
    topic_ids: dict[str, str | None] = {}
    by_text: dict[str, Essay] = {}
    for each in arriving:
        draft, digest = each.draft, digest_of(each.draft.text)
        there = by_text.get(digest) or essay_of_text(ws, digest)
        if there is not None:
            made.append(Added(there, already=True))
            continue
        wording = " ".join(draft.citation.topic.split()).casefold()
        if wording not in topic_ids:
            new_topic, topic_ids[wording] = topic_named(ws, draft.citation.topic)
            records += new_topic
        by_text[digest] = essay = to_essay(draft, topic_ids[wording])
        cut = [] if each.text_only or not draft.cards else _cards(ws, draft, essay)
        records += [essay, *cut]
        if each.original is not None:
            records.append(original_of(essay.id, draft.source or essay.title, each.original))
        brief = next((record for record in cut if isinstance(record, Brief)), None)
        made.append(Added(essay, already=False, brief=brief))
    if records:
        label = "Add cards" if len(made) == 1 and made[0].brief else essays_label(len(by_text))
        ws.commit(Edit(label, tuple(added(record) for record in records)))
    return made


def _cards(ws: Workspace, draft: Draft, essay: Essay) -> list[Record]:
    from counterpoint.workspace.debate import cards_and_brief  # loads what briefs need, which few files do

    return cards_and_brief(draft, essay, whose(ws))


def essays_label(count: int) -> str:
    """What adding so many essays is called in the menu."""
    return "Add essay" if count == 1 else f"Add {count:,} essays"


def original_file(ws: Workspace, essay_id: str) -> Original | None:
    """The file that an essay came from, where the library keeps it."""
    return next(iter(ws.store.find(Original, essay_id=essay_id)), None)
