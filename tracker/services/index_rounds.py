"""A round of scoring: opened with a sheet per unit, closed to them, published, sealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.index_life import RoundState, SetState, SheetState
from tracker.domain.index_numbers import plain
from tracker.domain.index_ranking import USUAL_GRADES, Grade, TieRule, check_grades
from tracker.domain.vietnamese import one_line
from tracker.models import IndexRound, IndexSet, IndexSheet
from tracker.permissions import Actor
from tracker.queries.units import unit_ids_of_office
from tracker.services import index_notices
from tracker.services.index_history import told_of_round
from tracker.services.index_sealing import content_hash
from tracker.services.loading import for_change


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What a round is opened with; both days inclusive."""

    name: str
    from_on: date
    to_on: date
    tie_rule: TieRule = TieRule.SHARED
    grades: Sequence[Grade] = USUAL_GRADES


def open_round(
    session: Session,
    *,
    set_id: int,
    plan: RoundPlan,
    unit_ids: Sequence[int],
    actor: Actor,
    now: datetime,
) -> IndexRound:
    """Open a round by a set in use; every unit gets its sheet and is told.

    Raises InvalidInput at the field; Conflict for a set that is not in use.
    """
    index_set = for_change(session, IndexSet, set_id)
    if index_set.office_id != actor.office_id:
        raise NotFound("Không tìm thấy bộ chỉ số này.")
    if index_set.state is not SetState.IN_USE:
        raise Conflict("Chỉ mở đợt đánh giá bằng bộ chỉ số đang áp dụng.")
    _check_plan(session, index_set, plan)
    wanted = sorted(set(unit_ids))
    if not wanted:
        raise InvalidInput("Hãy chọn ít nhất một đơn vị được đánh giá.", field="units")
    if not set(wanted) <= set(unit_ids_of_office(session, index_set.office_id)):
        raise InvalidInput("Có đơn vị không thuộc cơ quan.", field="units")
    made = IndexRound(
        office_id=index_set.office_id,
        set_id=set_id,
        name=one_line(plan.name),
        from_on=plan.from_on,
        to_on=plan.to_on,
        tie_rule=plan.tie_rule,
        grades=[[grade.name, plain(grade.least)] for grade in plan.grades],
        opened_at=now,
        opened_by_id=actor.user_id,
    )
    session.add(made)
    session.flush()
    session.execute(
        insert(IndexSheet),
        [
            {"office_id": made.office_id, "round_id": made.id, "unit_id": unit_id}
            for unit_id in wanted
        ],
    )
    told_of_round(
        session, made, EventKind.INDEX_ROUND_OPENED, actor=actor, now=now,
        note=f"{made.name}: {len(wanted)} đơn vị",
    )  # fmt: skip
    index_notices.round_opened(session, made, wanted, actor=actor, now=now)
    return made


def _check_plan(session: Session, index_set: IndexSet, plan: RoundPlan) -> None:
    if not one_line(plan.name):
        raise InvalidInput("Hãy ghi tên đợt đánh giá.", field="name")
    if plan.from_on > plan.to_on:
        raise InvalidInput("Ngày kết thúc phải sau ngày bắt đầu.", field="to_on")
    check_grades(plan.grades)
    twin = select(IndexRound.id).where(
        IndexRound.set_id == index_set.id, IndexRound.name == one_line(plan.name)
    )
    if session.scalar(twin) is not None:
        raise InvalidInput("Đã có đợt đánh giá cùng tên.", field="name")


def close(
    session: Session, *, round_id: int, version: int | None, actor: Actor, now: datetime
) -> IndexRound:
    """End the units' scoring: sheets that were not locked are locked as they stand."""
    found = _in_state(session, round_id, version, RoundState.OPEN, actor)
    left = session.scalars(
        select(IndexSheet).where(
            IndexSheet.round_id == round_id,
            IndexSheet.state.in_([SheetState.SCORING, SheetState.CHECKED]),
        )
    ).all()
    for sheet in left:
        sheet.state = SheetState.LOCKED
        sheet.locked_at = now
        sheet.locked_by_id = None
    found.state = RoundState.CLOSED
    told_of_round(
        session, found, EventKind.INDEX_ROUND_CLOSED, actor=actor, now=now,
        note=f"{len(left)} phiếu chưa chốt được khóa theo hiện trạng" if left else "",
    )  # fmt: skip
    return found


def publish(
    session: Session,
    *,
    round_id: int,
    version: int | None,
    number: str,
    issued_on: date | None,
    actor: Actor,
    now: datetime,
) -> IndexRound:
    """Publish by a decision. From now on everybody of the office sees every sheet.

    Raises InvalidInput without number and day; Conflict while a sheet is not decided.
    """
    found = _in_state(session, round_id, version, RoundState.CLOSED, actor)
    if not one_line(number):
        raise InvalidInput("Hãy ghi số, ký hiệu quyết định công bố.", field="number")
    if issued_on is None:
        raise InvalidInput("Hãy ghi ngày quyết định.", field="issued_on")
    waiting = session.scalar(
        select(func.count())
        .select_from(IndexSheet)
        .where(IndexSheet.round_id == round_id, IndexSheet.state != SheetState.DECIDED)
    )
    if waiting:
        raise Conflict(
            "Còn %(count)s phiếu hội đồng chưa thông qua nên chưa công bố được.", count=waiting
        )
    found.decision_number = one_line(number)[:60]
    found.decision_on = issued_on
    found.published_at = now
    found.state = RoundState.PUBLISHED
    told_of_round(
        session, found, EventKind.INDEX_ROUND_PUBLISHED, actor=actor, now=now,
        basis=f"Quyết định số {found.decision_number} ngày {issued_on:%d/%m/%Y}",
    )  # fmt: skip
    index_notices.round_published(session, found, actor=actor, now=now)
    return found


def seal(
    session: Session, *, round_id: int, version: int | None, actor: Actor, now: datetime
) -> IndexRound:
    """For good: nothing of the round is written any more, and its hash proves that."""
    found = _in_state(session, round_id, version, RoundState.PUBLISHED, actor)
    seal_ = content_hash(session, found)
    told_of_round(session, found, EventKind.INDEX_ROUND_SEALED, actor=actor, now=now, seal=seal_)
    session.execute(
        update(IndexRound)
        .where(IndexRound.id == round_id)
        .values(
            state=RoundState.SEALED, seal=seal_, sealed_at=now, row_version=found.row_version + 1
        )
    )
    session.refresh(found)
    return found


def _in_state(
    session: Session, round_id: int, version: int | None, wanted: RoundState, actor: Actor
) -> IndexRound:
    found = for_change(session, IndexRound, round_id, version=version)
    if found.office_id != actor.office_id:
        raise NotFound("Không tìm thấy đợt đánh giá này.")
    if found.state is not wanted:
        raise Conflict(
            "Đợt đánh giá đang ở bước khác nên không thực hiện được việc này. "
            "Hãy xem tình trạng mới nhất."
        )
    return found
