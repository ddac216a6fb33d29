"""Files are read in a process of their own: what comes of them is the same; what they do reaches nobody."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterpoint.core.bundle import Bundle
from counterpoint.core.errors import BadInput
from counterpoint.exporters.webannotation import write
from counterpoint.importers import readers as in_process
from counterpoint.importers import webannotation
from counterpoint.importers.apart import ReadersApart, ReadingStopped
from counterpoint.importers.encoding import UnknownEncoding
from counterpoint.workspace.tagging import whose
from tests.library import TEXT, passage_of, with_essay

ESSAY = "# Costs 😀\n\nBy Ada Okoro\n\nA cafe\u0301 owner said so. قال التاجر.\n\n## 自力\n\nPrices rose.\n"


@pytest.fixture
def readers() -> Iterator[ReadersApart]:
    with ReadersApart() as readers:
        yield readers


def test_a_file_gives_what_its_importer_gives(readers, tmp_path):
    path = tmp_path / "costs 😀.md"
    path.write_text(ESSAY, encoding="utf-8")
    draft = readers.essay(path)
    assert draft == in_process.read_bytes(path.read_bytes(), path.name)
    assert [draft.text[each.start : each.end] for each in draft.headings] == ["Costs 😀", "自力"]
    assert readers.pasted(ESSAY) == in_process.read_pasted(ESSAY)


def test_annotations_give_what_their_importer_gives(readers, tmp_path):
    ws, essay = with_essay(tmp_path)
    ada = whose(ws)
    claim = passage_of(essay, ada, 0, 8)
    whole = write(Bundle.of([essay, ada, claim]))
    alone = write(Bundle.of([ada, claim]))
    other, third = (essay.model_copy(update={"id": essay.id[:-1] + end}) for end in "01")
    for known in ([], [essay], [essay, other], [third], [essay]):
        for text in (whole, alone):
            told = readers.annotations(text.encode(), "ada.jsonld", known)
            assert told == webannotation.read(text.encode(), known)
    ws.close()


def test_an_encoding_that_cannot_be_told_is_asked_for(readers, tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes("Ein schöner Käse für große Leute.".encode("cp1252"))
    with pytest.raises(UnknownEncoding) as unknown:
        readers.essay(path)
    assert "schöner" in unknown.value.preview("cp1252")
    assert readers.essay(path, "cp1252").text == "Ein schöner Käse für große Leute."


def test_what_cannot_be_taken_is_said_as_the_importer_says_it(readers, tmp_path):
    path = tmp_path / "empty 自.txt"
    path.write_text(" \n")
    with pytest.raises(BadInput, match=r"“empty 自.txt” has no text in it"):
        readers.essay(path)
    with pytest.raises(BadInput, match="not valid JSON"):
        readers.annotations(b"{", "a.jsonld", [])


def process_of(readers: ReadersApart) -> "subprocess.Popen[bytes]":
    process = readers._process
    assert process is not None
    return process


def test_a_reader_that_ends_is_replaced(readers, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    readers.essay(path)
    first = process_of(readers)
    first.kill()
    first.wait()
    assert readers.essay(path).text == TEXT
    assert process_of(readers).pid != first.pid


def test_reading_that_takes_too_long_is_stopped(tmp_path):
    slow = tmp_path / "slow.txt"
    slow.write_text("".join(f"Steel {number} is dear. By A, " for number in range(400_000)))
    with ReadersApart(seconds=0.05, seconds_a_megabyte=0.0) as readers:
        for _ in range(2):  # the second time by a new process
            with pytest.raises(BadInput, match=r"“slow.txt” took too long to read"):
                readers.essay(slow)
            assert readers._process is None


def test_reading_that_takes_too_much_memory_is_told(tmp_path):
    large, small = tmp_path / "large.txt", tmp_path / "small.txt"
    large.write_text("Steel is dear 😀. " * 900_000, encoding="utf-8")
    small.write_text(TEXT, encoding="utf-8")
    with ReadersApart(memory=300_000_000) as readers:
        with pytest.raises(BadInput, match=r"“large.txt” (takes more memory|could not be read)"):
            readers.essay(large)
        assert readers.essay(small).text == TEXT


def test_stopping_ends_a_reading_under_way(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text(
        "".join(f"Steel {number} is dear 😀. By A, " for number in range(500_000)), encoding="utf-8"
    )
    readers = ReadersApart()
    said: list[str] = []

    def read() -> None:
        try:
            readers.essay(path)
        except BadInput as error:
            said.append(str(error))

    reading = threading.Thread(target=read)
    reading.start()
    until = time.monotonic() + 20
    while readers._process is None and time.monotonic() < until:
        time.sleep(0.005)
    process = process_of(readers)
    readers.stop()
    reading.join(20)
    assert said == ["Reading “long.txt” was stopped."]
    assert process.returncode is not None
    with pytest.raises(BadInput, match="was stopped"):
        readers.essay(path)


def test_a_stranger_s_module_beside_the_program_is_not_loaded(tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit(3)")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with ReadersApart() as readers:
        assert readers.essay(Path("a.txt")).text == TEXT


@pytest.mark.parametrize(
    "deed",
    [
        "open('made.txt', 'w')",
        "open('there.txt', 'a')",
        "open('there.txt', 'r+')",
        "os.open('made.txt', os.O_CREAT | os.O_WRONLY)",
        "os.remove('there.txt')",
        "os.rename('there.txt', 'made.txt')",
        "os.mkdir('made')",
        "os.system('touch made.txt')",
        "os.fork()",
        "subprocess.run(['touch', 'made.txt'])",
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('example.org', 80)",
        "urllib.request.urlopen('file:///etc/hostname')",
        "tempfile.NamedTemporaryFile()",
        "tempfile.mkdtemp()",
        "sqlite3.connect('made.db')",
        "zipfile.ZipFile('there.zip').extractall('made')",
    ],
)
def test_a_reader_may_not_write_start_programs_or_reach_the_network(tmp_path, deed):
    (tmp_path / "there.txt").write_text("there")
    import zipfile

    with zipfile.ZipFile(tmp_path / "there.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    code = f"""
import os, socket, sqlite3, subprocess, tempfile, urllib.request, zipfile
from counterpoint.importers.confined import Refused, confine
confine()
assert open('there.txt').read() == 'there'
try:
    {deed}
except Refused:
    raise SystemExit(7)
except OSError as error:
    raise SystemExit(8)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False)
    assert done.returncode in (7, 8)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["there.txt", "there.zip"]
    assert (tmp_path / "there.txt").read_text() == "there"


def test_a_reader_has_only_so_much_memory(tmp_path):
    code = """
from counterpoint.importers.confined import confine
confine(400_000_000)
kept = bytearray(100_000_000)
try:
    bytearray(500_000_000)
except MemoryError:
    raise SystemExit(7)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 7


def test_what_a_reader_prints_disturbs_nothing(tmp_path):
    code = "import sys; from counterpoint.main import main; sys.exit(main(['--read-files-apart']))"
    header = json.dumps({"do": "pasted", "name": "x", "encoding": None}).encode()
    frame = len(header).to_bytes(4, "big") + (5).to_bytes(8, "big") + header + b"Steel"
    done = subprocess.run([sys.executable, "-c", code], input=frame, capture_output=True, check=True)
    assert done.stderr == b""
    assert done.stdout.endswith(b"}")
    assert b'"text":"Steel"' in done.stdout


def test_a_reading_that_is_interrupted_says_so_and_the_next_file_is_read(tmp_path):
    long, small = tmp_path / "long.txt", tmp_path / "small.txt"
    long.write_text(
        "".join(f"Steel {number} is dear 😀. By A, " for number in range(500_000)), encoding="utf-8"
    )
    small.write_text(TEXT, encoding="utf-8")
    with ReadersApart() as readers:
        readers.essay(small)
        timer = threading.Timer(0.1, readers.interrupt)
        timer.start()
        with pytest.raises(ReadingStopped, match=r"Reading “long.txt” was stopped"):
            readers.essay(long)
        timer.join()
        assert readers.essay(small).text == TEXT
        readers.interrupt()  # where nothing is read it changes nothing
        assert readers.essay(small).text == TEXT
