"""Nhật ký for those who check; a task's own history for those who see it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.clock import Clock
from tests.support.visitor import Visitor, words
from tracker.domain.history import EventKind
from tracker.models import Task
from tracker.services import progress, steering


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District, now: datetime) -> Task:
    task = a_task(session, district.office, district.justice)
    head = district.actor(district.justice_head)
    progress.acknowledge(session, task_id=task.id, version=None, actor=head, now=now)
    return task


def test_the_office_s_list_narrows_by_kind_person_and_day(
    page: Visitor, district: District, task: Task
) -> None:
    page.sign_in(district.auditor)
    soup = page.get("history.index")
    assert words(soup.find_all("h1")[0]) == "2 việc đã ghi nhận"
    asked: list[tuple[dict[str, Any], int]] = [
        ({"kind": EventKind.TASK_ACKNOWLEDGED.value}, 1),
        ({"person": district.justice_head.id}, 1),
        ({"from_on": "23/11/2026"}, 1),
        ({"to_on": "22/11/2026"}, 1),
        ({"from_on": "24/11/2026"}, 0),
    ]
    for question, count in asked:
        heading = words(page.get("history.index", **question).find_all("h1")[0])
        assert heading == f"{count} việc đã ghi nhận", question


def test_only_who_checks_sees_it(page: Visitor, district: District, task: Task) -> None:
    for person in (district.monitor, district.auditor, district.administrator):
        page.sign_in(person)
        page.get("history.index")
    for person in (district.justice_head, district.chairman):
        page.sign_in(person)
        page.get("history.index", status=403)


def test_a_task_s_whole_history_with_what_changed(
    page: Visitor, session: Session, district: District, task: Task, clock: Clock
) -> None:
    steering.change_deadline(
        session,
        task_id=task.id,
        version=None,
        due_on=None,
        basis="Thông báo số 101/TB-UBND",
        actor=district.actor(district.monitor),
        now=clock.pass_by(hours=1),
    )
    page.sign_in(district.justice_head)
    text = words(page.get("history.task", task_id=task.id))
    assert "Quá trình xử lý: 3 việc đã ghi nhận" in text
    assert "Hạn hoàn thành: 30/11/2026 thành –" in text
    assert "Căn cứ: Thông báo số 101/TB-UBND" in text
    page.sign_in(district.culture_head)
    page.get("history.task", task_id=task.id, status=404)


@pytest.mark.parametrize(
    ("endpoint", "names"),
    [
        ("history.index", ("from_on", "to_on")),
        ("tasks.index", ("from_on", "to_on")),
        ("directives.index", ("received_from", "received_to")),
    ],
)
def test_a_day_that_cannot_be_is_named_at_its_field_also_on_a_phone(
    page: Visitor, district: District, task: Task, endpoint: str, names: tuple[str, str]
) -> None:
    first, last = names
    page.sign_in(district.monitor)
    asked: list[tuple[dict[str, Any], str, str]] = [
        ({first: "31/02/2026"}, first, "Không có ngày 31/2/2026"),
        ({first: "hôm qua"}, first, "không phải là ngày"),
        ({first: "02/11/2026", last: "01/11/2026"}, last, "sớm hơn ngày bắt đầu"),
    ]
    for typed, field, sentence in asked:
        soup = page.get(endpoint, **typed)
        fault = soup.find(id=f"{field}-fault")
        assert fault is not None, typed
        assert sentence in words(fault)
        bar = soup.find("form", id="loc")
        assert bar is not None
        assert "with-faults" in bar["class"], "a phone hides the fields of a bar without faults"
        assert not soup.select(".applied .chip:not(.chip-clear)") or last in typed
