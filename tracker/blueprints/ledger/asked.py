"""What the ledger is asked, out of the address; the words for what it holds."""

from __future__ import annotations

from collections.abc import Callable

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.choice_fields import EnumField
from tracker.blueprints.fields import VietnameseDateField
from tracker.blueprints.filter_form import FilterForm
from tracker.blueprints.filters import address, day, label
from tracker.blueprints.ledger_words import rule_words
from tracker.domain.delivery import Channel
from tracker.domain.messages import MessageKind
from tracker.domain.notice_mail import DRAWN
from tracker.domain.reminder_ladder import RuleKind
from tracker.queries.ledger import LedgerFilters, Told

TOLD_WORDS: dict[Told, Callable[[], str]] = {
    Told.WAITING: lambda: _("Chưa gửi"),
    Told.SENT: lambda: _("Đã gửi"),
    Told.OPENED: lambda: _("Đã mở xem"),
    Told.FAILED: lambda: _("Không gửi được"),
}


NAMES = ("rule", "channel", "told", "from_on", "to_on")
"""What the address may ask, in the order of the bar."""


class LedgerFilterForm(FilterForm):
    """Everything stands in the address."""

    SPAN = ("from_on", "to_on")

    rule = SelectField(lazy_gettext("Quy tắc"), coerce=lambda value: value or None)
    channel = EnumField(lazy_gettext("Kênh"), enum=Channel, empty=lazy_gettext("Tất cả"))
    told = SelectField(lazy_gettext("Kết quả"), coerce=lambda value: Told(value) if value else None)
    from_on = VietnameseDateField(lazy_gettext("Từ ngày"))
    to_on = VietnameseDateField(lazy_gettext("đến ngày"))

    def asked(
        self,
        *,
        task_id: int | None = None,
        person_id: int | None = None,
        unit_id: int | None = None,
    ) -> LedgerFilters:
        """The filters; what is no answer to a question asks nothing."""
        self.validate()
        return LedgerFilters(
            task_id=task_id,
            person_id=person_id,
            unit_id=unit_id,
            rule=self.answered("rule"),
            channel=self.answered("channel"),
            told=self.answered("told"),
            from_on=self.answered("from_on"),
            to_on=self.answered("to_on"),
        )


def filter_form() -> LedgerFilterForm:
    """The bar with its choices."""
    bar = LedgerFilterForm(request.args)
    everything = SelectChoice("", _("Tất cả"))
    kinds = [*RuleKind, *(kind for kind in MessageKind if kind not in DRAWN)]
    bar.rule.choices = [everything, *(SelectChoice(kind.value, rule_words(kind)) for kind in kinds)]
    bar.told.choices = [
        everything,
        *(SelectChoice(told.value, words()) for told, words in TOLD_WORDS.items()),
    ]
    return bar


def chips(filters: LedgerFilters) -> list[tuple[str, str]]:
    """What is filtered, each with the address without it."""
    found: list[tuple[str, str]] = []
    if filters.rule is not None:
        found.append((rule_words(filters.rule), address(rule=None, page=None)))
    if filters.channel is not None:
        found.append((label(filters.channel), address(channel=None, page=None)))
    if filters.told is not None:
        found.append((TOLD_WORDS[filters.told](), address(told=None, page=None)))
    if filters.from_on is not None:
        found.append((_("Từ %(day)s", day=day(filters.from_on)), address(from_on=None, page=None)))
    if filters.to_on is not None:
        found.append((_("Đến %(day)s", day=day(filters.to_on)), address(to_on=None, page=None)))
    return found
