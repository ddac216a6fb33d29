"""Making a library and bringing an older one up to date: copy first, then all or nothing.

Alembic on SQLite is not atomic by itself, and a batch rebuild with foreign keys on can delete children:
so foreign keys are off, the transaction is our own, DDL is part of it, and the keys are checked before
it is committed.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, StaticPool, create_engine, event

from counterpoint.core.errors import LibraryDamaged
from counterpoint.store.connection import APPLICATION_ID, REVISIONS, connect, revision_of

SCRIPTS: Final = Path(__file__).with_name("migrations")


def bring_up(path: Path, *, target: str = REVISIONS[-1], scripts: Path = SCRIPTS) -> Path | None:
    """Create the library at `path`, or upgrade it after copying it aside.

    Gives the copy's path, or None where there was nothing to copy. On any failure the library is as it
    was, and the copy remains.
    """
    revision = revision_of(path)
    if revision == target:
        return None
    copy = _copy_aside(path, revision) if revision is not None else None
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        if revision is None:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        _upgrade(connection, target, scripts)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return copy


def _copy_aside(path: Path, revision: str) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    copy = path.with_name(f"{path.stem}.before-upgrade-{revision}-{stamp}{path.suffix}")
    with closing(connect(path, read_only=True)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def _upgrade(connection: sqlite3.Connection, target: str, scripts: Path) -> None:
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    with engine.begin() as bound:
        config.attributes["connection"] = bound
        command.upgrade(config, target)
        broken = bound.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise LibraryDamaged(
                f"The upgrade found {len(broken)} records that point to nothing, so the library was left"
                " as it was; run “counterpoint check” and restore a backup."
            )
