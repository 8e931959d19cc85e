"""A file turned out to hold a virus: the history says so, its unit and the lead office are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.people import Role
from tracker.domain.restricted_papers import WITHHELD
from tracker.models import (
    Directive,
    DirectiveFile,
    Evidence,
    EvidenceRevision,
    EvidenceTask,
    Office,
    Task,
    User,
)
from tracker.permissions import Actor, actor_of
from tracker.queries.users import the_system
from tracker.services.history import record
from tracker.services.notices import people_of_unit, people_with_role, tell

HEADING = "Tệp có vi-rút"


def tell_of_infected(session: Session, sha256: str, said: str, *, now: datetime) -> None:
    """One event for each task and directive that uses the file; each person is told once.

    The message names the file, of an order for internal use not even that.
    """
    system = the_system(session)
    if system is None:
        return
    for item, name in _papers(session, sha256):
        actor = _as(session, system, item.office_id, now)
        tasks = _tasks(session, item)
        for task in tasks:
            _note(session, name=name, said=said, sha256=sha256, actor=actor, now=now, task=task)
        restricted = any(task.duty.directive.restricted for task in tasks)
        _tell(
            session,
            name=WITHHELD if restricted else name,
            sha256=sha256,
            people=[
                *people_of_unit(session, item.unit_id, on_day=local_day(now)),
                item.revisions[-1].uploaded_by,
            ],
            link=f"/tasks/{tasks[0].id}" if tasks else "/tasks/",
            actor=actor,
            now=now,
        )
    _tell_of_directives(session, sha256, said, system, now=now)


def _tell_of_directives(
    session: Session, sha256: str, said: str, system: User, *, now: datetime
) -> None:
    for directive, name in _directives(session, sha256):
        actor = _as(session, system, directive.office_id, now)
        _note(
            session,
            name=name,
            said=said,
            sha256=sha256,
            actor=actor,
            now=now,
            directive=directive,
        )
        _tell(
            session,
            name=WITHHELD if directive.restricted else name,
            sha256=sha256,
            people=[],
            link=f"/directives/{directive.id}",
            actor=actor,
            now=now,
        )


def _as(session: Session, system: User, office_id: int, now: datetime) -> Actor:
    """The clock, in that office."""
    office = session.get_one(Office, office_id)
    return actor_of(system, office=office, on_day=local_day(now))


def _papers(session: Session, sha256: str) -> Sequence[tuple[Evidence, str]]:
    rows = session.execute(
        select(Evidence, EvidenceRevision.file_name)
        .join(EvidenceRevision, EvidenceRevision.evidence_id == Evidence.id)
        .where(EvidenceRevision.blob_sha256 == sha256)
        .order_by(Evidence.id)
    )
    return [(item, name) for item, name in rows]


def _tasks(session: Session, item: Evidence) -> Sequence[Task]:
    return session.scalars(
        select(Task)
        .join(EvidenceTask, EvidenceTask.task_id == Task.id)
        .where(EvidenceTask.evidence_id == item.id)
        .order_by(Task.id)
    ).all()


def _directives(session: Session, sha256: str) -> Sequence[tuple[Directive, str]]:
    rows = session.execute(
        select(Directive, DirectiveFile.name)
        .join(DirectiveFile, DirectiveFile.directive_id == Directive.id)
        .where(DirectiveFile.blob_sha256 == sha256)
        .order_by(Directive.id)
    )
    return [(directive, name) for directive, name in rows]


def _note(
    session: Session,
    *,
    name: str,
    said: str,
    sha256: str,
    actor: Actor,
    now: datetime,
    task: Task | None = None,
    directive: Directive | None = None,
) -> None:
    record(
        session,
        EventKind.FILE_INFECTED,
        actor=actor,
        now=now,
        task=task,
        directive=directive,
        note=f"{name} ({said})" if said else name,
        sha256=[sha256],
    )


def _tell(
    session: Session,
    *,
    name: str,
    sha256: str,
    people: Sequence[User],
    link: str,
    actor: Actor,
    now: datetime,
) -> None:
    office_id = actor.office_id or 0
    lead = people_with_role(session, office_id, Role.LEAD_OFFICE, on_day=local_day(now))
    tell(
        session,
        recipients=[*people, *lead],
        kind=MessageKind.FILE_INFECTED,
        deed=f"infected:{sha256}",
        subject=f"{HEADING}: {name}",
        text=f"Tệp “{name}” có vi-rút và không mở, không tải về được nữa. Đơn vị đã nộp hãy kiểm "
        "tra máy đã tạo ra tệp, rồi nộp bản mới đã làm sạch.",
        link=link,
        actor=actor,
        now=now,
    )
