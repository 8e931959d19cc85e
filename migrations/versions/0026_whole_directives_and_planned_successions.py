"""Instructions on whole directives; successions of units that were entered before their day.

Revision ID: 0026
Revises: 0024
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("instruction", schema=None) as batch_op:
        batch_op.add_column(sa.Column("directive_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_instruction_directive_id_directive"),
            "directive",
            ["directive_id"],
            ["id"],
        )
        batch_op.create_index(batch_op.f("ix_instruction_directive_id"), ["directive_id"])
    op.create_table(
        "planned_succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("refused", sa.Text(), server_default="", nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "done_at IS NULL OR withdrawn_at IS NULL",
            name=op.f("ck_planned_succession_one_end"),
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["user.id"], name=op.f("fk_planned_succession_entered_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_planned_succession_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"],
            ["user.id"],
            name=op.f("fk_planned_succession_withdrawn_by_id_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_succession")),
    )
    op.create_index(
        "ix_planned_succession_office_day", "planned_succession", ["office_id", "on_day"]
    )


def downgrade() -> None:
    op.drop_table("planned_succession")
    with op.batch_alter_table("instruction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_instruction_directive_id"))
        batch_op.drop_constraint(
            batch_op.f("fk_instruction_directive_id_directive"), type_="foreignkey"
        )
        batch_op.drop_column("directive_id")
