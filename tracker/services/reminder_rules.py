"""The lead office edits its ladder: every change is a version with its day and its author."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tracker.domain.history import EventKind
from tracker.domain.reminder_ladder import ReminderRule, RuleKind
from tracker.domain.reminder_scope import check_stricter, is_narrow, rule_for
from tracker.domain.reminder_sentences import rule_words
from tracker.models import Directive, Office, ReminderRuleRow, Unit
from tracker.permissions import Actor
from tracker.queries.reminder_rules import (
    OFFICE_SCOPE,
    default_rules,
    rule_of,
    rules_of_office,
    versions_of,
)
from tracker.queries.units import unit_of_office
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.reminder_rows import add_version, end_version, scope_of


def set_rule(
    session: Session,
    *,
    rule: ReminderRule,
    seen: int,
    basis: str,
    actor: Actor,
    now: datetime,
) -> ReminderRuleRow:
    """Let ``rule`` hold from now on; the version before it stays with the days on which it held.

    ``seen`` is the number of the version that the person changed (0: none was there). Raises
    Conflict when somebody else changed it meanwhile; InvalidInput for a narrower rule that asks
    for less than the general one, and for a general one that would then ask for more than a
    narrower one.
    """
    office_id = _office(session, actor)
    scope = scope_of(rule)
    versions = versions_of(session, office_id, rule.kind, scope)
    _unchanged(versions, seen)
    _check_scope(session, rule, actor)
    _check_strictness(session, rule, office_id, now)
    before = present_words(versions, rule)
    row = add_version(
        session, office_id=office_id, rule=rule, basis=basis, set_by_id=actor.user_id, now=now
    )
    _record(session, row, rule, before=before, after=_words(rule), actor=actor, now=now)
    return row


def reset_rule(
    session: Session, *, kind: RuleKind, seen: int, actor: Actor, now: datetime
) -> ReminderRuleRow:
    """The office's rule of a kind becomes again what offices begin with."""
    default = next(rule for rule in default_rules() if rule.kind is kind)
    return set_rule(session, rule=default, seen=seen, basis="", actor=actor, now=now)


def end_narrow_rule(
    session: Session, *, rule_id: int, basis: str, actor: Actor, now: datetime
) -> ReminderRuleRow:
    """The general rule holds again for this unit or directive. NotFound for any other rule."""
    office_id = _office(session, actor)
    row = session.get(ReminderRuleRow, rule_id)
    if row is None or row.office_id != office_id or row.scope == OFFICE_SCOPE:
        raise NotFound("Không tìm thấy nội dung này. Có thể nó đã bị xóa.")
    if row.replaced_at is not None:
        raise Conflict("Quy tắc riêng này đã được thay đổi hoặc đã thôi áp dụng.")
    end_version([row], now)
    rule = rule_of(row)
    _record(session, row, rule, before=_words(rule), after=[], actor=actor, now=now, basis=basis)
    return row


def _office(session: Session, actor: Actor) -> int:
    """The actor's office under a lock: two people take turns."""
    if actor.office_id is None:
        raise NotAllowed("Bạn chưa thuộc cơ quan nào.")
    for_change(session, Office, actor.office_id)
    return actor.office_id


def _unchanged(versions: list[ReminderRuleRow], seen: int) -> None:
    newest = versions[0].n if versions and versions[0].replaced_at is None else 0
    if newest != seen:
        raise Conflict(
            "Nội dung này vừa được người khác thay đổi. Hãy xem bản mới nhất rồi thực hiện lại.",
            code="stale_version",
        )


def _check_scope(session: Session, rule: ReminderRule, actor: Actor) -> None:
    office_id = actor.office_id or 0
    if rule.unit_id is not None and unit_of_office(session, office_id, rule.unit_id) is None:
        raise InvalidInput("Hãy chọn một đơn vị của cơ quan.", field="unit")
    if rule.directive_id is not None:
        directive = session.get(Directive, rule.directive_id)
        if directive is None or directive.office_id != office_id:
            raise InvalidInput("Hãy chọn một văn bản của cơ quan.", field="directive")


def _check_strictness(session: Session, rule: ReminderRule, office_id: int, now: datetime) -> None:
    rules = rules_of_office(session, office_id, now)
    if is_narrow(rule):
        general = rule_for(rules, rule.kind)
        if general is not None and general.enabled:
            check_stricter(rule, general)
        return
    if not rule.enabled:
        return
    for narrow in rules:
        if narrow.kind is rule.kind and is_narrow(narrow) and narrow.enabled:
            try:
                check_stricter(narrow, rule)
            except InvalidInput:
                raise InvalidInput(
                    "Có quy tắc riêng sẽ nhẹ hơn quy tắc chung này. Hãy sửa quy tắc riêng trước."
                ) from None


def present_words(versions: list[ReminderRuleRow], rule: ReminderRule) -> list[str]:
    """What held before, in words."""
    if versions and versions[0].replaced_at is None:
        return _words(rule_of(versions[0]))
    if is_narrow(rule):
        return []
    return _words(next(found for found in default_rules() if found.kind is rule.kind))


def _words(rule: ReminderRule) -> list[str]:
    """The ladder in Vietnamese, as the history keeps it."""
    return [str(sentence) for sentence in rule_words(rule)] if rule.enabled else ["Tắt"]


def _record(
    session: Session,
    row: ReminderRuleRow,
    rule: ReminderRule,
    *,
    before: list[str],
    after: list[str],
    actor: Actor,
    now: datetime,
    basis: str = "",
) -> None:
    record(
        session,
        EventKind.REMINDER_RULE_CHANGED,
        actor=actor,
        now=now,
        unit=session.get(Unit, rule.unit_id) if rule.unit_id else None,
        directive=session.get(Directive, rule.directive_id) if rule.directive_id else None,
        basis=basis or row.basis,
        rule=rule.kind.value,
        scope=row.scope,
        version=row.n,
        value_before=before,
        value_after=after,
    )
