"""What was done in the review, with what the drafts were before: for undoing it.

Revision ID: 0012
Revises: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft_deed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "added",
                "edited",
                "changed",
                "ready",
                "set_aside",
                "restored",
                "split",
                "merged",
                "undone",
                name="draftdeedkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["user.id"], name=op.f("fk_draft_deed_actor_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["directive_id"],
            ["directive.id"],
            name=op.f("fk_draft_deed_directive_id_directive"),
        ),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["draft_deed.id"], name=op.f("fk_draft_deed_undoes_id_draft_deed")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_deed")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_draft_deed_undoes_id")),
    )
    with op.batch_alter_table("draft_deed", schema=None) as batch_op:
        batch_op.create_index("ix_draft_deed_directive", ["directive_id", "id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("draft_deed", schema=None) as batch_op:
        batch_op.drop_index("ix_draft_deed_directive")

    op.drop_table("draft_deed")
