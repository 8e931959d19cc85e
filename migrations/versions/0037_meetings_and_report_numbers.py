"""Numbers and signed copies of reports; meetings and what was decided there.

Revision ID: 0037
Revises: 0035
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0037"
down_revision = "0035"
branch_labels = None
depends_on = None


def _moment() -> tracker.db.UtcDateTime:
    return tracker.db.UtcDateTime(timezone=True)


def _link(table: str, column: str, target: str, to: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.{to}"], name=op.f(f"fk_{table}_{column}_{target}")
    )


def upgrade() -> None:
    with op.batch_alter_table("report") as batch:
        batch.add_column(sa.Column("number", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("signed_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("signed_sha256", sa.String(64), nullable=True))
        batch.add_column(sa.Column("signed_name", sa.String(255), nullable=True))
        batch.add_column(sa.Column("signed_n", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_report_signed_sha256_blob"), "blob", ["signed_sha256"], ["sha256"]
        )
        batch.create_check_constraint(
            op.f("ck_report_numbered"), "(number IS NULL) = (signed_on IS NULL)"
        )
        batch.create_check_constraint(
            op.f("ck_report_signed"),
            "signed_sha256 IS NULL OR (signed_n IS NOT NULL AND number IS NOT NULL)",
        )
        batch.create_index(op.f("ix_report_signed_sha256"), ["signed_sha256"])
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("conclusion_id", sa.Integer(), nullable=True),
        sa.Column("created_at", _moment(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        _link("meeting", "office_id", "office"),
        _link("meeting", "conclusion_id", "directive"),
        _link("meeting", "created_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index("ix_meeting_office", "meeting", ["office_id", "held_on"])
    op.create_index(op.f("ix_meeting_conclusion_id"), "meeting", ["conclusion_id"])
    op.create_table(
        "meeting_unit",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        _link("meeting_unit", "meeting_id", "meeting"),
        _link("meeting_unit", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("meeting_id", "unit_id", name=op.f("pk_meeting_unit")),
    )
    op.create_index(op.f("ix_meeting_unit_unit_id"), "meeting_unit", ["unit_id"])
    op.create_table(
        "meeting_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("spoken_at", _moment(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", _moment(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(500), nullable=True),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_reason IS NULL)",
            name=op.f("ck_meeting_decision_withdrawn_reason"),
        ),
        _link("meeting_decision", "meeting_id", "meeting"),
        _link("meeting_decision", "task_id", "task"),
        _link("meeting_decision", "unit_id", "unit"),
        _link("meeting_decision", "recorded_by_id", "user"),
        _link("meeting_decision", "draft_id", "task_draft"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_decision")),
        sa.UniqueConstraint("meeting_id", "n", name=op.f("uq_meeting_decision_meeting_id_n")),
        sa.UniqueConstraint("draft_id", name=op.f("uq_meeting_decision_draft_id")),
    )
    op.create_index(op.f("ix_meeting_decision_task_id"), "meeting_decision", ["task_id"])
    op.create_index(op.f("ix_meeting_decision_unit_id"), "meeting_decision", ["unit_id"])


def downgrade() -> None:
    op.drop_table("meeting_decision")
    op.drop_table("meeting_unit")
    op.drop_table("meeting")
    with op.batch_alter_table("report") as batch:
        batch.drop_index(op.f("ix_report_signed_sha256"))
        batch.drop_constraint(op.f("ck_report_signed"), type_="check")
        batch.drop_constraint(op.f("ck_report_numbered"), type_="check")
        batch.drop_constraint(op.f("fk_report_signed_sha256_blob"), type_="foreignkey")
        for column in ("signed_n", "signed_name", "signed_sha256", "signed_on", "number"):
            batch.drop_column(column)
