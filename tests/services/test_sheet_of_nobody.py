"""A unit of which nobody signs in: whoever runs the index enters its signed sheet."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.index import Prepared, a_round, the_item, the_sheet
from tests.factories.unit import a_unit
from tests.factories.user import a_user
from tracker.domain.errors import NotAllowed
from tracker.domain.index_life import SheetState
from tracker.models import IndexSheet
from tracker.permissions import Permission, allows
from tracker.services import sheet_deeds, sheet_scoring
from tracker.services.evidence import KeptFile
from tracker.services.sheet_scoring import Statement

SIGNED = KeptFile("c" * 64, 10, "application/pdf", "phieu-da-ky.pdf")
RIGHTS = (Permission.SHEET_SCORE, Permission.SHEET_LOCK)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def sheet(session: Session, district: District, now: datetime) -> IndexSheet:
    commune = a_unit(session, "UBND xã Hạ Lương", parent=district.office.root_unit)
    return the_sheet(session, a_round(session, district, now, units=[commune]), commune)


def test_the_lead_office_scores_and_locks_it(
    session: Session, district: District, sheet: IndexSheet, now: datetime
) -> None:
    lead = district.actor(district.monitor)
    assert all(allows(lead, right, sheet) for right in RIGHTS)
    for code, answer in Prepared().answers:
        sheet_scoring.score_self(
            session, sheet_id=sheet.id, item_id=the_item(session, sheet, code).id,
            said=Statement(answer, note="Theo phiếu giấy."), actor=lead, now=now,
        )  # fmt: skip
    sheet_deeds.check(session, sheet_id=sheet.id, version=None, actor=lead, now=now)
    sheet_deeds.lock(session, sheet_id=sheet.id, version=None, file=SIGNED, actor=lead, now=now)
    assert (sheet.state, sheet.locked_by_id) == (SheetState.LOCKED, district.monitor.id)


def test_nobody_else_does(session: Session, district: District, sheet: IndexSheet) -> None:
    for person in (district.justice_head, district.chairman):
        assert not any(allows(district.actor(person), right, sheet) for right in RIGHTS)


def test_as_soon_as_the_unit_has_people_it_scores_itself(
    session: Session, district: District, sheet: IndexSheet, now: datetime
) -> None:
    a_user(session, unit=sheet.unit, office=district.office)
    session.expire_all()
    lead = district.actor(district.monitor)
    assert not any(allows(lead, right, sheet) for right in RIGHTS)
    sheet.state = SheetState.CHECKED
    with pytest.raises(NotAllowed):
        sheet_deeds.lock(session, sheet_id=sheet.id, version=None, file=SIGNED, actor=lead, now=now)
