"""Synthetic trials for `core.anchors`: a text, a passage in it, an edited copy, and where it is there.

Every trial is made from its seed alone. The thresholds were chosen with seeds below 1,000; the tests
use others.
"""

import random
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from counterpoint.core.anchors import describe, locate

_SYLLABLES = (
    "ta re mi so lan ber cor dis ex for gen hol in jus kel lo men nor op per qui ras sta tri un".split()
)
_LITTLE = "the of to and a in is that it for on with as by at from not be are or this but".split()
_STRANGE = [
    "\U0001f30d",
    "e\u0301lan",
    "\u0627\u0644\u062a\u062c\u0627\u0631\u0629",
    "\u8d38\u6613\u9650\u5236",
    "na\u00efve",
]


class Trial(NamedTuple):
    """`truth` is the passage's span in `after`, or None where it is no longer there."""

    before: str
    span: tuple[int, int]
    after: str
    truth: tuple[int, int] | None


Words = list[str]
Essay = list[Words]


def _vocabulary(chance: random.Random) -> list[str]:
    words = {"".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(900)}
    return sorted(words)


def _essay(chance: random.Random, sentences: int = 160) -> tuple[Essay, list[str]]:
    vocabulary = _vocabulary(chance)
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]

    def word() -> str:
        roll = chance.random()
        if roll < 0.4:
            return chance.choice(_LITTLE)
        return chance.choice(_STRANGE) if roll > 0.99 else chance.choices(vocabulary, weights)[0]

    return [[word() for _ in range(chance.randint(5, 18))] for _ in range(sentences)], vocabulary


def _edit(chance: random.Random, sentence: Words, vocabulary: list[str], share: float) -> Words:
    edited: Words = []
    for word in sentence:
        if chance.random() >= share:
            edited.append(word)
            continue
        kind = chance.randrange(4)
        if kind <= 1:
            edited.append(chance.choice(vocabulary))
        elif kind == 2:
            edited += [word, chance.choice(vocabulary)]
    return edited or sentence[:1]


def _join(essay: Essay, first: int = -1, last: int = -1) -> tuple[str, tuple[int, int]]:
    text, span_start, span_end = "", 0, 0
    for number, sentence in enumerate(essay):
        if number == first:
            span_start = len(text)
        text += " ".join(sentence) + "."
        if number == last:
            span_end = len(text)
        text += "\n\n" if number % 5 == 4 else " "
    return text, (span_start, span_end)


def edited(seed: int, share: float) -> Trial:
    chance = random.Random(seed)
    essay, vocabulary = _essay(chance)
    first = chance.randrange(2, len(essay) - 4)
    last = first + chance.choice([0, 0, 1, 2])
    before, span = _join(essay, first, last)
    after, truth = _join([_edit(chance, sentence, vocabulary, share) for sentence in essay], first, last)
    return Trial(before, span, after, truth)


def restructured(seed: int) -> Trial:
    """Paragraphs in another order, some new, one word in fifty changed."""
    chance = random.Random(seed)
    essay, vocabulary = _essay(chance)
    first = chance.randrange(len(essay))
    before, span = _join(essay, first, first)
    paragraphs = [list(range(i, min(i + 5, len(essay)))) for i in range(0, len(essay), 5)]
    chance.shuffle(paragraphs)
    order = [number for paragraph in paragraphs for number in paragraph]
    moved = [_edit(chance, essay[number], vocabulary, 0.02) for number in order]
    at = order.index(first)
    after, truth = _join(moved, at, at)
    return Trial(before, span, after, truth)


def look_alike_beside(seed: int) -> Trial:
    """The passage, lightly edited, and verbatim or near copies of it elsewhere."""
    chance = random.Random(seed)
    essay, vocabulary = _essay(chance)
    first = chance.randrange(2, len(essay) - 4)
    for _ in range(chance.randint(1, 3)):
        at = chance.choice([i for i in range(len(essay)) if abs(i - first) > 2])
        essay[at] = _edit(chance, essay[first], vocabulary, chance.choice([0.0, 0.1]))
    before, span = _join(essay, first, first)
    after, truth = _join([_edit(chance, sentence, vocabulary, 0.05) for sentence in essay], first, first)
    return Trial(before, span, after, truth)


def deleted(seed: int, copies: int, change: float) -> Trial:
    """The passage is gone; `copies` look-alikes, each word changed with chance `change`, stand elsewhere."""
    chance = random.Random(seed)
    essay, vocabulary = _essay(chance)
    first = chance.randrange(2, len(essay) - 4)
    for at in chance.sample([i for i in range(len(essay)) if abs(i - first) > 2], copies):
        essay[at] = _edit(chance, essay[first], vocabulary, change)
    before, span = _join(essay, first, first)
    after, _ = _join(
        [_edit(chance, sentence, vocabulary, 0.03) for sentence in essay[:first] + essay[first + 1 :]]
    )
    return Trial(before, span, after, None)


CASES: dict[str, Callable[[int], Trial]] = {
    "unchanged": lambda seed: edited(seed, 0.0),
    "5 % of words changed": lambda seed: edited(seed, 0.05),
    "20 % of words changed": lambda seed: edited(seed, 0.2),
    "restructured": restructured,
    "look-alikes beside it": look_alike_beside,
    "deleted, no look-alike": lambda seed: deleted(seed, 0, 0.0),
    "deleted, a verbatim look-alike": lambda seed: deleted(seed, 1, 0.0),
    "deleted, two verbatim look-alikes": lambda seed: deleted(seed, 2, 0.0),
    "deleted, a near look-alike": lambda seed: deleted(seed, 1, 0.15),
}


def outcome(trial: Trial) -> str:
    """`right`, `right?` (to be confirmed), `wrong`, `wrong?` (to be confirmed) or `none`."""
    match = locate(trial.after, describe(trial.before, *trial.span))
    if match is None:
        return "none"
    mark = "" if match.exact else "?"
    if trial.truth is None:
        return "wrong" + mark
    start, end = trial.truth
    shared = min(end, match.end) - max(start, match.start)
    whole = max(end, match.end) - min(start, match.start)
    return ("right" if shared >= 0.8 * whole else "wrong") + mark


def rates(case: str, seeds: range) -> Counter[str]:
    return Counter(outcome(CASES[case](seed)) for seed in seeds)


if __name__ == "__main__":
    import sys

    seeds = range(int(sys.argv[1]), int(sys.argv[2]))
    for case in CASES:
        found = rates(case, seeds)
        print(
            f"{case:36}", {name: f"{100 * count / len(seeds):.1f}%" for name, count in sorted(found.items())}
        )
