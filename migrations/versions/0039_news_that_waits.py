"""Notices that wait for a morning are found without walking the ledger.

Revision ID: 0039
Revises: 0037
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0037"
branch_labels = None
depends_on = None

WAITS = sa.text("message_id IS NULL")


def upgrade() -> None:
    op.create_index(
        "ix_ledger_entry_news",
        "ledger_entry",
        ["office_id", "rung", "channel", "on_day", "recipient_id"],
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )


def downgrade() -> None:
    op.drop_index("ix_ledger_entry_news", "ledger_entry")
