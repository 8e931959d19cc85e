"""Telling people at once, in the deed's own transaction: one message per person and deed.

A deed on thirty tasks writes thirty ledger entries and one message to each person. Channels
only carry; what leaves the house, and when, is deliver()'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tracker.domain.delivery import Channel
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.notice_mail import NOTICE_RUNG, NOW_RUNG, mailed_at_once
from tracker.domain.people import SPEAKS_FOR_UNIT, Module, Post, Role
from tracker.domain.reminder_rules import dedupe_key
from tracker.models import (
    Directive,
    LedgerEntry,
    Membership,
    OutboxMessage,
    RoleGrant,
    Task,
    User,
)
from tracker.permissions import Actor
from tracker.queries.gateways import goes_by_gateway
from tracker.queries.substitutions import deputies_on


def tell(
    session: Session,
    *,
    recipients: Iterable[User],
    kind: MessageKind,
    deed: str,
    subject: str,
    text: str,
    link: str,
    actor: Actor,
    now: datetime,
    tasks: Sequence[Task] = (),
    directive: Directive | None = None,
) -> list[OutboxMessage]:
    """One message per person (or deputy) and channel on ``tasks`` or ``directive``, actor left out.

    ``deed`` names the deed uniquely ("event:812"): telling the same deed again tells nobody.
    ``subject`` and ``text`` are Vietnamese; ``link`` is a path of this application. Returns
    the new messages; people who had been told of all of it already get none.
    """
    told: list[OutboxMessage] = []
    texted = goes_by_gateway(session, actor.office_id, kind)
    for person in _once(with_deputies(session, recipients, actor, now), without=actor.user_id):
        for channel in channels_of(person, texted=texted):
            entries = _new_entries(
                session,
                person=person,
                channel=channel,
                kind=kind,
                deed=deed,
                subject=subject,
                tasks=tasks,
                directive=directive,
                actor=actor,
                now=now,
            )
            if not entries:
                continue
            if channel is Channel.EMAIL and not mailed_at_once(kind):
                _leave_for_the_morning(session, entries)
                continue
            message = OutboxMessage(
                office_id=actor.office_id,
                recipient_id=person.id,
                channel=channel,
                kind=kind,
                message_id=_message_id(kind, deed, person, channel, entries),
                subject=subject[:500],
                text=text,
                html="",
                link=link,
                created_at=now,
                next_attempt_at=now,
                sent_at=now if channel is Channel.IN_APP else None,
            )
            told.append(_told_by(session, message, entries))
    return told


def _message_id(
    kind: MessageKind, deed: str, person: User, channel: Channel, entries: Sequence[LedgerEntry]
) -> str:
    """Unique: a deputy of two people gets a message of the same deed for each of them.

    Every ledger entry is told by one message only, so the first one's task tells them apart.
    """
    about = f".{entries[0].task_id}" if entries[0].task_id is not None else ""
    return f"{kind.value}.{deed}.{person.id}.{channel.value}{about}"


def _told_by(
    session: Session, message: OutboxMessage, entries: Iterable[LedgerEntry]
) -> OutboxMessage:
    session.add(message)
    session.flush()
    for entry in entries:
        entry.message_id = message.id
    session.add_all(entries)
    return message


def _leave_for_the_morning(session: Session, entries: Iterable[LedgerEntry]) -> None:
    """No mail of its own: services/waiting_notices puts it into the next digest."""
    for entry in entries:
        entry.rung = NOTICE_RUNG
    session.add_all(entries)


def with_deputies(
    session: Session, people: Iterable[User], actor: Actor, now: datetime
) -> list[User]:
    """``people`` and whoever stands in for one of them today."""
    asked = list(people)
    keys = [person.id for person in asked]
    deputies = deputies_on(session, actor.office_id, local_day(now), keys)
    return [*asked, *(deputy for found in deputies.values() for deputy in found)]


def channels_of(person: User, *, texted: bool = False) -> list[Channel]:
    """In the application always; by e-mail when there is an address that works.

    ``texted``: the office sends this kind through its gateway, to whoever has a telephone.
    """
    return [
        Channel.IN_APP,
        *([Channel.EMAIL] if person.email and not person.mail_failing else []),
        *([Channel.WEBHOOK] if texted and person.phone else []),
    ]


def people_of_unit(session: Session, unit_id: int, *, on_day: date) -> list[User]:
    """Who is told about a unit's work: its head and deputies, else everybody in it."""
    people = session.scalars(
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.unit_id == unit_id,
            Membership.from_on <= on_day,
            (Membership.to_on.is_(None)) | (Membership.to_on >= on_day),
            User.active,
        )
        .options(selectinload(User.memberships).lazyload(Membership.unit))
        .order_by(User.id)
    ).unique()
    everybody = list(people)
    heads = [person for person in everybody if _speaks_for(person, unit_id, on_day)]
    return heads or everybody


def people_with_role(
    session: Session, office_id: int, role: Role, *, on_day: date, module: Module = Module.TRACKING
) -> list[User]:
    """Who holds a role in an office on a day."""
    return list(
        session.scalars(
            select(User)
            .join(RoleGrant, RoleGrant.user_id == User.id)
            .where(
                RoleGrant.office_id == office_id,
                RoleGrant.role == role,
                RoleGrant.module == module,
                RoleGrant.from_on <= on_day,
                (RoleGrant.to_on.is_(None)) | (RoleGrant.to_on >= on_day),
                User.active,
            )
            .order_by(User.id)
        ).unique()
    )


def _speaks_for(person: User, unit_id: int, on_day: date) -> bool:
    posts: set[Post] = {
        post.post
        for post in person.memberships
        if post.unit_id == unit_id and post.holds_on(on_day)
    }
    return bool(posts & SPEAKS_FOR_UNIT)


def _once(people: Iterable[User], *, without: int) -> list[User]:
    return list({p.id: p for p in people if p.id != without and p.is_active}.values())


def _new_entries(
    session: Session,
    *,
    person: User,
    channel: Channel,
    kind: MessageKind,
    deed: str,
    subject: str,
    tasks: Sequence[Task],
    directive: Directive | None,
    actor: Actor,
    now: datetime,
) -> list[LedgerEntry]:
    """Ledger entries of this deed that do not exist yet."""
    about = [f"task:{task.id}" for task in tasks] or [
        f"directive:{directive.id}" if directive else f"user:{person.id}"
    ]
    keys = {
        name: dedupe_key(
            subject=f"{name}/{deed}",
            recipient=f"user:{person.id}",
            rule=kind.value,
            rung=NOW_RUNG,
            deadline_version=0,
            occurrence=0,
            channel=channel.value,
        )
        for name in about
    }
    known = set(
        session.scalars(
            select(LedgerEntry.dedupe_key).where(LedgerEntry.dedupe_key.in_(keys.values()))
        )
    )
    by_name = {f"task:{task.id}": task for task in tasks}
    return [
        LedgerEntry(
            office_id=actor.office_id,
            dedupe_key=key,
            recipient_id=person.id,
            channel=channel,
            rule=kind.value,
            rung=NOW_RUNG,
            cause=subject,
            on_day=local_day(now),
            planned_at=now,
            task_id=by_name[name].id if name in by_name else None,
            directive_id=directive.id if directive else None,
        )
        for name, key in keys.items()
        if key not in known
    ]
