"""The register of numbers: what was given, what is missing, entering one from outside."""

from __future__ import annotations

from http import HTTPStatus

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import carry_out
from tracker.blueprints.guards import requires
from tracker.blueprints.official_papers.forms import EnterNumberForm
from tracker.blueprints.official_papers.views import bp
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.models import PaperNumberRow
from tracker.permissions import Permission, allows
from tracker.queries.official_papers import number_register, seen_papers, series_used
from tracker.services import paper_numbers
from tracker.surroundings import now, today


@bp.get("/register")
@requires(Permission.PAPER_REGISTER)
def register() -> str:
    """One series in one year; numbers that nobody has stand above."""
    office_id = actor().office_id or 0
    used = series_used(db.session(), office_id)
    here = _chosen(used)
    found = number_register(db.session(), office_id, *here) if here else None
    rows = found.rows if found else ()
    return render_template(
        "official_papers/register.html",
        found=found,
        tabs=[_tab(series, year, here) for series, year in used],
        seen=seen_papers(db.session(), actor(), [row.paper_id for row in rows if row.paper_id]),
        reports_seen=allows(actor(), Permission.REPORT_VIEW),
        enters=allows(actor(), Permission.PAPER_REGISTER_ENTER),
    )


@bp.route("/register/new", methods=["GET", "POST"])
@requires(Permission.PAPER_REGISTER_ENTER)
def enter() -> Response | str | tuple[str, int]:
    """A paper made outside takes a number too."""
    form = EnterNumberForm(signed_on=today())
    done = carry_out(
        form,
        lambda: paper_numbers.enter_number(
            db.session(), series=form.series.data or "", symbol=form.symbol.data or "",
            number=form.number.data, signed_on=form.signed_on.data,
            subject=form.subject.data or "", actor=actor(), now=now(),
        ),
        location=_place,
        said=lambda row: _("Đã vào sổ số %(number)s.", number=f"{row.number:02d}"),
    )  # fmt: skip
    if done is not None:
        return done
    page = render_template("official_papers/enter.html", form=form)
    return (page, HTTPStatus.UNPROCESSABLE_ENTITY) if form.is_submitted() else page


def _place(row: PaperNumberRow) -> str:
    return url_for("official_papers.register", series=row.series, year=row.year)


def _chosen(used: list[tuple[str, int]]) -> tuple[str, int] | None:
    """What the address asks for, else the first there is."""
    asked = (request.args.get("series", ""), request.args.get("year", ""))
    same = [row for row in used if (row[0], str(row[1])) == asked]
    return next(iter(same or used), None)


def _tab(series: str, year: int, here: tuple[str, int] | None) -> dict[str, object]:
    return {
        "label": _("Sổ %(series)s năm %(year)s", series=series, year=year),
        "url": url_for("official_papers.register", series=series, year=year),
        "current": (series, year) == here,
    }
