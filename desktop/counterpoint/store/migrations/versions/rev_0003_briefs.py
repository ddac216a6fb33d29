"""Cards, briefs, and the entries that briefs consist of. It only adds tables."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _record(
        "card",
        *(_key(name, f"{name}.id") for name in ("passage", "essay", "annotator")),
        _text("tag", 1_000),
        _number("start"),
        _number("end"),
        _text("quote"),
        _text("cuts_json"),
        _number("shrink"),
        _text("created"),
    )
    _index("card", "passage_id", "essay_id", "annotator_id")
    _record(
        "brief",
        _key("annotator", "annotator.id"),
        _text("title", 300),
        _key("topic", "topic.id", nullable=True),
        *(_text(name) for name in ("essay_ids", "side", "only", "speech", "created")),
    )
    _index("brief", "annotator_id", "topic_id")
    shown = ("card", "counterargument", "passage")
    _record(
        "entry",
        _key("brief", "brief.id"),
        _key("parent", "entry.id", nullable=True),
        _text("rank"),
        _text("kind"),
        _text("text", 1_000),
        *(_key(name, f"{name}.id", nullable=True) for name in shown),
        _text("origin"),
        _text("created"),
    )
    _index("entry", "brief_id", "parent_id", *(f"{name}_id" for name in shown))


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
    return sa.Column(f"{name}_id", sa.String(), sa.ForeignKey(target), nullable=nullable)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])
