"""What an importer makes of a file: a text with its structure and a proposed citation, not yet stored."""

import json
from dataclasses import dataclass, field
from typing import Final

from counterpoint.core.citation import Citation
from counterpoint.core.errors import BadInput
from counterpoint.core.records import Essay, Heading
from counterpoint.core.text import word_count

PASTED: Final = ""
"""The source of a draft that came from no file."""


@dataclass(frozen=True)
class Draft:
    """An essay to be. `text` is canonical and has something in it; `source` is the file's name without its
    folder, empty for pasted text; `encoding` is what the file was in. `words` is counted when not given."""

    text: str
    citation: Citation
    headings: tuple[Heading, ...] = ()
    source: str = PASTED
    encoding: str = "utf-8"
    words: int = field(default=-1)

    def __post_init__(self) -> None:
        if not self.text.strip():
            named = f"“{self.source}” has" if self.source else "What was pasted has"
            raise BadInput(f"{named} no text in it; choose something with words.")
        if self.words < 0:
            object.__setattr__(self, "words", word_count(self.text))


def to_essay(draft: Draft, topic_id: str | None = None) -> Essay:
    """A new essay of the draft, filed under the topic given; the draft's topic is only a wording."""
    citation = draft.citation
    return Essay(
        topic_id=topic_id,
        side=citation.side,
        title=citation.title,
        author=citation.author,
        qualifications=citation.qualifications,
        publication=citation.publication,
        published=citation.published,
        url=citation.url,
        accessed=citation.accessed,
        source=draft.source,
        text=draft.text,
        words=draft.words,
        headings_json=json.dumps([list(heading) for heading in draft.headings]),
    )
