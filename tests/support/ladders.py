"""A ladder that tests of the rules stand on, whatever an office begins with."""

from __future__ import annotations

from tracker.domain.reminder_ladder import Audience, ReminderRule, RuleKind, Rung

UNIT = (Audience.OFFICER, Audience.UNIT_HEAD)

#: Seven, three, one working days ahead, on the day, and every third working day overdue.
DEADLINE = ReminderRule(
    "deadline",
    RuleKind.DEADLINE,
    (
        Rung("d-7", -7, UNIT),
        Rung("d-3", -3, UNIT),
        Rung("d-1", -1, UNIT),
        Rung("d0", 0, UNIT),
        Rung("overdue", 1, UNIT, every=3, most=20),
    ),
)
ACKNOWLEDGE = ReminderRule(
    "acknowledge", RuleKind.ACKNOWLEDGE, (Rung("a+2", 2, UNIT, every=2, most=3),), enabled=False
)
APPROVAL = ReminderRule(
    "approval",
    RuleKind.APPROVAL,
    (Rung("w+3", 3, (Audience.LEAD_OFFICE,), every=3, most=20),),
    enabled=False,
)
RULES = (DEADLINE, ACKNOWLEDGE, APPROVAL)
