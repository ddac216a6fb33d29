"""Which essay an annotation means, among those known."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from counterpoint.core.bundle import URN
from counterpoint.core.records import Essay

_SHORTEST_TELLING: Final = 12
_MOST_TRIALS: Final = 20
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_NOT_THERE: Final = "the essay it marks is not in the library"


class Found(NamedTuple):
    """An essay; `is_named` unless only the quote led to it."""

    essay: Essay
    is_named: bool


class KnownEssays:
    """Essays by id, digest, address and title, and by what they say."""

    def __init__(self, essays: Sequence[Essay]) -> None:
        self.by_id = {essay.id: essay for essay in reversed(essays)}
        self._essays = tuple(self.by_id.values())
        self._by_name: dict[str, list[Essay]] = {}
        self._led: dict[tuple[str, ...], Essay] = {}
        self._failures: dict[tuple[str, ...], int] = {}
        for essay in self._essays:
            for name in (essay.id, essay.digest, essay.url, essay.title, essay.source):
                if name:
                    self._by_name.setdefault(_key(name), []).append(essay)

    def find(self, sources: Sequence[str], quote: str) -> Found | str:
        """The essay that one of `sources` names, else the only one that holds `quote`; else why not."""
        for name in sources:
            digest = _DIGEST.search(name)
            named = self._by_name.get(_key(name)) or (self._by_name.get(digest[0]) if digest else None)
            if named and len(named) == 1:
                return Found(named[0], True)
            if named:
                holding = [essay for essay in named if quote and quote in essay.text]
                if len(holding) == 1:
                    return Found(holding[0], True)
                return "several essays answer to the source it names"
        return self._by_quote(tuple(sources), quote)

    def _by_quote(self, sources: tuple[str, ...], quote: str) -> Found | str:
        """Trying every essay is dear, so an essay found for a source is tried first for its other
        annotations, and a source that has led nowhere many times is given up."""
        led = self._led.get(sources) if sources else None
        if led is not None and quote in led.text:
            return Found(led, False)
        failures = self._failures.get(sources, 0) if sources else 0
        if len(quote) < _SHORTEST_TELLING or failures >= _MOST_TRIALS:
            return _NOT_THERE
        holding = [essay for essay in self._essays if quote in essay.text]
        if len(holding) == 1:
            self._led[sources] = holding[0]
            return Found(holding[0], False)
        self._failures[sources] = failures + 1
        return "its quote stands in several essays, and it names none of them" if holding else _NOT_THERE


def _key(name: str) -> str:
    """Ids, addresses and titles as they are compared: without scheme, `www.`, fragment, case or spacing."""
    key = " ".join(name.removeprefix(URN).casefold().split())
    if "://" in key:
        key = key.split("://", 1)[1].split("#", 1)[0].removeprefix("www.").rstrip("/")
    return key
