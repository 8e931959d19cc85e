"""``flask outbox``: let messages leave, by hand; and say from which machine they may."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from tracker.cli.scheduler import say_delivered
from tracker.db import db, reading, writing
from tracker.domain.delivery import Machine
from tracker.domain.labels import LABELS
from tracker.queries.queue import queue
from tracker.scheduler import offices
from tracker.services import live_mail
from tracker.surroundings import config, now, surroundings

group = AppGroup("outbox", help="Thư, tin nhắn gửi đi.")


@group.command("deliver")
@click.option("--limit", default=2000, show_default=True, type=click.IntRange(1, 1_000_000))
def deliver(limit: int) -> None:
    """Gửi các thư đang chờ, mỗi người một thư riêng; chạy lại không gửi lần hai."""
    state = offices.mail_here(db.session(), config())
    say_delivered(state, surroundings().clock, limit=limit)


@group.command("status")
def status() -> None:
    """Thư có đang được gửi đi từ máy này không, và còn bao nhiêu thư chờ."""
    state = offices.mail_here(db.session(), config())
    click.echo(f"{LABELS[type(state)][state]} ({config().host}).")
    with reading():
        waiting = queue(db.session())
        for machine in live_mail.machines(db.session()):
            click.echo(f"Máy vận hành chính thức: {machine.host}")
    click.echo(f"{waiting.waiting} thư đang chờ, {waiting.failed} thư không gửi được.")
    if waiting.doubtful:
        click.echo(f"{waiting.doubtful} thư có thể đến hai lần (cùng Message-ID).")


@group.command("go-live")
@click.option("--only", "alone", is_flag=True, help="Các máy khác thôi gửi thư.")
def go_live(alone: bool) -> None:
    """Đưa máy này vào vận hành chính thức: thư được gửi đi từ đây khi TRACKER_MAIL_LIVE=1."""
    with writing():
        allowed = live_mail.go_live(db.session(), here=_here(), alone=alone, now=now())
    click.echo("Thư được gửi từ: " + ", ".join(machine.host for machine in allowed))


@group.command("hold")
def hold() -> None:
    """Giữ thư lại: máy này thôi gửi thư cho tới lần go-live sau."""
    with writing():
        was_live = live_mail.hold(db.session(), here=_here())
    click.echo(
        "Máy này thôi gửi thư." if was_live else "Máy này vốn không được gửi thư, không có gì đổi."
    )


def _here() -> Machine:
    return Machine(config().host, config().installation)
