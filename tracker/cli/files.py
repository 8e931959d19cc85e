"""``flask files``: prove that every paper is still there, byte by byte as it came."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from tracker.db import db, reading
from tracker.domain.delivery import FileFaultKind
from tracker.domain.labels import LABELS
from tracker.services.file_verification import verify_files
from tracker.surroundings import store

group = AppGroup("files", help="The file store: verify that nothing is missing or changed.")

_WORDS = LABELS[FileFaultKind]


@group.command("verify")
def verify_command() -> None:
    """Read every file; exit 1 and name each that is missing or changed."""
    with reading():
        check = verify_files(db.session(), store())
    for fault in check.faults:
        names = f" ({'; '.join(fault.names)})" if fault.names else ""
        click.echo(f"{fault.sha256}: {_WORDS[fault.kind]}{names}")
    click.echo(
        f"{check.count} tệp, {check.size} byte; {len(check.broken)} tệp thiếu hoặc sai khác, "
        f"{len(check.faults) - len(check.broken)} tệp thừa"
    )
    if check.broken:
        raise click.exceptions.Exit(1)
