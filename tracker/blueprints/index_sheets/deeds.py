"""Deeds that move a sheet: each asks on its own page, then does once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms import Form

from tracker.blueprints.deeds import VersionedDeedForm, carry_out, done_before
from tracker.blueprints.fields import NormalisedTextArea
from tracker.blueprints.guards import requires
from tracker.blueprints.index_sheets.forms import (
    AgreeForm,
    AskForm,
    LockForm,
    ReasonForm,
    ReopenForm,
)
from tracker.blueprints.index_sheets.items import place_of
from tracker.blueprints.index_sheets.views import bp
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import NotAllowed
from tracker.domain.index_life import SheetDeedKind, sheet_after
from tracker.models import IndexSheet
from tracker.permissions import Permission
from tracker.queries.index_sheets import sheet_view
from tracker.services import sheet_deeds
from tracker.services.evidence import KeptFile
from tracker.services.sheet_deeds import may_lock
from tracker.services.sheet_scoring import check_appraiser
from tracker.surroundings import now

Answer = Response | str | tuple[str, int]
_D = SheetDeedKind


@bp.route("/<int:sheet_id>/check", methods=["GET", "POST"])
@requires(Permission.SHEET_LOCK, sheet=IndexSheet)
def check(sheet: IndexSheet) -> Answer:
    """Kiểm tra xong, trình lãnh đạo chốt."""
    said = _("Phiếu chờ người đứng đầu đơn vị chốt.")
    return _page(sheet, _D.CHECK, sheet_deeds.check, _form(sheet), said=said)


@bp.route("/<int:sheet_id>/give-back", methods=["GET", "POST"])
@requires(Permission.SHEET_LOCK, sheet=IndexSheet)
def give_back(sheet: IndexSheet) -> Answer:
    """Trả lại để chấm tiếp."""
    form = ReasonForm(version=sheet.row_version)
    said = _("Đã trả lại phiếu để chấm tiếp.")
    return _page(sheet, _D.GIVE_BACK, sheet_deeds.give_back, form, "reason", said=said)


@bp.route("/<int:sheet_id>/lock", methods=["GET", "POST"])
@requires(Permission.SHEET_LOCK, sheet=IndexSheet)
def lock(sheet: IndexSheet) -> Answer:
    """Chốt phiếu, with the signed file."""
    if not may_lock(db.session(), sheet, actor()):
        raise NotAllowed("Phiếu do người đứng đầu đơn vị chốt.")
    form, files = LockForm(version=sheet.row_version), list[KeptFile]()
    if request.method == "POST" and done_before(form) is None:
        taken = form.files.take_in(form) if form.validate() else None
        if taken is None:
            return _shown(sheet, _D.LOCK, form)
        files = taken
    return _page(
        sheet, _D.LOCK, sheet_deeds.lock, form, said=_("Đã chốt phiếu tự chấm điểm."),
        file=files[0] if files else None,
    )  # fmt: skip


@bp.route("/<int:sheet_id>/reopen", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN, sheet=IndexSheet)
def reopen(sheet: IndexSheet) -> Answer:
    """Mở lại phiếu, with a reason, until a day."""
    form = ReopenForm(version=sheet.row_version)
    said = _("Đã mở lại phiếu. Đơn vị được thông báo.")
    return _page(sheet, _D.REOPEN, sheet_deeds.reopen, form, "reason", "until", said=said)


@bp.route("/<int:sheet_id>/items/<int:item_id>/ask", methods=["GET", "POST"])
@requires(Permission.SHEET_APPRAISE, sheet=IndexSheet)
def ask(sheet: IndexSheet, item_id: int) -> Answer:
    """Yêu cầu giải trình one item."""
    place = place_of(sheet, item_id)
    check_appraiser(sheet, place.item, actor())
    return _page(
        sheet, _D.ASK, sheet_deeds.ask, AskForm(version=sheet.row_version), "question",
        said=_("Đã gửi yêu cầu giải trình."), item_id=item_id,
    )  # fmt: skip


@bp.route("/<int:sheet_id>/explain", methods=["GET", "POST"])
@requires(Permission.SHEET_LOCK, sheet=IndexSheet)
def explain(sheet: IndexSheet) -> Answer:
    """Gửi giải trình: every open question is answered at once."""
    questions = sheet_view(db.session(), sheet).open_questions
    fields: dict[str, Any] = {
        f"answer_{one.id}": NormalisedTextArea(
            f"{one.item.code}. {one.item.name}", description=one.question, max_length=4000
        )
        for one in questions
    }
    form = type("ExplainForm", (VersionedDeedForm,), fields)(version=sheet.row_version)
    keys = [one.id for one in questions]
    return _page(
        sheet, _D.EXPLAIN, sheet_deeds.explain, form, said=_("Đã gửi giải trình."),
        late={"answers": lambda: {key: form[f"answer_{key}"].data or "" for key in keys}},
    )  # fmt: skip


@bp.route("/<int:sheet_id>/pass-on", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN, sheet=IndexSheet)
def pass_on(sheet: IndexSheet) -> Answer:
    """Trình hội đồng: what nobody changed is agreed with."""
    said = _("Đã trình hội đồng.")
    return _page(sheet, _D.PASS_TO_COUNCIL, sheet_deeds.pass_to_council, _form(sheet), said=said)


@bp.route("/<int:sheet_id>/return", methods=["GET", "POST"])
@requires(Permission.SHEET_COUNCIL, sheet=IndexSheet)
def return_it(sheet: IndexSheet) -> Answer:
    """Chuyển lại thẩm định."""
    form = ReasonForm(version=sheet.row_version)
    return _page(
        sheet, _D.RETURN_TO_APPRAISAL, sheet_deeds.return_to_appraisal, form, "reason",
        said=_("Đã chuyển lại thẩm định."),
    )  # fmt: skip


@bp.route("/<int:sheet_id>/agree", methods=["GET", "POST"])
@requires(Permission.SHEET_COUNCIL, sheet=IndexSheet)
def agree(sheet: IndexSheet) -> Answer:
    """Hội đồng thông qua phiếu."""
    form = AgreeForm(version=sheet.row_version)
    said = _("Hội đồng đã thông qua phiếu. Đơn vị được thông báo.")
    return _page(sheet, _D.DECIDE, sheet_deeds.decide_sheet, form, "basis", said=said)


@bp.route("/<int:sheet_id>/undecide", methods=["GET", "POST"])
@requires(Permission.SHEET_COUNCIL, sheet=IndexSheet)
def undecide(sheet: IndexSheet) -> Answer:
    """Xem xét lại."""
    form = ReasonForm(version=sheet.row_version)
    said = _("Hội đồng xem xét lại phiếu.")
    return _page(sheet, _D.UNDECIDE, sheet_deeds.undecide, form, "reason", said=said)


def _form(sheet: IndexSheet) -> VersionedDeedForm:
    return VersionedDeedForm(version=sheet.row_version)


def _page(
    sheet: IndexSheet,
    kind: SheetDeedKind,
    service: Callable[..., Any],
    form: VersionedDeedForm,
    *names: str,
    said: str,
    late: dict[str, Callable[[], Any]] | None = None,
    **more: Any,
) -> Answer:
    """``names``: fields that the service takes; ``late``: values read when the deed is done."""
    sheet_id, back = sheet.id, url_for("index_sheets.show", sheet_id=sheet.id)
    done = carry_out(
        form,
        lambda: service(
            db.session(), sheet_id=sheet_id, version=form.version.data, actor=actor(), now=now(),
            **{name: form[name].data for name in names},
            **{name: read() for name, read in (late or {}).items()}, **more,
        ),
        location=lambda _done: back,
        said=said,
    )  # fmt: skip
    if done is not None:
        return done
    fresh = db.session.get_one(IndexSheet, sheet_id)
    sheet_after(fresh.state, kind)
    return _shown(fresh, kind, form)


def _shown(sheet: IndexSheet, kind: SheetDeedKind, form: Form) -> Answer:
    page = render_template(
        "index_sheets/deed.html", sheet=sheet, form=form, kind=kind.value,
        deed_label=kind, back=url_for("index_sheets.show", sheet_id=sheet.id),
        view=sheet_view(db.session(), sheet),
    )  # fmt: skip
    return (page, 422) if form.errors else page
