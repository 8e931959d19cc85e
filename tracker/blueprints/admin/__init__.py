"""The door for administrators: units, people, rules, calendar, imports."""

from tracker.blueprints.admin import (
    calendar,
    calendar_deadlines,
    gateway,
    imports,
    leaving,
    office_rules,
    overview,
    planned_successions,
    posts,
    succession,
    unit_groups,
    unit_names,
    units,
    user_export,
    users,
)
from tracker.blueprints.admin.door import bp, calendar_bp

__all__ = [
    "bp",
    "calendar",
    "calendar_bp",
    "calendar_deadlines",
    "gateway",
    "imports",
    "leaving",
    "office_rules",
    "overview",
    "planned_successions",
    "posts",
    "succession",
    "unit_groups",
    "unit_names",
    "units",
    "user_export",
    "users",
]
