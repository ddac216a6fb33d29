"""The search index: FTS5 tables over essays, over the notes of passages, and over counterarguments.

The trigram tokenizer finds parts of words and Chinese alike. The tables hold no text of their own:
they read it from views of the tables they index, by rowid, and triggers keep them in step; so a copy
of a library must keep its rowids (SQLite's backup does, VACUUM need not). Quotes are not indexed a
second time: they are looked for in the essays that match. Rows without any text stay out, as most
passages have no note. FTS5 is SQLite's: on another database this migration does nothing.
"""

from alembic import op

revision = "0002"
down_revision = "0001"

INDEXED = {
    "essay": ("title", "author", "text"),
    "passage": ("note",),
    "counterargument": ("heading", "reasoning"),
}


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for table, columns in INDEXED.items():
        _index(table, columns)


def _index(table: str, columns: tuple[str, ...]) -> None:
    names = ", ".join(columns)
    new, old = (", ".join(f"{side}.{column} || '  '" for column in columns) for side in ("new", "old"))
    padded = ", ".join(f"{column} || '  ' AS {column}" for column in columns)
    has_new, has_old, has_any = (
        " || ".join(f"{side}{column}" for column in columns) + " <> ''" for side in ("new.", "old.", "")
    )
    add = f"BEGIN INSERT INTO {table}_search (rowid, {names}) VALUES (new.rowid, {new}); END"
    drop = (
        f"BEGIN INSERT INTO {table}_search ({table}_search, rowid, {names})"
        f" VALUES ('delete', old.rowid, {old}); END"
    )
    op.execute(f"CREATE VIEW {table}_worded AS SELECT rowid AS place, {padded} FROM {table} WHERE {has_any}")
    op.execute(
        f"CREATE VIRTUAL TABLE {table}_search"
        f" USING fts5({names}, content={table}_worded, content_rowid=place, tokenize='trigram')"
    )
    op.execute(f"CREATE VIRTUAL TABLE {table}_terms USING fts5vocab({table}_search, row)")
    change = f"UPDATE OF {names} ON {table}"
    op.execute(f"CREATE TRIGGER {table}_search_add AFTER INSERT ON {table} WHEN {has_new} {add}")
    op.execute(f"CREATE TRIGGER {table}_search_drop AFTER DELETE ON {table} WHEN {has_old} {drop}")
    op.execute(f"CREATE TRIGGER {table}_search_before BEFORE {change} WHEN {has_old} {drop}")
    op.execute(f"CREATE TRIGGER {table}_search_after AFTER {change} WHEN {has_new} {add}")
    op.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('rebuild')")
