"""An office's own rules: each change is a dated row beside the earlier ones (design D10)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.office_rules import Accent, OfficeRules
from tracker.domain.refusal_rules import RefusalDecider
from tracker.domain.vietnamese import day_words
from tracker.models import Office, Setting
from tracker.permissions import Actor
from tracker.queries.office_rules import office_rules
from tracker.queries.units import unit_ids_of_office, unit_of_office
from tracker.services import paper_series
from tracker.services import seen as marks
from tracker.services.history import record
from tracker.services.loading import for_change

#: Least and most of every number, both inclusive.
RANGES = {
    "return_working_days": (0, 30),
    "refuse_working_days": (0, 30),
    "confirm_working_days": (0, 30),
    "series_days_before": (0, 90),
    "due_soon_working_days": (0, 30),
    "extensions_most": (0, 20),
    "extension_days": (0, 730),
    "extension_leader_from": (0, 20),
    "obstacle_answer_working_days": (1, 60),
    "comment_correct_minutes": (0, 24 * 60),
    "chasing_answer_working_days": (1, 60),
    "digest_rows": (5, 200),
    "digest_latest_hour": (7, 16),
    "pause_most_days": (0, 180),
    "password_min": (8, 64),
    "lock_after": (3, 20),
    "lock_minutes": (1, 24 * 60),
    "one_time_days": (1, 60),
}
PERIODS = ("month", "quarter", "half_year", "year")


def seen_of(rules: OfficeRules) -> str:
    """The mark of what the form shows."""
    return marks.mark(*[getattr(rules, name) for name in sorted(OfficeRules.names())])


def set_rules(
    session: Session,
    *,
    values: Mapping[str, Any],
    from_on: date,
    basis: str = "",
    seen: str | None = None,
    actor: Actor,
    now: datetime,
) -> list[Setting]:
    """Let ``values`` (setting key → value) hold from a day on; returns the rows written.

    Only what differs is written. A day in the past changes how past deeds are judged and needs
    a basis (design D18). Raises InvalidInput at the setting's field; Conflict when somebody else
    changed the rules meanwhile.
    """
    if actor.office_id is None:
        raise NotAllowed("Bạn chưa thuộc cơ quan nào.")
    for_change(session, Office, actor.office_id)
    marks.unchanged(seen, *_all(office_rules(session, actor.office_id, local_day(now))))
    if from_on < local_day(now) and not basis.strip():
        raise InvalidInput(
            "Quy định có hiệu lực từ ngày đã qua làm thay đổi cách đánh giá các việc trước đây. "
            "Hãy ghi căn cứ, hoặc chọn từ ngày %(day)s.",
            field="basis",
            day=day_words(local_day(now)),
        )
    present = office_rules(session, actor.office_id, from_on)
    written: list[Setting] = []
    paper_series.parse(values.get("paper_series", []))
    for key, value in values.items():
        checked = _checked(session, key, value, actor)
        before = getattr(present, key)
        if checked == before:
            continue
        written.append(_put(session, key, checked, from_on, actor=actor, now=now))
        record(
            session,
            EventKind.SETTING_CHANGED,
            actor=actor,
            now=now,
            basis=basis.strip(),
            key=key,
            value_before=before,
            value_after=checked,
            from_on=from_on.isoformat(),
        )
    session.flush()
    return written


def _put(
    session: Session, key: str, value: Any, from_on: date, *, actor: Actor, now: datetime
) -> Setting:
    """The row of this key and day, new or with a new value."""
    row = session.scalar(
        select(Setting).where(
            Setting.office_id == actor.office_id, Setting.key == key, Setting.from_on == from_on
        )
    )
    if row is None:
        row = Setting(office_id=actor.office_id or 0, key=key, from_on=from_on)
        session.add(row)
    row.value, row.set_by_id, row.set_at = value, actor.user_id, now
    return row


def _checked(session: Session, key: str, value: Any, actor: Actor) -> Any:
    """``value`` as it is kept. Raises InvalidInput for one that the rule cannot take."""
    if key not in OfficeRules.names():
        raise InvalidInput("Không có quy định “%(key)s”.", key=key)
    if key in RANGES:
        least, most = RANGES[key]
        if not isinstance(value, int) or not least <= value <= most:
            raise InvalidInput(
                "Hãy nhập số từ %(least)s đến %(most)s.", field=key, least=least, most=most
            )
    if key == "own_tasks_decided_by" and value != "leader":
        if unit_of_office(session, actor.office_id or 0, int(value)) is None:
            raise InvalidInput("Hãy chọn lãnh đạo hoặc một đơn vị của cơ quan.", field=key)
        return int(value)
    if key == "refusals_decided_by" and value not in {member.value for member in RefusalDecider}:
        raise InvalidInput("Hãy chọn đơn vị theo dõi hoặc lãnh đạo.", field=key)
    if key == "head_approves_units" and not set(value) <= set(
        unit_ids_of_office(session, actor.office_id or 0)
    ):
        raise InvalidInput("Hãy chọn các đơn vị của cơ quan.", field=key)
    if key == "period_kind" and value not in PERIODS:
        raise InvalidInput("Hãy chọn một kỳ báo cáo trong danh sách.", field=key)
    if key == "accent" and value not in {colour.value for colour in Accent}:
        raise InvalidInput("Hãy chọn một màu trong danh sách.", field=key)
    return value


def _all(rules: OfficeRules) -> list[object]:
    return [getattr(rules, name) for name in sorted(OfficeRules.names())]
