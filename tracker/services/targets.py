"""The targets of a directive: added, corrected, removed, and linked to the duties that serve them.

What a person did to a target is never undone by a later reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.target_value import Comparator
from tracker.domain.vietnamese import one_line
from tracker.models import Directive, Duty, Target
from tracker.permissions import Actor
from tracker.services.history import record
from tracker.services.loading import for_change

_FIGURE = re.compile(r"\d{1,12}(?:\.\d{1,4})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """A target as a person states it. Numbers as typed: "84,6", "1.200"."""

    measure: str
    comparator: Comparator
    value: str
    unit: str
    upper: str = ""
    year: str = ""


def add_target(
    session: Session, *, directive_id: int, facts: TargetFacts, actor: Actor, now: datetime
) -> Target:
    """A target that the reader did not find. Raises InvalidInput naming the field."""
    directive = for_change(session, Directive, directive_id)
    target = Target(directive_id=directive.id, edited_by_id=actor.user_id, **_checked(facts))
    session.add(target)
    session.flush()
    _tell(session, directive, target, actor=actor, now=now, deed="added")
    return target


def correct_target(
    session: Session,
    *,
    directive_id: int,
    target_id: int,
    version: int | None,
    facts: TargetFacts,
    actor: Actor,
    now: datetime,
) -> Target:
    """State a target anew; the history keeps what it said before."""
    target = _target(session, directive_id, target_id, version)
    before = plain(target)
    for name, value in _checked(facts).items():
        setattr(target, name, value)
    target.edited_by_id = actor.user_id
    session.flush()
    after = plain(target)
    changed = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    if changed:
        directive = session.get_one(Directive, directive_id)
        _tell(session, directive, target, actor=actor, now=now, deed="changed", changed=changed)
    return target


def remove_target(
    session: Session,
    *,
    directive_id: int,
    target_id: int,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> Target:
    """Show the target no more; its row and the history keep it."""
    target = _target(session, directive_id, target_id, version)
    target.removed_at = now
    target.edited_by_id = actor.user_id
    target.duties.clear()
    session.flush()
    directive = session.get_one(Directive, directive_id)
    _tell(session, directive, target, actor=actor, now=now, deed="removed")
    return target


def link_duty(
    session: Session,
    *,
    directive_id: int,
    target_id: int,
    duty_id: int,
    linked: bool,
    actor: Actor,
    now: datetime,
) -> Target:
    """Say that a duty serves the target, or (``linked`` False) that it does not.

    The duty may stand under another paper of the office, which carries this one out. Raises
    NotFound for a duty of another office, Conflict when nothing would change.
    """
    target = _target(session, directive_id, target_id, None)
    directive = session.get_one(Directive, directive_id)
    duty = session.get(Duty, duty_id)
    if duty is None or duty.office_id != directive.office_id:
        raise NotFound("Không tìm thấy nhiệm vụ này.")
    if (duty in target.duties) is linked:
        raise Conflict("Thông tin này đã được ghi nhận trước đó.")
    if linked:
        target.duties.append(duty)
    else:
        target.duties.remove(duty)
    session.flush()
    _tell(
        session,
        directive,
        target,
        actor=actor,
        now=now,
        deed="linked" if linked else "unlinked",
        served_by=duty.id,
        text=one_line(duty.text)[:200],
    )
    return target


def plain(target: Target) -> dict[str, Any]:
    """The target as plain values for the history."""
    return {
        "measure": target.measure,
        "comparator": target.comparator.value,
        "value": target.value,
        "upper": target.upper,
        "unit": target.unit,
        "year": target.year,
    }


def _target(session: Session, directive_id: int, target_id: int, version: int | None) -> Target:
    target = for_change(session, Target, target_id, version=version)
    if target.directive_id != directive_id or target.removed_at is not None:
        raise NotFound("Không tìm thấy chỉ tiêu này. Có thể nó đã được bỏ.")
    return target


def _checked(facts: TargetFacts) -> dict[str, Any]:
    measure, unit = one_line(facts.measure), one_line(facts.unit)[:30]
    if not measure:
        raise InvalidInput("Hãy nhập nội dung chỉ tiêu.", field="measure")
    if not unit:
        raise InvalidInput("Hãy nhập đơn vị tính, ví dụ “%” hoặc lần/năm.", field="unit")
    value = _figure(facts.value, "value")
    upper = _figure(facts.upper, "upper") if facts.upper.strip() else None
    if facts.comparator is Comparator.BETWEEN and upper is None:
        raise InvalidInput("Hãy nhập mức trên của khoảng.", field="upper")
    if upper is not None and facts.comparator is not Comparator.BETWEEN:
        upper = None
    if upper is not None and float(upper) <= float(value):
        raise InvalidInput("Mức trên phải lớn hơn mức dưới.", field="upper")
    return {
        "measure": measure,
        "comparator": facts.comparator,
        "value": value,
        "upper": upper,
        "unit": unit,
        "year": _year(facts.year.strip()),
    }


def _year(typed: str) -> int | None:
    if not typed:
        return None
    if not re.fullmatch(r"20\d\d", typed, re.ASCII):
        raise InvalidInput("Hãy nhập năm có bốn chữ số, ví dụ 2026.", field="year")
    return int(typed)


def _figure(typed: str, field: str) -> str:
    """ "84,6" → "84.6", "1.200" → "1200"."""
    text = re.sub(r"\s|%", "", typed)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    text = text.replace(",", ".")
    if not _FIGURE.fullmatch(text):
        raise InvalidInput("Hãy nhập một số, ví dụ 80 hoặc 84,6.", field=field)
    return re.sub(r"^0+(?=\d)", "", text)


def _tell(
    session: Session,
    directive: Directive,
    target: Target,
    *,
    actor: Actor,
    now: datetime,
    deed: str,
    **data: Any,
) -> None:
    record(
        session,
        EventKind.TARGET_CHANGED,
        actor=actor,
        now=now,
        directive=directive,
        target=target.id,
        deed=deed,
        **{"facts": plain(target), **data},
    )
