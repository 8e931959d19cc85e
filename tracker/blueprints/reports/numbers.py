"""Number and day of a report, and the signed report that comes back."""

from __future__ import annotations

from http import HTTPStatus

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import IntegerField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from tracker.blueprints.deeds import VersionedDeedForm, carry_out, done_before
from tracker.blueprints.downloads import send_kept
from tracker.blueprints.fields import Filled, VietnameseDateField
from tracker.blueprints.guards import NOT_THERE, requires
from tracker.blueprints.papers import PapersField, VouchedField
from tracker.blueprints.present import actor
from tracker.blueprints.reports.views import bp, report_here
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.domain.report_files import report_name
from tracker.domain.report_snapshot import from_json_to_show
from tracker.models import Report
from tracker.permissions import Permission
from tracker.queries.reports import snapshot_of
from tracker.services import report_numbers
from tracker.services.evidence import KeptFile
from tracker.surroundings import now, today

Answer = Response | str | tuple[str, int]


class NumberForm(VersionedDeedForm):
    """Number and day; without a number the next one of the series."""

    number = IntegerField(_l("Số"), [Optional()])
    signed_on = VietnameseDateField(_l("Ngày ký"), [Filled(_l("Hãy ghi ngày ký báo cáo."))])


class SignedForm(VersionedDeedForm):
    """The signed report that came back, for the snapshot that the person saw."""

    n = IntegerField(widget=HiddenInput())
    files = PapersField(_l("Tệp báo cáo đã ký"))
    not_secret = VouchedField()


@bp.route("/<int:report_id>/number", methods=["GET", "POST"])
@requires(Permission.REPORT_MAKE)
def number(report_id: int) -> Answer:
    """Cấp số, ngày."""
    report = report_here(report_id)
    key, form = report.id, NumberForm(version=report.row_version, signed_on=today())
    done = carry_out(
        form,
        lambda: report_numbers.give_number(
            db.session(), report_id=key, version=form.version.data, number=form.number.data,
            signed_on=form.signed_on.data, actor=actor(), now=now(),
        ),
        location=_address,
        said=lambda made: _(
            "Đã cấp số %(number)s. Hãy tải báo cáo, in và trình ký.", number=f"{made.number:02d}"
        ),
    )  # fmt: skip
    return done if done is not None else _page("reports/number.html", key, form)


@bp.route("/<int:report_id>/sign", methods=["GET", "POST"])
@requires(Permission.REPORT_MAKE)
def sign(report_id: int) -> Answer:
    """Đã ký, phát hành: the signed report is bound to the snapshot."""
    report = report_here(report_id)
    key = report.id
    form = SignedForm(version=report.row_version, n=snapshot_of(db.session(), key).n)
    files: list[KeptFile] = []
    if request.method == "POST" and done_before(form) is None:
        valid, taken = form.validate(), form.files.take_in(form)
        if taken is None or not valid:
            return _page("reports/sign.html", key, form)
        files = taken
    done = carry_out(
        form,
        lambda: report_numbers.bind_signed(
            db.session(), report_id=key, version=form.version.data,
            snapshot_n=form.n.data or 0, file=files[0] if files else None, actor=actor(),
            now=now(),
        ),
        location=_address,
        said=_("Đã phát hành báo cáo; bản đã ký được gắn với số liệu đã chốt."),
    )  # fmt: skip
    return done if done is not None else _page("reports/sign.html", key, form)


@bp.get("/<int:report_id>/signed")
@requires(Permission.REPORT_VIEW)
def signed(report_id: int) -> Response:
    """The signed report as it came back."""
    report = report_here(report_id)
    if report.signed is None:
        raise NotFound(NOT_THERE)
    return send_kept(report.signed, report.signed_name or "")


def _address(report: Report) -> str:
    return url_for("reports.show", report_id=report.id)


def _page(template: str, report_id: int, form: VersionedDeedForm) -> Answer:
    report = db.session.get_one(Report, report_id)
    row = snapshot_of(db.session(), report_id)
    name = report_name(from_json_to_show(row.content))
    page = render_template(
        template, report=report, row=row, form=form, back=_address(report), name=name
    )
    return (page, HTTPStatus.UNPROCESSABLE_ENTITY) if form.is_submitted() else page
