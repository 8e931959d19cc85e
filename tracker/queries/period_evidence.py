"""The files that prove what a report counts as done: names and hashes, for its archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Duty, Evidence, EvidenceRevision, EvidenceTask, Task
from tracker.permissions import Actor
from tracker.permissions.scope import visible_evidence
from tracker.queries.report_figures import unit_names_on
from tracker.queries.timeliness_sql import day_ends

#: So many keys go into one IN (...).
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class ProvingFile:
    """One version of one file; ``paper`` its number where it is an official paper."""

    task_id: int
    task: str
    unit: str
    title: str
    paper: str
    paper_on: date | None
    file_name: str
    sha256: str


def proving_files(
    session: Session, task_ids: Sequence[int], *, actor: Actor, day: date
) -> Iterator[ProvingFile]:
    """What was uploaded by the end of ``day`` for these tasks, as far as the actor may see it."""
    seen = select(Evidence.id).where(visible_evidence(actor)).correlate(None)
    for start in range(0, len(task_ids), _BATCH):
        rows = session.execute(
            select(Evidence, EvidenceRevision, Task.id, Duty.text)
            .join(EvidenceRevision, EvidenceRevision.evidence_id == Evidence.id)
            .join(EvidenceTask, EvidenceTask.evidence_id == Evidence.id)
            .join(Task, Task.id == EvidenceTask.task_id)
            .join(Duty, Duty.id == Task.duty_id)
            .where(
                EvidenceTask.task_id.in_(task_ids[start : start + _BATCH]),
                EvidenceRevision.uploaded_at < day_ends(day),
                Evidence.id.in_(seen),
            )
            .order_by(Task.id, Evidence.id, EvidenceRevision.n)
        ).all()
        names = unit_names_on(session, {row[0].unit_id for row in rows}, day)
        for evidence, revision, task_id, text in rows:
            yield ProvingFile(
                task_id=task_id,
                task=text,
                unit=names[evidence.unit_id],
                title=evidence.title,
                paper=evidence.paper_number or "",
                paper_on=evidence.paper_on,
                file_name=revision.file_name,
                sha256=revision.blob_sha256,
            )
