"""Essays and passages of any size, alike in every run.

Words follow Zipf's law: a head of English ones and a long tail put together from English parts, so that the
search index sees letters in their usual company. Now and then a sentence holds an emoji, a combining accent,
Arabic or Chinese.
"""

from collections.abc import Iterator
from itertools import accumulate
from random import Random
from typing import Final

from counterpoint.core.anchors import describe
from counterpoint.core.headings import headings
from counterpoint.core.records import Annotator, Essay, Passage
from counterpoint.core.text import word_count
from counterpoint.core.vocabulary import KINDS

_HEAD: Final = (
    "the of and to a in that is for it as was with on by at from this are be have not which or but they an"
    " their has were more one we about trade would its than will can been other if when all there who new"
    " market price country law people firm state power year cost export rule work chip public policy world"
    " rival growth ally labour school court study debt tax city vote crime water energy research machine"
    " company government evidence reason argument security industry technology supplier customer licence"
).split()
_FRONT: Final = "re un in de con pro dis over under inter sub counter trans pre mis out en per".split()
_STEM: Final = (
    "tract form port duc spect struct vert mit fer pos press ject scrib cept grad mot sent tend volv claim"
    " plic pel strain cur tain solv serv sign fus lev mark ment nov ord pend rupt sect tect test tort vis"
).split()
_BACK: Final = (
    " ed ing ion ions able ive ively er ers ment ments or al ance ence ation ise ised ory ful".split(" ")
)
_STRANGE: Final = (
    "😀 so they said",
    "the cafe\u0301 owner agreed",
    "قال التاجر إن الأسعار ارتفعت",
    "自力更生 is an old phrase",
    "技术封锁 did not last",
    "the flag 🇺🇳 still flew",
)
_STRANGE_EVERY: Final = 30
_SENTENCES: Final = 6_000
RARE: Final = "quokka"
"""A word that no sentence holds by itself."""


def _vocabulary() -> list[str]:
    tail = [front + stem + back for stem in _STEM for back in _BACK for front in _FRONT]
    Random(1).shuffle(tail)
    return [*_HEAD, *tail]


def sentences(random: Random, count: int = _SENTENCES) -> list[str]:
    """Sentences of 6 to 26 words."""
    words = _vocabulary()
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    made = []
    for number in range(count):
        chosen = random.choices(words, cum_weights=weights, k=random.randint(6, 26))
        if number % _STRANGE_EVERY == 0:
            chosen.insert(random.randrange(len(chosen)), random.choice(_STRANGE))
        if len(chosen) > 12:
            chosen[len(chosen) // 2] += ","
        line = " ".join(chosen)
        made.append(line[0].upper() + line[1:] + random.choice((".", ".", ".", ".", "?", "!")))
    return made


def text_of(random: Random, pool: list[str], length: int) -> str:
    """Paragraphs of 300 to 900 characters, a numbered heading every twelve, `length` code points in all."""
    parts: list[str] = []
    size = 0
    while size < length:
        if len(parts) % 13 == 0 and length > 20_000:
            parts.append(f"{len(parts) // 13 + 1}. {random.choice(pool).split(',')[0][:50].rstrip(' .?!')}")
        else:
            goal, lines = random.randint(300, 900), []
            while goal > 0:
                lines.append(random.choice(pool))
                goal -= len(lines[-1]) + 1
            parts.append(" ".join(lines))
        size += len(parts[-1]) + 2
    return "\n\n".join(parts)[:length].strip()


def essay_of(length: int, title: str, seed: int = 7) -> Essay:
    """A large essay with its headings."""
    random = Random(seed)
    text = text_of(random, sentences(random), length)
    triples = [list(heading) for heading in headings(text)]
    return Essay(
        title=title, author="Ada Example", text=text, words=word_count(text), headings_json=f"{triples}"
    )


def spans(essay: Essay, count: int, seed: int = 11) -> Iterator[tuple[int, int]]:
    """`count` different spans of 10 to 150 code points, spread evenly over the text."""
    random = Random(seed)
    length = len(essay.text)
    seen: set[tuple[int, int]] = set()
    while len(seen) < count:
        start = random.randrange(length - 160)
        end = start + random.randint(10, 150)
        if (start, end) not in seen:
            seen.add((start, end))
            yield start, end


def passages_of(essay: Essay, annotators: list[Annotator], count: int) -> list[Passage]:
    """Passages of every kind by every annotator; one in five has a note."""
    random = Random(13)
    made = []
    for number, (start, end) in enumerate(spans(essay, count)):
        anchor = describe(essay.text, start, end)
        made.append(
            Passage(
                essay_id=essay.id,
                annotator_id=annotators[number % len(annotators)].id,
                kind=random.choice(KINDS),
                note="Check the source 😀" if number % 5 == 0 else "",
                start=start,
                end=end,
                quote=anchor.quote,
                prefix=anchor.prefix,
                suffix=anchor.suffix,
            )
        )
    return made


def small_essays(count: int, length: int) -> Iterator[Essay]:
    """Essays of about `length` code points each; every 2,500th mentions `RARE`."""
    random = Random(17)
    pool = sentences(random)
    for number in range(count):
        text = text_of(random, pool, random.randint(length // 2, length * 3 // 2))
        if number % 2_500 == 1_250:
            text += f"\n\nNobody had counted the {RARE} before."
        title = " ".join(random.choice(pool).split()[:6]).rstrip(",.?!")
        yield Essay(title=f"{title} {number}", author=f"Author {number % 97}", text=text, words=length // 6)
