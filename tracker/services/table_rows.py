"""All rows of a database as plain values, and back into another one: SQLite or PostgreSQL.

Tables are read as the database itself describes them, not as today's models do: a backup is
made before a migration too. The full-text index is left out; its triggers fill it again.
"""

from __future__ import annotations

import base64
import warnings
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, MetaData, Table, func, insert, inspect, select, text, update
from sqlalchemy.exc import SAWarning

from tracker.models.search_index import is_search_object

BATCH = 500

Row = dict[str, Any]


def tables_of(connection: Connection) -> list[Table]:
    """Every table of ours, those that others refer to first."""
    metadata = MetaData()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # types that only the full-text index has
        metadata.reflect(
            connection,
            only=lambda name, _metadata: (
                not is_search_object("table", name) and name != "alembic_version"
            ),
        )
        return list(metadata.sorted_tables)


def revisions_of(connection: Connection) -> list[str]:
    """The migrations that the database has reached; empty before the first one."""
    if not inspect(connection).has_table("alembic_version"):
        return []
    return sorted(connection.scalars(text("SELECT version_num FROM alembic_version")))


def counts_of(connection: Connection) -> dict[str, int]:
    """Table → number of rows."""
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in tables_of(connection)
    }


def rows_of(connection: Connection, table: Table) -> Iterator[Row]:
    """The rows of a table in the order of its key, as values that JSON can keep."""
    columns = [column for column in table.columns if column.computed is None]
    query = select(*columns).order_by(*table.primary_key.columns)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # SQLite keeps decimals as floats
        for row in connection.execution_options(yield_per=BATCH).execute(query).mappings():
            yield {name: _plain(value) for name, value in row.items()}


def fill(connection: Connection, table: Table, rows: Iterable[Row]) -> int:
    """Put ``rows`` into an empty table; returns how many. References within it come last."""
    sqlite = connection.dialect.name == "sqlite"
    known = {column.name for column in table.columns if column.computed is None}
    upward = [
        column.name
        for column in table.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]
    count, later = 0, []
    for batch in _batches(rows):
        values = [
            {name: _value(value, sqlite=sqlite) for name, value in row.items() if name in known}
            for row in batch
        ]
        for row in values:
            above = {name: row[name] for name in upward if row.get(name) is not None}
            if above:
                later.append((_key(table, row), above))
                row.update(dict.fromkeys(above))
        connection.execute(insert(table), values)
        count += len(values)
    for key, above in later:
        connection.execute(update(table).filter_by(**key).values(above))
    if not sqlite:
        _advance_sequence(connection, table)
    return count


def _key(table: Table, row: Row) -> Row:
    return {column.name: row[column.name] for column in table.primary_key.columns}


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _advance_sequence(connection: Connection, table: Table) -> None:
    """The next new row must not take a number that is in use."""
    keys = list(table.primary_key.columns)
    if len(keys) != 1 or keys[0].type.python_type is not int:
        return
    sequence = connection.scalar(
        select(func.pg_get_serial_sequence(f'"{table.name}"', keys[0].name))
    )
    if sequence is not None:
        highest = connection.scalar(select(func.max(keys[0])))
        if highest is not None:
            connection.execute(select(func.setval(sequence, highest)))


def _plain(value: Any) -> Any:
    """A value with its type beside it where JSON has none."""
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return {"moment": aware.astimezone(UTC).isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, bytes | memoryview):
        return {"bytes": base64.b64encode(bytes(value)).decode()}
    return {"json": value} if isinstance(value, dict | list) else value


def _value(plain: Any, *, sqlite: bool) -> Any:
    """The value behind ``plain``; SQLite keeps moments as UTC without saying so."""
    if not isinstance(plain, dict):
        return plain
    (kind, value), *_ = plain.items()
    if kind == "moment":
        moment = datetime.fromisoformat(value)
        return moment.replace(tzinfo=None) if sqlite else moment
    if kind == "day":
        return date.fromisoformat(value)
    if kind == "decimal":
        return Decimal(value)
    return base64.b64decode(value) if kind == "bytes" else value
