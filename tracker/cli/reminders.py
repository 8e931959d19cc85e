"""``flask reminders``: plan a morning by hand, and ask why somebody is reminded or not."""

from __future__ import annotations

from datetime import date, datetime

import click
from flask import current_app
from flask.cli import AppGroup

from tracker.cli.scheduler import moment_of
from tracker.db import db, reading
from tracker.domain.labels import label
from tracker.domain.local_time import local_day
from tracker.domain.vietnamese import day_words
from tracker.models import Task
from tracker.scheduler import offices
from tracker.services.reminder_answers import RuleAnswer, why
from tracker.services.reminders import Plan
from tracker.surroundings import surroundings

group = AppGroup("reminders", help="Reminders: plan a morning, say why and why not.")


@group.command("plan")
@click.option("--as-of", "as_of", default=None, help="A local moment, e.g. 2026-11-23T07:30.")
@click.option("--dry-run", is_flag=True, help="Say what would be planned; write nothing.")
def plan(as_of: str | None, dry_run: bool) -> None:
    """Plan once. Twice plans nothing twice. A future moment only on demo data or with --dry-run."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    moment = moment_of(as_of, dry_run=dry_run)
    base_url = surroundings().config.base_url
    for done in offices.plan_all(app, now=moment, base_url=base_url, dry_run=dry_run):
        say_planned(done)


def say_planned(done: Plan) -> None:
    """How many rows were planned, by rule and rung."""
    works = "" if done.works else " (not a working day: nothing is planned)"
    click.echo(
        f"{day_words(done.on_day)}: {done.total} reminders, {done.messages} digests "
        f"for {len(done.people)} people{works}"
    )
    for rule, count in sorted(done.by_rule.items()):
        click.echo(f"  {rule}: {count}")
        for rung, of_rung in sorted(done.planned.items()):
            if rung.startswith(f"{rule}/"):
                click.echo(f"    {rung}: {of_rung}")


@group.command("why")
@click.argument("task_id", metavar="TASK", type=int)
@click.option("--on", "on_day", default=None, metavar="DAY", help="A day, e.g. 2026-11-23.")
def explain(task_id: int, on_day: str | None) -> None:
    """Each rule's verdict on one task in words, and who was told or was not."""
    now = surroundings().clock()
    day = _day(on_day) if on_day else local_day(now)
    with reading():
        task = db.session.get(Task, task_id)
        if task is None:
            raise click.ClickException(f"Không có nhiệm vụ {task_id}.")
        click.echo(f"Nhiệm vụ {task.id}, {task.lead_unit.name}, ngày {day_words(day)}")
        for answer in why(db.session(), task=task, on_day=day, now=now):
            _say(answer)


def _say(answer: RuleAnswer) -> None:
    verdict = "nhắc" if answer.reminds else "không nhắc"
    click.echo(f"- {label(answer.kind)}: {verdict}. {answer.why}")
    for person in answer.people:
        said = "; ".join(str(sentence) for sentence in person.said)
        click.echo(f"    {person.name}: {said}" if person.name else f"    {said}")


def _day(text: str) -> date:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        raise click.BadParameter("write it as 2026-11-23", param_hint="--on") from None
