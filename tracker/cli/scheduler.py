"""``flask scheduler``: run the clock, or one round of it by hand."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import exists, select

from tracker import scheduler as clockwork
from tracker.db import db, reading
from tracker.domain.delivery import MailState
from tracker.domain.labels import LABELS
from tracker.domain.local_time import VIETNAM
from tracker.launch.processes import follow_parent
from tracker.models import Office
from tracker.scheduler import offices
from tracker.services import leases
from tracker.services.series_rolling import Rolled
from tracker.surroundings import surroundings

LOOK_EVERY = 0.5
"""Seconds between two looks whether somebody asked to stop."""

scheduler_group = AppGroup("scheduler", help="The clock: roll series, plan reminders, deliver.")


@scheduler_group.command("run")
def run() -> None:
    """Run until asked to stop. A second one stands by and takes over."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    around = surroundings()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    works = clockwork.Clockwork(
        app=app,
        config=around.config,
        store=around.store,
        clock=around.clock,
        owner=clockwork.owner_name(),
    )
    scheduler = clockwork.build(works)
    asked: list[bool] = []
    follow_parent(lambda: asked.append(True))
    scheduler.start()
    try:
        while not asked:
            time.sleep(LOOK_EVERY)
    except KeyboardInterrupt:
        pass
    finally:
        works.stopping.set()
        scheduler.shutdown(wait=True)
        with app.app_context():
            leases.release(db.session(), name=leases.CLOCK, owner=works.owner)


@scheduler_group.command("tick")
@click.option("--as-of", "as_of", default=None, help="A local moment, e.g. 2026-11-23T07:30.")
@click.option("--dry-run", is_flag=True, help="Say what would be planned; write and send nothing.")
def tick(as_of: str | None, dry_run: bool) -> None:
    """Roll, plan and deliver once. A future moment only on demo data or with --dry-run."""
    around = surroundings()
    moment = moment_of(as_of, dry_run=dry_run)
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    say_rolled(offices.roll_all(app, now=moment, dry_run=dry_run))
    for plan in offices.plan_all(app, now=moment, base_url=around.config.base_url, dry_run=dry_run):
        works = "" if plan.works else " (not a working day: nothing is planned)"
        click.echo(
            f"{plan.on_day:%d/%m/%Y}: {plan.total} reminders, {plan.messages} digests "
            f"for {len(plan.people)} people{works}"
        )
        for rung, count in sorted(plan.planned.items()):
            click.echo(f"  {rung}: {count}")
    if dry_run:
        return
    say_delivered(offices.mail_here(db.session(), around.config), lambda: moment, limit=2000)


def moment_of(as_of: str | None, *, dry_run: bool) -> datetime:
    """The moment to act in; one that has not come only for a look or on demonstration data."""
    now = surroundings().clock()
    moment = _moment(as_of) if as_of else now
    if moment > now and not dry_run and not _only_demo():
        raise click.ClickException(
            "Chỉ được chạy trước ngày trên dữ liệu minh họa hoặc với --dry-run. "
            "(A future day only on demo data or with --dry-run.)"
        )
    return moment


def say_delivered(state: MailState, clock: Callable[[], datetime], *, limit: int) -> None:
    """Deliver, and say what left; or why nothing may leave."""
    if state is not MailState.LIVE:
        click.echo(f"mail: held. {LABELS[MailState][state]} (flask outbox status)")
        return
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    done = offices.deliver_all(app, config=surroundings().config, clock=clock, limit=limit)
    doubt = f", {done.doubtful} may arrive twice under the same Message-ID" if done.doubtful else ""
    down = f"; channel down: {done.down}" if done.down else ""
    click.echo(
        f"mail: {done.sent} sent, {done.postponed} postponed, {done.failed} failed, "
        f"{done.needless} no longer needed{doubt}{down}"
    )


def say_rolled(offices: list[Rolled]) -> None:
    """What the series of each office made."""
    for done in offices:
        late = f", {done.late} of missed periods" if done.late else ""
        click.echo(
            f"{done.on_day:%d/%m/%Y}: {done.made} recurring tasks of {len(done.by_series)} "
            f"series{late}, {done.people} people told"
        )
        for series_id, keys in sorted(done.by_series.items()):
            click.echo(f"  series {series_id}: {', '.join(keys)}")
        for reason in done.refused:
            click.echo(f"  not made: {reason}")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter("write it as 2026-11-23T07:30", param_hint="--as-of") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


def _only_demo() -> bool:
    with reading():  # the rounds below open their own transactions
        return not db.session.scalar(select(exists().where(Office.is_demo.is_(False))))
