"""A series keeps its rules one after another, each with its day and basis; periods may be skipped.

The first rule of an existing series is moved over, together with the day on which it ends.

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_SERIES = sa.table(
    "series",
    sa.column("id", sa.Integer),
    sa.column("duty_id", sa.Integer),
    sa.column("rule", sa.JSON),
    sa.column("from_on", sa.Date),
    sa.column("to_on", sa.Date),
    sa.column("created_at", tracker.db.UtcDateTime(timezone=True)),
)
_DUTY = sa.table("duty", sa.column("id", sa.Integer), sa.column("created_by_id", sa.Integer))
_RULE = sa.table(
    "series_rule",
    sa.column("series_id", sa.Integer),
    sa.column("n", sa.Integer),
    sa.column("from_on", sa.Date),
    sa.column("rule", sa.JSON(none_as_null=True)),
    sa.column("basis", sa.Text),
    sa.column("set_by_id", sa.Integer),
    sa.column("set_at", tracker.db.UtcDateTime(timezone=True)),
    sa.column("replaced", sa.Boolean),
)


def upgrade() -> None:
    op.create_table(
        "series_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("rule", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("basis", sa.Text(), server_default="", nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("replaced", sa.Boolean(), nullable=False),
        sa.CheckConstraint("n >= 1", name=op.f("ck_series_rule_n")),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_series_rule_series_id_series")
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["user.id"], name=op.f("fk_series_rule_set_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_rule")),
        sa.UniqueConstraint("series_id", "n", name=op.f("uq_series_rule_series_id_n")),
    )
    op.create_table(
        "series_skip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("period_key", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("skipped_by_id", sa.Integer(), nullable=False),
        sa.Column("skipped_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_series_skip_series_id_series")
        ),
        sa.ForeignKeyConstraint(
            ["skipped_by_id"], ["user.id"], name=op.f("fk_series_skip_skipped_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_skip")),
        sa.UniqueConstraint(
            "series_id", "period_key", name=op.f("uq_series_skip_series_id_period_key")
        ),
    )
    _move_rules()
    op.add_column(
        "series", sa.Column("row_version", sa.Integer(), server_default="1", nullable=False)
    )
    op.drop_column("series", "rule")
    op.drop_column("series", "to_on")


def downgrade() -> None:
    op.add_column("series", sa.Column("to_on", sa.Date(), nullable=True))
    op.add_column("series", sa.Column("rule", sa.JSON(), server_default="{}", nullable=False))
    _move_back()
    op.drop_column("series", "row_version")
    op.drop_table("series_skip")
    op.drop_table("series_rule")


def _move_rules() -> None:
    """Each rule becomes the first of its series; the last day becomes an end the day after."""
    connection = op.get_bind()
    rows = connection.execute(
        sa.select(_SERIES, _DUTY.c.created_by_id).join(_DUTY, _DUTY.c.id == _SERIES.c.duty_id)
    ).all()
    moved = []
    for row in rows:
        both = {"series_id": row.id, "set_by_id": row.created_by_id, "set_at": row.created_at}
        both |= {"basis": "", "replaced": False}
        moved.append({**both, "n": 1, "from_on": row.from_on, "rule": row.rule})
        if row.to_on is not None:
            end = row.to_on + timedelta(days=1)
            moved.append({**both, "n": 2, "from_on": end, "rule": None})
    if moved:
        op.bulk_insert(_RULE, moved)


def _move_back() -> None:
    """The newest rule that holds, and the last day of one that has ended."""
    connection = op.get_bind()
    rows = connection.execute(
        sa.select(_RULE).where(_RULE.c.replaced.is_(False)).order_by(_RULE.c.series_id, _RULE.c.n)
    )
    ends: dict[int, date | None] = {}
    kept: dict[int, object] = {}
    for row in rows:
        ends[row.series_id] = row.from_on - timedelta(days=1) if row.rule is None else None
        if row.rule is not None:
            kept[row.series_id] = row.rule
    for series_id, rule in kept.items():
        connection.execute(
            sa.update(_SERIES)
            .where(_SERIES.c.id == series_id)
            .values(rule=rule, to_on=ends[series_id])
        )
