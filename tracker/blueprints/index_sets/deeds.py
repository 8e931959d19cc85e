"""Deeds on a whole set: made, copied from last year, put in use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.deeds import VersionedDeedForm, carry_out
from tracker.blueprints.guards import requires
from tracker.blueprints.index_sets.forms import SetForm, of_set
from tracker.blueprints.index_sets.views import bp
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.models import IndexSet
from tracker.permissions import Permission
from tracker.queries.units import groups_of_office
from tracker.services import index_sets
from tracker.surroundings import now, today

Answer = Response | str | tuple[str, int]


def offer_groups(form: SetForm) -> None:
    """The office's classes of units."""
    groups = groups_of_office(db.session(), actor().office_id or 0)
    form.group_id.choices = [
        SelectChoice(0, _("– Không gắn nhóm –")),
        *(SelectChoice(group.id, group.name) for group in groups),
    ]


def shown(index_set: IndexSet) -> str:
    """Where a deed on a set leads."""
    return url_for("index_sets.show", index_set_id=index_set.id)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN)
def create() -> Answer:
    """An empty set, to be filled item by item."""
    form = SetForm(year=today().year)
    return _head_page(
        form,
        lambda: index_sets.create(db.session(), head=form.head(), actor=actor(), now=now()),
        said=_("Đã lập bộ chỉ số. Hãy thêm các lĩnh vực, tiêu chí."),
        heading=_("Lập bộ chỉ số"),
        deed=_("Lập bộ chỉ số"),
    )


@bp.route("/<int:index_set_id>/copy", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN, index_set=IndexSet)
def copy(index_set: IndexSet) -> Answer:
    """Next year's draft, or a new version that is to supersede this one."""
    form = SetForm(**of_set(index_set, year=index_set.year + 1))
    set_id, is_sample = index_set.id, index_set.is_sample
    return _head_page(
        form,
        lambda: index_sets.copy(
            db.session(), set_id=set_id, head=form.head(is_sample=is_sample), actor=actor(),
            now=now(),
        ),
        said=_("Đã chép thành bản đang soạn."),
        heading=_("Chép bộ chỉ số"),
        deed=_("Chép thành bản mới"),
    )  # fmt: skip


@bp.route("/<int:index_set_id>/use", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN, index_set=IndexSet)
def put_in_use(index_set: IndexSet) -> Answer:
    """From now on it is never changed."""
    form = VersionedDeedForm(version=index_set.row_version)
    set_id = index_set.id
    done = carry_out(
        form,
        lambda: index_sets.put_in_use(
            db.session(), set_id=set_id, version=form.version.data, actor=actor(), now=now()
        ),
        location=shown,
        said=_("Bộ chỉ số đã được đưa vào áp dụng."),
    )
    if done is not None:
        return done
    page = render_template("index_sets/use.html", form=form, index_set=index_set)
    return (page, 422) if form.errors else page


def _head_page(
    form: SetForm, deed_: Callable[[], IndexSet], *, said: str, heading: str, deed: str
) -> Answer:
    offer_groups(form)
    done = carry_out(form, deed_, location=shown, said=said)
    if done is not None:
        return done
    values: dict[str, Any] = {"form": form, "heading": heading, "deed": deed}
    page = render_template("index_sets/head.html", **values)
    return (page, 422) if form.errors else page
