"""What a directive's page knows about its surroundings.

Citations with their role, targets of the directive with the duties that serve them, events on
which deadlines wait, duties that answer another paper's order, proposals kept with a reading.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import tracker.db
from tracker.domain.paper_number import number_key
from tracker.reading.repetition import fingerprints

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COMPARATORS = (
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "equal",
    "between",
    "increase",
    "decrease",
)
ROLES = ("carried_out", "basis", "mentioned")


def upgrade() -> None:
    _directives_and_citations()
    _readings_and_drafts()
    _targets()
    op.create_table(
        "duty_fingerprint",
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["duty_id"], ["duty.id"], name=op.f("fk_duty_fingerprint_duty_id_duty")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_duty_fingerprint_office_id_office")
        ),
        sa.PrimaryKeyConstraint("duty_id", "mark", name=op.f("pk_duty_fingerprint")),
    )
    op.create_index(
        "ix_duty_fingerprint_mark", "duty_fingerprint", ["office_id", "mark", "duty_id"]
    )
    _fill()


def _directives_and_citations() -> None:
    with op.batch_alter_table("directive") as batch:
        batch.add_column(sa.Column("number_key", sa.String(length=60), nullable=True))
        batch.create_index("ix_directive_office_number_key", ["office_id", "number_key"])
    with op.batch_alter_table("citation") as batch:
        batch.add_column(sa.Column("number_key", sa.String(length=60), nullable=True))
        batch.add_column(
            sa.Column("role", sa.String(length=32), nullable=False, server_default="mentioned")
        )
        batch.add_column(sa.Column("decided_by_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_citation_decided_by_id_user"), "user", ["decided_by_id"], ["id"]
        )
        batch.create_index(op.f("ix_citation_number_key"), ["number_key"])
        batch.create_check_constraint(op.f("ck_citation_role"), _one_of("role", ROLES))
    with op.batch_alter_table("citation") as batch:
        batch.alter_column("role", existing_type=sa.String(length=32), server_default=None)
    with op.batch_alter_table("named_event") as batch:
        batch.add_column(sa.Column("basis", sa.Text(), server_default="", nullable=False))
        batch.add_column(sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("named_event") as batch:
        batch.alter_column("row_version", existing_type=sa.Integer(), server_default=None)


def _readings_and_drafts() -> None:
    with op.batch_alter_table("reading") as batch:
        batch.add_column(sa.Column("proposals", sa.JSON(), nullable=True))
    with op.batch_alter_table("task_draft") as batch:
        batch.add_column(sa.Column("answered_by_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("event_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("event_step", sa.String(length=20), nullable=True))
        batch.create_foreign_key(
            op.f("fk_task_draft_answered_by_id_duty"), "duty", ["answered_by_id"], ["id"]
        )
        batch.create_foreign_key(
            op.f("fk_task_draft_event_id_named_event"), "named_event", ["event_id"], ["id"]
        )
        batch.create_check_constraint(
            op.f("ck_task_draft_answered_is_aside"),
            "answered_by_id IS NULL OR state = 'set_aside'",
        )
        batch.create_index(op.f("ix_task_draft_answered_by_id"), ["answered_by_id"])
        batch.create_index(op.f("ix_task_draft_event_id"), ["event_id"])
    with op.batch_alter_table("duty") as batch:
        batch.add_column(sa.Column("event_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("event_step", sa.String(length=20), nullable=True))
        batch.create_foreign_key(
            op.f("fk_duty_event_id_named_event"), "named_event", ["event_id"], ["id"]
        )
        batch.create_index(op.f("ix_duty_event_id"), ["event_id"])


def _targets() -> None:
    with op.batch_alter_table("target") as batch:
        batch.add_column(sa.Column("directive_id", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE target SET directive_id ="
        " (SELECT directive_id FROM reading WHERE reading.id = target.reading_id)"
    )
    with op.batch_alter_table("target") as batch:
        batch.alter_column("directive_id", existing_type=sa.Integer(), nullable=False)
        batch.alter_column("reading_id", existing_type=sa.Integer(), nullable=True)
        batch.alter_column(
            "comparator", existing_type=sa.String(length=20), type_=sa.String(length=32)
        )
        batch.add_column(sa.Column("upper", sa.String(length=30), nullable=True))
        batch.add_column(sa.Column("edited_by_id", sa.Integer(), nullable=True))
        batch.add_column(
            sa.Column("removed_at", tracker.db.UtcDateTime(timezone=True), nullable=True)
        )
        batch.add_column(sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"))
        batch.create_foreign_key(
            op.f("fk_target_directive_id_directive"), "directive", ["directive_id"], ["id"]
        )
        batch.create_foreign_key(
            op.f("fk_target_edited_by_id_user"), "user", ["edited_by_id"], ["id"]
        )
        batch.create_check_constraint(
            op.f("ck_target_comparator"), _one_of("comparator", COMPARATORS)
        )
        batch.create_index(op.f("ix_target_directive_id"), ["directive_id"])
    with op.batch_alter_table("target") as batch:
        batch.alter_column("row_version", existing_type=sa.Integer(), server_default=None)
    op.create_table(
        "target_duty",
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["target_id"], ["target.id"], name=op.f("fk_target_duty_target_id_target")
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_target_duty_duty_id_duty")),
        sa.PrimaryKeyConstraint("target_id", "duty_id", name=op.f("pk_target_duty")),
    )
    op.create_index(op.f("ix_target_duty_duty_id"), "target_duty", ["duty_id"])


def _fill() -> None:
    """Keys of numbers and fingerprints of duties for what is in the register already."""
    bind = op.get_bind()
    for name in ("directive", "citation"):
        table = sa.table(
            name, sa.column("id"), sa.column("number", sa.String), sa.column("number_key")
        )
        rows = bind.execute(
            sa.select(table.c.id, table.c.number).where(table.c.number.is_not(None))
        )
        for key, number in rows.fetchall():
            bind.execute(
                table.update().where(table.c.id == key).values(number_key=number_key(number))
            )
    insert = sa.text(
        "INSERT INTO duty_fingerprint (duty_id, mark, office_id) VALUES (:duty, :mark, :office)"
    )
    for duty, office, text in bind.execute(
        sa.text("SELECT id, office_id, text FROM duty")
    ).fetchall():
        for mark in sorted(fingerprints(text)):
            bind.execute(insert, {"duty": duty, "mark": mark, "office": office})


def _one_of(column: str, values: Sequence[str]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def downgrade() -> None:
    op.drop_table("duty_fingerprint")
    op.drop_table("target_duty")
    op.execute("DELETE FROM target WHERE reading_id IS NULL OR removed_at IS NOT NULL")
    with op.batch_alter_table("target") as batch:
        batch.drop_index(op.f("ix_target_directive_id"))
        batch.drop_constraint(op.f("ck_target_comparator"), type_="check")
        batch.drop_constraint(op.f("fk_target_edited_by_id_user"), type_="foreignkey")
        batch.drop_constraint(op.f("fk_target_directive_id_directive"), type_="foreignkey")
        for column in ("directive_id", "upper", "edited_by_id", "removed_at", "row_version"):
            batch.drop_column(column)
        batch.alter_column("reading_id", existing_type=sa.Integer(), nullable=False)
        batch.alter_column(
            "comparator", existing_type=sa.String(length=32), type_=sa.String(length=20)
        )
    with op.batch_alter_table("duty") as batch:
        batch.drop_index(op.f("ix_duty_event_id"))
        batch.drop_constraint(op.f("fk_duty_event_id_named_event"), type_="foreignkey")
        batch.drop_column("event_step")
        batch.drop_column("event_id")
    with op.batch_alter_table("task_draft") as batch:
        batch.drop_index(op.f("ix_task_draft_event_id"))
        batch.drop_index(op.f("ix_task_draft_answered_by_id"))
        batch.drop_constraint(op.f("ck_task_draft_answered_is_aside"), type_="check")
        batch.drop_constraint(op.f("fk_task_draft_event_id_named_event"), type_="foreignkey")
        batch.drop_constraint(op.f("fk_task_draft_answered_by_id_duty"), type_="foreignkey")
        for column in ("event_step", "event_id", "answered_by_id"):
            batch.drop_column(column)
    with op.batch_alter_table("reading") as batch:
        batch.drop_column("proposals")
    with op.batch_alter_table("named_event") as batch:
        batch.drop_column("row_version")
        batch.drop_column("basis")
    with op.batch_alter_table("citation") as batch:
        batch.drop_index(op.f("ix_citation_number_key"))
        batch.drop_constraint(op.f("ck_citation_role"), type_="check")
        batch.drop_constraint(op.f("fk_citation_decided_by_id_user"), type_="foreignkey")
        for column in ("decided_by_id", "role", "number_key"):
            batch.drop_column(column)
    with op.batch_alter_table("directive") as batch:
        batch.drop_index("ix_directive_office_number_key")
        batch.drop_column("number_key")
