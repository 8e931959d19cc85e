"""What somebody still holds when their account is closed: each kind needs a successor."""

from __future__ import annotations

from enum import StrEnum


class WorkKind(StrEnum):
    """Kinds of open work, in the order in which the page shows them."""

    ONLY_HEAD = "only_head"
    ONLY_LEAD_OFFICE = "only_lead_office"
    ASSIGNED = "assigned"
    MONITORED = "monitored"
    PREPARED = "prepared"
    STANDS_IN = "stands_in"
