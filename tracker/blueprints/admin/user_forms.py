"""Forms of people: who they are, their posts, their roles."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.blueprints.choice_fields import EnumField, UnitField
from tracker.blueprints.deeds import DeedForm
from tracker.blueprints.fields import Filled, NormalisedStringField, VietnameseDateField
from tracker.domain.labels import label
from tracker.domain.people import Module, Post, Role

GRANTS = (
    *((Module.TRACKING, role) for role in Role if role is not Role.ADMINISTRATOR),
    (Module.INDEX, Role.LEAD_OFFICE),
    (Module.INDEX, Role.LEADER),
    (Module.INDEX, Role.AUDITOR),
    (Module.OFFICE, Role.ADMINISTRATOR),
)
"""What can be granted, in the order of the list."""


def grant_key(module: Module, role: Role) -> str:
    """A grant as the value of a choice."""
    return f"{module.value}.{role.value}"


def grant_of(key: str) -> tuple[Module, Role]:
    """The grant behind a choice that was offered."""
    module, _dot, role = key.partition(".")
    return Module(module), Role(role)


def grant_words(module: Module, role: Role) -> str:
    """A grant in words; the module only where it is not tracking."""
    if module in (Module.TRACKING, Module.OFFICE):
        return gettext(label(role))
    return f"{gettext(label(role))} – {gettext(label(module))}"


class PersonForm(DeedForm):
    """Who somebody is."""

    seen = HiddenField()
    name = NormalisedStringField(_("Họ và tên"), [Filled()], max_length=200)
    login = NormalisedStringField(_("Tên đăng nhập"), [Filled()], max_length=64)
    email = NormalisedStringField(_("Thư điện tử"), max_length=254)
    phone = NormalisedStringField(_("Điện thoại"), max_length=20)


class MembershipForm(DeedForm):
    """A post in a unit from a day to a day."""

    unit = UnitField(_("Đơn vị"), [Filled(_("Hãy chọn đơn vị."))])
    post = EnumField(_("Vị trí"), enum=Post)
    title = NormalisedStringField(_("Chức danh"), max_length=100)
    from_on = VietnameseDateField(_("Từ ngày"), [Filled()])
    to_on = VietnameseDateField(_("Đến hết ngày"))


class AddPersonForm(DeedForm):
    """Somebody new, with a first post and first roles."""

    name = NormalisedStringField(_("Họ và tên"), [Filled()], max_length=200)
    login = NormalisedStringField(_("Tên đăng nhập"), [Filled()], max_length=64)
    email = NormalisedStringField(_("Thư điện tử"), max_length=254)
    phone = NormalisedStringField(_("Điện thoại"), max_length=20)
    unit = UnitField(_("Đơn vị"), empty=_("– Không thuộc đơn vị nào –"))
    post = EnumField(_("Vị trí"), enum=Post)
    title = NormalisedStringField(_("Chức danh"), max_length=100)
    from_on = VietnameseDateField(_("Từ ngày"), [Filled()])
    grants = SelectMultipleField(
        _("Vai trò trong cơ quan"),
        choices=[],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class GrantForm(DeedForm):
    """A role from a day to a day."""

    grant = SelectField(_("Vai trò"), [Filled(_("Hãy chọn vai trò."))], choices=[])
    from_on = VietnameseDateField(_("Từ ngày"), [Filled()])
    to_on = VietnameseDateField(_("Đến hết ngày"))


class EndForm(DeedForm):
    """The last day of a post or role."""

    last_day = VietnameseDateField(_("Ngày cuối cùng"), [Filled()])


def grant_choices() -> list[SelectChoice]:
    """Everything that can be granted."""
    return [
        SelectChoice(grant_key(module, role), grant_words(module, role)) for module, role in GRANTS
    ]
