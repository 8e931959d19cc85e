"""Rules as ready values: their sentences, their scope, who would be reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from tracker.blueprints.filters import words
from tracker.domain.labels import label
from tracker.domain.reminder_ladder import ReminderRule, RuleKind
from tracker.domain.reminder_sentences import rule_words, rung_words
from tracker.models import ReminderRuleRow
from tracker.queries.directives import paper_words
from tracker.queries.reminder_rules import default_rules, rule_of
from tracker.services.reminder_look import Look, Reached

SHOWN = 50
"""So many people of a look are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class RuleShown:
    """One rule as its page shows it."""

    rule: ReminderRule
    row: ReminderRuleRow | None
    scope: str
    sentences: tuple[str, ...]
    is_default: bool


@dataclass(frozen=True, slots=True)
class PersonShown:
    """One person of a look: by which rungs, in words."""

    name: str
    count: int
    things: int
    rungs: tuple[str, ...]


def shown(rule: ReminderRule, row: ReminderRuleRow | None) -> RuleShown:
    """A rule with its words; ``row`` is None where the office never changed the default."""
    scope = ""
    if row is not None and row.unit is not None:
        scope = row.unit.name
    elif row is not None and row.directive is not None:
        scope = paper_words(row.directive)
    default = next(one for one in default_rules() if one.kind is rule.kind)
    return RuleShown(
        rule=rule,
        row=row,
        scope=scope,
        sentences=tuple(words(sentence) for sentence in rule_words(rule)),
        is_default=(rule.rungs, rule.enabled) == (default.rungs, default.enabled),
    )


def all_shown(rows: Sequence[ReminderRuleRow]) -> tuple[list[RuleShown], list[RuleShown]]:
    """The office's own rule of every kind, in their order; then the narrower ones."""
    own = {row.kind: row for row in rows if row.scope == "office"}
    general = []
    for default in default_rules():
        row = own.get(default.kind)
        general.append(shown(rule_of(row) if row else default, row))
    return general, [shown(rule_of(row), row) for row in rows if row.scope != "office"]


def people_shown(look: Look, rules: Sequence[ReminderRule]) -> list[PersonShown]:
    """The people of a look, those who hear most first."""
    said = {
        f"{rule.key}/{rung.key}": f"{_(label(rule.kind))}: {words(rung_words(rule.kind, rung))}"
        for rule in rules
        for rung in rule.rungs
    }
    return [_person(person, said) for person in look.people[:SHOWN]]


def _person(person: Reached, said: dict[str, str]) -> PersonShown:
    return PersonShown(
        name=person.person.name,
        count=person.count,
        things=person.things,
        rungs=tuple(f"{said.get(name, name)} ({count})" for name, count in person.rungs),
    )


def heading_of(kind: RuleKind, scope: str) -> str:
    """The name of a rule with its scope."""
    if not scope:
        return _("Quy tắc: %(kind)s", kind=_(label(kind)))
    return _("Quy tắc riêng của %(scope)s: %(kind)s", scope=scope, kind=_(label(kind)))
