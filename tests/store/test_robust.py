"""Libraries that were left half written, stand where nothing can be written, or are damaged."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from counterpoint.core.changes import Edit, added
from counterpoint.core.errors import LibraryDamaged, LibraryTooNew, NotFound, ReadOnly, UserError
from counterpoint.core.records import Essay, Topic
from counterpoint.store.store import Store
from counterpoint.workspace import arguments, care, library, search, tagging
from counterpoint.workspace.glance import glance
from counterpoint.workspace.workspace import Workspace
from tests.library import TEXT, with_essay

NAME = "library.counterpoint"
TOPIC = Topic(wording="Resolved: 自力更生 😀")

KILLED = """
import os, signal, sqlite3, sys
writing = sqlite3.connect(sys.argv[1], isolation_level=None)
writing.execute("PRAGMA journal_mode = " + sys.argv[2])
writing.execute("PRAGMA cache_size = 1")
writing.execute("BEGIN")
writing.execute("UPDATE topic SET wording = 'half'")
writing.execute("CREATE TABLE half (x)")
for _ in range(50):
    writing.execute("INSERT INTO half VALUES (randomblob(4000))")
if sys.argv[2] == "WAL":
    writing.execute("COMMIT")
os.kill(os.getpid(), signal.SIGKILL)
"""


def made(path: Path, revision: str = "") -> None:
    """A library with a topic, at another revision where one is given."""
    store = Store.open(path)
    store.commit(Edit("Add topic", (added(TOPIC),)))
    store.close()
    if revision:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))


def killed(path: Path, mode: str = "DELETE") -> Path:
    """Kill a process that writes to the library; gives the log it left."""
    ended = subprocess.run([sys.executable, "-c", KILLED, str(path), mode], check=False)
    assert ended.returncode == -signal.SIGKILL
    log = path.with_name(path.name + ("-journal" if mode == "DELETE" else "-wal"))
    assert log.stat().st_size > 0
    return log


def content(folder: Path) -> dict[str, bytes]:
    """Every file's bytes, but for those that come and go with reading."""
    return {
        file.name: file.read_bytes() for file in folder.iterdir() if not file.name.endswith((".lock", "-shm"))
    }


@contextmanager
def protected(folder: Path) -> Iterator[None]:
    """Nothing can be written in the folder, not even by root, who is somebody else meanwhile."""
    folder.chmod(0o555)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root:
        os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        if root:
            os.setresuid(0, 0, 0)
        folder.chmod(0o755)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody can get at."""
    folder = Path(tempfile.mkdtemp(prefix="counterpoint-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


# Left half written


@pytest.mark.parametrize("read_only", [False, True])
def test_a_hot_journal_is_played_back(tmp_path, read_only):
    path = tmp_path / NAME
    made(path)
    torn = killed(path)
    ws = library.open_workspace(path, read_only=read_only)
    assert library.topics(ws) == [TOPIC]
    assert bool(ws.read_only) == read_only
    assert care.check(ws) == []
    ws.close()
    assert not torn.exists()


def test_the_first_look_takes_a_hot_journal_too(tmp_path):
    path = tmp_path / NAME
    made(path)
    killed(path)
    seen = glance(path)
    assert seen is not None
    assert [topic.wording for topic in seen.topics] == [TOPIC.wording]
    seen.file.close()


@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_log_that_was_left_is_read(tmp_path, shared, read_only):
    path = tmp_path / NAME
    made(path)
    killed(path, "WAL")
    if not shared:
        path.with_name(path.name + "-shm").unlink()
    ws = library.open_workspace(path, read_only=read_only)
    assert [topic.wording for topic in library.topics(ws)] == ["half"]
    ws.close()


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_a_newer_library_that_was_left_half_written_keeps_its_bytes(tmp_path, mode):
    path = tmp_path / NAME
    made(path, "9999")
    killed(path, mode)
    before = content(tmp_path)
    for read_only in (False, True):
        with pytest.raises(LibraryTooNew, match="newer Counterpoint"):
            Store.open(path, read_only=read_only)
        assert content(tmp_path) == before


def test_a_half_written_library_where_nothing_can_be_written_says_what_to_do(open_folder):
    path = open_folder / NAME
    made(path)
    killed(path)
    path.chmod(0o444)
    path.with_name(path.name + "-journal").chmod(0o444)
    before = content(open_folder)
    with protected(open_folder), pytest.raises(ReadOnly, match="copy it with all files of that name"):
        Store.open(path)
    assert content(open_folder) == before


# Where nothing can be written


def test_no_library_is_made_where_nothing_can_be_written(open_folder):
    with protected(open_folder), pytest.raises(ReadOnly, match="cannot be written to; choose another folder"):
        Store.open(open_folder / NAME)
    assert list(open_folder.iterdir()) == []
    with protected(open_folder), pytest.raises(NotFound):
        Store.open(open_folder / NAME, read_only=True)


def test_a_library_where_no_lock_can_be_made_is_read(open_folder):
    path = open_folder / NAME
    made(path)
    path.with_name(path.name + ".lock").unlink(missing_ok=True)
    before = content(open_folder)
    with protected(open_folder):
        store = Store.open(path)
        assert "write-protected" in store.read_only
        assert "another window" not in store.read_only
        assert store.find(Topic) == [TOPIC]
        with pytest.raises(ReadOnly):
            store.undo()
        store.close()
    assert content(open_folder) == before


def test_a_lock_that_cannot_be_made_is_not_another_window(tmp_path):
    path = tmp_path / NAME
    made(path)
    path.with_name(path.name + ".lock").unlink(missing_ok=True)
    path.with_name(path.name + ".lock").mkdir()
    store = Store.open(path)
    assert "another window" not in store.read_only
    assert "Nothing can be written beside it" in store.read_only
    assert store.find(Topic) == [TOPIC]
    store.close()


# Refusals of the disk, and of others


def test_another_program_that_holds_the_file_is_told_of(tmp_path):
    path = tmp_path / NAME
    store = Store.open(path)
    store.raw.execute("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError, match="Another program is using"):
            store.commit(Edit("Add topic", (added(TOPIC),)))
        other.execute("ROLLBACK")
    assert store.find(Topic) == []
    store.commit(Edit("Add topic", (added(TOPIC),)))
    assert store.find(Topic) == [TOPIC]
    store.close()


def test_a_table_that_is_gone_is_damage(tmp_path):
    ws, essay = with_essay(tmp_path)
    ws.store.raw.execute("PRAGMA foreign_keys = OFF")
    ws.store.raw.execute("DROP TABLE passage")
    with pytest.raises(LibraryDamaged, match="run “counterpoint check” or restore a backup"):
        tagging.marks(ws, essay.id)
    with pytest.raises(LibraryDamaged):
        search.search(ws, "fences")
    ws.close()


# Damage in any page


def verbs(ws: Workspace, essay_id: str) -> list[Callable[[], object]]:
    """What reads and writes every table and index."""
    return [
        lambda: library.essays(ws),
        lambda: library.topics(ws),
        lambda: library.essay(ws, essay_id),
        lambda: tagging.marks(ws, essay_id),
        lambda: arguments.argument(ws, essay_id),
        lambda: arguments.holes(ws),
        lambda: search.search(ws, "fences"),
        lambda: search.search(ws, "力"),
        lambda: ws.labels(),
        lambda: library.add_annotator(ws, "Ben"),
        lambda: tagging.tag_span(ws, library.essay(ws, essay_id), 3, 9, "claim"),
        lambda: ws.undo(),
        lambda: ws.redo(),
        lambda: library.remove_essay(ws, library.essay(ws, essay_id)),
        lambda: care.check(ws),
        lambda: ws.remember("place", "5"),
    ]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str]:
    """A library's bytes, and the id of an essay in it."""
    ws, essay = with_essay(tmp_path_factory.mktemp("whole"))
    library.add_essays(ws, [Essay(title=f"Essay {n}", text=f"{n} " + TEXT * 8) for n in range(12)])
    passages = [tagging.tag_span(ws, essay, at, at + 7, "claim") for at in range(40)]
    for passage in passages[:8]:
        arguments.answer(ws, "passage", passage.id, "AT: fences", "力 Because.", "turn", [passages[9].id])
    ws.close()
    return ws.path.read_bytes(), essay.id


@pytest.mark.parametrize("seed", range(100))
def test_damage_in_any_page_is_told_in_a_sentence(tmp_path, whole, seed):
    chance = random.Random(seed)
    damaged = bytearray(whole[0])
    for _ in range(chance.choice([1, 4, 30])):
        if seed % 2:
            damaged[chance.randrange(4096, len(damaged))] ^= 1 << chance.randrange(8)
        else:  # where SQLite keeps its own numbers: a page's head and the pointers after it
            page = chance.randrange(1, len(damaged) // 4096)
            damaged[page * 4096 + chance.randrange(60)] = chance.randrange(256)
    path = tmp_path / NAME
    path.write_bytes(damaged)
    told: list[UserError] = []
    try:
        ws = library.open_workspace(path)
    except UserError as error:
        told.append(error)
    else:
        for verb in verbs(ws, whole[1]):
            try:
                verb()
            except UserError as error:
                told.append(error)
        ws.close()
    assert not [error for error in told if "\n" in str(error) or "sqlalche.me" in str(error)]


def test_a_library_torn_everywhere_is_refused(tmp_path, whole):
    damaged = bytearray(whole[0])
    for page in range(1, len(damaged) // 4096):
        damaged[page * 4096 : page * 4096 + 8] = b"\xff" * 8
    path = tmp_path / NAME
    path.write_bytes(damaged)
    with pytest.raises(LibraryDamaged, match="restore a backup"):
        Store.open(path)
