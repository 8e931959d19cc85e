"""Why a leader is in charge of a task."""

from __future__ import annotations

from enum import StrEnum


class ChargeGround(StrEnum):
    """In the order in which they are asked."""

    DUTY = "duty"
    FIELD = "field"
    UNIT = "unit"
