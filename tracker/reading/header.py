"""The head and foot of a directive: what a register of documents wants to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.domain.directive_kind import DirectiveKind
from tracker.domain.source import Urgency
from tracker.reading.secrecy import Secrecy


@dataclass(frozen=True, slots=True)
class DirectiveHeader:
    """The header as printed; None where the paper is silent or left blank for a stamp.

    ``number`` is number and symbol together ("05/CT-UBND"); ``summary`` is the trích yếu;
    ``authority`` is TM., KT., TL., TUQ., Q. or None; ``addressed_to`` are the lines of
    "Kính gửi", ``receivers`` those of "Nơi nhận"; ``restricted`` marks "Lưu hành nội bộ" and
    "tài liệu thu hồi" (warn and limit viewers, do not refuse).
    """

    kind: DirectiveKind = DirectiveKind.OTHER
    number: str | None = None
    issued_on: date | None = None
    place: str | None = None
    issuer: str | None = None
    superior: str | None = None
    summary: str | None = None
    signer: str | None = None
    signer_post: str | None = None
    authority: str | None = None
    addressed_to: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    urgency: Urgency = Urgency.NORMAL
    secrecy: Secrecy | None = None
    restricted: bool = False
