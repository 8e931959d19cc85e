"""Making a paper: choosing its kind, then what it is about; letters for all late units at once."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import DeedForm, carry_out, done_before, perform
from tracker.blueprints.guards import requires
from tracker.blueprints.keys import key_in
from tracker.blueprints.official_papers.forms import MakeForm
from tracker.blueprints.official_papers.views import bp
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import NotAllowed
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import OfficialPaper
from tracker.permissions import Permission, allows
from tracker.queries.directives import paper_words
from tracker.queries.official_papers import waiting_requests
from tracker.queries.paper_tasks import overdue_units
from tracker.queries.reports import reported_directives
from tracker.queries.unit_choices import unit_choices
from tracker.services import official_papers
from tracker.services.papers import KINDS, kind_of
from tracker.services.papers.paper_kind import Asked, Needs, PaperKind
from tracker.services.urging_letters import draft_urging_letters
from tracker.surroundings import now, today

Answer = Response | str | tuple[str, int]
LONGEST = 110


@bp.get("/new")
@requires(Permission.OFFICIAL_PAPER_ASK)
def choose() -> str:
    """The kinds that one may make, each with what it is for."""
    kinds = [kind for kind in KINDS.values() if _may_make(kind)]
    return render_template("official_papers/choose.html", kinds=kinds)


@bp.route("/new/<code>", methods=["GET", "POST"])
@requires(Permission.OFFICIAL_PAPER_ASK)
def make(code: str) -> Answer:
    """One paper of a kind; composed from what is known now, kept as a draft."""
    kind = kind_of(code)
    if not _may_make(kind):
        raise NotAllowed("Bạn không có quyền lập loại văn bản này.")
    form = _form(kind)
    done = carry_out(
        form,
        lambda: official_papers.draft(db.session(), kind=kind, asked=_asked(form), actor=actor()),
        location=_place,
        said=_("Đã lập dự thảo. Hãy đọc lại trước khi cấp số, trình ký."),
    )
    if done is not None:
        return done
    page = render_template("official_papers/make.html", form=form, kind=kind)
    return (page, HTTPStatus.UNPROCESSABLE_ENTITY) if form.is_submitted() else page


@bp.post("/urge")
@requires(Permission.OFFICIAL_PAPER_MAKE)
def urge() -> Response:
    """A chasing letter for every unit that is late today and has none yet."""
    form, back = DeedForm(), url_for("official_papers.index")
    if (before := done_before(form)) is not None:
        return before
    office_id, day = actor().office_id or 0, today()
    made: list[OfficialPaper] = []
    if form.validate_on_submit():
        made = perform(
            form,
            lambda: draft_urging_letters(
                db.session(), office_id=office_id, on_day=day, now=now(), actor=actor(),
                unit_ids=overdue_units(db.session(), office_id=office_id, on_day=day),
                rung="by hand",
            ),
            location=lambda _made: back,
        ) or []  # fmt: skip
    flash(_urged(len(made)), "success" if made else "info")
    return redirect(back)


def _urged(count: int) -> str:
    if not count:
        return _("Không có đơn vị quá hạn nào chưa có dự thảo công văn đôn đốc trong ngày.")
    return ngettext(
        "Đã lập %(num)s dự thảo công văn đôn đốc. Chưa văn bản nào được gửi đi.",
        "Đã lập %(num)s dự thảo công văn đôn đốc. Chưa văn bản nào được gửi đi.",
        count,
    )


def _may_make(kind: PaperKind) -> bool:
    if kind.by_unit:
        return bool(actor().unit_ids)
    return allows(actor(), Permission.OFFICIAL_PAPER_MAKE)


def _form(kind: PaperKind) -> MakeForm:
    """The fields that the kind asks for, with what may be chosen in them."""
    form = MakeForm()
    asked = kind.needs | kind.takes
    office_id = actor().office_id or 0
    if Needs.UNIT in asked:
        form.unit.offer(unit_choices(db.session(), office_id, today()))
    else:
        del form.unit
    if Needs.DIRECTIVE in asked:
        found = reported_directives(
            db.session(), office_id, asked=key_in(request.form.get("directive"))
        )
        form.offer_directives(
            (each.id, _cut(f"{paper_words(each)}: {each.title}")) for each in found
        )
    else:
        del form.directive
    if Needs.REQUEST in asked:
        form.offer_requests(_requests())
    else:
        del form.request
    if Needs.DAYS not in asked:
        del form.from_on
        del form.to_on
    return form


def _requests() -> list[tuple[int, str]]:
    return [
        (each.id, _cut(f"{one_line(each.task.duty.text)} → {day_words(each.wanted_on)}"))
        for each in waiting_requests(db.session(), actor())
    ]


def _asked(form: MakeForm) -> Asked:
    typed: dict[str, Any] = {field.short_name: field.data for field in form}
    return Asked(
        office_id=actor().office_id or 0,
        on_day=today(),
        now=now(),
        unit_id=typed.get("unit"),
        directive_id=typed.get("directive") or None,
        request_id=typed.get("request"),
        from_on=typed.get("from_on"),
        to_on=typed.get("to_on"),
    )


def _place(paper: OfficialPaper) -> str:
    return url_for("official_papers.show", paper_id=paper.id)


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
