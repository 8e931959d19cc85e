"""Turning pages: every row once, whatever comes and goes, and no address that breaks a page."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import date
from itertools import pairwise

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.task import a_task
from tracker.domain.task_status import TaskStatus
from tracker.models import Task
from tracker.queries.keyset import PlacedPage
from tracker.queries.place import LostPlace
from tracker.queries.task_filters import TaskFilters, TaskState
from tracker.queries.task_rows import TaskRow
from tracker.queries.tasks import task_list

DAY = date(2026, 11, 23)
SORTS = ["due", "-due", "updated", "-updated", "unit", "-unit", "assigned", "-directive", "strange"]
DONE = TaskStatus.COMPLETED


@pytest.fixture
def district(session: Session) -> District:
    """Twenty-three tasks: many on one day, some undated, some over, of two units."""
    district = a_district(session)
    duty = a_duty(session, district.office, leads=[district.justice, district.culture])
    for n in range(23):
        over = n % 5 == 4
        a_task(
            session,
            district.office,
            (district.justice, district.culture)[n % 2],
            duty=duty,
            due_on=None if n % 4 == 3 else date(2026, 11, 20 + n % 3),
            assigned_on=date(2026, 10, 1 + n % 2),
            status=DONE if over else TaskStatus.IN_PROGRESS,
            done_on=DAY if over else None,
        )
    return district


def page(
    session: Session, district: District, place: str | None, sort: str = "due", **asked: object
) -> PlacedPage[TaskRow]:
    filters = TaskFilters(sort=sort, **asked)  # type: ignore[arg-type]
    who = district.actor(district.monitor)
    return task_list(session, actor=who, filters=filters, as_of=DAY, place=place, size=4)


def turned(session: Session, district: District, sort: str) -> list[PlacedPage[TaskRow]]:
    """All pages, forwards."""
    pages = [page(session, district, None, sort)]
    while pages[-1].next is not None:
        pages.append(page(session, district, pages[-1].next, sort))
    return pages


def ids(page: PlacedPage[TaskRow]) -> list[int]:
    return [row.id for row in page.rows]


@pytest.mark.parametrize("sort", SORTS)
def test_every_row_once_forwards_and_the_same_pages_backwards(
    session: Session, district: District, sort: str
) -> None:
    pages = turned(session, district, sort)
    seen = [key for one in pages for key in ids(one)]
    assert sorted(seen) == sorted(session.scalars(select(Task.id)))
    assert [(one.first, one.last, one.total) for one in pages] == [
        (first, min(first + 3, 23), 23) for first in range(1, 24, 4)
    ]
    assert pages[0].previous is None
    for before, after in pairwise(pages):
        back = page(session, district, after.previous, sort)
        assert (ids(back), back.first) == (ids(before), before.first)
        assert page(session, district, back.next, sort).rows == after.rows


def test_open_before_over_dated_before_undated(session: Session, district: District) -> None:
    for sort in ("due", "-due"):
        rows = [row for one in turned(session, district, sort) for row in one.rows]
        shape = [(row.status is DONE, row.due_on is None) for row in rows]
        assert shape == sorted(shape)
        for over in (False, True):
            days = [row.due_on for row in rows if row.due_on and (row.status is DONE) is over]
            assert days == sorted(days, reverse=sort == "-due")


def test_units_run_backwards_their_days_do_not(session: Session, district: District) -> None:
    rows = [row for one in turned(session, district, "-unit") for row in one.rows]
    days: dict[tuple[bool, int], list[date]] = {}
    for row in rows:
        days.setdefault((row.status is DONE, row.unit_id), []).append(row.due_on or date.max)
    assert list(days.values()) == [sorted(each) for each in days.values()]
    forwards = [row.unit_id for one in turned(session, district, "unit") for row in one.rows]
    assert [key for over, key in days if not over] == list(dict.fromkeys(forwards))[::-1]


def test_a_row_that_goes_meanwhile_hides_no_other(session: Session, district: District) -> None:
    """With page numbers the first row of the second page would now be skipped."""
    first = page(session, district, None)
    second = page(session, district, first.next)
    gone = session.get_one(Task, first.rows[1].id)
    gone.due_on = None
    session.flush()
    assert ids(page(session, district, first.next)) == ids(second)
    back = page(session, district, second.previous)
    assert ids(back) == [row.id for row in page(session, district, None).rows]
    assert back.previous is None, "fewer rows than a page came: it is the first page again"


def test_after_the_last_row_stands_the_last_page(session: Session, district: District) -> None:
    *_, before, last = turned(session, district, "due")
    for row in last.rows:
        session.get_one(Task, row.id).due_on = date(2026, 1, 1)
    session.flush()
    shown = page(session, district, before.next)
    assert shown.next is None
    assert shown.last == 23
    assert shown.rows


def test_a_filter_leaves_out_what_it_must(session: Session, district: District) -> None:
    whole = [row for one in turned(session, district, "due") for row in one.rows]
    for state in (TaskState.UNDATED, TaskState.COMPLETED, TaskState.OPEN_OVERDUE, TaskState.OPEN):
        found: list[TaskRow] = []
        shown = page(session, district, None, state=state)
        while True:
            found += shown.rows
            if shown.next is None:
                break
            shown = page(session, district, shown.next, state=state)
        wanted = {
            TaskState.UNDATED: [row for row in whole if row.due_on is None],
            TaskState.COMPLETED: [row for row in whole if row.status is DONE],
            TaskState.OPEN: [row for row in whole if row.status is not DONE],
            TaskState.OPEN_OVERDUE: [row for row in whole if row.left is not None and row.left < 0],
        }[state]
        assert [row.id for row in found] == [row.id for row in wanted]
        assert found


def packed(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "place",
    [
        "x",
        "%%%",
        "é",
        "A" * 5000,
        packed("[]"),
        packed("[0,1]"),
        packed("{}"),
        packed('[0,1,0,"2026-11-20"]'),
        packed('[0,1,0,"2026-13-20",5]'),
        packed('[0,1,0,"2026-11-20",5,6]'),
        packed('[0,1,9,"2026-11-20",5]'),
        packed("[0,1,-1,5]"),
        packed('[0,1,0,5,"2026-11-20"]'),
        packed('[0,1,0,"2026-11-20",99999999999999999999]'),
        packed('[true,1,0,"2026-11-20",5]'),
        packed('[0,1.5,0,"2026-11-20",5]'),
        packed("[" * 400),
    ],
)
def test_an_address_that_is_no_place(session: Session, district: District, place: str) -> None:
    with pytest.raises(LostPlace):
        page(session, district, place)


@pytest.mark.parametrize(
    "moment",
    ["2026-11-20", "2026-11-20T08:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"],
)
def test_a_moment_that_is_none(session: Session, district: District, moment: str) -> None:
    with pytest.raises(LostPlace):
        page(session, district, packed(f'[0,1,0,"{moment}",5]'), "updated")


def test_a_page_number_of_old_is_the_beginning(session: Session, district: District) -> None:
    assert page(session, district, "2").first == 1
