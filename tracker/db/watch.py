"""What was found stays true until somebody writes: the state of the whole database, as a mark.

A reading transaction notes the mark before it sees anything. Two transactions with one mark see
the same rows, whichever process asks; so an answer may be kept by the mark and by what was asked
(docs/decisions/0021-until-somebody-writes.md). Writing transactions have no mark: what they see
may be taken back.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, event

T = TypeVar("T")

_KEY = "found"
_MOST_BYTES = 8 * 1024 * 1024
"""Answers that are kept at once, in a process; beyond that one begins anew."""


class Answers:
    """What was found at one mark, up to _MOST_BYTES."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self._known: dict[Hashable, Any] = {}
        self._bytes = 0

    def get(self, asked: Hashable, ask: Callable[[], T], *, held: bool = False) -> T:
        """The answer that is known, else that of ``ask``; one that is ``held`` weighs nothing."""
        if asked in self._known:
            known: T = self._known[asked]
            return known
        found = ask()
        weight = 0 if held else size_of((asked, found))
        if self._bytes + weight <= _MOST_BYTES:
            self._bytes += weight
            self._known[asked] = found
        return found

    @property
    def full(self) -> bool:
        return self._bytes > 0.9 * _MOST_BYTES


class Found:
    """The answers of the mark that somebody met last. One for each engine."""

    def __init__(self) -> None:
        self._newest = Answers("")
        self._lock = Lock()

    def at(self, mark: str) -> Answers:
        """What was found at this mark; a transaction under way keeps its own answers apart."""
        with self._lock:
            if mark != self._newest.mark or self._newest.full:
                self._newest = Answers(mark)
            return self._newest


def size_of(value: Any) -> int:
    """Bytes of a value with all that hangs from it; a little too many where parts are shared."""
    size, seen, left = 0, set[int](), [value]
    while left:
        one = left.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        size += sys.getsizeof(one)
        if isinstance(one, Mapping):
            left += [*one.keys(), *one.values()]
        elif isinstance(one, tuple | list | frozenset | set):
            left += one
        else:
            left += [getattr(one, name) for name in _names(type(one))]  # type: ignore[arg-type]  # a type is
    return size


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass; nothing hangs from any other value that is looked into."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


class SqliteMark:
    """Changes with every commit of any other connection, so nobody else may use its connection.

    PRAGMA data_version: "changes committed by any other connection", in whichever process.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._file = 0

    def read(self, connection: Connection) -> str:
        """The mark; taken before the transaction of ``connection`` has seen anything."""
        del connection
        with self._lock:
            if self._connection is None:
                self._connection = sqlite3.connect(self._path, check_same_thread=False)
                self._file += 1
            version = self._connection.execute("PRAGMA data_version").fetchone()[0]
            return f"{self._file}.{version}"

    def close(self, _engine: Engine) -> None:
        """The engine let its connections go: another file may stand in the place of this one."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


def postgresql_mark(connection: Connection) -> str:
    """Which transactions are seen; every later statement sees these at least."""
    return str(connection.exec_driver_sql("SELECT pg_current_snapshot()").scalar_one())


class Watch:
    """Notes the mark of each reading transaction on its connection."""

    def __init__(self, engine: Engine) -> None:
        self._found = Found()
        self._mark: Callable[[Connection], str] | None = postgresql_mark
        if engine.dialect.name == "sqlite":
            path = engine.url.database
            self._mark = None
            if path and path != ":memory:" and not path.startswith("file:"):
                mark = SqliteMark(path)
                self._mark = mark.read
                event.listen(engine, "engine_disposed", mark.close)

    def begins(self, connection: Connection, *, writes: bool) -> None:
        """A transaction begins; on SQLite before BEGIN, so that it sees no less than the mark."""
        marked = None
        if not writes and self._mark is not None:
            marked = self._found.at(self._mark(connection))
        connection.info[_KEY] = marked


def unchanged(
    connection: Connection, asked: Hashable, ask: Callable[[], T], *, held: bool = False
) -> T:
    """What ``ask`` gives, or gave before when nothing was written since.

    ``asked`` stands for everything that the answer depends on beside the database: the question
    with its values, the day. An answer is shared, so it is a value that nobody changes.
    ``held``: the answer is one of a few that are kept elsewhere in any case.
    """
    answers: Answers | None = connection.info.get(_KEY)
    return ask() if answers is None else answers.get(asked, ask, held=held)
