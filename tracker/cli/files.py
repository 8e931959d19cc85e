"""``flask files``: prove that every paper is still there, and let the virus scanner look."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from tracker.channels.clamd import ClamdScanner
from tracker.db import db, reading
from tracker.domain.delivery import FileFaultKind, ScanState
from tracker.domain.labels import LABELS
from tracker.services.file_verification import verify_files
from tracker.services.virus_scanning import scan_again, scan_waiting
from tracker.surroundings import config, store, surroundings

group = AppGroup("files", help="The file store: nothing missing, nothing changed, no virus.")

_WORDS = LABELS[FileFaultKind]
_STATES = LABELS[ScanState]


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
    if check.scans:
        click.echo("; ".join(f"{_STATES[state]}: {count}" for state, count in check.scans))
    if check.broken:
        raise click.exceptions.Exit(1)


@group.command("scan")
@click.option("--again", is_flag=True, help="Look at every file once more.")
def scan_command(again: bool) -> None:
    """Let the virus scanner (TRACKER_CLAMD) look at files; exit 1 for a virus, 2 without it."""
    if not config().clamd:
        raise click.ClickException(
            "Chưa cấu hình phần mềm quét vi-rút. (TRACKER_CLAMD is not set.)"
        )
    work = scan_again if again else scan_waiting
    done = work(
        db.session(),
        store=store(),
        scanner=ClamdScanner(config().clamd),
        clock=surroundings().clock,
    )
    click.echo(
        f"{_STATES[ScanState.CLEAN]}: {done.clean}; {_STATES[ScanState.INFECTED]}: "
        f"{done.infected}; {_STATES[ScanState.UNSCANNABLE]}: {done.unscannable}"
    )
    if done.away:
        click.echo(f"Phần mềm quét vi-rút không trả lời: {done.away}", err=True)
        raise click.exceptions.Exit(2)
    if done.infected:
        raise click.exceptions.Exit(1)
