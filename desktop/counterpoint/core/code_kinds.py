"""What the codes and relations of other programs mean here, as far as their names tell."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from counterpoint.core.vocabulary import DETAILS, KINDS, Kind, Relation

LONGEST_DETAIL: Final = 60
"""Characters that a detail may have."""

_PARTS: Final = re.compile("\\s*[:/>|=\u203a\u2013\u2014]\\s*|\\s+-\\s+")
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_KIND_NAMES: Final[dict[str, Kind]] = {name: kind for kind in KINDS for name in (kind, kind + "s")}
_DETAIL_KINDS: Final[dict[str, Kind]] = {name: kind for kind in KINDS for name in DETAILS[kind]}
_SUPPORTS: Final = "supports support backs proves justifies"
_ANSWERS: Final = "answers answer attacks attack contradicts rebuts refutes criticizes criticises opposes"
_RESTATES: Final = "restates restate repeats paraphrases equals"


class CodeKind(NamedTuple):
    """What a code is taken for: a kind and its detail, empty for none."""

    kind: Kind
    detail: str = ""


def proposed(path: Sequence[str]) -> CodeKind | None:
    """What a code is likely to mean, by its name and the names of those above it, outermost first; None where
    they do not tell."""
    for name in path[:-1]:
        if kind := _KIND_NAMES.get(_plain(name)):
            return CodeKind(kind, detail_named(kind, path[-1]))
    parts = [part for name in path for part in _PARTS.split(name.strip()) if part]
    for number, part in enumerate(parts):
        kind = _KIND_NAMES.get(_plain(part))
        if kind is not None:
            return CodeKind(kind, detail_named(kind, parts[-1] if number + 1 < len(parts) else ""))
    last = _plain(parts[-1]) if parts else ""
    return CodeKind(_DETAIL_KINDS[last], last) if last in _DETAIL_KINDS else None


def detail_named(kind: Kind, name: str) -> str:
    """A detail as it is spelt here: the vocabulary's own where it has it, else the name on one line, cut to
    what a detail may have."""
    plain = _plain(name)
    return plain if plain in DETAILS[kind] else " ".join(name.split())[:LONGEST_DETAIL].rstrip()


def most_telling(kinds: Iterable[CodeKind]) -> tuple[CodeKind, ...]:
    """Kinds that several codes of one selection mean, each once; a kind alone goes where one of its details
    says more."""
    each = list(dict.fromkeys(kinds))
    detailed = {one.kind for one in each if one.detail}
    return tuple(one for one in each if one.detail or one.kind not in detailed)


def relation_named(name: str) -> Relation | None:
    """The relation that a link's name means, read from source to target; None where it does not tell."""
    meant: dict[Relation, str] = {"supports": _SUPPORTS, "answers": _ANSWERS, "restates": _RESTATES}
    plain = _plain(name)
    return next((relation for relation, names in meant.items() if plain in names.split()), None)


def _plain(name: str) -> str:
    """A name as names are compared: `RhetoricalQuestion` and `rhetorical_question` are the same."""
    spaced = _HUMP.sub(" ", name).replace("_", " ").replace("-", " ")
    return " ".join(spaced.casefold().split())
