"""DOORS FOR OPERATORS. One file per noun; each opens a context, calls one service, commits."""

from __future__ import annotations

from flask import Flask
from flask.cli import AppGroup

from tracker.cli import demo, directive, scheduler, serve, translations

GROUPS: tuple[AppGroup, ...] = (
    demo.demo_group,
    directive.group,
    scheduler.scheduler_group,
    serve.group,
    translations.group,
)


def register(app: Flask) -> None:
    for group in GROUPS:
        app.cli.add_command(group)
