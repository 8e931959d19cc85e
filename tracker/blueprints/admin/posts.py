"""Posts in units and roles in the office, each with its days; several at once are legal."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from tracker.blueprints.admin.door import Answer, bp, here, of_here, page
from tracker.blueprints.admin.units import unit_here
from tracker.blueprints.admin.user_forms import (
    EndForm,
    GrantForm,
    MembershipForm,
    grant_choices,
    grant_of,
    grant_words,
)
from tracker.blueprints.admin.users import person_here
from tracker.blueprints.deeds import carry_out
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.domain.people import Post
from tracker.models import Membership, RoleGrant
from tracker.permissions import Permission
from tracker.queries.units import choices_by_type, existing_units
from tracker.services import posts
from tracker.surroundings import now, today


@bp.route("/users/<int:user_id>/memberships/add", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def add_membership(user_id: int) -> Answer:
    """One more post."""
    person, me = person_here(user_id), actor()
    form = MembershipForm(from_on=today(), post=Post.OFFICER)
    form.unit.offer(choices_by_type(existing_units(db.session(), here().id, today())))
    done = carry_out(
        form,
        lambda: posts.add_membership(
            db.session(),
            user_id=user_id,
            unit_id=form.unit.data or 0,
            post=form.post.data,
            title=form.title.data or "",
            from_on=form.from_on.data or today(),
            to_on=form.to_on.data,
            actor=me,
            now=now(),
        ),
        location=_user_page,
        said=_("Đã thêm vị trí công tác."),
    )
    return done or page("admin/add_membership.html", form, person=person)


@bp.route("/memberships/<int:membership_id>/end", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def end_membership(membership_id: int) -> Answer:
    """Somebody leaves a post; who held it before stays known."""
    membership = of_here(Membership, membership_id, lambda row: unit_here(row.unit_id))
    person, form, me = person_here(membership.user_id), EndForm(last_day=today()), actor()
    done = carry_out(
        form,
        lambda: posts.end_membership(
            db.session(),
            membership_id=membership_id,
            last_day=form.last_day.data or today(),
            actor=me,
            now=now(),
        ),
        location=_user_page,
        said=_("Đã ghi nhận ngày thôi giữ vị trí."),
    )
    return done or page("admin/end_membership.html", form, person=person, membership=membership)


@bp.route("/users/<int:user_id>/grants/add", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def add_grant(user_id: int) -> Answer:
    """One more role in this office."""
    person, form, me = person_here(user_id), GrantForm(from_on=today()), actor()
    form.grant.choices = grant_choices()
    done = carry_out(
        form,
        lambda: posts.grant_role(
            db.session(),
            user_id=user_id,
            module=grant_of(form.grant.data or "")[0],
            role=grant_of(form.grant.data or "")[1],
            from_on=form.from_on.data or today(),
            to_on=form.to_on.data,
            actor=me,
            now=now(),
        ),
        location=_user_page,
        said=_("Đã cấp vai trò."),
    )
    return done or page("admin/add_grant.html", form, person=person)


@bp.route("/grants/<int:grant_id>/end", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def end_grant(grant_id: int) -> Answer:
    """A role ends; what was done with it stays done."""
    grant = of_here(RoleGrant, grant_id, _of_this_office)
    person, form, me = person_here(grant.user_id), EndForm(last_day=today()), actor()
    done = carry_out(
        form,
        lambda: posts.end_grant(
            db.session(),
            grant_id=grant_id,
            last_day=form.last_day.data or today(),
            actor=me,
            now=now(),
        ),
        location=_user_page,
        said=_("Đã ghi nhận ngày hết vai trò."),
    )
    words = grant_words(grant.module, grant.role)
    return done or page("admin/end_grant.html", form, person=person, grant=grant, words=words)


def _of_this_office(grant: RoleGrant) -> None:
    if grant.office_id != here().id:
        raise NotFound("Không tìm thấy vai trò này.")


def _user_page(held: Membership | RoleGrant) -> str:
    return url_for("admin.user", user_id=held.user_id)
