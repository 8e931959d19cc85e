"""Units end and others take over: asked, looked at with every number, then done once.

Between the two steps the order travels in the form, signed, as lists from Excel do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.blueprints.admin.door import Answer, bp, here, page
from tracker.blueprints.admin.planned_successions import planned_rows
from tracker.blueprints.admin.succession_forms import (
    ConfirmSuccessionForm,
    SuccessionForm,
)
from tracker.blueprints.deeds import done_before, perform, refuse
from tracker.blueprints.fields import parse_day
from tracker.blueprints.filters import day
from tracker.blueprints.guards import requires
from tracker.blueprints.keys import key_in
from tracker.blueprints.present import actor
from tracker.blueprints.signed import loaded, packed
from tracker.db import db
from tracker.domain.errors import InvalidInput
from tracker.domain.unit_handover import PeopleFate
from tracker.models import Unit
from tracker.permissions import Permission
from tracker.queries.unit_handover import Handover, handover, open_tasks_of, posts_of
from tracker.queries.units import choices_by_type, orderable_units, unit_of_office, unit_types
from tracker.services.planned_successions import check_planned, plan_succession
from tracker.services.succession_check import SuccessionOrder, check
from tracker.services.succession_values import order_of, order_values
from tracker.services.unit_succession import succeed
from tracker.surroundings import now, today

PURPOSE = "succession"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the look: what, how many, what becomes of it."""

    what: str
    number: int
    becomes: str


@bp.route("/units/succession", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def succession() -> Answer:
    """First step: nothing is written, every number is said."""
    form = SuccessionForm(**({} if request.method == "POST" else _asked()))
    _offer(form)
    if form.validate_on_submit():
        units = [db.session.get(Unit, key) for key in form.units.data or ()]
        order = form.order({unit.id: unit.row_version for unit in units if unit is not None})
        try:
            _check(order)
            return _look(order)
        except InvalidInput as error:
            refuse(form, error)
    return page("admin/succession.html", form, planned=planned_rows())


@bp.post("/units/succession/confirm")
@requires(Permission.OFFICE_ADMINISTER)
def confirm_succession() -> Answer | Response:
    """Second step: all of it in one transaction, or nothing."""
    form, me = ConfirmSuccessionForm(), actor()
    if not form.validate():
        return redirect(url_for("admin.succession"))
    if (before := done_before(form)) is not None:
        return before
    order = order_of(loaded(form.order.data or "", PURPOSE, me), _by_task())
    if order.on_day > today():
        return _plan(form, order)
    made: Unit | None = perform(
        form,
        lambda: succeed(db.session(), order=order, actor=me, now=now()),
        location=lambda unit: url_for("admin.unit", unit_id=unit.id),
    )
    if made is None:
        return _look(order, form)
    flash(_("Đã ghi nhận việc sắp xếp đơn vị; các nhiệm vụ chưa hoàn thành đã chuyển."), "success")
    return redirect(url_for("admin.unit", unit_id=made.id))


def _check(order: SuccessionOrder) -> None:
    """Raise InvalidInput for what cannot be done on the order's day, today or later."""
    if order.on_day > today():
        check_planned(db.session(), order, actor=actor())
    else:
        check(db.session(), order, actor=actor(), now=now())


def _plan(form: ConfirmSuccessionForm, order: SuccessionOrder) -> Answer | Response:
    """Keep the order for its day."""
    back = url_for("admin.succession")
    planned = perform(
        form,
        lambda: plan_succession(db.session(), order=order, actor=actor(), now=now()),
        location=lambda _done: back,
    )
    if planned is None:
        return _look(order, form)
    flash(
        _("Đã ghi nhận. Hệ thống tự chuyển nhiệm vụ vào ngày %(day)s.", day=day(order.on_day)),
        "success",
    )
    return redirect(back)


def _asked() -> dict[str, object]:
    """What the address says: a unit's own page, or the way back from the look."""
    args = request.args
    found: dict[str, object] = {
        "units": [key for text in args.getlist("unit") if (key := key_in(text))],
        "others": [key for text in args.getlist("others") if (key := key_in(text))],
        "on_day": _day(args.get("on_day", "")),
        "people": PeopleFate(fate)
        if (fate := args.get("people", "")) in list(PeopleFate)
        else PeopleFate.SAME_POST,
    }
    if (successor := key_in(args.get("successor"))) is not None:
        found["successor"] = successor
    return found | {
        name: args.get(name, "") for name in ("basis", "new_name", "new_short", "type_code")
    }


def _day(text: str) -> date | None:
    try:
        return parse_day(text) if text else today()
    except ValueError:
        return today()


def _offer(form: SuccessionForm) -> None:
    units = choices_by_type(orderable_units(db.session(), here(), today()))
    form.units.offer(units)
    form.others.offer(units)
    form.successor.offer(units)
    form.offer_types([(kind.code, kind.name) for kind in unit_types(db.session())])


def _by_task() -> dict[int, int]:
    """The successor chosen for single tasks: ``task-12`` → unit."""
    found = {}
    for name, value in request.form.items():
        task_id, unit_id = key_in(name.removeprefix("task-")), key_in(value)
        if name.startswith("task-") and task_id is not None and unit_id is not None:
            found[task_id] = unit_id
    return found


def _look(order: SuccessionOrder, refused: ConfirmSuccessionForm | None = None) -> Answer:
    session, me = db.session(), actor()
    form = refused or ConfirmSuccessionForm(formdata=None)
    form.order.data = packed(order_values(order), PURPOSE, me)
    office = here()
    units = [found for key in order.unit_ids
             if (found := unit_of_office(session, office.id, key)) is not None]  # fmt: skip
    heirs = [found for key in (order.successor_id, *order.others)
             if key and (found := unit_of_office(session, office.id, key)) is not None]  # fmt: skip
    heir = order.new_unit.name if order.new_unit is not None else heirs[0].name
    counts = handover(session, order.unit_ids, order.on_day)
    text = render_template(
        "admin/succession_look.html",
        form=form,
        units=units,
        heir=heir,
        heirs=_offered(order, heirs),
        on_day=order.on_day,
        later=order.on_day > today(),
        basis=order.basis,
        heading=_heading(counts.tasks, heir),
        lines=[line for line in _lines(counts, order, heir) if line.number],
        tasks=open_tasks_of(session, order.unit_ids),
        posts=posts_of(session, order.unit_ids, order.on_day),
        people=order.people,
        back=_back(order),
    )
    return (text, 422) if refused is not None else text


def _heading(tasks: int, heir: str) -> str:
    if not tasks:
        return _("Không có nhiệm vụ nào phải chuyển sang %(unit)s", unit=heir)
    return ngettext(
        "%(num)s nhiệm vụ sẽ chuyển sang %(unit)s",
        "%(num)s nhiệm vụ sẽ chuyển sang %(unit)s",
        tasks,
        unit=heir,
    )


def _offered(order: SuccessionOrder, heirs: Sequence[Unit]) -> list[tuple[str, str]]:
    """Successors for single tasks; empty value: the first one. Nothing to choose: no list."""
    if not order.others:
        return []
    first = order.new_unit.name if order.new_unit is not None else heirs[0].name
    rest = heirs if order.new_unit is not None else heirs[1:]
    return [("", first), *((str(unit.id), unit.name) for unit in rest)]


def _lines(counts: Handover, order: SuccessionOrder, heir: str) -> list[Line]:
    return [*_work_lines(counts, heir), *_other_lines(counts, order, heir)]


def _work_lines(counts: Handover, heir: str) -> list[Line]:
    moved = _("%(unit)s chủ trì tiếp, giữ nguyên thời hạn", unit=heir)
    return [
        Line(_("Nhiệm vụ chưa hoàn thành"), counts.tasks, moved),
        Line(
            _("trong đó đã báo cáo hoàn thành, chờ xác nhận"),
            counts.submitted,
            _("báo cáo giữ nguyên, chờ xác nhận như cũ"),
        ),
        Line(
            _("Phần việc phối hợp chưa trả lời"),
            counts.parts,
            _("%(unit)s trả lời thay, trừ nơi đã có phần việc của mình", unit=heir),
        ),
        Line(
            _("Nhiệm vụ thường xuyên"),
            counts.regular,
            _("%(unit)s báo cáo từ kỳ sau; kỳ đang chạy vẫn của đơn vị cũ", unit=heir),
        ),
        Line(_("Nhiệm vụ định kỳ"), counts.series, _("các kỳ tiếp theo giao %(unit)s", unit=heir)),
        Line(
            _("Báo cáo kỳ đang soạn"),
            counts.reports,
            _("ở lại đơn vị cũ; đơn vị theo dõi nhập thay để gửi"),
        ),
    ]


def _other_lines(counts: Handover, order: SuccessionOrder, heir: str) -> list[Line]:
    fate = {
        PeopleFate.SAME_POST: _("chuyển sang %(unit)s, giữ nguyên vị trí", unit=heir),
        PeopleFate.OFFICERS: _("chuyển sang %(unit)s với vị trí công chức", unit=heir),
        PeopleFate.ENDED: _("kết thúc vị trí; hãy cấp vị trí mới sau"),
    }[order.people]
    return [
        Line(_("Nhóm đơn vị"), counts.groups, _("%(unit)s vào thay", unit=heir)),
        Line(_("Người đang công tác"), counts.people, fate),
        Line(
            _("Phân công xử lý thay đang có hiệu lực"),
            counts.substitutions,
            _("giữ nguyên theo người"),
        ),
        Line(
            _("Phân công lãnh đạo phụ trách"),
            counts.charges,
            _("kết thúc; chuyển sang %(unit)s nếu chưa có lãnh đạo phụ trách", unit=heir),
        ),
        Line(_("Nhiệm vụ đã kết thúc"), counts.closed, _("giữ nguyên đơn vị cũ, tên cũ")),
    ]


def _back(order: SuccessionOrder) -> str:
    new = order.new_unit
    return url_for(
        "admin.succession",
        unit=list(order.unit_ids),
        others=list(order.others),
        on_day=f"{order.on_day:%d/%m/%Y}",
        basis=order.basis,
        successor=order.successor_id,
        new_name=new.name if new else None,
        new_short=new.short if new else None,
        type_code=new.type_code if new else None,
        people=order.people.value,
    )
