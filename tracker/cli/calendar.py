"""``flask calendar``: the days that differ from the week."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from tracker.db import db, writing
from tracker.queries.working_calendar import days_of_year
from tracker.services import calendar_days
from tracker.surroundings import now, today

group = AppGroup("calendar", help="Lịch làm việc: ngày nghỉ, ngày làm bù.")


@group.command("seed")
@click.argument("years", nargs=-1, type=click.IntRange(2020, 2099))
def seed(years: tuple[int, ...]) -> None:
    """Nhập ngày lễ, Tết của các năm (mặc định: năm nay và năm tới); giữ nguyên ngày đã sửa."""
    wanted = years or (today().year, today().year + 1)
    with writing():
        changed = calendar_days.seed(db.session(), years=wanted, now=now())
    click.echo(f"Đã nhập hoặc cập nhật {changed} ngày của {', '.join(map(str, wanted))}.")


@group.command("list")
@click.argument("year", type=click.IntRange(2020, 2099))
def list_days(year: int) -> None:
    """Các ngày khác thường của một năm."""
    for row in days_of_year(db.session(), year):
        waiting = "" if row.confirmed else "  (chờ xác nhận)"
        click.echo(f"{row.on_day:%d/%m/%Y}  {row.kind.value:<13} {row.name}{waiting}")
