"""Where texts come from: pages and digests of their files, the files themselves, and corrections since; and
cards with a cite of their own. It only adds columns and tables."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for table, name, default in (
        ("essay", "source_digest", ""),
        ("essay", "pages_json", "[]"),
        ("card", "cite_json", "[]"),
    ):
        op.add_column(table, sa.Column(name, sa.String(), nullable=False, server_default=default))
    op.create_table(
        "original",
        *_record(),
        sa.Column("name", sa.String(1_000), nullable=False),
        *(_text(name) for name in ("digest", "data", "created")),
    )
    op.create_table(
        "correction",
        *_record(),
        sa.Column("annotator_id", sa.String(), sa.ForeignKey("annotator.id"), nullable=False),
        *(_text(name) for name in ("before", "after", "hunks_json", "created")),
    )
    for table, column in (
        ("original", "essay_id"),
        ("correction", "essay_id"),
        ("correction", "annotator_id"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _record() -> tuple[sa.Column[str], sa.Column[int], sa.Column[str]]:
    """The columns of a record of an essay."""
    return (
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("essay_id", sa.String(), sa.ForeignKey("essay.id"), nullable=False),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)
