"""Finding what was meant among the palette's candidates, and where its letters are."""

import unicodedata
from collections.abc import Iterable, Sequence
from heapq import nlargest
from typing import Final, NamedTuple

from counterpoint.core.text import shorten
from counterpoint.ui.chrome.candidate import Candidate, Offer

PREFIXES: Final[dict[str, tuple[Offer, ...]]] = {
    ">": ("action",),
    "#": ("essay",),
    "@": ("passage", "answer"),
}
_MOST: Final = 60
_FEW: Final = 12
"""With fewer hits than this that have every word, typing mistakes are thought of."""
_LONGEST_MISTAKE: Final = 40
_AHEAD: Final = 7
"""By how much all else comes before answers that match as well."""
_LIKENED: Final = 80
"""The characters at the start of a title in which mistyped words are looked for."""
_BEFORE: Final = 40
"""About how many characters are shown before words that a title cuts off."""
_LEFT_OUT: Final = 2
"""How many letters may have been left out and still the last ones be shown."""
_CLOSE: Final = 72.0
"""The least likeness, of 100, that counts as a typing mistake rather than as something else."""


class Hit(NamedTuple):
    """A candidate and which letters of its title and of its subtitle were typed, as half-open code points."""

    candidate: Candidate
    title: tuple[tuple[int, int], ...] = ()
    subtitle: tuple[tuple[int, int], ...] = ()


class _Plain(dict[str, str]):
    """What stands for a small letter where accents do not count: one character for one."""

    def __missing__(self, char: str) -> str:
        parts = unicodedata.normalize("NFD", char)
        base = parts[0] if all(unicodedata.combining(part) for part in parts[1:]) else char
        self[char] = plain = "σ" if base == "ς" else base
        return plain


_SEPARATOR: Final = "\x1e"


def fold(text: str) -> str:
    """`text` as it is compared: small letters, no accents, as many characters as before."""
    if text.isascii():
        return text.lower()
    small = text.replace("İ", "i").lower()
    if len(small) != len(text):
        small = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    plain = _Plain()
    for char in set(small):
        if not char.isascii() and plain[char] != char:
            small = small.replace(char, plain[char])
    return small


def _folded(texts: Sequence[str]) -> list[str]:
    """Many texts folded at once, which is much quicker than one by one."""
    together = fold(_SEPARATOR.join(texts)).split(_SEPARATOR)
    return together if len(together) == len(texts) else list(map(fold, texts))


def warm() -> None:
    """Loads what typing mistakes need, so that the first of them is not slower than the next."""
    import rapidfuzz.process  # noqa: F401  # heavy, and needed only once somebody types


class Matcher:
    """Candidates made ready for many questions. `recent` are keys of candidates, the latest first."""

    def __init__(self, candidates: Sequence[Candidate], recent: Sequence[str] = ()) -> None:
        self._candidates = tuple(candidates)
        self._titles = _folded([each.title for each in candidates])
        self._bodies = _folded([each.search for each in candidates])
        subtitles = _folded([each.subtitle for each in candidates])
        self._texts = list(map("\n".join, zip(self._titles, self._bodies, subtitles, strict=True)))
        self._initials: list[str] = []
        rank = {key: place for place, key in enumerate(recent)}
        self._recency = [rank.get(each.key, len(rank)) for each in candidates]
        self._worth = [
            100.0
            + each.favour
            - min(len(each.title), 200) / 50
            + (0 if each.kind == "answer" else _AHEAD)
            + (8 + 1 / (1 + recency) if recency < len(rank) else 0)
            for each, recency in zip(candidates, self._recency, strict=True)
        ]

    def find(self, query: str, most: int = _MOST) -> list[Hit]:
        """The best `most` hits, best first. A first character of `PREFIXES` keeps to those kinds."""
        offers = PREFIXES.get(query[:1])
        words = fold(query[1:] if offers else query).split()
        places: Sequence[int] = range(len(self._candidates))
        if offers:
            places = [place for place in places if self._candidates[place].kind in offers]
        if not words:
            first = sorted(places, key=self._recency.__getitem__)[:most]
            return [Hit(self._candidates[place]) for place in first]
        scores = self._containing(words, places)
        if len(scores) < _FEW:
            scores = self._resembling(" ".join(words), places) | scores
        best = nlargest(most, scores, key=scores.__getitem__)
        return [emphasised(showing(self._candidates[place], words), words) for place in best]

    def _containing(self, words: list[str], places: Iterable[int]) -> dict[int, float]:
        """Scores for those with every word: most for the start of a title or of a word in it, less for what
        is searched beside it, and least where only the subtitle has them, unless it is an essay's author."""
        texts, titles, bodies, worth = self._texts, self._titles, self._bodies, self._worth
        for word in words:
            places = [place for place in places if word in texts[place]]
        whole = " ".join(words)
        scores: dict[int, float] = {}
        for place in places:
            title = titles[place]
            score = worth[place]
            elsewhere = 0
            for word in words:
                at = title.find(word)
                if at >= 0:
                    score += 20 if at == 0 or not title[at - 1].isalnum() else 8
                elif word in bodies[place]:
                    score += 8
                else:
                    elsewhere += 1
            if elsewhere and self._candidates[place].kind != "essay":
                score -= 60 if elsewhere == len(words) else 15 * elsewhere
            elif title.startswith(whole):
                score += 60
            scores[place] = score
        return scores

    def _resembling(self, query: str, places: Sequence[int]) -> dict[int, float]:
        """Likeness up to 100 for the rest: initials, letters left out, letters mistyped."""
        from rapidfuzz import fuzz, process  # heavy, and needed only once somebody types

        if len(query) < 2:
            return {}
        if not self._initials:
            self._initials = [initials(title) for title in self._titles]
        letters = query.replace(" ", "")
        scores = {place: 90.0 for place in places if letters in self._initials[place]}
        if 3 <= len(query) <= _LONGEST_MISTAKE:
            titles = [self._titles[place][:_LIKENED] for place in places]
            found = process.extract(
                query, titles, scorer=fuzz.partial_ratio, score_cutoff=_CLOSE, limit=_MOST, processor=None
            )
            for _title, score, number in found:
                place = places[number]
                scores[place] = max(scores.get(place, 0.0), score)
        return scores


def showing(candidate: Candidate, words: Sequence[str]) -> Candidate:
    """The candidate with a title that begins shortly before the first of `words` (folded), where those stand
    only in what the title cuts short."""
    title = fold(candidate.title)
    if not candidate.search or any(word in title for word in words):
        return candidate
    body = " ".join(candidate.search.split())
    at = min((at for at in map(fold(body).find, words) if at >= 0), default=0)
    if at <= 0:
        return candidate
    start = body.find(" ", max(at - _BEFORE, 0), at) + 1 or at
    room = max(len(candidate.title), at - start + max(map(len, words)) + _BEFORE)
    return candidate._replace(title="…" + shorten(body[start:], room))


def initials(title: str) -> str:
    """The first letters of its words."""
    return "".join([word[0] for word in title.split()])


def emphasised(candidate: Candidate, words: Sequence[str]) -> Hit:
    """The hit with the places of `words` (folded) in its title, or else in its subtitle; where a title only
    resembles them, the letters they share."""
    title, subtitle = fold(candidate.title), fold(candidate.subtitle)
    in_title = [span for word in words for span in _spans(title, word)]
    in_subtitle = [span for word in words if word not in title for span in _spans(subtitle, word)]
    if not in_title and not in_subtitle:
        in_title = _shared(" ".join(words), title)
    return Hit(candidate, _joined(in_title), _joined(in_subtitle))


def _spans(text: str, word: str) -> list[tuple[int, int]]:
    at = text.find(word)
    return [] if at < 0 else [(at, at + len(word))]


def _shared(query: str, title: str) -> list[tuple[int, int]]:
    from rapidfuzz import fuzz  # heavy, and needed only once somebody types
    from rapidfuzz.distance import Indel

    letters = query.replace(" ", "")
    first = initials(title).find(letters)
    if first >= 0:
        starts = [
            at for at, char in enumerate(title) if not char.isspace() and (at == 0 or title[at - 1].isspace())
        ]
        return [(at, at + 1) for at in starts[first : first + len(letters)]]
    found = fuzz.partial_ratio_alignment(query, title)
    if found is None or found.score < _CLOSE:
        return []
    start = found.dest_start
    return [
        (start + block.dest_start, start + block.dest_end)
        for block in Indel.opcodes(query, title[start : found.dest_end + _LEFT_OUT])
        if block.tag == "equal"
    ]


def _joined(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans in order, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)
