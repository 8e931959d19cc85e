"""Standing in for somebody (phân công xử lý thay): name a deputy, change the last day, revoke.

"Ủy quyền" is a legal act with a paper of its own; this only says whose work somebody does in
the application meanwhile. It ends by itself with its last day.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.substitution_rules import check_days, check_end
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Substitution, User
from tracker.permissions import Actor, Permission, allows
from tracker.queries.substitutions import overlapping, works_here
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.notices import tell


def name_deputy(
    session: Session,
    *,
    principal_id: int | None,
    deputy_id: int | None,
    from_on: date | None,
    to_on: date | None,
    basis: str,
    actor: Actor,
    now: datetime,
) -> Substitution:
    """Let ``deputy_id`` act for ``principal_id`` on these days (inclusive) in the actor's office.

    People name their own deputy; the lead office and the administrator enter it for others, on
    a basis, but never with themselves as the deputy, and not by a right that they only borrow.
    Raises InvalidInput at the field.
    """
    office_id = _office(actor)
    if principal_id is None:
        raise InvalidInput("Hãy chọn người được xử lý thay.", field="principal_id")
    if deputy_id is None:
        raise InvalidInput("Hãy chọn người xử lý thay.", field="deputy_id")
    _check_who_enters(actor, principal_id, deputy_id)
    if not one_line(basis):
        raise InvalidInput("Hãy ghi căn cứ hoặc lý do.", field="basis")
    check_days(from_on, to_on, today=local_day(now))
    assert from_on is not None  # noqa: S101 — check_days refuses it; mypy does not know
    assert to_on is not None  # noqa: S101
    principal = for_change(session, User, principal_id)
    deputy = for_change(session, User, deputy_id)
    _check_people(session, office_id, principal, deputy, from_on)
    _check_free(session, principal, deputy, office_id=office_id, from_on=from_on, to_on=to_on)
    row = Substitution(
        office_id=office_id,
        principal=principal,
        deputy=deputy,
        from_on=from_on,
        to_on=to_on,
        basis=one_line(basis)[:500],
        entered_by_id=actor.user_id,
        entered_at=now,
    )
    session.add(row)
    session.flush()
    tell_of(session, row, EventKind.SUBSTITUTION_SET, row.basis, actor=actor, now=now)
    return row


def change_end(
    session: Session,
    *,
    substitution_id: int,
    version: int | None,
    to_on: date | None,
    actor: Actor,
    now: datetime,
) -> Substitution:
    """Another last day, from today on. Raises Conflict once it is over or revoked."""
    row = _for_change(session, substitution_id, version, actor=actor, now=now)
    check_end(row.from_on, to_on, today=local_day(now))
    if to_on is None or to_on == row.to_on:
        raise InvalidInput("Ngày kết thúc chưa thay đổi.", field="to_on")
    _check_free(
        session,
        row.principal,
        row.deputy,
        office_id=row.office_id,
        from_on=row.from_on,
        to_on=to_on,
        without=row.id,
    )
    before, row.to_on = row.to_on, to_on
    session.flush()
    words = f"{day_words(before)} → {day_words(to_on)}"
    tell_of(session, row, EventKind.SUBSTITUTION_CHANGED, words, actor=actor, now=now)
    return row


def revoke(
    session: Session, *, substitution_id: int, version: int | None, actor: Actor, now: datetime
) -> Substitution:
    """From now on nobody acts for the principal; what was done stays as it was done."""
    row = _for_change(session, substitution_id, version, actor=actor, now=now)
    row.revoked_on = local_day(now)
    session.flush()
    tell_of(session, row, EventKind.SUBSTITUTION_REVOKED, actor=actor, now=now)
    return row


def may_enter_for_others(actor: Actor) -> bool:
    """Whether the actor enters substitutions of other people, by a right of their own."""
    return allows(actor.views[0], Permission.SUBSTITUTION_ENTER)


def may_change(actor: Actor, row: Substitution) -> bool:
    """The principal, and whoever may enter it for them."""
    return row.principal_id == actor.user_id or may_enter_for_others(actor)


def _office(actor: Actor) -> int:
    if actor.office_id is None:
        raise NotAllowed("Bạn chưa thuộc cơ quan nào.")
    return actor.office_id


def _check_who_enters(actor: Actor, principal_id: int, deputy_id: int) -> None:
    if principal_id == deputy_id:
        raise InvalidInput("Không ai xử lý thay cho chính mình.", field="deputy_id")
    if principal_id == actor.user_id:
        return
    if not may_enter_for_others(actor):
        raise NotAllowed("Bạn chỉ phân công người xử lý thay cho chính mình.")
    if deputy_id == actor.user_id:
        raise InvalidInput(
            "Không tự nhập mình là người xử lý thay. Hãy nhờ người được thay hoặc người khác nhập.",
            field="deputy_id",
        )


def _check_people(
    session: Session, office_id: int, principal: User, deputy: User, from_on: date
) -> None:
    for person, field in ((principal, "principal_id"), (deputy, "deputy_id")):
        if not person.is_active:
            raise InvalidInput("Tài khoản của %(name)s đã khóa.", field=field, name=person.name)
        if not works_here(session, office_id, person.id, from_on):
            raise InvalidInput(
                "%(name)s không giữ vị trí hay vai trò nào trong cơ quan này vào ngày %(day)s.",
                field=field,
                name=person.name,
                day=day_words(from_on),
            )


def _check_free(
    session: Session,
    principal: User,
    deputy: User,
    *,
    office_id: int,
    from_on: date,
    to_on: date,
    without: int | None = None,
) -> None:
    """One deputy at a time, and nobody who is away on these days themselves."""
    taken = overlapping(
        session,
        office_id,
        principal_id=principal.id,
        from_on=from_on,
        to_on=to_on,
        without=without,
    )
    if taken is not None:
        raise InvalidInput(
            "Từ %(first)s đến %(last)s đã có %(name)s xử lý thay. Hãy chọn ngày khác hoặc thôi "
            "phân công đó trước.",
            field="from_on" if without is None else "to_on",
            first=day_words(taken.from_on),
            last=day_words(taken.to_on),
            name=taken.deputy.name,
        )
    away = overlapping(session, office_id, principal_id=deputy.id, from_on=from_on, to_on=to_on)
    if away is not None:
        raise InvalidInput(
            "%(name)s cũng có người xử lý thay từ %(first)s đến %(last)s, và việc xử lý thay không "
            "chuyển tiếp được. Hãy chọn người khác.",
            field="deputy_id" if without is None else "to_on",
            name=deputy.name,
            first=day_words(away.from_on),
            last=day_words(away.to_on),
        )


def _for_change(
    session: Session, substitution_id: int, version: int | None, *, actor: Actor, now: datetime
) -> Substitution:
    row = for_change(session, Substitution, substitution_id, version=version)
    if row.office_id != actor.office_id or not may_change(actor, row):
        raise NotFound("Không tìm thấy phân công xử lý thay này.")
    if row.revoked_on is not None or row.to_on < local_day(now):
        raise Conflict("Phân công xử lý thay này đã kết thúc, không thay đổi được nữa.")
    return row


def tell_of(
    session: Session,
    row: Substitution,
    kind: EventKind,
    note: str = "",
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """The history of the principal, and a notice to both."""
    event = record(
        session,
        kind,
        actor=actor,
        now=now,
        user=row.principal,
        basis=row.basis,
        note=note if note != row.basis else "",
        deputy_id=row.deputy_id,
        name_after=row.deputy.name,
        from_on=row.from_on.isoformat(),
        to_on=row.to_on.isoformat(),
    )
    days = f"từ {day_words(row.from_on)} đến hết {day_words(row.to_on)}"
    words = {
        EventKind.SUBSTITUTION_SET: f"{row.deputy.name} xử lý thay {row.principal.name} {days}",
        EventKind.SUBSTITUTION_CHANGED: f"{row.deputy.name} xử lý thay {row.principal.name} {days}",
        EventKind.SUBSTITUTION_REVOKED: f"{row.deputy.name} thôi xử lý thay {row.principal.name}",
    }[kind]
    tell(
        session,
        recipients=[row.principal, row.deputy],
        kind=MessageKind.SUBSTITUTION,
        deed=f"event:{event.id}",
        subject=words,
        text=f"{words}. Căn cứ: {row.basis}.",
        link="/substitutions/",
        actor=actor,
        now=now,
    )
