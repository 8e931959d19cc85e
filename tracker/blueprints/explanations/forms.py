"""Forms of explanations. Field names are those that the service names when it refuses."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from tracker.blueprints.check_fields import ChecksField
from tracker.blueprints.choice_fields import EnumField, EnumRadioField
from tracker.blueprints.deeds import DeedForm, VersionedDeedForm
from tracker.blueprints.fields import Filled, NormalisedTextArea
from tracker.blueprints.form_words import OfficeForm
from tracker.domain.explanation_rules import ExplanationState, LateCause


class ExplanationFilterForm(OfficeForm):
    """What the list may be asked; it stands in the address."""

    class Meta(OfficeForm.Meta):
        """A question needs no token."""

        csrf = False

    state = EnumField(_("Tình trạng"), enum=ExplanationState, empty=_("Tất cả"))


class ExplanationForm(DeedForm):
    """One explanation for the ticked tasks."""

    tasks = ChecksField(_("Nhiệm vụ chậm được giải trình"))
    explanation = NormalisedTextArea(_("Giải trình lý do chậm"), [Filled()], max_length=4000)
    cause = EnumRadioField(_("Nguyên nhân"), [Filled(_("Hãy chọn nguyên nhân."))], enum=LateCause)


class CauseForm(VersionedDeedForm):
    """Whose cause it was."""

    cause = EnumRadioField(
        _("Nguyên nhân được xác nhận"), [Filled(_("Hãy chọn nguyên nhân."))], enum=LateCause
    )
    note = NormalisedTextArea(_("Ý kiến"), max_length=1000)
