"""One page of a list: fifty rows, where they stand, a count that is true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

ROWS = 50
LONGEST_NUMBER = 5
"""Digits of a page number; a longer one is a page after the last."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Rows ``first`` to ``last`` (from 1, inclusive; 0 when empty) of ``total``."""

    rows: list[T]
    number: int
    total: int
    size: int = ROWS

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.last < self.total else None


def page_of(session: Session, query: Select[Any], number: str | int | None) -> Page[Any]:
    """Page ``number`` of ``query`` (entities); what is no number is the first page."""
    wanted = page_number(number)
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    wanted = min(wanted, max(1, -(-total // ROWS)))
    rows = session.scalars(query.limit(ROWS).offset((wanted - 1) * ROWS)).unique().all()
    return Page(rows=list(rows), number=wanted, total=total)


def page_of_list(items: Sequence[T], number: str | int | None) -> Page[T]:
    """The same for what is in memory already."""
    wanted = min(page_number(number), max(1, -(-len(items) // ROWS)))
    first = (wanted - 1) * ROWS
    return Page(rows=list(items[first : first + ROWS]), number=wanted, total=len(items))


def page_number(text: str | int | None) -> int:
    """A page number as typed in an address; anything odd is the first page."""
    value = str(text or "")
    if not (value.isascii() and value.isdigit()):
        return 1
    return max(1, int(value)) if len(value) <= LONGEST_NUMBER else 10**LONGEST_NUMBER
