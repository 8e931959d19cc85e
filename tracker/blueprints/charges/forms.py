"""Forms of fields of work and of leaders in charge."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from tracker.blueprints.choice_fields import UnitField, UnitsField
from tracker.blueprints.deeds import DeedForm, VersionedDeedForm
from tracker.blueprints.fields import Filled, NormalisedStringField, VietnameseDateField


class ChargeForm(DeedForm):
    """A leader is put in charge of units and fields from a day on."""

    leader = UnitField(
        _("Lãnh đạo"), [Filled(_("Hãy chọn lãnh đạo."))], empty=_("– Chọn lãnh đạo –")
    )
    units = UnitsField(_("Đơn vị phụ trách"))
    fields = UnitsField(_("Lĩnh vực phụ trách"))
    from_on = VietnameseDateField(_("Từ ngày"), [Filled()])
    basis = NormalisedStringField(_("Văn bản phân công"), [Filled()], max_length=300)


class EndChargeForm(VersionedDeedForm):
    """The last day of a charge."""

    last_day = VietnameseDateField(_("Ngày phụ trách cuối cùng"), [Filled()])
    basis = NormalisedStringField(_("Văn bản làm căn cứ"), max_length=300)


class AddFieldForm(DeedForm):
    """A field of work and whose usual one it is."""

    name = NormalisedStringField(_("Tên lĩnh vực"), [Filled()], max_length=200)
    ord = IntegerField(_("Thứ tự"), [Optional(), NumberRange(0, 10_000)], default=0)
    units = UnitsField(_("Đơn vị thường làm lĩnh vực này"))


class ChangeFieldForm(VersionedDeedForm):
    """As above; and from when it is not chosen any more."""

    name = NormalisedStringField(_("Tên lĩnh vực"), [Filled()], max_length=200)
    ord = IntegerField(_("Thứ tự"), [Optional(), NumberRange(0, 10_000)], default=0)
    off_on = VietnameseDateField(_("Ngừng dùng từ ngày"))
    units = UnitsField(_("Đơn vị thường làm lĩnh vực này"))
