"""What another office gave to this one comes into this one's register as a child (design D13).

The same bytes as in the first register, read and judged here as any paper that comes in; the
units, the calendar and the reader's words are this office's own.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.source import FileRole, SourceKind
from tracker.domain.working_days import Calendar
from tracker.models import Directive, DirectiveFile
from tracker.permissions import Actor
from tracker.queries.orders_from_above import order_from_above
from tracker.services.history import record
from tracker.services.intake import Received, index_directive, receive
from tracker.services.intake_reading import TakenIn


def original_of(directive: Directive) -> DirectiveFile:
    """The file to read. Raises InvalidInput for an order that was typed and has none."""
    originals = [file for file in directive.files if file.role is FileRole.ORIGINAL]
    if not (originals or directive.files):
        raise InvalidInput(
            "Văn bản này được nhập không kèm tệp. Hãy giao nhanh từng nhiệm vụ, hoặc tiếp nhận "
            "văn bản từ bản giấy."
        )
    return (originals or directive.files)[0]


def receive_from_above(
    session: Session,
    *,
    directive_id: int,
    taken: TakenIn,
    calendar: Calendar,
    actor: Actor,
    now: datetime,
) -> Received:
    """Enter ``taken`` below the paper of the other office under which this one was given work.

    A paper that the register holds already is linked. Raises NotFound as ``order_from_above``.
    """
    order = order_from_above(session, actor, directive_id)
    received = receive(
        session,
        taken=taken,
        received_on=local_day(now),
        source=SourceKind.DOCUMENT,
        arrival_number="",
        calendar=calendar,
        actor=actor,
        now=now,
    )
    child, parent = received.directive, order.directive
    if received.is_new:
        _complete(session, child, parent)
    if child.parent_id is None:
        child.parent_id = parent.id
        session.flush()
        record(
            session,
            EventKind.PARENT_SET,
            actor=actor,
            now=now,
            directive=child,
            parent_before=None,
            parent_after=f"{order.words} ({order.office})",
        )
    return received


def _complete(session: Session, child: Directive, parent: Directive) -> None:
    """What the reader did not find is known from the first register; its limits hold here too."""
    child.number = child.number or parent.number
    child.issued_on = child.issued_on or parent.issued_on
    child.issuer = child.issuer or parent.issuer
    child.restricted = child.restricted or parent.restricted
    session.flush()
    index_directive(session, child)
