"""Kinds of events and of messages grow with every capability: they carry no CHECK any more.

Batch mode on SQLite drops triggers without a word: they are made again.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

from alembic import op

from tracker.models import append_only

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    append_only.drop(op.get_bind(), ("event",))
    _without_kind("event")
    append_only.create(op.get_bind(), ("event",))
    _without_kind("outbox_message")


def downgrade() -> None:
    """The CHECKs stay away: rows of newer kinds may be there."""


def _without_kind(table: str) -> None:
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(f"ck_{table}_kind"), type_="check")
