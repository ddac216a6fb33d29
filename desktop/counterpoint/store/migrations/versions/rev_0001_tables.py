"""The first tables: what people write, the history of their edits, and what a library remembers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _what_essays_need()
    _what_tags_need()
    _what_the_program_needs()


def _record(name: str, *columns: sa.Column[object] | sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        *columns,
    )


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _key(name: str, target: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), sa.ForeignKey(target), nullable=nullable)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _what_essays_need() -> None:
    _record("topic", _text("wording"), _text("pro"), _text("con"))
    _record("annotator", _text("name", 80), _number("words_per_minute"))
    _record("detail", _text("kind"), _text("name", 60))
    _record(
        "essay",
        _key("topic_id", "topic.id", nullable=True),
        *(_text(name) for name in ("side", "title", "author", "qualifications", "publication", "published")),
        *(_text(name) for name in ("url", "accessed", "source", "text", "digest")),
        _number("words"),
        _text("headings_json"),
        _text("created"),
    )
    _index("essay", "topic_id", "digest")


def _what_tags_need() -> None:
    _record(
        "passage",
        _key("essay_id", "essay.id"),
        _key("annotator_id", "annotator.id"),
        _text("kind"),
        _text("detail", 60),
        _text("note"),
        _number("start"),
        _number("end"),
        _text("quote"),
        _text("prefix", 32),
        _text("suffix", 32),
        _text("status"),
        _text("created"),
    )
    _index("passage", "annotator_id")
    op.create_index("ix_passage_place", "passage", ["essay_id", "start"])
    _record(
        "counterargument",
        _key("annotator_id", "annotator.id"),
        *(_text(name) for name in ("heading", "reasoning", "how", "created")),
    )
    _index("counterargument", "annotator_id")
    _record(
        "link",
        _key("annotator_id", "annotator.id"),
        *(
            _text(name)
            for name in ("relation", "source_type", "source_id", "target_type", "target_id", "created")
        ),
    )
    _index("link", "annotator_id", "source_id", "target_id")


def _what_the_program_needs() -> None:
    _record("tombstone", _text("kind_of_record"))
    op.create_table(
        "step",
        sa.Column("number", sa.Integer(), primary_key=True, nullable=False),
        _text("label"),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
    )
    _index("step", "undone")
    op.create_table(
        "memory",
        sa.Column("key", sa.String(), primary_key=True, nullable=False),
        _text("value"),
    )
