"""Saved filters of the list of tasks, one's first look, and forms kept over an ended session.

Revision ID: 0022
Revises: 0021
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("query", sa.String(length=1000), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_saved_filter_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user.id"], name=op.f("fk_saved_filter_owner_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filter")),
    )
    with op.batch_alter_table("saved_filter", schema=None) as batch_op:
        batch_op.create_index("ix_saved_filter_office", ["office_id", "owner_id"], unique=False)
    op.create_table(
        "first_look",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("saved_filter_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["saved_filter_id"],
            ["saved_filter.id"],
            name=op.f("fk_first_look_saved_filter_id_saved_filter"),
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_first_look_user_id_user")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_first_look")),
    )
    with op.batch_alter_table("first_look", schema=None) as batch_op:
        batch_op.create_index(
            op.f("ix_first_look_saved_filter_id"), ["saved_filter_id"], unique=False
        )
    op.create_table(
        "kept_form",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=1000), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("had_files", sa.Boolean(), nullable=False),
        sa.Column("kept_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_kept_form_user_id_user")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_kept_form")),
    )


def downgrade() -> None:
    op.drop_table("kept_form")
    with op.batch_alter_table("first_look", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_first_look_saved_filter_id"))
    op.drop_table("first_look")
    with op.batch_alter_table("saved_filter", schema=None) as batch_op:
        batch_op.drop_index("ix_saved_filter_office")
    op.drop_table("saved_filter")
