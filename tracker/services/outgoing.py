"""What leaves for one message, as it is true in the moment before: or that nothing is owed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from tracker.channels.envelope import Envelope
from tracker.documents.message_text import notice_text
from tracker.domain.delivery import Channel
from tracker.domain.local_time import local_day
from tracker.domain.notice_mail import DRAWN
from tracker.models import Directive, Duty, LedgerEntry, Office, OutboxMessage, Task
from tracker.services.digests import compose
from tracker.services.still_owed import still_owed

DONE_MEANWHILE = "không còn cần nhắc: các nhiệm vụ đã được báo cáo trước khi gửi"
INTERNAL = "văn bản lưu hành nội bộ: không gửi qua cổng tin nhắn"
GONE = "người nhận không còn tài khoản"


def needless(session: Session, message: OutboxMessage, base_url: str) -> str:
    """Why nothing needs to leave any more; empty when it does.

    A digest is drawn anew without what was done since it was planned.
    """
    if not message.recipient.active:
        return GONE
    if message.channel is Channel.WEBHOOK and _speaks_of_internal(session, message):
        return INTERNAL
    if message.kind not in DRAWN or message.office_id is None:
        return ""
    entries = sorted(message.entries, key=lambda entry: entry.id)
    owed = still_owed(session, entries)
    if len(owed) == len(entries) and owed:
        return ""
    text = owed and compose(
        session,
        person=message.recipient,
        office=session.get_one(Office, message.office_id),
        on_day=local_day(message.created_at),
        entries=owed,
        base_url=base_url,
    )
    if not text:
        return DONE_MEANWHILE
    message.subject, message.text, message.html = text.subject, text.text, text.html
    return ""


def envelope(session: Session, message: OutboxMessage, *, base_url: str, at: datetime) -> Envelope:
    """The finished message. By the gateway goes the subject alone, with the link."""
    by_gateway = message.channel is Channel.WEBHOOK
    text, html = message.text, message.html
    if by_gateway:
        text, html = message.subject, ""
    elif not html:
        office = session.get(Office, message.office_id) if message.office_id else None
        made = notice_text(
            recipient=message.recipient.name,
            office=office.name if office else "",
            subject=message.subject,
            text=message.text,
            url=f"{base_url}{message.link}",
        )
        text, html = made.text, made.html
    person = message.recipient
    return Envelope(
        message_id=message.message_id,
        to_address=message.address,
        to_name=person.name,
        subject=message.subject,
        text=text,
        html=html,
        link=f"{base_url}{message.link}",
        kind=message.kind.value,
        office_id=message.office_id,
        at=at,
    )


def _speaks_of_internal(session: Session, message: OutboxMessage) -> bool:
    """Whether a notice is about a paper for internal use; what the ladder says names no paper."""
    if message.kind in DRAWN:
        return False
    of_task = (
        select(Directive.id)
        .join(Duty, Duty.directive_id == Directive.id)
        .join(Task, Task.duty_id == Duty.id)
        .where(Task.id == LedgerEntry.task_id, Directive.restricted)
    )
    of_paper = select(Directive.id).where(
        Directive.id == LedgerEntry.directive_id, Directive.restricted
    )
    return bool(
        session.scalar(
            select(
                exists().where(
                    LedgerEntry.message_id == message.id, of_task.exists() | of_paper.exists()
                )
            )
        )
    )
