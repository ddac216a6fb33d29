"""Libraries of other versions: refused untouched if newer, copied and upgraded if older, all or nothing."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from counterpoint.core.changes import Edit, added
from counterpoint.core.errors import LibraryTooNew
from counterpoint.core.records import (
    Annotator,
    Brief,
    Card,
    Correction,
    Decision,
    Entry,
    Essay,
    Original,
    Progress,
)
from counterpoint.core.source_records import original_of
from counterpoint.store.connection import APPLICATION_ID, REVISIONS, revision_of
from counterpoint.store.migrate import SCRIPTS, bring_up
from counterpoint.store.store import Store
from counterpoint.store.tables import METADATA
from tests.library import TEXT, card_of, decision_of, passage_of, progress_of

NEXT = f"{int(REVISIONS[-1]) + 1:04}"
"""A migration that this program does not know."""


def older_library(path: Path, revision: str = REVISIONS[0]) -> None:
    """A library at an earlier migration with an essay and its annotator in it."""
    bring_up(path, target=revision)
    essay, ada = Essay(title="Fences", text=TEXT), Annotator(name="Ada")
    with sqlite3.connect(path) as connection:
        for record in (essay, ada):
            known = {row[1] for row in connection.execute(f"PRAGMA table_info({record.name_of_kind})")}
            values = {name: value for name, value in record.model_dump().items() if name in known}
            names, marks = ", ".join(values), ", ".join("?" * len(values))
            connection.execute(
                f"INSERT INTO {record.name_of_kind} ({names}) VALUES ({marks})", tuple(values.values())
            )
    connection.close()


def test_the_program_knows_exactly_the_migrations_there_are():
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    there = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(there)) == REVISIONS


def test_the_migrations_make_the_tables_of_the_models(tmp_path):
    path = tmp_path / "library.counterpoint"
    bring_up(path)
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _parents: kind != "table" or name in METADATA.tables,
            },
        )
        assert compare_metadata(context, METADATA) == []
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
    engine.dispose()


def test_a_newer_library_is_refused_with_its_bytes_unchanged(tmp_path):
    path = tmp_path / "library.counterpoint"
    Store.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    content = path.read_bytes()
    with pytest.raises(LibraryTooNew, match="newer Counterpoint"):
        Store.open(path)
    assert path.read_bytes() == content
    assert not list(tmp_path.glob("*before-upgrade*"))


def test_an_older_library_is_copied_and_upgraded(tmp_path):
    path = tmp_path / "library.counterpoint"
    older_library(path)
    store = Store.open(path)
    assert [essay.text for essay in store.find(Essay)] == [TEXT]
    assert store.raw.execute(
        "SELECT count(*) FROM essay_search WHERE essay_search MATCH '力更生'"
    ).fetchone() == (1,)
    store.close()
    assert revision_of(path) == REVISIONS[-1]
    (copy,) = tmp_path.glob("*before-upgrade-0001*")
    assert revision_of(copy) == REVISIONS[0]


def test_a_library_without_briefs_is_upgraded_with_nothing_lost(tmp_path):
    path = tmp_path / "library.counterpoint"
    older_library(path, revision="0002")
    before = state(path)
    store = Store.open(path)
    (essay,), (ada,) = store.find(Essay), store.find(Annotator)
    assert not any(store.find(kind) for kind in (Card, Brief, Entry))
    passage = passage_of(essay, ada, 0, 8)
    card = card_of(essay, passage)
    brief = Brief(annotator_id=ada.id, title="Fences 😀")
    entry = Entry(brief_id=brief.id, rank="a", kind="card", card_id=card.id)
    store.commit(Edit("Cut card", tuple(added(each) for each in (passage, card, brief, entry))))
    while store.undo():
        pass
    store.close()
    kept = [line for line in before if line.startswith("INSERT") and "alembic_version" not in line]
    assert len(kept) >= 2
    assert all(any(line.startswith(old.removesuffix(");")) for line in state(path)) for old in kept)
    (copy,) = tmp_path.glob("*before-upgrade-0002*")
    assert state(copy) == before


def test_a_library_without_sources_is_upgraded_with_nothing_lost(tmp_path):
    path = tmp_path / "library.counterpoint"
    older_library(path, revision="0004")
    before = state(path)
    store = Store.open(path)
    (essay,), (ada,) = store.find(Essay), store.find(Annotator)
    assert (essay.text, essay.source_digest, essay.pages) == (TEXT, "", ())
    assert not any(store.find(kind) for kind in (Original, Correction))
    passage = passage_of(essay, ada, 0, 8)
    card = card_of(essay, passage).changed(cite_json='[["López 自力", true]]')
    kept_whole = original_of(essay.id, "fences 😀.pdf", b"%PDF-1.7 \x00\xff")
    correction = Correction(
        essay_id=essay.id,
        annotator_id=ada.id,
        before="a" * 64,
        after=essay.digest,
        hunks_json='[[0, 0, "x"]]',
    )
    news = (passage, card, kept_whole, correction)
    store.commit(Edit("Keep", tuple(added(each) for each in news)))
    assert store.find(Original)[0].content == b"%PDF-1.7 \x00\xff"
    assert store.find(Correction) == [correction]
    assert store.find(Card)[0].own_cite == (("López 自力", True),)
    store.undo()
    store.close()
    kept = [line for line in before if line.startswith("INSERT") and "alembic_version" not in line]
    assert len(kept) >= 2
    assert all(any(line.startswith(old.removesuffix(");")) for line in state(path)) for old in kept)
    (copy,) = tmp_path.glob("*before-upgrade-0004*")
    assert state(copy) == before


def test_a_library_without_reviews_is_upgraded_with_nothing_lost(tmp_path):
    path = tmp_path / "library.counterpoint"
    older_library(path, revision="0003")
    before = state(path)
    store = Store.open(path)
    (essay,), (ada,) = store.find(Essay), store.find(Annotator)
    assert not any(store.find(kind) for kind in (Decision, Progress))
    passage = passage_of(essay, ada, 0, 8)
    ruled = decision_of(passage, 0, 6, reason="Too long. 😀 自力")
    far = progress_of(essay, ada, 40)
    store.commit(Edit("Decide", tuple(added(each) for each in (passage, ruled, far))))
    assert store.find(Decision) == [ruled]
    assert store.find(Progress) == [far]
    store.undo()
    store.close()
    kept = [line for line in before if line.startswith("INSERT") and "alembic_version" not in line]
    assert len(kept) >= 2
    assert all(any(line.startswith(old.removesuffix(");")) for line in state(path)) for old in kept)
    (copy,) = tmp_path.glob("*before-upgrade-0003*")
    assert state(copy) == before


def test_a_write_protected_older_library_is_left(tmp_path):
    path = tmp_path / "library.counterpoint"
    older_library(path)
    path.chmod(0o444)
    content = path.read_bytes()
    with pytest.raises(LibraryTooNew, match="must be upgraded"):
        Store.open(path)
    assert path.read_bytes() == content


def failing_scripts(folder: Path, ending: str) -> Path:
    """Our migrations and one more that drops a table, adds one, and then ends badly."""
    scripts = folder / "scripts"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / f"rev_{NEXT}_bad.py").write_text(
        "import os, signal\nfrom alembic import op\nimport sqlalchemy as sa\n"
        f"revision = '{NEXT}'\ndown_revision = '{REVISIONS[-1]}'\n"
        "def upgrade():\n"
        "    op.drop_table('step')\n"
        "    op.create_table('extra', sa.Column('id', sa.String(), primary_key=True))\n"
        '    op.execute("DELETE FROM essay")\n'
        f"    {ending}\n"
    )
    return scripts


def state(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        dump = [line for line in connection.iterdump() if "_search" not in line]
    connection.close()
    return dump


def test_a_failed_upgrade_leaves_the_old_library(tmp_path):
    path = tmp_path / "library.counterpoint"
    older_library(path)
    before = state(path)
    scripts = failing_scripts(tmp_path, "raise RuntimeError('disk on fire')")
    with pytest.raises(RuntimeError, match="disk on fire"):
        bring_up(path, target=NEXT, scripts=scripts)
    assert state(path) == before
    assert revision_of(path) == REVISIONS[0]


def test_a_killed_upgrade_leaves_the_old_library(tmp_path):
    path = tmp_path / "library.counterpoint"
    older_library(path)
    before = state(path)
    scripts = failing_scripts(tmp_path, "os.kill(os.getpid(), signal.SIGKILL)")
    program = (
        "import sys; from pathlib import Path; from counterpoint.store.migrate import bring_up;"
        "bring_up(Path(sys.argv[1]), target=sys.argv[3], scripts=Path(sys.argv[2]))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(path), str(scripts), NEXT], check=False, env=dict(os.environ)
    )
    assert ended.returncode == -signal.SIGKILL
    assert state(path) == before
    assert revision_of(path) == REVISIONS[0]
    Store.open(path).close()
    assert revision_of(path) == REVISIONS[-1]
