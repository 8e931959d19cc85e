"""A name that no unit bears is asked about once, and then known."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import TODAY, District, a_district
from tests.factories.draft import a_draft
from tests.factories.unit import a_group, a_unit
from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.follow_up import DraftState
from tracker.domain.history import EventKind
from tracker.models import Directive, Event, TaskDraft, UnitAlias, UnitSuccession
from tracker.services.name_choices import names_to_settle, settle_name

RADIO = "Đài Truyền thanh"


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def settle(
    session: Session, district: District, paper: Directive, now: datetime, **choice: object
) -> int:
    return settle_name(
        session,
        directive_id=paper.id,
        as_written=str(choice.pop("as_written", RADIO)),
        remember=bool(choice.pop("remember", True)),
        actor=district.actor(district.monitor),
        now=now,
        **choice,  # type: ignore[arg-type]
    )


def units_of(session: Session, draft: TaskDraft) -> list[object]:
    session.refresh(draft)
    return [row.unit for row in draft.units]


def test_one_answer_settles_the_name_everywhere_and_for_later(
    session: Session, district: District, now: datetime
) -> None:
    office = district.office
    paper = a_directive(session, office, issued_on=date(2026, 11, 2))
    first = a_draft(session, office, directive=paper, leads=[RADIO])
    second = a_draft(session, office, directive=paper, leads=[RADIO, district.justice], ord=1)
    given = a_draft(
        session,
        office,
        directive=paper,
        leads=[RADIO],
        state=DraftState.SET_ASIDE,
        set_aside_reason="Không thuộc phạm vi",
        ord=2,
    )
    later = a_directive(session, office, number="9/KH-UBND", issued_on=date(2026, 11, 9))
    elsewhere = a_draft(session, office, directive=later, leads=[RADIO])
    older = a_directive(session, office, number="3/KH-UBND", issued_on=date(2026, 1, 9))
    before = a_draft(session, office, directive=older, leads=[RADIO])
    (asked,) = names_to_settle(session, paper, today=TODAY)
    assert (asked.as_written, asked.drafts, asked.may_be_remembered) == (RADIO, 2, True)

    assert settle(session, district, paper, now, unit_id=district.culture.id) == 3
    assert names_to_settle(session, paper, today=TODAY) == []
    assert units_of(session, first) == [district.culture]
    assert units_of(session, second) == [district.culture, district.justice]
    assert units_of(session, elsewhere) == [district.culture]
    assert units_of(session, given) == [None]
    assert units_of(session, before) == [None]  # the alias holds from the paper's day on
    alias = session.scalars(select(UnitAlias).where(UnitAlias.alias == RADIO)).one()
    assert (alias.unit_id, alias.from_on) == (district.culture.id, date(2026, 11, 2))
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert (event.kind, event.directive_id) == (EventKind.NAME_SETTLED, paper.id)
    assert event.data == {"name": RADIO, "means": district.culture.name, "remembered": True}

    assert settle(session, district, older, now, unit_id=district.culture.id) == 1
    session.refresh(alias)
    assert alias.from_on == date(2026, 1, 9)


def test_without_remembering_only_this_paper_knows(
    session: Session, district: District, now: datetime
) -> None:
    paper = a_directive(session, district.office, issued_on=None)
    draft = a_draft(session, district.office, directive=paper, leads=["TP"])
    (asked,) = names_to_settle(session, paper, today=TODAY)
    assert not asked.may_be_remembered
    with pytest.raises(InvalidInput, match="nhiều nghĩa"):
        settle(session, district, paper, now, as_written="TP", unit_id=district.justice.id)
    settle(
        session, district, paper, now, as_written="TP", unit_id=district.justice.id, remember=False
    )
    assert units_of(session, draft) == [district.justice]
    assert session.scalar(select(UnitAlias).where(UnitAlias.alias == "TP")) is None


def test_a_dissolved_unit_is_offered_with_its_successor_and_refused_itself(
    session: Session, district: District, now: datetime
) -> None:
    root = district.office.root_unit
    old = a_unit(session, "Phòng Y tế", parent=root, to_on=date(2026, 10, 31))
    session.add(
        UnitSuccession(
            from_unit_id=old.id, to_unit_id=district.culture.id, on_day=date(2026, 11, 1)
        )
    )
    paper = a_directive(session, district.office, issued_on=date(2026, 10, 1))
    a_draft(session, district.office, directive=paper, leads=["Phòng Y tế"])
    (asked,) = names_to_settle(session, paper, today=TODAY)
    assert asked.meaning.dissolved is old
    assert asked.meaning.candidates == (district.culture,)
    with pytest.raises(InvalidInput, match="kế thừa"):
        settle(session, district, paper, now, as_written="Phòng Y tế", unit_id=old.id)


def test_only_units_and_classes_of_the_office(
    session: Session, district: District, now: datetime
) -> None:
    other = a_district(session)
    paper = a_directive(session, district.office)
    a_draft(session, district.office, directive=paper, leads=[RADIO])
    foreign = a_group(session, other.office, "Các phòng của huyện khác")
    for wrong in ({"unit_id": other.justice.id}, {"group_id": foreign.id}):
        with pytest.raises(NotFound):
            settle(session, district, paper, now, **wrong)
    with pytest.raises(InvalidInput, match="Hãy chọn đơn vị"):
        settle(session, district, paper, now)
