"""The filter bar of the lists of tasks: what may stand in the address, and what it asks."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.choice_fields import EnumField, UnitField
from tracker.blueprints.fields import NormalisedStringField, VietnameseDateField
from tracker.blueprints.keys import key_in
from tracker.blueprints.tasks.charge_bar import ChargeFields
from tracker.domain.task_status import TaskStatus
from tracker.domain.vietnamese import day_words
from tracker.queries.task_filters import TaskFilters, TaskState

_l = lazy_gettext

STATES: dict[TaskState, Any] = {
    TaskState.OPEN: _l("Chưa hoàn thành"),
    TaskState.OPEN_IN_TIME: _l("Trong hạn"),
    TaskState.DUE_SOON: _l("Sắp đến hạn"),
    TaskState.OPEN_OVERDUE: _l("Quá hạn"),
    TaskState.AWAITING: _l("Chờ xác nhận"),
    TaskState.TO_ACKNOWLEDGE: _l("Chưa tiếp nhận"),
    TaskState.RETURNED: _l("Bị trả lại, đang bổ sung"),
    TaskState.REFUSED: _l("Đơn vị trả lại, chờ quyết định"),
    TaskState.EXTENSION_ASKED: _l("Chờ quyết định gia hạn"),
    TaskState.PREPARED: _l("Chờ lãnh đạo đơn vị duyệt"),
    TaskState.MINE: _l("Tôi phụ trách"),
    TaskState.COMPLETED: _l("Đã hoàn thành"),
    TaskState.COMPLETED_ON_TIME: _l("Hoàn thành đúng hạn"),
    TaskState.COMPLETED_LATE: _l("Hoàn thành quá hạn"),
    TaskState.UNDATED: _l("Không có thời hạn"),
    TaskState.SUSPENDED: _l("Tạm dừng"),
    TaskState.CANCELLED: _l("Dừng theo dõi"),
}


SORTS = ("due", "unit", "updated", "assigned", "directive")
"""What the address may sort by, each also backwards ("-due")."""

NOBODY, ME = "none", "me"
"""Officers that are no key: nobody yet, and whoever looks at the list."""


class TaskFilterForm(ChargeFields):
    """What a list of tasks may be asked; everything stands in the address."""

    SPAN = ("from_on", "to_on")

    q = NormalisedStringField(_l("Nội dung, số văn bản, trích yếu"), max_length=200)
    unit = UnitField(_l("Đơn vị chủ trì"), empty=_l("Tất cả đơn vị"))
    state = SelectField(
        _l("Tình trạng"),
        coerce=lambda value: value or "",
        default="",
        choices=[
            SelectChoice("", _l("Tất cả")),
            *(SelectChoice(state.value, words) for state, words in STATES.items()),
        ],
    )
    status = EnumField(_l("Bước xử lý"), enum=TaskStatus, empty=_l("Tất cả"))
    from_on = VietnameseDateField(_l("Hạn từ ngày"))
    to_on = VietnameseDateField(_l("đến ngày"))
    part = UnitField(_l("Đơn vị phối hợp"), empty=_l("Tất cả đơn vị"))
    officer = SelectField(
        _l("Người phụ trách"), coerce=lambda value: value or "", default="", choices=[]
    )
    directive = UnitField(_l("Văn bản chỉ đạo"), empty=_l("Tất cả văn bản"))
    as_of = VietnameseDateField(_l("Số liệu đến hết ngày"))
    series = HiddenField()

    def asked(self, *, sort: str, today: date, me: int) -> TaskFilters:
        """The filters; a value that cannot be read narrows nothing and is named at its field.

        ``me``: the key of who looks.
        """
        self.validate()
        if self.as_of.data is not None and self.as_of.data > today:
            fault = _(
                "Ngày %(day)s chưa tới. Hãy chọn từ hôm nay trở về trước.",
                day=day_words(self.as_of.data),
            )
            self.as_of.errors = [*self.as_of.errors, fault]
        of = self.answered
        as_of = of("as_of")
        return TaskFilters(
            words=of("q") or "",
            unit_id=of("unit"),
            part_id=of("part"),
            officer_id=_officer(of("officer"), me),
            directive_id=of("directive"),
            series_id=key_in(of("series")),
            status=of("status"),
            state=TaskState(of("state")) if of("state") else None,
            from_on=of("from_on"),
            to_on=of("to_on"),
            sort=sort if sort.removeprefix("-") in SORTS else "due",
            as_of=as_of if as_of != today else None,
            **self.charge_asked(),
        )

    def odd(self, sort: str) -> list[str]:
        """What stands in the address and has no field of its own, but cannot be answered."""
        found = []
        if self.series.data and key_in(self.series.data) is None:
            found.append(
                _(
                    "Địa chỉ hỏi nhiệm vụ định kỳ “%(value)s”, không phải là một số.",
                    value=self.series.data[:40],
                )
            )
        if sort.removeprefix("-") not in SORTS:
            found.append(
                _("Không sắp xếp được theo “%(value)s”; danh sách xếp theo hạn.", value=sort[:40])
            )
        return found


def _officer(value: str | None, me: int) -> int | None:
    if not value:
        return None
    return {NOBODY: 0, ME: me}.get(value) if value in (NOBODY, ME) else key_in(value)
