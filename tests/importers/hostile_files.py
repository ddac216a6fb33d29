"""Files made to do harm, or broken, in every packed format."""

import io
import random
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final

SAID: Final = "A cafe\u0301 owner said 😀 so. قال التاجر 自力."
"""What each sound file says."""

_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE: Final = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"'
)
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>'
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"

GUID: Final = "2f6d9a2e-6d64-4b0f-9d4e-0c9f3e1b7a10"

PARTS: Final[dict[str, dict[str, str]]] = {
    "docx": {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/></Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1"'
        f' Type="{_OFFICE_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{_XML}<w:document {_W}><w:body><w:p><w:r><w:t>{SAID}</w:t></w:r></w:p>"
        "</w:body></w:document>",
    },
    "odt": {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": f"{_XML}<manifest:manifest"
        ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        "content.xml": f"{_XML}<office:document-content {_OFFICE}><office:body><office:text><text:p>{SAID}"
        "</text:p></office:text></office:body></office:document-content>",
    },
    "epub": {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": f'{_XML}<container version="1.0"'
        ' xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf"'
        ' media-type="application/oebps-package+xml"/></rootfiles></container>',
        "book.opf": f'{_XML}<package xmlns="http://www.idpf.org/2007/opf" version="3.0"'
        ' unique-identifier="i">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">a</dc:identifier>'
        "<dc:title>A book</dc:title><dc:language>en</dc:language></metadata><manifest>"
        '<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="one"/></spine></package>',
        "one.xhtml": f'{_XML}<html xmlns="http://www.w3.org/1999/xhtml"><head><title>One</title></head><body>'
        f"<p>{SAID}</p></body></html>",
    },
    "qdpx": {
        "project.qde": f'{_XML}<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="x"><Sources>'
        f'<TextSource guid="{GUID}" name="One" plainTextPath="internal://{GUID}.txt"/></Sources></Project>',
        f"sources/{GUID}.txt": SAID,
    },
}
"""By suffix, what each file of a sound archive holds."""

TEXT_PART: Final = {
    "docx": "word/document.xml",
    "odt": "content.xml",
    "epub": "one.xhtml",
    "qdpx": "project.qde",
}
"""The part of each that holds text, or all but the text."""


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def sound(suffix: str) -> bytes:
    """A small sound file."""
    return packed(PARTS[suffix])


def with_entity(suffix: str, part: str, declared: str, encoding: str = "utf-8") -> bytes:
    """The file with a document type in one of its parts that declares entities, and one of them, `harm`, in
    its text."""
    content = PARTS[suffix][part].removeprefix(_XML)
    root = content[1:].split()[0].split(">")[0]
    content = content.replace(SAID, f"{SAID} &harm;") if SAID in content else content
    head = f'<?xml version="1.0" encoding="{encoding}"?>' if encoding != "utf-8" else _XML
    return packed(PARTS[suffix] | {part: f"{head}<!DOCTYPE {root} [{declared}]>{content}".encode(encoding)})


def laughs() -> str:
    """A billion laughs: each entity ten times the one before."""
    lines = ['<!ENTITY laugh0 "ha">']
    lines += [f'<!ENTITY laugh{n} "{f"&laugh{n - 1};" * 10}">' for n in range(1, 10)]
    return "".join([*lines, '<!ENTITY harm "&laugh9;">'])


def bomb(suffix: str, part: str, size: int = 300_000_000) -> bytes:
    """The file with one part that unpacks to a thousand times its size."""
    return packed(PARTS[suffix] | {part: b" " * size})


def spoilt(data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """`count` copies of a file, each cut short, with bits turned over, or with a stretch gone or doubled."""
    chance = random.Random(seed)
    for number in range(count):
        copy = bytearray(data)
        place = chance.randrange(len(copy))
        if number % 4 == 0:
            del copy[place:]
        elif number % 4 == 1:
            for _ in range(chance.randint(1, 40)):
                copy[chance.randrange(len(copy))] ^= 1 << chance.randrange(8)
        elif number % 4 == 2:
            del copy[place : place + chance.randint(1, 400)]
        else:
            copy[place:place] = copy[place : place + chance.randint(1, 400)]
        yield bytes(copy)
