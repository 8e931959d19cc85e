"""Forms of difficulties and proposals, and the field in which one chooses who owes the answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.choice_fields import UnitField
from tracker.blueprints.deeds import DeedForm, VersionedDeedForm
from tracker.blueprints.fields import (
    Filled,
    NormalisedStringField,
    NormalisedTextArea,
    VietnameseDateField,
)
from tracker.blueprints.filter_form import FilterForm
from tracker.blueprints.filters import address, day
from tracker.domain.people import Role
from tracker.models import Obstacle, User
from tracker.permissions import Actor
from tracker.queries.obstacles import ObstacleFilter, ObstacleFilters
from tracker.services.obstacles import Owner

LONGEST = 4000

STATES: dict[ObstacleFilter, Any] = {
    ObstacleFilter.OPEN: _("Chưa kết thúc"),
    ObstacleFilter.OVERDUE: _("Quá hạn trả lời"),
    ObstacleFilter.PASSED_UP: _("Đã chuyển cấp trên"),
    ObstacleFilter.ANSWERED: _("Đã trả lời"),
    ObstacleFilter.CLOSED: _("Đã kết thúc"),
}


class OwnerField(SelectField):
    """Who owes the answer: a unit or a leader; its value is ``u12`` or ``p5``, as ``Owner``."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, coerce=lambda value: value or "", choices=[], default="", **kwargs)

    def offer(
        self, units: Iterable[tuple[int, str]], leaders: Iterable[User], *, empty: Any
    ) -> None:
        """Set what may be chosen; the first line chooses nobody."""
        self.choices = [
            SelectChoice("", empty),
            *(
                SelectChoice(f"p{person.id}", person.name, optgroup=gettext("Lãnh đạo"))
                for person in leaders
            ),
            *(SelectChoice(f"u{key}", name, optgroup=gettext("Đơn vị")) for key, name in units),
        ]

    @property
    def owner(self) -> Owner | None:
        """What was chosen; None for nobody."""
        if not self.data:
            return None
        key = int(self.data[1:])
        return Owner(unit_id=key) if self.data[0] == "u" else Owner(user_id=key)


def owner_key(obstacle: Obstacle) -> str:
    """The present owner as the field's value."""
    if obstacle.owner_user_id is not None:
        return f"p{obstacle.owner_user_id}"
    return f"u{obstacle.owner_unit_id}" if obstacle.owner_unit_id is not None else ""


class RaiseForm(DeedForm):
    """Nêu khó khăn, vướng mắc, kiến nghị."""

    unit_id = SelectField(_("Đơn vị nêu"), coerce=int, choices=[])
    kind = RadioField(
        _("Loại"),
        default="obstacle",
        choices=[
            SelectChoice("obstacle", _("Khó khăn, vướng mắc")),
            SelectChoice("proposal", _("Đề xuất, kiến nghị")),
        ],
    )
    text = NormalisedTextArea(
        _("Nội dung"),
        [Filled(_("Hãy ghi nội dung khó khăn, vướng mắc hoặc kiến nghị."))],
        max_length=LONGEST,
    )
    owner = OwnerField(_("Đề nghị trả lời"))


class AnswerForm(VersionedDeedForm):
    """Trả lời."""

    text = NormalisedTextArea(
        _("Nội dung trả lời"), [Filled(_("Hãy ghi nội dung trả lời."))], max_length=LONGEST
    )
    number = NormalisedStringField(_("Số, ký hiệu văn bản trả lời"), max_length=60)
    paper_on = VietnameseDateField(_("Ngày văn bản"))


class PassUpForm(VersionedDeedForm):
    """Chuyển cấp trên."""

    to = NormalisedStringField(
        _("Cơ quan cấp trên"),
        [Filled(_("Hãy ghi cơ quan cấp trên nhận kiến nghị."))],
        max_length=200,
    )
    number = NormalisedStringField(
        _("Số, ký hiệu văn bản gửi cấp trên"),
        [Filled(_("Hãy ghi số, ký hiệu văn bản gửi cấp trên."))],
        max_length=60,
    )
    paper_on = VietnameseDateField(_("Ngày văn bản"), [Filled(_("Hãy ghi cả ngày của văn bản."))])


class HandOnForm(VersionedDeedForm):
    """Chuyển người trả lời, or another day."""

    owner = OwnerField(_("Người trả lời"))
    due_on = VietnameseDateField(_("Hạn trả lời"), [Filled(_("Hãy ghi hạn trả lời."))])
    note = NormalisedTextArea(_("Ý kiến kèm theo"), max_length=1000)


class AskAgainForm(VersionedDeedForm):
    """Đề nghị trả lời lại."""

    note = NormalisedTextArea(
        _("Nội dung cần trả lời thêm"),
        [Filled(_("Hãy ghi nội dung cần trả lời thêm."))],
        max_length=2000,
    )


class CloseForm(VersionedDeedForm):
    """Kết thúc."""

    reason = NormalisedTextArea(
        _("Lý do kết thúc"), [Filled(_("Hãy ghi lý do kết thúc."))], max_length=1000
    )


class ObstacleFilterForm(FilterForm):
    """What the list may be asked; everything stands in the address."""

    SPAN = ("from_on", "to_on")

    state = SelectField(
        _("Tình trạng"),
        coerce=lambda value: value or "",
        default=ObstacleFilter.OPEN.value,
        choices=[
            *(SelectChoice(state.value, words) for state, words in STATES.items()),
            SelectChoice("all", _("Tất cả")),
        ],
    )
    unit = UnitField(_("Đơn vị nêu"), empty=_("Tất cả đơn vị"))
    owner = OwnerField(_("Người trả lời"))
    from_on = VietnameseDateField(_("Nêu từ ngày"))
    to_on = VietnameseDateField(_("đến ngày"))
    due_on = VietnameseDateField(_("Hạn trả lời"))

    def asked(self) -> ObstacleFilters:
        """The filters; what is no answer to a question asks nothing."""
        self.validate()
        state = self.answered("state") or ObstacleFilter.OPEN.value
        owner = (None if self.owner.errors else self.owner.owner) or Owner()
        return ObstacleFilters(
            state=ObstacleFilter(state) if state != "all" else None,
            unit_id=self.answered("unit"),
            owner_unit_id=owner.unit_id,
            owner_user_id=owner.user_id,
            from_on=self.answered("from_on"),
            to_on=self.answered("to_on"),
            due_on=self.answered("due_on"),
        )

    def applied(self, filters: ObstacleFilters) -> list[tuple[str, str]]:
        """Pairs (words, address without it) of everything that is filtered by."""
        chips: list[tuple[str, str]] = []
        if filters.state not in (None, ObstacleFilter.OPEN):
            chips.append((str(STATES[filters.state]), address(state=None, page=None)))
        for name, chosen in (
            ("unit", filters.unit_id),
            ("owner", filters.owner_unit_id or filters.owner_user_id),
        ):
            if chosen is not None:
                chips.append((_chosen(self[name]), address(**{name: None}, page=None)))
        if filters.from_on is not None:
            words = gettext("Nêu từ %(day)s", day=day(filters.from_on))
            chips.append((words, address(from_on=None, page=None)))
        if filters.to_on is not None:
            words = gettext("Nêu đến %(day)s", day=day(filters.to_on))
            chips.append((words, address(to_on=None, page=None)))
        if filters.due_on is not None:
            words = gettext("Hạn trả lời %(day)s", day=day(filters.due_on))
            chips.append((words, address(due_on=None, page=None)))
        return chips


def _chosen(field: Any) -> str:
    """The words of the chosen line of a list."""
    return next((str(line.label) for line in field.iter_choices() if line.selected), "")


def answers_alone(obstacle: Obstacle, actor: Actor) -> bool:
    """Whether ``actor`` answers in the own name: its owner, or a leader."""
    return (
        actor.has(Role.LEADER)
        or obstacle.owner_user_id == actor.user_id
        or obstacle.owner_unit_id in actor.unit_ids
    )
