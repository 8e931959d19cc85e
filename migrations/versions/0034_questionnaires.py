"""Questionnaires of a round: questions, counts of ticks, one-time links.

Revision ID: 0034
Revises: 0033
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

GROUPS = ("deputies", "superiors", "departments", "communes", "firms", "citizens")
STATES = ("draft", "open", "closed")
FACTORS = ("access", "procedure", "officials", "result", "feedback")


def _one_of(members: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=True, length=32)


def _links(table: str, **targets: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
        )
        for column, target in targets.items()
    ]


def upgrade() -> None:
    op.create_table(
        "questionnaire",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("respondents", _one_of(GROUPS, "respondentgroup"), nullable=False),
        sa.Column("intro", sa.Text(), server_default="", nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("state", _one_of(STATES, "surveystate"), nullable=False),
        sa.Column("made_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("least >= 5", name=op.f("ck_questionnaire_least")),
        *_links("questionnaire", office_id="office", round_id="index_round", made_by_id="user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire")),
        sa.UniqueConstraint("round_id", "name", name=op.f("uq_questionnaire_round_id_name")),
    )
    op.create_table(
        "survey_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("factor", _one_of(FACTORS, "sipasfactor"), nullable=True),
        *_links("survey_question", questionnaire_id="questionnaire", item_id="index_item"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_question")),
    )
    op.create_index(
        op.f("ix_survey_question_questionnaire_id"), "survey_question", ["questionnaire_id"]
    )
    op.create_table(
        "survey_tally",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("linked", sa.JSON(), nullable=False),
        sa.Column("on_paper", sa.JSON(), nullable=False),
        *_links("survey_tally", question_id="survey_question", unit_id="unit"),
        sa.PrimaryKeyConstraint("question_id", "unit_id", name=op.f("pk_survey_tally")),
    )
    op.create_table(
        "survey_paper",
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "answered >= 0 AND answered <= sent", name=op.f("ck_survey_paper_answered")
        ),
        *_links("survey_paper", questionnaire_id="questionnaire", unit_id="unit"),
        sa.PrimaryKeyConstraint("questionnaire_id", "unit_id", name=op.f("pk_survey_paper")),
    )
    # WITHOUT ROWID: SQLite would number the rows in the order in which they came.
    op.create_table(
        "survey_link",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        *_links("survey_link", questionnaire_id="questionnaire", unit_id="unit"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_survey_link")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_survey_link_questionnaire_id", "survey_link", ["questionnaire_id", "unit_id"]
    )
    op.create_table(
        "survey_link_use",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["token_hash"],
            ["survey_link.token_hash"],
            name=op.f("fk_survey_link_use_token_hash_survey_link"),
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_survey_link_use")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in (
        "survey_link_use",
        "survey_link",
        "survey_paper",
        "survey_tally",
        "survey_question",
        "questionnaire",
    ):
        op.drop_table(table)
