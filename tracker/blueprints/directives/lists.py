"""Task lists from Excel: look at every row first, then take them in as drafts.

Between the two steps the file waits in quarantine; the form carries a signed reference to it,
good for two hours and for one person. What nobody confirms is swept away.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.conflicts import conflict_page
from tracker.blueprints.deeds import done_before, perform, refuse
from tracker.blueprints.directives.list_forms import ListForm, LookedAtForm, SheetForm
from tracker.blueprints.directives.list_page import LookedAt, list_page, said, source_of
from tracker.blueprints.directives.views import bp, visible
from tracker.blueprints.guards import requires
from tracker.blueprints.keys import key_in
from tracker.blueprints.present import actor, present_office
from tracker.blueprints.signed import loaded, packed
from tracker.db import db
from tracker.documents.file_kind import MIME_TYPES, FileKind
from tracker.domain.errors import InvalidInput, NotAllowed, NotFound
from tracker.domain.vietnamese import day_words
from tracker.models import Directive, Office
from tracker.permissions import Permission, allows
from tracker.queries.directives import typed_before
from tracker.queries.working_calendar import working_calendar
from tracker.services import sheet_files
from tracker.services.import_plan import Fate
from tracker.services.intake import already_taken_in
from tracker.services.order_source import KnownPaper, check_source
from tracker.services.planned_task import SheetPlan
from tracker.services.sheet_import import (
    ImportedList,
    import_as_directive,
    import_into,
    imported_before,
)
from tracker.services.sheet_plan import plan
from tracker.services.task_sheet import TaskSheet, look_again, take_sheet
from tracker.surroundings import now, store, today

Answer = Response | str | tuple[str, int]
PURPOSE = "task-list"


@bp.get("/lists/template")
@requires(Permission.DIRECTIVE_RECEIVE)
def list_template() -> FlaskResponse:
    """The list to fill in."""
    return _file(sheet_files.template(), "Mẫu danh mục nhiệm vụ.xlsx")


@bp.route("/lists", methods=["GET", "POST"])
@requires(Permission.DIRECTIVE_RECEIVE)
def take_list() -> Answer:
    """Ask for the list and look at it; nothing is written. ``?directive=``: under that paper."""
    directive = _asked_for(key_in(request.args.get("directive")))
    form = SheetForm() if directive is not None else ListForm(received_on=today())
    if form.validate_on_submit():
        answer = _look(form, directive)
        if answer is not None:
            return answer
    page = render_template(
        "directives/list.html",
        form=form,
        directive=directive,
        offered=typed_before(db.session(), _office().id),
    )
    return (page, 422) if form.is_submitted() else page


@bp.post("/lists/look")
@requires(Permission.DIRECTIVE_RECEIVE)
def look_at_sheet() -> Answer:
    """The same file, another of its sheets."""
    form = LookedAtForm()
    looked_at = _looked_at(form)
    if form.sheet.data:
        looked_at = looked_at.at(form.sheet.data)
    return _preview(looked_at, _again(looked_at))


@bp.post("/lists/faults")
@requires(Permission.DIRECTIVE_RECEIVE)
def faulty_rows() -> FlaskResponse:
    """The faulty rows with a column that says what is wrong, to correct and send again."""
    looked_at = _looked_at(LookedAtForm())
    found = _planned(looked_at, _again(looked_at), remarks=False)
    name = f"{looked_at.name.rpartition('.')[0]} - dòng có lỗi.xlsx"
    return _file(sheet_files.faulty_rows(found, said), name)


@bp.post("/lists/confirm")
@requires(Permission.DIRECTIVE_RECEIVE)
def confirm_list() -> Answer:
    """Take in all rows, or only the good ones where the person chose that."""
    form = LookedAtForm()
    if not form.validate():
        return redirect(url_for("directives.take_list"))
    if (before := done_before(form)) is not None:
        return before
    looked_at = _looked_at(form)
    taken = _again(looked_at)
    faulty = len(_planned(looked_at, taken, remarks=False).of(Fate.FAULTY))
    if faulty and not form.only_good.data:
        refuse(
            form,
            InvalidInput(
                "Còn %(n)s dòng có lỗi nên chưa nhập gì. Hãy sửa trong Excel rồi tải lên lại, "
                "hoặc chọn chỉ nhập các dòng đúng.",
                field="only_good",
                n=faulty,
            ),
        )
        return _preview(looked_at, taken, form)
    return _import(form, looked_at, taken)


def _look(form: Any, directive: Directive | None) -> Answer | None:
    """The page of what was sent, or None when it was refused and nothing of it is left."""
    upload = form.file.data[0]
    try:
        source = None if directive is not None else source_of(form)
        if source is not None:
            check_source(source, today())
        issued_on = directive.issued_on if directive is not None else form.issued_on.data
        taken = take_sheet(
            store(), upload.stream.read(), upload.filename or "", issued_on=issued_on
        )
    except InvalidInput as error:
        error.field = error.field or "file"
        refuse(form, error)
        return None
    first = _the_first(taken, directive)
    if first is not None:
        store().discard(taken.paper.waiting)
        return _to_the_first(first, directive)
    title = "" if directive is not None else form.title.data or ""
    return _preview(LookedAt.of(taken, directive, source, title), taken)


def _import(form: LookedAtForm, looked_at: LookedAt, taken: TaskSheet) -> Answer:
    directive = _asked_for(looked_at.directive_id)
    directive_id = directive.id if directive is not None else None
    store().keep(taken.paper.waiting)
    calendar = working_calendar(db.session(), _office().id)
    only_good = bool(form.only_good.data)

    def deed() -> ImportedList:
        common: dict[str, Any] = {"taken": taken, "only_good": only_good, "calendar": calendar}
        common |= {"actor": actor(), "now": now()}
        if directive_id is not None:
            return import_into(db.session(), directive_id=directive_id, **common)
        source, title = looked_at.order_source(), looked_at.title
        return import_as_directive(db.session(), source=source, title=title, **common)

    try:
        done = perform(form, deed, location=_made)
    except KnownPaper as error:
        return conflict_page(
            error, back_url=url_for("directives.take_list", directive=error.directive_id)
        )
    if done is None:
        return _preview(looked_at, taken, form)
    if not done.is_new:
        return _to_the_first(done.directive, directive)
    flash(_("Đã nhập %(n)s nhiệm vụ đề xuất từ Excel để rà soát.", n=done.drafts), "success")
    if done.left_out:
        flash(
            _(
                "%(n)s dòng có lỗi chưa được nhập. Hãy sửa rồi nhập bổ sung từ trang này.",
                n=done.left_out,
            ),
            "warning",
        )
    return redirect(url_for("directives.show", directive_id=done.directive.id))


def _made(done: ImportedList) -> str:
    return url_for("directives.show", directive_id=done.directive.id)


def _preview(looked_at: LookedAt, taken: TaskSheet, refused: LookedAtForm | None = None) -> Answer:
    form = refused or LookedAtForm(formdata=None)
    form.looked_at.data = packed(looked_at.plain(), PURPOSE, actor())
    found = _planned(looked_at, taken)
    page = render_template(
        "directives/list_preview.html",
        form=form,
        directive=_asked_for(looked_at.directive_id),
        title=looked_at.title or taken.title,
        **list_page(form, taken, found),
    )
    return (page, 422) if refused is not None else page


def _planned(looked_at: LookedAt, taken: TaskSheet, *, remarks: bool = True) -> SheetPlan:
    return plan(
        db.session(),
        taken=taken,
        directive=_asked_for(looked_at.directive_id),
        office=_office(),
        today=today(),
        remarks=remarks,
    )


def _again(looked_at: LookedAt) -> TaskSheet:
    directive = _asked_for(looked_at.directive_id)
    issued_on = directive.issued_on if directive is not None else looked_at.issued_on()
    return look_again(
        store(),
        looked_at.key,
        looked_at.sha256,
        looked_at.name,
        sheet=looked_at.sheet,
        issued_on=issued_on,
    )


def _looked_at(form: LookedAtForm) -> LookedAt:
    return LookedAt(**loaded(form.looked_at.data or "", PURPOSE, actor()))


def _asked_for(directive_id: int | None) -> Directive | None:
    """The paper that the list belongs to, when the present person may review it."""
    if directive_id is None:
        return None
    directive = visible(directive_id)
    if not allows(actor(), Permission.DRAFT_REVIEW, directive):
        raise NotAllowed("Bạn không có quyền thực hiện việc này.")
    return directive


def _the_first(taken: TaskSheet, directive: Directive | None) -> Directive | None:
    if directive is None:
        return already_taken_in(db.session(), taken.paper, _office().id)
    return directive if imported_before(db.session(), taken, directive.id) else None


def _to_the_first(first: Directive, directive: Directive | None) -> Response:
    if directive is None:
        sentence = _(
            "Danh mục này đã được tiếp nhận ngày %(day)s. Đây là bản đã có; không tạo bản thứ hai.",
            day=day_words(first.received_on),
        )
    else:
        sentence = _("Tệp này đã được nhập vào văn bản; không nhập lần thứ hai.")
    flash(sentence, "warning")
    return redirect(url_for("directives.show", directive_id=first.id))


def _office() -> Office:
    office = present_office()
    if office is None:
        raise NotFound("Bạn chưa thuộc cơ quan nào.")
    return office


def _file(data: bytes, name: str) -> FlaskResponse:
    mime = MIME_TYPES[FileKind.XLSX]
    return send_file(BytesIO(data), mimetype=mime, as_attachment=True, download_name=name)
