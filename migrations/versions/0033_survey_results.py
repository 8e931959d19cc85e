"""What a survey found, by group, unit and item of a round.

Revision ID: 0033
Revises: 0032
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

GROUPS = ("deputies", "superiors", "departments", "communes", "firms", "citizens")


def upgrade() -> None:
    op.create_table(
        "survey_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column(
            "respondents",
            sa.Enum(
                *GROUPS,
                name="respondentgroup",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("share", sa.Numeric(precision=8, scale=4), nullable=False),
        sa.Column("entered_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "answered >= 0 AND answered <= sent", name=op.f("ck_survey_result_answered")
        ),
        sa.CheckConstraint("share >= 0 AND share <= 100", name=op.f("ck_survey_result_share")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_survey_result_{column}_{table}")
            )
            for column, table in (
                ("office_id", "office"),
                ("round_id", "index_round"),
                ("unit_id", "unit"),
                ("item_id", "index_item"),
                ("entered_by_id", "user"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_result")),
        sa.UniqueConstraint(
            "round_id",
            "unit_id",
            "item_id",
            "respondents",
            name=op.f("uq_survey_result_round_id_unit_id_item_id_respondents"),
        ),
    )


def downgrade() -> None:
    op.drop_table("survey_result")
