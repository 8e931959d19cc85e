"""Fields of work, leaders in charge, papers of coordinating units, parts that are closed.

Revision ID: 0018
Revises: 0017
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "work_field",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("ord", sa.Integer(), nullable=False),
        sa.Column("off_on", sa.Date(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_work_field_office_id_office")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_field")),
        sa.UniqueConstraint("office_id", "name", name=op.f("uq_work_field_office_id_name")),
    )
    op.create_table(
        "leader_charge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("field_id", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("basis", sa.Text(), server_default="", nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(unit_id IS NULL) <> (field_id IS NULL)", name=op.f("ck_leader_charge_unit_or_field")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_leader_charge_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_leader_charge_user_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_leader_charge_unit_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["field_id"], ["work_field.id"], name=op.f("fk_leader_charge_field_id_work_field")
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["user.id"], name=op.f("fk_leader_charge_set_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leader_charge")),
    )
    op.create_index("ix_leader_charge_office_user", "leader_charge", ["office_id", "user_id"])
    for column in ("user_id", "unit_id", "field_id"):
        op.create_index(op.f(f"ix_leader_charge_{column}"), "leader_charge", [column])
    op.create_table(
        "unit_field",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_field_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["field_id"], ["work_field.id"], name=op.f("fk_unit_field_field_id_work_field")
        ),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_unit_field")),
    )
    op.create_index(op.f("ix_unit_field_field_id"), "unit_field", ["field_id"])
    _add("duty", "leader_id", "user")
    _add("duty", "field_id", "work_field")
    op.add_column("task_part", sa.Column("paper_number", sa.String(length=60)))
    op.add_column("task_part", sa.Column("paper_on", sa.Date()))
    op.add_column("task_part", sa.Column("asked_at", tracker.db.UtcDateTime(timezone=True)))
    op.add_column("task_part", sa.Column("closed_at", tracker.db.UtcDateTime(timezone=True)))
    op.add_column(
        "task_part", sa.Column("closed_note", sa.Text(), server_default="", nullable=False)
    )
    _add("task_part", "evidence_id", "evidence")


def downgrade() -> None:
    _drop("task_part", "evidence_id", "evidence")
    for column in ("closed_note", "closed_at", "asked_at", "paper_on", "paper_number"):
        op.drop_column("task_part", column)
    _drop("duty", "field_id", "work_field")
    _drop("duty", "leader_id", "user")
    op.drop_table("unit_field")
    op.drop_table("leader_charge")
    op.drop_table("work_field")


def _add(table: str, column: str, other: str) -> None:
    """A column that names a row of another table."""
    with op.batch_alter_table(table) as batch:
        batch.add_column(sa.Column(column, sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f(f"fk_{table}_{column}_{other}"), other, [column], ["id"])


def _drop(table: str, column: str, other: str) -> None:
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(f"fk_{table}_{column}_{other}"), type_="foreignkey")
        batch.drop_column(column)
