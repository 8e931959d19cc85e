"""Who people are to the office: roles granted, posts held, kinds of unit relations."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A dated grant within one office. A unit's own people need none: membership is enough."""

    ADMINISTRATOR = "administrator"
    LEAD_OFFICE = "lead_office"
    CLERK = "clerk"
    LEADER = "leader"
    AUDITOR = "auditor"


class Module(StrEnum):
    """What a grant is for: two different units may lead tracking and the index (domain 7)."""

    TRACKING = "tracking"
    INDEX = "index"
    OFFICE = "office"


class Post(StrEnum):
    """What somebody is in a unit."""

    HEAD = "head"
    DEPUTY = "deputy"
    OFFICER = "officer"
    CLERK = "clerk"


#: Posts that speak for their unit: they get the unit's digests and hand in its work.
SPEAKS_FOR_UNIT = frozenset({Post.HEAD, Post.DEPUTY})
