"""Search over everything that has words: tasks, duties, papers, evidence, each by its scope."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, or_, select
from sqlalchemy.orm import Session

from tracker.domain.local_time import local_day
from tracker.domain.vietnamese import capitalised, day_words, nfc, one_line, searchable
from tracker.models import (
    Comment,
    Directive,
    Duty,
    Evidence,
    EvidenceRevision,
    SearchEntry,
    SearchKind,
    Task,
    User,
)
from tracker.models.search_index import matching
from tracker.permissions import Actor
from tracker.permissions.scope import (
    visible_comments,
    visible_directives,
    visible_duties,
    visible_evidence,
    visible_tasks,
)
from tracker.queries.directives import CITED, paper_words
from tracker.queries.task_rows import unit_names

SHOWN, LOOKED_AT = 20, 200
"""Rows of one group; entries among which the best of them are chosen."""


@dataclass(frozen=True, slots=True)
class Hit:
    """``id``: of the thing itself; ``leads_to``: of what its link opens (see ``Group.kind``)."""

    id: int
    leads_to: int
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind, the best first; ``more``: there are others."""

    kind: SearchKind
    hits: list[Hit]
    more: bool


def search(session: Session, actor: Actor, words: str) -> list[Group]:
    """Groups with at least one hit that ``actor`` may see, in the order of ``_KINDS``."""
    if not searchable(words):
        return []
    found = []
    for kind, (scope, told) in _KINDS.items():
        ids = _best(session, actor, kind, words, scope)
        if ids:
            hits = told(session, ids[:SHOWN])
            found.append(Group(kind, hits, more=len(ids) > SHOWN))
    return found


def _best(
    session: Session,
    actor: Actor,
    kind: SearchKind,
    words: str,
    scope: Callable[[Actor], Select[int]],
) -> list[int]:
    """Keys of the things found: those with the very accents that were typed come first."""
    typed = one_line(nfc(words))
    rows = session.execute(
        select(SearchEntry.thing_id, SearchEntry.exact)
        .where(
            SearchEntry.office_id == actor.office_id,
            SearchEntry.kind == kind,
            matching(words, session.get_bind().dialect.name),
            SearchEntry.thing_id.in_(scope(actor)),
        )
        .order_by(case((_as_typed(typed), 0), else_=1), SearchEntry.id.desc())
        .limit(LOOKED_AT)
    ).all()
    ranked = sorted(rows, key=lambda row: _rank(row.exact, typed))
    return [row.thing_id for row in ranked]


def _as_typed(typed: str) -> ColumnElement[bool]:
    """The words with their accents, in the cases that people write: databases know no "Đ" = "đ"."""
    low = typed.lower()
    written = {typed, low, capitalised(low), low.title(), low.upper()}
    return or_(*(SearchEntry.exact.contains(one, autoescape=True) for one in sorted(written)))


def _rank(exact: str, typed: str) -> int:
    """0: the words as typed; 1: each of them somewhere; 2: only without their accents."""
    text, wanted = exact.casefold(), typed.casefold()
    if wanted in text:
        return 0
    return 1 if all(word in text for word in wanted.split()) else 2


def _tasks(session: Session, ids: Sequence[int]) -> list[Hit]:
    rows = session.execute(
        select(Task.id, Duty.text, Task.lead_unit_id, *CITED)
        .join(Duty, Duty.id == Task.duty_id)
        .join(Directive, Directive.id == Duty.directive_id)
        .where(Task.id.in_(ids))
    ).all()
    units = unit_names(session, {row.lead_unit_id for row in rows})
    hits = [
        Hit(row.id, row.id, row.text, f"{units[row.lead_unit_id]} · {paper_words(row)}")
        for row in rows
    ]
    return _in_order(hits, ids)


def _duties(session: Session, ids: Sequence[int]) -> list[Hit]:
    rows = session.execute(
        select(Duty.id, Duty.directive_id, Duty.text, *CITED)
        .join(Directive, Directive.id == Duty.directive_id)
        .where(Duty.id.in_(ids))
    )
    return _in_order(
        [Hit(row.id, row.directive_id, row.text, paper_words(row)) for row in rows], ids
    )


def _directives(session: Session, ids: Sequence[int]) -> list[Hit]:
    rows = session.execute(
        select(Directive.id, Directive.title, Directive.issuer, *CITED).where(Directive.id.in_(ids))
    )
    hits = [Hit(row.id, row.id, row.title or paper_words(row), _whence(row)) for row in rows]
    return _in_order(hits, ids)


def _whence(row: Any) -> str:
    return " · ".join(part for part in (paper_words(row), row.issuer) if part)


def _evidence(session: Session, ids: Sequence[int]) -> list[Hit]:
    newest = (
        select(EvidenceRevision.id)
        .where(EvidenceRevision.evidence_id == Evidence.id)
        .order_by(EvidenceRevision.n.desc())
        .limit(1)
        .correlate(Evidence)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Evidence.id, Evidence.title, Evidence.paper_number, EvidenceRevision)
        .join(EvidenceRevision, EvidenceRevision.id == newest)
        .where(Evidence.id.in_(ids))
    )
    hits = []
    for key, title, number, revision in rows:
        about = " · ".join(part for part in (number, revision.file_name) if part)
        hits.append(Hit(key, revision.id, title, about))
    return _in_order(hits, ids)


def _comments(session: Session, ids: Sequence[int]) -> list[Hit]:
    rows = session.execute(
        select(Comment.id, Comment.task_id, Comment.text, Comment.at, User.name, Duty.text)
        .join(User, User.id == Comment.author_id)
        .join(Task, Task.id == Comment.task_id)
        .join(Duty, Duty.id == Task.duty_id)
        .where(Comment.id.in_(ids), Comment.withdrawn_at.is_(None))
    )
    hits = [
        Hit(key, task_id, text, f"{name}, {day_words(local_day(at))} · {one_line(duty)}")
        for key, task_id, text, at, name, duty in rows
    ]
    return _in_order(hits, ids)


def _in_order(hits: Sequence[Hit], ids: Sequence[int]) -> list[Hit]:
    by_id = {hit.id: hit for hit in hits}
    return [by_id[key] for key in ids if key in by_id]


def _seen(model: Any, where: Callable[[Actor], ColumnElement[bool]]) -> Callable[[Actor], Any]:
    return lambda actor: select(model.id).where(where(actor))


_KINDS: dict[SearchKind, tuple[Callable[[Actor], Any], Callable[..., list[Hit]]]] = {
    SearchKind.TASK: (_seen(Task, visible_tasks), _tasks),
    SearchKind.DIRECTIVE: (_seen(Directive, visible_directives), _directives),
    SearchKind.DUTY: (_seen(Duty, visible_duties), _duties),
    SearchKind.EVIDENCE: (_seen(Evidence, visible_evidence), _evidence),
    SearchKind.COMMENT: (_seen(Comment, visible_comments), _comments),
}
"""Kind → whose keys the actor may see, how its hits are told."""
