"""Official papers: drafted from what is kept, checked by a person, numbered, issued, signed.

Nothing here leaves the house by itself: a draft is a row until somebody numbers it, prints it,
has it signed and brings the signed paper back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotAllowed
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.official_paper import (
    UNISSUED,
    PaperContent,
    PaperState,
    from_json,
    sha256,
    to_json,
)
from tracker.domain.paper_head import Signer
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import ExtensionRequest, OfficialPaper
from tracker.permissions import Actor
from tracker.services.evidence import KeptFile, keep_blob
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.paper_numbers import take_number
from tracker.services.papers import kind_of
from tracker.services.papers.paper_kind import Asked, PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFrame:
    """What a person corrects on a draft: its frame and its subject, not its tables."""

    subject: str
    symbol: str
    addressees: tuple[str, ...]
    receivers: tuple[str, ...]
    archive: str
    signer: Signer


def draft(
    session: Session, *, kind: PaperKind, asked: Asked, actor: Actor, made_for: str | None = None
) -> OfficialPaper:
    """Compose the paper now and keep it as a draft.

    ``made_for`` is a cause that never drafts twice. Raises what the kind refuses.
    """
    composed = kind.compose(session, asked)
    content = to_json(composed.content)
    paper = OfficialPaper(
        office_id=asked.office_id,
        kind=kind.code,
        unit_id=asked.unit_id,
        issuer_id=_issuer(session, kind, asked),
        made_for=made_for,
        subject=composed.content.subject[:1000],
        as_of=composed.content.as_of,
        content=content,
        sha256=sha256(content),
        restricted=composed.restricted,
        created_at=asked.now,
        created_by_id=actor.user_id,
    )
    session.add(paper)
    session.flush()
    record(
        session,
        EventKind.OFFICIAL_PAPER_DRAFTED,
        actor=actor,
        now=asked.now,
        official_paper=paper,
        unit=paper.unit,
        paper_kind=kind.code,
        subject=paper.subject,
        sha256=paper.sha256,
    )
    return paper


def correct(
    session: Session,
    *,
    paper_id: int,
    version: int | None,
    frame: PaperFrame,
    actor: Actor,
    now: datetime,
) -> OfficialPaper:
    """Put a corrected frame around a draft; figures and tables stay as they were counted.

    Raises InvalidInput for no subject or an archive line that is none, Conflict once it was
    issued or given up.
    """
    paper = _unissued(session, paper_id, version)
    subject = one_line(frame.subject)
    if not subject:
        raise InvalidInput("Hãy ghi trích yếu nội dung văn bản.", field="subject")
    symbol = one_line(frame.symbol).replace(" ", "")
    if not symbol or len(symbol) > 40:
        raise InvalidInput("Hãy ghi ký hiệu văn bản, ví dụ UBND-VP.", field="symbol")
    before = from_json(paper.content)
    content = to_json(
        replace(
            before,
            subject=subject[:1000],
            number=replace(before.number, symbol=symbol),
            addressees=frame.addressees,
            receivers=frame.receivers,
            archive=one_line(frame.archive) or "VT",
            signer=frame.signer,
        )
    )
    if content == paper.content:
        return paper
    paper.subject, paper.content, paper.sha256 = subject[:1000], content, sha256(content)
    record(
        session,
        EventKind.OFFICIAL_PAPER_EDITED,
        actor=actor,
        now=now,
        official_paper=paper,
        subject=paper.subject,
        sha256=paper.sha256,
    )
    session.flush()
    return paper


def give_number(
    session: Session,
    *,
    paper_id: int,
    version: int | None,
    number: int | None,
    signed_on: date | None,
    actor: Actor,
    now: datetime,
) -> OfficialPaper:
    """Give the draft its number and day; without ``number`` the next one of its series.

    Raises InvalidInput for a number already used in that series and year, for no day and for one
    that lies before the figures or after today; Conflict unless it is a draft.
    """
    paper = _unissued(session, paper_id, version)
    if paper.state is not PaperState.DRAFT:
        raise Conflict("Văn bản này đã được cấp số.")
    day = _signing_day(paper, signed_on, local_day(now))
    content = from_json(paper.content)
    entry = take_number(
        session,
        office_id=paper.office_id,
        kind=kind_of(paper.kind),
        issuer_id=paper.issuer_id,
        symbol=content.number.symbol,
        number=number,
        signed_on=day,
        subject=paper.subject,
        paper=paper,
        actor=actor,
        now=now,
    )
    paper.number, paper.signed_on, paper.state = entry.number, day, PaperState.NUMBERED
    record(
        session,
        EventKind.OFFICIAL_PAPER_NUMBERED,
        actor=actor,
        now=now,
        official_paper=paper,
        number=entry.number,
        symbol=entry.symbol,
        series=entry.series,
        signed_on=day.isoformat(),
    )
    session.flush()
    return paper


def issue(
    session: Session,
    *,
    paper_id: int,
    version: int | None,
    file: KeptFile | None,
    actor: Actor,
    now: datetime,
) -> OfficialPaper:
    """“Đã phát hành”: bind the signed paper that came back; afterwards nothing changes.

    Raises Conflict without a number, InvalidInput without the signed paper.
    """
    paper = _unissued(session, paper_id, version)
    if paper.state is not PaperState.NUMBERED:
        raise Conflict("Văn bản chưa được cấp số, ngày nên chưa phát hành được.")
    if file is None:
        raise InvalidInput("Hãy chọn tệp văn bản đã ký.", field="files")
    paper.signed_sha256 = keep_blob(session, file, now=now).sha256
    paper.signed_name = file.name[:255]
    paper.state, paper.issued_at = PaperState.ISSUED, now
    record(
        session,
        EventKind.OFFICIAL_PAPER_ISSUED,
        actor=actor,
        now=now,
        official_paper=paper,
        unit=paper.unit,
        file=file.told,
        file_sha256=file.sha256,
        sha256=paper.sha256,
    )
    session.flush()
    return paper


def drop(
    session: Session, *, paper_id: int, version: int | None, note: str, actor: Actor, now: datetime
) -> OfficialPaper:
    """Give a draft up, with the reason. A number that it had stays used (decree 30, annex VI)."""
    paper = _unissued(session, paper_id, version)
    if not note.strip():
        raise InvalidInput("Hãy ghi lý do không sử dụng văn bản này.", field="note")
    paper.state, paper.note = PaperState.DROPPED, one_line(note)[:1000]
    record(
        session, EventKind.OFFICIAL_PAPER_DROPPED, actor=actor, now=now, official_paper=paper,
        note=paper.note,
    )  # fmt: skip
    session.flush()
    return paper


def drawn_content(paper: OfficialPaper) -> PaperContent:
    """The frozen content with the number and day that were given since."""
    return from_json(paper.content).numbered(paper.number, paper.signed_on)


def verify(paper: OfficialPaper) -> bool:
    """Whether the kept content is still the one that was hashed."""
    return sha256(paper.content) == paper.sha256


def drafted_for(session: Session, office_id: int, causes: Sequence[str]) -> set[str]:
    """Which of these causes have drafted a paper already."""
    query = select(OfficialPaper.made_for).where(
        OfficialPaper.office_id == office_id, OfficialPaper.made_for.in_(causes)
    )
    return {cause for cause in session.scalars(query) if cause}


def _issuer(session: Session, kind: PaperKind, asked: Asked) -> int | None:
    """The unit whose letter it is; None for the office's own papers."""
    if not kind.by_unit:
        return None
    request = session.get_one(ExtensionRequest, asked.request_id)
    return request.unit_id


def _unissued(session: Session, paper_id: int, version: int | None) -> OfficialPaper:
    paper = for_change(session, OfficialPaper, paper_id, version=version)
    if paper.state not in UNISSUED:
        raise Conflict(
            "Văn bản đã phát hành hoặc không còn sử dụng nên không thay đổi được nữa. "
            "Cần nội dung khác, hãy lập văn bản mới."
        )
    return paper


def _signing_day(paper: OfficialPaper, day: date | None, today: date) -> date:
    if day is None:
        raise InvalidInput("Hãy ghi ngày ký văn bản.", field="signed_on")
    if day > today:
        raise InvalidInput("Ngày ký không được sau hôm nay.", field="signed_on")
    if day < paper.as_of:
        raise InvalidInput(
            "Ngày ký không được trước ngày chốt số liệu (%(day)s).",
            field="signed_on",
            day=day_words(paper.as_of),
        )
    return day


def check_may_make(kind: PaperKind, actor: Actor, request: ExtensionRequest | None) -> None:
    """Raises NotAllowed when a unit's letter is asked for by somebody of another unit."""
    if kind.by_unit and (request is None or request.unit_id not in actor.unit_ids):
        raise NotAllowed("Bạn chỉ lập văn bản cho đơn vị của mình.")
