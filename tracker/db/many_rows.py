"""Many rows of one table in one statement, without the work per row that a mapper does.

PostgreSQL gets one array a column and makes the rows itself; SQLite, which lies in our own
process, gets the tuples. A row that is there already, by its unique column, is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import (
    ARRAY,
    Column,
    Connection,
    Insert,
    Table,
    bindparam,
    column,
    func,
    select,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert


class NewRows:
    """The statement that writes rows of ``table``, made once.

    ``same``: columns whose value is the same in all rows of a call; ``own``: those in which rows
    differ, in the order in which each row gives them; ``unique``: the column that decides
    whether a row is there already.
    """

    def __init__(
        self, connection: Connection, table: Table, *, same: Sequence[str], own: Sequence[str],
        unique: str,
    ) -> None:  # fmt: skip
        self._same = [table.c[name] for name in same]
        self._own = [table.c[name] for name in own]
        self._dialect = connection.dialect
        self._in_process = self._dialect.name == "sqlite"
        if self._in_process:
            self._words = self._values(table, unique)
        else:
            self._statement = self._from_arrays(table, unique)

    def write(
        self, connection: Connection, same: Mapping[str, Any], rows: Sequence[tuple[Any, ...]]
    ) -> int:
        """Insert the rows; returns how many of them were new."""
        if not rows:
            return 0
        if not self._in_process:
            given = {f"own_{n}": list(values) for n, values in enumerate(zip(*rows, strict=True))}
            return connection.execute(self._statement, {**same, **given}).rowcount
        first = tuple(self._plain(column, same[column.name]) for column in self._same)
        return connection.exec_driver_sql(self._words, [first + row for row in rows]).rowcount

    def _values(self, table: Table, unique: str) -> str:
        """The words for SQLite, columns in our own order."""
        names = [column.name for column in (*self._same, *self._own)]
        known = sqlite_insert(table).on_conflict_do_nothing(index_elements=[unique])
        clause = str(known.compile(dialect=self._dialect)).rpartition(" ON CONFLICT ")[2]
        places = ", ".join("?" * len(names))
        columns = ", ".join(names)
        return f"INSERT INTO {table.name} ({columns}) VALUES ({places}) ON CONFLICT {clause}"  # noqa: S608 — names of our own columns

    def _from_arrays(self, table: Table, unique: str) -> Insert:
        """INSERT … SELECT … FROM unnest(one array a column)."""
        arrays = [
            bindparam(f"own_{n}", type_=ARRAY(column.type)) for n, column in enumerate(self._own)
        ]
        given = (
            func.unnest(*arrays)
            .table_valued(*(column(own.name, own.type) for own in self._own), name="given")
            .render_derived()
        )
        constant = [
            sql_cast(bindparam(same.name, type_=same.type), same.type) for same in self._same
        ]
        names = [column.name for column in (*self._same, *self._own)]
        return (
            postgresql_insert(table)
            .from_select(
                names, select(*constant, *given.c).select_from(given), include_defaults=False
            )
            .on_conflict_do_nothing(index_elements=[unique])
        )

    def _plain(self, column: Column[Any], value: Any) -> Any:
        """As the driver takes it; rows of our own columns hold plain values already."""
        convert = cast(Any, column.type.dialect_impl(self._dialect)).bind_processor(self._dialect)
        return value if convert is None else convert(value)
