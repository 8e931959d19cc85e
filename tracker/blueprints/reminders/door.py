"""What the pages of reminder rules share."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from tracker.blueprints.present import present_office
from tracker.domain.errors import NotFound
from tracker.domain.reminder_ladder import RuleKind
from tracker.models import Office

bp = Blueprint("reminders", __name__, url_prefix="/reminders")

Answer = Response | str | tuple[str, int]


def here() -> Office:
    """The person's office."""
    office = present_office()
    if office is None:
        raise NotFound("Bạn chưa thuộc cơ quan nào.")
    return office


def kind_of(name: str) -> RuleKind:
    """The kind of rule that an address names. NotFound for any other word."""
    try:
        return RuleKind(name)
    except ValueError:
        raise NotFound("Không có quy tắc nhắc việc này.") from None
