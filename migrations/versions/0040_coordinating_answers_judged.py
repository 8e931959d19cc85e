"""The lead's word on a coordinating unit's answer: it helps, or another one is asked for.

Revision ID: 0040
Revises: 0039
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

_WHOSE = ("confirmed_by_id", "returned_by_id")


def _moment() -> tracker.db.UtcDateTime:
    return tracker.db.UtcDateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("task_part") as batch:
        batch.add_column(sa.Column("confirmed_at", _moment(), nullable=True))
        batch.add_column(sa.Column("confirmed_by_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("returned_at", _moment(), nullable=True))
        batch.add_column(sa.Column("returned_by_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("return_reason", sa.Text(), server_default="", nullable=False))
        for column in _WHOSE:
            batch.create_foreign_key(op.f(f"fk_task_part_{column}_user"), "user", [column], ["id"])
        batch.create_check_constraint(
            op.f("ck_task_part_judged_once"), "confirmed_at IS NULL OR returned_at IS NULL"
        )
        batch.create_check_constraint(
            op.f("ck_task_part_judged_answer"),
            "answered_at IS NOT NULL OR (confirmed_at IS NULL AND returned_at IS NULL)",
        )


def downgrade() -> None:
    with op.batch_alter_table("task_part") as batch:
        batch.drop_constraint(op.f("ck_task_part_judged_answer"), type_="check")
        batch.drop_constraint(op.f("ck_task_part_judged_once"), type_="check")
        for column in _WHOSE:
            batch.drop_constraint(op.f(f"fk_task_part_{column}_user"), type_="foreignkey")
        for column in ("return_reason", "returned_by_id", "returned_at", "confirmed_by_id",
                       "confirmed_at"):  # fmt: skip
            batch.drop_column(column)
