"""A report on the way may name the paper that it speaks of.

Revision ID: 0011
Revises: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("progress_update", sa.Column("paper_number", sa.String(length=60)))
    op.add_column("progress_update", sa.Column("paper_on", sa.Date()))


def downgrade() -> None:
    op.drop_column("progress_update", "paper_on")
    op.drop_column("progress_update", "paper_number")
