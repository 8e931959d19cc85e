"""``flask history``: prove that nobody changed the history, and hand out the seal of the day."""

from __future__ import annotations

import re
from pathlib import Path

import click
from flask.cli import AppGroup

from tracker.db import db, reading, writing
from tracker.domain.history_chain import FaultKind, Head, Keys
from tracker.domain.labels import LABELS
from tracker.models import HistoryTail
from tracker.services.history_sealing import hand_out, verify
from tracker.surroundings import config, now

group = AppGroup("history", help="The history: verify its chain, print the seal of the day.")

_HEAD = re.compile(r"(\d+):([0-9a-f]{64})")


@group.command("head")
def head_command() -> None:
    """Print today's head; whoever keeps a copy elsewhere can prove the history up to here."""
    with writing():
        head = hand_out(db.session(), now=now())
    if head is None:
        raise click.ClickException("Nhật ký chưa có gì.")
    click.echo(f"{head.on_day:%d/%m/%Y} {head.seq}:{head.seal}")


@group.command("verify")
@click.option("--head", "texts", multiple=True, help="A head kept elsewhere: NUMBER:SEAL.")
@click.option("--heads", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify_command(texts: tuple[str, ...], heads: Path | None) -> None:
    """Check every seal; exit 1 and name each broken place when there is one."""
    kept = "\n".join([*texts, heads.read_text("utf-8") if heads else ""])
    given = [Head(int(seq), seal) for seq, seal in _HEAD.findall(kept)]
    if len(given) < len(texts):
        raise click.ClickException("Đầu chuỗi phải có dạng SỐ:NIÊM PHONG (64 chữ số hệ 16).")
    with reading():
        tail = db.session.get(HistoryTail, 1)
        sealed = tail.seq if tail else 0
        found = list(verify(db.session(), keys=Keys(config().history_keys), heads=given))
    for fault in found:
        place = f"số {fault.seq}" if fault.seq is not None else "ngoài chuỗi"
        event = f", việc {fault.event_id}" if fault.event_id is not None else ""
        click.echo(f"{place}{event}: {LABELS[FaultKind][fault.kind]}")
    click.echo(f"{sealed} việc đã niêm phong, {len(found)} chỗ sai khác")
    if found:
        raise click.exceptions.Exit(1)
