"""What was decided on differences between annotators, and how far each has read. It only adds tables."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _record(
        "decision",
        *(_text(name) for name in ("about", "ruling", "members", "accepted", "agreed_json")),
        _text("reason", 2_000),
        _text("rule", 60),
        _text("created"),
    )
    _record("progress", sa.Column("upto", sa.Integer(), nullable=False))


def _record(name: str, *columns: sa.Column[str] | sa.Column[int]) -> None:
    """A table of records that an annotator made of an essay."""
    op.create_table(
        name,
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("essay_id", sa.String(), sa.ForeignKey("essay.id"), nullable=False),
        sa.Column("annotator_id", sa.String(), sa.ForeignKey("annotator.id"), nullable=False),
        *columns,
    )
    for column in ("essay_id", "annotator_id"):
        op.create_index(f"ix_{name}_{column}", name, [column])


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)
