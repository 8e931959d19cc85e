"""Forms of substitutions. Field names are those that the service names when it refuses."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from tracker.blueprints.choice_fields import UnitField
from tracker.blueprints.deeds import DeedForm, VersionedDeedForm
from tracker.blueprints.fields import Filled, NormalisedStringField, VietnameseDateField

_NOBODY = _("– Chọn người –")


class DeputyForm(DeedForm):
    """A deputy of one's own."""

    deputy_id = UnitField(
        _("Người xử lý thay"), [Filled(_("Hãy chọn người xử lý thay."))], empty=_NOBODY
    )
    from_on = VietnameseDateField(_("Từ ngày"), [Filled()])
    to_on = VietnameseDateField(_("Đến hết ngày"), [Filled()])
    basis = NormalisedStringField(_("Căn cứ, lý do"), [Filled()], max_length=500)


class EnteredDeputyForm(DeputyForm):
    """The same, entered for somebody else."""

    principal_id = UnitField(
        _("Người được xử lý thay"), [Filled(_("Hãy chọn người được xử lý thay."))], empty=_NOBODY
    )


class EndForm(VersionedDeedForm):
    """Another last day."""

    to_on = VietnameseDateField(_("Đến hết ngày"), [Filled()])
