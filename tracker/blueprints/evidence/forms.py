"""Forms of evidence."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from tracker.blueprints.deeds import VersionedDeedForm
from tracker.blueprints.fields import NormalisedTextArea, VietnameseDateField
from tracker.blueprints.papers import PapersField, VouchedField


class RevisionForm(VersionedDeedForm):
    """A new version of a paper; ``version`` is the number of the one that was seen."""

    files = PapersField(_("Tệp đã sửa"), multiple=False)
    not_secret = VouchedField()
    expires_on = VietnameseDateField(_("Ngày hết hiệu lực"))
    note = NormalisedTextArea(_("Nội dung thay đổi"), max_length=1000)
