"""What an importer makes of a file: a text with its structure and a proposed citation, not yet stored."""

import json
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

from counterpoint.core.citation import Citation
from counterpoint.core.errors import BadInput
from counterpoint.core.marks import Cut, Page
from counterpoint.core.records import Essay, Heading
from counterpoint.core.text import word_count
from counterpoint.core.vocabulary import EntryKind

PASTED: Final = ""
"""The source of a draft that came from no file."""


class Chapter(NamedTuple):
    """A chapter of a book that can be taken alone: its title and its code points in the draft's text."""

    title: str
    start: int
    end: int


class DraftCard(NamedTuple):
    """A card of a debate document. Its body is `text[start:end]` of the draft, whole paragraphs; `cite` has
    texts with whether each is strong; cuts are code points of the draft."""

    tag: str
    cite: tuple[tuple[str, bool], ...]
    start: int
    end: int
    cuts: tuple[Cut, ...] = ()
    shrink: int = 0


class DraftEntry(NamedTuple):
    """A line of a debate document's outline, in its order: a heading (pocket, hat, block) or an analytic with
    its words, or a card, named by its place in `Draft.cards`."""

    kind: EntryKind
    text: str = ""
    card: int = -1


@dataclass(frozen=True)
class Draft:
    """An essay to be. `text` is canonical and has something in it; `source` is the file's name without its
    folder, empty for pasted text; `encoding` is what the file was in. `words` is counted when not given.

    `told` are sentences on what was left out or changed, for the preview. `source_digest` is the SHA-256 of
    the file, hexadecimal. A book has `chapters`; a debate document `cards` and their `outline`.
    """

    text: str
    citation: Citation
    headings: tuple[Heading, ...] = ()
    source: str = PASTED
    encoding: str = "utf-8"
    words: int = field(default=-1)
    pages: tuple[Page, ...] = ()
    told: tuple[str, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    cards: tuple[DraftCard, ...] = ()
    outline: tuple[DraftEntry, ...] = ()
    source_digest: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip():
            named = f"“{self.source}” has" if self.source else "What was pasted has"
            raise BadInput(f"{named} no text in it; choose something with words.")
        if self.words < 0:
            object.__setattr__(self, "words", word_count(self.text))


def replaced(draft: Draft, **fields: Any) -> Draft:
    """The draft with `fields` set anew; its words are counted again only where its text is."""
    words = {} if "text" not in fields else {"words": -1}
    return replace(draft, **(words | fields))


def to_essay(draft: Draft, topic_id: str | None = None) -> Essay:
    """A new essay of the draft, filed under the topic given; the draft's topic is only a wording."""
    return Essay(
        topic_id=topic_id,
        source=draft.source,
        source_digest=draft.source_digest,
        text=draft.text,
        words=draft.words,
        headings_json=json.dumps([list(heading) for heading in draft.headings]),
        pages_json=json.dumps([list(page) for page in draft.pages], ensure_ascii=False),
        **draft.citation.of_essay(),
    )
