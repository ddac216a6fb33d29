"""An answer as it stands in a frontline: a short line, and the reasoning after it."""

import re
from typing import Final, NamedTuple

from counterpoint.core.records import Counterargument
from counterpoint.core.segmentation import sentences

ANSWERS_TO: Final = re.compile(r"^\s*(?:AT|A2|XT|A/T)\s*[:：]\s*", re.IGNORECASE)
"""What the heading of an answer begins with where it names what is answered."""


class AnswerLine(NamedTuple):
    """An answer as it stands in a frontline: its short line, and the reasoning that follows, in Markdown."""

    text: str
    reasoning: str


_MARKUP: Final = re.compile(r"\*\*|__|[*_`]")
_NO_PROSE: Final = re.compile(r"\s*(?:[#>|\-+*]\s|\d+[.)]\s|```|<|!?\[| {4}|\t)")


def answer_line(answer: Counterargument) -> AnswerLine:
    """An answer's line: its heading or, where that only names what is answered (`AT: …`), the first sentence
    of its reasoning, which then goes on with the rest."""
    heading = " ".join(answer.heading.split())
    if not ANSWERS_TO.match(heading):
        return AnswerLine(heading, answer.reasoning.strip())
    reasoning = answer.reasoning.strip()
    first, _, rest = reasoning.partition("\n\n")
    if not first or _NO_PROSE.match(first):
        return AnswerLine(heading, reasoning)
    ends = (end for _, end in sentences(first, 0, len(first)))
    stop = next((end for end in ends if _is_whole(first[:end])), len(first))
    line = " ".join(_MARKUP.sub("", first[:stop]).split())
    return AnswerLine(line, f"{first[stop:].strip()}\n\n{rest.strip()}".strip())


def _is_whole(words: str) -> bool:
    """Whether no mark of Markdown or bracket is left open."""
    if any(words.count(mark) % 2 for mark in ("**", "`", "_")) or words.replace("**", "").count("*") % 2:
        return False
    return words.count("[") == words.count("]") and words.count("(") == words.count(")")
