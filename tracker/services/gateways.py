"""An office's gateway for text messages: set by its administrator, tried by hand."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from tracker.channels.envelope import (
    ChannelDown,
    Envelope,
    PermanentFailure,
    TransientFailure,
    WayOut,
)
from tracker.channels.webhook import Gateway, WebhookChannel
from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.gateway_address import gateway_address
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.domain.vietnamese import one_line
from tracker.models import MessageGateway, Office
from tracker.permissions import Actor
from tracker.services.history import record
from tracker.services.loading import for_change, in_version

SHORTEST_SECRET = 16
LONGEST_SECRET = 200


def set_gateway(
    session: Session,
    *,
    url: str,
    secret: str,
    active: bool,
    private_allowed: bool,
    notices: bool,
    digests: bool,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> MessageGateway:
    """Write down where the office's text messages go.

    An empty ``secret`` leaves the one that is there. Raises InvalidInput at the field.
    """
    if actor.office_id is None:
        raise NotAllowed("Bạn chưa thuộc cơ quan nào.")
    for_change(session, Office, actor.office_id)
    address = one_line(url)
    gateway_address(address, private_allowed=private_allowed)
    row = session.get(MessageGateway, actor.office_id, populate_existing=True)
    if row is not None:
        in_version(row, version)
    if active and not (notices or digests):
        raise InvalidInput("Hãy chọn ít nhất một loại tin được gửi qua cổng.", field="notices")
    shared = _secret(secret, row)
    before = _told(row)
    if row is None:
        row = MessageGateway(office_id=actor.office_id)
        session.add(row)
    changed = row.secret != shared
    row.url, row.secret, row.active = address, shared, active
    row.private_allowed, row.notices, row.digests = private_allowed, notices, digests
    row.set_by_id, row.set_at = actor.user_id, now
    session.flush()
    record(
        session,
        EventKind.GATEWAY_SET,
        actor=actor,
        now=now,
        value_before=before,
        value_after=_told(row),
        secret_changed=changed,
    )
    return row


def way_of(session: Session, office_id: int) -> WayOut | None:
    """The channel of an office's gateway; None while it has none or it is switched off."""
    row = session.get(MessageGateway, office_id, populate_existing=True)
    if row is None or not row.active:
        return None
    return WebhookChannel(Gateway(row.url, row.secret, row.private_allowed))


def a_test(*, number: str, name: str, office: Office, base_url: str, now: datetime) -> Envelope:
    """The message of “Gửi thử”. Its number is new each time: it is no repetition."""
    return Envelope(
        message_id=f"test.{office.id}.{secrets.token_hex(8)}",
        to_address=number,
        to_name=name,
        subject=f"{office.name}: tin thử từ hệ thống theo dõi nhiệm vụ",
        text=f"{office.name}: tin thử từ hệ thống theo dõi nhiệm vụ",
        link=f"{base_url}/",
        kind=MessageKind.TEST.value,
        office_id=office.id,
        at=now,
    )


def tried(send: Callable[[Envelope], str], envelope: Envelope) -> tuple[bool, str]:
    """Send it now; whether the gateway took it, and what it said. No transaction may be open."""
    try:
        return True, send(envelope)
    except (ChannelDown, TransientFailure, PermanentFailure) as failure:
        return False, str(failure)


def note_try(session: Session, *, taken: bool, answer: str, actor: Actor, now: datetime) -> str:
    """The history remembers that a test was sent, and the number of its answer."""
    record(
        session,
        EventKind.GATEWAY_TRIED,
        actor=actor,
        now=now,
        taken=taken,
        answer=answer.split(" ", maxsplit=1)[0][:40],
    )
    return answer


def _secret(typed: str, row: MessageGateway | None) -> str:
    if not typed and row is not None:
        return row.secret
    if not SHORTEST_SECRET <= len(typed) <= LONGEST_SECRET:
        raise InvalidInput(
            "Khóa bí mật dài từ %(least)s đến %(most)s ký tự.",
            field="secret",
            least=SHORTEST_SECRET,
            most=LONGEST_SECRET,
        )
    return typed


def _told(row: MessageGateway | None) -> dict[str, object] | None:
    """What the history may know: the host, never the secret or a token in the address."""
    if row is None:
        return None
    return {
        "host": urlsplit(row.url).hostname,
        "active": row.active,
        "private_allowed": row.private_allowed,
        "notices": row.notices,
        "digests": row.digests,
    }
