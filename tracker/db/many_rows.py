"""Many rows of one table in one statement, without the work per row that a mapper does.

PostgreSQL gets one array a column and makes the rows itself; SQLite, which lies in our own
process, gets the tuples. A row that is there already, by its unique column, is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ARRAY, Connection, Insert, Table, bindparam, column, func, select
from sqlalchemy import cast as as_type
from sqlalchemy.dialects.postgresql import insert

BATCH = 1000
"""Rows of one statement: more are no faster, and each is held in memory twice."""

Row = tuple[Any, ...]


class NewRows:
    """Writes rows of ``table``; what can be prepared is prepared once.

    ``same``: columns whose value is the same in all rows of a call; ``own``: those in which rows
    differ, in the order in which each row gives them, as the driver takes them (words, numbers,
    yes and no); ``unique``: the column that decides whether a row is there already.
    """

    def __init__(
        self, connection: Connection, table: Table, same: Sequence[str], own: Sequence[str],
        unique: str,
    ) -> None:  # fmt: skip
        self._table, self._same, self._own, self._unique = table, same, own, unique
        self._dialect = connection.dialect
        self._statements: dict[frozenset[str], Insert] = {}

    def write(self, connection: Connection, same: Mapping[str, Any], rows: Iterable[Row]) -> int:
        """Insert the rows; returns how many of them were new."""
        put = self._tuples if self._dialect.name == "sqlite" else self._arrays
        left, written = iter(rows), 0
        while some := list(islice(left, BATCH)):
            written += put(connection, same, some)
        return written

    def _tuples(self, connection: Connection, same: Mapping[str, Any], rows: list[Row]) -> int:
        names = ", ".join((*self._same, *self._own))
        places = ", ".join("?" * (len(self._same) + len(self._own)))
        words = f"INSERT INTO {self._table.name} ({names}) VALUES ({places})"  # noqa: S608 — our own names
        words += f" ON CONFLICT ({self._unique}) DO NOTHING"
        first = tuple(self._plain(name, same[name]) for name in self._same)
        return connection.exec_driver_sql(words, [first + row for row in rows]).rowcount

    def _arrays(self, connection: Connection, same: Mapping[str, Any], rows: list[Row]) -> int:
        """What happens to be the same in all rows travels once; mostly keys that are empty."""
        given: dict[str, Any] = dict(same)
        differing = set()
        for name, values in zip(self._own, zip(*rows, strict=True), strict=True):
            alike = name != self._unique and values.count(values[0]) == len(values)
            given[name] = values[0] if alike else list(values)
            if not alike:
                differing.add(name)
        done = connection.execute(
            self._statement(frozenset(differing)), given,
            execution_options={"preserve_rowcount": True},  # else it is kept of updates only
        )  # fmt: skip
        return done.rowcount

    def _statement(self, differing: frozenset[str]) -> Insert:
        if differing not in self._statements:
            self._statements[differing] = self._from_arrays(differing)
        return self._statements[differing]

    def _from_arrays(self, differing: frozenset[str]) -> Insert:
        """INSERT … SELECT … FROM unnest(one array for each column that differs)."""
        types = {name: self._table.c[name].type for name in (*self._same, *self._own)}
        arrays = list(_arrays(types, differing))
        given = (
            func.unnest(*(array for _, array in arrays))
            .table_valued(*(column(name, types[name]) for name, _ in arrays), name="given")
            .render_derived()
        )
        values = [
            given.c[name] if name in differing else as_type(bindparam(name, type_=kind), kind)
            for name, kind in types.items()
        ]
        return (
            insert(self._table)
            .from_select(list(types), select(*values).select_from(given), include_defaults=False)
            .on_conflict_do_nothing(index_elements=[self._unique])
        )

    def _plain(self, name: str, value: Any) -> Any:
        """As SQLite's driver takes it."""
        kind: Any = self._table.c[name].type.dialect_impl(self._dialect)
        convert = kind.bind_processor(self._dialect)
        return value if convert is None else convert(value)


def _arrays(types: Mapping[str, Any], differing: frozenset[str]) -> Iterator[tuple[str, Any]]:
    for name, kind in types.items():
        if name in differing:
            yield name, bindparam(name, type_=ARRAY(kind))
