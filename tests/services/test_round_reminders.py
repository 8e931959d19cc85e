"""The ladder on the dates of a round: sheets to lock, items of an officer, explanations."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.index import a_round, scored, the_item, the_sheet
from tests.factories.life import at
from tests.factories.user import a_user
from tracker.domain.index_life import RoundState, SheetState
from tracker.models import IndexSheet, LedgerEntry, OutboxMessage, SheetQuestion, User
from tracker.queries.ledger import LedgerFilters, ledger, ledger_rows
from tracker.services import sheet_charges, sheet_deeds
from tracker.services.reminder_answers import morning_of
from tracker.services.reminders import Plan, plan
from tracker.services.still_owed import still_owed

KINDS = ("sheet", "charge", "question")


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def sheet(session: Session, district: District) -> IndexSheet:
    """Justice's sheet of a round that ends on Tuesday 15 December; culture's is locked."""
    round_ = a_round(session, district, at(date(2026, 11, 2)))
    the_sheet(session, round_, district.culture).state = SheetState.LOCKED
    return the_sheet(session, round_, district.justice)


def run(session: Session, district: District, day: date) -> Plan:
    session.commit()
    return plan(
        session, office_id=district.office.id, now=morning_of(day), base_url="http://tracker.test"
    )


def entries(session: Session) -> list[LedgerEntry]:
    statement = select(LedgerEntry).where(LedgerEntry.rule.in_(KINDS)).order_by(LedgerEntry.id)
    return list(session.scalars(statement))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 30), (None, ())),
        (date(2026, 12, 1), ("sheet/d-10", ("justice_head",))),
        (date(2026, 12, 15), ("sheet/d0", ("justice_head",))),
        (date(2026, 12, 16), ("sheet/d+1", ("justice_head", "monitor"))),
        (date(2026, 12, 18), ("sheet/d+3", ("justice_head", "monitor", "chairman"))),
    ],
)
def test_a_sheet_that_is_not_locked_climbs_the_ladder(
    session: Session,
    district: District,
    sheet: IndexSheet,
    day: date,
    expected: tuple[str | None, tuple[str, ...]],
) -> None:  # fmt: skip
    rung, who = expected
    done = run(session, district, day)
    assert done.planned == ({rung: len(who)} if rung else {})
    told = {entry.recipient_id for entry in entries(session)}
    assert told == {getattr(district, name).id for name in who}
    assert {entry.sheet_id for entry in entries(session)} <= {sheet.id}
    assert run(session, district, day).total == 0


@pytest.mark.usefixtures("sheet")
def test_the_message_names_the_round_and_opens_the_sheet(
    session: Session, district: District, sheet: IndexSheet
) -> None:
    run(session, district, date(2026, 12, 15))
    (entry,) = entries(session)
    assert entry.cause == "Hạn chốt phiếu tự chấm điểm 15/12/2026: hôm nay là hạn"
    message = session.get_one(OutboxMessage, entry.message_id)
    assert "Chốt phiếu tự chấm điểm Chỉ số CCHC năm 2026" in message.text
    assert f"http://tracker.test/index/sheets/{sheet.id}" in message.text
    actor = district.actor(district.monitor)
    kept = session.scalars(ledger(actor, LedgerFilters(rule="sheet"))).all()
    (row,) = ledger_rows(session, actor, kept)
    assert (row.title, row.unit) == (
        "Chốt phiếu tự chấm điểm Chỉ số CCHC năm 2026", "Phòng Tư pháp"
    )  # fmt: skip


@pytest.mark.parametrize("by", ["locked", "round closed"])
def test_who_has_locked_is_left_in_peace(
    session: Session, district: District, sheet: IndexSheet, by: str
) -> None:
    run(session, district, date(2026, 12, 8))
    assert still_owed(session, entries(session)) == entries(session)
    if by == "locked":
        sheet.state = SheetState.LOCKED
    else:
        sheet.round.state = RoundState.CLOSED
    session.commit()
    assert still_owed(session, entries(session)) == []
    assert run(session, district, date(2026, 12, 15)).total == 0


def test_a_sheet_opened_again_has_a_day_of_its_own(
    session: Session, district: District, sheet: IndexSheet
) -> None:
    sheet.state = SheetState.LOCKED
    session.commit()
    sheet_deeds.reopen(
        session, sheet_id=sheet.id, version=None, reason="Thiếu tài liệu",
        until=date(2026, 12, 22), actor=district.actor(district.monitor),
        now=at(date(2026, 12, 16)),
    )  # fmt: skip
    # The rung of 15 December stood before the sheet was opened again.
    assert run(session, district, date(2026, 12, 16)).total == 0
    assert run(session, district, date(2026, 12, 18)).planned == {"sheet/d-2": 1}


def an_officer(session: Session, district: District) -> User:
    return a_user(session, unit=district.justice, office=district.office)


def charge(session: Session, district: District, sheet: IndexSheet, **more: Any) -> None:
    sheet_charges.charge(
        session, sheet_id=sheet.id,
        item_ids=[the_item(session, sheet, code).id for code in ("1.1.1", "1.1.2", "2.1")],
        actor=district.actor(district.justice_head), now=at(date(2026, 11, 4)), **more,
    )  # fmt: skip


def test_an_officer_hears_of_all_items_of_a_day_in_one_line(
    session: Session, district: District, sheet: IndexSheet
) -> None:
    officer = an_officer(session, district)
    charge(session, district, sheet, user_id=officer.id, due_on=date(2026, 11, 20))
    assert run(session, district, date(2026, 11, 17)).planned == {"charge/d-3": 1}
    (entry,) = entries(session)
    assert entry.recipient_id == officer.id
    message = session.get_one(OutboxMessage, entry.message_id)
    assert "Chấm 3 mục được phân công" in message.text
    assert run(session, district, date(2026, 11, 23)).planned == {"charge/d+1": 2}
    assert {entry.recipient_id for entry in entries(session)} == {
        officer.id, district.justice_head.id
    }  # fmt: skip
    scored(session, district, sheet, at(date(2026, 11, 23)))
    session.commit()
    assert still_owed(session, entries(session)) == []
    assert run(session, district, date(2026, 11, 26)).total == 0


def test_an_item_charged_after_its_reminder_day_is_not_made_up(
    session: Session, district: District, sheet: IndexSheet
) -> None:
    officer = an_officer(session, district)
    charge(session, district, sheet, user_id=officer.id, due_on=date(2026, 11, 5))
    assert run(session, district, date(2026, 11, 4)).total == 0
    assert run(session, district, date(2026, 11, 5)).planned == {"charge/d0": 1}


def test_an_explanation_that_was_asked_for(
    session: Session, district: District, sheet: IndexSheet
) -> None:
    sheet.state = SheetState.LOCKED
    session.commit()
    question = sheet_deeds.ask(
        session, sheet_id=sheet.id, item_id=the_item(session, sheet, "1.1.1").id, version=None,
        question="Đề nghị bổ sung số hiệu kế hoạch", actor=district.actor(district.monitor),
        now=at(date(2026, 12, 17)),
    )  # fmt: skip
    assert run(session, district, date(2026, 12, 18)).total == 0
    assert run(session, district, date(2026, 12, 21)).planned == {"question/d+2": 1}
    (entry,) = entries(session)
    assert (entry.recipient_id, entry.question_id) == (district.justice_head.id, question.id)
    assert "Yêu cầu giải trình ngày 17/12/2026, sau 2 ngày làm việc chưa trả lời" in entry.cause
    assert run(session, district, date(2026, 12, 24)).planned == {"question/d+5": 2}
    sheet_deeds.explain(
        session, sheet_id=sheet.id, version=None, answers={question.id: "Số 5/KH-UBND"},
        actor=district.actor(district.justice_head), now=at(date(2026, 12, 24)),
    )  # fmt: skip
    session.commit()
    assert session.get_one(SheetQuestion, question.id).answered_at is not None
    assert still_owed(session, entries(session)) == []
    assert run(session, district, date(2026, 12, 29)).total == 0
