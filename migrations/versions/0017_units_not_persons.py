"""Substitutions of one office, with who entered them; hand-ins prepared for the head of a unit.

Nothing has ever written a substitution: the table is made anew.

Revision ID: 0017
Revises: 0016
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

PEOPLE_BEHIND = ("submitted_for_id", "prepared_by_id")
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
        for column in PEOPLE_BEHIND:
            batch_op.add_column(sa.Column(column, sa.Integer(), nullable=True))
            batch_op.create_foreign_key(
                op.f(f"fk_submission_{column}_user"), "user", [column], ["id"]
            )
    _prepared_results()


def _prepared_results() -> None:
    op.create_table(
        "prepared_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "sent",
                "given_back",
                "taken_back",
                "lapsed",
                name="preparedstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("paper_number", sa.String(length=60), nullable=True),
        sa.Column("paper_on", sa.Date(), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column(
            "cause",
            sa.Enum(
                "objective",
                "subjective",
                name="latecause",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("prepared_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("prepared_by_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(state = 'waiting') = (closed_at IS NULL)", name=op.f("ck_prepared_result_closed")
        ),
        sa.CheckConstraint(
            "(state = 'sent') = (submission_id IS NOT NULL)", name=op.f("ck_prepared_result_sent")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_prepared_result_{column}_{table}")
            )
            for column, table in (
                ("task_id", "task"),
                ("unit_id", "unit"),
                ("prepared_by_id", "user"),
                ("closed_by_id", "user"),
                ("submission_id", "submission"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prepared_result")),
        sa.UniqueConstraint("task_id", "n", name=op.f("uq_prepared_result_task_id_n")),
    )
    op.create_index(
        op.f("ix_prepared_result_prepared_by_id"), "prepared_result", ["prepared_by_id"]
    )
    op.create_index(
        "uq_prepared_result_waiting",
        "prepared_result",
        ["task_id"],
        unique=True,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "prepared_evidence",
        sa.Column("prepared_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["prepared_id"],
            ["prepared_result.id"],
            name=op.f("fk_prepared_evidence_prepared_id_prepared_result"),
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"],
            ["evidence.id"],
            name=op.f("fk_prepared_evidence_evidence_id_evidence"),
        ),
        sa.PrimaryKeyConstraint("prepared_id", "evidence_id", name=op.f("pk_prepared_evidence")),
    )
    op.create_index(op.f("ix_prepared_evidence_evidence_id"), "prepared_evidence", ["evidence_id"])


def downgrade() -> None:
    op.drop_table("prepared_evidence")
    op.drop_table("prepared_result")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        for column in PEOPLE_BEHIND:
            batch_op.drop_constraint(op.f(f"fk_submission_{column}_user"), type_="foreignkey")
            batch_op.drop_column(column)
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
