"""Bytes to text: what is certain, what is asked, what is refused."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoint.core.errors import BadInput, UserError
from counterpoint.core.text import canonical
from counterpoint.importers.encoding import ENCODINGS, LARGEST, UnknownEncoding, decode
from counterpoint.importers.readers import read_bytes

TEXT = "Der Zoll — “naïve” 👩\u200d👧 e\u0301 عربي 中文.\r\nZwei."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32"),
    ],
)
def test_unicode_is_read_at_once(data: bytes, encoding: str) -> None:
    assert decode(data, None, "a.txt") == (TEXT, encoding)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "The café’s tariff — a “naïve” policy, Müller said. "),
        ("cp1251", "Пошлины на сталь выросли, и цены тоже. "),
        ("koi8-r", "Пошлины на сталь выросли, и цены тоже. "),
        ("gb18030", "关税提高了价格，企业受到影响。"),
        ("big5", "關稅提高了價格，企業受到影響。"),
        ("utf-16-le", "No byte order mark. "),
        ("utf-16-be", "No byte order mark. "),
    ],
)
def test_other_encodings_are_asked_for_with_a_guess(encoding: str, text: str) -> None:
    data = (text * 5).encode(encoding)
    with pytest.raises(UnknownEncoding) as raised:
        decode(data, None, "zoll.txt")
    error = raised.value
    assert isinstance(error, BadInput)
    assert error.guess == encoding
    assert ENCODINGS[encoding].split(" (")[0] in str(error)
    assert f"--encoding {encoding}" in str(error)
    assert error.preview(error.guess).startswith(text)
    assert len(error.preview("latin-1", 10)) == 10
    assert decode(data, error.guess, "zoll.txt")[0] == text * 5


def test_a_preview_shows_what_cannot_be_read() -> None:
    error = UnknownEncoding("a.txt", b"caf\xe9 \r\nbar", "")
    assert error.preview("utf-8") == "caf\ufffd \nbar"
    assert "--encoding" in str(error)
    with pytest.raises(BadInput, match="There is no encoding"):
        error.preview("nonsense")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"x" * (LARGEST + 1), "over 20 MB"),
        (bytes(range(256)) * 8, "not a text file"),
        (b"some\0bytes\0with\0nuls", "not a text file"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"PK\x03\x04\x14\x00", "office document"),
        (b"{\\rtf1 Hello}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (codecs.BOM_UTF16_LE + b"a", "marked as UTF-16 but is damaged"),
        (codecs.BOM_UTF8 + b"\xff", "marked as UTF-8 but is damaged"),
        (codecs.BOM_UTF16_LE + b"\1\0" * 9, "not a text file"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said) as raised:
        decode(data, None, "a.txt")
    assert not isinstance(raised.value, UnknownEncoding)
    assert "a.txt" in str(raised.value)


@pytest.mark.parametrize("encoding", ["nonsense", "base64", "rot13", "punycode", "unicode_escape", "", "é"])
def test_an_encoding_that_does_not_exist_is_refused(encoding: str) -> None:
    with pytest.raises(BadInput, match="There is no encoding"):
        decode(b"abc", encoding, "a.txt")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("é".encode("cp1252"), "utf-8"),
        ("é".encode(), "ascii"),
        ("Steel".encode("utf-16"), "cp1252"),
        (b"abc", "utf-32"),
    ],
)
def test_an_encoding_that_the_bytes_contradict_is_refused(data: bytes, encoding: str) -> None:
    with pytest.raises(BadInput, match="choose another encoding"):
        decode(data, encoding, "a.txt")


def test_every_encoding_offered_exists() -> None:
    assert all(codecs.lookup(encoding) for encoding in ENCODINGS)


@given(
    st.binary(max_size=300) | st.text().map(str.encode),
    st.sampled_from(["a.txt", "a.md", "a.xyz"]),
    st.none() | st.sampled_from(sorted(ENCODINGS)) | st.text(max_size=8),
)
def test_any_bytes_give_a_draft_or_a_clear_error(data: bytes, name: str, encoding: str | None) -> None:
    try:
        draft = read_bytes(data, name, encoding)
    except UserError:
        return
    assert draft.text
    assert canonical(draft.text) == draft.text


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"])),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_text_survives_its_encoding(text: str, encoding: str) -> None:
    text = f"Zoll 税\n{text}"
    assert decode(text.encode(encoding), None, "a.txt")[0] == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "It’s fine. " * 30),
        (
            "cp1252",
            "The wall — as “critics” say — costs £5 billion a year. " * 20 + "Nobody is stopped at the café.",
        ),
        ("cp1252", "Les clôtures coûtent très cher ; « personne » n’est arrêté, à cause des élèves."),
        ("mac-roman", "It’s the “café” — and a naïve one, at that. " * 20),
        ("cp1250", "Łódź jest dużym miastem, które leży w środkowej Polsce, a ludzie żyją tu długo."),
    ],
)
def test_dashes_quotes_and_accents_are_guessed_as_what_wrote_them(encoding: str, text: str) -> None:
    with pytest.raises(UnknownEncoding) as unknown:
        decode(text.encode(encoding), None, "essay.txt")
    assert unknown.value.guess == encoding
    assert "--encoding" not in unknown.value.question
