"""People of an office and their accounts. Posts and roles: posts.py; passwords: accounts.py."""

from __future__ import annotations

import re
import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput, NotAllowed, NotFound
from tracker.domain.history import EventKind
from tracker.domain.vietnamese import fold, one_line
from tracker.models import Office, User
from tracker.permissions import Actor
from tracker.queries.accounts import account_office
from tracker.queries.users import user_of_office
from tracker.services import seen as marks
from tracker.services.accounts import one_time_until
from tracker.services.history import record
from tracker.services.loading import for_change

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,63}")
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_PHONE = re.compile(r"\+?[0-9][0-9 .]{6,18}")


def add_user(
    session: Session,
    *,
    login: str,
    name: str,
    email: str = "",
    phone: str = "",
    password_hash: str,
    actor: Actor,
    now: datetime,
) -> User:
    """A new account with a one-time password (its hash). Raises InvalidInput at the field."""
    user = User(
        login="",
        name="",
        password_hash=password_hash,
        session_key=secrets.token_urlsafe(24),
        must_change_password=True,
        one_time_until=one_time_until(session, actor.office_id, now),
        created_at=now,
    )
    _write(session, user, login=login, name=name, email=email, phone=phone)
    session.add(user)
    session.flush()
    record(session, EventKind.USER_CREATED, actor=actor, now=now, user=user, login=user.login)
    return user


def seen_of(user: User) -> str:
    """The mark of what an edit form shows."""
    return marks.mark(user.login, user.name, user.email, user.phone, user.active)


def change_user(
    session: Session,
    *,
    user_id: int,
    seen: str | None,
    login: str,
    name: str,
    email: str = "",
    phone: str = "",
    actor: Actor,
    now: datetime,
) -> User:
    """Correct who somebody is. Conflict when another administrator changed it meanwhile."""
    user = own_account(session, user_id=user_id, actor=actor)
    marks.unchanged(seen, user.login, user.name, user.email, user.phone, user.active)
    before = {"login": user.login, "name": user.name, "email": user.email, "phone": user.phone}
    _write(session, user, login=login, name=name, email=email, phone=phone)
    after = {"login": user.login, "name": user.name, "email": user.email, "phone": user.phone}
    changes = {key: [before[key], after[key]] for key in before if before[key] != after[key]}
    if changes:
        if "email" in changes:
            user.mail_failing = False
        record(session, EventKind.USER_CHANGED, actor=actor, now=now, user=user, changes=changes)
    session.flush()
    return user


def person_known_here(session: Session, *, user_id: int, actor: Actor) -> User:
    """The person, loaded for change, for what this office decides itself: its posts and roles.

    NotFound for who never had any of them, unless the account has no place anywhere yet.
    """
    known = user_of_office(session, actor.office_id or 0, user_id)
    new = session.get(User, user_id)
    without_place = new is not None and not new.memberships and not new.grants
    if new is None or new.is_system or not (known or without_place):
        raise NotFound("Không tìm thấy người dùng này trong cơ quan.")
    return for_change(session, User, user_id)


def own_account(session: Session, *, user_id: int, actor: Actor) -> User:
    """The person, loaded for change, when this administrator may decide about the account.

    With the account one speaks for every unit of the person. NotAllowed where another office
    keeps it (queries/accounts.py): its administrators set passwords, lock and correct it.
    """
    user = person_known_here(session, user_id=user_id, actor=actor)
    keeper = account_office(session, user, actor.on_day)
    if keeper is not None and keeper != actor.office_id:
        raise NotAllowed(
            "Tài khoản này do %(office)s quản lý. Tại cơ quan mình, bạn quản lý vị trí công tác "
            "và vai trò của người này.",
            office=session.get_one(Office, keeper).name,
        )
    return user


def _write(session: Session, user: User, *, login: str, name: str, email: str, phone: str) -> None:
    """Check and put the plain facts of a person."""
    folded, address = fold(login), one_line(email).lower()
    number, called = one_line(phone), one_line(name)
    if not LOGIN.fullmatch(folded):
        raise InvalidInput(
            "Tên đăng nhập gồm 3 đến 64 ký tự: chữ không dấu, chữ số, dấu chấm, gạch nối; "
            "ví dụ lan.nguyen.",
            field="login",
        )
    if not called:
        raise InvalidInput("Chưa nhập họ và tên.", field="name")
    if address and not EMAIL.fullmatch(address):
        raise InvalidInput(
            "Địa chỉ thư điện tử không hợp lệ, ví dụ ten@coquan.gov.vn.", field="email"
        )
    if number and not _PHONE.fullmatch(number):
        raise InvalidInput("Số điện thoại không hợp lệ, ví dụ 0912 345 678.", field="phone")
    with session.no_autoflush:
        _refuse_taken(session, user, folded, address)
    user.login, user.name = folded, called
    user.email, user.phone = address or None, number or None


def _refuse_taken(session: Session, user: User, login: str, email: str) -> None:
    other = session.scalar(select(User).where(User.login == login, User.id != (user.id or 0)))
    if other is not None:
        raise InvalidInput(
            "Tên đăng nhập “%(login)s” đã có người dùng. Hãy chọn tên khác.",
            field="login",
            login=login,
        )
    if email:
        other = session.scalar(select(User).where(User.email == email, User.id != (user.id or 0)))
        if other is not None:
            raise InvalidInput(
                "Địa chỉ thư điện tử này đã thuộc về một tài khoản khác.", field="email"
            )
