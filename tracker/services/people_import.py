"""People from an Excel list: one row a post; the same login on several rows has several posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.documents.sheet_reader import SheetRow
from tracker.domain.errors import Conflict, NotAllowed
from tracker.domain.history import EventKind
from tracker.domain.labels import label
from tracker.domain.local_time import local_day
from tracker.domain.people import Module, Post, Role
from tracker.domain.sentences import say
from tracker.domain.vietnamese import day_words, fold
from tracker.models import Unit, User
from tracker.permissions import Actor
from tracker.queries.units import units_called
from tracker.queries.users import user_of_office
from tracker.services import posts
from tracker.services.history import record
from tracker.services.import_plan import Fate, PlannedRow, day_in, refuse_faulty, too_long
from tracker.services.people import EMAIL, LOGIN, add_user

HEADINGS = {
    "name": "Họ và tên",
    "login": "Tên đăng nhập",
    "email": "Thư điện tử",
    "phone": "Điện thoại",
    "unit": "Đơn vị",
    "post": "Vị trí",
    "title": "Chức danh",
    "roles": "Vai trò",
    "from_on": "Từ ngày",
}
NEEDED = ("name", "unit")


@dataclass(slots=True)
class PersonRow(PlannedRow):
    """A planned post. ``user_id``: the person who is there already."""

    name: str = ""
    login: str = ""
    email: str = ""
    phone: str = ""
    unit_id: int | None = None
    post: Post = Post.OFFICER
    title: str = ""
    roles: list[Role] = field(default_factory=list)
    from_on: date | None = None
    user_id: int | None = None


def plan(session: Session, *, rows: Sequence[SheetRow], actor: Actor) -> list[PersonRow]:
    """What importing ``rows`` would do. Reads only. A missing login is made from the name."""
    if actor.office_id is None:
        raise NotAllowed("Bạn chưa thuộc cơ quan nào.")
    taken = {login: key for key, login in session.execute(select(User.id, User.login))}
    addresses = {email: login for login, email in session.execute(select(User.login, User.email))}
    planned: list[PersonRow] = []
    for raw in rows:
        row = _facts(raw, actor)
        _unit(session, row, raw, actor)
        row.login = row.login or _free_login(row.name, {*taken, *(p.login for p in planned)})
        _compare(session, row, planned, taken, actor)
        owner = addresses.get(row.email)
        if row.email and owner is not None and owner != row.login:
            row.fault(HEADINGS["email"], say("Đã thuộc về tài khoản “%(login)s”.", login=owner))
        planned.append(row)
    return planned


def new_logins(planned: Sequence[PersonRow]) -> list[str]:
    """Logins of the people who will be new, each once, in the order of the file."""
    fresh = [row.login for row in planned if row.user_id is None and row.fate is Fate.ADD]
    return list(dict.fromkeys(fresh))


def carry_out(
    session: Session,
    *,
    rows: Sequence[SheetRow],
    hashes: Mapping[str, str],
    actor: Actor,
    now: datetime,
) -> list[User]:
    """Enter everybody of ``rows``, or nobody; returns the new people.

    ``hashes``: login → hash of a one-time password, for each of ``new_logins``. Raises
    InvalidInput when a row is faulty by now, Conflict when other people are new than before.
    """
    planned = plan(session, rows=rows, actor=actor)
    refuse_faulty(list(planned))
    if set(new_logins(planned)) != set(hashes):
        raise Conflict(
            "Danh sách người dùng vừa thay đổi. Hãy tải tệp lên lại để kiểm tra.",
            code="stale_version",
        )
    made: dict[str, User] = {}
    for row in planned:
        if row.fate is Fate.KNOWN:
            continue
        if row.user_id is None and row.login not in made:
            made[row.login] = add_user(
                session,
                login=row.login,
                name=row.name,
                email=row.email,
                phone=row.phone,
                password_hash=hashes[row.login],
                actor=actor,
                now=now,
            )
        _place(session, row, row.user_id or made[row.login].id, actor, now)
    record(session, EventKind.USERS_IMPORTED, actor=actor, now=now, count=len(made))
    return list(made.values())


def _facts(raw: SheetRow, actor: Actor) -> PersonRow:
    """What stands in the row itself."""
    value = raw.values.get
    row = PersonRow(
        number=raw.number,
        label=value("name", ""),
        name=value("name", ""),
        login=fold(value("login", "")),
        email=value("email", "").lower(),
        phone=value("phone", ""),
        title=value("title", ""),
    )
    if not row.name:
        row.fault(HEADINGS["name"], say("Chưa nhập họ và tên."))
    if row.login and not LOGIN.fullmatch(row.login):
        row.fault(
            HEADINGS["login"],
            say("Chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối; từ 3 đến 64 ký tự."),
        )
    if row.email and not EMAIL.fullmatch(row.email):
        row.fault(HEADINGS["email"], say("Địa chỉ thư điện tử không hợp lệ."))
    for key, most in (("name", 200), ("email", 254), ("phone", 20), ("title", 100)):
        too_long(row, HEADINGS[key], value(key, ""), most)
    _words(row, value("post", ""), value("roles", ""))
    row.from_on = day_in(row, HEADINGS["from_on"], value("from_on", "")) or actor.on_day
    return row


def _words(row: PersonRow, post: str, roles: str) -> None:
    """Post and roles by the names that the screens use."""
    by_name = {fold(label(known)): known for known in Post}
    if post and fold(post) not in by_name:
        names = ", ".join(label(known) for known in Post)
        row.fault(HEADINGS["post"], say("Chọn một trong: %(names)s.", names=names))
    row.post = by_name.get(fold(post), Post.OFFICER)
    role_names = {fold(label(known)): known for known in Role}
    for name in (part.strip() for part in roles.split(";") if part.strip()):
        if fold(name) in role_names:
            row.roles.append(role_names[fold(name)])
        else:
            names = "; ".join(label(known) for known in Role)
            row.fault(HEADINGS["roles"], say("Chọn trong: %(names)s.", names=names))


def _unit(session: Session, row: PersonRow, raw: SheetRow, actor: Actor) -> None:
    """Exactly one existing unit must answer to what is written."""
    written = raw.values.get("unit", "")
    if not written:
        row.fault(HEADINGS["unit"], say("Chưa nhập đơn vị."))
        return
    found = {alias.unit_id for alias in units_called(session, actor.office_id or 0, fold(written))}
    if len(found) != 1:
        why = (
            say("Có nhiều đơn vị được gọi là “%(name)s”; hãy ghi đủ tên.", name=written)
            if found
            else say("Không có đơn vị “%(name)s”.", name=written)
        )
        row.fault(HEADINGS["unit"], why)
        return
    unit = session.get_one(Unit, found.pop())
    row.unit_id = unit.id
    if row.from_on is not None and not unit.exists_on(row.from_on):
        row.fault(
            HEADINGS["unit"],
            say("Ngày %(day)s không có đơn vị này.", day=day_words(row.from_on)),
        )


def _compare(
    session: Session,
    row: PersonRow,
    planned: Sequence[PersonRow],
    taken: Mapping[str, int],
    actor: Actor,
) -> None:
    """Is this login known, here or in an earlier row, and is it the same person?"""
    for other in planned:
        if other.login == row.login and fold(other.name) != fold(row.name):
            row.fault(
                HEADINGS["login"],
                say("Dòng %(n)s dùng tên đăng nhập này cho người khác.", n=other.number),
            )
        elif (other.login, other.unit_id, other.post) == (row.login, row.unit_id, row.post):
            row.fault(HEADINGS["name"], say("Trùng với dòng %(n)s.", n=other.number))
        elif row.email and row.email == other.email and row.login != other.login:
            row.fault(HEADINGS["email"], say("Trùng với dòng %(n)s.", n=other.number))
    if row.login not in taken:
        return
    row.user_id = taken[row.login]
    person = user_of_office(session, actor.office_id or 0, row.user_id)
    if person is None:
        row.fault(HEADINGS["login"], say("Tên đăng nhập đã có người dùng ở cơ quan khác."))
    elif fold(person.name) != fold(row.name):
        row.fault(HEADINGS["login"], say("Tên đăng nhập đã thuộc về %(name)s.", name=person.name))
    elif not row.faults:
        row.fate = Fate.KNOWN if _has_all(person, row, actor) else Fate.EXTEND


def _has_all(person: User, row: PersonRow, actor: Actor) -> bool:
    """Whether the post and the roles of the row are held already."""
    day = row.from_on
    held = any(
        post.unit_id == row.unit_id
        and post.post is row.post
        and (day is None or post.holds_on(day))
        for post in person.memberships
    )
    granted = {
        grant.role
        for grant in person.grants
        if grant.office_id == actor.office_id and (day is None or grant.holds_on(day))
    }
    return held and set(row.roles) <= granted


def _place(session: Session, row: PersonRow, user_id: int, actor: Actor, now: datetime) -> None:
    """The post and the roles of a row that are not held yet."""
    person = session.get_one(User, user_id)
    since = row.from_on or local_day(now)
    if not any(
        post.unit_id == row.unit_id and post.post is row.post and post.holds_on(since)
        for post in person.memberships
    ):
        posts.add_membership(
            session,
            user_id=user_id,
            unit_id=row.unit_id or 0,
            post=row.post,
            title=row.title,
            from_on=since,
            actor=actor,
            now=now,
        )
    held = {grant.role for grant in person.grants if grant.holds_on(since)}
    for role in dict.fromkeys(row.roles):
        if role not in held:
            posts.grant_role(
                session,
                user_id=user_id,
                module=Module.OFFICE if role is Role.ADMINISTRATOR else Module.TRACKING,
                role=role,
                from_on=since,
                actor=actor,
                now=now,
            )


def _free_login(name: str, taken: set[str]) -> str:
    """A login such as "lan.nguyen" for Nguyễn Thị Lan, with a number when somebody has it."""
    parts = ["".join(c for c in part if c.isalnum()) for part in fold(name).split()]
    parts = [part for part in parts if part]
    if not parts:
        return ""
    base = f"{parts[-1]}.{parts[0]}" if len(parts) > 1 else f"{parts[0]}.1"
    if base not in taken:
        return base
    number = 2
    while f"{base}{number}" in taken:
        number += 1
    return f"{base}{number}"
