"""A commune that is an office of its own: what the district gave it is decomposed there."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.office import CREATED_AT
from tests.factories.paper import PLAN
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import a_user
from tests.support.visitor import Visitor, words
from tracker.domain.history import EventKind
from tracker.domain.people import Role
from tracker.models import Directive, Event, Office, Task, TaskDraft, Unit, User


@dataclass(frozen=True)
class Commune:
    """A unit of the district that runs its own tracking, and its clerk."""

    office: Office
    unit: Unit
    clerk: User


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def commune(session: Session, district: District) -> Commune:
    unit = a_unit(session, "UBND xã Hà Lương", parent=district.office.root_unit)
    room = a_unit(session, "Văn phòng UBND xã", parent=unit)
    office = Office(root_unit=unit, lead_unit=room, created_at=CREATED_AT)
    session.add(office)
    session.flush()
    clerk = a_user(session, "Lò Thị Văn Thư", unit=room, office=office, roles=[Role.LEAD_OFFICE])
    return Commune(office, unit, clerk)


def the_paper(page: Visitor, session: Session, district: District) -> Directive:
    """Taken in at the district, with its file."""
    page.sign_in(district.monitor)
    page.get("directives.take_in")
    page.submit("Tiếp nhận và đọc văn bản", file=(io.BytesIO(PLAN.encode()), "Kế hoạch 45.txt"))
    return session.scalars(select(Directive)).one()


def given(session: Session, district: District, paper: Directive, unit: Unit) -> Task:
    duty = a_duty(session, district.office, "Niêm yết công khai", directive=paper, leads=[unit])
    return a_task(session, district.office, unit, duty=duty)


def test_the_order_of_the_district_is_read_as_its_child(
    page: Visitor, session: Session, district: District, commune: Commune
) -> None:
    parent = the_paper(page, session, district)
    given(session, district, parent, commune.unit)
    page.sign_in(commune.clerk)
    soup = page.get("directives.index")
    assert "Nhiệm vụ cấp trên giao" in words(soup)
    assert "1 văn bản cấp trên giao chưa tiếp nhận" in words(page.get("directives.from_above"))
    way = {"directive_id": parent.id}
    assert "Niêm yết công khai" in words(page.get("directives.take_from_above", **way))
    form = page.soup
    soup = page.submit("Tiếp nhận vào sổ")
    assert "Đã tiếp nhận văn bản vào sổ" in words(soup)
    assert "Văn bản của cấp trên giao cho cơ quan" in words(soup)
    child = session.scalars(select(Directive).where(Directive.office_id == commune.office.id)).one()
    assert (child.parent_id, child.number) == (parent.id, parent.number)
    assert child.id in session.scalars(select(TaskDraft.directive_id)).all()
    kinds = session.scalars(select(Event.kind).where(Event.directive_id == child.id)).all()
    assert EventKind.PARENT_SET in kinds
    page.soup = form
    page.submit("Tiếp nhận vào sổ")
    assert len(session.scalars(select(Directive)).all()) == 2, "sent twice, entered once"
    assert "0 văn bản cấp trên giao chưa tiếp nhận" in words(page.get("directives.from_above"))
    page.get("directives.show", status=404, **way)


def test_only_what_was_given_to_this_very_office(
    page: Visitor, session: Session, district: District, commune: Commune
) -> None:
    other = a_directive(session, district.office, title="Việc của Phòng Tư pháp")
    given(session, district, other, district.justice)
    page.sign_in(commune.clerk)
    assert "Nhiệm vụ cấp trên giao" not in words(page.get("directives.index"))
    assert "Việc của Phòng Tư pháp" not in words(page.get("directives.from_above"))
    page.get("directives.take_from_above", status=404, directive_id=other.id)
    page.post("directives.take_from_above", status=404, directive_id=other.id)
    page.sign_in(district.justice_head)
    page.get("directives.from_above", status=403)


def test_an_order_without_a_file_is_typed_by_hand(
    page: Visitor, session: Session, district: District, commune: Commune
) -> None:
    spoken = a_directive(session, district.office, title="Ý kiến tại giao ban")
    given(session, district, spoken, commune.unit)
    page.sign_in(commune.clerk)
    page.get("directives.take_from_above", directive_id=spoken.id)
    soup = page.submit("Tiếp nhận vào sổ", status=422)
    assert "nhập không kèm tệp" in words(soup)
    assert len(session.scalars(select(Directive)).all()) == 1
