"""The base of all tables, our column types, and how transactions begin.

A GET reads, everything else reads first and writes inside ``with writing():`` — a short
transaction around one service (docs/decisions/0003-transactions.md). SQLite begins writers
with BEGIN IMMEDIATE, so nobody's update is lost; readers are refused any write by the
database itself.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any

from flask import has_request_context
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    Connection,
    Date,
    DateTime,
    Engine,
    Enum,
    Integer,
    MetaData,
    Numeric,
    String,
    Text,
    event,
)
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column, registry
from sqlalchemy.types import TypeDecorator

from tracker.db.watch import Watch


def _check_name(constraint: Any, _table: Any) -> str:
    """An enum's CHECK is named after its column: a table may hold the same enum twice."""
    if getattr(constraint, "_type_bound", False):
        return str(next(iter(constraint.columns)).name)
    return str(constraint.name)


NAMING: dict[str, Any] = {
    "check_name": _check_name,
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    # The empty %(constraint_name) makes SQLAlchemy apply this to constraints that have a name.
    "ck": "ck_%(table_name)s_%(check_name)s%(constraint_name).0s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware UTC in Python on both databases (SQLite would forget the zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _values(members: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in members]


key = Annotated[int, mapped_column(primary_key=True)]
name = Annotated[str, mapped_column(String(200))]
short = Annotated[str, mapped_column(String(50))]
words = Annotated[str, mapped_column(Text)]
no_words = Annotated[str, mapped_column(Text, default="", server_default="")]
sha256 = Annotated[str, mapped_column(String(64))]
points = Annotated[Decimal, mapped_column(Numeric(8, 4))]


class Base(DeclarativeBase):
    """Base of all models. Enums are stored by value with a named CHECK; moments are UTC."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: UtcDateTime,
            date: Date,
            dict[str, Any]: JSON,
            list[Any]: JSON,
            int: Integer,
            enum.StrEnum: Enum(
                enum.StrEnum,
                native_enum=False,
                create_constraint=True,
                length=32,
                values_callable=_values,
            ),
        },
    )


def catalogue(members: type[enum.StrEnum]) -> Enum:
    """The type of a column whose enum grows with every capability (kinds of events, of messages).

    No CHECK: each new member would rebuild the largest tables; only our own code writes them.
    """
    return Enum(
        members, native_enum=False, create_constraint=False, length=32, values_callable=_values
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


def prepare(engine: Engine) -> None:
    """Teach ``engine`` how our transactions begin. Call once per engine."""
    watch = Watch(engine)
    begin = _postgresql_begin
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_pragmas)
        begin = _sqlite_begin
    event.listen(engine, "begin", lambda connection: begin(connection, watch))


@contextmanager
def writing() -> Iterator[None]:
    """The writing transaction of a door: begins now, commits at the end, rolls back on any error.

    What was read before is read again by the service: objects of the reading transaction are
    expired, their versions are compared by the mapper.
    """
    db.session.rollback()
    db.session.connection(execution_options={"writing": True})
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


@contextmanager
def reading() -> Iterator[None]:
    """A long look (report, export) that must hold no write lock; for the command line."""
    with looking(db.session()):
        yield


@contextmanager
def looking(session: Session) -> Iterator[None]:
    """The same for whoever works with a session of his own: jobs in the background."""
    session.rollback()
    session.connection(execution_options={"writing": False})
    try:
        yield
    finally:
        session.rollback()


def hold_more_pages(session: Session) -> None:
    """For a batch that writes all over large indexes: SQLite may hold 8 MB of pages, not 2.

    It stays so on this connection; a process that plans mornings has one.
    """
    if session.get_bind().dialect.name == "sqlite":
        session.connection().exec_driver_sql("PRAGMA cache_size=-8000")


def _writes(connection: Connection) -> bool:
    """In a web request only ``writing()`` writes; migrations, commands and tests may anyway."""
    default = not has_request_context()
    return bool(connection.get_execution_options().get("writing", default))


def _sqlite_pragmas(raw: Any, _record: Any) -> None:
    raw.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        raw.execute(f"PRAGMA {pragma}")


def _sqlite_begin(connection: Connection, watch: Watch) -> None:
    writes = _writes(connection)
    watch.begins(connection, writes=writes)
    connection.exec_driver_sql(f"PRAGMA query_only={int(not writes)}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql_begin(connection: Connection, watch: Watch) -> None:
    writes = _writes(connection)
    if not writes:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
    watch.begins(connection, writes=writes)
