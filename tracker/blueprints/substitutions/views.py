"""Pages of substitutions: one's own, those of the office, and their deeds."""

from __future__ import annotations

from collections import defaultdict

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from tracker.blueprints.deeds import VersionedDeedForm, carry_out
from tracker.blueprints.guards import NOT_THERE, requires
from tracker.blueprints.keys import key_in
from tracker.blueprints.present import actor
from tracker.blueprints.substitutions.forms import DeputyForm, EndForm, EnteredDeputyForm
from tracker.blueprints.substitutions.rows import rows_of
from tracker.blueprints.versioned_deeds import Answer, asked, versioned_deed
from tracker.db import db
from tracker.domain.errors import NotAllowed, NotFound
from tracker.models import Substitution
from tracker.permissions import Permission
from tracker.queries.substitutions import lasting_substitutions, people_at_work, substitutions_of
from tracker.queries.users import unit_of
from tracker.services import substitutions
from tracker.surroundings import now, today

bp = Blueprint("substitutions", __name__, url_prefix="/substitutions")


@bp.get("/")
@requires(Permission.SUBSTITUTION_OWN)
def index() -> str:
    """Whom one stands in for, who stands in for oneself; for the lead office everybody's."""
    session, who = db.session(), actor()
    office_id, enters = who.office_id or 0, substitutions.may_enter_for_others(who)
    own = substitutions_of(session, office_id, who.user_id)
    others = lasting_substitutions(session, office_id, today()) if enters else ()
    return render_template(
        "substitutions/index.html",
        for_me=rows_of([row for row in own if row.principal_id == who.user_id], who, today()),
        by_me=rows_of([row for row in own if row.deputy_id == who.user_id], who, today()),
        others=rows_of([row for row in others if row not in own], who, today()),
        enters=enters,
    )


@bp.route("/name", methods=["GET", "POST"])
@requires(Permission.SUBSTITUTION_OWN)
def name() -> Answer:
    """A deputy for oneself."""
    form, who = DeputyForm(from_on=today()), actor()
    form.deputy_id.offer(_people(without=who.user_id))
    return _named(form, who.user_id, "substitutions/name.html")


@bp.route("/enter", methods=["GET", "POST"])
@requires(Permission.SUBSTITUTION_ENTER)
def enter() -> Answer:
    """For somebody else, on a basis: a leader who never signs in, a head who fell ill."""
    if not substitutions.may_enter_for_others(actor()):
        raise NotAllowed("Bạn chỉ phân công người xử lý thay cho chính mình.")
    form = EnteredDeputyForm(from_on=today(), principal_id=key_in(request.args.get("principal")))
    form.principal_id.offer(_people())
    form.deputy_id.offer(_people(without=actor().user_id))
    return _named(form, form.principal_id.data, "substitutions/enter.html")


@bp.route("/<int:substitution_id>/change", methods=["GET", "POST"])
@requires(Permission.SUBSTITUTION_OWN)
def change(substitution_id: int) -> Answer:
    """Another last day."""
    row = _row(substitution_id)
    form = EndForm(version=row.row_version, to_on=row.to_on)
    return versioned_deed(
        form,
        substitutions.change_end,
        substitution_id=substitution_id,
        values=lambda: {"to_on": form.to_on.data},
        back=url_for("substitutions.index"),
        said=_("Đã thay đổi ngày kết thúc."),
        page=lambda: _page("substitutions/change.html", form, row=row),
    )


@bp.route("/<int:substitution_id>/revoke", methods=["GET", "POST"])
@requires(Permission.SUBSTITUTION_OWN)
def revoke(substitution_id: int) -> Answer:
    """From now on; what was done stays."""
    row = _row(substitution_id)
    form = VersionedDeedForm(version=row.row_version)
    return versioned_deed(
        form,
        substitutions.revoke,
        substitution_id=substitution_id,
        back=url_for("substitutions.index"),
        said=_("Đã thôi phân công xử lý thay."),
        page=lambda: _page("substitutions/revoke.html", form, row=row),
    )


def _named(form: DeputyForm, principal_id: int | None, template: str) -> Answer:
    done = carry_out(
        form,
        lambda: substitutions.name_deputy(
            db.session(),
            principal_id=principal_id,
            deputy_id=form.deputy_id.data,
            from_on=form.from_on.data,
            to_on=form.to_on.data,
            basis=form.basis.data or "",
            actor=actor(),
            now=now(),
        ),
        location=lambda _row: url_for("substitutions.index"),
        said=_("Đã phân công người xử lý thay. Cả hai người đều nhận được thông báo."),
    )
    return done or asked(form, lambda: _page(template, form))


def _row(substitution_id: int) -> Substitution:
    """The row, when the person may change it; else it is not there."""
    row = db.session.get(Substitution, substitution_id)
    if (
        row is None
        or row.office_id != actor().office_id
        or not substitutions.may_change(actor(), row)
    ):
        raise NotFound(NOT_THERE)
    return row


def _people(*, without: int | None = None) -> dict[str, list[tuple[int, str]]]:
    """Who works in the office today, under their unit."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for person in people_at_work(db.session(), actor().office_id or 0, today()):
        if person.id != without:
            unit = unit_of(person, today())
            found[unit.name if unit else _("Vai trò trong cơ quan")].append(
                (person.id, person.name)
            )
    return found


def _page(template: str, form: DeputyForm | VersionedDeedForm, **values: object) -> str:
    return render_template(template, form=form, back=url_for("substitutions.index"), **values)
