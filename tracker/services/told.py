"""One reason to tell somebody one thing on a morning: words, place on a ladder, ledger keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from tracker.domain.delivery import Channel
from tracker.domain.reminder_rules import dedupe_key
from tracker.models import User
from tracker.queries.due_things import Due

_SUBJECT = "x"


class Place(NamedTuple):
    """Where on a ladder a reason stands, as the ledger keeps it; one value for many things."""

    name: str
    """The part of the ledger's key that is the same for everybody (``name_of``)."""
    kept: tuple[Any, ...]
    """Rule, rung, occurrence, version, the rule's row, level, whether it is statutory."""
    ways: tuple[Channel, ...]
    """On which it may go out: by mail means by the office's gateway too."""
    statutory: bool


class Told(NamedTuple):
    """One reason to tell somebody one thing, with its words."""

    due: Due
    cause: str
    place: Place

    @property
    def task_id(self) -> int | None:
        return self.due.about.task_id

    @property
    def directive_id(self) -> int | None:
        return self.due.about.directive_id

    @property
    def on_day(self) -> None:
        return None

    @property
    def is_news(self) -> bool:
        return False

    @property
    def awaits_decision(self) -> bool:
        return bool(self.due.about.submission_id or self.due.about.extension_request_id)

    @property
    def series_id(self) -> int | None:
        return self.due.about.series_id

    @property
    def evidence_id(self) -> int | None:
        return self.due.about.evidence_id

    @property
    def period_key(self) -> str | None:
        return self.due.about.period_key

    @property
    def sheet_id(self) -> int | None:
        return self.due.about.sheet_id

    @property
    def item_id(self) -> int | None:
        return self.due.about.item_id

    @property
    def question_id(self) -> int | None:
        return self.due.about.question_id

    @property
    def unit_id(self) -> int | None:
        return self.due.whose.unit_id

    @property
    def deadline_version(self) -> int:
        return self.due.version


def place_of(due: Due) -> Place:
    """Where this stands on its ladder."""
    rule, standing = due.rule, due.standing
    rung = standing.rung
    kept = (rule.key, rung.key, standing.occurrence, due.version, rule.id,
            rung.level(rule.kind), rung.statutory)  # fmt: skip
    ways = (*rung.channels, Channel.WEBHOOK) if Channel.EMAIL in rung.channels else rung.channels
    return Place(name_of(due), kept, ways, rung.statutory)


def name_of(due: Due) -> str:
    """Rule, rung, version and occurrence, as the ledger's key has them in its middle."""
    whole = dedupe_key(
        subject=_SUBJECT,
        recipient=_SUBJECT,
        rule=due.rule.key,
        rung=due.standing.rung.key,
        deadline_version=due.version,
        occurrence=due.standing.occurrence,
        channel=_SUBJECT,
    )
    return whole.removeprefix(f"{_SUBJECT}|{_SUBJECT}|").removesuffix(f"|{_SUBJECT}")


def keys_of(reasons: Iterable[Told], person: User, channel: Channel) -> dict[str, Told]:
    """These reasons by their ledger's keys (``dedupe_key``) for one person and channel."""
    to, by = f"|user:{person.id}|", f"|{channel.value}"
    return {f"{told.due.subject}{to}{told.place.name}{by}": told for told in reasons}
