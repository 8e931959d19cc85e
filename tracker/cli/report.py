"""``flask report``: make a period's report into a file, and prove that kept ones are untouched."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select

from tracker.cli.which_office import chosen_office
from tracker.db import db, reading, writing
from tracker.domain.errors import DomainError
from tracker.domain.period_choice import EXAMPLES
from tracker.domain.report_snapshot import from_json
from tracker.domain.reporting_periods import FREE_KINDS, PeriodKind, window
from tracker.models import Office, Report
from tracker.permissions import actor_of
from tracker.queries.reports import snapshot_of
from tracker.queries.users import the_system
from tracker.services import report_verification, reporting
from tracker.services.due_reports import make_due_reports
from tracker.services.paper_drawing import kept_template
from tracker.services.report_drawing import draw
from tracker.surroundings import now, store, today

report_group = AppGroup("report", help="Reports: build one into a .docx, verify those kept.")

KINDS = {kind.value.replace("_", "-"): kind for kind in PeriodKind if kind not in FREE_KINDS}


@report_group.command("build")
@click.option("--kind", type=click.Choice(list(KINDS)), required=True)
@click.option("--period", required=True, help=EXAMPLES)
@click.option("--directive", type=int, default=None, help="Only this directive (its number here).")
@click.option("--unit", type=int, default=None, help="Only this unit (its number here).")
@click.option("--office", type=int, default=None, help="Which office, when there are several.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
def build(  # noqa: PLR0917 — click hands over every option
    kind: str,
    period: str,
    directive: int | None,
    unit: int | None,
    office: int | None,
    out: Path,
) -> None:
    """Count now (the system's deed, kept like any report) and write the paper to a file."""
    if not out.parent.is_dir():
        raise click.ClickException(f"Không có thư mục “{out.parent}”.")
    if directive is not None and unit is not None:
        raise click.ClickException("Chỉ chọn một phạm vi: --directive hoặc --unit.")
    key = chosen_office(office)
    try:
        days = window(KINDS[kind], period)
        with writing():
            system = the_system(db.session())
            if system is None:
                raise click.ClickException("Chưa có cơ quan nào. Hãy khởi tạo cơ quan trước.")
            report = reporting.freeze(
                db.session(),
                office_id=key,
                kind=KINDS[kind],
                key=period.strip(),
                from_on=days.from_on,
                to_on=days.to_on,
                directive_id=directive,
                unit_id=unit,
                actor=actor_of(system, office=db.session.get(Office, key), on_day=today()),
                now=now(),
            )
            row = snapshot_of(db.session(), report.id)
            drawn = draw(from_json(row.content), kept_template(report.template, store()))
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    out.write_bytes(drawn)
    click.echo(f"{out}")
    click.echo(f"báo cáo {row.report_id}, chốt lần {row.n}, đến hết ngày {row.as_of:%d/%m/%Y}")
    click.echo(f"sha256 {row.sha256}")


@report_group.command("due")
@click.option("--office", type=int, default=None, help="Which office, when there are several.")
def due(office: int | None) -> None:
    """Make the drafts of periods that have ended, as the clock does every morning."""
    with writing():
        made = make_due_reports(db.session(), office_id=chosen_office(office), now=now())
    click.echo(f"{len(made.made)} dự thảo báo cáo đã lập")


@report_group.command("verify")
@click.argument("report", type=int, required=False)
def verify(report: int | None) -> None:
    """Compare snapshots with their hashes and with the history; all reports without a number."""
    with reading():
        query = select(Report.id).order_by(Report.id)
        ids = list(
            db.session.scalars(query if report is None else query.where(Report.id == report))
        )
        if report is not None and not ids:
            raise click.ClickException(f"Không có báo cáo {report}.")
        faults = {
            key: report_verification.verify(db.session(), report_id=key, store=store())
            for key in ids
        }
    for key, found in faults.items():
        for fault in found:
            click.echo(f"báo cáo {key}: {fault}")
    broken = sum(1 for found in faults.values() if found)
    click.echo(f"{len(ids)} báo cáo, {broken} có sai khác")
    if broken:
        raise click.exceptions.Exit(1)
