"""Word files that nobody should open, and those that something happened to."""

import random
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from counterpoint.core.errors import BadInput
from counterpoint.exporters.docx import write
from counterpoint.importers.docx import read
from counterpoint.importers.draft import Draft
from tests.briefs import many, sample
from tests.importers.word import p, packed, part, style, word

_ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
    + "]>"
)


@pytest.mark.parametrize("head", [_ENTITY, _LAUGHS], ids=["fetching", "laughing"])
@pytest.mark.parametrize("where", ["document", "styles", "footnotes", "numbering", "comments"])
def test_entities_are_refused_in_every_part(head: str, where: str) -> None:
    if where == "document":
        data = word(part("document", f"<w:body>{p('&e;')}</w:body>", head))
    else:
        data = word(p("text"), **{where: part(where, "&e;", head)})
    with pytest.raises(BadInput, match="declares XML entities"):
        read(data, "a.docx")


def _encoded(encoding: str) -> bytes:
    text = part("document", f"<w:body>{p('&e;')}</w:body>", _ENTITY).replace("UTF-8", encoding.upper())
    head, _, rest = text.partition("?>")
    if encoding == "utf-7":
        hidden = rest.encode(encoding).replace(b"<!", b"+ADwAIQ-")
        return packed({"word/document.xml": f"{head}?>".encode() + hidden})
    return packed({"word/document.xml": text.encode(encoding)})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        *(
            (_encoded(each), "declares XML entities")
            for each in ("utf-16", "utf-16-be", "utf-32-le", "utf-7")
        ),
        (word(p("x" * 3_000_000)), "would unpack to far more"),
        (packed({"word/document.xml": b"<a/>", "../evil.xml": b"<a/>"}), "points outside"),
        (packed({"word/document.xml": b"<a/>"}), "is no Word document"),
        (packed({"content.xml": b"<a/>"}), "is no Word document"),
        (word(p("x")).replace(b"word/document.xml", b"word/documant.xml"), "“a.docx”"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 999, "is in Word's old format"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "is locked by a password"),
        (b"%PDF-1.7", "is damaged or cut short"),
        (b"", "is damaged or cut short"),
        (word(p(" ")), "has no text in it"),
        (word("<w:tbl><w:tr><w:tc>" * 500 + "</w:tc></w:tr></w:tbl>" * 500), "is nested too deeply"),
    ],
)
def test_what_is_no_sound_word_file_gets_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        read(data, "a.docx")
    assert "a.docx" in str(caught.value)


def test_nothing_outside_the_package_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(part("styles", style("H", "heading 1")))
    made = BytesIO()
    with (
        ZipFile(BytesIO(word(p("text", style="H"), styles=style("H")))) as files,
        ZipFile(made, "w") as package,
    ):
        for name in files.namelist():
            content = files.read(name).replace(
                b'Target="styles.xml"', f'TargetMode="External" Target="{secret.as_uri()}"'.encode()
            )
            package.writestr(name, content)
    assert read(made.getvalue(), "a.docx").headings == ()


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    """The file cut off somewhere, or with some bytes changed, in the package or in a part of it."""
    way = chance.randrange(3)
    if way == 0:
        return data[: chance.randrange(len(data))]
    if way == 1:
        changed = bytearray(data)
        for _ in range(chance.randrange(1, 30)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        return bytes(changed)
    with ZipFile(BytesIO(data)) as files:
        parts = {name: bytearray(files.read(name)) for name in files.namelist()}
    chosen = parts[chance.choice([*parts])]
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(chosen))
        chosen[at : at + chance.randrange(4)] = chance.choice([b"", b"<", b'"', b"0", b"w:p", b"-1", b"\xff"])
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, bytes(content))
    return made.getvalue()


def _outcome(data: bytes) -> Draft | BadInput:
    try:
        return read(data, "a.docx")
    except BadInput as refused:
        return refused


def test_two_hundred_spoilt_files_each_give_a_draft_or_one_sentence() -> None:
    chance = random.Random(20261124)
    whole = [write(sample()), write(many(3)), word(p("A text.", style="H"), styles=style("H", "heading 1"))]
    outcomes: dict[type, int] = {Draft: 0, BadInput: 0}
    for _ in range(200):
        outcome = _outcome(_spoilt(chance.choice(whole), chance))
        assert isinstance(outcome, Draft) or str(outcome).count("“a.docx”") == 1
        outcomes[type(outcome)] += 1
    assert min(outcomes.values()) > 20
