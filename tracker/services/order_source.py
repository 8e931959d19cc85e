"""Where an order comes from that no paper covers: typed by hand, entered in the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.directive_kind import DirectiveKind
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.source import SourceKind
from tracker.domain.vietnamese import one_line
from tracker.models import Directive, Office
from tracker.permissions import Actor
from tracker.queries.known_papers import known_paper
from tracker.services.history import record
from tracker.services.intake import index_directive, refuse_future
from tracker.services.loading import for_change
from tracker.services.paper_links import link_papers

KIND_OF = {
    SourceKind.LETTER: DirectiveKind.OFFICIAL_LETTER,
    SourceKind.MEETING_CONCLUSION: DirectiveKind.ANNOUNCEMENT,
    SourceKind.INSPECTION_CONCLUSION: DirectiveKind.CONCLUSION,
}
"""What sort of paper a source is when nobody says more."""


class KnownPaper(Conflict):
    """The paper stands in the register already: the task belongs there, not to a second entry."""

    code = "known_paper"

    def __init__(self, directive: Directive) -> None:
        super().__init__("Văn bản này đã có trong sổ; không tạo văn bản thứ hai.")
        self.directive_id = directive.id


@dataclass(frozen=True, slots=True)
class OrderSource:
    """Where an order that is typed by hand comes from. Days are civil days."""

    source: SourceKind
    received_on: date
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    given_by: str = ""
    arrival_number: str = ""


def new_entry(
    session: Session,
    source: OrderSource,
    *,
    title: str,
    actor: Actor,
    now: datetime,
    restricted: bool = False,
    text_sha256: str | None = None,
) -> Directive:
    """Enter the order in the register, one such paper at a time.

    Raises as ``check_source``, and KnownPaper when it stands there already.
    """
    check_source(source, local_day(now))
    title = one_line(title)[:500]
    office = for_change(session, Office, actor.office_id)
    known = known_paper(
        session,
        office.id,
        number=one_line(source.number),
        issued_on=source.issued_on,
        received_on=source.received_on,
        issuer=one_line(source.issuer) or one_line(source.given_by),
        title=title,
    )
    if known is not None:
        raise KnownPaper(known)
    directive = Directive(
        office_id=actor.office_id,
        kind=KIND_OF.get(source.source, DirectiveKind.OTHER),
        source=source.source,
        number=one_line(source.number)[:60] or None,
        issued_on=source.issued_on,
        received_on=source.received_on,
        arrival_number=one_line(source.arrival_number)[:20] or None,
        issuer=one_line(source.issuer)[:200],
        title=title,
        signer=one_line(source.given_by)[:100] or None,
        restricted=restricted,
        note="",
        text_sha256=text_sha256,
        created_at=now,
        created_by_id=actor.user_id,
    )
    session.add(directive)
    session.flush()
    record(session, EventKind.DIRECTIVE_RECEIVED, actor=actor, now=now, directive=directive)
    index_directive(session, directive, new=True)
    if directive.number_key is not None:  # nobody can have cited what has no number
        link_papers(session, directive)
    return directive


def check_source(source: OrderSource, today: date) -> None:
    """Raise InvalidInput, naming the field, for a source that lacks what names it."""
    refuse_future(source.received_on, today, field="received_on")
    if source.issued_on is not None:
        refuse_future(source.issued_on, today, field="issued_on")
    written = source.source in (SourceKind.DOCUMENT, SourceKind.LETTER)
    if written and not one_line(source.number):
        raise InvalidInput(
            "Hãy nhập số, ký hiệu văn bản (hoặc số đến nếu văn bản chưa ghi số).", field="number"
        )
    if not written and not one_line(source.given_by) and not one_line(source.issuer):
        raise InvalidInput("Hãy ghi người giao hoặc nơi giao nhiệm vụ.", field="given_by")
