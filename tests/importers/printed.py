"""Known texts, printed to PDF by real programs, and how much of them is read again."""

import html
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple

import typst
from rapidfuzz.distance import Levenshtein

from counterpoint.importers.draft import Draft
from counterpoint.resources import resource
from tests.programs import program

Role = Literal["h1", "h2", "p"]

_ESSAYS: Final = (
    "a-lock-is-not-a-wall",
    "a-fence-teaches-climbing",
    "compute-is-the-lever",
    "who-pays-the-bill",
)
_SEEDS: Final = Path(__file__).parents[2] / "seeds"
_MARKUP: Final = re.compile(r"[\\#*_`$<>@\[\]~=/\"'-]")
_FONTS: Final = '"Noto Serif", "Noto Naskh Arabic", "Noto Serif CJK SC", "DejaVu Sans"'
FONT_FILES: Final = ("NotoNaskhArabic*", "NotoSerifCJK*", "NotoColorEmoji*")
"""The fonts that a known text takes from the machine."""
_ARABIC: Final = (
    "قال التاجر إن الأسعار ارتفعت في السوق بعد أن فرضت الحكومة رسوما جديدة على السلع. "
    "لم يصدق الناس ذلك في البداية، لكن الأيام أثبتت صحة ما قال. "
)
_CHINESE: Final = (
    "自力更生是一个古老的成语。技术封锁没有持续很久，因为公司学会了自己制造芯片。"
    "价格上涨了百分之三点五，人们开始抱怨。"
)
_STRANGE: Final = (
    "The cafe\u0301 owner 😀 said: “We adapt to well-known rules.” He was efficient in his office, and the"
    " flow of fish from the fjord was difficult to follow. The old phrase 自力更生 came back to her."
)
_CHROMIUM: Final = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()


class Block(NamedTuple):
    """A heading or a paragraph."""

    role: Role
    text: str


class Known(NamedTuple):
    """A text that is known: its blocks in reading order."""

    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)

    @property
    def headings(self) -> list[tuple[str, int]]:
        return [(block.text, int(block.role[1])) for block in self.blocks if block.role != "p"]

    def __add__(self, other: object) -> "Known":
        assert isinstance(other, Known)
        return Known(self.blocks + other.blocks)


def english(essays: int = 4) -> Known:
    """So many of the starter library's essays, and a paragraph of strange characters."""
    blocks: list[Block] = []
    for name in _ESSAYS[:essays]:
        _, head, body = (_SEEDS / f"{name}.md").read_text("utf-8").split("---", 2)
        title = re.search("title: (.*)", head)
        assert title is not None
        blocks.append(Block("h1", title[1]))
        for part in body.strip().split("\n\n"):
            blocks.append(Block("h2", part[3:]) if part.startswith("## ") else Block("p", part))
    blocks.insert(3, Block("p", _STRANGE))
    return Known(tuple(blocks))


def foreign() -> Known:
    """Arabic, Chinese, and English with both in it."""
    mixed = "The trader said قال التاجر إن الأسعار ارتفعت and then 自力更生 is an old phrase. " * 4
    return arabic() + Known(
        (
            Block("h1", "关于贸易的文章"),
            Block("p", _CHINESE * 6),
            Block("p", _CHINESE * 8),
            Block("h1", "Mixed"),
            Block("p", mixed.strip()),
        )
    )


def arabic() -> Known:
    return Known(
        (
            Block("h1", "مقالة عن السوق"),
            Block("p", (_ARABIC * 4).strip()),
            Block("p", (_ARABIC * 6).strip()),
        )
    )


def prose(known: Known) -> str:
    """All its paragraphs as one."""
    return " ".join(block.text for block in known.blocks if block.role == "p")


# Pages


def as_html(known: Known, style: str = "", above: Known | None = None) -> str:
    """A page of a known text; what stands `above` is as wide as the page, the rest in a `div`."""
    head = _tags(above.blocks) if above else ""
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><title>Four essays</title>"
        f"<style>body{{font:11pt/1.4 {_FONTS.replace(chr(34), chr(39))},serif}}{style}</style>"
        f"<body>{head}<div>{_tags(known.blocks)}</div>"
    )


def _tags(blocks: Iterable[Block]) -> str:
    return "\n".join(f"<{role} dir=auto>{html.escape(text)}</{role}>" for role, text in blocks)


def as_typst(known: Known, before: str = "") -> str:
    marks = {"h1": "= ", "h2": "== ", "p": ""}
    body = "\n\n".join(marks[role] + literal(text) for role, text in known.blocks)
    return f"#set text(font: ({_FONTS}), size: 10pt)\n{before}\n{body}\n"


def literal(text: str) -> str:
    """Text that typst takes for nothing but text."""
    return _MARKUP.sub(r"\\\g<0>", text)


def row_by_row(text: str, width: int = 42, rows: int = 50) -> str:
    """A typst source that sets a text in two columns, and draws them row by row."""
    lines, line = [], ""
    for word in text.split():
        if len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    lines.append(line)
    grids = []
    for first in range(0, len(lines), 2 * rows):
        left, right = lines[first : first + rows], lines[first + rows : first + 2 * rows]
        right += [""] * (len(left) - len(right))
        cells = ",".join(
            f"[{literal(one)}],[{literal(other)}]" for one, other in zip(left, right, strict=True)
        )
        grids.append(f"#grid(columns: (1fr, 1fr), column-gutter: 8mm, row-gutter: 0.5em, {cells})")
    fonts = '"DejaVu Sans Mono", "Noto Sans Mono CJK SC"'
    return f"#set text(font: ({fonts}), size: 8pt)\n#set page(margin: 2cm)\n" + "\n#pagebreak()\n".join(grids)


# Programs


def by_typst(source: str) -> bytes:
    made = typst.compile(
        source.encode(),
        format="pdf",
        font_paths=typst.Fonts(include_system_fonts=True, font_paths=[resource("fonts")]),
    )
    assert isinstance(made, bytes)
    return made


def by_chromium(folder: Path, page: str, *, headed: bool = False) -> bytes:
    """What Chromium prints of a page, with the date, the title and page numbers in the margin if `headed`."""
    chromium = program("chromium")
    file, made = folder / "page.html", folder / "page.pdf"
    file.write_text(page, "utf-8")
    margin = [] if headed else ["--no-pdf-header-footer"]
    options = [*_CHROMIUM, f"--user-data-dir={folder / 'profile'}", *margin, f"--print-to-pdf={made}"]
    subprocess.run([chromium, *options, str(file)], check=True, capture_output=True, timeout=50)
    return made.read_bytes()


def by_office(folder: Path, pages: Mapping[str, str]) -> dict[str, bytes]:
    """What LibreOffice makes of HTML pages, all in one start."""
    office = program("soffice")
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, "utf-8")
    options = ["--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    files = [str(folder / f"{name}.html") for name in pages]
    wanted = ["--convert-to", "pdf:writer_web_pdf_Export", "--outdir", str(folder)]
    subprocess.run([office, *options, *wanted, *files], check=True, capture_output=True, timeout=50)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in pages}


# By hand


def drawn(pages: Sequence[str], info: str = "", catalog: str = "", page: str = "") -> bytes:
    """A PDF of pages given as content streams; fonts are /F Helvetica and /B Helvetica-Bold. `info` is the
    information about it, `catalog` and `page` are further entries of those dictionaries."""
    fonts = "<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    fonts += "/B<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>>>"
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [f"<</Type/Catalog/Pages 2 0 R{catalog}>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>"]
    for number, content in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font{fonts}>>"
            f"/Contents {4 + 2 * number} 0 R{page}>>"
        )
        objects.append(f"<</Length {len(content.encode('cp1252'))}>>\nstream\n{content}\nendstream")
    objects.append(f"<<{info}>>")
    body, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body.encode("cp1252")))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    start = len(body.encode("cp1252"))
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    body += (
        f"trailer<</Size {len(objects) + 1}/Root 1 0 R/Info {len(objects)} 0 R>>\nstartxref\n{start}\n%%EOF"
    )
    return body.encode("cp1252")


def words(x: float, y: float, text: str, size: float = 11, font: str = "F", mode: int = 0) -> str:
    """A content stream that shows a text at a place."""
    shown = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT {mode} Tr /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({shown}) Tj ET\n"


# Scores


def right(known: str, draft: Draft) -> float:
    """The share of a known text's characters that a draft has right, line ends among them."""
    return 1 - Levenshtein.distance(known, draft.text) / len(known)


def headings(draft: Draft) -> list[tuple[str, int]]:
    return [(draft.text[start:end], level) for start, end, level in draft.headings]
