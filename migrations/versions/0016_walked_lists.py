"""Lists of tasks are walked along an index: what is open, and the archive, each by itself.

Revision ID: 0016
Revises: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0012"
branch_labels = None
depends_on = None

SIDES = {
    "open": "status NOT IN ('cancelled', 'completed')",
    "over": "status IN ('cancelled', 'completed')",
}
DEEDS = {
    "closing": "status_after IN ('cancelled', 'completed')",
    "reopening": "kind = 'task_reopened'",
}


def upgrade() -> None:
    op.create_index("ix_task_office_updated", "task", ["office_id", "updated_at", "id"])
    for side, condition in SIDES.items():
        where = {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}
        columns = ["office_id", "due_on", "id", "status", "lead_unit_id"]
        op.create_index(f"ix_task_{side}_due", "task", columns, **where)
        op.create_index(
            f"ix_task_{side}_updated", "task", ["office_id", "updated_at", "id"], **where
        )
    for name, condition in DEEDS.items():
        where = {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}
        op.create_index(f"ix_event_{name}", "event", ["office_id", "at", "task_id"], **where)
    op.create_index("ix_unit_parent_id", "unit", ["parent_id"])
    waiting = sa.text("decided_on IS NULL AND withdrawn_on IS NULL")
    op.create_index(
        "ix_submission_waiting",
        "submission",
        ["task_id", "n", "submitted_on"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def downgrade() -> None:
    op.drop_index("ix_submission_waiting", table_name="submission")
    op.drop_index("ix_unit_parent_id", table_name="unit")
    for name in DEEDS:
        op.drop_index(f"ix_event_{name}", table_name="event")
    for side in SIDES:
        op.drop_index(f"ix_task_{side}_updated", table_name="task")
        op.drop_index(f"ix_task_{side}_due", table_name="task")
    op.drop_index("ix_task_office_updated", table_name="task")
