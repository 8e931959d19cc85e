"""What people are in units and what they may in the office, since when, and how they leave.

Rows are never deleted: who was head, and who could confirm, on a past day stays answerable
(design D14).
"""

from __future__ import annotations

import secrets
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.people import Module, Post, Role
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Membership, RoleGrant, User
from tracker.permissions import Actor
from tracker.queries.units import unit_ids_of_office, unit_of_office
from tracker.queries.users import administrators
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.people import own_account, person_known_here


def add_membership(
    session: Session,
    *,
    user_id: int,
    unit_id: int,
    post: Post,
    title: str = "",
    from_on: date,
    to_on: date | None = None,
    actor: Actor,
    now: datetime,
) -> Membership:
    """A post from a day to a day (inclusive, None: open); several at once are legal.

    Raises InvalidInput when the days are wrong, the unit does not exist on the first of them,
    or the same post in the same unit is held at that time already.
    """
    user = person_known_here(session, user_id=user_id, actor=actor)
    unit = unit_of_office(session, actor.office_id or 0, unit_id)
    if unit is None:
        raise InvalidInput("Hãy chọn một đơn vị của cơ quan.", field="unit")
    _check_days(from_on, to_on)
    if not unit.exists_on(from_on):
        raise InvalidInput(
            "Ngày %(day)s không có đơn vị “%(unit)s”. Hãy kiểm tra ngày hoặc chọn đơn vị kế thừa.",
            field="from_on",
            day=day_words(from_on),
            unit=unit.name,
        )
    for held in user.memberships:
        if held.unit_id == unit_id and held.post is post and _overlap(held, from_on, to_on):
            raise InvalidInput(
                "Người này đã giữ vị trí đó tại đơn vị trong thời gian đã nhập.", field="from_on"
            )
    membership = Membership(
        unit=unit, post=post, title=one_line(title), from_on=from_on, to_on=to_on
    )
    user.memberships.append(membership)
    session.flush()
    record(
        session,
        EventKind.MEMBERSHIP_CHANGED,
        actor=actor,
        now=now,
        user=user,
        unit=unit,
        post=post.value,
        from_on=from_on.isoformat(),
        to_on=to_on.isoformat() if to_on else None,
    )
    return membership


def end_membership(
    session: Session, *, membership_id: int, last_day: date, actor: Actor, now: datetime
) -> Membership:
    """Somebody leaves a post at the end of ``last_day``; the row stays, for "who was head then"."""
    membership = for_change(session, Membership, membership_id)
    if unit_of_office(session, actor.office_id or 0, membership.unit_id) is None:
        raise NotFound("Không tìm thấy nội dung này. Có thể nó đã bị xóa.")
    user = person_known_here(session, user_id=membership.user_id, actor=actor)
    _check_days(membership.from_on, last_day, field="last_day")
    membership.to_on = last_day
    record(
        session,
        EventKind.MEMBERSHIP_CHANGED,
        actor=actor,
        now=now,
        user=user,
        unit=membership.unit,
        post=membership.post.value,
        from_on=membership.from_on.isoformat(),
        to_on=last_day.isoformat(),
    )
    return membership


def grant_role(
    session: Session,
    *,
    user_id: int,
    module: Module,
    role: Role,
    from_on: date,
    to_on: date | None = None,
    actor: Actor,
    now: datetime,
) -> RoleGrant:
    """A role in the actor's office from a day to a day (inclusive, None: open)."""
    if actor.office_id is None:
        raise NotAllowed("Bạn chưa thuộc cơ quan nào.")
    user = person_known_here(session, user_id=user_id, actor=actor)
    _check_days(from_on, to_on)
    if (role is Role.ADMINISTRATOR) != (module is Module.OFFICE):
        raise InvalidInput(
            "Vai trò “Quản trị” chỉ cấp cho phần quản trị cơ quan; các vai trò khác cấp cho "
            "phần theo dõi nhiệm vụ hoặc chỉ số cải cách hành chính.",
            field="role",
        )
    for held in user.grants:
        same = (held.office_id, held.module, held.role) == (actor.office_id, module, role)
        if same and _overlap(held, from_on, to_on):
            raise InvalidInput(
                "Người này đã có vai trò đó trong thời gian đã nhập.", field="from_on"
            )
    grant = RoleGrant(
        office_id=actor.office_id,
        module=module,
        role=role,
        from_on=from_on,
        to_on=to_on,
        granted_by_id=actor.user_id,
    )
    user.grants.append(grant)
    session.flush()
    _record_grant(session, user, grant, actor=actor, now=now)
    return grant


def end_grant(
    session: Session, *, grant_id: int, last_day: date, actor: Actor, now: datetime
) -> RoleGrant:
    """A role ends after ``last_day``. Conflict when nobody could administer the office then."""
    grant = for_change(session, RoleGrant, grant_id)
    if grant.office_id != actor.office_id:
        raise NotFound("Không tìm thấy vai trò này.")
    user = person_known_here(session, user_id=grant.user_id, actor=actor)
    grant.to_on = max(last_day, grant.from_on)
    session.flush()
    _refuse_last_administrator(session, actor, now)
    _record_grant(session, user, grant, actor=actor, now=now)
    return grant


def deactivate(session: Session, *, user_id: int, actor: Actor, now: datetime) -> User:
    """Nobody signs in with this account any more; open posts and roles of this office end today.

    What the person did stays under their name. Conflict for one's own account and for the last
    administrator.
    """
    user = own_account(session, user_id=user_id, actor=actor)
    if user.id == actor.user_id:
        raise Conflict("Không thể tự khóa tài khoản của mình. Hãy nhờ người quản trị khác.")
    user.active = False
    user.session_key = secrets.token_urlsafe(24)
    today = local_day(now)
    units = unit_ids_of_office(session, actor.office_id or 0)
    rows: list[Membership | RoleGrant] = [
        *(post for post in user.memberships if post.unit_id in units),
        *(grant for grant in user.grants if grant.office_id == actor.office_id),
    ]
    for held in rows:
        if held.to_on is None or held.to_on > today:
            held.to_on = max(today, held.from_on)
    session.flush()
    _refuse_last_administrator(session, actor, now)
    record(session, EventKind.USER_DEACTIVATED, actor=actor, now=now, user=user)
    return user


def reactivate(session: Session, *, user_id: int, actor: Actor, now: datetime) -> User:
    """Open a locked account again; posts and roles are given anew."""
    user = own_account(session, user_id=user_id, actor=actor)
    user.active = True
    record(
        session, EventKind.USER_CHANGED, actor=actor, now=now, user=user, changes={"active": [0, 1]}
    )
    return user


def _check_days(from_on: date, to_on: date | None, *, field: str = "to_on") -> None:
    if to_on is not None and to_on < from_on:
        raise InvalidInput(
            "Ngày kết thúc (%(to)s) sớm hơn ngày bắt đầu (%(from_)s).",
            field=field,
            to=day_words(to_on),
            from_=day_words(from_on),
        )


def _overlap(held: Membership | RoleGrant, from_on: date, to_on: date | None) -> bool:
    return (held.to_on is None or from_on <= held.to_on) and (
        to_on is None or held.from_on <= to_on
    )


def _refuse_last_administrator(session: Session, actor: Actor, now: datetime) -> None:
    """Somebody must hold the role without an end."""
    lasting = [
        person
        for person in administrators(session, actor.office_id or 0, local_day(now))
        if any(
            grant.role is Role.ADMINISTRATOR
            and grant.office_id == actor.office_id
            and grant.to_on is None
            for grant in person.grants
        )
    ]
    if not lasting:
        raise Conflict(
            "Cơ quan phải còn ít nhất một người quản trị. Hãy cấp vai trò quản trị cho người khác "
            "trước."
        )


def _record_grant(
    session: Session, user: User, grant: RoleGrant, *, actor: Actor, now: datetime
) -> None:
    record(
        session,
        EventKind.GRANT_CHANGED,
        actor=actor,
        now=now,
        user=user,
        module=grant.module.value,
        role=grant.role.value,
        from_on=grant.from_on.isoformat(),
        to_on=grant.to_on.isoformat() if grant.to_on else None,
    )
