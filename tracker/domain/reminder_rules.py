"""Which reminder a task deserves on a day, by rules that are data.

A rung says how many working days from the due day it stands. On any morning the *nearest
passed* rung is the one that counts: what was missed while nobody planned is made up by it, and
older rungs are superseded, so that a task is named once. Sending once is not decided here but
by the ledger, whose key holds rung, occurrence and deadline version (design D6).

Nothing is planned on a day that does not work. A rung whose day lies before the day on which
the deadline version was entered is dead: nobody could have been reminded then. An extension
starts the ladder anew, and the old date's rungs die with their version.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.reminder_ladder import Audience, ReminderRule, RuleKind
from tracker.domain.reminder_words import reason
from tracker.domain.sentences import Sentence, say
from tracker.domain.task_status import WITH_UNIT, TaskStatus
from tracker.domain.vietnamese import day_words
from tracker.domain.working_days import Calendar


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What the rules need to know of one task, as it stands on the day of planning.

    ``due_on`` is the effective due day (None: no date), ``deadline_version`` counts from 1 (0
    without a deadline), ``deadline_set_on`` is the day on which that version was entered.
    ``assigned_on`` is the day on which the present lead unit got the task, ``submitted_on``
    the day of the hand-in that awaits confirmation, ``updated_on`` that of the unit's last word.
    ``period`` is the reporting period of that day (first and last day); ``asked_on`` the day of
    the extension request that awaits its decision. ``outside``: a body that cannot be ordered.
    """

    task_id: int
    status: TaskStatus
    due_on: date | None
    deadline_version: int
    deadline_set_on: date | None
    assigned_on: date
    submitted_on: date | None = None
    updated_on: date | None = None
    period: tuple[date, date] | None = None
    asked_on: date | None = None
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Reminder:
    """One deserved reminder, before it is known who has already got it.

    ``planned_on`` is the working day on which the rung stood; earlier than the day asked about
    when it is made up for. ``days_late`` counts calendar days past the due day (0 on it,
    negative before it), None for rules that are not about the due day.
    """

    task_id: int | None
    rule: str
    rung: str
    occurrence: int
    deadline_version: int
    planned_on: date
    audiences: tuple[Audience, ...]
    reason: Sentence
    days_late: int | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule says of one task on one day: a reminder or none, and why, in words."""

    rule: str
    reminder: Reminder | None
    why: Sentence


def deserved(
    facts: TaskFacts, day: date, calendar: Calendar, rules: Sequence[ReminderRule]
) -> list[Reminder]:
    """Every reminder that the task deserves on ``day``, at most one per rule, in rule order."""
    verdicts = (verdict(facts, day, calendar, rule) for rule in rules)
    return [found.reminder for found in verdicts if found.reminder is not None]


def verdict(facts: TaskFacts, day: date, calendar: Calendar, rule: ReminderRule) -> Verdict:
    """Why this rule reminds of the task on ``day``, or why it does not."""
    silent = _why_silent(facts, day, calendar, rule)
    clock = clock_of(facts, rule.kind)
    if silent is not None or clock is None:
        return Verdict(rule.key, None, silent or say("Không có mốc thời gian để tính."))
    return counted(
        rule,
        clock,
        day,
        calendar,
        task_id=facts.task_id,
        version=facts.deadline_version if rule.kind is RuleKind.DEADLINE else 0,
    )


def counted(
    rule: ReminderRule,
    clock: tuple[date, date],
    day: date,
    calendar: Calendar,
    *,
    task_id: int | None = None,
    version: int = 0,
) -> Verdict:
    """What a rule says on a working ``day`` of something that is owed.

    ``clock``: the day that its rungs are counted from, and the day before which they are dead.
    """
    target, since = clock
    standing = rule.standing(target, day, calendar)
    if standing is None:
        first = rule.rungs[0].day(target, calendar)
        return Verdict(
            rule.key, None, say("Chưa đến mốc nhắc đầu tiên, ngày %(day)s.", day=day_words(first))
        )
    if standing.planned_on < since:
        return Verdict(
            rule.key,
            None,
            say(
                "Mốc nhắc ngày %(day)s không còn áp dụng: hạn hoặc việc giao được ghi sau mốc đó.",
                day=day_words(standing.planned_on),
            ),
        )
    why = reason(rule.kind, target, standing, day, calendar)
    reminder = Reminder(
        task_id=task_id,
        rule=rule.key,
        rung=standing.rung.key,
        occurrence=standing.occurrence,
        deadline_version=version,
        planned_on=standing.planned_on,
        audiences=standing.rung.audiences,
        reason=why,
        days_late=(day - target).days if rule.kind is RuleKind.DEADLINE else None,
    )
    return Verdict(rule.key, reminder, why)


def clock_of(facts: TaskFacts, kind: RuleKind) -> tuple[date, date] | None:
    """The day that the rungs are counted from, and the day before which they are dead."""
    since = max(facts.deadline_set_on or facts.assigned_on, facts.assigned_on)
    match kind:
        case RuleKind.ACKNOWLEDGE:
            return facts.assigned_on, facts.assigned_on
        case RuleKind.APPROVAL:
            return (facts.submitted_on, facts.submitted_on) if facts.submitted_on else None
        case RuleKind.EXTENSION:
            return (facts.asked_on, facts.asked_on) if facts.asked_on else None
        case RuleKind.UPDATE:
            return (facts.period[1], facts.period[0]) if facts.period else None
        case RuleKind.DEADLINE:
            return (facts.due_on, since) if facts.due_on else None
    return None


def dedupe_key(
    *,
    subject: str,
    recipient: str,
    rule: str,
    rung: str,
    deadline_version: int,
    occurrence: int,
    channel: str,
) -> str:
    """The ledger's unique text key of one reminder to one recipient by one channel.

    Raises ValueError for an empty part or one that holds the separator.
    """
    parts = (subject, recipient, rule, rung, f"v{deadline_version}", f"n{occurrence}", channel)
    if any(not part or "|" in part for part in parts):
        raise ValueError(f"not a ledger key: {parts!r}")
    return "|".join(parts)


def why_asleep(rule: ReminderRule, day: date, calendar: Calendar) -> Sentence | None:
    """Why the rule says nothing on ``day`` of anything at all; None when it is awake."""
    if not rule.enabled:
        return say("Quy tắc này đang tắt.")
    if not calendar.is_working(day):
        return say(
            "Không nhắc vào ngày nghỉ: %(day)s là %(why)s.",
            day=day_words(day),
            why=calendar.why(day),
        )
    return None


def _why_silent(
    facts: TaskFacts, day: date, calendar: Calendar, rule: ReminderRule
) -> Sentence | None:
    if (asleep := why_asleep(rule, day, calendar)) is not None:
        return asleep
    if rule.kind is RuleKind.APPROVAL:
        waiting = facts.status is TaskStatus.SUBMITTED
        return None if waiting else say("Không có kết quả nào đang chờ xác nhận.")
    if rule.kind is RuleKind.EXTENSION:
        return None if facts.asked_on else say("Không có đề nghị gia hạn nào đang chờ quyết định.")
    if facts.status not in WITH_UNIT:
        return _SILENT[facts.status]
    if facts.outside:
        return say("Cơ quan không chỉ đạo đơn vị này: chỉ đề nghị phối hợp, không đôn đốc.")
    return _why_unit_is_silent(facts, rule.kind)


def _why_unit_is_silent(facts: TaskFacts, kind: RuleKind) -> Sentence | None:
    if kind is RuleKind.ACKNOWLEDGE:
        waiting = facts.status is TaskStatus.ASSIGNED
        return None if waiting else say("Đơn vị đã tiếp nhận nhiệm vụ.")
    if kind is RuleKind.UPDATE:
        return _why_no_update(facts)
    return say("Nhiệm vụ không có thời hạn.") if facts.due_on is None else None


def _why_no_update(facts: TaskFacts) -> Sentence | None:
    if facts.period is None or facts.assigned_on >= facts.period[0]:
        return say("Nhiệm vụ được giao trong kỳ báo cáo này.")
    if facts.updated_on is not None and facts.updated_on >= facts.period[0]:
        return say("Đơn vị đã cập nhật ngày %(day)s.", day=day_words(facts.updated_on))
    return None


_SILENT = {
    TaskStatus.SUBMITTED: say("Đơn vị đã báo cáo hoàn thành, đang chờ xác nhận."),
    TaskStatus.REFUSED: say("Đơn vị đã trả lại nhiệm vụ, đang chờ xử lý."),
    TaskStatus.SUSPENDED: say("Nhiệm vụ đang tạm dừng."),
    TaskStatus.COMPLETED: say("Nhiệm vụ đã hoàn thành."),
    TaskStatus.CANCELLED: say("Nhiệm vụ đã dừng theo dõi."),
}
