"""Locked means locked: the database refuses scores after the lock, and changes to what is sealed.

In which state a score may be written is said in domain/index_life.py, once; the triggers are made
from that table. ``create`` is called by migrations, and by tests that build from the models.
"""

from __future__ import annotations

from sqlalchemy import Connection

from tracker.domain.index_life import OVER, WRITABLE, RoundState, SetState
from tracker.models import append_only

APPEND_ONLY = ("sheet_score_change", "sheet_paper")


def _quoted(members: frozenset[RoundState]) -> str:
    return ", ".join(f"'{member.value}'" for member in sorted(members))


def _score_refused(row: str) -> str:
    stages = " OR ".join(
        f"({row}.stage = '{stage.value}' AND s.state IN "
        f"({', '.join(sorted(repr(state.value) for state in states))}))"
        for stage, states in WRITABLE.items()
    )
    return (
        "NOT EXISTS (SELECT 1 FROM index_sheet s JOIN index_round r ON r.id = s.round_id "  # noqa: S608 — made of our own enums
        f"WHERE s.id = {row}.sheet_id AND r.state NOT IN ({_quoted(OVER)}) AND ({stages}))"
    )


def _sheet_refused(row: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM index_round r WHERE r.id = {row}.round_id "  # noqa: S608 — as above
        f"AND r.state IN ({_quoted(OVER)}))"
    )


def _item_refused(row: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM index_set x WHERE x.id = {row}.set_id "  # noqa: S608 — as above
        f"AND x.state <> '{SetState.DRAFT.value}')"
    )


def _round_refused(row: str) -> str:
    return f"{row}.state = '{RoundState.SEALED.value}'"


#: Table → (deed, which row the condition looks at, condition): refused when it holds.
_REFUSALS: dict[str, tuple[tuple[str, str], ...]] = {
    "sheet_score": (
        ("INSERT", _score_refused("NEW")),
        ("UPDATE", f"{_score_refused('OLD')} OR {_score_refused('NEW')}"),
        ("DELETE", _score_refused("OLD")),
    ),
    "index_sheet": (("UPDATE", _sheet_refused("OLD")), ("DELETE", _sheet_refused("OLD"))),
    "index_item": (
        ("INSERT", _item_refused("NEW")),
        ("UPDATE", f"{_item_refused('OLD')} OR {_item_refused('NEW')}"),
        ("DELETE", _item_refused("OLD")),
    ),
    "index_round": (("UPDATE", _round_refused("OLD")), ("DELETE", _round_refused("OLD"))),
}


def create(connection: Connection) -> None:
    """All triggers of the index."""
    append_only.create(connection, APPEND_ONLY)
    for table, refusals in _REFUSALS.items():
        for deed, condition in refusals:
            name, said = f"{table}_lock_{deed.lower()}", f"{table} is locked"
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(
                    f"CREATE TRIGGER {name} BEFORE {deed} ON {table} WHEN {condition} "
                    f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
                )
                continue
            back = "OLD" if deed == "DELETE" else "NEW"
            connection.exec_driver_sql(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN IF {condition} THEN RAISE EXCEPTION '{said}'; END IF; "
                f"RETURN {back}; END $$"
            )
            connection.exec_driver_sql(
                f"CREATE TRIGGER {name} BEFORE {deed} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {name}()"
            )


def drop(connection: Connection) -> None:
    """Remove them, before the tables go."""
    append_only.drop(connection, APPEND_ONLY)
    for table, refusals in _REFUSALS.items():
        for deed, _condition in refusals:
            name = f"{table}_lock_{deed.lower()}"
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
                continue
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {name}()")
