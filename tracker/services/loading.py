"""Loading a row that a deed will change: locked on PostgreSQL, and only in the version seen."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from tracker.db import Base
from tracker.domain.errors import Conflict, NotFound

Row = TypeVar("Row", bound=Base)


def for_change(session: Session, model: type[Row], key: Any, *, version: int | None = None) -> Row:
    """The row under a lock. NotFound without it; Conflict when ``version`` is no longer its own.

    ``version`` is what the person's form carried; None skips the check (the clock, imports).
    ``key`` of a table with several key columns is a tuple in their order.
    """
    wanted = key if isinstance(key, tuple) else (key,)
    columns = zip(inspect(model).primary_key, wanted, strict=True)
    row = session.scalar(
        select(model)
        .where(*(column == value for column, value in columns))
        .with_for_update(of=model)
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound("Không tìm thấy nội dung này. Có thể nó đã bị xóa.")
    return in_version(row, version)


def in_version(row: Row, version: int | None) -> Row:
    """The same row; Conflict when ``version`` is given and no longer its own."""
    if version is not None and getattr(row, "row_version", version) != version:
        raise Conflict(
            "Nội dung này vừa được người khác thay đổi. Hãy xem bản mới nhất rồi thực hiện lại.",
            code="stale_version",
        )
    return row
