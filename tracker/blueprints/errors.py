"""Error → page, in one function. A page never shows a stack trace."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Flask, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from tracker.blueprints.filters import address
from tracker.blueprints.kept_forms import SessionOver, what_was_typed
from tracker.blueprints.present import present_actor
from tracker.db import db
from tracker.domain.errors import (
    Conflict,
    DomainError,
    FileWithheld,
    InvalidInput,
    NotAllowed,
    NotFound,
)
from tracker.queries.place import LostPlace

STATUS: dict[type[DomainError], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    NotAllowed: HTTPStatus.FORBIDDEN,
    Conflict: HTTPStatus.CONFLICT,
    InvalidInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    DomainError: HTTPStatus.UNPROCESSABLE_ENTITY,
}

PAGES = {400, 403, 404, 409, 413, 422, 429}

STAY = {"auth", "answering"}
"""Rooms whose forms never travel to the entrance: an answer to a survey must not meet a name."""


def status_of(error: DomainError) -> HTTPStatus:
    """The HTTP status of the nearest kind of ``error``."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def sentence(error: DomainError) -> str:
    """What ``error`` says, in the reader's language."""
    return _(error.message, **error.values) if error.values else _(error.message)


def register(app: Flask) -> None:
    """Make every error a page with a sentence and a way back."""

    @app.errorhandler(DomainError)
    def refused(error: DomainError) -> tuple[str, int]:
        db.session.rollback()
        return _refusal(error)

    @app.errorhandler(StaleDataError)
    def stale(_error: StaleDataError) -> tuple[str, int]:
        db.session.rollback()
        return _page(
            HTTPStatus.CONFLICT,
            _("Nội dung này vừa được người khác thay đổi. Hãy mở lại trang để xem bản mới nhất."),
        )

    @app.errorhandler(CSRFError)
    def expired(_error: CSRFError) -> Any:
        if request.blueprint not in STAY and present_actor() is None and what_was_typed():
            return app.handle_user_exception(SessionOver())
        return _page(
            HTTPStatus.BAD_REQUEST,
            _(
                "Biểu mẫu đã hết hiệu lực. Hãy quay lại, tải lại trang rồi gửi lại; "
                "nội dung đã nhập được giữ trong trình duyệt."
            ),
        )

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> tuple[str, int] | HTTPException:
        if error.code is None or error.code < 400:
            return error
        return _page(HTTPStatus(error.code), None)

    @app.errorhandler(Exception)
    def fault(error: Exception) -> tuple[str, int]:
        db.session.rollback()
        if app.testing:
            raise error
        # The rule, not the address: some addresses are keys (a calendar feed).
        place = request.url_rule.rule if request.url_rule else "?"
        told = (request.method, place, request.view_args if "token" not in place else "")
        app.logger.error("unhandled: %s %s %s", *told, exc_info=error)
        return _page(HTTPStatus.INTERNAL_SERVER_ERROR, None)


def _refusal(error: DomainError) -> tuple[str, int]:
    if isinstance(error, LostPlace):
        return _lost(error)
    if isinstance(error, FileWithheld):
        text = render_template("errors/withheld.html", message=sentence(error))
        return text, HTTPStatus.FORBIDDEN.value
    return _page(status_of(error), sentence(error))


def _page(status: HTTPStatus, message: str | None) -> tuple[str, int]:
    name = status.value if status.value in PAGES else 500 if status >= 500 else 404
    return render_template(f"errors/{name}.html", message=message), status.value


def _lost(error: LostPlace) -> tuple[str, int]:
    """The list is there, the page of it is not: back to its beginning, filters kept."""
    page = render_template(
        "errors/422.html",
        message=sentence(error),
        back_url=address(page=None),
        back_words=_("Mở danh sách từ đầu"),
    )
    return page, status_of(error).value
