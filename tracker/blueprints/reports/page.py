"""Everything that a report's page shows, from its snapshot and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.blueprints import comparison_tables
from tracker.blueprints import figure_tables as tables
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.delivery import ReportState
from tracker.domain.figures import Comparison
from tracker.domain.report_files import is_long, report_name
from tracker.domain.report_scope import ReportScope
from tracker.domain.report_snapshot import ReportSnapshot, from_json_to_show
from tracker.domain.report_words import cited
from tracker.domain.vietnamese import capitalised
from tracker.models import Report, ReportSnapshotRow
from tracker.permissions import Permission, allows
from tracker.services.period_archive import frozen_characters
from tracker.services.report_files import what_pdf_needs

#: So many overdue tasks stand on the page; all of them stand in the list behind the number.
OVERDUE_ROWS = 50
#: So many directives stand on the page; all of them stand in the .xlsx.
SOURCE_ROWS = 60


def report_page(
    report: Report, row: ReportSnapshotRow, rows: Sequence[ReportSnapshotRow]
) -> dict[str, Any]:
    """The values of reports/show.html for one of the report's snapshots."""
    snapshot = from_json_to_show(row.content)
    newest, own = row.n == rows[0].n, report.template_id is not None
    link = partial(url_for, "reports.rows", report_id=report.id, n=row.n)
    return {
        "report": report,
        "name": report_name(snapshot),
        "row": row,
        "snapshots": rows,
        "newest": newest,
        "numbered": f"{report.number or 0:02d}/{snapshot.number.symbol}",
        "numbers": newest and report.number is None and allows(actor(), Permission.REPORT_MAKE),
        "signs": (
            newest
            and report.number is not None
            and report.signed_sha256 is None
            and allows(actor(), Permission.REPORT_MAKE)
        ),
        "is_draft": report.state is ReportState.DRAFT,
        "whole_office": ReportScope.of(report.scope_key).whole_office,
        "long": is_long(len(row.content), by_template=own),
        "pdf_missing": _(what_pdf_needs()) if what_pdf_needs() else "",
        "period_long": is_long(
            frozen_characters(db.session(), report, actor=actor()), by_template=own
        ),
        "download": url_for("reports.download", report_id=report.id, n=row.n),
        **figures_of(snapshot, link, report.scope_key),
    }


def figures_of(snapshot: ReportSnapshot, link: tables.Link, scope_key: str) -> dict[str, Any]:
    """All that reports/_figures.html shows; ``link`` gives the list behind a number."""
    tasks, duties = snapshot.tasks, snapshot.duties
    measures = snapshot.measures
    return {
        "heading": _heading(snapshot),
        "snapshot": snapshot,
        "running": snapshot.as_of < snapshot.to_on,
        "bar": tables.bar_parts(tasks),
        "totals_columns": tables.totals_columns(),
        "totals_rows": tables.totals_rows(tasks, duties, link),
        "measure_columns": tables.measure_columns(),
        "measure_rows": tables.measure_rows(measures, link) if measures else [],
        **_comparison(snapshot, link, scope_key),
        "unit_columns": tables.unit_columns(),
        "unit_rows": tables.unit_rows(snapshot.units, tasks, duties, link),
        "field_columns": tables.unit_columns(first=_("Lĩnh vực")),
        "field_rows": (
            tables.group_rows(snapshot.fields, tasks, duties, link, by="field")
            if len(snapshot.fields) > 1
            else []
        ),
        "source_columns": tables.unit_columns(first=_("Văn bản chỉ đạo")),
        "source_rows": tables.group_rows(
            snapshot.sources[:SOURCE_ROWS], tasks, duties, link, by="directive"
        ),
        "sources_left": max(0, len(snapshot.sources) - SOURCE_ROWS),
        "regular_columns": tables.regular_columns(),
        "regular_rows": tables.regular_rows(snapshot.units, snapshot.regular, link),
        "overdue": snapshot.overdue[:OVERDUE_ROWS],
        "overdue_url": link(column="open_overdue"),
        "remarks": snapshot.remarks,
        "directives": [cited(each) for each in snapshot.directives],
    }


def _comparison(snapshot: ReportSnapshot, link: tables.Link, scope_key: str) -> dict[str, Any]:
    """The table beside earlier periods; no rows where there is none."""
    earlier = [
        (each, _earlier_link(each, scope_key))
        for each in (snapshot.before, snapshot.last_year)
        if each is not None
    ]
    if snapshot.measures is None or not earlier:
        return {"comparison_columns": [], "comparison_rows": []}
    return {
        "comparison_columns": comparison_tables.comparison_columns(
            snapshot.before, snapshot.last_year
        ),
        "comparison_rows": comparison_tables.comparison_rows(
            snapshot.tasks, snapshot.measures, earlier, link
        ),
    }


def _earlier_link(earlier: Comparison, scope_key: str) -> tables.Link:
    """The lists behind the figures of an earlier period: as they were frozen, else counted."""
    if earlier.report_id:
        return partial(url_for, "reports.rows", report_id=earlier.report_id, n=earlier.n)
    return partial(
        url_for,
        "reports.preview_rows",
        period=earlier.key,
        from_on=earlier.from_on.isoformat(),
        to_on=earlier.to_on.isoformat(),
        scope=scope_key,
    )


def _heading(snapshot: ReportSnapshot) -> str:
    """The answer in words: "Tháng 11 năm 2026: 143 lượt giao, 12 quá hạn"."""
    tasks = snapshot.tasks
    total = ngettext("%(num)s lượt giao", "%(num)s lượt giao", tasks.total)
    period = capitalised(snapshot.period)
    if tasks.open_overdue:
        return _("%(period)s: %(total)s, %(n)s quá hạn", period=period, total=total,
                 n=tasks.open_overdue)  # fmt: skip
    if tasks.total:
        return _("%(period)s: %(total)s, không có quá hạn", period=period, total=total)
    return _("%(period)s: không có lượt giao nào", period=period)
