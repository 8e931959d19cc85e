"""The values of a directive's page, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.blueprints.directives.around import around
from tracker.blueprints.directives.around_words import SURROUNDINGS
from tracker.blueprints.filters import label, words
from tracker.domain.follow_up import TRACKED, UnitRole
from tracker.domain.recurrence_words import rule_words
from tracker.domain.vietnamese import capitalised
from tracker.models import Directive, Duty, Event, Series
from tracker.permissions import Actor, Permission, allows
from tracker.queries.coverage import coverage
from tracker.queries.directives import (
    DirectiveCounts,
    counts_of,
    directive_history,
    duties_of,
    paper_words,
    task_counts_of_duties,
)
from tracker.queries.drafts import clauses_of, last_reading
from tracker.queries.instructions import on_whole_directive
from tracker.queries.series import plan_of, series_of_duties
from tracker.queries.unit_plans import task_behind

#: Deeds shown on the page; the rest stands in the office's history.
HISTORY_SHOWN = 40


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty with its lead units in words and its tasks by where they are."""

    duty: Duty
    leads: str
    counts: DirectiveCounts
    series: list[tuple[int, str]]
    """The recurring duties made of it: key and rule in words."""
    may_recur: bool


def directive_page(session: Session, actor: Actor, directive: Directive) -> dict[str, Any]:
    """Everything that ``directives/show.html`` shows; a unit is shown its own part."""
    reads_all = allows(actor, Permission.DIRECTIVE_VIEW, directive)
    reading = last_reading(session, directive.id)
    events = (
        list(session.scalars(directive_history(directive.id).limit(HISTORY_SHOWN)))
        if reads_all
        else []
    )
    duties = _duty_rows(session, actor, directive)
    counts = counts_of(session, actor, [directive.id])[directive.id]
    return {
        **around(session, actor, directive, [row.duty.id for row in duties]),
        "directive": directive,
        "paper": paper_words(directive),
        "heading": f"{paper_words(directive)}: {directive.title}",
        "missing": missing_words(directive) if reads_all else [],
        "remarks": reading.remarks if reading is not None and reads_all else [],
        "clauses": clauses_of(session, reading.id) if reading is not None else [],
        "coverage": coverage(session, directive.id) if reads_all and reading else None,
        "counts": counts,
        "duties": duties,
        "events": [(event, event_words(event)) for event in events],
        "reads_all": reads_all,
        "instructions": on_whole_directive(session, actor, directive.id),
        "may_instruct": counts.tasks_open > 0
        and allows(actor, Permission.INSTRUCTION_GIVE, directive),
        "demanded_by": task_behind(session, actor, directive.id),
    }


def event_words(event: Event) -> str:
    """What was done, with how much of it."""
    data = event.data
    said = label(event.kind)
    if "tasks" in data and "duties" in data:
        return _(
            "%(what)s: %(duties)s nhiệm vụ, %(tasks)s lượt giao",
            what=said,
            duties=data["duties"],
            tasks=data["tasks"],
        )
    if "drafts" in data and "version" not in data:
        return _("%(what)s: %(n)s nội dung", what=said, n=data["drafts"])
    if event.kind in SURROUNDINGS:
        return f"{said}: {SURROUNDINGS[event.kind](data)}"
    if data.get("path"):
        return f"{said} ({data['path']})"
    if "approved" in data:
        verdict = _("đồng ý") if data["approved"] else _("yêu cầu chỉnh sửa")
        return f"{said}: {verdict}"
    return said


def _duty_rows(session: Session, actor: Actor, directive: Directive) -> list[DutyRow]:
    counts = task_counts_of_duties(session, actor, directive.id)
    duties = duties_of(session, actor, directive.id)
    series = series_of_duties(session, [duty.id for duty in duties])
    return [
        DutyRow(
            duty,
            _leads(duty),
            counts.get(duty.id, DirectiveCounts()),
            [(one.id, _rule_of(one)) for one in series.get(duty.id, [])],
            duty.follow_up in TRACKED,
        )
        for duty in duties
    ]


def _rule_of(series: Series) -> str:
    rule = plan_of(series).last_rule
    return words(rule_words(rule)) if rule is not None else ""


def _leads(duty: Duty) -> str:
    """The lead units by name; beyond three only how many."""
    names = [row.unit.short_name for row in duty.units if row.role is UnitRole.LEAD]
    if len(names) > 3:
        return _("%(first)s và %(n)s đơn vị khác", first=", ".join(names[:2]), n=len(names) - 2)
    return ", ".join(names)


def missing_words(directive: Directive) -> list[str]:
    """What the register still wants to know, for the sentence that asks for it."""
    wanted = {
        _("số, ký hiệu"): directive.number,
        _("ngày ban hành"): directive.issued_on,
        _("cơ quan ban hành"): directive.issuer,
    }
    return [capitalised(name) for name, value in wanted.items() if not value]
