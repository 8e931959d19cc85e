"""The history refuses changes in the database itself, not only by good manners."""

from __future__ import annotations

from sqlalchemy import Connection

TABLES = ("event",)


def create(connection: Connection) -> None:
    """Triggers that refuse UPDATE and DELETE; called by migrations."""
    if connection.dialect.name == "sqlite":
        for table in TABLES:
            for deed in ("UPDATE", "DELETE"):
                connection.exec_driver_sql(
                    f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        return
    connection.exec_driver_sql(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in TABLES:
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )


def drop(connection: Connection) -> None:
    """Remove the triggers, before the tables go."""
    if connection.dialect.name == "sqlite":
        for table in TABLES:
            for deed in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_{deed}")
        return
    for table in TABLES:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
    connection.exec_driver_sql("DROP FUNCTION IF EXISTS refuse_change()")
