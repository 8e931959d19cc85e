"""Kept lists: how many, by whom, and what of them stands in the history."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.history import EventKind
from tracker.models import Event, FirstLook, SavedFilter
from tracker.services import saved_filters


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def keep(session: Session, district: District, now: datetime, **more: Any) -> SavedFilter:
    given: dict[str, Any] = {"name": "Quá hạn", "query": "state=open_overdue", "shared": False}
    given |= {"first": False, "actor": district.actor(district.monitor), "now": now}
    return saved_filters.save(session, **{**given, **more})


def test_only_what_is_shared_stands_in_the_history(
    session: Session, district: District, now: datetime
) -> None:
    keep(session, district, now)
    assert session.scalars(select(Event)).all() == []
    keep(session, district, now, name="Chung", shared=True)
    event = session.scalars(select(Event)).one()
    assert (event.kind, event.note) == (EventKind.FILTER_SHARED, "Chung")


def test_a_unit_shares_nothing(session: Session, district: District, now: datetime) -> None:
    head = district.actor(district.justice_head)
    with pytest.raises(NotAllowed):
        keep(session, district, now, shared=True, actor=head)


def test_so_many_and_no_more(session: Session, district: District, now: datetime) -> None:
    for n in range(saved_filters.MOST):
        keep(session, district, now, name=f"Bộ lọc {n}")
    with pytest.raises(InvalidInput, match="Hãy xóa bớt"):
        keep(session, district, now, name="Một nữa")
    keep(session, district, now, name="Chung", shared=True)


def test_no_longer_shared_only_its_owner_begins_with_it(
    session: Session, district: District, now: datetime
) -> None:
    kept = keep(session, district, now, shared=True, first=True)
    saved_filters.begin_with(
        session, filter_id=kept.id, actor=district.actor(district.justice_head)
    )
    saved_filters.change(
        session,
        filter_id=kept.id,
        version=kept.row_version,
        name="Quá hạn",
        shared=False,
        first=True,
        actor=district.actor(district.monitor),
        now=now,
    )
    assert session.scalars(select(FirstLook.user_id)).all() == [district.monitor.id]


@pytest.mark.parametrize("query", ["", "q=" + "x" * 1000])
def test_what_is_no_list(session: Session, district: District, now: datetime, query: str) -> None:
    with pytest.raises(InvalidInput):
        keep(session, district, now, query=query)
