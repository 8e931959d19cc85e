"""The page of one task as ready values: its answer on top, its due day with its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tracker.blueprints.deeds import VersionedDeedForm
from tracker.blueprints.filters import words
from tracker.blueprints.target_words import target_words
from tracker.blueprints.task_talk import TaskTalk, task_talk
from tracker.blueprints.tasks.papers_shown import PaperShown, papers_shown
from tracker.blueprints.tasks.part_rows import PartsHere, parts_here
from tracker.blueprints.tasks.possible_deeds import PossibleDeeds, possible_deeds
from tracker.blueprints.timeline import Told, told
from tracker.domain.day_explanations import explain_add, explain_fixed
from tracker.domain.deadlines import DeadlineCause
from tracker.domain.delivery import Decision
from tracker.domain.local_time import local_day
from tracker.domain.sentences import Sentence, say
from tracker.domain.task_answer import answer
from tracker.domain.vietnamese import capitalised, day_words, one_line
from tracker.domain.working_days import Calendar
from tracker.models import Deadline, PreparedResult, Submission, Task, TaskDraft, TaskLead
from tracker.permissions import Actor, Permission, allows
from tracker.queries.charges import TaskCharge, charge_of_task
from tracker.queries.directives import paper_words
from tracker.queries.late_heads import LateHead, late_head
from tracker.queries.office_rules import office_rules
from tracker.queries.prepared_results import last_prepared
from tracker.queries.repeated_orders import answered_drafts
from tracker.queries.targets import targets_served
from tracker.queries.task_life import TaskLife, task_life
from tracker.queries.task_page import TaskDetail, stand_of, task_detail
from tracker.queries.task_rows import TaskRow
from tracker.queries.tasks import one_task
from tracker.queries.unit_plans import may_be_plan, plans_read
from tracker.queries.working_calendar import working_calendar

EVENTS_SHOWN = 12
TITLE = 140


@dataclass(frozen=True, slots=True)
class TaskPage:
    """Everything that tasks/show.html shows."""

    task: Task
    title: str
    row: TaskRow
    answer: tuple[str, ...]
    source: str
    why_due: tuple[str, ...]
    detail: TaskDetail
    submissions: Sequence[Submission]
    deadlines: Sequence[Deadline]
    timeline: list[Told]
    more_events: bool
    deeds: PossibleDeeds
    papers: Sequence[PaperShown]
    confirmed: frozenset[int]
    """Hand-ins that were accepted: what they showed is frozen."""
    plans: Mapping[int, int]
    """Papers that were read as directives of their own: paper → directive."""
    readable_plans: frozenset[int]
    """Papers that may be read so."""
    past_leads: Sequence[TaskLead]
    prepared: PreparedResult | None
    """For the unit's own people: what waits for the head, or was given back."""
    late: LateHead | None
    """Who headed the unit on the day the task became late."""
    answers: Sequence[tuple[TaskDraft, str]]
    """Orders of other papers that this result answers too, each with its paper in words."""
    targets: Sequence[str]
    """The targets of the paper that the duty serves."""
    life: TaskLife
    """The leader's part, beside the unit's own."""
    charge: TaskCharge
    parts: PartsHere
    talk: TaskTalk
    at_once: VersionedDeedForm
    """Brings token and version along with the deeds that ask nothing."""


def task_page(session: Session, task: Task, actor: Actor, as_of: date) -> TaskPage:
    """The page of ``task``, which the door has found and allowed."""
    detail = task_detail(session, task.id, events=EVENTS_SHOWN + 1)
    task = detail.task
    calendar = working_calendar(session, task.office_id)
    row = one_task(session, actor=actor, task_id=task.id, as_of=as_of)
    stand = stand_of(session, detail, as_of)
    return TaskPage(
        task=task,
        title=short_title(task),
        row=row,
        answer=tuple(words(sentence) for sentence in answer(stand, as_of, calendar)),
        source=paper_words(task.duty.directive),
        why_due=tuple(words(step) for step in _why_due(session, task, calendar)),
        detail=detail,
        submissions=list(reversed(task.submissions)),
        deadlines=list(reversed(task.deadlines)),
        timeline=told(detail.events[:EVENTS_SHOWN]),
        more_events=len(detail.events) > EVENTS_SHOWN,
        deeds=possible_deeds(task, actor),
        papers=papers_shown(session, task, detail.evidence, actor, as_of),
        confirmed=_confirmed(task),
        plans=plans_read(session, actor, [item.id for item in detail.evidence]),
        readable_plans=_readable_plans(detail, actor),
        past_leads=[span for span in reversed(task.leads) if span.to_at is not None],
        prepared=last_prepared(session, task) if task.lead_unit_id in actor.unit_ids else None,
        late=late_head(session, task, row.timeliness),
        answers=[
            (draft, paper_words(draft.directive))
            for draft in answered_drafts(session, [task.duty_id]).get(task.duty_id, ())
        ],
        targets=[
            f"{capitalised(target.measure)}: {target_words(target)}"
            for target in targets_served(session, task.duty_id)
        ],
        life=task_life(session, task, as_of, calendar),
        charge=charge_of_task(session, task, as_of),
        parts=parts_here(task, actor, as_of),
        talk=task_talk(session, detail, actor, as_of),
        at_once=VersionedDeedForm(formdata=None, version=task.row_version),
    )


def _confirmed(task: Task) -> frozenset[int]:
    return frozenset(row.id for row in task.submissions if row.decision is Decision.ACCEPTED)


def _readable_plans(detail: TaskDetail, actor: Actor) -> frozenset[int]:
    if not allows(actor, Permission.TASK_READ_PLAN, detail.task):
        return frozenset()
    duty = detail.task.duty
    return frozenset(item.id for item in detail.evidence if may_be_plan(duty, item))


def short_title(task: Task) -> str:
    """The task's words on one line, cut at a word: what its pages are called."""
    text = capitalised(one_line(task.duty.text))
    return text if len(text) <= TITLE else text[:TITLE].rsplit(" ", 1)[0] + "…"


def _why_due(session: Session, task: Task, calendar: Calendar) -> Sequence[Sentence]:
    """How the present due day came about, step by step."""
    if task.due_on is None or not task.deadlines:
        return ()
    version = task.deadlines[-1]
    steps: list[Sentence] = []
    if task.duty.due_phrase and version.cause is DeadlineCause.DIRECTIVE:
        steps.append(say("Văn bản ghi: “%(phrase)s”.", phrase=task.duty.due_phrase))
    if version.cause is DeadlineCause.DIRECTIVE:
        return (*steps, *explain_fixed(calendar, task.due_on).steps)
    set_on = local_day(version.set_at)
    if version.basis:
        steps.append(say("Căn cứ: %(basis)s.", basis=version.basis.rstrip(".")))
    days = office_rules(session, task.office_id, set_on).return_working_days
    if version.cause is DeadlineCause.RETURN and calendar.add(set_on, days) == task.due_on:
        return (*steps, *explain_add(calendar, set_on, days).steps)
    return (
        *steps,
        say("%(day)s là %(why)s.", day=day_words(task.due_on), why=calendar.why(task.due_on)),
    )
