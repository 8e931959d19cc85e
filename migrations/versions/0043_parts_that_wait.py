"""Parts that a coordinating unit still owes are found by an index, without its answered ones.

Revision ID: 0043
Revises: 0042
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

_NAME = "ix_task_part_waiting"
_OWED = text("(answered_at IS NULL OR returned_at IS NOT NULL) AND closed_at IS NULL")


def upgrade() -> None:
    op.create_index(
        _NAME,
        "task_part",
        ["unit_id", "due_on", "task_id"],
        sqlite_where=_OWED,
        postgresql_where=_OWED,
    )


def downgrade() -> None:
    op.drop_index(_NAME, table_name="task_part")
