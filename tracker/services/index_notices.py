"""What the index tells people: units of a round, appraisers of a sheet, everybody of a result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.people import SPEAKS_FOR_UNIT, Role
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import IndexRound, IndexSheet, Membership, User
from tracker.permissions import Actor
from tracker.queries.unit_heads import held_on
from tracker.services.notices import people_of_unit, people_with_role, tell


def round_opened(
    session: Session, round_: IndexRound, unit_ids: Sequence[int], *, actor: Actor, now: datetime
) -> None:
    """Whoever speaks for a scored unit hears of the round, once."""
    _tell(
        session, _heads_of(session, unit_ids, now), f"index-round:{round_.id}:open",
        subject=f"Mở {round_.name}",
        text=f"{round_.name} đã mở. Đề nghị đơn vị tự chấm điểm, gắn tài liệu kiểm chứng và chốt "
        f"phiếu từ ngày {day_words(round_.from_on)} đến hết ngày {day_words(round_.to_on)}.",
        link=f"/index/rounds/{round_.id}", actor=actor, now=now,
    )  # fmt: skip


def round_published(session: Session, round_: IndexRound, *, actor: Actor, now: datetime) -> None:
    """The units hear that the result is there."""
    units = session.scalars(select(IndexSheet.unit_id).where(IndexSheet.round_id == round_.id))
    _tell(
        session, _heads_of(session, list(units), now), f"index-round:{round_.id}:published",
        subject=f"Công bố kết quả {round_.name}",
        text=f"Kết quả {round_.name} đã được công bố theo Quyết định số {round_.decision_number}.",
        link=f"/index/rounds/{round_.id}/results", actor=actor, now=now,
    )  # fmt: skip


def sheet_locked(
    session: Session, sheet: IndexSheet, event_id: int, *, actor: Actor, now: datetime
) -> None:
    """Whoever runs the index hears that a sheet waits for appraisal."""
    lead = people_with_role(session, sheet.office_id, Role.LEAD_OFFICE, on_day=local_day(now))
    _of_sheet(
        session, sheet, lead, event_id, subject=f"{sheet.unit.name} đã chốt phiếu",
        text=f"{sheet.unit.name} đã chốt phiếu tự chấm điểm {sheet.round.name}. Đề nghị thẩm định.",
        actor=actor, now=now,
    )  # fmt: skip


def unit_told(
    session: Session,
    sheet: IndexSheet,
    event_id: int,
    *,
    subject: str,
    text: str,
    actor: Actor,
    now: datetime,
) -> None:
    """The scored unit hears what was done to its sheet."""
    people = people_of_unit(session, sheet.unit_id, on_day=local_day(now))
    _of_sheet(session, sheet, people, event_id, subject=subject, text=text, actor=actor, now=now)


def _of_sheet(
    session: Session,
    sheet: IndexSheet,
    people: Iterable[User],
    event_id: int,
    *,
    subject: str,
    text: str,
    actor: Actor,
    now: datetime,
) -> None:
    _tell(
        session, people, f"event:{event_id}", subject=subject, text=one_line(text),
        link=f"/index/sheets/{sheet.id}", actor=actor, now=now,
    )  # fmt: skip


def _tell(
    session: Session,
    people: Iterable[User],
    deed: str,
    *,
    subject: str,
    text: str,
    link: str,
    actor: Actor,
    now: datetime,
) -> None:
    tell(
        session, recipients=people, kind=MessageKind.STEERED, deed=deed, subject=subject,
        text=text, link=link, actor=actor, now=now,
    )  # fmt: skip


def _heads_of(session: Session, unit_ids: Sequence[int], now: datetime) -> list[User]:
    """Heads and deputy heads of all these units, in one look."""
    return list(
        session.scalars(
            select(User)
            .join(Membership, Membership.user_id == User.id)
            .where(
                Membership.unit_id.in_(unit_ids),
                Membership.post.in_(sorted(SPEAKS_FOR_UNIT)),
                held_on(local_day(now)),
                User.active,
            )
            .options(selectinload(User.memberships))
        ).unique()
    )
