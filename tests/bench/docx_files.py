"""Long Word files as Word itself writes them: several runs a paragraph, headings and lists."""

from io import BytesIO
from itertools import count
from zipfile import ZIP_DEFLATED, ZipFile

import docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SENTENCES = (
    "When a small laboratory published a capable model, those who price the future changed their minds. ",
    "A cafe\u0301 owner 😀 said that prices rose by 3.5 percent, and that nobody had asked if they would. ",
    "قال التاجر إن الأسعار ارتفعت منذ العام الماضي. ",
    "自力更生 is an old phrase, and it came back as soon as the controls did. ",
    "Those who had bought the most machines lost the most, and those with none were asked for advice. ",
)
_PARAGRAPHS_A_PAGE = 6
_SENTENCES_A_PARAGRAPH = 6
_RUN = '<w:r w:rsidR="00A77B3E">{}<w:t xml:space="preserve">{}</w:t></w:r>'
_LOOKS = ("", "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:i/><w:sz w:val="22"/></w:rPr>')


def docx_of(pages: int) -> bytes:
    """A Word file of so many printed pages, some 500 words each; the same bytes' worth of text every time."""
    numbers = count()
    body = "".join(_page(page, numbers) for page in range(pages))
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{W}"><w:body>{body}'
        '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/></w:sectPr></w:body></w:document>'
    )
    empty = BytesIO()
    docx.Document().save(empty)
    made = BytesIO()
    with ZipFile(empty) as files, ZipFile(made, "w", ZIP_DEFLATED) as package:
        for name in files.namelist():
            package.writestr(name, document if name == "word/document.xml" else files.read(name))
    return made.getvalue()


def _page(page: int, numbers: "count[int]") -> str:
    heading = _paragraph("Heading2", [f"Section {page + 1}"]) if page % 3 == 0 else ""
    return heading + "".join(
        _paragraph(
            "ListBullet" if row == _PARAGRAPHS_A_PAGE - 1 else "",
            [
                f"{next(numbers)} {_SENTENCES[(page + row + at) % len(_SENTENCES)]}"
                for at in range(_SENTENCES_A_PARAGRAPH)
            ],
        )
        for row in range(_PARAGRAPHS_A_PAGE)
    )


def _paragraph(style: str, texts: list[str]) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    runs = "".join(_RUN.format(_LOOKS[at % len(_LOOKS)], text) for at, text in enumerate(texts))
    return f'<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E">{properties}{runs}</w:p>'
