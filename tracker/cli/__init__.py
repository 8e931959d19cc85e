"""DOORS FOR OPERATORS. One file per noun; each opens a context, calls one service, commits."""

from __future__ import annotations

from flask import Flask
from flask.cli import AppGroup

from tracker.cli import (
    backup,
    calendar,
    demo,
    directive,
    files,
    history,
    index,
    office,
    outbox,
    paper,
    reading,
    reminders,
    report,
    scheduler,
    series,
    serve,
    translations,
    users,
    worker,
)

GROUPS: tuple[AppGroup, ...] = (
    backup.group,
    calendar.group,
    demo.demo_group,
    directive.group,
    files.group,
    history.group,
    index.group,
    office.group,
    paper.paper_group,
    outbox.group,
    reading.group,
    reminders.group,
    report.report_group,
    scheduler.scheduler_group,
    series.group,
    serve.group,
    translations.group,
    users.group,
    worker.group,
)


def register(app: Flask) -> None:
    for group in GROUPS:
        app.cli.add_command(group)
