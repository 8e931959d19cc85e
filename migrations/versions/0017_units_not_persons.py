"""Substitutions of one office, with who entered them and when they were revoked.

Nothing has ever written a substitution: the table is made anew.

Revision ID: 0017
Revises: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0017"
down_revision = "0012"
branch_labels = None
depends_on = None

INDEXED = ("deputy_id", "principal_id")


def upgrade() -> None:
    op.drop_table("substitution")
    op.create_table(
        "substitution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("principal_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(length=500), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("deputy_id <> principal_id", name=op.f("ck_substitution_two_people")),
        sa.CheckConstraint("from_on <= to_on", name=op.f("ck_substitution_days")),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_substitution_{name}"))
            for column, target, name in (
                ("office_id", "office.id", "office_id_office"),
                ("principal_id", "user.id", "principal_id_user"),
                ("deputy_id", "user.id", "deputy_id_user"),
                ("entered_by_id", "user.id", "entered_by_id_user"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitution")),
    )
    for column in (*INDEXED, "office_id"):
        op.create_index(op.f(f"ix_substitution_{column}"), "substitution", [column])
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.add_column(sa.Column("submitted_for_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_submission_submitted_for_id_user"), "user", ["submitted_for_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_submission_submitted_for_id_user"), type_="foreignkey")
        batch_op.drop_column("submitted_for_id")
    op.drop_table("substitution")
    op.create_table(
        "substitution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("principal_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(length=500), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], ["user.id"], name=op.f(f"fk_substitution_{column}_user")
            )
            for column in INDEXED
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitution")),
    )
    for column in INDEXED:
        op.create_index(op.f(f"ix_substitution_{column}"), "substitution", [column])
