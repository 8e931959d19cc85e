"""Lists that grow: a page begins at a row's place in the order, not after a number of rows.

Skipping costs nothing however far one has gone, and rows that come or go meanwhile neither
repeat nor hide others. The place stands in the address; what is no place of this list is
``LostPlace``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Integer, Row, Select, bindparam, func, select, tuple_
from sqlalchemy import literal as value_of
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.queries.paging import ROWS
from tracker.queries.place import Place, Value, read_place

MOST_COUNTED = 10_000
"""Of what is over, nobody counts further; the page then says "hơn 10.000"."""

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Total:
    """How many there are; ``more``: at least one more than ``count``, nobody counted on."""

    count: int = 0
    more: bool = False

    def __add__(self, other: Total) -> Total:
        return Total(self.count + other.count, self.more or other.more)


@dataclass(frozen=True, slots=True)
class Key:
    """A column of an order. It is never NULL, so that any two rows have an order."""

    column: ColumnElement[Any] | InstrumentedAttribute[Any]
    kind: type[date] | type[datetime] | type[int] | type[str] = int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that stand together: all of one stretch come before any row of the next.

    The keys together are unique and turn the same way, so that an index can be walked.
    """

    keys: tuple[Key, ...]
    descending: bool = False
    only: ColumnElement[bool] | None = None


@dataclass(frozen=True, slots=True)
class PlacedPage(Generic[T]):
    """Rows ``first`` to ``last`` (from 1, inclusive; 0 when empty), and the way on both sides.

    ``previous`` and ``next`` are places for the address. Where rows came or went since the
    first page was opened, ``first`` is what the reader would have counted to.
    """

    rows: list[T]
    first: int = 0
    counted: Total = Total()
    previous: str | None = None
    next: str | None = None

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1 if self.rows else 0

    @property
    def total(self) -> int | None:
        """None when nobody counted to the end; there are more than ``at_least`` then."""
        return None if self.counted.more else self.counted.count

    @property
    def at_least(self) -> int | None:
        return self.counted.count if self.counted.more else None

    def holding(self, rows: list[U]) -> PlacedPage[U]:
        """The same page with ``rows`` in the place of its keys."""
        return PlacedPage(rows, self.first, self.counted, self.previous, self.next)


class Walked:
    """A list as it can be walked: what it holds, in which order.

    Whoever asks for the same list again and again keeps this: its statements are put together
    once, which takes longer than running them.
    """

    def __init__(self, query: Select[Any], order: Sequence[Stretch]) -> None:
        self.query, self.order = query, order
        self.kinds = [[key.kind for key in stretch.keys] for stretch in order]
        self._statements: dict[tuple[int, bool, bool], Select[Any]] = {}

    def statement(self, number: int, *, back: bool, beyond: bool) -> Select[Any]:
        """Rows of a stretch, towards the end or ``back``; binds "most", and "after_0" … where
        they begin ``beyond`` a place."""
        asked = (number, back, beyond)
        found = self._statements.get(asked)
        if found is None:
            found = self._statements[asked] = self._stretch(number, back=back, beyond=beyond)
        return found

    def _stretch(self, number: int, *, back: bool, beyond: bool) -> Select[Any]:
        stretch = self.order[number]
        descending = stretch.descending is not back
        columns = [key.column for key in stretch.keys]
        query = self.query.add_columns(
            *(column.label(f"place_{n}") for n, column in enumerate(columns))
        )
        if stretch.only is not None:
            query = query.where(stretch.only)
        if beyond:
            query = query.where(_beyond(columns, descending=descending))
        turned = (column.desc() if descending else column.asc() for column in columns)
        return query.order_by(None).order_by(*turned).limit(bindparam("most", type_=Integer))


def placed_page(
    session: Session,
    query: Select[Any],
    order: Sequence[Stretch],
    asked: str | None,
    *,
    total: Total | None = None,
    size: int = ROWS,
) -> PlacedPage[Any]:
    """The page of ``query`` at the place ``asked`` ("" or None: the first one).

    A row's first column is what the page holds. ``total`` is counted here when left out, up to
    MOST_COUNTED. A page before the first row is the first page, one after the last row the last.
    """
    counted = capped_count(session, query) if total is None else total
    return page_of(session, Walked(query, order), asked, total=counted, size=size)


def page_of(
    session: Session, walked: Walked, asked: str | None, *, total: Total, size: int = ROWS
) -> PlacedPage[Any]:
    """The same of a list that is kept ready, with its total."""
    place = read_place(asked, walked.kinds)
    counted = total
    walk = _Walk(session, walked, size)
    found, more = walk.rows(place)
    is_last = not more and not (place and place.back)
    if place is not None and place.back and len(found) < size:
        place = None
        found, more = walk.rows(None)
        is_last = not more
    elif place is not None and not found:
        place, is_last = replace(place, back=True), True
        found, more = walk.rows(place)
    if not found:
        return PlacedPage([], counted=counted)
    is_first = place is None or (place.back and not more)
    first = 1 if is_first else _first(place, len(found))
    if is_last and not counted.more:
        first = max(1, counted.count - len(found) + 1)
    return PlacedPage(
        [row[0] for _number, row in found],
        first,
        counted,
        previous=None if is_first else walk.place(found[0], back=True, shown=first - 1),
        next=None if is_last else walk.place(found[-1], back=False, shown=first - 1 + len(found)),
    )


def capped_count(session: Session, query: Select[Any], most: int = MOST_COUNTED) -> Total:
    """How many rows ``query`` has, counted up to ``most``."""
    rows = query.order_by(None).with_only_columns(value_of(1)).limit(most + 1).subquery()
    found = session.scalar(select(func.count()).select_from(rows)) or 0
    return capped(found, most)


def capped(found: int, most: int = MOST_COUNTED) -> Total:
    """What counting up to ``most`` + 1 found."""
    return Total(min(found, most), found > most)


def _first(place: Place | None, length: int) -> int:
    """The number of the first row, as counted by whoever came here page by page."""
    if place is None:
        return 1
    return max(1, place.shown - length + 1) if place.back else place.shown + 1


Found = tuple[int, Row[Any]]
"""The number of the stretch, the row."""


@dataclass(frozen=True, slots=True)
class _Walk:
    session: Session
    walked: Walked
    size: int

    def rows(self, place: Place | None) -> tuple[list[Found], bool]:
        """At most a page on ``place``'s side, in the order of the list; whether more lie there."""
        found: list[Found] = []
        back = place is not None and place.back
        for number in self._numbers(place):
            bound: dict[str, Value] = {"most": self.size + 1 - len(found)}
            if beyond := place is not None and place.stretch == number:
                bound |= {f"after_{n}": value for n, value in enumerate(place.values)}
            statement = self.walked.statement(number, back=back, beyond=beyond)
            found += [(number, row) for row in self.session.execute(statement, bound)]
            if len(found) > self.size:
                break
        shown, more = found[: self.size], len(found) > self.size
        return (shown[::-1] if back else shown), more

    def place(self, found: Found, *, back: bool, shown: int) -> str:
        """The place beside this row, as the address carries it."""
        number, row = found
        values = tuple(row[-len(self.walked.order[number].keys) :])
        return Place(back, shown, number, values).text()

    def _numbers(self, place: Place | None) -> Iterable[int]:
        numbers = range(len(self.walked.order))
        if place is None:
            return numbers
        return reversed(numbers[: place.stretch + 1]) if place.back else numbers[place.stretch :]


def _beyond(
    columns: Sequence[ColumnElement[Any] | InstrumentedAttribute[Any]], *, descending: bool
) -> ColumnElement[bool]:
    """Rows after some values; one comparison of rows, which walks an index on both databases."""
    bound = [bindparam(f"after_{n}", type_=column.type) for n, column in enumerate(columns)]
    if len(columns) == 1:
        return columns[0] < bound[0] if descending else columns[0] > bound[0]
    left, right = tuple_(*columns), tuple_(*bound)
    return left < right if descending else left > right
