"""Forms of comments: the text and whom it is meant for."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.blueprints.deeds import DeedForm, VersionedDeedForm
from tracker.blueprints.fields import Filled, NormalisedTextArea
from tracker.domain.comment_rules import LONGEST
from tracker.models import User


class MentionsField(SelectMultipleField):
    """People by their keys, as a list of checks."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def offer(self, people: Iterable[User]) -> None:
        """Set whom one may choose; the login is what @ understands."""
        self.choices = [
            SelectChoice(person.id, f"{person.name} (@{person.login})") for person in people
        ]


class CommentForm(DeedForm):
    """Trao đổi."""

    text = NormalisedTextArea(
        _("Nội dung trao đổi"), [Filled(_("Hãy ghi nội dung trao đổi."))], max_length=LONGEST
    )
    mentions = MentionsField(_("Nhắc tới"), coerce=int, choices=[])


class CorrectForm(VersionedDeedForm):
    """Sửa nội dung trao đổi."""

    text = NormalisedTextArea(
        _("Nội dung trao đổi"), [Filled(_("Hãy ghi nội dung trao đổi."))], max_length=LONGEST
    )
