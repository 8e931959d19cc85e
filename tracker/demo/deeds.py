"""The deeds of the demonstration's people, each by the service that a door would call."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from tracker.demo import papers
from tracker.demo.afterwards import after_confirmed
from tracker.demo.agenda import Agenda
from tracker.demo.extensions import ask_for_time
from tracker.demo.fates import Deck, Fate, Plan, draw
from tracker.demo.parts import answer_parts
from tracker.demo.talk import answer_obstacles, talk_about
from tracker.documents.file_kind import MIME_TYPES, FileKind
from tracker.domain.explanation_rules import LateCause
from tracker.domain.follow_up import Milestone
from tracker.domain.local_time import local_day
from tracker.domain.task_status import OPEN
from tracker.domain.vietnamese import one_line
from tracker.models import Office, Task, User
from tracker.permissions import Actor, actor_of
from tracker.services import approval, evidence, lead_units, progress, recording, steering
from tracker.services.evidence import KeptFile
from tracker.storage import FileStore

OBSTACLES = (
    "Kinh phí chưa được bố trí, đề nghị xem xét bổ sung dự toán.",
    "Số liệu của một số xã gửi chậm, chưa tổng hợp được.",
    "Công chức phụ trách nghỉ dài ngày, đang bố trí người thay.",
    "Hướng dẫn của cấp trên chưa thống nhất, chờ văn bản trả lời.",
)
REASONS = (
    "Do phải chờ số liệu tổng hợp từ các xã, thị trấn.",
    "Do nội dung phức tạp, phải lấy ý kiến nhiều lần.",
    "Do tập trung nhân lực cho nhiệm vụ đột xuất.",
)
RETURNS = (
    "Báo cáo chưa có số liệu theo biểu mẫu, đề nghị bổ sung.",
    "Chưa gửi kèm văn bản kết quả, đề nghị bổ sung.",
)


@dataclass(slots=True)
class Stage:
    """Everything that the story stands on."""

    session: Session
    store: FileStore
    office: Office
    people: dict[str, User]
    speakers: dict[int, User]
    """Who speaks for a unit; units without an entry are recorded on behalf."""
    agenda: Agenda
    today: date
    dice: random.Random
    deck: Deck
    paper_numbers: dict[int, int] = field(default_factory=dict)
    working: int = 0
    """How many tasks are being worked on: some of them ask for more time."""

    def actor(self, login: str, now: datetime) -> Actor:
        """A person of the cast as services are given them."""
        return actor_of(self.people[login], office=self.office, on_day=local_day(now))

    def speaker(self, unit_id: int, now: datetime) -> Actor | None:
        """Who speaks for a unit, or None where nobody signs in."""
        user = self.speakers.get(unit_id)
        return actor_of(user, office=self.office, on_day=local_day(now)) if user else None


def live_task(stage: Stage, task: Task) -> None:
    """Put the life of a new task on the agenda."""
    answer_parts(stage, task)
    given = local_day(task.assigned_at)
    speaks = task.lead_unit_id in stage.speakers
    plan = draw(
        stage.dice, stage.deck, given=given, due=task.due_on, today=stage.today, speaks=speaks
    )
    task_id, agenda = task.id, stage.agenda
    if not speaks:
        if plan.fate in (Fate.ON_TIME, Fate.LATE, Fate.RETURNED_THEN_DONE):
            agenda.at(plan.decided, 15, 0, lambda now: _record(stage, task_id, now))
        return
    if plan.fate is Fate.UNTOUCHED:
        return
    if plan.fate is Fate.REFUSED:
        agenda.at(plan.acknowledged, 9, 30, lambda now: _refuse(stage, task_id, now))
        return
    agenda.at(plan.acknowledged, 9, 0, lambda now: _acknowledge(stage, task_id, now))
    agenda.at(plan.reported, 10, 0, lambda now: _report(stage, task_id, now))
    if plan.fate in (Fate.CANCELLED, Fate.SUSPENDED):
        agenda.at(plan.handed_in, 11, 0, lambda now: _stop(stage, task_id, plan, now))
        return
    if plan.fate in (Fate.WORKING, Fate.OVERDUE):
        talk_about(stage, task_id, plan)
        if plan.fate is Fate.WORKING:
            ask_for_time(stage, task_id, plan)
        return
    agenda.at(plan.handed_in, 14, 0, lambda now: _hand_in(stage, task_id, now))
    if plan.fate is not Fate.WAITING:
        agenda.at(plan.decided, 15, 30, lambda now: _decide(stage, task_id, plan, now))


def _open(stage: Stage, task_id: int) -> Task | None:
    task = stage.session.get_one(Task, task_id)
    return task if task.status in OPEN else None


def _acknowledge(stage: Stage, task_id: int, now: datetime) -> None:
    task = stage.session.get_one(Task, task_id)
    actor = stage.speaker(task.lead_unit_id, now)
    if actor is not None and task.status == "assigned":
        progress.acknowledge(stage.session, task_id=task_id, version=None, actor=actor, now=now)


def _report(stage: Stage, task_id: int, now: datetime) -> None:
    task = _open(stage, task_id)
    actor = stage.speaker(task.lead_unit_id, now) if task else None
    if task is None or actor is None or task.status in ("submitted", "suspended", "refused"):
        return
    obstacle = stage.dice.choice(OBSTACLES) if stage.dice.random() < 0.2 else ""
    progress.report(
        stage.session,
        task_id=task_id,
        version=None,
        milestone=stage.dice.choice((Milestone.DRAFTING, Milestone.SUBMITTED_UP)),
        text="Đã phân công công chức, đang xây dựng dự thảo.",
        obstacle=obstacle,
        proposal="",
        actor=actor,
        now=now,
    )
    answer_obstacles(stage, task_id, now)


def _hand_in(stage: Stage, task_id: int, now: datetime) -> None:
    task = _open(stage, task_id)
    actor = stage.speaker(task.lead_unit_id, now) if task else None
    if task is None or actor is None or task.status in ("submitted", "suspended", "refused"):
        return
    today = local_day(now)
    number, on = _paper(stage, task, today)
    evidence_id = _attach(stage, task, number, on, actor=actor, now=now)
    late = task.due_on is not None and on > task.due_on
    approval.submit(
        stage.session,
        task_id=task_id,
        version=None,
        summary=f"Đã hoàn thành; kết quả tại văn bản số {number}.",
        paper_number=number,
        paper_on=on,
        evidence_ids=[evidence_id],
        explanation=stage.dice.choice(REASONS) if late else "",
        cause=stage.dice.choice(list(LateCause)) if late else None,
        actor=actor,
        now=now,
    )


def _decide(stage: Stage, task_id: int, plan: Plan, now: datetime) -> None:
    task = stage.session.get_one(Task, task_id)
    if task.status != "submitted":
        return
    own = task.lead_unit_id == stage.office.lead_unit_id
    decider = stage.actor("phochutich" if own else "theodoi", now)
    returns = plan.fate is Fate.RETURNED or (
        plan.fate is Fate.RETURNED_THEN_DONE and len(task.submissions) == 1
    )
    if not returns:
        approval.confirm(
            stage.session, task_id=task_id, version=None, note="", actor=decider, now=now
        )
        after_confirmed(stage, task, now)
        return
    approval.return_(
        stage.session,
        task_id=task_id,
        version=None,
        reason=stage.dice.choice(RETURNS),
        due_on=None,
        actor=decider,
        now=now,
    )
    if plan.fate is Fate.RETURNED_THEN_DONE:
        again = local_day(now) + timedelta(days=2)
        stage.agenda.at(again, 14, 0, lambda later: _hand_in(stage, task_id, later))
        decided = again + timedelta(days=1)
        stage.agenda.at(decided, 16, 0, lambda later: _decide(stage, task_id, plan, later))


def _record(stage: Stage, task_id: int, now: datetime) -> None:
    task = _open(stage, task_id)
    if task is None:
        return
    number, on = _paper(stage, task, local_day(now))
    recording.record_result(
        stage.session,
        task_id=task_id,
        version=None,
        summary=f"Đơn vị báo cáo bằng văn bản số {number}.",
        paper_number=number,
        paper_on=on,
        evidence_ids=[],
        explanation=stage.dice.choice(REASONS),
        basis=f"Văn bản giấy số {number} của đơn vị gửi Văn phòng.",
        actor=stage.actor("theodoi", now),
        now=now,
    )


def _stop(stage: Stage, task_id: int, plan: Plan, now: datetime) -> None:
    if _open(stage, task_id) is None:
        return
    stop = steering.cancel if plan.fate is Fate.CANCELLED else steering.suspend
    stop(
        stage.session,
        task_id=task_id,
        version=None,
        basis="Ý kiến của Chủ tịch UBND huyện tại phiên họp giao ban.",
        actor=stage.actor("chanhvanphong", now),
        now=now,
    )


def _refuse(stage: Stage, task_id: int, now: datetime) -> None:
    task = stage.session.get_one(Task, task_id)
    actor = stage.speaker(task.lead_unit_id, now)
    instead = stage.people["kinhte"].memberships[0].unit_id
    if actor is None or task.status != "assigned" or instead == task.lead_unit_id:
        return
    lead_units.refuse(
        stage.session,
        task_id=task_id,
        version=None,
        instead_id=instead,
        reason="Nội dung không thuộc chức năng, nhiệm vụ của đơn vị.",
        actor=actor,
        now=now,
    )


def _paper(stage: Stage, task: Task, today: date) -> tuple[str, date]:
    """Number and date of a unit's result paper: some days old, never before the assignment."""
    number = stage.paper_numbers.get(task.lead_unit_id, 0) + stage.dice.randint(1, 4)
    stage.paper_numbers[task.lead_unit_id] = number
    on = max(local_day(task.assigned_at), today - timedelta(days=stage.dice.randint(0, 2)))
    return f"{number:02d}/BC", on


def _attach(stage: Stage, task: Task, number: str, on: date, *, actor: Actor, now: datetime) -> int:
    unit = task.lead_unit.name
    data = papers.result_paper(unit, f"{number} ({task.id})", on, one_line(task.duty.text))
    waiting = stage.store.quarantine(data)
    sha256 = stage.store.keep(waiting)
    (revision,) = evidence.attach(
        stage.session,
        task_id=task.id,
        unit_id=task.lead_unit_id,
        files=[
            KeptFile(
                sha256=sha256,
                size=len(data),
                media_type=MIME_TYPES[FileKind.DOCX],
                name=f"Báo cáo {number.replace('/', '-')}.docx",
            )
        ],
        title=f"Báo cáo số {number} của {unit}",
        is_result_paper=True,
        paper_number=number,
        paper_on=on,
        note="",
        place="trang 1",
        actor=actor,
        now=now,
    )
    return revision.evidence_id
