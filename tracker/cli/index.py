"""``flask index``: sets in and out as .xlsx; a sheet scored, a round ranked and verified."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from tracker.cli.which_office import chosen_office
from tracker.db import db, reading, writing
from tracker.domain.errors import DomainError
from tracker.domain.index_life import ScoreStage
from tracker.domain.index_numbers import plain, points_text
from tracker.domain.index_tree import Total
from tracker.domain.labels import label
from tracker.models import IndexRound, IndexSet, IndexSheet, Office
from tracker.permissions import Actor, actor_of
from tracker.queries.index_results import results
from tracker.queries.index_sheets import SheetView, sheet_view
from tracker.queries.users import the_system
from tracker.services import index_sealing, index_sets
from tracker.services.index_files import read_set, take_in, write_set
from tracker.surroundings import now, today

group = AppGroup("index", help="The index: import and export sets, score, rank, verify.")


@group.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Only name the faults.")
@click.option("--office", type=int, default=None, help="Which office, when there are several.")
def import_(file: Path, dry_run: bool, office: int | None) -> None:
    """Read a set from an .xlsx; with a fault nothing is taken over."""
    key = chosen_office(office)
    try:
        found = read_set(file.read_bytes(), file.name)
        for fault in found.faults:
            click.echo(str(fault))
        click.echo(f"{len(found.lines)} mục, {len(found.faults)} chỗ cần sửa")
        if found.faults:
            raise click.exceptions.Exit(1)
        head = take_in(found)
        if dry_run:
            return
        with writing():
            actor = _system(key)
            made = index_sets.create(db.session(), head=head, actor=actor, now=now())
            index_sets.replace_items(
                db.session(), set_id=made.id, lines=found.lines, actor=actor, now=now()
            )
            number, version = made.id, made.version
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"bộ chỉ số {number}, phiên bản {version}, đang soạn")


@group.command("export")
@click.argument("number", metavar="SET", type=int)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
def export(number: int, out: Path) -> None:
    """Write a set to an .xlsx that can be imported again."""
    if not out.parent.is_dir():
        raise click.ClickException(f"Không có thư mục “{out.parent}”.")
    with reading():
        out.write_bytes(write_set(_found(IndexSet, number, "bộ chỉ số")))
    click.echo(str(out))


@group.command("score")
@click.argument("number", metavar="SHEET", type=int)
@click.option("--json", "out", type=click.Path(path_type=Path, dir_okay=False), default=None)
def score(number: int, out: Path | None) -> None:
    """Sum a sheet, every level of it; with --json as a file that other programs read."""
    with reading():
        view = sheet_view(db.session(), _found(IndexSheet, number, "phiếu"))
        content = _as_json(view)
    if out is not None:
        out.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8")
    for row in content["items"]:
        if "." not in row["code"]:
            click.echo(f"{row['code']}. {row['name']}: {row['latest']['points']}")
    click.echo(f"Chỉ số: {content['index']}")


@group.command("rank")
@click.argument("number", metavar="ROUND", type=int)
def rank(number: int) -> None:
    """Places of a round, the best first, a line a unit, parted by tabs."""
    with reading():
        for one in results(db.session(), _found(IndexRound, number, "đợt đánh giá")):
            click.echo(f"{one.place}\t{one.unit}\t{points_text(one.index)}\t{one.grade}")


@group.command("verify")
@click.argument("number", metavar="ROUND", type=int)
def verify(number: int) -> None:
    """Compare a sealed round with its seal and with the history."""
    with reading():
        round_ = _found(IndexRound, number, "đợt đánh giá")
        faults = index_sealing.verify(db.session(), round_)
        said = f"{label(round_.state)}, {round_.seal or 'chưa niêm phong'}"
    for fault in faults:
        click.echo(str(fault))
    click.echo(said)
    if faults:
        raise click.exceptions.Exit(1)


def _found(model: type[Any], number: int, word: str) -> Any:
    found = db.session.get(model, number)
    if found is None:
        raise click.ClickException(f"Không có {word} {number}.")
    return found


def _system(office_id: int) -> Actor:
    system = the_system(db.session())
    if system is None:
        raise click.ClickException("Chưa có cơ quan nào. Hãy khởi tạo cơ quan trước.")
    return actor_of(system, office=db.session.get(Office, office_id), on_day=today())


def _as_json(view: SheetView) -> dict[str, Any]:
    """The sheet with every level's totals, per column and by the latest that is known."""
    latest = view.latest()
    return {
        "sheet": view.sheet.id,
        "unit": view.sheet.unit.name,
        "round": view.sheet.round.name,
        "state": view.sheet.state.value,
        "sample": view.sheet.round.index_set.is_sample,
        "index": plain(latest.index),
        "items": [
            {
                "code": row.item.code,
                "name": row.item.name,
                "maximum": plain(row.item.maximum),
                "latest": _total(latest.by_code[row.item.code]),
                "stages": {
                    stage.value: _total(total)
                    for stage in ScoreStage
                    if (total := row.totals[stage]) is not None
                },
            }
            for row in view.rows
        ],
    }


def _total(total: Total) -> dict[str, str | None]:
    rate = total.rate
    return {
        "points": plain(total.points),
        "maximum": plain(total.maximum),
        "percent": plain(rate) if rate is not None else None,
    }
