"""Which rule holds for a thing: the narrowest one; and what a narrower rule may be.

A rule for one directive goes before a rule for one unit, and that before the office's own. A
narrower rule takes the place of the wider one as a whole, so it must be at least as strict:
otherwise a unit could be let off by a rule that was made to press it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.domain.errors import InvalidInput
from tracker.domain.reminder_ladder import ReminderRule, RuleKind, Rung


def rule_for(
    rules: Iterable[ReminderRule],
    kind: RuleKind,
    *,
    unit_id: int | None = None,
    directive_id: int | None = None,
) -> ReminderRule | None:
    """The rule of ``kind`` that holds for what this unit owes under this directive, or None.

    A narrower rule that is switched off does not count; the office's own rule is returned even
    when it is off, so that one can say why nothing is sent.
    """
    best: ReminderRule | None = None
    for rule in rules:
        if rule.kind is not kind or not _reaches(rule, unit_id, directive_id):
            continue
        if is_narrow(rule) and not rule.enabled:
            continue
        if best is None or _narrowness(rule) > _narrowness(best):
            best = rule
    return best


def is_narrow(rule: ReminderRule) -> bool:
    """Whether the rule is one unit's or one directive's, not the office's own."""
    return rule.unit_id is not None or rule.directive_id is not None


def check_stricter(narrow: ReminderRule, wide: ReminderRule) -> None:
    """Raise InvalidInput when ``narrow`` asks for less than the rule whose place it takes.

    Stricter or equal: it begins no later, tells everybody whom a rung of the wide rule tells at
    that place or earlier, repeats no more rarely, and no less often in all.
    """
    if narrow.rungs[0].at > wide.rungs[0].at:
        raise InvalidInput(
            "Quy tắc riêng phải chặt hơn quy tắc chung: quy tắc chung bắt đầu nhắc sớm hơn."
        )
    for rung in wide.rungs:
        told = _told_by(narrow.rungs, rung.at)
        if not set(rung.audiences) <= told:
            raise InvalidInput(
                "Quy tắc riêng phải chặt hơn quy tắc chung: có mốc của quy tắc chung nhắc tới "
                "những người mà quy tắc riêng chưa nhắc tới lúc đó."
            )
    last, common = narrow.rungs[-1], wide.rungs[-1]
    if common.every is not None and (
        last.every is None
        or last.every > common.every
        or (last.most is not None and (common.most is None or last.most < common.most))
    ):
        raise InvalidInput("Quy tắc riêng phải chặt hơn quy tắc chung: phải nhắc lặp lại dày hơn.")


def _told_by(rungs: Sequence[Rung], at: int) -> set[object]:
    """Everybody whom some rung up to the place ``at`` tells."""
    return {audience for rung in rungs if rung.at <= at for audience in rung.audiences}


def _reaches(rule: ReminderRule, unit_id: int | None, directive_id: int | None) -> bool:
    return rule.unit_id in (None, unit_id) and rule.directive_id in (None, directive_id)


def _narrowness(rule: ReminderRule) -> tuple[bool, bool]:
    return rule.directive_id is not None, rule.unit_id is not None
