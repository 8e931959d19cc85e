"""One attempt of somebody at something: who, what on which task, when, with what at hand."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.district import District
from tracker.domain.errors import DomainError
from tracker.domain.explanation_rules import LateCause
from tracker.domain.local_time import local_day
from tracker.domain.working_days import Calendar
from tracker.models import EvidenceTask, Task, Unit, User
from tracker.permissions import Actor
from tracker.queries.working_calendar import working_calendar
from tracker.services.evidence import KeptFile
from tracker.storage import FileStore

BASIS = "Ý kiến của Chủ tịch"
MOST_TASKS = 45
"""No more work is given once the office has so many: a longer list only makes it slower."""


class NoOccasion(DomainError):
    """There is nothing to which this could be done."""


@dataclass(frozen=True)
class Try:
    """Who tries what on which task, and when."""

    session: Session
    store: FileStore
    district: District
    task: Task
    actor: Actor
    now: datetime
    dice: random.Random
    brought: list[str] = field(default_factory=list)
    """Hashes of the files that came along."""

    @property
    def today(self) -> date:
        return local_day(self.now)

    @property
    def common(self) -> dict[str, Any]:
        return {"task_id": self.task.id, "version": None, "actor": self.actor, "now": self.now}

    @property
    def by(self) -> dict[str, Any]:
        return {"version": None, "actor": self.actor, "now": self.now}

    def day(self, least: int, most: int) -> date:
        return self.today + timedelta(days=self.dice.randint(least, most))

    def newest(self, model: type[Any]) -> int:
        """The newest thing of the task; 0 where there is none."""
        query = select(model.id).where(model.task_id == self.task.id).order_by(model.id.desc())
        return self.session.scalar(query.limit(1)) or 0

    def paper(self) -> int:
        query = select(EvidenceTask.evidence_id).where(EvidenceTask.task_id == self.task.id)
        return self.session.scalar(query.order_by(EvidenceTask.evidence_id.desc()).limit(1)) or 0

    def file(self) -> KeptFile:
        """Bytes in the store; sometimes those of an earlier file."""
        data = f"tệp {self.dice.randint(1, 40)}".encode()
        sha256 = self.store.keep(self.store.quarantine(data))
        self.brought.append(sha256)
        return KeptFile(sha256=sha256, size=len(data), media_type="text/plain", name="a.txt")

    def result(self) -> dict[str, Any]:
        with_paper = self.dice.random() < 0.5
        return {
            "summary": "Đã xong việc.",
            "paper_number": "7/BC" if with_paper else None,
            "paper_on": self.day(-6, 1) if with_paper else None,
            "evidence_ids": [paper] if (paper := self.paper()) and with_paper else [],
            "explanation": "Chờ ý kiến cấp trên." if self.dice.random() < 0.7 else "",
        }

    def cause(self) -> LateCause | None:
        causes: list[LateCause | None] = [*LateCause, None]
        return self.dice.choice(causes)

    def other_unit(self) -> int:
        """A unit that exists today, the office itself apart."""
        return self.dice.choice([unit.id for unit in self.units()])

    def part_unit(self) -> int:
        """A unit that was asked to help with the task; 0 where none was."""
        asked = [part.unit_id for part in self.task.parts]
        mine = [key for key in asked if key in self.actor.unit_ids]
        return self.dice.choice(mine or asked or [0])

    def units(self) -> list[Unit]:
        root = self.district.office.root_unit_id
        found = self.session.scalars(select(Unit).where(Unit.id != root).order_by(Unit.id))
        return [unit for unit in found if unit.exists_on(self.today)]

    def people(self) -> list[User]:
        """Whoever may sign in."""
        found = select(User).where(User.active, User.is_system.is_(False)).order_by(User.id)
        return list(self.session.scalars(found))

    def tasks(self, most: int) -> list[Task]:
        """Some tasks of the office, this one among them."""
        found = list(self.session.scalars(select(Task).order_by(Task.id)))
        some = self.dice.sample(found, min(len(found), self.dice.randint(0, most - 1)))
        return list({task.id: task for task in (self.task, *some)}.values())

    def calendar(self) -> Calendar:
        """The office's working days, as they are now."""
        return working_calendar(self.session, self.district.office.id)

    def room_for_more(self) -> None:
        """Raise NoOccasion where the office has tasks enough."""
        if (self.session.scalar(select(func.count()).select_from(Task)) or 0) >= MOST_TASKS:
            raise NoOccasion("Đủ việc rồi.")
