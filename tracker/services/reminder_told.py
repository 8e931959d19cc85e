"""Whom a verdict reaches, and what the ledger says of each: told, waiting, or why by no mail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.delivery import Channel
from tracker.domain.labels import label
from tracker.domain.local_time import local_day
from tracker.domain.reminder_rules import Reminder
from tracker.domain.sentences import Sentence, say
from tracker.domain.vietnamese import day_words
from tracker.models import LedgerEntry, User
from tracker.queries.due_things import Whose
from tracker.queries.recipients import Directory
from tracker.services.notices import channels_of
from tracker.services.telling import choice_of


@dataclass(frozen=True, slots=True)
class PersonAnswer:
    """One person: what was told, or why nothing was."""

    name: str
    said: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose work it is, the day asked about, and today."""

    whose: Whose
    on_day: date
    today: date


def people_answers(
    book: Directory, asked: Asked, reminder: Reminder | None, said: Sequence[LedgerEntry]
) -> tuple[PersonAnswer, ...]:
    """Everybody whom the rule reaches that day, and whoever was told all the same."""
    told = [entry for entry in said if _is_of(entry, reminder, asked.on_day)]
    by_person: dict[int, list[LedgerEntry]] = {}
    for entry in told:
        by_person.setdefault(entry.recipient_id, []).append(entry)
    reached: set[int] = set()
    if reminder is not None:
        reached = book.reached(
            reminder.audiences,
            unit_id=asked.whose.unit_id,
            assignee_id=asked.whose.officer_id,
            leader_id=asked.whose.leader_id,
            field_id=asked.whose.field_id,
        )
    answers = [
        PersonAnswer(_name(person_id, book, told), _said(book, person_id, asked, by_person))
        for person_id in sorted(reached | set(by_person))
    ]
    if reminder is not None and not answers:
        nobody = say("Không có ai giữ các vị trí được nhắc vào ngày này.")
        answers.append(PersonAnswer("", (nobody,)))
    return tuple(answers)


def _said(
    book: Directory, person_id: int, asked: Asked, told: dict[int, list[LedgerEntry]]
) -> tuple[Sentence, ...]:
    entries = told.get(person_id, [])
    sentences = [_told_words(entry) for entry in entries]
    person = book.people.get(person_id)
    if person is not None and not any(entry.channel is Channel.EMAIL for entry in entries):
        sentences += _why_no_mail(person, asked.on_day)
    if not entries:
        sentences.insert(0, _not_told(asked))
    return tuple(sentences)


def _told_words(entry: LedgerEntry) -> Sentence:
    channel = say(label(entry.channel))
    what = say("Đã nhắc ngày %(day)s (%(channel)s)", day=day_words(entry.on_day), channel=channel)
    message = entry.message
    if message is None:
        return what
    if message.failed_at is not None:
        return say("%(what)s: không gửi được (%(error)s)", what=what, error=message.last_error)
    if message.sent_at is None:
        return say("%(what)s: đang chờ gửi", what=what)
    if message.read_at is not None:
        opened = day_words(local_day(message.read_at))
        return say("%(what)s: đã mở ngày %(day)s", what=what, day=opened)
    return what


def _not_told(asked: Asked) -> Sentence:
    if asked.on_day > asked.today:
        return say("Sẽ nhắc nếu đến lúc đó không có gì thay đổi.")
    if asked.on_day == asked.today:
        return say("Chưa nhắc: sẽ nhắc khi lập danh sách buổi sáng.")
    return say("Không có trong sổ nhắc việc: buổi sáng hôm đó chưa được lập danh sách.")


def _why_no_mail(person: User, on_day: date) -> list[Sentence]:
    chosen = choice_of(person)
    if Channel.EMAIL in channels_of(person):
        if chosen.paused_on(on_day):
            return [say("Không gửi thư điện tử: người này đang tạm dừng nhận.")]
        if chosen.mail_off:
            return [say("Không gửi thư điện tử: người này chọn chỉ xem trong phần mềm.")]
        return []
    if person.email is None:
        return [say("Không gửi thư điện tử: chưa có địa chỉ.")]
    if person.mail_failing:
        return [say("Không gửi thư điện tử: địa chỉ đang bị lỗi.")]
    return []


def _is_of(entry: LedgerEntry, reminder: Reminder | None, on_day: date) -> bool:
    """Whether the entry tells of this very reminder, or of that very day."""
    if reminder is None:
        return entry.on_day == on_day
    return (entry.rung, entry.occurrence, entry.deadline_version) == (
        reminder.rung,
        reminder.occurrence,
        reminder.deadline_version,
    )


def _name(person_id: int, book: Directory, told: Iterable[LedgerEntry]) -> str:
    if person_id in book.people:
        return book.people[person_id].name
    return next(entry.recipient.name for entry in told if entry.recipient_id == person_id)
