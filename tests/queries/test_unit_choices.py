"""What a form offers in columns is what the tree of units says: one order, two readings."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.unit import a_unit
from tracker.models import Office, UnitGroup, UnitName
from tracker.queries.unit_choices import offered_groups, offered_units
from tracker.queries.units import choices_by_type, groups_of_office, orderable_units

DAY = date(2026, 11, 23)


def _agree(session: Session, office: Office) -> dict[str, list[tuple[int, str]]]:
    session.flush()
    session.expire_all()
    offered = offered_units(session, office, DAY)
    found = {kind: [(unit.id, unit.name) for unit in units] for kind, units in offered.items()}
    tree = orderable_units(session, office, DAY)
    assert found == choices_by_type(tree)
    outside = {unit.id for units in offered.values() for unit in units if unit.outside}
    assert outside == {unit.id for unit in tree if unit.outside}
    return found


def test_units_come_and_go_are_renamed_and_stand_in_their_order(session: Session) -> None:
    office = an_office(session)
    first = a_unit(session, parent=office.root_unit)
    below = a_unit(session, parent=first)
    below.ord = -1
    gone, coming = a_unit(session, parent=first), a_unit(session, parent=office.root_unit)
    gone.to_on = DAY - timedelta(days=1)
    coming.from_on = DAY + timedelta(days=1)
    before = _agree(session, office)
    keys = {key for pairs in before.values() for key, _name in pairs}
    assert {first.id, below.id} <= keys
    assert not {gone.id, coming.id, office.root_unit_id} & keys
    session.add(UnitName(unit_id=first.id, name="Phòng Ân Điển", from_on=DAY))
    first.outside = True
    after = _agree(session, office)
    assert (first.id, "Phòng Ân Điển") in [pair for pairs in after.values() for pair in pairs]


def test_another_offices_units_are_not_offered(session: Session) -> None:
    office, other = an_office(session), an_office(session)
    strange = a_unit(session, parent=other.root_unit)
    found = _agree(session, office)
    assert strange.id not in {key for pairs in found.values() for key, _name in pairs}


def test_classes_stand_in_dictionary_order(session: Session) -> None:
    office = an_office(session)
    for code, name in (("c", "Đơn vị sự nghiệp"), ("a", "Các xã"), ("b", "Dân số")):
        session.add(UnitGroup(office_id=office.id, code=code, name=name))
    session.flush()
    found = [(group.id, group.name) for group in offered_groups(session, office.id)]
    known = groups_of_office(session, office.id)
    assert found == [(group.id, group.name) for group in known]
    assert [name for _key, name in found][-1] == "Đơn vị sự nghiệp"
