"""The one write path: all or nothing, checked against what was there, remembered for undo."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from counterpoint.core.changes import Change, Edit, added, removed
from counterpoint.core.errors import BadInput, Conflict, LibraryDamaged, NotFound, ReadOnly, UserError
from counterpoint.core.records import RECORDS, Annotator, Counterargument, Essay, Link, Passage, Topic
from counterpoint.store import history
from counterpoint.store.store import Store
from counterpoint.store.tables import ROW_OF, TABLE_OF
from tests.library import TEXT, passage_of, quote_found, rows


@pytest.fixture
def store(tmp_path: Path):
    store = Store.open(tmp_path / "library.counterpoint")
    yield store
    store.close()


@pytest.fixture
def essay(store: Store) -> Essay:
    essay = Essay(title="Fences", text=TEXT)
    store.commit(Edit("Add essay", (added(essay),)))
    return essay


@pytest.fixture
def ada(store: Store) -> Annotator:
    ada = Annotator(name="Ada")
    store.commit(Edit("Add annotator", (added(ada),)))
    return ada


@pytest.mark.parametrize("record", RECORDS)
def test_a_table_stores_exactly_its_record(record):
    assert list(record.model_fields) == list(ROW_OF[record].model_fields)
    assert set(record.model_fields) == set(TABLE_OF[record].columns.keys())


def test_a_record_comes_back_as_it_was_written(store, essay, ada):
    passage = passage_of(essay, ada, 0, 8, "rhetoric")
    store.commit(Edit("Tag", (added(passage),)))
    assert store.get(Passage, passage.id) == passage
    assert store.get(Essay, essay.id) == essay
    assert store.find(Passage, kind="rhetoric", essay_id=[essay.id]) == [passage]
    assert store.find(Passage, kind="claim") == []


def test_a_row_that_changed_meanwhile_is_not_overwritten(store, ada):
    renamed = ada.changed(name="Ada L.")
    store.commit(Edit("Rename", (Change(ada, renamed),)))
    before = rows(store)
    with pytest.raises(Conflict):
        store.commit(Edit("Rename", (Change(ada, ada.changed(name="Someone")),)))
    assert rows(store) == before
    assert store.labels()[0] == "Rename"


def test_half_an_edit_is_never_written(store, essay, ada):
    good, bad = (
        passage_of(essay, ada, 0, 8),
        Passage(essay_id=ada.id, annotator_id=ada.id, kind="claim", start=0, end=1, quote="F"),
    )
    before = rows(store)
    with pytest.raises(Conflict):
        store.commit(Edit("Tag", (added(good), added(bad))))
    assert rows(store) == before
    assert quote_found(store, "essay", "climbers") == 1


def test_nothing_that_is_linked_to_can_be_removed_alone(store, essay, ada):
    claim = passage_of(essay, ada, 0, 8)
    written = Counterargument(annotator_id=ada.id, heading="AT: fences")
    link = Link(
        annotator_id=ada.id,
        relation="answers",
        source_type="counterargument",
        source_id=written.id,
        target_type="passage",
        target_id=claim.id,
    )
    with pytest.raises(Conflict):
        store.commit(Edit("Link to nothing", (added(link),)))
    store.commit(Edit("Answer", (added(claim), added(written), added(link))))
    with pytest.raises(Conflict):
        store.commit(Edit("Untag", removed(claim)))
    store.commit(Edit("Untag", (*removed(link), *removed(claim))))
    assert store.get(Passage, claim.id) is None
    store.undo()
    assert store.get(Passage, claim.id) == claim
    assert store.get(Link, link.id) == link


def test_an_empty_edit_is_refused(store):
    with pytest.raises(BadInput):
        store.commit(Edit("Nothing", ()))


def test_typing_is_one_step_and_other_records_are_not(store, essay, ada):
    first, second = passage_of(essay, ada, 0, 8), passage_of(essay, ada, 9, 12)
    store.commit(Edit("Tag", (added(first), added(second))))
    steps = history_length(store)
    last = first
    for note in ("n", "no", "not", "note"):
        after = last.changed(note=note)
        store.commit(Edit("Edit note", (Change(last, after),)), merge=True)
        last = after
    store.commit(Edit("Edit note", (Change(second, second.changed(note="x")),)), merge=True)
    assert history_length(store) == steps + 2
    store.undo()
    store.undo()
    assert store.get(Passage, first.id) == first
    store.redo()
    assert store.get(Passage, first.id) == last


def test_typing_back_what_was_there_leaves_a_step_that_changes_nothing_else(store, essay, ada):
    first = passage_of(essay, ada, 0, 8)
    store.commit(Edit("Tag", (added(first),)))
    noted = first.changed(note="n")
    store.commit(Edit("Edit note", (Change(first, noted),)), merge=True)
    store.commit(Edit("Edit note", (Change(noted, noted.changed(note="")),)), merge=True)
    before = rows(store)
    store.undo()
    assert store.get(Passage, first.id) == first
    store.redo()
    assert rows(store) == before


def test_a_new_edit_ends_what_redo_could_do(store, ada):
    store.commit(Edit("Rename", (Change(ada, ada.changed(name="Bea")),)))
    store.undo()
    assert store.labels() == ("Add annotator", "Rename")
    store.commit(Edit("Add topic", (added(Topic(wording="Resolved: yes.")),)))
    assert store.labels() == ("Add topic", None)
    assert store.redo() is None


def test_the_last_two_hundred_steps_survive_a_restart(tmp_path):
    path = tmp_path / "library.counterpoint"
    store = Store.open(path)
    topics = [Topic(wording=f"Topic {at} 😀") for at in range(history.KEPT + 20)]
    for topic in topics:
        store.commit(Edit("Add topic", (added(topic),)))
    store.close()
    store = Store.open(path)
    undone = 0
    while store.undo() is not None:
        undone += 1
    assert undone == history.KEPT >= 200
    assert len(store.find(Topic)) == len(topics) - undone
    while store.redo() is not None:
        undone -= 1
    assert undone == 0
    assert len(store.find(Topic)) == len(topics)
    store.close()


def test_the_search_index_follows_every_step(store, essay, ada):
    passage = passage_of(essay, ada, 0, 8)
    store.commit(Edit("Tag", (added(passage),)))
    noted = passage.changed(note="compare 自力更生 here")
    store.commit(Edit("Note", (Change(passage, noted),)))
    assert quote_found(store, "passage", "力更生") == 1
    store.undo()
    assert quote_found(store, "passage", "力更生") == 0
    store.redo()
    store.commit(Edit("Untag", removed(noted)))
    assert quote_found(store, "passage", "力更生") == 0
    for table in ("essay", "passage", "counterargument"):
        store.raw.execute(f"INSERT INTO {table}_search ({table}_search, rank) VALUES ('integrity-check', 1)")


def test_a_second_window_reads_only_and_says_why(store, tmp_path, ada):
    second = Store.open(tmp_path / "library.counterpoint")
    assert "another window" in second.read_only
    assert second.get(Annotator, ada.id) == ada
    with pytest.raises(ReadOnly, match="another window"):
        second.commit(Edit("Rename", (Change(ada, ada.changed(name="Bea")),)))
    store.commit(Edit("Rename", (Change(ada, ada.changed(name="Bea")),)))
    found = second.get(Annotator, ada.id)
    assert found is not None
    assert found.name == "Bea"
    second.remember("essay", "x")
    assert second.recall("essay") == ""
    second.close()


def test_the_lock_goes_with_the_window(tmp_path):
    path = tmp_path / "library.counterpoint"
    Store.open(path).close()
    store = Store.open(path)
    assert store.read_only == ""
    store.close()


def test_a_write_protected_file_opens_for_reading(tmp_path):
    path = tmp_path / "library.counterpoint"
    store = Store.open(path)
    topic = Topic(wording="Resolved: 中国")
    store.commit(Edit("Add topic", (added(topic),)))
    store.close()
    path.chmod(0o444)
    content = path.read_bytes()
    store = Store.open(path)
    assert "write-protected" in store.read_only
    assert store.find(Topic) == [topic]
    with pytest.raises(ReadOnly):
        store.undo()
    store.close()
    assert path.read_bytes() == content


def test_a_write_protected_folder_opens_for_reading(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    path = folder / "library.counterpoint"
    Store.open(path).close()
    Path(f"{path}.lock").unlink(missing_ok=True)
    folder.chmod(0o555)
    try:
        store = Store.open(path)
        assert "write-protected" in store.read_only
        assert store.find(Topic) == []
        store.close()
    finally:
        folder.chmod(0o755)


@pytest.mark.parametrize(
    "content", [b"This is no database at all. " * 40, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_file_that_is_no_library_is_refused_and_left(tmp_path, content):
    path = tmp_path / "notes.counterpoint"
    path.write_bytes(content)
    with pytest.raises(LibraryDamaged):
        Store.open(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE note (x)")
    other.close()
    content = path.read_bytes()
    with pytest.raises(LibraryDamaged, match="another program"):
        Store.open(path)
    assert path.read_bytes() == content


def test_a_library_in_no_folder_is_not_found(tmp_path):
    with pytest.raises(NotFound):
        Store.open(tmp_path / "nowhere" / "library.counterpoint")
    with pytest.raises(NotFound):
        Store.open(tmp_path / "none.counterpoint", read_only=True)
    with pytest.raises(NotFound):
        Store.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_gives_one_sentence_and_loses_nothing(store, essay, ada):
    before = rows(store)
    pages = store.raw.execute("PRAGMA page_count").fetchone()[0]
    store.raw.execute(f"PRAGMA max_page_count = {pages}")
    big = Essay(title="Long", text=TEXT * 2000)
    with pytest.raises(UserError, match="could not be saved"):
        store.commit(Edit("Add essay", (added(big),)))
    store.raw.execute("PRAGMA max_page_count = 1000000")
    assert rows(store) == before
    store.commit(Edit("Add essay", (added(big),)))
    assert store.get(Essay, big.id) == big


def history_length(store: Store) -> int:
    return history.count(store.raw)


def test_steps_that_follow_one_another_become_one_and_others_do_not(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "library.counterpoint")) as store:
        numbers = []
        for title in ("One 😀", "Two", "Three"):
            store.commit(Edit("Add", (added(Essay(title=title, text="قال 中文")),)))
            numbers.append(store.newest_step())
        assert not store.join_steps(numbers[:2], "Add 2 essays")
        assert not store.join_steps([numbers[0], numbers[2]], "Add 2 essays")
        assert store.labels() == ("Add", None)
        assert store.join_steps(numbers[1:], "Add 2 essays")
        assert store.labels() == ("Add 2 essays", None)
        store.undo()
        assert [each.title for each in store.find(Essay)] == ["One 😀"]
        assert store.labels() == ("Add", "Add 2 essays")
        store.redo()
        assert sorted(each.title for each in store.find(Essay)) == ["One 😀", "Three", "Two"]
        store.undo()
        store.undo()
        assert store.find(Essay) == []
        assert store.newest_step() == 0
