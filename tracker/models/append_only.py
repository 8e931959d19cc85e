"""The history refuses changes in the database itself, not only by good manners."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

TABLES = ("event", "history_link", "history_head")


def create(connection: Connection, tables: Sequence[str] = TABLES) -> None:
    """Triggers that refuse UPDATE and DELETE on ``tables``; called by migrations."""
    if connection.dialect.name == "sqlite":
        for table in tables:
            for deed in ("UPDATE", "DELETE"):
                connection.exec_driver_sql(
                    f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        return
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in tables:
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )


def drop(connection: Connection, tables: Sequence[str] = TABLES) -> None:
    """Remove the triggers of ``tables``, before the tables go."""
    if connection.dialect.name == "sqlite":
        for table in tables:
            for deed in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_{deed}")
        return
    for table in tables:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
    if "event" in tables:
        connection.exec_driver_sql("DROP FUNCTION IF EXISTS refuse_change()")
