"""A ladder as a form: one group of fields a rung, in the words of the page."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.blueprints.choice_fields import EnumField, UnitField
from tracker.blueprints.deeds import DeedForm, VersionedDeedForm
from tracker.blueprints.errors import sentence
from tracker.blueprints.fields import Filled, NormalisedStringField
from tracker.domain.delivery import Channel
from tracker.domain.errors import InvalidInput
from tracker.domain.labels import label
from tracker.domain.reminder_ladder import (
    FURTHEST,
    MOST_TIMES,
    NARROWED,
    Audience,
    ReminderRule,
    RuleKind,
    Rung,
    rung_key,
)
from tracker.services.seen import mark

SPARE = 2
"""So many empty rungs stand below those that there are."""


class When(StrEnum):
    """On which side of its target a rung stands."""

    BEFORE = "before"
    ON = "on"
    AFTER = "after"


class AudiencesField(SelectMultipleField):
    """Whom a rung tells, as a list of checks."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label_: Any = None, **kwargs: Any) -> None:
        choices = [SelectChoice(one.value, gettext(label(one))) for one in Audience]
        super().__init__(label_, choices=choices, **kwargs)


class RungForm(Form):
    """One rung; without ``when`` it is not there."""

    key = HiddenField()
    when = SelectField(_("Nhắc vào lúc"))
    days = IntegerField(_("Số ngày làm việc"), [Optional(), NumberRange(0, FURTHEST)])
    audiences = AudiencesField(_("Nhắc ai"))
    every = IntegerField(
        _("Nhắc lại sau mỗi (ngày làm việc)"), [Optional(), NumberRange(1, FURTHEST)]
    )
    most = IntegerField(_("Nhiều nhất (lần)"), [Optional(), NumberRange(1, MOST_TIMES)])
    email = BooleanField(_("Gửi cả thư điện tử"), default=True)
    statutory = BooleanField(_("Người nhận không tự tắt được"))
    letter = BooleanField(_("Lập dự thảo văn bản đôn đốc"))
    words = NormalisedStringField(_("Lời nhắn kèm theo"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.when.choices = [
            SelectChoice("", gettext("– Không dùng mốc này –")),
            SelectChoice(When.BEFORE.value, gettext("Trước ngày mốc")),
            SelectChoice(When.ON.value, gettext("Đúng ngày mốc")),
            SelectChoice(When.AFTER.value, gettext("Sau ngày mốc")),
        ]

    def place(self) -> int:
        """How many working days from the target. InvalidInput when the number is missing."""
        if self.when.data == When.ON:
            return 0
        if not self.days.data:
            raise InvalidInput("Hãy ghi số ngày làm việc từ 1 trở lên.", field="days")
        return -self.days.data if self.when.data == When.BEFORE else self.days.data

    def rung(self, keys: dict[int, str]) -> Rung:
        """The rung as it was typed; one that stayed at its place keeps its name in the ledger."""
        at = self.place()
        channels = (Channel.IN_APP, Channel.EMAIL) if self.email.data else (Channel.IN_APP,)
        if self.every.data and not self.most.data:
            raise InvalidInput("Hãy ghi nhắc lại nhiều nhất bao nhiêu lần.", field="most")
        return Rung(
            key=keys.get(at, rung_key(at)),
            at=at,
            audiences=tuple(Audience(one) for one in self.audiences.data or []),
            every=self.every.data or None,
            most=self.most.data or None,
            channels=channels,
            words=self.words.data or "",
            statutory=bool(self.statutory.data),
            letter=bool(self.letter.data),
        )


class RuleForm(VersionedDeedForm):
    """The whole ladder; ``version`` is the number of the version that was shown."""

    previewed = HiddenField()
    enabled = BooleanField(_("Quy tắc đang được áp dụng"))
    rungs = FieldList(FormField(RungForm))
    basis = NormalisedStringField(_("Căn cứ (quy chế, văn bản)"), max_length=300)

    def fill(self, rule: ReminderRule, *, version: int) -> None:
        """The form as the rule stands, with some empty rungs below."""
        self.version.data = version
        self.enabled.data = rule.enabled
        for rung in rule.rungs:
            self.rungs.append_entry(_shown(rung))
        for _spare in range(SPARE):
            self.rungs.append_entry({"email": True})

    def rule(self, like: ReminderRule) -> ReminderRule:
        """What was typed as a rule of the same kind and scope. InvalidInput at a rung's field."""
        keys = {rung.at: rung.key for rung in like.rungs}
        rungs = []
        for entry in self.rungs.entries:
            if not entry.form.when.data:
                continue
            try:
                rungs.append(entry.form.rung(keys))
            except InvalidInput as error:
                field = entry.form[error.field or _field_of(error)]
                field.errors = [*field.errors, sentence(error)]
        if any(entry.form.errors for entry in self.rungs.entries):
            raise InvalidInput("Có mốc nhắc chưa đúng. Hãy sửa các chỗ được đánh dấu.")
        return ReminderRule(
            key=like.key,
            kind=like.kind,
            rungs=tuple(rungs),
            enabled=bool(self.enabled.data),
            unit_id=like.unit_id,
            directive_id=like.directive_id,
        )

    @staticmethod
    def values_mark(rule: ReminderRule) -> str:
        """What was shown in the preview: only that is saved."""
        return mark(str(rule))


class ScopeForm(DeedForm):
    """For which unit or directive a rule is to be stricter."""

    kind = EnumField(_("Quy tắc"), enum=RuleKind, members=sorted(NARROWED))
    unit = UnitField(_("Đơn vị"), empty=_("– Không đặt theo đơn vị –"))
    directive = UnitField(_("Văn bản chỉ đạo"), empty=_("– Không đặt theo văn bản –"))


class EndRuleForm(DeedForm):
    """Why a narrower rule ends."""

    basis = NormalisedStringField(_("Lý do, căn cứ"), [Filled()], max_length=300)


def _shown(rung: Rung) -> dict[str, Any]:
    when = When.BEFORE if rung.at < 0 else When.ON if rung.at == 0 else When.AFTER
    return {
        "key": rung.key,
        "when": when.value,
        "days": abs(rung.at) or None,
        "audiences": [audience.value for audience in rung.audiences],
        "every": rung.every,
        "most": rung.most,
        "email": Channel.EMAIL in rung.channels,
        "statutory": rung.statutory,
        "letter": rung.letter,
        "words": rung.words,
    }


def _field_of(error: InvalidInput) -> str:
    """At which field of its rung a fault of the rules is shown."""
    if "người nhận" in error.message:
        return "audiences"
    return "most" if "tối đa" in error.message else "when"
