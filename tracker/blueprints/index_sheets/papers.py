"""Papers that prove an item, and who inside the unit prepares which item."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.deeds import DeedForm, carry_out, done_before
from tracker.blueprints.guards import requires
from tracker.blueprints.index_sheets.forms import ChargeForm, ItemPapersForm
from tracker.blueprints.index_sheets.items import about, place_of
from tracker.blueprints.index_sheets.views import bp
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.domain.index_life import SheetState
from tracker.domain.vietnamese import day_words
from tracker.models import Evidence, IndexSheet
from tracker.permissions import Permission
from tracker.queries.index_sheets import sheet_view
from tracker.services import sheet_charges, sheet_papers
from tracker.services.evidence import KeptFile
from tracker.surroundings import now, today

Answer = Response | str | tuple[str, int]


@bp.route("/<int:sheet_id>/items/<int:item_id>/papers", methods=["GET", "POST"])
@requires(Permission.SHEET_SCORE, sheet=IndexSheet)
def papers(sheet: IndexSheet, item_id: int) -> Answer:
    """Hand in new files for the item, or use papers of the unit again."""
    place, form = place_of(sheet, item_id), ItemPapersForm()
    _check_open(sheet)
    form.evidence_ids.choices = [
        SelectChoice(paper.id, _paper_words(paper))
        for paper in sheet_papers.offered(db.session(), sheet, item_id)
    ]
    files: list[KeptFile] = []
    if request.method == "POST" and done_before(form) is None:
        taken = form.files.take_in(form) if form.validate() else None
        if taken is None:
            return _papers_page(sheet, item_id, form)
        files = taken
    sheet_id, back = sheet.id, place.url
    done = carry_out(
        form,
        lambda: _keep(form, sheet_id, item_id, files),
        location=lambda _made: back,
        said=_("Đã gắn tài liệu kiểm chứng."),
    )
    return done or _papers_page(db.session.get_one(IndexSheet, sheet_id), item_id, form)


def _keep(
    form: ItemPapersForm, sheet_id: int, item_id: int, files: list[KeptFile]
) -> list[Evidence]:
    where: dict[str, Any] = {"sheet_id": sheet_id, "item_id": item_id}
    who: dict[str, Any] = {"place": form.place.data or "", "actor": actor(), "now": now()}
    made: list[Evidence] = []
    if files:
        made += sheet_papers.attach(
            db.session(), **where, files=files, title=form.title.data or "",
            paper_number=form.paper_number.data or "", paper_on=form.paper_on.data, **who,
        )  # fmt: skip
    if form.evidence_ids.data or not files:
        made += sheet_papers.link(
            db.session(), **where, evidence_ids=form.evidence_ids.data or [], **who
        )
    return made


@bp.post("/<int:sheet_id>/items/<int:item_id>/papers/<int:evidence_id>/unlink")
@requires(Permission.SHEET_SCORE, sheet=IndexSheet)
def unlink_paper(sheet: IndexSheet, item_id: int, evidence_id: int) -> Answer:
    """The paper no longer proves the item."""
    place, form, sheet_id = place_of(sheet, item_id), DeedForm(), sheet.id
    back = place.url
    done = carry_out(
        form,
        lambda: sheet_papers.unlink(
            db.session(), sheet_id=sheet_id, item_id=item_id, evidence_id=evidence_id,
            actor=actor(), now=now(),
        ),
        location=lambda _sheet: back,
        said=_("Đã bỏ tài liệu khỏi mục này. Tài liệu vẫn được giữ."),
    )  # fmt: skip
    return done or redirect(back)


@bp.route("/<int:sheet_id>/charge", methods=["GET", "POST"])
@requires(Permission.SHEET_SCORE, sheet=IndexSheet)
def charge(sheet: IndexSheet) -> Answer:
    """Phân công: who prepares which item, until when."""
    form, view = ChargeForm(), sheet_view(db.session(), sheet)
    people = sheet_charges.officers(db.session(), sheet, today())
    form.user.choices = [
        SelectChoice(0, _("– Bỏ phân công –")),
        *(SelectChoice(person.id, person.name) for person in people),
    ]
    form.items.choices = [
        SelectChoice(row.item.id, f"{row.item.code}. {row.item.name}{_charged(row.charge)}")
        for row in view.leaves
        if not row.is_survey
    ]
    sheet_id, back = sheet.id, url_for("index_sheets.show", sheet_id=sheet.id)
    done = carry_out(
        form,
        lambda: sheet_charges.charge(
            db.session(), sheet_id=sheet_id, item_ids=form.items.data or [],
            user_id=form.user.data or None, due_on=form.due_on.data, actor=actor(), now=now(),
        ),
        location=lambda _sheet: back,
        said=_("Đã phân công."),
    )  # fmt: skip
    if done is not None:
        return done
    fresh = db.session.get_one(IndexSheet, sheet_id)
    page = render_template("index_sheets/charge.html", form=form, sheet=fresh, back=back)
    return (page, 422) if form.errors else page


def _charged(charge: object) -> str:
    """Who has it by now."""
    person = getattr(charge, "user", None)
    if person is None:
        return ""
    until = getattr(charge, "due_on", None)
    return f" – {person.name}" + (f" ({day_words(until)})" if until else "")


def _check_open(sheet: IndexSheet) -> None:
    if sheet.state not in (SheetState.SCORING, SheetState.EXPLAINING):
        raise Conflict("Phiếu đã chốt, không thay đổi tài liệu kiểm chứng.")


def _papers_page(sheet: IndexSheet, item_id: int, form: ItemPapersForm) -> Answer:
    page = render_template("index_sheets/papers.html", form=form, **about(place_of(sheet, item_id)))
    return (page, 422) if form.errors else page


def _paper_words(paper: Evidence) -> str:
    facts = [paper.title]
    if paper.paper_number:
        facts.append(_("số %(number)s", number=paper.paper_number))
    if paper.paper_on:
        facts.append(_("ngày %(day)s", day=day_words(paper.paper_on)))
    return ", ".join(facts)
