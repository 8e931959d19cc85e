"""Seals of the history: links, their tail, the heads that are handed out.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db
from tracker.models import append_only

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "history_head",
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("made_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("on_day", name=op.f("pk_history_head")),
    )
    op.create_table(
        "history_tail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_history_tail_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history_tail")),
    )
    op.create_table(
        "history_link",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("key_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_history_link_event_id_event")
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_history_link")),
        sa.UniqueConstraint("event_id", name=op.f("uq_history_link_event_id")),
    )
    append_only.create(op.get_bind(), ("history_link", "history_head"))


def downgrade() -> None:
    append_only.drop(op.get_bind(), ("history_link", "history_head"))
    op.drop_table("history_link")
    op.drop_table("history_tail")
    op.drop_table("history_head")
