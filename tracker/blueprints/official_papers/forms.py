"""Forms of official papers. Field names are those that the services name when they refuse."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from tracker.blueprints.choice_fields import EnumField, UnitField
from tracker.blueprints.deeds import DeedForm, VersionedDeedForm
from tracker.blueprints.fields import (
    Filled,
    NormalisedStringField,
    NormalisedTextArea,
    VietnameseDateField,
)
from tracker.blueprints.papers import PapersField, VouchedField
from tracker.domain.official_paper import PaperContent
from tracker.domain.signature_block import SigningAuthority


class MakeForm(DeedForm):
    """What a kind of paper asks for; the door deletes what it does not."""

    unit = UnitField(_("Đơn vị"))
    directive = SelectField(_("Văn bản chỉ đạo"), coerce=lambda value: int(value or 0), choices=[])
    request = SelectField(_("Đề nghị gia hạn"), coerce=lambda value: int(value or 0), choices=[])
    from_on = VietnameseDateField(_("Từ ngày"))
    to_on = VietnameseDateField(_("Đến hết ngày"))

    def offer_directives(self, choices: Iterable[tuple[int, str]]) -> None:
        self.directive.choices = [
            SelectChoice(0, _("Tất cả văn bản chỉ đạo")),
            *(SelectChoice(key, words) for key, words in choices),
        ]

    def offer_requests(self, choices: Iterable[tuple[int, str]]) -> None:
        self.request.choices = [SelectChoice(key, words) for key, words in choices]


class FrameForm(VersionedDeedForm):
    """The frame of a draft: lines are typed one a line."""

    subject = NormalisedTextArea(
        _("Trích yếu"), [Filled(_("Hãy ghi trích yếu nội dung văn bản."))], max_length=900
    )
    symbol = NormalisedStringField(_("Ký hiệu"), [Filled()], max_length=40)
    addressees = NormalisedTextArea(_("Kính gửi"), max_length=2000)
    receivers = NormalisedTextArea(_("Nơi nhận"), max_length=3000)
    archive = NormalisedStringField(_("Lưu"), max_length=100)
    authority = EnumField(_("Thẩm quyền ký"), enum=SigningAuthority)
    body = NormalisedStringField(_("Tập thể, cơ quan (khi ký TM.)"), max_length=150)
    head_post = NormalisedStringField(
        _("Chức vụ người đứng đầu (khi ký KT., TL., TUQ.)"), max_length=120
    )
    post = NormalisedStringField(_("Chức vụ người ký"), [Filled()], max_length=120)
    name = NormalisedStringField(_("Họ và tên người ký"), max_length=100)

    @classmethod
    def showing(cls, content: PaperContent, *, version: int, **values: Any) -> FrameForm:
        """The form with the draft's frame in it (when nothing was sent)."""
        authority, body, head = _authority(content.signer.authority)
        shown = {
            "subject": content.subject,
            "symbol": content.number.symbol,
            "addressees": "\n".join(content.addressees),
            "receivers": "\n".join(content.receivers),
            "archive": content.archive,
            "authority": authority,
            "body": body,
            "head_post": head,
            "post": content.signer.post,
            "name": content.signer.name,
        }
        return cls(version=version, **(shown | values))


def _authority(lines: tuple[str, ...]) -> tuple[SigningAuthority, str, str]:
    """The authority, the body and the head's post that these lines of a block say."""
    body = head = ""
    mark = ""
    for line in lines:
        first, _blank, rest = line.partition(" ")
        if first.upper() == "TM.":
            body = rest
        else:
            mark, head = first.upper(), rest
    of_mark = {
        "KT.": SigningAuthority.BODY_BY_DEPUTY if body else SigningAuthority.DEPUTY,
        "TL.": SigningAuthority.ORDER,
        "TUQ.": SigningAuthority.MANDATE,
    }
    plain = SigningAuthority.BODY if body else SigningAuthority.OWN
    return of_mark.get(mark, plain), body, head


class NumberForm(VersionedDeedForm):
    """Number and day; without a number the next one of the series."""

    number = IntegerField(_("Số"), [Optional()])
    signed_on = VietnameseDateField(_("Ngày ký"), [Filled(_("Hãy ghi ngày ký văn bản."))])


class IssueForm(VersionedDeedForm):
    """The signed paper that came back."""

    files = PapersField(_("Tệp văn bản đã ký"))
    not_secret = VouchedField()


class DropForm(VersionedDeedForm):
    """Why the draft is not used."""

    note = NormalisedTextArea(_("Lý do"), [Filled()], max_length=1000)


class EnterNumberForm(DeedForm):
    """A number that was given outside."""

    series = NormalisedStringField(_("Sổ"), [Filled()], max_length=20)
    number = IntegerField(_("Số"), [Optional()])
    symbol = NormalisedStringField(_("Ký hiệu"), max_length=40)
    signed_on = VietnameseDateField(_("Ngày văn bản"), [Filled()])
    subject = NormalisedTextArea(
        _("Trích yếu"), [Filled(_("Hãy ghi trích yếu nội dung văn bản."))], max_length=900
    )
