"""Lists that people keep: saved under a name, shared with the office, begun with, left again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.history import EventKind
from tracker.domain.people import Role
from tracker.domain.vietnamese import fold, one_line
from tracker.models import FirstLook, SavedFilter
from tracker.models.saved_filter import LONGEST_NAME, LONGEST_QUERY
from tracker.permissions import Actor
from tracker.services.history import record
from tracker.services.loading import for_change

MOST = 20
"""Lists of one's own, and lists that the office shares."""


def save(
    session: Session,
    *,
    name: str,
    query: str,
    shared: bool,
    first: bool,
    actor: Actor,
    now: datetime,
) -> SavedFilter:
    """Keep the list that ``query`` asks for. ``first``: the page of tasks begins with it.

    Raises InvalidInput for a list without conditions, a name in use, one list too many;
    NotAllowed for sharing by others than the lead office.
    """
    if not query:
        raise InvalidInput("Danh sách chưa có điều kiện lọc nào để lưu.")
    if len(query) > LONGEST_QUERY:
        raise InvalidInput("Điều kiện lọc quá dài, không lưu được. Hãy rút gọn nội dung tìm.")
    kept = SavedFilter(
        office_id=actor.office_id,
        owner_id=actor.user_id,
        name=_name(session, name, shared=shared, actor=actor),
        query=query,
        shared=shared,
        created_at=now,
    )
    _not_too_many(session, shared=shared, actor=actor)
    session.add(kept)
    session.flush()
    _tell_office(session, kept, actor=actor, now=now)
    if first:
        begin_with(session, filter_id=kept.id, actor=actor)
    return kept


def change(
    session: Session,
    *,
    filter_id: int,
    version: int | None,
    name: str,
    shared: bool,
    first: bool,
    actor: Actor,
    now: datetime,
) -> SavedFilter:
    """Another name; shared or not; begun with or not. Raises as ``save``."""
    kept = for_change(session, SavedFilter, filter_id, version=version)
    kept.name = _name(session, name, shared=shared, actor=actor, but=kept)
    if shared != kept.shared:
        _not_too_many(session, shared=shared, actor=actor)
        kept.shared = shared
        if not shared:
            _only_the_owner_begins(session, kept)
        _tell_office(session, kept, actor=actor, now=now, always=True)
    if first:
        begin_with(session, filter_id=kept.id, actor=actor)
    else:
        begin_without(session, filter_id=kept.id, actor=actor)
    session.flush()
    return kept


def remove(
    session: Session, *, filter_id: int, version: int | None, actor: Actor, now: datetime
) -> str:
    """Forget a list; whoever began with it begins with all tasks again. Returns its name."""
    kept = for_change(session, SavedFilter, filter_id, version=version)
    name = kept.name
    session.execute(delete(FirstLook).where(FirstLook.saved_filter_id == kept.id))
    if kept.shared:
        kept.shared = False
        _tell_office(session, kept, actor=actor, now=now, always=True)
    session.delete(kept)
    session.flush()
    return name


def begin_with(session: Session, *, filter_id: int, actor: Actor) -> None:
    """The person's page of tasks begins with this list, whatever it began with before."""
    row = session.get(FirstLook, actor.user_id)
    if row is None:
        session.add(FirstLook(user_id=actor.user_id, saved_filter_id=filter_id))
    else:
        row.saved_filter_id = filter_id
    session.flush()


def begin_without(session: Session, *, filter_id: int, actor: Actor) -> None:
    """The page of tasks no longer begins with this list."""
    session.execute(
        delete(FirstLook).where(
            FirstLook.user_id == actor.user_id, FirstLook.saved_filter_id == filter_id
        )
    )


def _only_the_owner_begins(session: Session, kept: SavedFilter) -> None:
    session.execute(
        delete(FirstLook).where(
            FirstLook.saved_filter_id == kept.id, FirstLook.user_id != kept.owner_id
        )
    )


def _name(
    session: Session, typed: str, *, shared: bool, actor: Actor, but: SavedFilter | None = None
) -> str:
    name = one_line(typed)
    if not name:
        raise InvalidInput("Hãy đặt tên cho bộ lọc.", field="name")
    if len(name) > LONGEST_NAME:
        raise InvalidInput("Tên bộ lọc dài tối đa %(most)s ký tự.", field="name", most=LONGEST_NAME)
    if shared and not actor.has(Role.LEAD_OFFICE):
        raise NotAllowed("Chỉ đơn vị theo dõi được chia sẻ bộ lọc cho cả cơ quan.")
    others = session.scalars(_beside(shared=shared, actor=actor))
    if any(fold(one.name) == fold(name) for one in others if but is None or one.id != but.id):
        raise InvalidInput(
            "Đã có bộ lọc tên “%(name)s”. Hãy đặt tên khác.", field="name", name=name
        )
    return name


def _not_too_many(session: Session, *, shared: bool, actor: Actor) -> None:
    beside = _beside(shared=shared, actor=actor).order_by(None).subquery()
    if (session.scalar(select(func.count()).select_from(beside)) or 0) >= MOST:
        raise InvalidInput(
            "Đã có %(most)s bộ lọc. Hãy xóa bớt bộ lọc không còn dùng rồi lưu lại.", most=MOST
        )


def _beside(*, shared: bool, actor: Actor) -> Select[SavedFilter]:
    """The lists among which a name must be its own: the office's, or one's own."""
    here = select(SavedFilter).where(SavedFilter.office_id == actor.office_id)
    if shared:
        return here.where(SavedFilter.shared)
    return here.where(SavedFilter.owner_id == actor.user_id, SavedFilter.shared.is_(False))


def _tell_office(
    session: Session, kept: SavedFilter, *, actor: Actor, now: datetime, always: bool = False
) -> None:
    """What everybody sees leaves an event; one's own lists are nobody's business."""
    if kept.shared or always:
        kind = EventKind.FILTER_SHARED if kept.shared else EventKind.FILTER_UNSHARED
        record(session, kind, actor=actor, now=now, note=kept.name)
