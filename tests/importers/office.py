"""Known texts, and the files that LibreOffice makes of them."""

import subprocess
from pathlib import Path
from typing import Final

from tests.programs import program

_OUTPUTS: Final = ("odt", "rtf", "html:HTML (StarWriter)", "epub")
_SPACES: Final = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for prefix, space in {
        **{name: name for name in ("office", "style", "text", "table", "meta")},
        **{"draw": "drawing", "fo": "xsl-fo-compatible", "svg": "svg-compatible"},
    }.items()
)
_STYLES: Final = """
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Heading" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Heading"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
 style:parent-style-name="Heading" style:default-outline-level="1"/>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph"
 style:parent-style-name="Heading" style:default-outline-level="2"/>
<style:style style:name="Heading_20_3" style:display-name="Heading 3" style:family="paragraph"
 style:parent-style-name="Heading" style:default-outline-level="3"/>
<style:style style:name="Footnote" style:family="paragraph" style:parent-style-name="Standard"/>
<text:notes-configuration text:note-class="footnote" style:num-format="1"/>
<text:notes-configuration text:note-class="endnote" style:num-format="i"/>
"""
_LABEL: Final = """<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm"
 fo:margin-left="1.3cm"/></style:list-level-properties>"""
_OWN_STYLES: Final = f"""
<style:style style:name="Loud" style:family="text"><style:text-properties
fo:font-weight="bold"/></style:style>
<style:style style:name="Unseen" style:family="text"><style:text-properties
text:display="none"/></style:style>
<style:style style:name="Shouted" style:family="paragraph" style:parent-style-name="Heading_20_2"/>
<style:style style:name="Box" style:family="graphic"><style:graphic-properties/></style:style>
<text:list-style style:name="Dots">
<text:list-level-style-bullet text:level="1" text:bullet-char="•">{_LABEL}</text:list-level-style-bullet>
<text:list-level-style-bullet text:level="2" text:bullet-char="◦">{_LABEL}</text:list-level-style-bullet>
</text:list-style>
<text:list-style style:name="Numbers">
<text:list-level-style-number text:level="1" style:num-format="1"
style:num-suffix=".">{_LABEL}</text:list-level-style-number>
<text:list-level-style-number text:level="2" style:num-format="a"
style:num-suffix=")">{_LABEL}</text:list-level-style-number>
</text:list-style>
"""


def heading(level: int, content: str) -> str:
    return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{content}</text:h>'


def paragraph(content: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def note(number: str, content: str, kind: str = "footnote") -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>{number}</text:note-citation>'
        f"<text:note-body>{paragraph(content, 'Footnote')}</text:note-body></text:note>"
    )


def listed(style: str, *items: str) -> str:
    entries = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{style}">{entries}</text:list>'


def table(*rows: tuple[str, ...]) -> str:
    cells = (
        "".join(f"<table:table-cell>{paragraph(cell)}</table:table-cell>" for cell in row) for row in rows
    )
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    return f'<table:table table:name="T">{columns}{lines}</table:table>'


def document(*blocks: str, title: str = "Steel, dear", author: str = "Ada Okoro") -> str:
    """A flat OpenDocument text."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES}'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
        ' office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:meta><dc:title>{title}</dc:title><meta:initial-creator>{author}</meta:initial-creator>"
        f"</office:meta><office:styles>{_STYLES}</office:styles>"
        f"<office:automatic-styles>{_OWN_STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{''.join(blocks)}</office:text></office:body></office:document>"
    )


ESSAY: Final = document(
    heading(1, 'Steel is <text:span text:style-name="Loud">dear</text:span> 👩\u200d👧 中文'),
    paragraph(
        "Tariffs raised the price of steel by 10\u00a0% and firms that buy it let people go."
        + note("1", "A source, cafe\u0301 and عربي.")
        + " Nobody won."
    ),
    heading(2, "Costs &amp; friends"),
    paragraph(
        "العربية نص قصير. 关税提高了价格。 Cafe\u0301 “quoted” – dash…<text:line-break/>A line 🇪🇺 below."
    ),
    listed("Dots", paragraph("one") + listed("Dots", paragraph("within")), paragraph("two")),
    listed("Numbers", paragraph("first"), paragraph("second")),
    table(("Year", "Price"), ("2020", "€\u00a05")),
    paragraph("A long time ago." + note("2", "Another.")),
    heading(3, "Deep"),
    paragraph("Below."),
    heading(1, "The end"),
    paragraph("It ends here." + note("3", "A last one.")),
)
"""What every format can hold."""

ESSAY_LINES: Final = (
    *("Steel is dear 👩\u200d👧 中文",),
    "Tariffs raised the price of steel by 10\u00a0% and firms that buy it let people go.[1] Nobody won.",
    *("Costs & friends", "العربية نص قصير. 关税提高了价格。 Cafe\u0301 “quoted” – dash…", "A line 🇪🇺 below."),
    *("• one", "• within", "• two", "1. first", "2. second", "Year\tPrice", "2020\t€\u00a05"),
    *("A long time ago.[2]", "Deep", "Below.", "The end", "It ends here.[3]"),
    *("1. A source, cafe\u0301 and عربي.", "2. Another.", "3. A last one."),
)
ESSAY_HEADINGS: Final = [(ESSAY_LINES[0], 1), ("Costs & friends", 2), ("Deep", 3), ("The end", 1)]

_CHANGES: Final = """<text:tracked-changes><text:changed-region
text:id="gone"><text:deletion><office:change-info>
<dc:creator>B</dc:creator><dc:date>2025-01-01T00:00:00</dc:date></office:change-info>
<text:p text:style-name="Standard">never was </text:p></text:deletion></text:changed-region>
<text:changed-region text:id="come"><text:insertion><office:change-info><dc:creator>B</dc:creator>
<dc:date>2025-01-01T00:00:00</dc:date></office:change-info></text:insertion></text:changed-region>
</text:tracked-changes>"""
_BOX: Final = (
    '<draw:frame draw:style-name="Box" text:anchor-type="paragraph" svg:width="5cm"'
    ' svg:height="2cm"><draw:text-box>'
    + paragraph("In a box 👧.")
    + paragraph("And more.")
    + "</draw:text-box></draw:frame>"
)
_COMMENT: Final = (
    "<office:annotation><dc:creator>B</dc:creator><text:p>A comment.</text:p></office:annotation>"
)

OFFICE: Final = document(
    _CHANGES,
    paragraph("On steel", "Title"),
    paragraph(
        'It <text:change text:change-id="gone"/>is<text:change-start text:change-id="come"/>'
        " so<text:change-end"
        ' text:change-id="come"/>.<text:span text:style-name="Unseen"> Nobody reads this.</text:span>'
        " Cafe\u0301."
    ),
    paragraph("Shouted 中文", "Shouted"),
    paragraph('Two<text:s text:c="2"/>spaces<text:tab/>and a tab.' + _COMMENT),
    paragraph(_BOX + "Beside the box."),
    listed(
        "Numbers",
        paragraph("one") + listed("Numbers", paragraph("within"), paragraph("again")),
        paragraph("two"),
    ),
    paragraph("Between."),
    '<text:list text:style-name="Numbers" text:continue-numbering="true"><text:list-item>'
    + paragraph("three عربي")
    + "</text:list-item></text:list>",
    paragraph("Both" + note("1", "A footnote.") + " sorts" + note("i", "An endnote.", "endnote") + "."),
    title="",
    author="",
)
"""What office documents alone hold."""

OFFICE_LINES: Final = (
    *("On steel", "It is so. Cafe\u0301.", "Shouted 中文", "Two  spaces\tand a tab."),
    *(
        "Beside the box.",
        "In a box 👧.",
        "And more.",
        "1. one",
        "a) within",
        "b) again",
        "2. two",
        "Between.",
    ),
    *("3. three عربي", "Both[1] sorts[i].", "1. A footnote.", "i. An endnote."),
)
OFFICE_HEADINGS: Final = [("On steel", 1), ("Shouted 中文", 2)]


def by_libreoffice(folder: Path) -> dict[str, bytes]:
    """`essay` and `office` in each format, by their names: `essay.odt`, and as they were written."""
    office = program("soffice")
    sources = [folder / "essay.fodt", folder / "office.fodt"]
    for path, source in zip(sources, (ESSAY, OFFICE), strict=True):
        path.write_text(source, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for output in _OUTPUTS:
        convert = [office, profile, "--headless", "--convert-to", output, "--outdir", str(folder)]
        subprocess.run([*convert, *map(str, sources)], check=True, capture_output=True, timeout=120)
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
