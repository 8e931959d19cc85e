"""What the administrators' pages share: the blueprints, the tabs, how a deed is carried out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import DeedForm
from tracker.blueprints.guards import NOT_THERE, load
from tracker.blueprints.present import present_office
from tracker.db import Base
from tracker.domain.errors import NotFound
from tracker.domain.labels import N_
from tracker.models import Office

bp = Blueprint("admin", __name__, url_prefix="/admin")
calendar_bp = Blueprint("calendar", __name__, url_prefix="/calendar")

M = TypeVar("M", bound=Base)

Answer = Response | str | tuple[str, int]

_TABS = (
    ("admin.index", N_("Tổng quan")),
    ("admin.units", N_("Đơn vị")),
    ("admin.unit_groups", N_("Nhóm đơn vị")),
    ("admin.users", N_("Người dùng")),
    ("charges.index", N_("Lãnh đạo phụ trách")),
    ("admin.office_rules", N_("Quy định của cơ quan")),
    ("admin.gateway", N_("Cổng tin nhắn")),
    ("admin.imports", N_("Nhập từ Excel")),
)


def tabs() -> list[dict[str, object]]:
    """The administrators' pages, the present one marked."""
    return [
        {"label": _(label), "url": url_for(endpoint), "current": request.endpoint == endpoint}
        for endpoint, label in _TABS
    ]


def here() -> Office:
    """The administrator's office."""
    office = present_office()
    if office is None:
        raise NotFound("Bạn chưa thuộc cơ quan nào.")
    return office


def of_here(model: type[M], thing_id: int, owner: Callable[[M], object]) -> M:
    """The row, when ``owner`` finds whose it is in the administrator's office.

    What belongs to another office answers as a wrong number does.
    """
    row: M = load(model, thing_id)
    try:
        owner(row)
    except NotFound:
        raise NotFound(NOT_THERE) from None
    return row


def page(template: str, form: DeedForm | None = None, **values: Any) -> Answer:
    """The page; 422 when its form was sent and refused."""
    text = render_template(template, form=form, **values)
    return (text, 422) if form is not None and form.is_submitted() else text
