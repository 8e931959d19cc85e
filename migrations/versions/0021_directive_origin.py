"""From which unit's result a directive of the register was read (a unit's own plan).

Revision ID: 0021
Revises: 0020
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "directive_origin",
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user.id"], name=op.f("fk_directive_origin_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["directive_id"],
            ["directive.id"],
            name=op.f("fk_directive_origin_directive_id_directive"),
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"],
            ["evidence.id"],
            name=op.f("fk_directive_origin_evidence_id_evidence"),
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["evidence_revision.id"],
            name=op.f("fk_directive_origin_revision_id_evidence_revision"),
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["task.id"], name=op.f("fk_directive_origin_task_id_task")
        ),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_directive_origin")),
    )
    with op.batch_alter_table("directive_origin", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_directive_origin_directive_id"), ["directive_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_directive_origin_task_id"), ["task_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("directive_origin", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directive_origin_directive_id"))
        batch_op.drop_index(batch_op.f("ix_directive_origin_task_id"))

    op.drop_table("directive_origin")
