"""What the clock does for every office, one after another; also by hand (``flask scheduler tick``).

Each opens a context, asks one service per office, and says nothing that a service should say.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.channels.email import EmailChannel
from tracker.channels.smtp_server import SmtpServer
from tracker.config import Config
from tracker.db import db, writing
from tracker.domain.delivery import MailState
from tracker.models import Office
from tracker.services import gateways, live_mail, outbox, reminders, series_rolling
from tracker.services.due_reports import DueReports, make_due_reports
from tracker.services.outbox import Delivery
from tracker.services.reminders import Plan
from tracker.services.series_rolling import Rolled
from tracker.services.urging_letters import draft_for_morning
from tracker.services.ways_out import Ways

log = logging.getLogger("tracker.scheduler")


def plan_all(app: Flask, *, now: datetime, base_url: str, dry_run: bool = False) -> list[Plan]:
    """Plan one morning in every office, and draft the letters that its rungs ask for."""
    with app.app_context():
        session, plans = db.session(), []
        for office_id in _office_ids(session):
            done = reminders.plan(
                session, office_id=office_id, now=now, base_url=base_url, dry_run=dry_run
            )
            plans.append(done)
            if done.works and not dry_run:
                with writing():
                    draft_for_morning(session, office_id=office_id, now=now)
        return plans


def roll_all(app: Flask, *, now: datetime, dry_run: bool = False) -> list[Rolled]:
    """Make what the series of every office owe."""
    with app.app_context():
        session = db.session()
        return [
            series_rolling.roll(session, office_id=office_id, now=now, dry_run=dry_run)
            for office_id in _office_ids(session)
        ]


def draft_all(app: Flask, *, now: datetime) -> list[DueReports]:
    """Draft what the regimes of every office owe."""
    with app.app_context():
        session = db.session()
        made = []
        for office_id in _office_ids(session):
            with writing():
                made.append(make_due_reports(session, office_id=office_id, now=now))
        return made


def mail_here(session: Session, config: Config) -> MailState:
    """Whether messages leave from this machine. Ends the transaction."""
    state = live_mail.mail_of(session, config)
    session.rollback()
    return state


def ways_out(config: Config) -> Ways:
    """The channels as they are set up."""
    email = None
    if config.smtp_url and config.mail_from:
        server = SmtpServer.from_url(config.smtp_url, authorities=config.smtp_authorities)
        email = EmailChannel(server, sender=config.mail_from)
    return Ways(email=email, gateway=gateways.way_of)


def deliver_all(
    app: Flask, *, config: Config, clock: Callable[[], datetime], limit: int = 200
) -> Delivery:
    """Deliver what waits, where messages may leave (``mail_here``)."""
    with app.app_context():
        session = db.session()
        if mail_here(session, config) is not MailState.LIVE:
            return Delivery()
        ways = ways_out(config)
        try:
            done = outbox.deliver(
                session, ways=ways, clock=clock, base_url=config.base_url, limit=limit
            )
        finally:
            ways.close()
    if done.down:
        log.warning("messages wait, a channel is down: %s", done.down)
    if done.doubtful:
        log.warning("%s messages may arrive twice, under the same Message-ID", done.doubtful)
    return done


def _office_ids(session: Session) -> list[int]:
    found = list(session.scalars(select(Office.id).order_by(Office.id)))
    session.commit()
    return found
