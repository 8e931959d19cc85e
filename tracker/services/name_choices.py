"""A name that no unit bears is asked about once: the answer settles it here and is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.follow_up import DraftState
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.vietnamese import day_words, one_line, sort_key
from tracker.models import Directive, DraftUnit, Office, TaskDraft, Unit, UnitGroup
from tracker.permissions import Actor
from tracker.queries.unit_lexicon import match_key, unit_lexicon
from tracker.queries.units import unit_of_office
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.unit_resolution import AMBIGUOUS, Resolution, remember_name, resolve_name

OPEN = (DraftState.PROPOSED, DraftState.READY)


@dataclass(frozen=True, slots=True)
class AskedName:
    """A written name that a person has to settle, in how many drafts it stands.

    ``meaning`` holds what it may mean: candidates, or a dissolved unit with its successors.
    ``may_be_remembered`` is False for abbreviations that mean something else in each place.
    """

    as_written: str
    drafts: int
    meaning: Resolution

    @property
    def may_be_remembered(self) -> bool:
        return match_key(self.as_written) not in AMBIGUOUS


def names_to_settle(session: Session, directive: Directive, *, today: date) -> list[AskedName]:
    """Every name in the open drafts of ``directive`` that is no unit yet, each once."""
    rows = session.execute(
        select(DraftUnit.as_written, func.count(DraftUnit.draft_id.distinct()))
        .join(TaskDraft, TaskDraft.id == DraftUnit.draft_id)
        .where(
            TaskDraft.directive_id == directive.id,
            TaskDraft.state.in_(OPEN),
            DraftUnit.unit_id.is_(None),
            DraftUnit.group_id.is_(None),
        )
        .group_by(DraftUnit.as_written)
    ).all()
    if not rows:
        return []
    lexicon = unit_lexicon(session, session.get_one(Office, directive.office_id))
    day = paper_day(directive)
    asked = [
        AskedName(name, count, resolve_name(lexicon, name, on_day=day, today=today))
        for name, count in rows
    ]
    return sorted(asked, key=lambda name: (-name.drafts, sort_key(name.as_written)))


def paper_day(directive: Directive) -> date:
    """The day whose names a paper uses: that of its issue, else that of its arrival."""
    return directive.issued_on or directive.received_on


def settle_name(
    session: Session,
    *,
    directive_id: int,
    as_written: str,
    unit_id: int | None = None,
    group_id: int | None = None,
    remember: bool,
    actor: Actor,
    now: datetime,
) -> int:
    """Let ``as_written`` mean this unit or class in all open drafts of the directive.

    ``remember``: from papers of this paper's day on the name is known by itself (an alias), and
    open drafts of other such papers of the office that wait for the same name take it over.
    Returns how many names were settled. Raises InvalidInput for no choice, a dissolved unit, or
    an abbreviation that cannot be remembered; NotFound for a unit of another office.
    """
    directive = for_change(session, Directive, directive_id)
    chosen = _chosen(session, directive, unit_id, group_id, today=local_day(now))
    name = one_line(as_written)
    papers = [directive.id]
    if remember:
        from_on = paper_day(directive)
        remember_name(
            session,
            as_written=name,
            unit_id=unit_id,
            group_id=group_id,
            from_on=from_on,
            actor=actor,
            now=now,
        )
        papers += _later_papers(session, directive.office_id, from_on)
    settled = _settle(session, papers, as_written, unit_id, group_id)
    record(
        session,
        EventKind.NAME_SETTLED,
        actor=actor,
        now=now,
        directive=directive,
        name=name,
        means=chosen.name,
        remembered=remember,
    )
    return settled


def _chosen(
    session: Session,
    directive: Directive,
    unit_id: int | None,
    group_id: int | None,
    *,
    today: date,
) -> Unit | UnitGroup:
    if unit_id is not None:
        unit = unit_of_office(session, directive.office_id, unit_id)
        if unit is None:
            raise NotFound("Không tìm thấy đơn vị này trong cơ quan.")
        if unit.to_on is not None and unit.to_on < today:
            raise InvalidInput(
                "Đơn vị “%(name)s” đã kết thúc hoạt động từ sau ngày %(day)s. Hãy chọn đơn vị "
                "kế thừa.",
                field="unit",
                name=unit.name,
                day=day_words(unit.to_on),
            )
        return unit
    group = session.get(UnitGroup, group_id) if group_id is not None else None
    if group is None:
        raise InvalidInput("Hãy chọn đơn vị hoặc nhóm đơn vị.", field="unit")
    if group.office_id != directive.office_id:
        raise NotFound("Không tìm thấy đơn vị này trong cơ quan.")
    return group


def _later_papers(session: Session, office_id: int, from_on: date) -> list[int]:
    day = func.coalesce(Directive.issued_on, Directive.received_on)
    return list(
        session.scalars(
            select(Directive.id).where(Directive.office_id == office_id, day >= from_on)
        )
    )


def _settle(
    session: Session, papers: list[int], as_written: str, unit_id: int | None, group_id: int | None
) -> int:
    waiting = select(TaskDraft.id).where(
        TaskDraft.directive_id.in_(papers), TaskDraft.state.in_(OPEN)
    )
    done = session.execute(
        update(DraftUnit)
        .where(
            DraftUnit.draft_id.in_(waiting),
            DraftUnit.as_written == as_written,
            DraftUnit.unit_id.is_(None),
            DraftUnit.group_id.is_(None),
        )
        .values(unit_id=unit_id, group_id=group_id)
        .execution_options(synchronize_session="fetch")
    )
    session.flush()
    session.expire_all()
    return int(done.rowcount)  # type: ignore[attr-defined]
