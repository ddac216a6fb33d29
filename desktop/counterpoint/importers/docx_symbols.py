"""Signs that Word files name by a font and a place in it, or that stand beside an older spelling."""

from typing import Final

from lxml.etree import _Element

_WINGDINGS: Final = dict(
    zip(bytes.fromhex("4a4b4c6c6ea7a8d8dfe0e1e2e8f0fbfcfe"), "☺😐☹●■▪◻➢←→↑↓➔⇨✗✓☑", strict=True)
)
_LETTERS: Final = bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B))
_SYMBOL: Final = dict(
    zip(
        _LETTERS + bytes.fromhex("a3a5abacadaeafb1b3b4b7b9bbd6de"),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ≤∞↔←↑→↓±≥×•≠≈√⇒",
        strict=True,
    )
)
_SIGNS: Final = {"wingdings": _WINGDINGS, "symbol": _SYMBOL}


def symbol(font: str, place: str) -> str:
    """The sign at a place of a font, both as Word tells them; the place's own character where the sign is
    not known, and nothing where there is no such place."""
    at = _number(place)
    known = _SIGNS.get(font.lower(), {}).get(at & 0xFF) if at >> 8 in (0, 0xF0) else None
    return known or (chr(at) if at else "")


def emoji(way: _Element) -> str:
    """The sign that a newer Word spells as one element; empty for any other content."""
    if len(way) != 1 or not str(way[0].tag).endswith("}symEx"):
        return ""
    told = {name.rpartition("}")[2]: said for name, said in way[0].items()}
    at = _number(told.get("char", ""))
    return chr(at) if at else ""


def _number(told: str) -> int:
    """A code point told in hexadecimal digits; 0 for none."""
    try:
        at = int(told, 16)
    except ValueError:
        return 0
    return at if 0 < at < 0x110000 and not 0xD800 <= at < 0xE000 else 0
