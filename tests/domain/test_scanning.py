"""Which state is shown of a file and whether it is given out, as a table."""

from __future__ import annotations

import pytest

from tracker.domain.delivery import ScanState as S
from tracker.domain.scanning import ScanPolicy, refusal, shown_state

NOBODY = ScanPolicy()
SCANNER = ScanPolicy(has_scanner=True)
LENIENT = ScanPolicy(has_scanner=True, serves_unscanned=True)

TABLE = [
    (S.NOT_SCANNED, NOBODY, S.NOT_SCANNED, True),
    (S.NOT_SCANNED, SCANNER, S.PENDING, False),
    (S.NOT_SCANNED, LENIENT, S.PENDING, True),
    (S.PENDING, NOBODY, S.NOT_SCANNED, True),
    (S.PENDING, SCANNER, S.PENDING, False),
    (S.PENDING, LENIENT, S.PENDING, True),
    (S.CLEAN, NOBODY, S.CLEAN, True),
    (S.CLEAN, SCANNER, S.CLEAN, True),
    (S.INFECTED, NOBODY, S.INFECTED, False),
    (S.INFECTED, SCANNER, S.INFECTED, False),
    (S.INFECTED, LENIENT, S.INFECTED, False),
    (S.UNSCANNABLE, NOBODY, S.UNSCANNABLE, True),
    (S.UNSCANNABLE, SCANNER, S.UNSCANNABLE, True),
]


@pytest.mark.parametrize(("kept", "policy", "shown", "served"), TABLE)
def test_what_is_shown_and_given_out(
    kept: S, policy: ScanPolicy, shown: S, *, served: bool
) -> None:
    assert shown_state(kept, policy) is shown
    assert (refusal(kept, policy, "Báo cáo.pdf") is None) is served
