"""Units and people of the generated office: the demonstration's own, and many more."""

from __future__ import annotations

import random
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.demo.cast import PEOPLE
from tracker.domain.people import Post
from tracker.domain.vietnamese import fold
from tracker.models import (
    Membership,
    Office,
    Unit,
    UnitAlias,
    UnitGroup,
    UnitGroupMember,
    UnitName,
    User,
)

UNITS = 300
COMMUNE = "commune_committee"
"""The type of unit that is a commune."""
CENTRES = 60
"""How many of them are bodies of the office itself; the rest are communes."""
SHARE_OF_BODY = 4
"""A body gets so many times the work of a commune."""

_FIRST = ("An", "Bắc", "Cẩm", "Đại", "Gia", "Hòa", "Khánh", "Lạc", "Mỹ", "Ngọc", "Phú", "Quang",
          "Sơn", "Tân", "Thạch", "Vĩnh")  # fmt: skip
_SECOND = ("Bình", "Châu", "Đức", "Giang", "Hưng", "Khê", "Lâm", "Minh", "Nghĩa", "Phong", "Sơn",
           "Thịnh", "Trạch", "Tường", "Xuân")  # fmt: skip
_CENTRES = ("Trung tâm Kỹ thuật", "Ban Quản lý dự án", "Trung tâm Dịch vụ", "Chi cục Quản lý",
            "Trung tâm Quan trắc", "Trung tâm Khuyến công")  # fmt: skip
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương")
_MIDDLE = ("Văn", "Thị", "Minh", "Thu", "Đức", "Quốc", "Ngọc", "Hải")
_GIVEN = ("An", "Bình", "Cường", "Dung", "Giang", "Hà", "Hùng", "Khánh", "Lan", "Mai", "Nam",
          "Oanh", "Phúc", "Quân", "Sơn", "Tâm", "Uyên", "Việt", "Yến")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Society:
    """Who can be given work and who acts, by keys."""

    office_id: int
    lead_unit_id: int
    names: Mapping[int, str]
    heads: Mapping[int, int]
    """Unit → who speaks for it."""
    officers: Mapping[int, int]
    bodies: Sequence[int]
    communes: Sequence[int]
    people: Mapping[str, int]
    """Logins of the demonstration's own people → keys."""

    def some(self, dice: random.Random, number: int) -> list[int]:
        """So many different units, bodies more often than communes."""
        weights = (len(self.bodies) * SHARE_OF_BODY, len(self.communes))
        found: dict[int, None] = {}
        while len(found) < number:
            (kind,) = dice.choices((self.bodies, self.communes), weights)
            found[dice.choice(kind)] = None
        return list(found)


def settle(
    session: Session,
    office: Office,
    units: Mapping[str, Unit],
    accounts: Mapping[str, User],
    *,
    dice: random.Random,
    password_hash: str,
    now: datetime,
) -> Society:
    """Found the units that are missing to ``UNITS`` and give each a head and an officer."""
    here = {code: unit for code, unit in units.items() if not unit.outside and code != "root"}
    speak = {person.unit: accounts[person.login] for person in PEOPLE if person.post is Post.HEAD}
    known = {unit.id: speak[code] for code, unit in here.items() if code in speak}
    everywhere = [*here.values(), *_more_units(session, office, units["root"], UNITS - len(here))]
    heads: dict[int, User] = {}
    officers: dict[int, User] = {}
    for place, unit in enumerate(everywhere, start=1):
        login = f"donvi{place:03d}"
        heads[unit.id] = known.get(unit.id) or _person(dice, login, password_hash, now)
        officers[unit.id] = _person(dice, f"{login}.cb", password_hash, now)
    session.add_all([*heads.values(), *officers.values()])
    session.flush()
    new = {unit_id: head for unit_id, head in heads.items() if unit_id not in known}
    session.add_all(_post(user, unit_id, Post.HEAD, now) for unit_id, user in new.items())
    session.add_all(_post(user, unit_id, Post.OFFICER, now) for unit_id, user in officers.items())
    session.flush()
    return Society(
        office_id=office.id,
        lead_unit_id=office.lead_unit_id or 0,
        names={unit.id: unit.name for unit in everywhere},
        heads={unit_id: user.id for unit_id, user in heads.items()},
        officers={unit_id: user.id for unit_id, user in officers.items()},
        bodies=[unit.id for unit in everywhere if unit.type_code != COMMUNE],
        communes=[unit.id for unit in everywhere if unit.type_code == COMMUNE],
        people={login: user.id for login, user in accounts.items()},
    )


def _more_units(session: Session, office: Office, root: Unit, number: int) -> list[Unit]:
    groups = {
        group.code: group
        for group in session.scalars(select(UnitGroup).where(UnitGroup.office_id == office.id))
    }
    made: dict[str, Unit] = {}
    for n in range(number):
        centre = n < CENTRES
        if centre:
            name = f"{_CENTRES[n % len(_CENTRES)]} {n // len(_CENTRES) + 1}"
        else:
            place, turn = divmod(n - CENTRES, len(_FIRST))
            name = f"UBND xã {_FIRST[turn]} {_SECOND[place]}"
        kind = "public_service" if centre else COMMUNE
        made[name] = Unit(type_code=kind, parent=root, ord=100 + n, names=[UnitName(name=name)])
    session.add_all(made.values())
    session.flush()
    for name, unit in made.items():
        group = groups["communes" if unit.type_code == COMMUNE else "services"]
        session.add(UnitAlias(unit_id=unit.id, alias=name, folded=fold(name)))
        session.add(UnitGroupMember(group_id=group.id, unit_id=unit.id))
    session.flush()
    return list(made.values())


def _person(dice: random.Random, login: str, password_hash: str, now: datetime) -> User:
    return User(
        login=login,
        name=f"{dice.choice(_FAMILY)} {dice.choice(_MIDDLE)} {dice.choice(_GIVEN)}",
        password_hash=password_hash,
        session_key=secrets.token_urlsafe(24),
        created_at=now,
    )


def _post(user: User, unit_id: int, post: Post, now: datetime) -> Membership:
    title = "Thủ trưởng đơn vị" if post is Post.HEAD else "Chuyên viên"
    return Membership(user_id=user.id, unit_id=unit_id, post=post, title=title, from_on=now.date())
