"""Units ask for more time.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "extension_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "granted",
                "refused",
                "withdrawn",
                name="extensionstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=False),
        sa.Column("asked_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=True),
        sa.Column("decision_basis", sa.Text(), server_default="", nullable=False),
        sa.Column("closed_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_for_id", sa.Integer(), nullable=True),
        sa.Column("decision_paper_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'granted') = (granted_on IS NOT NULL)",
            name=op.f("ck_extension_request_granted_has_a_day"),
        ),
        sa.CheckConstraint(
            "(state = 'waiting') = (closed_at IS NULL)", name=op.f("ck_extension_request_closed")
        ),
        sa.CheckConstraint("wanted_on > due_on", name=op.f("ck_extension_request_wanted_on")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["user.id"], name=op.f("fk_extension_request_asked_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["user.id"], name=op.f("fk_extension_request_closed_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["decided_for_id"], ["user.id"], name=op.f("fk_extension_request_decided_for_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["decision_paper_id"],
            ["evidence.id"],
            name=op.f("fk_extension_request_decision_paper_id_evidence"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_extension_request_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["task.id"], name=op.f("fk_extension_request_task_id_task")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_extension_request_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension_request")),
        sa.UniqueConstraint("task_id", "n", name=op.f("uq_extension_request_task_id_n")),
    )
    with op.batch_alter_table("extension_request", schema=None) as batch_op:
        batch_op.create_index(
            "ix_extension_request_office_state", ["office_id", "state", "id"], unique=False
        )
        batch_op.create_index(
            "uq_extension_request_waiting",
            ["task_id"],
            unique=True,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )


def downgrade() -> None:
    with op.batch_alter_table("extension_request", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_extension_request_waiting",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index("ix_extension_request_office_state")

    op.drop_table("extension_request")
