"""Difficulties get an owner, a day and their deeds; instructions, comments, steps inside a unit.

What was raised before is owed by the unit that follows tasks; it has no answer day.

Revision ID: 0019
Revises: 0018
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db
from tracker.models.search_index import TRIGGERS

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

OBSTACLE_STATES = ("waiting", "passed_up", "answered", "closed")
INSTRUCTION_STATES = ("waiting", "answered", "accepted", "withdrawn")


def _kind(*members: str, name: str, checked: bool = True) -> sa.Enum:
    return sa.Enum(*members, name=name, native_enum=False, create_constraint=checked, length=32)


def _at(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, tracker.db.UtcDateTime(timezone=True), nullable=nullable)


def _key_of(table: str, name: str, to: str, *, nullable: bool = False) -> sa.Column[object]:
    key = sa.ForeignKey(f"{to}.id", name=op.f(f"fk_{table}_{name}_{to}"))
    return sa.Column(name, sa.Integer(), key, nullable=nullable)


def upgrade() -> None:
    _grow_obstacle()
    _bind_obstacle_deeds()
    _create_instruction()
    _create_comment()
    _create_unit_step()
    _search_more_kinds()


def _grow_obstacle() -> None:
    with op.batch_alter_table("obstacle") as batch:
        batch.add_column(
            sa.Column(
                "state",
                _kind(*OBSTACLE_STATES, name="obstaclestate", checked=False),
                server_default="waiting",
                nullable=False,
            )
        )
        batch.add_column(sa.Column("owner_unit_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("owner_user_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("answer_due_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("answer_number", sa.String(60), nullable=True))
        batch.add_column(sa.Column("answer_paper_on", sa.Date(), nullable=True))
        batch.add_column(_at("asked_again_at"))
        batch.add_column(
            sa.Column("asked_again_note", sa.Text(), server_default="", nullable=False)
        )
        batch.add_column(_at("passed_at"))
        batch.add_column(sa.Column("passed_by_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("passed_to", sa.String(200), nullable=True))
        batch.add_column(sa.Column("passed_number", sa.String(60), nullable=True))
        batch.add_column(sa.Column("passed_paper_on", sa.Date(), nullable=True))
        batch.add_column(_at("closed_at"))
        batch.add_column(sa.Column("closed_by_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("close_reason", sa.Text(), server_default="", nullable=False))
        batch.add_column(sa.Column("row_version", sa.Integer(), server_default="1", nullable=False))
    op.execute("UPDATE obstacle SET state = 'answered' WHERE answered_at IS NOT NULL")
    op.execute("UPDATE obstacle SET state = 'closed' WHERE closed_on IS NOT NULL")
    op.execute(
        "UPDATE obstacle SET owner_unit_id = ("
        "SELECT lead_unit_id FROM office WHERE office.id = obstacle.office_id"
        " AND office.lead_unit_id <> obstacle.unit_id)"
    )
    states = ", ".join(f"'{state}'" for state in OBSTACLE_STATES)
    with op.batch_alter_table("obstacle") as batch:
        batch.alter_column(
            "state",
            existing_type=_kind(*OBSTACLE_STATES, name="obstaclestate", checked=False),
            existing_nullable=False,
            server_default=None,
        )
        batch.create_check_constraint(op.f("ck_obstacle_state"), f"state IN ({states})")
        batch.create_check_constraint(
            op.f("ck_obstacle_one_owner"), "owner_unit_id IS NULL OR owner_user_id IS NULL"
        )
        batch.create_check_constraint(
            op.f("ck_obstacle_closed"), "(state = 'closed') = (closed_on IS NOT NULL)"
        )
        for column, to in OBSTACLE_KEYS:
            batch.create_foreign_key(op.f(f"fk_obstacle_{column}_{to}"), to, [column], ["id"])
        batch.create_index("ix_obstacle_office_state", ["office_id", "state", "id"])
        batch.create_index("ix_obstacle_owner_unit_id", ["owner_unit_id"])
        batch.create_index("ix_obstacle_owner_user_id", ["owner_user_id"])


OBSTACLE_KEYS = (
    ("owner_unit_id", "unit"),
    ("owner_user_id", "user"),
    ("passed_by_id", "user"),
    ("closed_by_id", "user"),
)


def _bind_obstacle_deeds() -> None:
    op.create_table(
        "obstacle_deed",
        _key_of("obstacle_deed", "obstacle_id", "obstacle"),
        _key_of("obstacle_deed", "event_id", "event"),
        sa.PrimaryKeyConstraint("obstacle_id", "event_id", name=op.f("pk_obstacle_deed")),
    )


def _create_instruction() -> None:
    op.create_table(
        "instruction",
        sa.Column("id", sa.Integer(), nullable=False),
        _key_of("instruction", "office_id", "office"),
        _key_of("instruction", "task_id", "task"),
        _key_of("instruction", "leader_id", "user"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        _at("given_at", nullable=False),
        _key_of("instruction", "entered_by_id", "user"),
        _key_of("instruction", "paper_id", "evidence", nullable=True),
        sa.Column("state", _kind(*INSTRUCTION_STATES, name="instructionstate"), nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        _at("answered_at"),
        _key_of("instruction", "answered_by_id", "user", nullable=True),
        sa.Column("asked_again_note", sa.Text(), server_default="", nullable=False),
        _at("closed_at"),
        _key_of("instruction", "closed_by_id", "user", nullable=True),
        sa.Column("close_note", sa.Text(), server_default="", nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_instruction_text")),
        sa.CheckConstraint(
            "state NOT IN ('answered', 'accepted') OR answered_at IS NOT NULL",
            name=op.f("ck_instruction_answered"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instruction")),
    )
    op.create_index("ix_instruction_task", "instruction", ["task_id", "id"])
    op.create_index("ix_instruction_office_state", "instruction", ["office_id", "state", "id"])
    op.create_index("ix_instruction_leader_id", "instruction", ["leader_id"])


def _create_comment() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        _key_of("comment", "office_id", "office"),
        _key_of("comment", "task_id", "task"),
        _key_of("comment", "author_id", "user"),
        sa.Column("text", sa.Text(), nullable=False),
        _at("at", nullable=False),
        _at("corrected_at"),
        _at("withdrawn_at"),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_comment_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index("ix_comment_task", "comment", ["task_id", "id"])
    op.create_table(
        "comment_mention",
        _key_of("comment_mention", "comment_id", "comment"),
        _key_of("comment_mention", "user_id", "user"),
        sa.PrimaryKeyConstraint("comment_id", "user_id", name=op.f("pk_comment_mention")),
    )
    op.create_index("ix_comment_mention_user_id", "comment_mention", ["user_id"])


def _create_unit_step() -> None:
    op.create_table(
        "unit_step",
        sa.Column("id", sa.Integer(), nullable=False),
        _key_of("unit_step", "task_id", "task"),
        _key_of("unit_step", "unit_id", "unit"),
        sa.Column("ord", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(300), nullable=False),
        _key_of("unit_step", "officer_id", "user", nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        _at("done_at"),
        _key_of("unit_step", "done_by_id", "user", nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_unit_step_text")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_step")),
    )
    op.create_index("ix_unit_step_task_unit", "unit_step", ["task_id", "unit_id", "ord"])


def _search_more_kinds() -> None:
    """What may be found grows with every capability: its kinds carry no CHECK any more.

    Batch mode on SQLite drops the triggers of the full-text index without a word: they are
    made again.
    """
    with op.batch_alter_table("search_entry") as batch:
        batch.drop_constraint(op.f("ck_search_entry_kind"), type_="check")
    if op.get_bind().dialect.name == "sqlite":
        for name, body in TRIGGERS.items():
            op.execute(f"CREATE TRIGGER {name} {body}")


def downgrade() -> None:
    """The CHECK of what may be found stays away, as that of the kinds of events does."""
    op.execute("DELETE FROM search_entry WHERE kind = 'comment'")
    for table in ("unit_step", "comment_mention", "comment", "instruction", "obstacle_deed"):
        op.drop_table(table)
    with op.batch_alter_table("obstacle") as batch:
        for index in ("office_state", "owner_unit_id", "owner_user_id"):
            batch.drop_index(f"ix_obstacle_{index}")
        for column, to in OBSTACLE_KEYS:
            batch.drop_constraint(op.f(f"fk_obstacle_{column}_{to}"), type_="foreignkey")
        for check in ("state", "one_owner", "closed"):
            batch.drop_constraint(op.f(f"ck_obstacle_{check}"), type_="check")
        for column in OBSTACLE_COLUMNS:
            batch.drop_column(column)


OBSTACLE_COLUMNS = (
    "state",
    "owner_unit_id",
    "owner_user_id",
    "answer_due_on",
    "answer_number",
    "answer_paper_on",
    "asked_again_at",
    "asked_again_note",
    "passed_at",
    "passed_by_id",
    "passed_to",
    "passed_number",
    "passed_paper_on",
    "closed_at",
    "closed_by_id",
    "close_reason",
    "row_version",
)
