"""Saved lists: keep the one in the address, rename, share, begin with it, remove."""

from __future__ import annotations

from typing import TypeVar
from urllib.parse import parse_qsl

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response
from wtforms import BooleanField

from tracker.blueprints.deeds import DeedForm, VersionedDeedForm, carry_out
from tracker.blueprints.fields import Filled, NormalisedStringField
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.tasks.asked_list import asked_list, kept_query
from tracker.blueprints.tasks.views import bp
from tracker.db import db
from tracker.models import SavedFilter
from tracker.models.saved_filter import LONGEST_NAME
from tracker.permissions import Permission, allows
from tracker.queries.saved_filters import filters_of, first_look
from tracker.services import saved_filters
from tracker.surroundings import now

Answer = Response | str | tuple[str, int]


class SavedFilterForm(DeedForm):
    """A name for a list."""

    name = NormalisedStringField(
        _l("Tên bộ lọc"), [Filled(_l("Hãy đặt tên cho bộ lọc."))], max_length=LONGEST_NAME
    )
    shared = BooleanField(_l("Chia sẻ cho cả cơ quan"))
    first = BooleanField(_l("Mở trang Nhiệm vụ là thấy danh sách này trước"))


class KeptFilterForm(SavedFilterForm, VersionedDeedForm):
    """Another name for a list that was kept."""


FormT = TypeVar("FormT", bound=SavedFilterForm)


@bp.get("/filters/")
@requires(Permission.TASK_LIST)
def kept_filters() -> str:
    """One's own lists and the office's."""
    session, who = db.session(), actor()
    first = first_look(session, who)
    return render_template(
        "tasks/filters.html", kept=filters_of(session, who), first_id=first.id if first else 0
    )


@bp.route("/filters/new", methods=["GET", "POST"])
@requires(Permission.TASK_LIST)
def save_filter() -> Answer:
    """Keep the list that stands in the address."""
    asked = asked_list()
    query = kept_query(request.args)
    if asked.faulty:
        flash(_("Địa chỉ có điều kiện chưa đúng; hãy sửa ở thanh lọc rồi lưu lại."), "warning")
    form = _form(SavedFilterForm())
    done = carry_out(
        form,
        lambda: saved_filters.save(
            db.session(),
            name=form.name.data or "",
            query=query,
            shared=_shared(form),
            first=bool(form.first.data),
            actor=actor(),
            now=now(),
        ),
        location=lambda kept: f"{url_for('tasks.index')}?{kept.query}",
        said=_("Đã lưu bộ lọc."),
    )
    return done or _shown(form, asked.words, f"{url_for('tasks.index')}?{query}")


@bp.route("/filters/<int:filter_id>", methods=["GET", "POST"])
@requires(Permission.FILTER_KEEP, filter=SavedFilter)
def change_filter(filter: SavedFilter) -> Answer:
    """Another name; shared, begun with."""
    session, who, filter_id = db.session(), actor(), filter.id
    first = first_look(session, who)
    form = _form(
        KeptFilterForm(
            version=filter.row_version,
            name=filter.name,
            shared=filter.shared,
            first=first is not None and first.id == filter_id,
        )
    )
    words = asked_list(query_values(filter.query)).words
    was_shared = filter.shared
    done = carry_out(
        form,
        lambda: saved_filters.change(
            session,
            filter_id=filter_id,
            version=form.version.data,
            name=form.name.data or "",
            shared=_shared(form) if "shared" in form else was_shared,
            first=bool(form.first.data),
            actor=actor(),
            now=now(),
        ),
        location=lambda _kept: url_for("tasks.kept_filters"),
        said=_("Đã lưu bộ lọc."),
    )
    return done or _shown(form, words, url_for("tasks.kept_filters"))


@bp.route("/filters/<int:filter_id>/remove", methods=["GET", "POST"])
@requires(Permission.FILTER_KEEP, filter=SavedFilter)
def remove_filter(filter: SavedFilter) -> Answer:
    """Ask once, then forget the list."""
    form, filter_id = VersionedDeedForm(version=filter.row_version), filter.id
    done = carry_out(
        form,
        lambda: saved_filters.remove(
            db.session(),
            filter_id=filter_id,
            version=form.version.data,
            actor=actor(),
            now=now(),
        ),
        location=lambda _name: url_for("tasks.kept_filters"),
        said=_("Đã xóa bộ lọc."),
    )
    return done or render_template(
        "tasks/remove_filter.html", form=form, kept=filter, back=url_for("tasks.kept_filters")
    )


def query_values(query: str) -> MultiDict[str, str]:
    """What a kept query asks, as an address would."""
    return MultiDict(parse_qsl(query))


def _form(form: FormT) -> FormT:
    if not allows(actor(), Permission.FILTER_SHARE):
        del form.shared
    return form


def _shared(form: SavedFilterForm) -> bool:
    return "shared" in form and bool(form.shared.data)


def _shown(form: SavedFilterForm, words: str, back: str) -> Answer:
    page = render_template("tasks/save_filter.html", form=form, conditions=words, back=back)
    return (page, 422) if form.errors else page
