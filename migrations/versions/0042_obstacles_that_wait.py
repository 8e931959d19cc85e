"""Difficulties that wait for an answer are found by an index, without walking the answered ones.

Revision ID: 0042
Revises: 0041
"""

from __future__ import annotations

from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_NAME = "ix_obstacle_office_state_raised"
_COLUMNS = ["office_id", "state", "raised_on", "id", "owner_unit_id", "owner_user_id"]


def upgrade() -> None:
    op.create_index(_NAME, "obstacle", _COLUMNS)


def downgrade() -> None:
    op.drop_index(_NAME, table_name="obstacle")
