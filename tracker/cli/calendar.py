"""``flask calendar``: the days on which an office rests or works against the week."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from tracker.cli.which_office import chosen_office, every_office
from tracker.db import db, writing
from tracker.domain.calendar_gaps import missing_years
from tracker.models import Office
from tracker.queries.calendar_touch import years_with_due_days
from tracker.queries.working_calendar import days_of_year, working_calendar
from tracker.services import calendar_days
from tracker.surroundings import now, today

group = AppGroup("calendar", help="Lịch làm việc của cơ quan: ngày nghỉ, ngày làm bù.")


@group.command("seed")
@click.argument("years", nargs=-1, type=click.IntRange(2020, 2099))
@click.option("--office", type=int, default=None, help="Một cơ quan; mặc định mọi cơ quan.")
def seed(years: tuple[int, ...], office: int | None) -> None:
    """Nhập ngày lễ, Tết của các năm (mặc định: năm nay và năm tới); giữ nguyên ngày đã sửa."""
    wanted = years or (today().year, today().year + 1)
    offices = every_office() if office is None else [chosen_office(office)]
    with writing():
        changed = sum(
            calendar_days.seed(db.session(), office_id=key, years=wanted, now=now())
            for key in offices
        )
    click.echo(f"Đã nhập hoặc cập nhật {changed} ngày của {', '.join(map(str, wanted))}.")


@group.command("list")
@click.argument("year", type=click.IntRange(2020, 2099))
@click.option("--office", type=int, default=None, help="Cơ quan nào, khi có nhiều cơ quan.")
def list_days(year: int, office: int | None) -> None:
    """Các ngày khác thường của một năm."""
    for row in days_of_year(db.session(), chosen_office(office), year):
        waiting = "" if row.confirmed else "  (chờ xác nhận)"
        click.echo(f"{row.on_day:%d/%m/%Y}  {row.kind.value:<13} {row.name}{waiting}")


@group.command("check")
def check() -> None:
    """Báo năm chưa có lịch, ngày chờ xác nhận và thời hạn rơi vào năm chưa có lịch."""
    session, day, lacking = db.session(), today(), False
    for office_id in every_office():
        name = session.get_one(Office, office_id).name
        calendar = working_calendar(session, office_id)
        for year in missing_years(calendar, day):
            lacking = True
            click.echo(f"{name}: chưa có lịch nghỉ năm {year} (flask calendar seed {year}).")
        for year in years_with_due_days(session, office_id, day):
            if not calendar.is_entered(year) and year not in missing_years(calendar, day):
                click.echo(f"{name}: có thời hạn trong năm {year} nhưng chưa có lịch của năm đó.")
        for row in days_of_year(session, office_id, day.year):
            if not row.confirmed and row.on_day >= day:
                click.echo(f"{name}: ngày {row.on_day:%d/%m/%Y} ({row.name}) chờ xác nhận.")
    if lacking:
        raise SystemExit(1)
    click.echo("Lịch làm việc đủ cho các thời hạn đang theo dõi.")
