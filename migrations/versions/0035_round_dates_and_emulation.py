"""What the ladder tells of a sheet; outside indices; the formula of emulation.

Revision ID: 0035
Revises: 0034
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

ABOUT = (
    ("sheet_id", "index_sheet"),
    ("item_id", "index_item"),
    ("question_id", "sheet_question"),
)


def upgrade() -> None:
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        for column, table in ABOUT:
            batch_op.add_column(sa.Column(column, sa.Integer(), nullable=True))
            batch_op.create_foreign_key(
                batch_op.f(f"fk_ledger_entry_{column}_{table}"), table, [column], ["id"]
            )
    with op.batch_alter_table("sheet_charge", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("set_at", tracker.db.UtcDateTime(timezone=True), nullable=True)
        )
    op.create_table(
        "outside_index",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.Numeric(precision=8, scale=4), nullable=False),
        sa.Column("scale", sa.Numeric(precision=8, scale=4), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("entered_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("value >= 0 AND value <= scale", name=op.f("ck_outside_index_value")),
        sa.CheckConstraint(
            "place IS NULL OR (place >= 1 AND places >= place)", name=op.f("ck_outside_index_place")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["user.id"], name=op.f("fk_outside_index_entered_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_outside_index_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_outside_index_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_index")),
        sa.UniqueConstraint(
            "office_id",
            "name",
            "year",
            "unit_id",
            name=op.f("uq_outside_index_office_id_name_year_unit_id"),
        ),
    )
    op.create_table(
        "emulation_formula",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("formula", sa.String(length=500), nullable=False),
        sa.Column("basis", sa.Text(), server_default="", nullable=False),
        sa.Column("set_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_emulation_formula_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["user.id"], name=op.f("fk_emulation_formula_set_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emulation_formula")),
        sa.UniqueConstraint("office_id", "n", name=op.f("uq_emulation_formula_office_id_n")),
    )


def downgrade() -> None:
    op.drop_table("emulation_formula")
    op.drop_table("outside_index")
    with op.batch_alter_table("sheet_charge", schema=None) as batch_op:
        batch_op.drop_column("set_at")
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        for column, table in reversed(ABOUT):
            batch_op.drop_constraint(
                batch_op.f(f"fk_ledger_entry_{column}_{table}"), type_="foreignkey"
            )
            batch_op.drop_column(column)
