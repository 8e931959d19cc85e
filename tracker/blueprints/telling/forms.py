"""The two choices of a person: hour and way of the digest; days without it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.deeds import DeedForm
from tracker.blueprints.fields import Filled, NormalisedStringField, VietnameseDateField
from tracker.domain.telling_choices import clock_words, minutes_offered


class ChoiceForm(DeedForm):
    """When the digest leaves, and whether by mail at all."""

    digest_at = SelectField(_("Giờ nhận thư nhắc việc"), coerce=int, choices=[])
    mail_off = BooleanField(_("Không gửi thư nhắc việc hằng ngày, tôi xem trong phần mềm"))

    def offer(self, latest_hour: int) -> ChoiceForm:
        """The hours that the office leaves open."""
        self.digest_at.choices = [
            SelectChoice(minute, clock_words(minute)) for minute in minutes_offered(latest_hour)
        ]
        return self


class PauseForm(DeedForm):
    """Days on which nobody reads mail here."""

    from_on = VietnameseDateField(_("Từ ngày"), [Filled()])
    to_on = VietnameseDateField(_("Đến hết ngày"), [Filled()])
    reason = NormalisedStringField(_("Lý do"), max_length=200)
