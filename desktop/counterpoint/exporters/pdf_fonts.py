"""The fonts that a PDF is set in: those that ship, and the system's only where they do not suffice.

typst looks through fonts in one go, while no other thread can run. So it is first given those of the system
that most briefs need, found by name: one family for Chinese, Japanese and Korean, and one for emoji. All the
system's are looked through only if there are characters beyond these.
"""

import atexit
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

import regex
import typst

from counterpoint.resources import resource

ACCESSIBLE: Final = "ua-1"
"""PDF/UA-1, the standard of accessible documents. It refuses characters that no font has."""

_PROBE: Final = b"""
#set document(title: "probe")
#for character in json(bytes(sys.inputs.characters)) [#text(font: "Noto Serif", character) ]
"""
_NOT_SHOWN: Final = regex.compile(
    r'the text `"(?P<shown>[^`]*)"` could not be displayed|disallowed codepoint `"(?P<barred>[^`]*)"`'
)
_ESCAPE: Final = regex.compile(r"\\(?:u\{(?P<code>[0-9a-f]+)\}|(?P<sign>.))")

_SQUARE_FAMILIES: Final = (
    ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc"),
    ("SourceHanSerifSC-Regular.otf", "SourceHanSerifSC-Bold.otf"),
    ("Songti.ttc",),
    ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"),
    ("SourceHanSansSC-Regular.otf", "SourceHanSansSC-Bold.otf"),
    ("simsun.ttc",),
    ("msyh.ttc", "msyhbd.ttc"),
    ("PingFang.ttc",),
    ("Hiragino Sans GB.ttc",),
    ("wqy-zenhei.ttc",),
    ("wqy-microhei.ttc",),
)
_EMOJI_FAMILIES: Final = (("NotoColorEmoji.ttf",), ("Apple Color Emoji.ttc",), ("seguiemj.ttf",))


def fonts_for(words: str) -> tuple[typst.Fonts, str]:
    """The fonts that `words` are to be set in, and the characters of them that none here has."""
    fonts = _shipped()
    beyond = _beyond("".join(sorted(set(words))), fonts)
    for more in (_with_usual, _with_all):
        if beyond:
            fonts = more()
            beyond = _beyond(beyond, fonts)
    return fonts, beyond


def _folders() -> list[Path]:
    return [resource("fonts"), resource("typst/fonts")]


@cache
def _shipped() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=_folders())


@cache
def _with_usual() -> typst.Fonts:
    """Besides those that ship, the system's usual ones; typst reads them from a folder of links to them."""
    found = usual_fonts(_system_folders())
    links = Path(tempfile.mkdtemp(prefix="counterpoint-fonts-"))
    atexit.register(shutil.rmtree, links, ignore_errors=True)
    with suppress(OSError):  # Windows lets few programs make links
        for path in found:
            (links / path.name).symlink_to(path)
    return typst.Fonts(include_system_fonts=False, font_paths=[*_folders(), links])


@cache
def _with_all() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True, font_paths=_folders())


def usual_fonts(folders: Iterable[Path]) -> list[Path]:
    """The files of the first family for Chinese, Japanese and Korean, and of the first one for emoji, that
    there is in these folders or in any within them."""
    there: dict[str, Path] = {}
    for folder in folders:
        for within, _, names in os.walk(folder):
            there |= {name: Path(within, name) for name in names}
    chosen: list[Path] = []
    for families in (_SQUARE_FAMILIES, _EMOJI_FAMILIES):
        held = ([there[name] for name in family if name in there] for family in families)
        chosen += next(filter(None, held), [])
    return chosen


def _system_folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts")
        yield home / "AppData/Local/Microsoft/Windows/Fonts"
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    else:
        shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        yield from (Path(folder, "fonts") for folder in shared.split(":"))
        yield from (home / ".local/share/fonts", home / ".fonts")


def _beyond(characters: str, fonts: typst.Fonts) -> str:
    """Those of `characters` that none of `fonts` has: what the accessible standard refuses."""
    compiler = typst.Compiler(
        _PROBE, font_paths=fonts, sys_inputs={"characters": json.dumps(list(characters))}
    )
    try:
        compiler.compile(format="pdf", pdf_standards=ACCESSIBLE)
    except typst.TypstError as error:
        found = (match["shown"] or match["barred"] for match in _NOT_SHOWN.finditer(error.diagnostic))
        return "".join(dict.fromkeys(map(_unescaped, found)))
    return ""


def _unescaped(shown: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match["code"], 16)) if match["code"] else match["sign"], shown)
