"""An office: its root unit, the unit that follows tasks, the named actor of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.unit import a_unit
from tracker.models import Office, Setting

CREATED_AT = datetime(2020, 1, 1, tzinfo=UTC)


def an_office(
    session: Session,
    name: str = "UBND huyện Thử Nghiệm",
    *,
    lead_unit: str = "Văn phòng HĐND và UBND",
    is_demo: bool = False,
    **rules: Any,
) -> Office:
    """An office whose lead unit is called ``lead_unit``; ``rules`` are settings from 2020 on."""
    root = a_unit(session, name, type_code="district_committee")
    lead = a_unit(session, lead_unit, parent=root, type_code="office_of")
    office = Office(root_unit=root, lead_unit=lead, is_demo=is_demo, created_at=CREATED_AT)
    session.add(office)
    session.flush()
    for key, value in rules.items():
        a_setting(session, office, key, value)
    return office


def a_setting(
    session: Session, office: Office, key: str, value: Any, *, from_on: date = date(2020, 1, 1)
) -> Setting:
    """A rule that the office set for itself."""
    setting = Setting(office_id=office.id, key=key, value=value, from_on=from_on, set_at=CREATED_AT)
    session.add(setting)
    session.flush()
    return setting
