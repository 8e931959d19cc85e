"""Forms of meetings. Field names are those that the services name when they refuse."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.choice_fields import UnitField, UnitsField
from tracker.blueprints.deeds import DeedForm, VersionedDeedForm
from tracker.blueprints.fields import (
    Filled,
    NormalisedStringField,
    NormalisedTextArea,
    VietnameseDateField,
)


class OpenForm(DeedForm):
    """A meeting with its day and its list of units."""

    name = NormalisedStringField(
        _l("Tên cuộc họp"), [Filled(_l("Hãy ghi tên cuộc họp."))], max_length=200
    )
    held_on = VietnameseDateField(_l("Ngày họp"), [Filled(_l("Hãy ghi ngày họp."))])
    units = UnitsField(_l("Đơn vị được xem xét"))


class DecisionForm(DeedForm):
    """Who does what by when."""

    text = NormalisedTextArea(
        _l("Nội dung kết luận"), [Filled(_l("Hãy ghi nội dung kết luận."))], max_length=2000
    )
    task = SelectField(_l("Về nhiệm vụ"), coerce=lambda value: int(value or 0), choices=[])
    unit = UnitField(_l("Đơn vị chủ trì"))
    due_on = VietnameseDateField(_l("Thời hạn"))

    def offer_tasks(self, tasks: Iterable[tuple[int, str]]) -> None:
        """Something new, or one of the tasks on the screen."""
        self.task.choices = [
            SelectChoice(0, _l("Việc mới")),
            *(SelectChoice(key, words) for key, words in tasks),
        ]


class WithdrawForm(DeedForm):
    """Why a decision does not hold."""

    reason = NormalisedStringField(
        _l("Lý do rút"), [Filled(_l("Hãy ghi lý do rút kết luận."))], max_length=500
    )


class ConcludeForm(VersionedDeedForm):
    """Which paper is the conclusion of the meeting."""

    directive = SelectField(
        _l("Thông báo kết luận"), coerce=lambda value: int(value or 0), choices=[]
    )

    def offer(self, papers: Iterable[tuple[int, str]]) -> None:
        """The papers that came since the meeting."""
        self.directive.choices = [SelectChoice(key, words) for key, words in papers]
