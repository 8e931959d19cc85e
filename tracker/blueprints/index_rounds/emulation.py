"""Thi đua: units ranked for some days by the office's own formula, shown beside the table."""

from __future__ import annotations

from datetime import date

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import IntegerField
from wtforms.widgets import HiddenInput

from tracker.blueprints.deeds import DeedForm, carry_out
from tracker.blueprints.fields import (
    Filled,
    NormalisedStringField,
    NormalisedTextArea,
    VietnameseDateField,
)
from tracker.blueprints.filter_form import FilterForm
from tracker.blueprints.guards import NOT_THERE, requires
from tracker.blueprints.index_rounds.views import bp
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.emulation import EmulationFigure, standings
from tracker.domain.errors import NotFound
from tracker.domain.index_formula import LONGEST
from tracker.domain.reporting_periods import Window
from tracker.permissions import Permission
from tracker.permissions.index_scope import sees_every_sheet
from tracker.queries.emulation import competitors, formula_words, present_formula
from tracker.services.emulation import set_formula
from tracker.surroundings import now, today


class DaysForm(FilterForm):
    """The days that count, both inside."""

    SPAN = ("from_on", "to_on")

    from_on = VietnameseDateField(_l("Từ ngày"))
    to_on = VietnameseDateField(_l("đến ngày"))

    def days(self, on_day: date) -> Window:
        """From the year's first day until ``on_day`` where nothing else was asked."""
        self.validate()
        last: date = self.answered("to_on") or on_day
        first: date = self.answered("from_on") or date(last.year, 1, 1)
        return Window(min(first, last), last)


class FormulaForm(DeedForm):
    """Công thức thi đua."""

    formula = NormalisedStringField(
        _l("Công thức"), [Filled(_l("Hãy ghi công thức."))], max_length=LONGEST
    )
    basis = NormalisedTextArea(
        _l("Căn cứ"), [Filled(_l("Hãy ghi căn cứ (quy chế thi đua, số, ngày)."))], max_length=500
    )
    seen = IntegerField(widget=HiddenInput(), default=0)


@bp.get("/emulation")
@requires(Permission.INDEX_VIEW)
def emulation() -> str:
    """Xếp hạng thi đua, for whoever sees the whole index: no unit before it is told."""
    if not sees_every_sheet(actor()):
        raise NotFound(NOT_THERE)
    session, office_id = db.session(), actor().office_id or 0
    bar = DaysForm(request.args)
    days = bar.days(today())
    found = present_formula(session, office_id)
    words = formula_words(found)
    units = competitors(session, office_id=office_id, days=days, as_of=today())
    return render_template(
        "index_rounds/emulation.html",
        days=days,
        bar=bar,
        formula=words,
        version=found,
        figures=list(EmulationFigure),
        rows=standings(units, words),
    )


@bp.route("/emulation/formula", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN)
def edit_formula() -> Response | str | tuple[str, int]:
    """Sửa công thức thi đua."""
    found = present_formula(db.session(), actor().office_id or 0)
    form = FormulaForm(formula=formula_words(found), seen=found.n if found else 0)
    done = carry_out(
        form,
        lambda: set_formula(
            db.session(), formula=form.formula.data or "", basis=form.basis.data or "",
            seen=form.seen.data or 0, actor=actor(), now=now(),
        ),
        location=lambda _row: url_for("index_rounds.emulation"),
        said=_("Đã đổi công thức thi đua. Bảng xếp hạng tính theo công thức mới."),
    )  # fmt: skip
    if done is not None:
        return done
    page = render_template("index_rounds/formula.html", form=form, figures=list(EmulationFigure))
    return (page, 422) if form.errors else page
