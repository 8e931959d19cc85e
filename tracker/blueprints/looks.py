"""How a state looks: one word, one icon, one colour, wherever it is shown.

The only place where a timeliness becomes something to see (ui.md 2); templates ask the macro
``status_tag``, charts ask ``bar``, both come here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from flask_babel import gettext, lazy_gettext

from tracker.domain.deadlines import Timeliness
from tracker.domain.request_state import RequestState
from tracker.extensions import language


@dataclass(frozen=True, slots=True)
class Look:
    """Word and meaning are lazy translations; ``tone`` is the end of a CSS class."""

    word: Any
    tone: str
    icon: str
    meaning: Any
    hatched: bool = False


_ = lazy_gettext

LOOKS: dict[Timeliness, Look] = {
    Timeliness.COMPLETED_ON_TIME: Look(
        _("Hoàn thành đúng hạn"), "done", "done", _("Kết quả đã được xác nhận, đúng thời hạn.")
    ),
    Timeliness.COMPLETED_LATE: Look(
        _("Hoàn thành quá hạn"), "late", "late", _("Kết quả đã được xác nhận, sau thời hạn.")
    ),
    Timeliness.OPEN_IN_TIME: Look(
        _("Trong hạn"), "open", "clock", _("Chưa hoàn thành, chưa đến thời hạn.")
    ),
    Timeliness.OPEN_OVERDUE: Look(
        _("Quá hạn"), "over", "overdue", _("Chưa hoàn thành, đã qua thời hạn.")
    ),
    Timeliness.UNDATED_OPEN: Look(
        _("Không thời hạn"), "none", "undated", _("Đang thực hiện, không xác định thời hạn.")
    ),
    Timeliness.UNDATED_DONE: Look(
        _("Đã xong, không thời hạn"),
        "none",
        "done",
        _("Kết quả đã được xác nhận; nhiệm vụ không có thời hạn."),
    ),
    Timeliness.SUSPENDED: Look(
        _("Tạm dừng"), "paused", "pause", _("Được tạm dừng, không tính thời hạn.")
    ),
    Timeliness.NOT_COUNTED: Look(
        _("Ngoài số liệu"),
        "none",
        "ban",
        _("Đã dừng theo dõi hoặc bị trả lại; không tính vào số liệu."),
    ),
}

REQUEST_LOOKS: dict[RequestState, Look] = {
    RequestState.WAITING: Look(
        _("Chờ trả lời"), "open", "comment", _("Đã gửi đề nghị phối hợp, chưa đến ngày đề nghị.")
    ),
    RequestState.UNANSWERED: Look(
        _("Chưa có trả lời"),
        "soon",
        "comment",
        _("Đã qua ngày đề nghị, cơ quan ngoài phạm vi giao việc chưa trả lời; không xếp hạng."),
    ),
    RequestState.ANSWERED: Look(
        _("Đã có trả lời"), "done", "comment", _("Đã có kết quả, văn bản trả lời đề nghị.")
    ),
}

DUE_SOON = Look(_("Sắp đến hạn"), "soon", "soon", _("Trong hạn, chỉ còn ít ngày làm việc."))
AWAITING = Look(
    _("Chờ xác nhận"),
    "open",
    "waiting",
    _("Đơn vị đã báo cáo hoàn thành trong hạn, chờ xác nhận."),
    hatched=True,
)
AWAITING_LATE = Look(
    _("Chờ xác nhận, nộp muộn"),
    "over",
    "waiting",
    _("Đơn vị báo cáo hoàn thành sau thời hạn, chờ xác nhận."),
    hatched=True,
)
AWAITING_UNDATED = Look(
    _("Chờ xác nhận"), "none", "waiting", _("Đã báo cáo hoàn thành, chờ xác nhận."), hatched=True
)

#: In the order of the report; the undated one that waits looks like its neighbour.
LEGEND = (
    LOOKS[Timeliness.COMPLETED_ON_TIME],
    LOOKS[Timeliness.COMPLETED_LATE],
    LOOKS[Timeliness.OPEN_IN_TIME],
    DUE_SOON,
    LOOKS[Timeliness.OPEN_OVERDUE],
    AWAITING,
    AWAITING_LATE,
    LOOKS[Timeliness.UNDATED_OPEN],
    LOOKS[Timeliness.UNDATED_DONE],
    LOOKS[Timeliness.SUSPENDED],
    LOOKS[Timeliness.NOT_COUNTED],
    *REQUEST_LOOKS.values(),
)


def look(
    timeliness: Timeliness | RequestState, due_soon: bool = False, awaiting: bool = False
) -> Look:
    """The one look of a task: waiting goes before due soon, which only an open one in time has."""
    return _spoken(timeliness, due_soon, awaiting, language())


@lru_cache(maxsize=512)
def _spoken(
    timeliness: Timeliness | RequestState, due_soon: bool, awaiting: bool, _language: str
) -> Look:
    """The look with its words as the reader's language has them; a list asks for fifty."""
    found = _look(timeliness, due_soon, awaiting)
    return replace(found, word=str(found.word), meaning=str(found.meaning))


def _look(timeliness: Timeliness | RequestState, due_soon: bool, awaiting: bool) -> Look:
    if isinstance(timeliness, RequestState):
        return REQUEST_LOOKS[timeliness]
    state = Timeliness(timeliness)
    if awaiting:
        return {
            Timeliness.OPEN_IN_TIME: AWAITING,
            Timeliness.OPEN_OVERDUE: AWAITING_LATE,
            Timeliness.UNDATED_OPEN: AWAITING_UNDATED,
        }.get(state, LOOKS[state])
    if due_soon and state is Timeliness.OPEN_IN_TIME:
        return DUE_SOON
    return LOOKS[state]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a bar that is 1000 wide."""

    look: Look
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with the sentence that says the same."""

    pieces: tuple[Piece, ...]
    words: str


#: Space between two pieces, so that neighbours stay apart on grey paper.
_GAP = 4


def bar(parts: Iterable[tuple[Timeliness, int]]) -> Bar:
    """Lay out ``parts`` in their order; what is nothing takes no place."""
    shown = [(state, count) for state, count in parts if count]
    total = sum(count for _state, count in shown)
    room = 1000 - _GAP * (len(shown) - 1)
    pieces: list[Piece] = []
    x = 0.0
    for state, count in shown:
        width = room * count / total
        pieces.append(Piece(LOOKS[Timeliness(state)], count, round(x, 1), round(width, 1)))
        x += width + _GAP
    words = ", ".join(f"{piece.look.word} {piece.count}" for piece in pieces)
    return Bar(tuple(pieces), words or gettext("chưa có số liệu"))


_TONE_ICONS = {"info": "info", "success": "done", "warning": "warning", "danger": "danger"}


def tone(category: str) -> str:
    """The tone of a flashed message's category; "message" and "error" are Flask's habits."""
    return {"error": "danger", "message": "info"}.get(
        category, category if category in _TONE_ICONS else "info"
    )


def tone_icon(name: str) -> str:
    """The icon of a notice."""
    return _TONE_ICONS[name]


def tone_word(name: str) -> str:
    """The word that a notice begins with for those who do not see its colour."""
    return {
        "info": gettext("Thông tin"),
        "success": gettext("Đã xong"),
        "warning": gettext("Lưu ý"),
        "danger": gettext("Không thực hiện được"),
    }[name]


_FILE_ICONS = {
    "pdf": "file-pdf",
    "doc": "file-text",
    "docx": "file-text",
    "odt": "file-text",
    "txt": "file-text",
    "xls": "file-table",
    "xlsx": "file-table",
    "csv": "file-table",
    "jpg": "file-picture",
    "jpeg": "file-picture",
    "png": "file-picture",
    "zip": "file-box",
}


def file_icon(name: str) -> str:
    """The icon of a file by the end of its name."""
    return _FILE_ICONS.get(name.rpartition(".")[2].lower(), "file")
