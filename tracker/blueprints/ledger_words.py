"""The names that the ledger of reminders keeps, in words: which rule, and which step of it."""

from __future__ import annotations

from enum import StrEnum

from flask_babel import gettext as _

from tracker.blueprints.filters import words
from tracker.domain.labels import LABELS
from tracker.domain.messages import MessageKind
from tracker.domain.notice_mail import NOTICE_RUNG, NOW_RUNG
from tracker.domain.reminder_ladder import RuleKind
from tracker.domain.reminder_sentences import told_place_words


def rule_words(rule: StrEnum | str) -> str:
    """The rule or the deed behind an entry, in words; a rule of the office's own by its key."""
    names: dict[str, str] = {str(kind): words for kind, words in LABELS[MessageKind].items()}
    names |= {str(kind): words for kind, words in LABELS[RuleKind].items()}
    return _(names[str(rule)]) if str(rule) in names else str(rule)


def rung_words(rule: str, rung: str) -> str:
    """Which step of the ladder it was; when a notice left, for what was told because of a deed."""
    if rung == NOTICE_RUNG:
        return _("báo trong thư buổi sáng")
    if rung == NOW_RUNG:
        return _("báo ngay khi có việc")
    place = told_place_words(rule, rung)
    return words(place) if place is not None else _("mốc %(rung)s", rung=rung)
