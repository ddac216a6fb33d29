"""Libraries that are whole, hurt, backed up and put back, all of them real files."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from counterpoint.core.changes import Edit, added
from counterpoint.core.errors import BadInput, LibraryDamaged, LibraryTooNew, NotFound, ReadOnly, UserError
from counterpoint.core.records import Brief, Essay
from counterpoint.store.copies import keep
from counterpoint.workspace import arguments, care, library, tagging
from counterpoint.workspace.search import search
from counterpoint.workspace.workspace import Workspace
from tests.library import TEXT, brief_of, decision_of, rows, with_essay

NAME = "library.counterpoint"


@pytest.fixture
def ws(tmp_path: Path):
    """A library with an essay, a claim, an answer to it that rests on evidence, a brief of these, and a
    decision on the claim."""
    ws, essay = with_essay(tmp_path)
    claim = tagging.tag_span(ws, essay, 0, 25, "claim")
    tagging.set_note(ws, claim, "自力 😀 first")
    evidence = tagging.tag_span(ws, essay, 30, 60, "evidence")
    written = arguments.answer(ws, "passage", claim.id, "AT: fences", "They do not.", "rebut", [evidence.id])
    records = (*brief_of(essay, claim, written, evidence), decision_of(claim, 0, len(TEXT)))
    ws.commit(Edit("Build brief", tuple(added(each) for each in records)))
    yield ws
    ws.close()


def hurt(path: Path, *statements: str) -> None:
    """Change a library behind its own back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def whole(ws: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Every record and every step of undo."""
    return rows(ws.store) | {"step": ws.store.raw.execute("SELECT * FROM step ORDER BY number").fetchall()}


def state(path: Path) -> dict[str, list[tuple[object, ...]]]:
    ws = library.open_workspace(path, read_only=True)
    try:
        return whole(ws)
    finally:
        ws.close()


def left_over(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if ".part" in each.name)


# Checking


def test_a_whole_library_has_no_problems(ws):
    assert care.check(ws) == []
    looking = library.open_workspace(ws.path, read_only=True)
    assert care.check(looking) == []
    looking.close()
    assert not ws.store.raw.in_transaction


def test_an_empty_library_is_whole(tmp_path):
    ws = library.open_workspace(tmp_path / NAME)
    assert care.check(ws) == []
    ws.close()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM counterargument", "1 link comes from a counterargument that is not there"),
        ("DELETE FROM passage WHERE kind = 'claim'", "1 link leads to a passage that is not there"),
        ("UPDATE essay SET text = replace(text, 'Fences', 'Hedges')", "another text than the one"),
        ("UPDATE passage SET quote = upper(quote)", "does not say what 2 passages quote"),
        ("UPDATE passage SET prefix = 'x' WHERE kind = 'claim'", "does not say what 1 passage quotes"),
        ("UPDATE passage SET kind = 'poem' WHERE kind = 'claim'", "has an impossible kind"),
        ('UPDATE passage SET "end" = "end" + 1 WHERE kind = \'claim\'', "values that contradict each other"),
        ("UPDATE essay SET headings_json = '[[5, 999999, 1]]'", "headings outside its text"),
        ("UPDATE essay SET headings_json = 'no'", "headings outside its text"),
        ("DELETE FROM annotator", "belong to no annotator that is there"),
        ("DELETE FROM card", "1 entry belongs to no card that is there"),
        ("UPDATE entry SET parent_id = 'gone' WHERE kind <> 'hat'", "3 entries belong to no entry that"),
        ("UPDATE card SET quote = upper(quote)", "does not say what 1 card quotes"),
        ("UPDATE card SET cuts_json = '[[1, 2, \"bold\"]]'", "has an impossible cuts_json"),
        ("UPDATE entry SET kind = 'poem' WHERE kind = 'hat'", "has an impossible kind"),
        (
            'UPDATE decision SET agreed_json = \'[[0, 9999, "claim", ""]]\'',
            "ends before what 1 decision agrees on.",
        ),
        ('UPDATE decision SET agreed_json = \'[[5, 5, "claim", ""]]\'', "has an impossible agreed_json"),
        ("UPDATE decision SET agreed_json = '[[1, [], {}]]'", "has an impossible agreed_json"),
        ("UPDATE decision SET members = ' '", "has values that contradict each other"),
        ("UPDATE decision SET members = 'gone'", ""),
        ("UPDATE essay SET topic_id = 'gone'", "1 essay belongs to no topic"),
        ("INSERT INTO essay_search (essay_search) VALUES ('delete-all')", "The search index of every essay"),
        ("DROP TRIGGER passage_search_after; ", ""),
    ],
)
def test_what_is_wrong_is_told(ws, statement, said):
    ws.close()
    hurt(ws.path, "PRAGMA foreign_keys = OFF", statement)
    again = library.open_workspace(ws.path, read_only=True)
    problems = care.check(again)
    again.close()
    if said:
        assert any(said in problem for problem in problems), problems
        assert all(problem.endswith(".") and "\n" not in problem for problem in problems)
    else:
        assert problems == []


def test_what_stands_at_the_wrong_place_is_told(ws):
    other, brief = (
        Essay(title="Other", text="贸易 and more"),
        Brief(annotator_id=ws.annotator.id, title="Two"),
    )
    ws.commit(Edit("Add essay", (added(other), added(brief))))
    ws.close()
    hurt(
        ws.path,
        f"UPDATE passage SET essay_id = '{other.id}' WHERE id IN (SELECT passage_id FROM card)",
        f"UPDATE entry SET brief_id = '{brief.id}' WHERE kind = 'card'",
    )
    again = library.open_workspace(ws.path, read_only=True)
    problems = care.check(again)
    again.close()
    assert "1 card stands in another essay than the passage." in problems
    assert "1 entry stands under an entry of another brief." in problems


def test_an_index_out_of_step_is_found_and_rebuilt(ws):
    ws.close()
    hurt(
        ws.path,
        "INSERT INTO passage_search (passage_search) VALUES ('delete-all')",
        "INSERT INTO counterargument_search (counterargument_search) VALUES ('delete-all')",
    )
    ws = library.open_workspace(ws.path)
    assert [hit.kind for hit in search(ws, "first")] == ["essay"]
    assert len(care.check(ws)) == 2
    care.rebuild_index(ws)
    assert care.check(ws) == []
    assert "note" in [hit.kind for hit in search(ws, "first")]
    ws.close()


def test_an_index_is_not_rebuilt_where_nothing_may_be_written(ws):
    looking = library.open_workspace(ws.path, read_only=True)
    with pytest.raises(ReadOnly):
        care.rebuild_index(looking)
    looking.close()


def scribble(path: Path, start: float = 0.25, end: float = 0.95) -> None:
    """Overwrite every other page of a part of the file."""
    size = path.stat().st_size
    with path.open("rb+") as file:
        for at in range(int(size * start) // 4096 * 4096, int(size * end), 8192):
            file.seek(at)
            file.write(os.urandom(2048))


def test_torn_pages_are_told(ws):
    ws.close()
    scribble(ws.path)
    try:
        again = library.open_workspace(ws.path, read_only=True)
    except (LibraryDamaged, sqlite3.DatabaseError):
        return
    problems = care.check(again)
    again.close()
    assert problems
    assert problems[0].startswith("The file is damaged")


# Backing up


def test_a_backup_is_the_library_in_one_file(ws, tmp_path):
    target = tmp_path / "kept" / "backup 自力.counterpoint"
    target.parent.mkdir()
    heard: list[tuple[int, int]] = []
    care.backup(ws, target, lambda done, total: heard.append((done, total)))
    assert [each.name for each in target.parent.iterdir()] == [target.name]
    assert heard[-1][0] == heard[-1][1] > 0
    before = whole(ws)
    opened = library.open_workspace(target)
    assert whole(opened) == before
    assert care.check(opened) == []
    assert opened.undo_label == "Build brief"
    assert search(opened, "自力") == search(ws, "自力")
    opened.close()


def test_a_backup_holds_what_was_not_yet_brought_into_the_file(ws, tmp_path):
    assert (tmp_path / (NAME + "-wal")).stat().st_size
    looking = library.open_workspace(ws.path, read_only=True)
    care.backup(looking, tmp_path / "backup")
    looking.close()
    assert state(tmp_path / "backup") == whole(ws)


def test_edits_made_meanwhile_do_not_disturb_a_backup(ws, tmp_path, monkeypatch):
    monkeypatch.setattr("counterpoint.store.copies.PAGES", 2)
    before = whole(ws)
    essay = library.essays(ws)[0]
    looking = library.open_workspace(ws.path, read_only=True)
    calls: list[int] = []

    def edit(done: int, _total: int) -> None:
        calls.append(done)
        if len(calls) < 10:
            library.set_citation(ws, library.essay(ws, essay.id), author=f"Author {len(calls)}")

    care.backup(looking, tmp_path / "backup", edit)
    looking.close()
    assert calls == sorted(calls)
    assert len(calls) > 10
    assert state(tmp_path / "backup") == before


def test_a_backup_that_is_stopped_leaves_the_earlier_one(ws, tmp_path):
    target = tmp_path / "backup"
    care.backup(ws, target)
    content = target.read_bytes()

    class Stopped(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        care.backup(ws, target, stop)
    assert target.read_bytes() == content
    assert not left_over(tmp_path)
    assert not ws.store.raw.in_transaction


def test_an_earlier_backup_of_the_same_library_is_replaced(ws, tmp_path):
    target = tmp_path / "backup"
    care.backup(ws, target)
    library.add_annotator(ws, "Ben")
    care.backup(ws, target)
    assert len(state(target)["annotator"]) == 2


def test_a_backup_that_somebody_worked_in_is_not_replaced(ws, tmp_path):
    target = tmp_path / "backup"
    care.backup(ws, target)
    working = library.open_workspace(target)
    library.add_annotator(working, "Ben")
    working.close()
    with pytest.raises(BadInput, match="not just an earlier backup"):
        care.backup(ws, target)
    assert len(state(target)["annotator"]) == 2


def another_library(folder: Path) -> Path:
    path = folder / "other.counterpoint"
    library.open_workspace(path).close()
    return path


def text_file(folder: Path) -> Path:
    path = folder / "essay.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def backup_of_another(folder: Path) -> Path:
    other = library.open_workspace(folder / "other.counterpoint")
    care.backup(other, folder / "theirs")
    other.close()
    return folder / "theirs"


@pytest.mark.parametrize("made", [another_library, text_file, backup_of_another])
def test_no_other_file_is_written_over(ws, tmp_path, made):
    target = made(tmp_path)
    content = target.read_bytes()
    with pytest.raises(BadInput, match="choose another name"):
        care.backup(ws, target)
    assert target.read_bytes() == content
    assert not left_over(tmp_path)


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", ".lock"])
def test_a_backup_is_never_written_over_the_library(ws, tmp_path, ending):
    (tmp_path / "link").symlink_to(tmp_path)
    for folder in (tmp_path, tmp_path / "link"):
        with pytest.raises(BadInput, match="over the library itself"):
            care.backup(ws, folder / (NAME + ending))


def test_a_hard_link_to_the_library_is_the_library(ws, tmp_path):
    os.link(ws.path, tmp_path / "same")
    with pytest.raises(BadInput, match="over the library itself"):
        care.backup(ws, tmp_path / "same")


def test_a_backup_needs_a_folder_and_a_name(ws, tmp_path):
    with pytest.raises(NotFound, match="no folder"):
        care.backup(ws, tmp_path / "nowhere" / "backup")
    with pytest.raises(BadInput, match="is a folder"):
        care.backup(ws, tmp_path)


def test_a_backup_does_not_settle_beside_a_strange_log(ws, tmp_path):
    (tmp_path / "backup-wal").write_bytes(b"log")
    with pytest.raises(BadInput, match="was not closed"):
        care.backup(ws, tmp_path / "backup")


def test_a_damaged_library_does_not_replace_a_good_backup(ws, tmp_path):
    target = tmp_path / "backup"
    care.backup(ws, target)
    content = target.read_bytes()
    ws.close()
    hurt(
        ws.path, "PRAGMA writable_schema = ON", "UPDATE sqlite_master SET rootpage = 3 WHERE name = 'memory'"
    )
    again = library.open_workspace(ws.path, read_only=True)
    with pytest.raises((LibraryDamaged, UserError)):
        care.backup(again, target)
    again.close()
    assert target.read_bytes() == content


# Restoring


def test_a_restored_library_is_as_it_was(ws, tmp_path):
    target = tmp_path / "backup"
    care.backup(ws, target)
    before = whole(ws)
    library.add_annotator(ws, "Ben")
    later = whole(ws)
    ws.close()
    kept = care.restore(ws.path, target)
    assert kept is not None
    assert kept.name.startswith("library.before-restore-")
    assert state(ws.path) == before
    assert state(kept) == later
    again = library.open_workspace(ws.path)
    assert again.annotator is not None
    assert again.annotator.name == "Ada"
    assert care.check(again) == []
    again.close()
    assert not left_over(tmp_path)


def test_a_restored_library_is_no_backup_any_more(ws, tmp_path):
    care.backup(ws, tmp_path / "backup")
    ws.close()
    elsewhere = tmp_path / "elsewhere"
    assert care.restore(elsewhere, tmp_path / "backup") is None
    again = library.open_workspace(ws.path)
    with pytest.raises(BadInput):
        care.backup(again, elsewhere)
    again.close()


def killed_library(path: Path, folder: Path) -> None:
    """Put a library at `path` as a killed program leaves it: with its log full, beside it."""
    source, essay = with_essay(folder, title="Left in the log")
    for number in range(40):
        library.set_citation(source, library.essay(source, essay.id), author=f"Author {number}")
    for ending in ("", "-wal", "-shm"):
        shutil.copy(source.path.with_name(source.path.name + ending), path.with_name(path.name + ending))
    source.close()


def test_a_full_log_beside_the_library_is_kept_with_it_and_not_played_into_the_backup(ws, tmp_path):
    care.backup(ws, tmp_path / "backup")
    before = whole(ws)
    ws.close()
    (tmp_path / "killed").mkdir()
    killed_library(ws.path, tmp_path / "killed")
    assert (tmp_path / (NAME + "-wal")).stat().st_size
    kept = care.restore(ws.path, tmp_path / "backup")
    assert kept is not None
    assert state(ws.path) == before
    assert "Author 39" in str(state(kept)["essay"])


def test_a_log_whose_library_is_gone_is_not_played_into_the_backup(ws, tmp_path):
    care.backup(ws, tmp_path / "backup")
    before = whole(ws)
    ws.close()
    (tmp_path / "killed").mkdir()
    killed_library(ws.path, tmp_path / "killed")
    ws.path.unlink()
    assert care.restore(ws.path, tmp_path / "backup") is None
    assert state(ws.path) == before


@pytest.mark.parametrize(
    "damage", [lambda path: scribble(path, 0.0, 1.0), lambda path: os.truncate(path, 5000)]
)
def test_a_damaged_library_is_replaced_and_kept_as_it_stands(ws, tmp_path, damage):
    care.backup(ws, tmp_path / "backup")
    before = whole(ws)
    ws.close()
    damage(ws.path)
    (tmp_path / (NAME + "-wal")).write_bytes(b"what the log held")
    content = ws.path.read_bytes()
    kept = care.restore(ws.path, tmp_path / "backup")
    assert kept is not None
    assert kept.read_bytes() == content
    assert state(ws.path) == before


def test_the_log_of_a_library_that_cannot_be_read_is_kept_with_it(ws, tmp_path):
    care.backup(ws, tmp_path / "backup")
    ws.close()
    ws.path.write_bytes(b"torn" * 2000)
    log = ws.path.with_name(NAME + "-wal")
    log.write_bytes(b"what the log held")
    kept = care.restore(ws.path, tmp_path / "backup")
    assert kept is not None
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"what the log held"
    assert not log.exists()


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


def newer(path: Path) -> None:
    hurt(path, "UPDATE alembic_version SET version_num = '9999'")


def foreign(path: Path) -> None:
    path.unlink()
    hurt(path, "CREATE TABLE notes (x)")


def no_database(path: Path) -> None:
    path.write_text(TEXT, encoding="utf-8")


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def torn(path: Path) -> None:
    scribble(path, 0.1, 1.0)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (empty_file, LibraryDamaged),
        (newer, LibraryTooNew),
        (foreign, LibraryDamaged),
        (no_database, LibraryDamaged),
        (cut_off, LibraryDamaged),
        (torn, LibraryDamaged),
        (Path.unlink, NotFound),
    ],
)
def test_a_backup_that_is_not_whole_changes_nothing(ws, tmp_path, change, error):
    target = tmp_path / "backup"
    care.backup(ws, target)
    ws.close()
    change(target)
    content = ws.path.read_bytes()
    with pytest.raises(error) as told:
        care.restore(ws.path, target)
    assert "\n" not in str(told.value)
    assert ws.path.read_bytes() == content
    assert not left_over(tmp_path)
    assert not list(tmp_path.glob("*before-restore*"))


def test_an_open_library_is_not_replaced(ws, tmp_path):
    care.backup(ws, tmp_path / "backup")
    with pytest.raises(ReadOnly, match="open in another window"):
        care.restore(ws.path, tmp_path / "backup")
    library.add_annotator(ws, "Ben")


def test_a_write_protected_library_is_not_replaced(ws, tmp_path):
    care.backup(ws, tmp_path / "backup")
    ws.close()
    ws.path.chmod(0o444)
    with pytest.raises(ReadOnly, match="write-protected"):
        care.restore(ws.path, tmp_path / "backup")


def test_the_library_is_no_backup_of_itself(ws):
    ws.close()
    with pytest.raises(BadInput, match="the library itself"):
        care.restore(ws.path, ws.path)


def test_another_library_with_its_log_may_be_restored_from(ws, tmp_path):
    library.add_annotator(ws, "Ben")
    before = whole(ws)
    assert care.restore(tmp_path / "copy", ws.path) is None
    assert state(tmp_path / "copy") == before


def test_a_private_library_stays_private(ws, tmp_path):
    care.backup(ws, tmp_path / "backup")
    ws.close()
    ws.path.chmod(0o600)
    kept = care.restore(ws.path, tmp_path / "backup")
    assert kept is not None
    assert ws.path.stat().st_mode & 0o777 == 0o600
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_restored_library_needs_no_writing_to_be_read(ws, tmp_path):
    care.backup(ws, tmp_path / "backup")
    care.restore(tmp_path / "copy", tmp_path / "backup")
    for name, modes in (("backup", b"\x01\x01"), ("copy", b"\x02\x02")):
        # Bytes 18 and 19 of the header: 2 stands for write-ahead (sqlite.org/fileformat2.html, section 1.3.3)
        assert (tmp_path / name).read_bytes()[18:20] == modes
    assert not (tmp_path / "copy-wal").exists()


def test_a_strange_journal_is_not_played_into_a_restored_library(ws, tmp_path):
    care.backup(ws, tmp_path / "backup")
    before = whole(ws)
    ws.close()
    journal = ws.path.with_name(NAME + "-journal")
    hurt(ws.path, "PRAGMA journal_mode = DELETE")
    with closing(sqlite3.connect(ws.path, isolation_level=None)) as writing:
        writing.execute("PRAGMA cache_size = 1")
        writing.execute("BEGIN")
        writing.execute("UPDATE essay SET title = 'Half', source = hex(randomblob(100000))")
        writing.execute("UPDATE passage SET note = hex(randomblob(100000))")
        hot = journal.read_bytes()
        writing.execute("ROLLBACK")
    ws.path.unlink()
    journal.write_bytes(hot)
    care.restore(ws.path, tmp_path / "backup")
    assert not journal.exists()
    assert state(ws.path) == before


def test_two_copies_kept_in_one_second_have_two_names(ws):
    ws.close()
    assert len({keep(ws.path), keep(ws.path), keep(ws.path)}) == 3


def test_the_records_are_untouched_by_a_restore_of_an_older_library(tmp_path):
    # Written by the first migration alone: it is restored as it is and upgraded when it is opened.
    from counterpoint.store.connection import REVISIONS
    from counterpoint.store.migrate import bring_up

    older = tmp_path / "older"
    bring_up(older, target=REVISIONS[0])
    essay = Essay(title="Fences", text=TEXT)
    with closing(sqlite3.connect(older, isolation_level=None)) as connection:
        known = {row[1] for row in connection.execute("PRAGMA table_info(essay)")}
        values = {name: value for name, value in essay.model_dump().items() if name in known}
        connection.execute(
            f"INSERT INTO essay ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})",
            tuple(values.values()),
        )
    assert care.restore(tmp_path / NAME, older) is None
    opened: Workspace = library.open_workspace(tmp_path / NAME)
    assert library.essay(opened, essay.id) == essay
    assert search(opened, "力更生")
    opened.close()


RESTORER = """
import os, sys
from pathlib import Path
from counterpoint.workspace import care

library, first, second = map(Path, sys.argv[1:])
for _ in sys.stdin:
    child = os.fork()
    if child == 0:
        os.write(1, f"{os.getpid()}\\n".encode())
        while True:
            care.restore(library, first)
            care.restore(library, second)
    os.waitpid(child, 0)
    os.write(1, b"dead\\n")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the restorers are forked")
def test_a_restore_that_is_killed_leaves_the_old_library_or_the_new(ws, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    care.backup(ws, first)
    states = [whole(ws)]
    library.add_annotator(ws, "Ben")
    care.backup(ws, second)
    states.append(whole(ws))
    ws.close()
    chance = random.Random(5)
    seen = set()
    with subprocess.Popen(
        [sys.executable, "-c", RESTORER, str(ws.path), str(first), str(second)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as restorer:
        assert restorer.stdin is not None
        assert restorer.stdout is not None
        for _ in range(40):
            restorer.stdin.write("\n")
            restorer.stdin.flush()
            pid = int(restorer.stdout.readline())
            time.sleep(chance.random() * 0.08)
            os.kill(pid, signal.SIGKILL)
            assert restorer.stdout.readline() == "dead\n"
            seen.add(states.index(state(ws.path)))
            for kept in tmp_path.glob("*before-restore*"):
                kept.unlink()
        restorer.stdin.close()
    assert seen == {0, 1}
    again = library.open_workspace(ws.path)
    assert not again.read_only
    assert care.check(again) == []
    again.close()
