"""Reporting regimes as data; reports on a unit or a field; texts in versions; next period's work.

Revision ID: 0031
Revises: 0030
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_BEFORE = ("week", "month", "quarter", "half_year", "nine_months", "year")
_ONE_SCOPE = (
    "(CASE WHEN directive_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN field_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN unit_id IS NULL THEN 0 ELSE 1 END) <= 1"
)
_LINKS = (("field_id", "work_field"), ("unit_id", "unit"), ("regime_id", "reporting_regime"))


def _moment() -> tracker.db.UtcDateTime:
    return tracker.db.UtcDateTime(timezone=True)


def _kinds(members: tuple[str, ...]) -> str:
    return "period_kind IN ({})".format(", ".join(f"'{member}'" for member in members))


def upgrade() -> None:
    op.create_table(
        "reporting_regime",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=True),
        sa.Column("field_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("off_on", sa.Date(), nullable=True),
        sa.Column("changed_at", _moment(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(_ONE_SCOPE, name=op.f("ck_reporting_regime_one_scope")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_reporting_regime_{column}_{table}")
            )
            for column, table in (
                ("office_id", "office"),
                ("directive_id", "directive"),
                ("field_id", "work_field"),
                ("unit_id", "unit"),
                ("changed_by_id", "user"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporting_regime")),
        sa.UniqueConstraint("office_id", "code", name=op.f("uq_reporting_regime_office_id_code")),
    )
    op.create_table(
        "report_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column(
            "section",
            sa.Enum(
                "direction",
                "results",
                "strengths",
                "weaknesses",
                "causes",
                "next",
                "proposals",
                name="section",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("snapshot_n", sa.Integer(), nullable=False),
        sa.Column("written_at", _moment(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_text_report_id_report")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["user.id"], name=op.f("fk_report_text_written_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_text")),
        sa.UniqueConstraint(
            "report_id", "section", "version", name=op.f("uq_report_text_report_id_section_version")
        ),
    )
    with op.batch_alter_table("report") as batch:
        batch.drop_constraint(op.f("ck_report_period_kind"), type_="check")
        batch.alter_column("period_key", existing_type=sa.String(12), type_=sa.String(20))
        batch.add_column(sa.Column("field_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("unit_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("regime_id", sa.Integer(), nullable=True))
        batch.add_column(
            sa.Column("scope_key", sa.String(24), server_default="all", nullable=False)
        )
        batch.add_column(sa.Column("due_at", _moment(), nullable=True))
        batch.add_column(sa.Column("published_at", _moment(), nullable=True))
        batch.add_column(sa.Column("published_n", sa.Integer(), nullable=True))
        batch.create_check_constraint(
            op.f("ck_report_period_kind"), _kinds((*_BEFORE, "span", "life"))
        )
        for column, table in _LINKS:
            batch.create_foreign_key(op.f(f"fk_report_{column}_{table}"), table, [column], ["id"])
        batch.create_unique_constraint(
            op.f("uq_report_office_id_regime_id_period_key_scope_key"),
            ["office_id", "regime_id", "period_key", "scope_key"],
        )
        batch.create_index(op.f("ix_report_regime_id"), ["regime_id"])
    op.execute(
        "UPDATE report SET scope_key = 'directive:' || directive_id WHERE directive_id IS NOT NULL"
    )
    with op.batch_alter_table("unit_report") as batch:
        batch.drop_constraint(op.f("ck_unit_report_period_kind"), type_="check")
        batch.add_column(sa.Column("next_work", sa.Text(), server_default="", nullable=False))
        batch.create_check_constraint(
            op.f("ck_unit_report_period_kind"), _kinds((*_BEFORE, "span", "life"))
        )


def downgrade() -> None:
    op.execute("UPDATE unit_report SET period_kind = 'year' WHERE period_kind IN ('span', 'life')")
    with op.batch_alter_table("unit_report") as batch:
        batch.drop_constraint(op.f("ck_unit_report_period_kind"), type_="check")
        batch.drop_column("next_work")
        batch.create_check_constraint(op.f("ck_unit_report_period_kind"), _kinds(_BEFORE))
    op.execute(
        "UPDATE report SET period_kind = 'year', period_key = substr(period_key, 1, 12) "
        "WHERE period_kind IN ('span', 'life')"
    )
    with op.batch_alter_table("report") as batch:
        batch.drop_constraint(op.f("ck_report_period_kind"), type_="check")
        batch.drop_index(op.f("ix_report_regime_id"))
        batch.drop_constraint(
            op.f("uq_report_office_id_regime_id_period_key_scope_key"), type_="unique"
        )
        for column, table in _LINKS:
            batch.drop_constraint(op.f(f"fk_report_{column}_{table}"), type_="foreignkey")
        for column in ("published_n", "published_at", "due_at", "scope_key", "regime_id",
                       "unit_id", "field_id"):  # fmt: skip
            batch.drop_column(column)
        batch.alter_column("period_key", existing_type=sa.String(20), type_=sa.String(12))
        batch.create_check_constraint(op.f("ck_report_period_kind"), _kinds(_BEFORE))
    op.drop_table("report_text")
    op.drop_table("reporting_regime")
