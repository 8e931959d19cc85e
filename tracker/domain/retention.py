"""For how long a dossier is kept (thời hạn bảo quản): the levels, and until which year.

Circular 10/2022/TT-BNV, in force since 15/02/2023: either for good or a number of years, counted
from the year in which the work ended. Which level a dossier has, its appendix says by kind of
dossier; a person chooses and names the entry.

That the circular took the place of 09/2011/TT-BNV and that its appendix I, section 3, has a level
of 20 years was read in what others write about it; the text itself was not at hand. The other
levels, and the day from which it is in force, rest on memory (``UNSOURCED``).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

SOURCE = "Thông tư 10/2022/TT-BNV"


class Retention(StrEnum):
    """The levels that the circular's appendix uses."""

    PERMANENT = "permanent"
    YEARS_70 = "years_70"
    YEARS_50 = "years_50"
    YEARS_20 = "years_20"
    YEARS_10 = "years_10"
    YEARS_5 = "years_5"
    YEARS_2 = "years_2"
    UNTIL_VOID = "until_void"


UNSOURCED = frozenset(set(Retention) - {Retention.YEARS_20})
"""Levels that nobody has compared with the circular yet."""

YEARS: dict[Retention, int] = {
    Retention.YEARS_70: 70,
    Retention.YEARS_50: 50,
    Retention.YEARS_20: 20,
    Retention.YEARS_10: 10,
    Retention.YEARS_5: 5,
    Retention.YEARS_2: 2,
}


def kept_until(retention: Retention, ended_on: date | None) -> int | None:
    """The last year of keeping; None for good, and while the work has not ended."""
    years = YEARS.get(retention)
    return None if years is None or ended_on is None else ended_on.year + years
