"""Taking a paper in: read outside any transaction, written in one short one."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import done_before, perform, refuse
from tracker.blueprints.directives.forms import BLANKS, ReceiveForm
from tracker.blueprints.directives.views import bp
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import InvalidInput, SecretRefused
from tracker.domain.vietnamese import day_words
from tracker.models import Directive
from tracker.permissions import Permission
from tracker.queries.working_calendar import working_calendar
from tracker.services.intake import Received, already_taken_in, receive
from tracker.services.intake_reading import TakenIn, read_pasted, read_upload
from tracker.services.scan_queue import (
    ScanNote,
    drop,
    put_note,
    queue,
    reads_scans,
    what_is_missing,
)
from tracker.surroundings import now, store, today


@bp.route("/receive", methods=["GET", "POST"])
@requires(Permission.DIRECTIVE_RECEIVE)
def take_in() -> Response | str | tuple[str, int]:
    """Ask for the paper; take it in."""
    form = ReceiveForm(received_on=today())
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        taken = _read(form)
        answer = None
        if taken is not None and taken.pictures and reads_scans():
            answer = _wait(form, taken)
        elif taken is not None:
            answer = _enter(form, taken)
        if answer is not None:
            return answer
    page = render_template("directives/receive.html", form=form, scans_missing=_scans_missing())
    return (page, 422) if form.is_submitted() else page


def _read(form: ReceiveForm) -> TakenIn | None:
    """What was sent, read; None when it was refused and nothing of it is left."""
    try:
        if form.file.data:
            upload = form.file.data[0]
            data, name = upload.stream.read(), upload.filename or ""
            return read_upload(
                store(),
                data,
                name,
                not_secret=bool(form.not_secret.data),
                pictures_later=reads_scans(),
            )
        return read_pasted(store(), form.text.data or "")
    except SecretRefused as error:
        form.text.data, form.text.raw_data = "", None
        refuse(form, error)
    except InvalidInput as error:
        refuse(
            form,
            error
            if error.field
            else InvalidInput(
                error.message,
                field="file" if form.file.data else "text",
                **error.values,  # type: ignore[arg-type]
            ),
        )
    return None


def _enter(form: ReceiveForm, taken: TakenIn) -> Response | None:
    office_id = actor().office_id or 0
    first = already_taken_in(db.session(), taken, office_id)
    if first is not None:
        store().discard(taken.waiting)
        return _to_the_first(first)
    store().keep(taken.waiting)
    calendar = working_calendar(db.session(), office_id)
    done = perform(
        form,
        lambda: receive(
            db.session(),
            taken=taken,
            received_on=form.received_on.data or today(),
            source=form.source.data,
            arrival_number=form.arrival_number.data or "",
            calendar=calendar,
            actor=actor(),
            now=now(),
        ),
        location=lambda received: url_for("directives.show", directive_id=received.directive.id),
    )
    return _led_on(done, taken) if done is not None else None


def _wait(form: ReceiveForm, taken: TakenIn) -> Response | None:
    """A scan is read in the background, from quarantine; the second of the same waits with it."""
    first = already_taken_in(db.session(), taken, actor().office_id or 0)
    if first is not None:
        store().discard(taken.waiting)
        return _to_the_first(first)
    note = put_note(
        store(),
        ScanNote(taken.name, form.arrival_number.data or "", not_secret=bool(form.not_secret.data)),
    )
    queued = None
    try:
        queued = perform(
            form,
            lambda: queue(
                db.session(),
                taken=taken,
                note=note,
                received_on=form.received_on.data or today(),
                source=form.source.data,
                actor=actor(),
                now=now(),
            ),
            location=lambda queued: url_for("directives.scan", job_id=queued.job.id),
        )
    finally:
        if queued is None or not queued.is_new:
            drop(store(), [taken.waiting.token, note.token])
    if queued is None:
        return None
    if not queued.is_new:
        flash(_("Tệp này đang được đọc rồi. Đây là lần đọc đó; không đọc lần thứ hai."), "warning")
    return redirect(url_for("directives.scan", job_id=queued.job.id))


def _scans_missing() -> str:
    """Why scans are not read here; empty when they are."""
    return "" if reads_scans() else what_is_missing()


def _led_on(done: Received, taken: TakenIn) -> Response:
    if not done.is_new:
        return _to_the_first(done.directive)
    found = len(taken.reading.drafts)
    if found:
        flash(_("Đã tiếp nhận văn bản và đề xuất %(n)s nội dung để rà soát.", n=found), "success")
    else:
        flash(
            _(
                "Đã tiếp nhận văn bản. Không tìm thấy nội dung giao việc nào trong văn bản; "
                "có thể thêm nhiệm vụ bằng tay."
            ),
            "warning",
        )
    blank = any(not getattr(done.directive, name) for name in BLANKS)
    further = "directives.complete" if blank else "directives.show"
    return redirect(url_for(further, directive_id=done.directive.id))


def _to_the_first(directive: Directive) -> Response:
    flash(
        _(
            "Văn bản này đã được tiếp nhận ngày %(day)s. Đây là bản đã có; không tạo bản thứ hai.",
            day=day_words(directive.received_on),
        ),
        "warning",
    )
    return redirect(url_for("directives.show", directive_id=directive.id))
