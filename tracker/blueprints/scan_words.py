"""What the virus scanner said of a file, as the screen shows it: word, icon, colour."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext

from tracker.domain.delivery import ScanState
from tracker.domain.labels import label
from tracker.domain.scanning import ScanPolicy, refusal, shown_state
from tracker.models import Blob
from tracker.surroundings import config


@dataclass(frozen=True, slots=True)
class ScanWords:
    """``served``: whether the file is given out; ``doubtful``: given out with a warning."""

    word: str
    icon: str
    tone: str
    served: bool
    doubtful: bool


_LOOKS = {
    ScanState.NOT_SCANNED: ("shield", "plain"),
    ScanState.PENDING: ("clock", "soon"),
    ScanState.CLEAN: ("check", "plain"),
    ScanState.INFECTED: ("danger", "over"),
    ScanState.UNSCANNABLE: ("warning", "soon"),
}


def policy() -> ScanPolicy:
    """What the operator set."""
    return ScanPolicy(bool(config().clamd), config().serve_unscanned)


def scan_words(blob: Blob) -> ScanWords:
    """For the macro ``scan_tag``."""
    shown = shown_state(blob.scan_state, policy())
    icon, tone = _LOOKS[shown]
    served = refusal(blob.scan_state, policy(), "") is None
    doubtful = served and shown in (ScanState.PENDING, ScanState.UNSCANNABLE)
    return ScanWords(gettext(label(shown)), icon, tone, served, doubtful)
