"""Whoever has done anything, and duties whose result goes up to a leader, are found by an index.

Revision ID: 0045
Revises: 0044
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_event_actor", "event", ["actor_id"])
    op.create_index(
        "ix_duty_for_leader",
        "duty",
        ["office_id"],
        sqlite_where=text("for_leader = 1"),
        postgresql_where=text("for_leader"),
    )


def downgrade() -> None:
    op.drop_index("ix_duty_for_leader", table_name="duty")
    op.drop_index("ix_event_actor", table_name="event")
