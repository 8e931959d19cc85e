"""Explanations with their cause, for several tasks; what a leader issued upon a draft.

The words that stood in a hand-in become explanations of their own, without a stated cause.

Revision ID: 0023
Revises: 0022
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def _cause() -> sa.Enum:
    return sa.Enum(
        "objective",
        "subjective",
        name="latecause",
        native_enum=False,
        create_constraint=True,
        length=32,
    )


def upgrade() -> None:
    op.create_table(
        "explanation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("cause", _cause(), nullable=True),
        sa.Column("stated_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=False),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("confirmed_cause", _cause(), nullable=True),
        sa.Column("confirmed_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmation_note", sa.Text(), server_default="", nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_cause IS NULL)",
            name=op.f("ck_explanation_confirmed_has_a_cause"),
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["user.id"], name=op.f("fk_explanation_confirmed_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_explanation_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["stated_by_id"], ["user.id"], name=op.f("fk_explanation_stated_by_id_user")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_explanation_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_explanation")),
    )
    op.create_index(
        "ix_explanation_office_confirmed", "explanation", ["office_id", "confirmed_at", "id"]
    )
    op.create_index(op.f("ix_explanation_unit_id"), "explanation", ["unit_id"])
    op.create_table(
        "explanation_task",
        sa.Column("explanation_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["explanation_id"],
            ["explanation.id"],
            name=op.f("fk_explanation_task_explanation_id_explanation"),
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["task.id"], name=op.f("fk_explanation_task_task_id_task")
        ),
        sa.PrimaryKeyConstraint("explanation_id", "task_id", name=op.f("pk_explanation_task")),
    )
    op.create_index(op.f("ix_explanation_task_task_id"), "explanation_task", ["task_id"])
    op.create_table(
        "issuance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("paper_number", sa.String(length=60), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("entered_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["user.id"], name=op.f("fk_issuance_entered_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_issuance_office_id_office")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_issuance_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issuance")),
        sa.UniqueConstraint("task_id", name=op.f("uq_issuance_task_id")),
    )
    op.create_index(op.f("ix_issuance_office_id"), "issuance", ["office_id"])
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("for_leader", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.alter_column("for_leader", server_default=None)
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.add_column(sa.Column("explanation_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_submission_explanation_id_explanation"),
            "explanation",
            ["explanation_id"],
            ["id"],
        )
        batch_op.create_index(batch_op.f("ix_submission_explanation_id"), ["explanation_id"])
    _words_become_explanations()
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_column("explanation")


def _words_become_explanations() -> None:
    """One explanation for each hand-in that had words, under the hand-in's own number."""
    op.execute(
        "INSERT INTO explanation (id, office_id, unit_id, text, stated_at, stated_by_id, "
        "on_behalf, confirmation_note, row_version) "
        "SELECT s.id, t.office_id, t.lead_unit_id, s.explanation, s.submitted_at, "
        "s.submitted_by_id, s.on_behalf, '', 1 "
        "FROM submission s JOIN task t ON t.id = s.task_id WHERE s.explanation <> ''"
    )
    op.execute(
        "INSERT INTO explanation_task (explanation_id, task_id) "
        "SELECT id, task_id FROM submission WHERE explanation <> ''"
    )
    op.execute("UPDATE submission SET explanation_id = id WHERE explanation <> ''")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('explanation', 'id'), "
            "(SELECT max(id) FROM explanation)) WHERE EXISTS (SELECT 1 FROM explanation)"
        )


def downgrade() -> None:
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.add_column(sa.Column("explanation", sa.Text(), server_default="", nullable=False))
    op.execute(
        "UPDATE submission SET explanation = (SELECT e.text FROM explanation e "
        "WHERE e.id = submission.explanation_id) WHERE explanation_id IS NOT NULL"
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_explanation_id"))
        batch_op.drop_constraint(
            batch_op.f("fk_submission_explanation_id_explanation"), type_="foreignkey"
        )
        batch_op.drop_column("explanation_id")
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.drop_column("for_leader")
    op.drop_index(op.f("ix_issuance_office_id"), table_name="issuance")
    op.drop_table("issuance")
    op.drop_index(op.f("ix_explanation_task_task_id"), table_name="explanation_task")
    op.drop_table("explanation_task")
    op.drop_index(op.f("ix_explanation_unit_id"), table_name="explanation")
    op.drop_index("ix_explanation_office_confirmed", table_name="explanation")
    op.drop_table("explanation")
