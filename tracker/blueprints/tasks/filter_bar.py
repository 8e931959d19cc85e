"""The filter bar of the list of tasks: what stands in the address, and what is filtered by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.choice_fields import EnumField, UnitField
from tracker.blueprints.fields import NormalisedStringField, VietnameseDateField
from tracker.blueprints.filters import address, day, label
from tracker.blueprints.keys import key_in
from tracker.blueprints.tasks.charge_bar import ChargeFields
from tracker.domain.task_status import TaskStatus
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
    TaskState.COMPLETED: _l("Đã hoàn thành"),
    TaskState.COMPLETED_ON_TIME: _l("Hoàn thành đúng hạn"),
    TaskState.COMPLETED_LATE: _l("Hoàn thành quá hạn"),
    TaskState.UNDATED: _l("Không có thời hạn"),
    TaskState.SUSPENDED: _l("Tạm dừng"),
    TaskState.CANCELLED: _l("Dừng theo dõi"),
}


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
    directive = HiddenField()
    series = HiddenField()

    def asked(self, *, sort: str) -> TaskFilters:
        """The filters; what is no answer to a question asks nothing."""
        self.validate()
        of = self.answered
        return TaskFilters(
            words=of("q") or "",
            unit_id=of("unit"),
            directive_id=key_in(of("directive")),
            series_id=key_in(of("series")),
            status=of("status"),
            state=TaskState(of("state")) if of("state") else None,
            from_on=of("from_on"),
            to_on=of("to_on"),
            sort=sort,
            **self.charge_asked(),
        )


def applied(
    filters: TaskFilters, units: Iterable[tuple[int, str]], directive: str
) -> list[tuple[str, str]]:
    """Pairs (words, address without it) of everything that is filtered by."""
    names = dict(units)
    chips: list[tuple[str, str]] = []
    if filters.words:
        chips.append((f"“{filters.words}”", address(q=None, page=None)))
    if filters.unit_id is not None:
        chips.append((names.get(filters.unit_id, ""), address(unit=None, page=None)))
    if filters.directive_id is not None:
        chips.append(
            (
                _("Văn bản: %(directive)s", directive=directive),
                address(directive=None, page=None),
            )
        )
    if filters.series_id is not None:
        chips.append((_("Nhiệm vụ định kỳ"), address(series=None, page=None)))
    if filters.state is not None:
        chips.append((str(STATES[filters.state]), address(state=None, page=None)))
    if filters.status is not None:
        chips.append((label(filters.status), address(status=None, page=None)))
    if filters.from_on is not None:
        chips.append(
            (_("Hạn từ %(day)s", day=day(filters.from_on)), address(from_on=None, page=None))
        )
    if filters.to_on is not None:
        chips.append((_("Hạn đến %(day)s", day=day(filters.to_on)), address(to_on=None, page=None)))
    return chips
