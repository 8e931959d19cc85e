"""What the machine proposes for each order it read: units, follow-up, deadline, and why.

The follow-up obeys design D3: a class of units without a day of its own is regular or noted,
never one task per unit; a day and a lead make tasks; a rhythm with a day makes a series.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tracker.domain.errors import InvalidInput
from tracker.domain.follow_up import TRACKED, FollowUp, UnitRole
from tracker.domain.labels import N_
from tracker.domain.recurrence import RecurrenceRule
from tracker.domain.recurrence_notation import rule_from_notation
from tracker.domain.vietnamese import fold
from tracker.domain.working_days import Calendar
from tracker.models import Clause, DraftUnit, NamedEvent, TaskDraft
from tracker.queries.unit_lexicon import Lexicon
from tracker.reading import drafts as reader
from tracker.reading.drafts import UnitMention
from tracker.reading.due import Due, DueKind, resolve
from tracker.reading.unit_names import NameKind
from tracker.reading.words import Finding
from tracker.services.unit_resolution import Resolution, resolve_name

WHY_SERIES = N_("Định kỳ có ngày đến hạn: mỗi kỳ một nhiệm vụ.")
WHY_PERIOD_END = N_("Định kỳ, có sản phẩm: mỗi kỳ một nhiệm vụ, đề xuất hạn là ngày cuối kỳ.")
WHY_HABIT = N_("Lặp lại nhưng không có ngày đến hạn riêng: theo dõi qua báo cáo kỳ.")
WHY_HORIZON = N_("Giao cho nhiều đơn vị, chỉ nêu năm hoặc giai đoạn: theo dõi qua báo cáo kỳ.")
WHY_NO_DATE = N_(
    "Có sản phẩm nhưng văn bản không nêu thời hạn: theo dõi qua báo cáo kỳ, trừ khi đề xuất "
    "thời hạn kèm căn cứ."
)
WHY_NOBODY = N_("Văn bản không nêu đơn vị thực hiện: chỉ quán triệt, trừ khi chọn đơn vị.")

_NARROW_PERIODS = ("month:", "quarter:")


def propose(
    draft: reader.TaskDraft,
    clauses: dict[int, Clause],
    *,
    directive_id: int,
    reading_id: int | None,
    paper_day: date,
    issued_on: date | None,
    today: date,
    lexicon: Lexicon,
    calendar: Calendar,
    strict: bool,
    events: Mapping[str, NamedEvent],
) -> TaskDraft:
    """The row for ``draft``; ``clauses`` are the stored clauses by the reader's numbers.

    ``events`` are the directive's named events by their folded names; where one of them has its
    day already, the deadline is counted from it.
    """
    rule = series_rule(draft, paper_day, strict=strict)
    event = _event(draft.due, events)
    happened_on = event.happened_on if event is not None else None
    due_on = _due_day(draft.due, issued_on, calendar, strict=strict, event_on=happened_on)
    follow_up, why = follow_up_of(draft, due_on, rule)
    sources = dict.fromkeys((draft.clause, *draft.clauses))
    return TaskDraft(
        directive_id=directive_id,
        reading_id=reading_id,
        ord=draft.ord,
        path=draft.path[:60],
        text=draft.text,
        product=draft.product or "",
        follow_up=follow_up,
        follow_up_why=why,
        due_phrase=draft.due.text or "",
        due_kind=draft.due.kind.value,
        due_value=(draft.due.value or "")[:60] or None,
        due_on=due_on,
        due_basis="",
        recurrence=rule.to_json() if rule is not None else None,
        event_id=event.id if event is not None else None,
        event_step=draft.due.relative.notation if event and draft.due.relative else None,
        why=_reasons(draft, due_on),
        units=_units(draft, lexicon, paper_day, today),
        clauses=[clauses[ord_] for ord_ in sources if ord_ in clauses],
    )


def redate(
    row: TaskDraft,
    draft: reader.TaskDraft,
    *,
    issued_on: date | None,
    calendar: Calendar,
    strict: bool,
) -> None:
    """Give an untouched ``row`` the deadline of ``draft``, which was read with another date."""
    rule = series_rule(draft, issued_on or row.directive.received_on, strict=strict)
    row.due_on = _due_day(draft.due, issued_on, calendar, strict=strict)
    row.follow_up, row.follow_up_why = follow_up_of(draft, row.due_on, rule)
    row.due_phrase = draft.due.text or ""
    row.due_kind = draft.due.kind.value
    row.due_value = (draft.due.value or "")[:60] or None
    row.recurrence = rule.to_json() if rule is not None else None
    row.why = _reasons(draft, row.due_on)


def follow_up_of(
    draft: reader.TaskDraft, due_on: date | None, rule: RecurrenceRule | None
) -> tuple[FollowUp, str]:
    """The proposed follow-up and its reason (a message id): the reader's, unless D3 forbids it."""
    proposed = FollowUp(draft.follow_up.value)
    if not draft.lead:
        return (proposed, "") if due_on is not None else (FollowUp.NOTED, WHY_NOBODY)
    if rule is not None:
        has_day = _names_day(draft.due)
        return FollowUp.PER_UNIT, WHY_SERIES if has_day else WHY_PERIOD_END
    if proposed in TRACKED and draft.due.kind is DueKind.RECURRING:
        return FollowUp.REGULAR, WHY_HABIT
    if proposed in TRACKED and _to_class(draft) and not _is_own_day(draft.due):
        return FollowUp.REGULAR, WHY_HORIZON
    if proposed in TRACKED and due_on is None and draft.due.relative is None:
        return FollowUp.REGULAR, WHY_NO_DATE
    given = [why.rule for why in draft.why if why.finding is Finding.FOLLOW_UP]
    return proposed, given[-1] if given else ""


def series_rule(draft: reader.TaskDraft, paper_day: date, *, strict: bool) -> RecurrenceRule | None:
    """The rule of a rhythm with a day, or with a product that one named unit owes (design D4).

    ``strict``: "trước ngày 15" ends on the 14th; "9 tháng/lần" is counted from ``paper_day``.
    None for habits ("hằng năm", "thường xuyên") and for a day that cannot be (30/2).
    """
    due, when = draft.due, draft.due.recurrence
    if due.kind is not DueKind.RECURRING or due.value is None:
        return None
    owed = draft.product and due.value != "yearly" and len(draft.lead) == 1
    if not _names_day(due) and (not owed or _to_class(draft)):
        return None
    try:
        return rule_from_notation(
            due.value,
            day=when.day if when else None,
            weekday=when.weekday + 1 if when and when.weekday is not None else None,
            months=when.months if when else (),
            following=when.next_period if when else False,
            before=due.before and strict,
            length=when.every if when else None,
            since=paper_day,
        )
    except InvalidInput:
        return None


def _names_day(due: Due) -> bool:
    when = due.recurrence
    return when is not None and (when.day is not None or when.weekday is not None)


def _to_class(draft: reader.TaskDraft) -> bool:
    """Several units behind one name, or several names."""
    return len(draft.lead) > 1 or any(
        unit.kind in (NameKind.CLASS, NameKind.OPEN) or "các " in unit.text.lower()
        for unit in draft.lead
    )


def _event(due: Due, events: Mapping[str, NamedEvent]) -> NamedEvent | None:
    if due.relative is None or not due.relative.event:
        return None
    return events.get(fold(due.relative.event))


def _due_day(
    due: Due,
    issued_on: date | None,
    calendar: Calendar,
    *,
    strict: bool,
    event_on: date | None = None,
) -> date | None:
    day = resolve(due, issued_on, strict=strict, event_on=event_on, add_working_days=calendar.add)
    too_far = issued_on is not None and day is not None and day > issued_on + timedelta(days=7320)
    return None if too_far else day


def _is_own_day(due: Due) -> bool:
    """A day, a month or a quarter is a deadline; "năm 2026" for everybody is a horizon."""
    return due.kind is DueKind.DATE or (
        due.kind is DueKind.PERIOD
        and due.value is not None
        and (due.value.startswith(_NARROW_PERIODS) or ".." in due.value)
    )


def _units(
    draft: reader.TaskDraft, lexicon: Lexicon, paper_day: date, today: date
) -> list[DraftUnit]:
    rows: list[DraftUnit] = []
    for role, mentions in (
        (UnitRole.LEAD, draft.lead),
        (UnitRole.COORDINATING, draft.coordinating),
    ):
        rows += [
            _unit(
                mention,
                role,
                place,
                meaning_of(mention, lexicon, paper_day, today),
            )
            for place, mention in enumerate(mentions)
        ]
    return rows


def meaning_of(mention: UnitMention, lexicon: Lexicon, paper_day: date, today: date) -> Resolution:
    """What the name means; one with a shared head ("các phòng: Tư pháp, Nội vụ") with its head."""
    meant = resolve_name(lexicon, mention.text, on_day=paper_day, today=today)
    if not meant.is_certain and len(mention.candidates) == 1:
        whole = resolve_name(lexicon, mention.candidates[0], on_day=paper_day, today=today)
        return whole if whole.is_certain else meant
    return meant


def _unit(mention: UnitMention, role: UnitRole, place: int, meant: Resolution) -> DraftUnit:
    return DraftUnit(
        role=role,
        ord=place,
        as_written=mention.text[:300],
        unit_id=meant.unit.id if meant.unit else None,
        group_id=meant.group.id if meant.group else None,
    )


def _reasons(draft: reader.TaskDraft, due_on: date | None) -> dict[str, Any]:
    """What the review page shows under "vì sao?", as plain values."""
    return {
        "paper_due_on": due_on.isoformat() if due_on else None,
        "doubtful": draft.due.doubtful,
        "optional": draft.optional,
        "report_to": draft.report_to,
        "responsible": draft.responsible,
        "other_dues": [due.text for due in draft.other_dues if due.text],
        "reasons": [
            {
                "finding": why.finding.value,
                "rule": why.rule,
                "words": [
                    {"clause": words.clause, "start": words.start, "end": words.end,
                     "text": words.text}
                    for words in why.words
                ],
            }
            for why in draft.why
        ],
    }  # fmt: skip
