"""``flask demo``: the demonstration district, never beside a real office."""

from __future__ import annotations

from datetime import date, datetime

import click
from flask.cli import AppGroup

from tracker.cli.migrations import migrate_safely
from tracker.db import db
from tracker.demo.cast import ADMINISTRATOR, PASSWORD, PEOPLE, Person
from tracker.demo.load import load as load_story
from tracker.demo.scale.load import load_scale
from tracker.domain.errors import DomainError
from tracker.domain.history_chain import Keys
from tracker.domain.labels import label
from tracker.services.passwords import hashed
from tracker.surroundings import config, store, today

demo_group = AppGroup("demo", help="The demonstration district.")


@demo_group.command("load")
@click.option("--today", "day", default=None, help="As of this day (YYYY-MM-DD); else today.")
@click.option("--scale", type=int, default=None, help="A generated office of so many tasks.")
def load(day: str | None, scale: int | None) -> None:
    """Fill an empty database with the demonstration, or with a generated office of any size."""
    migrate_safely(click.get_current_context())  # a new folder has no tables yet
    as_of = _day(day) if day else today()
    if scale is not None:
        _generate(scale, as_of)
        return
    try:
        loaded = load_story(
            db.session(),
            store(),
            today=as_of,
            password_hash=hashed(PASSWORD, cheap=config().testing),
            base_url=config().base_url,
        )
    except DomainError as error:
        db.session.rollback()
        raise click.ClickException(str(error)) from error
    click.echo(f"{loaded.office.name}: {loaded.tasks} lượt giao, {loaded.deeds} việc đã diễn ra.")


@demo_group.command("accounts")
def accounts() -> None:
    """Print the demonstration's accounts; all share one public password."""
    click.echo(f"Mật khẩu chung / shared password: {PASSWORD}\n")
    for person in (*PEOPLE, ADMINISTRATOR):
        click.echo(f"  {person.login:<14} {person.name:<18} {_what(person)}")


def _generate(tasks: int, as_of: date) -> None:
    try:
        made = load_scale(
            db.session(),
            store(),
            tasks=tasks,
            today=as_of,
            password_hash=hashed(PASSWORD, cheap=config().testing),
            keys=Keys(config().history_keys),
        )
    except DomainError as error:
        db.session.rollback()
        raise click.ClickException(str(error)) from error
    click.echo(
        f"{made.name}: {made.tasks} lượt giao, {made.directives} văn bản, "
        f"{made.events} việc trong nhật ký."
    )


def _what(person: Person) -> str:
    return f"{person.title}, {label(person.role)}" if person.role else person.title


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 — a civil day
    except ValueError:
        raise click.BadParameter("write it as 2026-11-23", param_hint="--today") from None
