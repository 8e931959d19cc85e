"""``flask series``: make the tasks of recurring duties by hand, or say which would be made."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from tracker.cli.scheduler import moment_of, say_rolled
from tracker.scheduler import offices

group = AppGroup("series", help="Recurring duties: make the tasks of the coming period.")


@group.command("roll")
@click.option("--as-of", "as_of", default=None, help="A local day or moment, e.g. 2026-12-01.")
@click.option("--dry-run", is_flag=True, help="Say what would be made; write nothing.")
def roll(as_of: str | None, dry_run: bool) -> None:
    """Make what is due to be made. Twice makes nothing twice. A future day only on demo data."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    moment = moment_of(as_of, dry_run=dry_run)
    say_rolled(offices.roll_all(app, now=moment, dry_run=dry_run))
