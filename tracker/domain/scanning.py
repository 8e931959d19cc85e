"""What follows from a virus scanner's word: which state is shown, which file is given out."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.delivery import ScanState
from tracker.domain.errors import DomainError, FileWithheld


@dataclass(frozen=True, slots=True)
class ScanPolicy:
    """What the operator set: whether a scanner stands ready, and whether files that it has not
    looked at yet are given out all the same, with a warning."""

    has_scanner: bool = False
    serves_unscanned: bool = False


def shown_state(state: ScanState, policy: ScanPolicy) -> ScanState:
    """A file that was never looked at waits where there is a scanner; elsewhere nobody comes."""
    if state in (ScanState.NOT_SCANNED, ScanState.PENDING):
        return ScanState.PENDING if policy.has_scanner else ScanState.NOT_SCANNED
    return state


def refusal(state: ScanState, policy: ScanPolicy, name: str) -> DomainError | None:
    """Why a file is not given out to anybody; None when it is."""
    shown = shown_state(state, policy)
    if shown is ScanState.INFECTED:
        return FileWithheld(
            "Tệp “%(name)s” có vi-rút nên không mở, không tải về được. Tệp và mã băm vẫn được "
            "giữ để đối chiếu. Hãy báo đơn vị đã nộp và người quản trị hệ thống.",
            name=name,
        )
    if shown is ScanState.PENDING and not policy.serves_unscanned:
        return FileWithheld(
            "Tệp “%(name)s” đang chờ quét vi-rút nên chưa mở, chưa tải về được. "
            "Hãy thử lại sau ít phút.",
            name=name,
        )
    return None
