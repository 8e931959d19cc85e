"""Numbers of papers: one series per issuer and year, from 01 on 1 January (decree 30, annex VI)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.domain.errors import InvalidInput

#: A number that no register of a year reaches; more is a slip of the hand.
MOST = 99_999


def next_number(taken: Iterable[int]) -> int:
    """The number after the highest one: gaps are shown, never filled by the system."""
    return max(taken, default=0) + 1


def gaps(taken: Iterable[int]) -> list[tuple[int, int]]:
    """Runs of numbers that nobody has, below the highest one: (first, last), both inclusive."""
    found, before = [], 0
    for number in sorted(set(taken)):
        if number > before + 1:
            found.append((before + 1, number - 1))
        before = number
    return found


def check_number(number: int) -> int:
    """``number`` as it may stand in a register. Raises InvalidInput."""
    if not 1 <= number <= MOST:
        raise InvalidInput(
            "Số văn bản phải từ 1 đến %(most)s.", field="number", most=f"{MOST:,}".replace(",", ".")
        )
    return number


def gap_words(found: Sequence[tuple[int, int]]) -> str:
    """ "03, 07–09"."""
    return ", ".join(
        f"{first:02d}" if first == last else f"{first:02d}–{last:02d}" for first, last in found
    )
