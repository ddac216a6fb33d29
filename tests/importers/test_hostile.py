"""Files made to do harm, and broken ones, read as the program reads them: a text or one clear sentence."""

import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import pytest

from counterpoint.core.errors import BadInput
from counterpoint.importers.apart import ReadersApart
from counterpoint.importers.packed import MOST_ENTRIES
from tests.importers.hostile_files import (
    PARTS,
    SAID,
    TEXT_PART,
    bomb,
    laughs,
    packed,
    sound,
    spoilt,
    with_entity,
)

PACKED = tuple(PARTS)
XML_PARTS = [
    (suffix, part)
    for suffix, parts in PARTS.items()
    for part in parts
    if part.endswith(("ml", "qde", "opf", "rels"))
]
SECRET = "the secret of this machine"


@pytest.fixture(scope="module")
def readers() -> Iterator[ReadersApart]:
    with ReadersApart() as readers:
        yield readers


def read(readers: ReadersApart, data: bytes, name: str) -> str:
    """What a file says, whatever its format. Raises BadInput."""
    if name.endswith(".qdpx"):
        project = readers.coded_of(data, name)
        return "\n".join(text.text for text in project.texts)
    return readers.essay_of(data, name).text


def refused(readers: ReadersApart, data: bytes, name: str) -> str:
    """The one sentence that says why a file is not taken."""
    with pytest.raises(BadInput) as error:
        read(readers, data, name)
    said = str(error.value)
    assert f"“{name}”" in said
    assert "\n" not in said
    assert said.endswith(".")
    assert getattr(error.value, "__notes__", []) == []
    return said


@pytest.mark.parametrize("suffix", PACKED)
def test_the_sound_files_are_read(readers, suffix):
    assert SAID in read(readers, sound(suffix), f"a 自.{suffix}")


@pytest.mark.parametrize(("suffix", "part"), XML_PARTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_part(readers, tmp_path, suffix, part, encoding):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    for declared in (f'<!ENTITY harm SYSTEM "{secret.as_uri()}">', laughs(), '<!ENTITY harm "gone">'):
        data = with_entity(suffix, part, declared, encoding)
        if part == TEXT_PART[suffix]:
            assert "entities" in refused(readers, data, f"a.{suffix}")
            continue
        try:  # a part that nobody needs may also be left alone
            said = read(readers, data, f"a.{suffix}")
        except BadInput as error:
            said = str(error)
        assert SECRET not in said
        assert "haha" not in said


@pytest.mark.parametrize("suffix", PACKED)
def test_bombs_are_refused(readers, suffix):
    for part in dict.fromkeys((TEXT_PART[suffix], list(PARTS[suffix])[-1])):
        assert "unpack" in refused(readers, bomb(suffix, part), f"a.{suffix}")
    many = PARTS[suffix] | {f"more/{number}": "" for number in range(MOST_ENTRIES)}
    assert "unpack" in refused(readers, packed(many, zipfile.ZIP_STORED), f"a.{suffix}")


@pytest.mark.parametrize("suffix", PACKED)
def test_an_archive_that_lies_about_sizes_is_refused(readers, suffix):
    part = TEXT_PART[suffix]
    content = PARTS[suffix][part].encode()
    data = packed(PARTS[suffix], zipfile.ZIP_STORED)
    size = len(content).to_bytes(4, "little")
    assert data.count(size + size) >= 2
    lied = data.replace(size + size, size + (len(content) - 7).to_bytes(4, "little"))
    refused(readers, lied, f"a.{suffix}")


@pytest.mark.parametrize("suffix", PACKED)
@pytest.mark.parametrize(
    "name", ["../outside.xml", "word/../../outside.xml", "/outside.xml", "C:\\outside.xml", "..\\x"]
)
def test_names_that_climb_are_refused_and_nothing_is_written(readers, tmp_path, monkeypatch, suffix, name):
    monkeypatch.chdir(tmp_path)
    data = BytesIO(sound(suffix))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr(name, "outside")
    assert "outside it" in refused(readers, data.getvalue(), f"a.{suffix}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", PACKED)
def test_broken_copies_are_read_or_refused_in_a_sentence(readers, suffix):
    outcomes = [
        _outcome(readers, copy, f"broken-{number}.{suffix}")
        for number, copy in enumerate(spoilt(sound(suffix), 60, seed=5))
    ]
    assert outcomes.count("refused") > 20


def _outcome(readers: ReadersApart, data: bytes, name: str) -> str:
    """Whether a broken file was read or refused; anything else fails."""
    try:
        read(readers, data, name)
    except BadInput as error:
        said, faults = str(error), getattr(error, "__notes__", [])
    else:
        return "read"
    assert f"“{name}”" in said
    assert faults == []
    return "refused"


@pytest.mark.parametrize("suffix", PACKED)
def test_a_packed_file_under_a_wrong_name_is_judged_by_its_content(readers, suffix):
    if suffix == "qdpx":
        assert "ZIP archive" in refused(readers, sound(suffix), "essay.docx")
        return
    draft = readers.essay_of(sound(suffix), "essay.pdf")
    assert SAID in draft.text
    assert any("whatever its name says" in told for told in draft.told)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("picture.pdf", b"\x89PNG\r\n\x1a\n" + bytes(64)),
        ("picture.docx", b"\xff\xd8\xff\xe0" + bytes(range(256))),
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("cut.docx", b"PK\x03\x04" + bytes(40)),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<<"),
        ("cut.epub", b"PK\x03\x04"),
        ("program.txt", b"\x7fELF" + bytes(300)),
        ("library.txt", b"SQLite format 3\x00" + bytes(300)),
        ("nothing.pdf", b""),
        ("sheet.docx", packed({"xl/workbook.xml": "<a/>", "[Content_Types].xml": "<Types/>"})),
        ("files.zip", packed({"a.txt": "a"})),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(readers, name, data):
    refused(readers, data, name)


@pytest.mark.parametrize("suffix", ["pdf", "docx", "odt", "epub", "rtf"])
def test_what_has_lost_its_beginning_is_called_damaged_not_another_format(readers, suffix):
    for data in (bytes(range(1, 256)) * 40, b"\x00" * 5_000):
        said = refused(readers, data, f"a.{suffix}")
        assert "damaged" in said
        assert "text file" not in said


class _Counting(BaseHTTPRequestHandler):
    """Counts who asks."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        self.send_error(404)

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), _Counting)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.02))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_nothing_that_a_page_names_is_fetched(readers, server, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    there = f"http://127.0.0.1:{server.server_port}"
    page = f"""<!DOCTYPE html><html><head><title>Costs</title><link rel="stylesheet" href="{there}/a.css">
<script src="{there}/a.js"></script><script>fetch("{there}/b")</script>
<meta http-equiv="refresh" content="0; url={there}/c"><base href="{there}/"></head>
<body onload="fetch('{there}/d')"><article><h1>Costs</h1><p>{SAID}</p>
<img src="{there}/e.png" alt="A graph of prices"><img src="{secret.as_uri()}" alt="">
<iframe src="{secret.as_uri()}"></iframe><object data="{there}/f"></object><embed src="{there}/g">
<svg><image href="{there}/h"/></svg><video src="{there}/i"></video><p style="background:url({there}/j)">
Prices rose by a tenth in the year after the law was passed; nobody said why.</p></article></body></html>"""
    draft = readers.essay_of(page.encode(), "page.html")
    assert SAID in draft.text
    assert SECRET not in draft.text
    assert "fetch" not in draft.text
    assert server.asked == []


def test_a_file_that_names_another_is_not_led_there(readers, server, tmp_path):
    there = f"http://127.0.0.1:{server.server_port}"
    parts = dict(PARTS["docx"])
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        "<w:body>", '<w:altChunk xmlns:r="urn:r" r:id="far"/><w:body>'
    )
    relations = parts["_rels/.rels"].split("<Relationship ")[0]
    parts["word/_rels/document.xml.rels"] = (
        f'{relations}<Relationship Id="far" TargetMode="External" Target="{there}/a"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
        "</Relationships>"
    )
    assert SAID in readers.essay_of(packed(parts), "a.docx").text
    assert server.asked == []


@pytest.mark.parametrize("name", ["page.html", "text.md", "text.txt"])
def test_text_that_is_not_utf_8_is_asked_about_or_refused(readers, name):
    data = (
        b"<html><body><p>Prices \xff\xfe\xc3( rose</p></body></html>"
        if name == "page.html"
        else b"Prices \xc3( rose"
    )
    with pytest.raises(BadInput) as error:
        readers.essay_of(data, name)
    assert f"“{name}”" in str(error.value)


@pytest.mark.parametrize("suffix", ["docx", "odt", "epub"])
def test_direction_marks_stay_in_the_text_where_they_can_be_shown(readers, suffix):
    turned = "pay \u202efdp.exe\u202c now \u2066自\u2069"
    parts = {name: content.replace(SAID, turned) for name, content in PARTS[suffix].items()}
    assert turned in readers.essay_of(packed(parts), f"a.{suffix}").text


def test_what_failed_leaves_nothing_in_the_library(tmp_path: Path):
    from counterpoint.cli.app import run
    from counterpoint.core.records import RECORDS
    from counterpoint.workspace.library import open_workspace

    folder = tmp_path / "files"
    folder.mkdir()
    for suffix in ("docx", "odt", "epub"):
        (folder / f"harm.{suffix}").write_bytes(bomb(suffix, TEXT_PART[suffix], 30_000_000))
        (folder / f"entity.{suffix}").write_bytes(with_entity(suffix, TEXT_PART[suffix], laughs()))
        (folder / f"cut.{suffix}").write_bytes(sound(suffix)[:200])
    library = tmp_path / "library.counterpoint"
    assert run(["import", str(folder), "--library", str(library)]) == 1
    ws = open_workspace(library)
    assert not any(ws.store.find(kind) for kind in RECORDS)
    assert ws.undo_label is None
    ws.close()
