"""The words of a report: written section by section, from units' words and last time's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import IntegerField
from wtforms.widgets import HiddenInput

from tracker.blueprints.deeds import VersionedDeedForm, carry_out
from tracker.blueprints.fields import NormalisedTextArea
from tracker.blueprints.filters import label
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.reports.views import bp, report_here
from tracker.db import db
from tracker.domain.report_files import report_name
from tracker.domain.report_snapshot import ReportSnapshot, Section, from_json_to_show
from tracker.models import Report
from tracker.permissions import Permission
from tracker.queries.report_texts import OfferedText, texts_before, unit_texts, versions_of
from tracker.queries.reports import snapshot_of
from tracker.services import report_texts
from tracker.surroundings import now

#: How much one section takes.
LONGEST = 20_000


class WordsForm(VersionedDeedForm):
    """One text a section; a line break begins a new paragraph."""

    n = IntegerField(widget=HiddenInput())
    direction = NormalisedTextArea(_l("Công tác chỉ đạo, điều hành"), max_length=LONGEST)
    results = NormalisedTextArea(_l("Kết quả thực hiện"), max_length=LONGEST)
    strengths = NormalisedTextArea(_l("Ưu điểm"), max_length=LONGEST)
    weaknesses = NormalisedTextArea(_l("Tồn tại, hạn chế"), max_length=LONGEST)
    causes = NormalisedTextArea(_l("Nguyên nhân"), max_length=LONGEST)
    next = NormalisedTextArea(_l("Phương hướng, nhiệm vụ kỳ tới"), max_length=LONGEST)
    proposals = NormalisedTextArea(_l("Đề xuất, kiến nghị"), max_length=LONGEST)

    def texts(self, sections: Sequence[Section]) -> dict[Section, str]:
        """What was typed for these sections."""
        return {section: self[section.value].data or "" for section in sections}


@bp.route("/<int:report_id>/words", methods=["GET", "POST"])
@requires(Permission.REPORT_MAKE)
def words(report_id: int) -> Response | str | tuple[str, int]:
    """Write the words; taking in somebody's words shows the page again and keeps nothing yet."""
    report = report_here(report_id)
    row = snapshot_of(db.session(), report.id)
    snapshot, key = from_json_to_show(row.content), report.id
    sections = snapshot.outline or tuple(Section)
    form = WordsForm(version=report.row_version, n=row.n, data=_written(snapshot))
    offers = _offers(report)
    taken = _take(form, offers) if form.is_submitted() else False
    done = None
    if not taken:
        done = carry_out(
            form,
            lambda: report_texts.write(
                db.session(),
                report_id=key,
                version=form.version.data,
                snapshot_n=form.n.data or 0,
                texts=form.texts(sections),
                actor=actor(),
                now=now(),
            ),
            location=lambda _made: url_for("reports.show", report_id=key),
            said=_("Đã lưu lời văn; số liệu giữ nguyên."),
        )
    if done is not None:
        return done
    page = render_template(
        "reports/words.html",
        form=form,
        report=report,
        name=report_name(snapshot),
        sections=[(section, form[section.value], offers.get(section, [])) for section in sections],
        versions=[(each, label(each.section)) for each in versions_of(db.session(), key)],
    )
    return page if taken or not form.is_submitted() else (page, HTTPStatus.UNPROCESSABLE_ENTITY)


def _written(snapshot: ReportSnapshot) -> dict[str, Any]:
    return {section.value: snapshot.words_of(section) for section in Section}


def _offers(report: Report) -> dict[Section, list[OfferedText]]:
    """By section: what was written last time first, then the units' words."""
    session = db.session()
    before, units = texts_before(session, report), unit_texts(session, report)
    found: dict[Section, list[OfferedText]] = {}
    for section in Section:
        own = [before[section]] if section in before else []
        offered = [*own, *units.get(section, ())]
        if offered:
            found[section] = offered
    return found


def _take(form: WordsForm, offers: Mapping[Section, Sequence[OfferedText]]) -> bool:
    """Whether a button took words in: they go to the end of their section, named by their unit."""
    section_key, _dot, key = request.form.get("take", "").partition(".")
    for section, offered in offers.items():
        if section.value != section_key:
            continue
        wanted = [each for each in offered if key in (each.key, "all") and _fits(each, key)]
        field = form[section.value]
        parts = [field.data or "", *(_as_taken(each) for each in wanted)]
        field.data = "\n".join(part for part in parts if part.strip())
        return bool(wanted)
    return False


def _fits(offered: OfferedText, key: str) -> bool:
    return key != "all" or offered.key != "before"


def _as_taken(offered: OfferedText) -> str:
    return offered.text if offered.key == "before" else f"{offered.unit}: {offered.text}"
