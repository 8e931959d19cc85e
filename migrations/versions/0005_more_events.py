"""Three deeds more have an event: drafts marked as reviewed, a period kept as a draft, sign-out.

The kinds of events stand in a CHECK. Batch mode would drop the triggers that keep the history
append-only, so that SQLite's table is rebuilt here from its own words.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import re

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KINDS = (
    "directive_received",
    "directive_edited",
    "directive_read",
    "draft_edited",
    "draft_set_aside",
    "draft_restored",
    "drafts_ready",
    "drafts_confirmed",
    "list_shown",
    "list_decided",
    "task_assigned",
    "task_acknowledged",
    "progress_reported",
    "task_submitted",
    "task_withdrawn",
    "task_confirmed",
    "task_returned",
    "task_refused",
    "refusal_decided",
    "task_suspended",
    "task_resumed",
    "task_cancelled",
    "task_reopened",
    "result_recorded",
    "deadline_set",
    "evidence_attached",
    "part_answered",
    "lead_moved",
    "officer_named",
    "period_kept",
    "period_filled",
    "period_submitted",
    "report_frozen",
    "report_issued",
    "office_created",
    "unit_created",
    "unit_changed",
    "unit_dissolved",
    "user_created",
    "user_changed",
    "user_deactivated",
    "password_reset",
    "password_changed",
    "signed_in",
    "sign_in_failed",
    "signed_out",
    "membership_changed",
    "grant_changed",
    "setting_changed",
    "calendar_changed",
    "units_imported",
    "users_imported",
)
NEW = ("drafts_ready", "period_kept", "signed_out")


def upgrade() -> None:
    _set_kinds(KINDS)


def downgrade() -> None:
    """The first version knows no such deeds: what has no word there is left out."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    if sqlite:
        op.execute("DROP TRIGGER event_no_update")
        op.execute("DROP TRIGGER event_no_delete")
    else:
        op.execute("ALTER TABLE event DISABLE TRIGGER USER")
    op.execute(f"DELETE FROM event WHERE kind IN {NEW}")  # noqa: S608 — the words above
    if sqlite:
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER event_no_{deed.lower()} BEFORE {deed} ON event "
                "BEGIN SELECT RAISE(ABORT, 'event is append-only'); END"
            )
    else:
        op.execute("ALTER TABLE event ENABLE TRIGGER USER")
    _set_kinds(tuple(kind for kind in KINDS if kind not in NEW))


def _set_kinds(kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(listed)
        return
    op.drop_constraint(op.f("ck_event_kind"), "event", type_="check")
    op.create_check_constraint(op.f("ck_event_kind"), "event", f"kind IN ({listed})")


def _rebuild(listed: str) -> None:
    """The table with another list of kinds, its rows, indexes and triggers as they were."""
    bind = op.get_bind()
    kept = bind.exec_driver_sql(
        "SELECT type, sql FROM sqlite_master WHERE tbl_name = 'event' AND sql IS NOT NULL"
    ).all()
    table = next(sql for kind, sql in kept if kind == "table")
    fresh = re.sub(r"CHECK \(kind IN \([^)]*\)\)", f"CHECK (kind IN ({listed}))", table, count=1)
    fresh = re.sub(r'^CREATE TABLE "?event"?', "CREATE TABLE event_fresh", fresh, count=1)
    bind.exec_driver_sql(fresh)
    bind.exec_driver_sql("INSERT INTO event_fresh SELECT * FROM event")
    bind.exec_driver_sql("DROP TABLE event")
    bind.exec_driver_sql("ALTER TABLE event_fresh RENAME TO event")
    for kind, sql in kept:
        if kind != "table":
            bind.exec_driver_sql(sql)
