"""One task by hand: its source, its units, its deadline; and correcting the register."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.unit import a_group, a_unit
from tracker.domain.deadlines import DeadlineCause
from tracker.domain.directive_kind import DirectiveKind
from tracker.domain.errors import Conflict, DomainError, InvalidInput
from tracker.domain.follow_up import FollowUp
from tracker.domain.source import SourceKind, Urgency
from tracker.models import Directive, Event, Task
from tracker.services.directive_register import HeaderChange, edit_header
from tracker.services.order_source import KnownPaper, OrderSource
from tracker.services.quick_assignment import Given, QuickOrder, assign_at_once

TODAY, LATER = date(2026, 11, 23), date(2026, 12, 15)
LETTER = {
    "source": SourceKind.LETTER,
    "received_on": TODAY,
    "number": "88/SNV-CCHC",
    "issued_on": date(2026, 11, 20),
    "issuer": "Sở Nội vụ",
}


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def give(
    session: Session,
    district: District,
    now: datetime,
    *,
    source: dict[str, Any] | None = None,
    directive_id: int | None = None,
    **order: Any,
) -> Given:
    given: dict[str, Any] = {
        "text": "Báo cáo số liệu thủ tục hành chính quý IV",
        "lead_units": [district.justice.id],
        "due_on": LATER,
    }
    return assign_at_once(
        session,
        order=QuickOrder(**{**given, **order}),
        source=OrderSource(**{**LETTER, **(source or {})}),
        directive_id=directive_id,
        actor=district.actor(district.monitor),
        now=now,
    )


def test_a_letter_becomes_an_entry_a_duty_and_a_task(
    session: Session, district: District, now: datetime
) -> None:
    given = give(session, district, now, coordinating_units=[district.culture.id])
    assert (given.directive.kind, given.directive.source) == (
        DirectiveKind.OFFICIAL_LETTER,
        SourceKind.LETTER,
    )
    assert given.directive.number == "88/SNV-CCHC"
    (task,) = given.tasks
    assert [part.unit_id for part in task.parts] == [district.culture.id]
    version = task.deadlines[0]
    assert version.cause is DeadlineCause.DIRECTIVE
    assert version.basis == "Theo Công văn số 88/SNV-CCHC ngày 20/11/2026."


def test_the_lead_offices_own_deadline_says_its_basis(
    session: Session, district: District, now: datetime
) -> None:
    version = give(session, district, now, basis="Kịp báo cáo năm").tasks[0].deadlines[0]
    assert (version.cause, version.basis) == (DeadlineCause.LEAD_OFFICE, "Kịp báo cáo năm")


def test_several_units_and_a_class_get_one_task_each(
    session: Session, district: District, now: datetime
) -> None:
    commune = a_unit(session, "UBND xã Hòa Bình", parent=district.office.root_unit)
    group = a_group(session, district.office, members=[commune, district.justice])
    given = give(session, district, now, lead_groups=[group.id])
    assert {task.lead_unit_id for task in given.tasks} == {district.justice.id, commune.id}


def test_a_regular_duty_makes_no_task(session: Session, district: District, now: datetime) -> None:
    given = give(session, district, now, regular=True, due_on=None)
    assert given.tasks == ()
    assert given.duty.follow_up is FollowUp.REGULAR


def test_a_further_task_under_a_known_paper(
    session: Session, district: District, now: datetime
) -> None:
    paper = a_directive(session, district.office, signer="Nguyễn Văn Thử")
    given = give(session, district, now, directive_id=paper.id, source={"number": ""})
    assert given.directive is paper
    assert given.duty.given_by == "Nguyễn Văn Thử"
    assert session.scalar(select(func.count()).select_from(Directive)) == 1


@pytest.mark.parametrize(
    ("source", "order", "field"),
    [
        ({}, {"text": "  "}, "text"),
        ({}, {"lead_units": []}, "lead"),
        ({}, {"due_on": date(2026, 11, 22)}, "due_on"),
        ({"number": ""}, {}, "number"),
        ({"issued_on": date(2026, 11, 24)}, {}, "issued_on"),
        ({"received_on": date(2026, 11, 24)}, {}, "received_on"),
        ({"source": SourceKind.SPOKEN_ORDER, "issuer": ""}, {}, "given_by"),
    ],
    ids=["no text", "no lead", "past", "no number", "tomorrow", "received tomorrow", "no giver"],
)
def test_what_lacks_is_asked_at_its_field(
    *,
    session: Session,
    district: District,
    now: datetime,
    source: dict[str, Any],
    order: dict[str, Any],
    field: str,
) -> None:
    with pytest.raises(InvalidInput) as refused:
        give(session, district, now, source=source, **order)
    assert refused.value.field == field


def test_a_dissolved_unit_is_refused(session: Session, district: District, now: datetime) -> None:
    old = a_unit(session, "Phòng Y tế", to_on=date(2026, 11, 1))
    with pytest.raises(DomainError, match="không còn hoạt động"):
        give(session, district, now, lead_units=[old.id])
    assert session.scalar(select(func.count()).select_from(Task)) == 0


def a_header(paper: Directive, **values: Any) -> HeaderChange:
    given: dict[str, Any] = {
        "kind": paper.kind,
        "source": paper.source,
        "number": paper.number,
        "issued_on": paper.issued_on,
        "received_on": paper.received_on,
        "arrival_number": paper.arrival_number,
        "issuer": paper.issuer,
        "title": paper.title,
        "signer": paper.signer,
        "urgency": Urgency.NORMAL,
        "restricted": False,
        "note": "",
    }
    return HeaderChange(**{**given, **values})


def test_a_corrected_header_leaves_its_trace(
    session: Session, district: District, now: datetime
) -> None:
    paper = a_directive(session, district.office)
    actor = district.actor(district.monitor)
    header = a_header(paper, number="13/KH-UBND")
    edit_header(session, directive_id=paper.id, version=1, header=header, actor=actor, now=now)
    event = session.scalars(select(Event)).one()
    assert event.data["changed"] == {"number": ["12/KH-UBND", "13/KH-UBND"]}
    with pytest.raises(Conflict):
        edit_header(session, directive_id=paper.id, version=1, header=header, actor=actor, now=now)


@pytest.mark.parametrize(
    "days",
    [
        {"issued_on": date(2026, 1, 7)},
        {"issued_on": date(2026, 11, 24), "received_on": date(2026, 11, 23)},
        {"received_on": date(2026, 11, 24)},
    ],
    ids=["issued after it came", "issued tomorrow", "comes tomorrow"],
)
def test_days_that_cannot_be(
    session: Session, district: District, now: datetime, days: dict[str, date]
) -> None:
    paper = a_directive(session, district.office)
    with pytest.raises(InvalidInput):
        edit_header(
            session,
            directive_id=paper.id,
            version=1,
            header=a_header(paper, **days),
            actor=district.actor(district.monitor),
            now=now,
        )


@pytest.mark.parametrize(
    ("again", "known"),
    [
        ({}, True),
        ({"number": "88 / snv-cchc", "issuer": "sở nội vụ"}, True),
        ({"issuer": "", "given_by": ""}, True),
        ({"number": "89/SNV-CCHC"}, False),
        ({"issued_on": date(2026, 11, 19)}, False),
        ({"issuer": "Sở Tài chính"}, False),
    ],
    ids=["the same", "written otherwise", "issuer left out", "number", "day", "issuer"],
)
def test_a_paper_typed_again_leads_to_the_first(
    session: Session, district: District, now: datetime, *, again: dict[str, Any], known: bool
) -> None:
    first = give(session, district, now).directive
    if known:
        with pytest.raises(KnownPaper) as refusal:
            give(session, district, now, source=again, text="Việc thứ hai")
        assert refusal.value.directive_id == first.id
    else:
        assert give(session, district, now, source=again).directive.id != first.id


def test_what_was_said_is_known_by_its_words(
    session: Session, district: District, now: datetime
) -> None:
    said = {
        "source": SourceKind.SPOKEN_ORDER, "number": "", "issued_on": TODAY, "issuer": "",
        "given_by": "Chủ tịch UBND huyện",
    }  # fmt: skip
    give(session, district, now, source=said, text="Kiểm tra bộ phận Một cửa")
    give(session, district, now, source=said, text="Báo cáo việc khác")
    with pytest.raises(KnownPaper):
        give(session, district, now, source=said, text="Kiểm tra bộ phận một cửa")


def test_what_is_ordered_again_another_day_is_another_order(
    session: Session, district: District, now: datetime
) -> None:
    def said(received_on: date) -> dict[str, Any]:
        return {
            "source": SourceKind.SPOKEN_ORDER, "number": "", "issued_on": None, "issuer": "",
            "given_by": "Chủ tịch UBND huyện", "received_on": received_on,
        }  # fmt: skip

    words = "Báo cáo nhanh tình hình dịch bệnh"
    give(session, district, now, source=said(TODAY - timedelta(days=30)), text=words)
    give(session, district, now, source=said(TODAY), text=words)
    with pytest.raises(KnownPaper):
        give(session, district, now, source=said(TODAY), text=words)


def test_another_offices_paper_is_its_own(
    session: Session, district: District, now: datetime
) -> None:
    give(session, district, now)
    give(session, a_district(session), now)
    assert session.scalar(select(func.count()).select_from(Directive)) == 2
