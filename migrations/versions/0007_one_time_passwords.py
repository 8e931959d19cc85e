"""One-time passwords end on a day; tries at the entrance are counted for all web processes.

A one-time password that is out already gets the seven days of a new one.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rate_count",
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("ends_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_rate_count")),
    )
    op.create_index(op.f("ix_rate_count_ends_at"), "rate_count", ["ends_at"])
    op.add_column("user", sa.Column("one_time_until", sa.Date(), nullable=True))
    sqlite = op.get_bind().dialect.name == "sqlite"
    day = "date('now', '+7 days')" if sqlite else "CURRENT_DATE + 7"
    op.execute(
        f'UPDATE "user" SET one_time_until = {day} '  # noqa: S608 — one of two fixed words
        "WHERE must_change_password AND NOT is_system"
    )


def downgrade() -> None:
    op.drop_column("user", "one_time_until")
    op.drop_index(op.f("ix_rate_count_ends_at"), table_name="rate_count")
    op.drop_table("rate_count")
