"""Tasks of one officer, and units in their order, are found by an index.

Revision ID: 0024
Revises: 0023
"""

from __future__ import annotations

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_task_assignee_id", "task", ["assignee_id"])
    op.create_index("ix_unit_ord", "unit", ["ord", "id"])


def downgrade() -> None:
    op.drop_index("ix_unit_ord", table_name="unit")
    op.drop_index("ix_task_assignee_id", table_name="task")
