"""How a migration runs on both databases (docs/decisions/0004-migrations.md)."""

from __future__ import annotations

from typing import Any

from alembic import context
from flask import current_app

from tracker.models.search_index import is_search_object

config = context.config
database = current_app.extensions["migrate"].db


def include_object(_thing: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    """Hide what is written by hand (full-text search) from autogenerate."""
    return not is_search_object(kind, name or "")


def run() -> None:
    """SQLite rebuilds tables in batch mode: foreign keys are off meanwhile and checked after."""
    with database.engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            transactional_ddl=True,
            transaction_per_migration=True,
            render_as_batch=True,
            compare_type=True,
            include_object=include_object,
            user_module_prefix="tracker.db.",
        )
        with context.begin_transaction():
            context.run_migrations()
        if sqlite:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            connection.rollback()
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")
            if broken:
                raise RuntimeError(f"foreign keys broken: {broken[:5]}")


run()
