"""A new office: its units and classes from a preset, the clock's actor, the first administrator."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.people import Module, Role
from tracker.domain.vietnamese import fold
from tracker.models import (
    Office,
    RoleGrant,
    Setting,
    Unit,
    UnitAlias,
    UnitGroup,
    UnitGroupAlias,
    UnitGroupMember,
    UnitName,
    UnitType,
    User,
)
from tracker.permissions import Actor, actor_of
from tracker.queries.users import the_system
from tracker.services import accounts, calendar_days, reminder_rows
from tracker.services.history import record
from tracker.services.people import add_user
from tracker.services.presets import Preset, PresetUnit, preset_for
from tracker.services.regimes import ensure_regimes

SYSTEM_LOGIN = "he.thong"
SYSTEM_NAME = "Hệ thống"
ALWAYS = date(2000, 1, 1)
"""From when the rules of a preset hold: before any paper that is tracked."""


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What was made; ``units`` by their codes in the preset, the root as "root"."""

    office: Office
    units: Mapping[str, Unit]
    administrator: User


def create_office(
    session: Session,
    *,
    preset: str,
    name: str,
    admin_login: str,
    admin_name: str,
    admin_hash: str,
    must_change: bool = True,
    is_demo: bool = False,
    now: datetime,
) -> NewOffice:
    """An office from a preset ("district", "commune") with its first administrator and calendar.

    ``admin_hash``: a password's hash; ``must_change``: it is a one-time password. The calendar
    of last year, this year and the next is entered. Raises InvalidInput for a name without its
    level or a bad login; Conflict when there is an office of this name, or when demonstration
    and real office would meet in one database.
    """
    filled = preset_for(preset, name)
    _refuse_mixing(session, filled.root.name, is_demo=is_demo)
    system = ensure_system(session, now=now)
    units = _found_units(session, filled)
    office = Office(
        root_unit=units["root"],
        lead_unit=units[filled.lead],
        index_unit_id=units[filled.index_lead].id,
        is_demo=is_demo,
        created_at=now,
    )
    session.add(office)
    session.flush()
    _found_groups(session, office, filled, units)
    for key, value in filled.settings.items():
        session.add(Setting(office_id=office.id, key=key, value=value, from_on=ALWAYS, set_at=now))
    reminder_rows.enter_defaults(session, office.id)
    actor = actor_of(system, office=office, on_day=local_day(now))
    record(
        session,
        EventKind.OFFICE_CREATED,
        actor=actor,
        now=now,
        unit=units["root"],
        preset=preset,
        name=filled.root.name,
    )
    administrator = _first_administrator(
        session, office, login=admin_login, name=admin_name, hash_=admin_hash, actor=actor, now=now
    )
    if not must_change:
        accounts.set_hash(administrator, admin_hash)
    year = local_day(now).year  # a demonstration begins a year before the day it is shown
    years = range(year - 1, year + (3 if is_demo else 2))
    calendar_days.seed(session, office_id=office.id, years=years, now=now)
    ensure_regimes(session, office_id=office.id, actor=actor, now=now)
    session.flush()
    return NewOffice(office, units, administrator)


def ensure_system(session: Session, *, now: datetime) -> User:
    """The named actor of the clock, made once per database."""
    found = the_system(session)
    if found is None:
        found = User(
            login=SYSTEM_LOGIN,
            name=SYSTEM_NAME,
            is_system=True,
            session_key=secrets.token_urlsafe(24),
            created_at=now,
        )
        session.add(found)
        session.flush()
    return found


def _first_administrator(
    session: Session,
    office: Office,
    *,
    login: str,
    name: str,
    hash_: str,
    actor: Actor,
    now: datetime,
) -> User:
    try:
        person = add_user(
            session, login=login, name=name, password_hash=hash_, actor=actor, now=now
        )
    except InvalidInput as error:
        error.field = {"login": "admin_login", "name": "admin_name"}.get(error.field or "")
        raise
    person.grants.append(
        RoleGrant(
            office_id=office.id,
            module=Module.OFFICE,
            role=Role.ADMINISTRATOR,
            from_on=local_day(now),
        )
    )
    session.flush()
    record(
        session,
        EventKind.GRANT_CHANGED,
        actor=actor,
        now=now,
        user=person,
        module=Module.OFFICE.value,
        role=Role.ADMINISTRATOR.value,
        from_on=local_day(now).isoformat(),
        to_on=None,
    )
    return person


def _refuse_mixing(session: Session, name: str, *, is_demo: bool) -> None:
    for office in session.scalars(select(Office)).unique():
        if fold(office.name) == fold(name):
            raise Conflict("Đã có cơ quan “%(name)s” trong cơ sở dữ liệu này.", name=office.name)
        if office.is_demo or is_demo:
            raise Conflict(
                "Dữ liệu trình diễn và cơ quan thật không dùng chung một cơ sở dữ liệu. "
                "Hãy tạo cơ quan ở một cơ sở dữ liệu khác."
            )


def _found_units(session: Session, preset: Preset) -> dict[str, Unit]:
    """Types, then units below the root in the preset's order."""
    for order, (code, name) in enumerate(preset.types, start=1):
        if session.get(UnitType, code) is None:
            session.add(UnitType(code=code, name=name, ord=order))
    session.flush()
    units = {"root": _found(session, preset.root, parent=None, order=0)}
    for order, raw in enumerate(preset.units, start=1):
        units[raw.code] = _found(session, raw, parent=units["root"], order=order)
    return units


def _found(session: Session, raw: PresetUnit, *, parent: Unit | None, order: int) -> Unit:
    unit = Unit(type_code=raw.type_code, parent=parent, outside=raw.outside, ord=order)
    unit.names.append(UnitName(name=raw.name, short=raw.short))
    session.add(unit)
    session.flush()
    session.add_all(
        UnitAlias(
            unit_id=unit.id,
            alias=written.alias,
            folded=fold(written.alias),
            from_on=written.from_on,
            to_on=written.to_on,
        )
        for written in raw.aliases
    )
    return unit


def _found_groups(
    session: Session, office: Office, preset: Preset, units: Mapping[str, Unit]
) -> None:
    for raw in preset.groups:
        group = UnitGroup(office_id=office.id, code=raw.code, name=raw.name)
        by_key = {fold(alias): alias for alias in (raw.name, *raw.aliases)}
        group.members.extend(UnitGroupMember(unit=units[code]) for code in raw.members)
        session.add(group)
        session.flush()
        session.add_all(
            UnitGroupAlias(group_id=group.id, alias=alias, folded=folded)
            for folded, alias in by_key.items()
        )
    session.flush()
