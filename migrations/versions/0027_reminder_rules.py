"""The ladder as rows, with what offices begin with; what a ledger entry is about.

Revision ID: 0027
Revises: 0026
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminder_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "deadline",
                "acknowledge",
                "update",
                "approval",
                "extension",
                "report",
                "series",
                "evidence",
                name="rulekind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("directive_id", sa.Integer(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.Text(), server_default="", nullable=False),
        sa.Column("set_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=True),
        sa.Column("replaced_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("n >= 1", name=op.f("ck_reminder_rule_n")),
        sa.CheckConstraint(
            "unit_id IS NULL OR directive_id IS NULL", name=op.f("ck_reminder_rule_one_scope")
        ),
        sa.ForeignKeyConstraint(
            ["directive_id"], ["directive.id"], name=op.f("fk_reminder_rule_directive_id_directive")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_reminder_rule_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["user.id"], name=op.f("fk_reminder_rule_set_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_reminder_rule_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_rule")),
        sa.UniqueConstraint(
            "office_id", "kind", "scope", "n", name=op.f("uq_reminder_rule_office_id_kind_scope_n")
        ),
    )
    with op.batch_alter_table("reminder_rule", schema=None) as batch_op:
        batch_op.create_index(
            "uq_reminder_rule_present",
            ["office_id", "kind", "scope"],
            unique=True,
            sqlite_where=sa.text("replaced_at IS NULL"),
            postgresql_where=sa.text("replaced_at IS NULL"),
        )

    op.create_table(
        "reminder_rung",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("every", sa.Integer(), nullable=True),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("audiences", sa.JSON(), nullable=False),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("statutory", sa.Boolean(), nullable=False),
        sa.Column("letter", sa.Boolean(), nullable=False),
        sa.CheckConstraint("every IS NULL OR every >= 1", name=op.f("ck_reminder_rung_every")),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["reminder_rule.id"], name=op.f("fk_reminder_rung_rule_id_reminder_rule")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_rung")),
        sa.UniqueConstraint("rule_id", "at", name=op.f("uq_reminder_rung_rule_id_at")),
        sa.UniqueConstraint("rule_id", "key", name=op.f("uq_reminder_rung_rule_id_key")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(
            "ix_evidence_office_expires", ["office_id", "expires_on"], unique=False
        )

    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("submission_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("extension_request_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("series_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("evidence_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("period_key", sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column("unit_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("rule_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("level", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(
            sa.Column("statutory", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.drop_index(batch_op.f("ix_ledger_entry_task"))
        batch_op.create_index(
            "ix_ledger_entry_task",
            ["task_id", "rule", "rung", "occurrence", "deadline_version"],
            unique=False,
        )
        batch_op.create_index(
            "ix_ledger_entry_office_day", ["office_id", "on_day", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_ledger_entry_unit_id"), ["unit_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_ledger_entry_rule_id_reminder_rule"),
            "reminder_rule",
            ["rule_id"],
            ["id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_ledger_entry_submission_id_submission"),
            "submission",
            ["submission_id"],
            ["id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_ledger_entry_series_id_series"), "series", ["series_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_ledger_entry_unit_id_unit"), "unit", ["unit_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_ledger_entry_extension_request_id_extension_request"),
            "extension_request",
            ["extension_request_id"],
            ["id"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_ledger_entry_evidence_id_evidence"), "evidence", ["evidence_id"], ["id"]
        )

    with op.batch_alter_table("task_lead", schema=None) as batch_op:
        batch_op.create_index(
            "ix_task_lead_from",
            ["from_at"],
            unique=False,
            sqlite_where=sa.text("to_at IS NULL"),
            postgresql_where=sa.text("to_at IS NULL"),
        )

    _default_rules()


def _default_rules() -> None:
    """Every office that exists already begins with the rules of seeds/reminders.json."""
    connection = op.get_bind()
    tables = sa.MetaData()
    rule = sa.Table("reminder_rule", tables, autoload_with=connection)
    rung = sa.Table("reminder_rung", tables, autoload_with=connection)
    offices = connection.execute(sa.text("SELECT id FROM office ORDER BY id")).scalars().all()
    seeds = Path(__file__).parents[2] / "seeds" / "reminders.json"
    always = datetime(2000, 1, 1, tzinfo=UTC)
    if connection.dialect.name == "sqlite":
        always = always.replace(tzinfo=None)
    for office_id in offices:
        for raw in json.loads(seeds.read_text("utf-8"))["rules"]:
            made = connection.execute(
                rule.insert().values(
                    office_id=office_id,
                    kind=raw["kind"],
                    scope="office",
                    n=1,
                    enabled=raw["enabled"],
                    basis="",
                    set_at=always,
                )
            )
            for step in raw["rungs"]:
                connection.execute(
                    rung.insert().values(
                        rule_id=made.inserted_primary_key[0],
                        key=step["key"],
                        at=step["at"],
                        every=step.get("every"),
                        most=step.get("most"),
                        audiences=step["audiences"],
                        channels=["in_app", "email"],
                        words="",
                        statutory=step.get("statutory", False),
                        letter=step.get("letter", False),
                    )
                )


def downgrade() -> None:
    with op.batch_alter_table("task_lead", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_task_lead_from",
            sqlite_where=sa.text("to_at IS NULL"),
            postgresql_where=sa.text("to_at IS NULL"),
        )

    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_ledger_entry_evidence_id_evidence"), type_="foreignkey"
        )
        batch_op.drop_constraint(
            batch_op.f("fk_ledger_entry_extension_request_id_extension_request"), type_="foreignkey"
        )
        batch_op.drop_constraint(batch_op.f("fk_ledger_entry_unit_id_unit"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_ledger_entry_series_id_series"), type_="foreignkey")
        batch_op.drop_constraint(
            batch_op.f("fk_ledger_entry_submission_id_submission"), type_="foreignkey"
        )
        batch_op.drop_constraint(
            batch_op.f("fk_ledger_entry_rule_id_reminder_rule"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_ledger_entry_unit_id"))
        batch_op.drop_index("ix_ledger_entry_office_day")
        batch_op.drop_index("ix_ledger_entry_task")
        batch_op.create_index(batch_op.f("ix_ledger_entry_task"), ["task_id", "id"], unique=False)
        batch_op.drop_column("statutory")
        batch_op.drop_column("level")
        batch_op.drop_column("rule_id")
        batch_op.drop_column("unit_id")
        batch_op.drop_column("period_key")
        batch_op.drop_column("evidence_id")
        batch_op.drop_column("series_id")
        batch_op.drop_column("extension_request_id")
        batch_op.drop_column("submission_id")

    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index("ix_evidence_office_expires")

    op.drop_table("reminder_rung")
    with op.batch_alter_table("reminder_rule", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_reminder_rule_present",
            sqlite_where=sa.text("replaced_at IS NULL"),
            postgresql_where=sa.text("replaced_at IS NULL"),
        )

    op.drop_table("reminder_rule")
