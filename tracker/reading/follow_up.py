"""How a duty is proposed to be followed, and what its paper leaves open ("6 rõ")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from tracker.domain.message_ids import N_
from tracker.reading.due import Due, DueKind
from tracker.reading.order_words import NOTED_VERBS, VAGUE_VERBS
from tracker.reading.unit_name import NameKind, UnitName


class FollowUp(StrEnum):
    """How a duty is proposed to be followed (design decision D3)."""

    PER_UNIT = "per_unit"
    COLLECTED = "collected"
    REGULAR = "regular"
    NOTED = "noted"


class Unclear(StrEnum):
    """What a draft leaves open, by the "6 rõ" check, and what a person must decide."""

    LEAD_MISSING = "lead_missing"
    LEAD_SHARED = "lead_shared"
    LEAD_AMBIGUOUS = "lead_ambiguous"
    DUE_MISSING = "due_missing"
    DUE_EVENT = "due_event"
    DUE_SEVERAL = "due_several"
    PRODUCT_MISSING = "product_missing"
    CONTENT_VAGUE = "content_vague"
    LEADER_MISSING = "leader_missing"
    AUTHORITY_MISSING = "authority_missing"


_VAGUE = re.compile(rf"^(?:{'|'.join(VAGUE_VERBS)})\b", re.IGNORECASE)
_NOTED = re.compile(rf"^(?:{'|'.join(NOTED_VERBS)})\b", re.IGNORECASE)
_COLLECTING = re.compile(
    r"\b(?:tổng hợp|đầu mối|đôn đốc, tổng hợp|theo dõi, tổng hợp)\b", re.IGNORECASE
)

REASONS = {
    "dated": N_("Có thời hạn cụ thể nên theo dõi từng đơn vị"),
    "series": N_("Có kỳ báo cáo hoặc sản phẩm lặp lại nên theo dõi từng kỳ"),
    "collected": N_("Một đơn vị đầu mối tổng hợp từ nhiều đơn vị"),
    "product": N_("Giao đích danh đơn vị và có sản phẩm nên theo dõi, cần bổ sung thời hạn"),
    "habit": N_("Lặp lại hằng năm hoặc thường xuyên, không có ngày cụ thể nên báo cáo theo kỳ"),
    "class": N_("Giao chung cho nhiều đơn vị, không có thời hạn nên báo cáo theo kỳ"),
    "named": N_("Không có thời hạn và sản phẩm cụ thể nên báo cáo theo kỳ"),
    "noted": N_("Nội dung quán triệt, định hướng nên chỉ ghi nhận"),
}


def propose(
    text: str,
    leads: Sequence[UnitName],
    coordinating: Sequence[UnitName],
    due: Due,
    product: str | None,
) -> tuple[FollowUp, str]:
    """The proposed follow-up and its reason (a Vietnamese message id).

    A class of units without a date never becomes one task per unit.
    """
    shared = len(leads) != 1 or leads[0].kind in (NameKind.CLASS, NameKind.OPEN)
    wide = any(unit.kind in (NameKind.CLASS, NameKind.OPEN) for unit in coordinating)
    collects = wide and not shared and _COLLECTING.search(text) is not None
    dated = due.kind in (DueKind.DATE, DueKind.PERIOD) or due.relative is not None
    recurs = due.kind is DueKind.RECURRING
    named_product = product is not None and not shared and not _VAGUE.match(text)
    rules: tuple[tuple[bool, FollowUp, str], ...] = (
        (collects and not recurs, FollowUp.COLLECTED, "collected"),
        (dated, FollowUp.PER_UNIT, "dated"),
        (recurs and _has_day_or_product(due, product), FollowUp.PER_UNIT, "series"),
        (recurs, FollowUp.REGULAR, "habit"),
        (_NOTED.match(text) is not None, FollowUp.NOTED, "noted"),
        (named_product, FollowUp.PER_UNIT, "product"),
        (not leads and _VAGUE.match(text) is not None, FollowUp.NOTED, "noted"),
        (shared, FollowUp.REGULAR, "class"),
    )
    for applies, follow_up, reason in rules:
        if applies:
            return follow_up, REASONS[reason]
    return FollowUp.REGULAR, REASONS["named"]


def _has_day_or_product(due: Due, product: str | None) -> bool:
    """Whether a recurring duty has a day of its own, or a product in a rhythm below a year."""
    rule = due.recurrence
    if rule is not None and (rule.day or rule.weekday is not None):
        return True
    return product is not None and due.value not in ("yearly", "continuous", "unspecified")


def unclear_points(
    text: str, leads: Sequence[UnitName], due: Due, others: Sequence[Due], product: str | None
) -> tuple[Unclear, ...]:
    """What a person still has to say before the duty is clear in all six respects."""
    found: list[Unclear] = []
    if not leads:
        found.append(Unclear.LEAD_MISSING)
    elif len(leads) > 1:
        found.append(Unclear.LEAD_SHARED)
    if any(len(unit.candidates) > 1 for unit in leads):
        found.append(Unclear.LEAD_AMBIGUOUS)
    if due.relative is not None:
        found.append(Unclear.DUE_EVENT)
    elif due.kind is DueKind.NONE:
        found.append(Unclear.DUE_MISSING)
    if any(other.kind is not DueKind.NONE for other in others) or due.doubtful:
        found.append(Unclear.DUE_SEVERAL)
    if product is None:
        found.append(Unclear.PRODUCT_MISSING)
        if _VAGUE.match(text) and due.kind is DueKind.NONE and not re.search(r"\d", text):
            found.append(Unclear.CONTENT_VAGUE)
    found.append(Unclear.LEADER_MISSING)
    if not re.search(r"thẩm quyền", text, re.IGNORECASE):
        found.append(Unclear.AUTHORITY_MISSING)
    return tuple(found)
