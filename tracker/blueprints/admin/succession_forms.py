"""The form of a succession, and what it asks for as one order that travels signed."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.choice_fields import EnumRadioField, UnitField, UnitsField
from tracker.blueprints.deeds import DeedForm
from tracker.blueprints.fields import (
    Filled,
    NormalisedStringField,
    VietnameseDateField,
)
from tracker.domain.unit_handover import PeopleFate
from tracker.services.succession_check import NewUnit, SuccessionOrder


class SuccessionForm(DeedForm):
    """Which units end, from which day, who takes over, what becomes of the people."""

    units = UnitsField(
        _("Đơn vị kết thúc hoạt động"), [Filled(_("Hãy chọn đơn vị kết thúc hoạt động."))]
    )
    on_day = VietnameseDateField(_("Kể từ ngày"), [Filled()])
    basis = NormalisedStringField(_("Văn bản làm căn cứ"), [Filled()], max_length=300)
    successor = UnitField(_("Đơn vị kế thừa đang có"), empty=_("– Lập đơn vị mới –"))
    new_name = NormalisedStringField(_("Tên đơn vị mới"), max_length=200)
    new_short = NormalisedStringField(_("Tên viết tắt"), max_length=60)
    type_code = SelectField(_("Loại đơn vị"), choices=[], validate_choice=False)
    others = UnitsField(_("Đơn vị kế thừa khác (khi tách đơn vị)"))
    people = EnumRadioField(
        _("Người của đơn vị cũ"), [Filled()], enum=PeopleFate, default=PeopleFate.SAME_POST
    )

    def offer_types(self, types: list[tuple[str, str]]) -> None:
        """The kinds of units; the first line chooses none."""
        self.type_code.choices = [
            SelectChoice("", _("– Chọn loại đơn vị –")),
            *(SelectChoice(code, name) for code, name in types),
        ]

    def order(self, versions: dict[int, int]) -> SuccessionOrder:
        """What the form asks for; ``versions`` are those of the units that were looked at."""
        called = self.new_name.data or ""
        return SuccessionOrder(
            unit_ids=tuple(self.units.data or ()),
            on_day=self.on_day.data or date.max,
            basis=self.basis.data or "",
            successor_id=self.successor.data,
            new_unit=NewUnit(called, self.new_short.data or "", self.type_code.data or "")
            if called
            else None,
            others=tuple(self.others.data or ()),
            people=self.people.data or PeopleFate.SAME_POST,
            versions=versions,
        )


class ConfirmSuccessionForm(DeedForm):
    """The order that was looked at."""

    order = HiddenField()
