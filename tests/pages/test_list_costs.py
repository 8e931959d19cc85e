"""What a page of a list costs: as many statements with sixty rows as with five, along an index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.task import a_task
from tests.support.databases import SQLITE
from tests.support.visitor import Visitor, words
from tracker.domain.task_status import TaskStatus
from tracker.models import SearchKind, Task
from tracker.queries.task_filters import TaskFilters, TaskState
from tracker.queries.tasks import task_list
from tracker.services.search_entries import index

PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "the list": ("tasks.index", {}),
    "the open ones": ("tasks.index", {"state": "open"}),
    "what was searched": ("tasks.index", {"q": "ra soat"}),
    "the overdue ones by unit": ("tasks.overdue", {}),
    "what waits for me": ("tasks.waiting", {}),
    "the first page": ("dashboard.home", {}),
    "one task": ("tasks.show", {"task_id": "1"}),
    "the history": ("history.index", {}),
    "the register": ("directives.index", {}),
}


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@contextmanager
def statements(session: Session) -> Iterator[list[tuple[str, Any]]]:
    """What is sent to the database meanwhile, with its values."""
    sent: list[tuple[str, Any]] = []

    def note(*args: Any) -> None:
        if not args[2].startswith(("PRAGMA", "BEGIN", "SET")):
            sent.append((args[2], args[3]))

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def more_tasks(session: Session, district: District, number: int) -> None:
    """Overdue and not, open and over, each of a paper of its own, each to be found."""
    for n in range(number):
        over = n % 3 == 2
        task = a_task(
            session,
            district.office,
            district.justice,
            due_on=date(2026, 11, 10 + n % 20),
            status=TaskStatus.COMPLETED if over else TaskStatus.ASSIGNED,
            done_on=date(2026, 11, 5) if over else None,
        )
        index(session, SearchKind.TASK, task.id, task.office_id, "Rà soát thủ tục")
    session.commit()


@pytest.mark.both_databases
def test_sixty_rows_cost_no_more_statements_than_five(
    page: Visitor, session: Session, district: District
) -> None:
    more_tasks(session, district, 5)
    first = session.query(Task.id).first()
    assert first is not None
    pages = {**PAGES, "one task": ("tasks.show", {"task_id": str(first[0])})}
    page.sign_in(district.monitor)

    def cost(endpoint: str, values: dict[str, Any]) -> int:
        with statements(session) as sent:
            page.get(endpoint, **values)
        return len(sent)

    def costs() -> dict[str, int]:
        """The least of three: on PostgreSQL a commit in any database of the server, another
        test's, makes a page ask anew what it remembered."""
        found = {}
        for name, (endpoint, values) in pages.items():
            page.get(endpoint, **dict[str, Any](values))  # what is remembered is remembered now
            found[name] = min(cost(endpoint, values) for _time in range(3))
        return found

    few = costs()
    more_tasks(session, district, 55)
    many = costs()
    assert {name for name in many if many[name] > few[name]} == set(), (few, many)


PLANS = {
    "by due day": (TaskFilters(state=TaskState.OPEN), "ix_task_open_due"),
    "all, by due day": (TaskFilters(), "ix_task_open_due"),
    "backwards": (TaskFilters(state=TaskState.OPEN, sort="-due"), "ix_task_open_due"),
    "the archive": (
        TaskFilters(state=TaskState.COMPLETED_LATE),
        "ix_task_(over|office_status)_due",
    ),
    "the overdue ones": (TaskFilters(state=TaskState.OPEN_OVERDUE), "ix_task_open_due"),
    "by last report": (TaskFilters(sort="-updated"), "ix_task_office_updated"),
}


@pytest.mark.both_databases
@pytest.mark.parametrize("name", PLANS)
def test_a_list_walks_its_index_and_sorts_nothing(
    session: Session, district: District, database: str, name: str
) -> None:
    filters, wanted = PLANS[name]
    more_tasks(session, district, 60)
    who = district.actor(district.monitor)
    if database != SQLITE:
        for setting in ("enable_seqscan", "enable_sort", "enable_bitmapscan"):
            session.connection().exec_driver_sql(f"SET LOCAL {setting} = off")
    with statements(session) as sent:
        task_list(session, actor=who, filters=filters, as_of=date(2026, 11, 23))
    walked, values = next((text, values) for text, values in sent if "place_0" in text)
    explain = "EXPLAIN QUERY PLAN" if database == SQLITE else "EXPLAIN"
    rows = session.connection().exec_driver_sql(f"{explain} {walked}", values).all()
    plan = "\n".join(str(row[-1]) for row in rows)
    assert re.search(wanted, plan), plan
    assert not re.search(r"TEMP B-TREE|Sort  \(|SCAN task", plan), plan


def test_a_broken_place_has_a_way_back_that_keeps_the_filters(
    page: Visitor, session: Session, district: District
) -> None:
    page.sign_in(district.monitor)
    soup = page.get("tasks.index", state="open", page="gefälscht", status=422)
    assert "Địa chỉ không chỉ đúng một trang của danh sách này." in words(soup)
    back = next(a["href"] for a in soup.find_all("a") if words(a) == "Mở danh sách từ đầu")
    assert back == "/tasks/?state=open"


def test_a_very_common_word_says_that_only_the_newest_are_searched(
    page: Visitor, session: Session, district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    more_tasks(session, district, 6)
    other = a_duty(session, district.office, "Việc khác", leads=[district.justice])
    a_task(session, district.office, district.justice, duty=other)
    page.sign_in(district.monitor)
    said = "Từ tìm kiếm này có ở quá nhiều nơi"
    assert said not in words(page.get("tasks.index", q="rà soát"))
    monkeypatch.setattr("tracker.queries.task_filters.MOST_HITS", 4)
    soup = page.get("tasks.index", q="thủ tục", sort="-updated")
    assert said in words(soup)
    assert words(soup.find_all("h1")[0]).startswith("4 nhiệm vụ")
