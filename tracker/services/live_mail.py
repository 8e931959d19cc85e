"""Going live: this machine may send for this database. A copy of either sends nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tracker.domain.delivery import Machine, MailState, mail_state
from tracker.models import LiveHost
from tracker.queries.gateways import gateway_offices


class MailSettings(Protocol):
    """What an operator set about mail (config.Config)."""

    @property
    def mail_live(self) -> bool: ...
    @property
    def smtp_url(self) -> str: ...
    @property
    def mail_from(self) -> str: ...
    @property
    def host(self) -> str: ...
    @property
    def installation(self) -> str: ...


def machines(session: Session) -> list[Machine]:
    """On which machines the database went live."""
    rows = session.scalars(select(LiveHost).order_by(LiveHost.host))
    return [Machine(row.host, row.installation) for row in rows]


def state_here(
    session: Session, *, switched_on: bool, has_server: bool, here: Machine
) -> MailState:
    """Whether messages leave from here; ``has_server``: a mail server and a sender are set."""
    has_way = has_server or bool(gateway_offices(session))
    return mail_state(switched_on=switched_on, has_way=has_way, here=here, live=machines(session))


def mail_of(session: Session, settings: MailSettings) -> MailState:
    """Whether messages leave from the machine with these settings."""
    return state_here(
        session,
        switched_on=settings.mail_live,
        has_server=bool(settings.smtp_url and settings.mail_from),
        here=Machine(settings.host, settings.installation),
    )


def go_live(session: Session, *, here: Machine, alone: bool, now: datetime) -> list[Machine]:
    """Let messages leave from ``here``; with ``alone`` from nowhere else. Returns who may now.

    Two machines that share a data folder (one clock working, the other standing by) may both.
    """
    if alone:
        session.execute(delete(LiveHost).where(LiveHost.host != here.host))
    row = session.get(LiveHost, here.host)
    if row is None:
        row = LiveHost(host=here.host, installation=here.installation, since=now)
        session.add(row)
    row.installation, row.since = here.installation, now
    session.flush()
    return machines(session)


def hold(session: Session, *, here: Machine) -> bool:
    """Let nothing leave from ``here`` any more; False when nothing did."""
    row = session.get(LiveHost, here.host)
    if row is not None:
        session.delete(row)
        session.flush()
    return row is not None
