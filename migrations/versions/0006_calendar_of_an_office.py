"""Every office has a calendar of its own.

Until now one calendar stood for the whole database: each office begins with a copy of it. The
history tells which office's people changed a day; in the other offices that day is one of the
public list, and the next seeding brings it back to that.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KINDS = ("holiday", "compensatory", "swap_off", "swap_work")


def upgrade() -> None:
    days = _taken_out()
    offices = op.get_bind().execute(sa.text("SELECT id FROM office")).scalars().all()
    table = op.create_table(
        "calendar_day",
        sa.Column("office_id", sa.Integer(), nullable=False),
        *_columns(),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_calendar_day_office_id_office")
        ),
        sa.PrimaryKeyConstraint("office_id", "on_day", name=op.f("pk_calendar_day")),
    )
    op.bulk_insert(table, [{"office_id": office, **day} for office in offices for day in days])


def downgrade() -> None:
    """The calendar of the first office stands for all again."""
    days = {day["on_day"]: day for day in _taken_out()}
    table = op.create_table(
        "calendar_day",
        *_columns(),
        sa.PrimaryKeyConstraint("on_day", name=op.f("pk_calendar_day")),
    )
    op.bulk_insert(table, list(days.values()))


def _columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="daykind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
    ]


def _taken_out() -> list[dict[str, Any]]:
    """Every row but its office, those of the first office last; the table is gone afterwards."""
    bind = op.get_bind()
    table = sa.Table("calendar_day", sa.MetaData(), autoload_with=bind)
    rows = bind.execute(sa.select(table)).mappings().all()
    ordered = sorted(rows, key=lambda row: -row.get("office_id", 0))
    op.drop_table("calendar_day")
    wanted = ("on_day", "kind", "name", "source", "confirmed")
    return [{name: row[name] for name in wanted} for row in ordered]
