"""What a draft still lacks before it can be confirmed, in sentences; nothing lacking: ready."""

from __future__ import annotations

from datetime import date

from tracker.domain.follow_up import TRACKED, FollowUp, UnitRole
from tracker.domain.sentences import Sentence, say
from tracker.domain.vietnamese import day_words
from tracker.models import DraftUnit, TaskDraft
from tracker.queries.draft_shares import Members, named_units


def lacking(draft: TaskDraft, members: Members, *, today: date) -> list[Sentence]:
    """Every reason why ``draft`` cannot be confirmed ``today`` as it stands."""
    found: list[Sentence] = []
    if not draft.text.strip():
        found.append(say("Chưa có nội dung nhiệm vụ."))
    if draft.follow_up is not FollowUp.NOTED:
        found += _leads(draft, members, today)
    found += [
        _dissolved(row)
        for row in draft.units
        if row.unit is not None and not row.unit.exists_on(today)
    ]
    if draft.follow_up in TRACKED and draft.recurrence is None:
        found += _deadline(draft, today)
    return found


def paper_due_on(draft: TaskDraft) -> date | None:
    """The day that the paper itself sets, as the reader understood it."""
    value = draft.why.get("paper_due_on")
    return date.fromisoformat(value) if value else None


def is_paper_deadline(draft: TaskDraft) -> bool:
    """Whether the due day is the paper's own, so that it needs no other basis."""
    return draft.due_on is not None and draft.due_on == paper_due_on(draft)


def unknown_units(draft: TaskDraft, role: UnitRole) -> list[DraftUnit]:
    """Names that a person has not yet resolved to a unit or a class."""
    return [
        row
        for row in draft.units
        if row.role is role and row.unit_id is None and row.group_id is None
    ]


def _leads(draft: TaskDraft, members: Members, today: date) -> list[Sentence]:
    rows = [row for row in draft.units if row.role is UnitRole.LEAD]
    if not rows:
        return [say("Chưa có đơn vị chủ trì.")]
    found = [
        say("Chưa xác định “%(name)s” là đơn vị nào.", name=row.as_written)
        for row in unknown_units(draft, UnitRole.LEAD)
    ]
    found += [
        say("Nhóm “%(name)s” hiện không có đơn vị thành viên nào.", name=row.group.name)
        for row in rows
        if row.group is not None and not members.get(row.group.id)
    ]
    if draft.follow_up is FollowUp.COLLECTED and not found:
        leads = [named.unit for named in named_units(draft, UnitRole.LEAD, members)]
        if len(leads) != 1:
            found.append(
                say(
                    "Nhiệm vụ tổng hợp qua một đầu mối phải có đúng một đơn vị chủ trì "
                    "(đang có %(n)s).",
                    n=len(leads),
                )
            )
    return found


def _dissolved(row: DraftUnit) -> Sentence:
    if row.unit is None or row.unit.to_on is None:
        return say("Đơn vị “%(name)s” chưa hoạt động.", name=row.as_written)
    return say(
        "Đơn vị “%(name)s” đã kết thúc hoạt động từ sau ngày %(day)s. Hãy chọn đơn vị kế thừa.",
        name=row.unit.name,
        day=day_words(row.unit.to_on),
    )


def _deadline(draft: TaskDraft, today: date) -> list[Sentence]:
    if draft.due_on is None:
        return []
    found = []
    if draft.due_on < today:
        found.append(
            say(
                "Thời hạn %(day)s đã qua. Hãy đặt thời hạn khác kèm căn cứ, hoặc bỏ thời hạn.",
                day=day_words(draft.due_on),
            )
        )
    if not draft.due_basis.strip() and not is_paper_deadline(draft):
        found.append(say("Chưa ghi căn cứ của thời hạn do đơn vị theo dõi đề xuất."))
    return found
