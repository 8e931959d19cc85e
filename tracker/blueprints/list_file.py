"""Any list as an Excel file: the rows of the screen, by the conditions of its address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import request, send_file, url_for
from flask_babel import gettext as _
from sqlalchemy import Select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from tracker.documents.file_kind import MIME_TYPES, FileKind
from tracker.documents.list_workbook import Cell, ListColumn, ListSheet, list_workbook
from tracker.domain.errors import InvalidInput
from tracker.domain.vietnamese import day_words
from tracker.queries.keyset import Stretch, placed_page
from tracker.surroundings import today

MOST_ROWS = 5000
"""Rows of one file; more is for a narrower question."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shown(Generic[T]):
    """A column: its heading, its width in characters, and what stands there for a row."""

    heading: str
    width: int
    of: Callable[[T], Cell]


def list_file(
    title: str,
    columns: Sequence[Shown[T]],
    rows: Iterable[T],
    *,
    applied: Iterable[tuple[str, str]] = (),
) -> Response:
    """The file, its conditions on top. ``applied``: pairs (words, address) as the page shows."""
    conditions = "; ".join(words for words, _address in applied) or _("không lọc")
    about = [
        title,
        _("Điều kiện: %(conditions)s", conditions=conditions),
        _("Số liệu tại ngày %(day)s", day=day_words(today())),
    ]
    plan = ListSheet(
        name=_("Danh sách"),
        about=about,
        columns=[ListColumn(column.heading, column.width) for column in columns],
        rows=([column.of(row) for column in columns] for row in rows),
    )
    return send_sheet(list_workbook(plan), f"{title} {today():%d-%m-%Y}.xlsx")


def send_sheet(book: IO[bytes], name: str) -> Response:
    """An Excel file under its name."""
    mime = MIME_TYPES[FileKind.XLSX]
    return send_file(book, mimetype=mime, as_attachment=True, download_name=name)


def refuse_faulty(faulty: object) -> None:
    """Raise InvalidInput where the address asks what cannot be read: a file would hide that."""
    if faulty:
        raise InvalidInput("Địa chỉ có điều kiện chưa đúng. Hãy quay lại danh sách và lọc lại.")


def not_too_many(rows: Sequence[T]) -> Sequence[T]:
    """``rows`` as they are. Raises InvalidInput when there are more than one file holds."""
    if len(rows) > MOST_ROWS:
        raise InvalidInput(
            "Danh sách có hơn %(most)s dòng. Hãy thêm điều kiện lọc rồi thực hiện lại.",
            most=MOST_ROWS,
        )
    return rows


def whole(session: Session, query: Select[Any]) -> Sequence[Any]:
    """Every row of a list with numbered pages, in its order. Raises as ``not_too_many``."""
    return not_too_many(session.scalars(query.limit(MOST_ROWS + 1)).unique().all())


def whole_in(session: Session, query: Select[Any], order: Sequence[Stretch]) -> Sequence[Any]:
    """Every row of a list that is turned by places. Raises as ``not_too_many``."""
    return not_too_many(placed_page(session, query, order, None, size=MOST_ROWS + 1).rows)


def elsewhere(endpoint: str) -> str:
    """The address of ``endpoint`` with what this address asks for; the page is left out."""
    address = url_for(endpoint, **(request.view_args or {}))
    asked = [
        (name, one)
        for name, many in request.args.lists()
        if name not in ("page", "look")
        for one in many
    ]
    return f"{address}?{urlencode(asked)}" if asked else address
