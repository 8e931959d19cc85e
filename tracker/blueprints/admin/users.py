"""People of the office: list, one person, adding, correcting, one-time passwords, leaving."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import Select

from tracker.blueprints.admin.door import Answer, bp, here, page, tabs
from tracker.blueprints.admin.person_rows import is_locked, row_of
from tracker.blueprints.admin.user_forms import (
    AddPersonForm,
    PersonForm,
    grant_choices,
    grant_of,
    grant_words,
)
from tracker.blueprints.deeds import DeedForm, carry_out, done_before, perform
from tracker.blueprints.guards import requires
from tracker.blueprints.keys import key_in
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.people import Post, Role
from tracker.models import Membership, Office, RoleGrant, User
from tracker.permissions import Actor, Permission
from tracker.queries.accounts import account_office
from tracker.queries.paging import page_of
from tracker.queries.units import choices_by_type, existing_units, unit_ids_of_office
from tracker.queries.users import user_of_office, users_of_office
from tracker.services import accounts, passwords, people, posts
from tracker.surroundings import config, now, today


@bp.get("/users")
@requires(Permission.OFFICE_ADMINISTER)
def users() -> str:
    """Filtered by words, unit and role; closed accounts on request."""
    query, unit_id, role = asked_people()
    asked, found = request.args, page_of(db.session(), query, request.args.get("page"))
    return render_template(
        "admin/users.html",
        page=found,
        rows=[row_of(person, here().id) for person in found.rows],
        words=asked.get("q", ""),
        unit_choices=_chosen(_unit_choices(), unit_id),
        role_choices=[(r.value, r, r is role) for r in Role],
        closed=asked.get("closed") == "1",
        tabs=tabs(),
    )


def asked_people() -> tuple[Select[User], int | None, Role | None]:
    """The people for whom the address asks, with the unit and role in it."""
    asked = request.args
    unit_id = key_in(asked.get("unit"))
    role = Role(asked["role"]) if asked.get("role") in {role.value for role in Role} else None
    query = users_of_office(
        db.session(),
        here().id,
        words=asked.get("q", ""),
        unit_id=unit_id,
        role=role,
        active=None if asked.get("closed") == "1" else True,
        on_day=today(),
    )
    return query, unit_id, role


@bp.get("/users/<int:user_id>")
@requires(Permission.OFFICE_ADMINISTER)
def user(user_id: int) -> str:
    """One person: posts and roles of all days."""
    found, office = person_here(user_id), here()
    keeper = account_office(db.session(), found, today())
    units = unit_ids_of_office(db.session(), office.id)
    grants = [grant for grant in found.grants if grant.office_id == here().id]
    return render_template(
        "admin/user.html",
        person=found,
        posts=[
            (post, post.holds_on(today()), _lasts(post) and post.unit_id in units)
            for post in found.memberships
        ],
        keeper=None if keeper in (None, office.id) else db.session.get(Office, keeper),
        grants=[
            (grant, grant_words(grant.module, grant.role), grant.holds_on(today()), _lasts(grant))
            for grant in grants
        ],
        locked=is_locked(found),
        is_me=found.id == actor().user_id,
    )


@bp.route("/users/add", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def add_user() -> Answer:
    """Somebody new; their one-time password is shown once, on a slip to print."""
    form = AddPersonForm(from_on=today(), post=Post.OFFICER)
    form.unit.offer(_unit_choices())
    form.grants.choices = grant_choices()
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        password = passwords.one_time()
        hash_, me = passwords.hashed_one_time(password), actor()
        made = perform(form, lambda: _add(form, hash_, me), location=_user_page)
        if made is not None:
            return _slip(made, password)
    return page("admin/add_user.html", form)


@bp.route("/users/<int:user_id>/change", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def change_user(user_id: int) -> Answer:
    """Name, login, address, telephone."""
    found = person_here(user_id)
    form = PersonForm(
        seen=people.seen_of(found),
        name=found.name,
        login=found.login,
        email=found.email or "",
        phone=found.phone or "",
    )
    me = actor()
    done = carry_out(
        form,
        lambda: people.change_user(
            db.session(),
            user_id=user_id,
            seen=form.seen.data,
            login=form.login.data or "",
            name=form.name.data or "",
            email=form.email.data or "",
            phone=form.phone.data or "",
            actor=me,
            now=now(),
        ),
        location=_user_page,
        said=_("Đã sửa thông tin người dùng."),
    )
    return done or page("admin/change_user.html", form, person=found)


@bp.route("/users/<int:user_id>/reset-password", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def reset_password(user_id: int) -> Answer:
    """A one-time password, shown once; the person's sessions end."""
    found, form = person_here(user_id), DeedForm()
    if form.validate_on_submit():
        if (before := done_before(form)) is not None:
            return before
        password = passwords.one_time()
        hash_, me = passwords.hashed_one_time(password), actor()
        done = perform(form, lambda: _reset(user_id, hash_, me), location=_user_page)
        if done is not None:
            return _slip(done, password)
    return page("admin/reset_password.html", form, person=found)


@bp.route("/users/<int:user_id>/reactivate", methods=["GET", "POST"])
@requires(Permission.OFFICE_ADMINISTER)
def reactivate_user(user_id: int) -> Answer:
    """Open a closed account again."""
    found, form, me = person_here(user_id), DeedForm(), actor()
    done = carry_out(
        form,
        lambda: posts.reactivate(db.session(), user_id=user_id, actor=me, now=now()),
        location=_user_page,
        said=_("Đã mở lại tài khoản. Hãy cấp lại vị trí công tác và vai trò nếu cần."),
    )
    return done or page("admin/reactivate_user.html", form, person=found)


def person_here(user_id: int) -> User:
    """The person, when the administrator's office knows them."""
    found = user_of_office(db.session(), here().id, user_id)
    if found is None:
        raise NotFound("Không tìm thấy người dùng này trong cơ quan.")
    return found


def _add(form: AddPersonForm, password_hash: str, me: Actor) -> User:
    """The account, its first post and its first roles stand or fall together."""
    session, since = db.session(), form.from_on.data or today()
    if form.unit.data is None and not form.grants.data:
        raise InvalidInput(
            "Hãy chọn đơn vị hoặc ít nhất một vai trò; nếu không, người này không thấy gì cả.",
            field="unit",
        )
    person = people.add_user(
        session,
        login=form.login.data or "",
        name=form.name.data or "",
        email=form.email.data or "",
        phone=form.phone.data or "",
        password_hash=password_hash,
        actor=me,
        now=now(),
    )
    if form.unit.data is not None:
        posts.add_membership(
            session,
            user_id=person.id,
            unit_id=form.unit.data,
            post=form.post.data,
            title=form.title.data or "",
            from_on=since,
            actor=me,
            now=now(),
        )
    for key in form.grants.data or []:
        module, role = grant_of(key)
        posts.grant_role(
            session,
            user_id=person.id,
            module=module,
            role=role,
            from_on=since,
            actor=me,
            now=now(),
        )
    return person


def _reset(user_id: int, password_hash: str, me: Actor) -> User:
    people.own_account(db.session(), user_id=user_id, actor=me)
    return accounts.reset_password(
        db.session(), user_id=user_id, one_time_hash=password_hash, actor=me, now=now()
    )


def _slip(person: User, password: str) -> str:
    """The only page on which a one-time password ever stands."""
    return render_template(
        "admin/password_slip.html",
        people=[(person, password)],
        until=person.one_time_until,
        address=config().base_url,
    )


def _user_page(person: User) -> str:
    return url_for("admin.user", user_id=person.id)


def _unit_choices() -> dict[str, list[tuple[int, str]]]:
    return choices_by_type(existing_units(db.session(), here().id, today()))


def _chosen(
    choices: dict[str, list[tuple[int, str]]], unit_id: int | None
) -> list[tuple[str, list[tuple[int, str, bool]]]]:
    """Choices of a filter with the present one marked."""
    return [
        (kind, [(key, name, key == unit_id) for key, name in units])
        for kind, units in choices.items()
    ]


def _lasts(held: Membership | RoleGrant) -> bool:
    """Whether it can still be ended."""
    return held.to_on is None or held.to_on > today()
