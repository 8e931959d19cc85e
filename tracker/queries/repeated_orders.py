"""Drafts that repeat what another directive of the register has ordered already."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from tracker.models import Directive, Duty, DutyFingerprint, TaskDraft
from tracker.reading.repetition import ALIKE, fingerprints, likeness

CROWDED = 200
"""A fingerprint that so many duties of the office bear is a set phrase and says nothing."""
LOOKED_AT = 12
"""Duties whose texts are compared with one draft: those that share most fingerprints."""
OFFERED = 3
_CHUNK = 400


@dataclass(frozen=True, slots=True)
class Repeat:
    """A duty that demands what a draft demands; ``alike`` is 0.6 to 1 of the shorter text."""

    duty: Duty
    alike: float

    @property
    def percent(self) -> int:
        return round(self.alike * 100)


def repeats_of(session: Session, drafts: Sequence[TaskDraft]) -> dict[int, list[Repeat]]:
    """For each draft that repeats duties of other directives, the most alike of them.

    The register is searched by fingerprints, two statements for all drafts; only duties that
    share some are compared. Restricted papers are compared too: who reviews drafts handles them.
    """
    if not drafts:
        return {}
    office_id = session.scalars(
        select(Directive.office_id).where(Directive.id == drafts[0].directive_id)
    ).one()
    marks = {draft.id: fingerprints(draft.text) for draft in drafts}
    bearers = _bearers(session, office_id, {mark for some in marks.values() for mark in some})
    likely = {draft.id: _most_shared(marks[draft.id], bearers, LOOKED_AT) for draft in drafts}
    duties = _duties(session, {key for keys in likely.values() for key in keys})
    found = {}
    for draft in drafts:
        alike = [
            Repeat(duty, share)
            for key in likely[draft.id]
            if (duty := duties.get(key)) is not None
            and duty.directive_id != draft.directive_id
            and (share := likeness(draft.text, duty.text)) >= ALIKE
        ]
        if alike:
            alike.sort(key=lambda repeat: (-repeat.alike, repeat.duty.id))
            found[draft.id] = alike[:OFFERED]
    return found


def _bearers(session: Session, office_id: int, marks: set[int]) -> dict[int, list[int]]:
    """Which duties bear each fingerprint; set phrases are left out."""
    found: dict[int, list[int]] = defaultdict(list)
    ordered = sorted(marks)
    for start in range(0, len(ordered), _CHUNK):
        here = DutyFingerprint.office_id == office_id
        some = here & DutyFingerprint.mark.in_(ordered[start : start + _CHUNK])
        rare = (
            select(DutyFingerprint.mark)
            .where(some)
            .group_by(DutyFingerprint.mark)
            .having(func.count() <= CROWDED)
        )
        rows = session.execute(
            select(DutyFingerprint.mark, DutyFingerprint.duty_id).where(
                here, DutyFingerprint.mark.in_(rare)
            )
        )
        for mark, duty_id in rows:
            found[mark].append(duty_id)
    return found


def _most_shared(marks: frozenset[int], bearers: dict[int, list[int]], most: int) -> list[int]:
    shared = Counter(duty_id for mark in marks for duty_id in bearers.get(mark, ()))
    return sorted(shared, key=lambda duty_id: (-shared[duty_id], duty_id))[:most]


def _duties(session: Session, keys: set[int]) -> dict[int, Duty]:
    rows = session.scalars(
        select(Duty).where(Duty.id.in_(keys)).options(joinedload(Duty.directive))
    )
    return {duty.id: duty for duty in rows}


def answered_drafts(session: Session, duty_ids: Sequence[int]) -> dict[int, list[TaskDraft]]:
    """Orders of other papers that the results of these duties answer, by duty."""
    found: dict[int, list[TaskDraft]] = defaultdict(list)
    rows = session.scalars(
        select(TaskDraft)
        .where(TaskDraft.answered_by_id.in_(duty_ids))
        .options(joinedload(TaskDraft.directive))
        .order_by(TaskDraft.id)
    )
    for draft in rows:
        if draft.answered_by_id is not None:
            found[draft.answered_by_id].append(draft)
    return found
