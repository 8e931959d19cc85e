"""Forms of units and their classes."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, IntegerField, SelectField
from wtforms.validators import NumberRange, Optional

from tracker.blueprints.choice_fields import UnitField, UnitsField
from tracker.blueprints.deeds import DeedForm, VersionedDeedForm
from tracker.blueprints.fields import (
    Filled,
    NormalisedStringField,
    NormalisedTextArea,
    VietnameseDateField,
)


class UnitFacts(VersionedDeedForm):
    """What is true of a unit besides its name."""

    type_code = SelectField(_("Loại đơn vị"), [Filled(_("Hãy chọn loại đơn vị."))])
    parent = UnitField(_("Trực thuộc"))
    outside = BooleanField(_("Ngoài phạm vi giao việc của cơ quan"))
    identifier = NormalisedStringField(_("Mã định danh"), max_length=35)
    email = NormalisedStringField(_("Thư điện tử của đơn vị"), max_length=254)
    ord = IntegerField(_("Thứ tự"), [Optional(), NumberRange(0, 10_000)], default=0)


class AddUnitForm(DeedForm):
    """A new unit."""

    name = NormalisedStringField(_("Tên đơn vị"), [Filled()], max_length=200)
    short = NormalisedStringField(_("Tên viết tắt"), max_length=60)
    type_code = SelectField(_("Loại đơn vị"), [Filled(_("Hãy chọn loại đơn vị."))])
    parent = UnitField(_("Trực thuộc"), [Filled(_("Hãy chọn đơn vị cấp trên."))])
    outside = BooleanField(_("Ngoài phạm vi giao việc của cơ quan"))
    identifier = NormalisedStringField(_("Mã định danh"), max_length=35)
    email = NormalisedStringField(_("Thư điện tử của đơn vị"), max_length=254)
    from_on = VietnameseDateField(_("Thành lập từ ngày"))
    aliases = NormalisedTextArea(_("Các cách viết khác trong văn bản"), max_length=3000)


class RenameUnitForm(VersionedDeedForm):
    """A new name from a day on."""

    name = NormalisedStringField(_("Tên mới"), [Filled()], max_length=200)
    short = NormalisedStringField(_("Tên viết tắt"), max_length=60)
    from_on = VietnameseDateField(_("Từ ngày"), [Filled()])
    basis = NormalisedStringField(_("Văn bản làm căn cứ"), [Filled()], max_length=300)


class AliasForm(DeedForm):
    """One more way of writing a unit."""

    alias = NormalisedStringField(_("Cách viết trong văn bản"), [Filled()], max_length=200)
    from_on = VietnameseDateField(_("Từ ngày"))
    to_on = VietnameseDateField(_("Đến hết ngày"))


class GroupForm(DeedForm):
    """A class of units: name, ways of writing, members from a day on."""

    seen = HiddenField()
    name = NormalisedStringField(_("Tên nhóm"), [Filled()], max_length=200)
    aliases = NormalisedTextArea(_("Các cách viết trong văn bản"), max_length=6000)
    members = UnitsField(_("Đơn vị trong nhóm"))
    from_on = VietnameseDateField(_("Thành phần có hiệu lực từ ngày"), [Filled()])
