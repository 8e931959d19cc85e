"""The targets of a directive: added, corrected, removed, linked to the duties that serve them."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _

from tracker.blueprints.directives.around_forms import ServingForm, TargetForm
from tracker.blueprints.directives.deeds_here import Answer, carry_out, one_click, page
from tracker.blueprints.directives.views import bp
from tracker.blueprints.guards import requires
from tracker.blueprints.keys import key_in
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.domain.vietnamese import one_line
from tracker.models import Directive, Duty, Target
from tracker.permissions import Permission
from tracker.queries.directives import paper_words
from tracker.queries.targets import duties_that_may_serve, proposed_duties, target_of
from tracker.services import targets
from tracker.surroundings import now

SHORT = 110


def targets_url(directive_id: int) -> str:
    """The part of the directive's page that lists its targets."""
    return url_for("directives.show", directive_id=directive_id, _anchor="chi-tieu")


def target_here(directive: Directive, target_id: int) -> Target:
    """The target, when it is this directive's and shown."""
    found = target_of(db.session(), directive.id, target_id)
    if found is None:
        raise NotFound("Không tìm thấy chỉ tiêu này. Có thể nó đã được bỏ.")
    return found


@bp.route("/<int:directive_id>/targets/add", methods=["GET", "POST"])
@requires(Permission.DIRECTIVE_EDIT, directive=Directive)
def add_target(directive: Directive) -> Answer:
    """A target that the reader did not find."""
    form, directive_id = TargetForm(version=0), directive.id
    back = targets_url(directive_id)
    done = carry_out(
        form,
        lambda: targets.add_target(
            db.session(), directive_id=directive_id, facts=_facts(form), actor=actor(), now=now()
        ),
        back=back,
        said=_("Đã thêm chỉ tiêu."),
    )
    return done or page(
        "directives/target.html",
        form,
        directive=db.session.get_one(Directive, directive_id),
        target=None,
        back=back,
    )


@bp.route("/<int:directive_id>/targets/<int:target_id>", methods=["GET", "POST"])
@requires(Permission.DIRECTIVE_EDIT, directive=Directive)
def target(directive: Directive, target_id: int) -> Answer:
    """Correct one target; the duties that serve it stand below."""
    found, directive_id = target_here(directive, target_id), directive.id
    form = TargetForm(obj=found, version=found.row_version)
    if not form.is_submitted():
        form.value.data = found.value.replace(".", ",")
        form.upper.data = (found.upper or "").replace(".", ",")
    back = targets_url(directive_id)
    done = carry_out(
        form,
        lambda: targets.correct_target(
            db.session(),
            directive_id=directive_id,
            target_id=target_id,
            version=form.version.data,
            facts=_facts(form),
            actor=actor(),
            now=now(),
        ),
        back=back,
        said=_("Đã lưu chỉ tiêu."),
    )
    if done is not None:
        return done
    found = target_here(db.session.get_one(Directive, directive_id), target_id)
    text = render_template(
        "directives/target.html",
        form=form,
        directive=found.directive,
        target=found,
        proposed=proposed_duties(db.session(), found),
        serving=_serving_form(found),
        back=back,
    )
    return (text, 422) if form.is_submitted() else text


@bp.post("/<int:directive_id>/targets/<int:target_id>/remove")
@requires(Permission.DIRECTIVE_EDIT, directive=Directive)
def remove_target(directive: Directive, target_id: int) -> Answer:
    """Show it no more; the history keeps what it said."""
    directive_id = directive.id
    return one_click(
        lambda version: targets.remove_target(
            db.session(),
            directive_id=directive_id,
            target_id=target_id,
            version=version,
            actor=actor(),
            now=now(),
        ),
        back=targets_url(directive_id),
        said=_("Đã bỏ chỉ tiêu khỏi văn bản."),
    )


@bp.post("/<int:directive_id>/targets/<int:target_id>/duties")
@requires(Permission.DIRECTIVE_EDIT, directive=Directive)
def serve_target(directive: Directive, target_id: int) -> Answer:
    """Link a duty to the target, or (with ``unlink``) take the link back."""
    directive_id, duty_id = directive.id, key_in(request.form.get("duty"))
    linked = "unlink" not in request.form
    return one_click(
        lambda _version: targets.link_duty(
            db.session(),
            directive_id=directive_id,
            target_id=target_id,
            duty_id=duty_id or 0,
            linked=linked,
            actor=actor(),
            now=now(),
        ),
        back=url_for("directives.target", directive_id=directive_id, target_id=target_id),
        said=_("Đã gắn nhiệm vụ với chỉ tiêu.") if linked else _("Đã bỏ gắn nhiệm vụ."),
    )


def _facts(form: TargetForm) -> targets.TargetFacts:
    return targets.TargetFacts(
        measure=form.measure.data or "",
        comparator=form.comparator.data,
        value=form.value.data or "",
        upper=form.upper.data or "",
        unit=form.unit.data or "",
        year=str(form.year.data or ""),
    )


def _serving_form(found: Target) -> ServingForm:
    form = ServingForm(formdata=None)
    form.offer(
        (duty.id, _named(duty, found)) for duty in duties_that_may_serve(db.session(), found)
    )
    return form


def _named(duty: Duty, found: Target) -> str:
    text = one_line(duty.text)
    text = text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + "…"
    own = duty.directive_id == found.directive_id
    return text if own else f"{paper_words(duty.directive)}: {text}"
