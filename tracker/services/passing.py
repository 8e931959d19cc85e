"""One succession of units as a value: what every step of the handover asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.unit_handover import PeopleFate
from tracker.models import Task, Unit


@dataclass(frozen=True, slots=True)
class Passing:
    """One succession: who ends, who takes over, from which day, on what basis."""

    ending: Sequence[Unit]
    first: Unit
    """The successor of everything that nobody else was named for."""
    heirs: Mapping[int, Unit]
    by_task: Mapping[int, int]
    on_day: date
    last_day: date
    basis: str
    people: PeopleFate

    @property
    def unit_ids(self) -> list[int]:
        return [unit.id for unit in self.ending]

    def name_of(self, unit_id: int) -> str:
        return next(unit.name for unit in self.ending if unit.id == unit_id)

    def heir_of(self, task: Task) -> Unit:
        return self.heirs[self.by_task.get(task.id, self.first.id)]
