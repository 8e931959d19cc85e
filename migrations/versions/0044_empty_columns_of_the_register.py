"""Papers below a paper, and papers with the same text, are found by an index of those that have it.

Where a column is empty nearly everywhere (no paper carries out another one yet), SQLite takes an
index over all rows for useless and walks the whole register for the page of one paper.

Revision ID: 0044
Revises: 0043
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

_COLUMNS = ("parent_id", "text_sha256")


def upgrade() -> None:
    for column in _COLUMNS:
        op.drop_index(f"ix_directive_{column}", table_name="directive")
        there = text(f"{column} IS NOT NULL")
        op.create_index(
            f"ix_directive_{column}",
            "directive",
            [column],
            sqlite_where=there,
            postgresql_where=there,
        )


def downgrade() -> None:
    for column in _COLUMNS:
        op.drop_index(f"ix_directive_{column}", table_name="directive")
        op.create_index(f"ix_directive_{column}", "directive", [column])
