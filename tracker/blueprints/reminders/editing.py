"""The rules in plain words; editing one, with a look at whom it would reach before it is saved."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from tracker.blueprints.deeds import DeedForm, carry_out, done_before, perform, refuse
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.reminders.door import Answer, bp, here, kind_of
from tracker.blueprints.reminders.forms import RuleForm
from tracker.blueprints.reminders.page import all_shown, heading_of, people_shown, shown
from tracker.db import db
from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.reminder_ladder import ReminderRule
from tracker.domain.reminder_scope import is_narrow
from tracker.models import Directive, ReminderRuleRow
from tracker.permissions import Permission
from tracker.queries.directives import paper_words
from tracker.queries.reminder_rules import (
    default_rules,
    rule_of,
    rule_rows,
    rules_of_office,
    versions_of,
)
from tracker.queries.units import unit_of_office
from tracker.services import reminder_rules
from tracker.services.reminder_look import MOST_A_WEEK, Look, week_of, with_rule
from tracker.services.reminder_rows import scope_of
from tracker.surroundings import now


@bp.get("/")
@requires(Permission.REMINDER_LOOK)
def index() -> str:
    """Every rule of the office in plain words."""
    general, narrow = all_shown(rule_rows(db.session(), here().id, now()))
    return render_template(
        "reminders/index.html",
        general=general,
        narrow=narrow,
        running=sum(one.rule.enabled for one in general),
    )


@bp.route("/rules/<kind>", methods=["GET", "POST"])
@requires(Permission.REMINDER_RULES)
def edit(kind: str) -> Answer:
    """The office's own rule of a kind."""
    default = next(rule for rule in default_rules() if rule.kind is kind_of(kind))
    return _edit(default, "")


@bp.route("/rules/<kind>/units/<int:unit_id>", methods=["GET", "POST"])
@requires(Permission.REMINDER_RULES)
def edit_for_unit(kind: str, unit_id: int) -> Answer:
    """A stricter rule for one unit."""
    unit = unit_of_office(db.session(), here().id, unit_id)
    if unit is None:
        raise NotFound("Không tìm thấy đơn vị này trong cơ quan.")
    return _edit(replace(_general(kind), unit_id=unit.id, id=None), unit.name)


@bp.route("/rules/<kind>/directives/<int:directive_id>", methods=["GET", "POST"])
@requires(Permission.REMINDER_RULES, directive=Directive)
def edit_for_directive(kind: str, directive: Directive) -> Answer:
    """A stricter rule for what one directive demands."""
    rule = replace(_general(kind), directive_id=directive.id, id=None)
    return _edit(rule, paper_words(directive))


@bp.route("/rules/<kind>/reset", methods=["GET", "POST"])
@requires(Permission.REMINDER_RULES)
def reset(kind: str) -> Answer:
    """Back to what offices begin with; asks on its own page."""
    default = next(rule for rule in default_rules() if rule.kind is kind_of(kind))
    form, row, me = DeedForm(), _present_row(default), actor()
    done = carry_out(
        form,
        lambda: reminder_rules.reset_rule(
            db.session(),
            kind=default.kind,
            seen=row.n if row else 0,
            actor=me,
            now=now(),
        ),
        location=lambda _row: url_for("reminders.index"),
        said=_("Quy tắc đã trở về mặc định."),
    )
    if done is not None:
        return done
    return render_template("reminders/reset.html", form=form, shown=shown(default, None))


def _general(kind: str) -> ReminderRule:
    """The office's rule of a kind: what a narrower one begins with."""
    rules = rules_of_office(db.session(), here().id, now())
    return next(rule for rule in rules if rule.kind is kind_of(kind) and not is_narrow(rule))


def _present_row(rule: ReminderRule) -> ReminderRuleRow | None:
    versions = versions_of(db.session(), here().id, rule.kind, scope_of(rule))
    return versions[0] if versions and versions[0].replaced_at is None else None


def _edit(like: ReminderRule, scope: str) -> Answer:
    """Ask for the ladder, show whom it would reach, save what was shown."""
    row = _present_row(like)
    before = rule_of(row) if row is not None else like
    form = RuleForm()
    if request.method == "GET":
        form.fill(before, version=row.n if row is not None else 0)
    elif (again := done_before(form)) is not None:
        return again
    rule = _typed(form, before) if form.validate_on_submit() else None
    look = _look(form, rule) if rule is not None else None
    if rule is not None and look is not None and not form.form_errors:
        seen = form.previewed.data == form.values_mark(rule)
        if request.form.get("deed") == "save" and seen:
            answer = _save(form, rule)
            if answer is not None:
                return answer
        form.previewed.data = form.values_mark(rule)
    return _page(form, before, rule, look, scope)


def _typed(form: RuleForm, before: ReminderRule) -> ReminderRule | None:
    """The ladder as it was typed; None when it cannot be, said at its place."""
    try:
        return form.rule(before)
    except InvalidInput as error:
        refuse(form, error)
        return None


def _look(form: RuleForm, rule: ReminderRule) -> Look:
    """The coming week by this rule; a fault of the form where somebody would hear too much."""
    session, office = db.session(), here()
    rules = with_rule(rules_of_office(session, office.id, now()), rule)
    look = week_of(session, office_id=office.id, rules=rules, kind=rule.kind, now=now())
    for person in look.too_many[:3]:
        fault = InvalidInput(
            "Quy tắc này sẽ nhắc %(person)s %(n)s lượt trong tuần tới, quá %(most)s lượt. "
            "Hãy bớt mốc hoặc bớt người nhận.",
            person=person.person.name,
            n=person.count,
            most=MOST_A_WEEK,
        )
        refuse(form, fault)
    return look


def _save(form: RuleForm, rule: ReminderRule) -> Answer | None:
    me = actor()
    done = perform(
        form,
        lambda: reminder_rules.set_rule(
            db.session(),
            rule=rule,
            seen=form.version.data or 0,
            basis=form.basis.data or "",
            actor=me,
            now=now(),
        ),
        location=lambda _row: url_for("reminders.index"),
    )
    if done is None:
        return None
    flash(_("Đã lưu quy tắc; áp dụng từ lần lập danh sách nhắc việc tới."), "success")
    return redirect(url_for("reminders.index"))


def _page(
    form: RuleForm,
    before: ReminderRule,
    rule: ReminderRule | None,
    look: Look | None,
    scope: str,
) -> Answer:
    page = render_template(
        "reminders/edit.html",
        form=form,
        heading=heading_of(before.kind, scope),
        before=shown(before, None),
        after=shown(rule, None) if rule is not None else None,
        look=look,
        people=people_shown(look, [rule]) if rule is not None and look is not None else [],
        versions=versions_of(db.session(), here().id, before.kind, scope_of(before)),
    )
    return (page, 422) if form.is_submitted() and (form.errors or form.form_errors) else page
