"""Where Flask-Limiter counts: in the database, so that all web processes share one count.

A count is raised in a transaction of its own, before the door opens: a refused try counts, and
no door's work waits for it. Windows that ended are thrown away on the way, so that addresses
are not kept longer than they are needed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from limits.storage import Storage
from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import SQLAlchemyError

from tracker.db import db
from tracker.models import RateCount
from tracker.surroundings import now

ENDED = datetime(1970, 1, 1, tzinfo=UTC)


class DatabaseCounts(Storage):
    """The storage behind the address ``database://`` of the limiter, on the app's own database."""

    STORAGE_SCHEME: ClassVar[list[str]] = ["database"]  # type: ignore[misc]

    @property
    def base_exceptions(self) -> type[Exception]:
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Raise the count of ``key``; ``expiry`` is the window's length in seconds."""
        moment = now()
        fresh = {"key": key, "count": amount, "ends_at": moment + timedelta(seconds=expiry)}
        with db.engine.connect().execution_options(writing=True) as connection, connection.begin():
            connection.execute(delete(RateCount).where(RateCount.ends_at <= moment))
            statement = _insert(connection).values(fresh)
            raised = statement.on_conflict_do_update(
                index_elements=["key"], set_={"count": RateCount.count + amount}
            )
            return int(connection.execute(raised.returning(RateCount.count)).scalar_one())

    def get(self, key: str) -> int:
        """The count of the window that runs, 0 without one."""
        found = select(RateCount.count).where(RateCount.key == key, RateCount.ends_at > now())
        with db.engine.connect() as connection:
            return int(connection.scalar(found) or 0)

    def get_expiry(self, key: str) -> float:
        """When the window of ``key`` ends, in seconds since 1970."""
        with db.engine.connect() as connection:
            ends_at = connection.scalar(select(RateCount.ends_at).where(RateCount.key == key))
        return (ends_at or now()).timestamp()

    def check(self) -> bool:
        """Whether the counts can be read."""
        with db.engine.connect() as connection:
            connection.execute(select(RateCount.key).limit(1))
        return True

    def reset(self) -> int:
        """Forget every count."""
        return self._forget()

    def clear(self, key: str) -> None:
        """Forget the count of ``key``."""
        self._forget(RateCount.key == key)

    def _forget(self, *which: Any) -> int:
        with db.engine.connect().execution_options(writing=True) as connection, connection.begin():
            return connection.execute(delete(RateCount).where(*which)).rowcount


def _insert(connection: Connection) -> Any:
    make: Any = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    return make(RateCount)
