"""What the pages of charges share."""

from __future__ import annotations

from flask import Blueprint

from tracker.blueprints.present import present_office
from tracker.db import db
from tracker.domain.errors import NotFound
from tracker.models import Office
from tracker.queries.units import choices_by_type, orderable_units
from tracker.surroundings import today

bp = Blueprint("charges", __name__, url_prefix="/charges")


def here() -> Office:
    """The person's office."""
    office = present_office()
    if office is None:
        raise NotFound("Bạn chưa thuộc cơ quan nào.")
    return office


def units_to_choose() -> dict[str, list[tuple[int, str]]]:
    """The office's units of today under their kinds."""
    return choices_by_type(orderable_units(db.session(), here(), today()))
