"""By which template a report is drawn."""

from __future__ import annotations

from http import HTTPStatus

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField

from tracker.blueprints.deeds import VersionedDeedForm, carry_out
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.reports.views import bp, report_here
from tracker.db import db
from tracker.domain.report_files import report_name
from tracker.domain.report_snapshot import from_json_to_show
from tracker.permissions import Permission
from tracker.queries.paper_templates import templates_of
from tracker.queries.reports import snapshot_of
from tracker.services.paper_series import REPORT
from tracker.services.report_layout import choose_layout
from tracker.surroundings import now

OURS = 0
"""The choice of our own layout beside the versions of templates, which count from 1."""


class LayoutForm(VersionedDeedForm):
    """One of the office's templates, or the decree's layout."""

    template = RadioField(_l("Trình bày theo"), coerce=int)


@bp.route("/<int:report_id>/layout", methods=["GET", "POST"])
@requires(Permission.REPORT_MAKE)
def layout(report_id: int) -> Response | str | tuple[str, int]:
    """Choose the template of a draft; figures and words stay."""
    report = report_here(report_id)
    key, chosen = report.id, report.template
    form = LayoutForm(version=report.row_version, template=chosen.version if chosen else OURS)
    offered = templates_of(db.session(), report.office_id, REPORT.code)
    form.template.choices = [
        (OURS, _("Thể thức Nghị định 30 (bố cục của phần mềm)")),
        *[
            (
                each.version,
                _("Mẫu của cơ quan, bản %(n)s: %(name)s", n=each.version, name=each.name),
            )
            for each in offered
        ],
    ]
    back = url_for("reports.show", report_id=key)
    done = carry_out(
        form,
        lambda: choose_layout(
            db.session(), report_id=key, version=form.version.data,
            template_version=form.template.data or None, actor=actor(), now=now(),
        ),
        location=lambda _made: back,
        said=_("Đã chọn cách trình bày. Số liệu và lời văn giữ nguyên; hãy tải báo cáo để xem."),
    )  # fmt: skip
    if done is not None:
        return done
    name = report_name(from_json_to_show(snapshot_of(db.session(), key).content))
    page = render_template("reports/layout.html", form=form, name=name, back=back, offered=offered)
    return (page, HTTPStatus.UNPROCESSABLE_ENTITY) if form.is_submitted() else page
