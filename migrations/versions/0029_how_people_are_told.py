"""How people wish to be told; calendar feeds; deadlines moved after the calendar was changed.

Revision ID: 0029
Revises: 0028
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

CAUSES = ("directive", "lead_office", "extension", "return", "resume", "correction", "series")


def upgrade() -> None:
    with op.batch_alter_table("user", schema=None) as batch:
        batch.add_column(sa.Column("digest_at", sa.Integer(), nullable=True))
        batch.add_column(
            sa.Column("mail_off_at", tracker.db.UtcDateTime(timezone=True), nullable=True)
        )
        batch.add_column(sa.Column("paused_from", sa.Date(), nullable=True))
        batch.add_column(sa.Column("paused_to", sa.Date(), nullable=True))
        batch.add_column(
            sa.Column("pause_reason", sa.String(length=200), nullable=False, server_default="")
        )
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_calendar_feed_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_calendar_feed_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
    )
    op.create_index(op.f("ix_calendar_feed_user_id"), "calendar_feed", ["user_id"])
    _causes(*CAUSES, "calendar")


def downgrade() -> None:
    op.execute("UPDATE deadline SET cause = 'correction' WHERE cause = 'calendar'")
    _causes(*CAUSES)
    op.drop_table("calendar_feed")
    with op.batch_alter_table("user", schema=None) as batch:
        for column in ("pause_reason", "paused_to", "paused_from", "mail_off_at", "digest_at"):
            batch.drop_column(column)


def _causes(*members: str) -> None:
    """The causes that a deadline version may have."""
    allowed = ", ".join(f"'{member}'" for member in members)
    with op.batch_alter_table("deadline", schema=None) as batch:
        batch.drop_constraint(op.f("ck_deadline_cause"), type_="check")
        batch.create_check_constraint(op.f("ck_deadline_cause"), f"cause IN ({allowed})")
