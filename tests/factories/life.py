"""What happens to tasks, on days of one's choice, through the very services that people use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from tests.factories.district import District
from tracker.domain.explanation_rules import LateCause
from tracker.domain.follow_up import Milestone
from tracker.domain.local_time import VIETNAM
from tracker.models import Task, Unit, User
from tracker.permissions import Actor
from tracker.services import approval, lead_units, progress, steering


def at(day: date, hour: int = 9) -> datetime:
    """A moment of a civil day in Vietnam."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=VIETNAM)


@dataclass(frozen=True)
class Life:
    """Deeds on one district's tasks; the lead office's monitor decides. All give this back."""

    session: Session
    district: District

    def _actor(self, user: User, day: date) -> Actor:
        return self.district.actor(user, day)

    def _unit_side(self, task: Task, day: date) -> Actor:
        people = {
            self.district.justice.id: self.district.justice_head,
            self.district.culture.id: self.district.culture_head,
        }
        return self._actor(people[task.lead_unit_id], day)

    def _office_side(self, day: date) -> Actor:
        return self._actor(self.district.monitor, day)

    def report(
        self, task: Task, day: date, text: str = "Đang tham mưu", *, obstacle: str = "",
        proposal: str = "", hour: int = 9,
    ) -> Life:  # fmt: skip
        progress.report(
            self.session, task_id=task.id, version=None, milestone=Milestone.DRAFTING, text=text,
            obstacle=obstacle, proposal=proposal, actor=self._unit_side(task, day),
            now=at(day, hour),
        )  # fmt: skip
        return self

    def submit(
        self, task: Task, day: date, *, paper_on: date | None = None, explanation: str = "Chờ mẫu."
    ) -> Life:
        approval.submit(
            self.session, task_id=task.id, version=None, summary="Đã ban hành văn bản.",
            paper_number="45/BC-TP" if paper_on else None, paper_on=paper_on, evidence_ids=[],
            explanation=explanation, cause=LateCause.OBJECTIVE,
            actor=self._unit_side(task, day), now=at(day),
        )  # fmt: skip
        return self

    def withdraw(self, task: Task, day: date) -> Life:
        approval.withdraw(
            self.session, task_id=task.id, version=None, note="Cần sửa.",
            actor=self._unit_side(task, day), now=at(day, 10),
        )  # fmt: skip
        return self

    def confirm(self, task: Task, day: date) -> Life:
        approval.confirm(
            self.session, task_id=task.id, version=None, note="", now=at(day, 11),
            actor=self._office_side(day),
        )  # fmt: skip
        return self

    def complete(self, task: Task, day: date, *, paper_on: date | None = None) -> Life:
        """Handed in and confirmed on the same day."""
        self.submit(task, day, paper_on=paper_on)
        self.confirm(task, day)
        return self

    def return_(self, task: Task, day: date) -> Life:
        approval.return_(
            self.session, task_id=task.id, version=None, reason="Thiếu phụ lục.", due_on=None,
            actor=self._office_side(day), now=at(day, 11),
        )  # fmt: skip
        return self

    def change_deadline(self, task: Task, day: date, due_on: date | None) -> Life:
        steering.change_deadline(
            self.session, task_id=task.id, version=None, due_on=due_on, basis="Văn bản 9/UBND",
            actor=self._office_side(day), now=at(day),
        )  # fmt: skip
        return self

    def suspend(self, task: Task, day: date) -> Life:
        steering.suspend(
            self.session, task_id=task.id, version=None, basis="Chờ hướng dẫn của tỉnh",
            actor=self._office_side(day), now=at(day),
        )  # fmt: skip
        return self

    def resume(self, task: Task, day: date, due_on: date | None) -> Life:
        steering.resume(
            self.session, task_id=task.id, version=None, due_on=due_on, basis="Đã có hướng dẫn",
            actor=self._office_side(day), now=at(day),
        )  # fmt: skip
        return self

    def cancel(self, task: Task, day: date) -> Life:
        steering.cancel(
            self.session, task_id=task.id, version=None, basis="Văn bản bị thay thế",
            actor=self._office_side(day), now=at(day),
        )  # fmt: skip
        return self

    def reopen(self, task: Task, day: date, due_on: date | None = None) -> Life:
        steering.reopen(
            self.session, task_id=task.id, version=None, due_on=due_on, basis="Kết luận kiểm tra",
            actor=self._office_side(day), now=at(day, 12),
        )  # fmt: skip
        return self

    def refuse(self, task: Task, day: date, instead: Unit) -> Life:
        lead_units.refuse(
            self.session, task_id=task.id, version=None, instead_id=instead.id,
            reason="Không đúng chức năng", actor=self._unit_side(task, day), now=at(day),
        )  # fmt: skip
        return self

    def decide_refusal(self, task: Task, day: date, *, accept: bool) -> Life:
        lead_units.decide_refusal(
            self.session, task_id=task.id, version=None, accept=accept, basis="Chủ tịch đồng ý",
            actor=self._office_side(day), now=at(day),
        )  # fmt: skip
        return self

    def transfer(self, task: Task, day: date, unit: Unit) -> Life:
        lead_units.transfer(
            self.session, task_id=task.id, version=None, unit_id=unit.id, basis="Quyết định 5",
            actor=self._office_side(day), now=at(day),
        )  # fmt: skip
        return self
