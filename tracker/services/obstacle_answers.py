"""What becomes of a difficulty or proposal: answered, passed upward, asked for again, closed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.obstacle_rules import ObstacleDeedKind, check_paper
from tracker.domain.people import Role
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Obstacle
from tracker.permissions import Actor
from tracker.queries.office_rules import office_rules
from tracker.queries.working_calendar import working_calendar
from tracker.services import obstacle_notices
from tracker.services.obstacle_history import for_deed, told


def answer(
    session: Session,
    *,
    obstacle_id: int,
    version: int | None,
    text: str,
    number: str,
    paper_on: date | None,
    actor: Actor,
    now: datetime,
) -> Obstacle:
    """The owner answers; a leader may always, the lead office with the paper that answers.

    Raises InvalidInput without words, with half a paper, or without the paper where it is owed;
    NotAllowed for the unit's own difficulty.
    """
    obstacle = for_deed(session, obstacle_id, version, ObstacleDeedKind.ANSWER)
    owes = _owes(obstacle, actor)
    _check_answerer(obstacle, actor, has_paper=bool(number.strip()))
    if not text.strip():
        raise InvalidInput("Hãy ghi nội dung trả lời.", field="text")
    check_paper(number, paper_on, local_day(now))
    obstacle.answer = text.strip()
    obstacle.answered_at, obstacle.answered_by_id = now, actor.user_id
    obstacle.answer_number = one_line(number)[:60] or None
    obstacle.answer_paper_on = paper_on
    obstacle.asked_again_at, obstacle.asked_again_note = None, ""
    event = told(
        session,
        obstacle,
        EventKind.OBSTACLE_ANSWERED,
        obstacle.answer,
        actor=actor,
        now=now,
        basis=_paper_words(number, paper_on),
        for_unit=obstacle.owner_unit if not owes else None,
        for_user=obstacle.owner_user if not owes else None,
    )
    obstacle_notices.answered(session, obstacle, event, actor=actor, now=now)
    return obstacle


def pass_up(
    session: Session,
    *,
    obstacle_id: int,
    version: int | None,
    to: str,
    number: str,
    paper_on: date | None,
    actor: Actor,
    now: datetime,
) -> Obstacle:
    """ "Chuyển cấp trên": it waits with a superior body from then on, with the paper's number."""
    obstacle = for_deed(session, obstacle_id, version, ObstacleDeedKind.PASS_UP)
    if not to.strip():
        raise InvalidInput("Hãy ghi cơ quan cấp trên nhận kiến nghị.", field="to")
    if not number.strip():
        raise InvalidInput("Hãy ghi số, ký hiệu văn bản gửi cấp trên.", field="number")
    check_paper(number, paper_on, local_day(now))
    obstacle.passed_at, obstacle.passed_by_id = now, actor.user_id
    obstacle.passed_to = one_line(to)[:200]
    obstacle.passed_number, obstacle.passed_paper_on = one_line(number)[:60], paper_on
    event = told(
        session,
        obstacle,
        EventKind.OBSTACLE_PASSED_UP,
        obstacle.passed_to,
        actor=actor,
        now=now,
        basis=_paper_words(number, paper_on),
    )
    obstacle_notices.answered(session, obstacle, event, actor=actor, now=now)
    return obstacle


def ask_again(
    session: Session,
    *,
    obstacle_id: int,
    version: int | None,
    note: str,
    actor: Actor,
    now: datetime,
) -> Obstacle:
    """The unit is not content with the answer, with a reason: the owner owes another one."""
    obstacle = for_deed(session, obstacle_id, version, ObstacleDeedKind.ASK_AGAIN)
    if not note.strip():
        raise InvalidInput("Hãy ghi nội dung cần trả lời thêm.", field="note")
    today = local_day(now)
    days = office_rules(session, obstacle.office_id, today).obstacle_answer_working_days
    obstacle.asked_again_at, obstacle.asked_again_note = now, note.strip()
    obstacle.answer_due_on = working_calendar(session, obstacle.office_id).add(today, days)
    told(session, obstacle, EventKind.OBSTACLE_ASKED_AGAIN, note, actor=actor, now=now)
    obstacle_notices.raised(session, [obstacle], actor=actor, now=now)
    return obstacle


def close(
    session: Session,
    *,
    obstacle_id: int,
    version: int | None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Obstacle:
    """Over, with the reason: removed, answered to the unit's content, or taken back."""
    obstacle = for_deed(session, obstacle_id, version, ObstacleDeedKind.CLOSE)
    if not reason.strip():
        raise InvalidInput("Hãy ghi lý do kết thúc.", field="reason")
    obstacle.closed_on, obstacle.closed_at = local_day(now), now
    obstacle.closed_by_id, obstacle.close_reason = actor.user_id, reason.strip()
    told(session, obstacle, EventKind.OBSTACLE_CLOSED, reason, actor=actor, now=now)
    return obstacle


def _check_answerer(obstacle: Obstacle, actor: Actor, *, has_paper: bool) -> None:
    owes = _owes(obstacle, actor) or actor.has(Role.LEADER)
    if obstacle.unit_id in actor.unit_ids and not owes:
        raise NotAllowed("Không tự trả lời khó khăn, kiến nghị của đơn vị mình.")
    if not owes and not has_paper:
        raise InvalidInput(
            "Nhập thay người trả lời thì phải ghi số, ngày văn bản trả lời.", field="number"
        )


def _owes(obstacle: Obstacle, actor: Actor) -> bool:
    return obstacle.owner_user_id == actor.user_id or obstacle.owner_unit_id in actor.unit_ids


def _paper_words(number: str, paper_on: date | None) -> str:
    if not number.strip() or paper_on is None:
        return ""
    return f"Văn bản số {one_line(number)} ngày {day_words(paper_on)}"
