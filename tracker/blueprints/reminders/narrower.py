"""Stricter rules for one unit or one directive: begin one, end one."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask_babel import gettext as _

from tracker.blueprints.deeds import carry_out, refuse
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.reminders.door import Answer, bp, here
from tracker.blueprints.reminders.forms import EndRuleForm, ScopeForm
from tracker.blueprints.reminders.page import shown
from tracker.db import db
from tracker.domain.errors import InvalidInput, NotFound
from tracker.models import ReminderRuleRow
from tracker.permissions import Permission
from tracker.queries.directives import recent_papers
from tracker.queries.reminder_rules import OFFICE_SCOPE, rule_of
from tracker.queries.units import choices_by_type, orderable_units
from tracker.services import reminder_rules
from tracker.surroundings import now, today


@bp.route("/narrower", methods=["GET", "POST"])
@requires(Permission.REMINDER_RULES)
def begin() -> Answer:
    """Which rule is to be stricter for whom; its ladder comes on the next page."""
    form, session, office = ScopeForm(), db.session(), here()
    form.unit.offer(choices_by_type(orderable_units(session, office, today())))
    form.directive.offer(recent_papers(session, office.id))
    if form.validate_on_submit():
        kind = form.kind.data.value
        if form.unit.data and not form.directive.data:
            return redirect(url_for("reminders.edit_for_unit", kind=kind, unit_id=form.unit.data))
        if form.directive.data and not form.unit.data:
            return redirect(
                url_for("reminders.edit_for_directive", kind=kind, directive_id=form.directive.data)
            )
        refuse(form, InvalidInput("Hãy chọn một đơn vị hoặc một văn bản.", field="unit"))
    page = render_template("reminders/narrower.html", form=form)
    return (page, 422) if form.is_submitted() else page


@bp.route("/narrower/<int:rule_id>/end", methods=["GET", "POST"])
@requires(Permission.REMINDER_RULES)
def end(rule_id: int) -> Answer:
    """The general rule holds again; asks on its own page."""
    row = db.session.get(ReminderRuleRow, rule_id)
    if row is None or row.office_id != here().id or row.scope == OFFICE_SCOPE:
        raise NotFound("Không tìm thấy nội dung này. Có thể nó đã bị xóa.")
    form, me = EndRuleForm(), actor()
    done = carry_out(
        form,
        lambda: reminder_rules.end_narrow_rule(
            db.session(), rule_id=rule_id, basis=form.basis.data or "", actor=me, now=now()
        ),
        location=lambda _row: url_for("reminders.index"),
        said=_("Quy tắc riêng đã thôi áp dụng."),
    )
    if done is not None:
        return done
    page = render_template("reminders/end.html", form=form, shown=shown(rule_of(row), row))
    return (page, 422) if form.is_submitted() else page
