"""Rows in bulk: COPY on PostgreSQL, executemany on SQLite, in an order that foreign keys allow.

Values are given as the mapper would take them and pass through the columns' own types.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Column, Connection, Table, func, select, text

from tracker.db import Base

BATCH = 50_000
"""Rows that may wait, of all tables together."""


class Sheet:
    """The rows of one table that wait to be written."""

    def __init__(self, table: Table, connection: Connection) -> None:
        self.table = table
        self.rows: list[tuple[Any, ...]] = []
        self._columns = list(table.columns)
        self._defaults = {column.key: _default_of(column) for column in self._columns}
        dialect = connection.dialect
        self._through: list[tuple[int, Callable[[Any], Any]]] = []
        for n, column in enumerate(self._columns):
            process = column.type.dialect_impl(dialect).bind_processor(dialect)
            if process is not None:
                self._through.append((n, process))
        self._next = 1
        if "id" in self._defaults:
            self._next += connection.scalar(select(func.max(table.c.id))) or 0

    def take_key(self) -> int:
        """A key for a row that is added later."""
        self._next += 1
        return self._next - 1

    def add(self, **values: Any) -> int:
        """One row, with a key of its own unless one was taken; returns it (0: no ``id``)."""
        key: int = values.get("id", 0)
        if not key and "id" in self._defaults:
            key = values["id"] = self.take_key()
        row = self._defaults | values
        if len(row) != len(self._columns):
            raise TypeError(f"{self.table.name} has no column {values.keys() - self._defaults}")
        line = list(row.values())
        for n, process in self._through:
            line[n] = process(line[n])
        self.rows.append(tuple(line))
        return key

    def write(self, connection: Connection) -> None:
        """Hand the waiting rows to the database."""
        if not self.rows:
            return
        names = ", ".join(f'"{column.name}"' for column in self._columns)
        if connection.dialect.name == "sqlite":
            places = ", ".join("?" * len(self._columns))
            connection.exec_driver_sql(
                f'INSERT INTO "{self.table.name}" ({names}) VALUES ({places})',  # noqa: S608
                self.rows,
            )
        else:
            cursor: Any = connection.connection.cursor()
            with cursor.copy(f'COPY "{self.table.name}" ({names}) FROM STDIN') as copy:
                for row in self.rows:
                    copy.write_row(row)
            cursor.close()
        self.rows = []


class TableWriter:
    """All sheets of one connection; nothing is committed here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sheets: dict[str, Sheet] = {}
        self._order = [table.name for table in Base.metadata.sorted_tables]

    def sheet(self, model: type[Base]) -> Sheet:
        """The sheet of a model's table, always the same one."""
        table = model.__table__
        if not isinstance(table, Table):
            raise TypeError(f"{model.__name__} is not mapped to a table")
        if table.name not in self._sheets:
            self._sheets[table.name] = Sheet(table, self._connection)
        return self._sheets[table.name]

    def write_some(self) -> None:
        """Write when enough waits; call it only where what waits is complete."""
        if sum(len(sheet.rows) for sheet in self._sheets.values()) >= BATCH:
            self.write_all()

    def write_all(self) -> None:
        """Write everything that waits."""
        for name in self._order:
            if name in self._sheets:
                self._sheets[name].write(self._connection)

    def finish(self) -> None:
        """Write the rest, move PostgreSQL's counters behind it, and tell the planner."""
        self.write_all()
        if self._connection.dialect.name == "postgresql":
            for sheet in self._sheets.values():
                if "id" in sheet.table.c:
                    counter = func.pg_get_serial_sequence(f'"{sheet.table.name}"', "id")
                    last = select(func.max(sheet.table.c.id)).scalar_subquery()
                    self._connection.execute(select(func.setval(counter, last)))
        self._connection.execute(text("ANALYZE"))


def _default_of(column: Column[Any]) -> Any:
    default: Any = column.default
    if default is None:
        return None
    if default.is_scalar:
        return default.arg
    made: Callable[[Any], Any] = default.arg
    return made(None)
