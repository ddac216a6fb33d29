"""Files cut short or with bytes changed, and archives made by hand."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping

from counterpoint.core.errors import BadInput
from counterpoint.core.text import canonical
from counterpoint.importers.draft import Draft


def outline(draft: Draft) -> list[tuple[str, int]]:
    """The headings as texts with their levels."""
    return [(draft.text[start:end], level) for start, end, level in draft.headings]


def sealed(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of these files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def unsealed(data: bytes) -> dict[str, bytes]:
    """The files of a ZIP archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def spoilt(data: bytes, seed: int, count: int = 60) -> Iterator[bytes]:
    """The file cut short, or with some of its bytes changed."""
    chance = random.Random(seed)
    for turn in range(count):
        if turn % 2:
            yield data[: chance.randrange(len(data))]
            continue
        changed = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        yield bytes(changed)


def read_or_refused(read: Callable[[bytes, str], Draft], data: bytes) -> Draft | None:
    """The sound draft of a file, or None where it was refused in one sentence that names it."""
    try:
        draft = read(data, "broken")
    except BadInput as error:
        said = str(error)
    else:
        said = ""
    if said:
        assert re.fullmatch("“broken” [^\n]+\\.", said), said
        return None
    assert canonical(draft.text) == draft.text
    last = 0
    for start, end, level in draft.headings:
        assert last <= start < end <= len(draft.text)
        assert "\n" not in draft.text[start:end]
        assert 1 <= level <= 6
        last = end
    return draft
