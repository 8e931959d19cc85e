"""Bring the database to the newest tables, with a backup first when there is something in it."""

from __future__ import annotations

from dataclasses import dataclass

import click
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade

from tracker.db import db


@dataclass(frozen=True, slots=True)
class Distance:
    """How far the database is from the code: revisions there and revisions wanted."""

    present: frozenset[str]
    wanted: frozenset[str]

    @property
    def is_empty(self) -> bool:
        """No migration ever ran: there is nothing that a backup could hold."""
        return not self.present

    @property
    def is_current(self) -> bool:
        return self.present == self.wanted


def distance() -> Distance:
    """Compare the database with the newest migration.

    Raises ClickException when the database was made by a newer version than this one.
    """
    script = ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())
    with db.engine.connect() as connection:
        present = frozenset(MigrationContext.configure(connection).get_current_heads())
    known = {revision.revision for revision in script.walk_revisions()}
    if not present <= known:
        raise click.ClickException(
            "Cơ sở dữ liệu thuộc một phiên bản mới hơn; hãy dùng lại phiên bản đó. / "
            "The database was made by a newer version of this system; run that version."
        )
    return Distance(present, frozenset(script.get_heads()))


def migrate_safely(context: click.Context) -> bool:
    """Migrate when needed; returns whether anything was done. Makes a backup before."""
    found = distance()
    if found.is_current:
        return False
    if not found.is_empty:
        invoke(context, "backup", "create")
    upgrade()
    return True


def invoke(context: click.Context, group: str, name: str) -> None:
    """Run another command of ours in this process, with its default options."""
    commands = current_app.cli.commands[group]
    if not isinstance(commands, click.Group):
        raise TypeError(f"“{group}” has no commands")
    context.invoke(commands.commands[name])
