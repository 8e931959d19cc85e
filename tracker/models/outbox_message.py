"""Why whom was told what (ledger), and what must still leave the house (outbox).

Messages are rows written in the same transaction as their cause, so that a deed and its
notice stand or fall together and a crash between them cannot lose one. The ledger's one text
key is unique: planning twice, by two processes, or again after a crash inserts nothing new.
Many ledger entries make one message (a digest).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, catalogue, key, no_words, words
from tracker.domain.delivery import Channel
from tracker.domain.messages import MessageKind
from tracker.domain.notice_mail import NOTICE_RUNG

if TYPE_CHECKING:
    from tracker.models.task import Task
    from tracker.models.user import User


class OutboxMessage(Base):
    """One message to one person over one channel. A row never sends itself.

    In the application the row *is* the message (``sent_at`` is its birth, ``read_at`` an access
    mark); by e-mail it waits for deliver(), which claims, sends and records.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (
        Index("ix_outbox_message_waiting", "channel", "sent_at", "failed_at", "next_attempt_at"),
        Index(
            "ix_outbox_message_doubtful",
            "doubtful",
            sqlite_where=text("doubtful > 0"),
            postgresql_where=text("doubtful > 0"),
        ),
        Index("ix_outbox_message_recipient", "recipient_id", "channel", "read_at"),
    )

    id: Mapped[key]
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"))
    recipient_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    channel: Mapped[Channel] = mapped_column(catalogue(Channel))
    kind: Mapped[MessageKind] = mapped_column(catalogue(MessageKind))
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    """Deterministic Message-ID: a mail repeated after a crash is recognised as the same."""
    subject: Mapped[str] = mapped_column(String(500))
    text: Mapped[words]
    html: Mapped[no_words]
    link: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    """Given up for good (5xx, no address, too many attempts)."""
    last_error: Mapped[no_words]
    answer: Mapped[no_words]
    """What the server said when it took the message."""
    doubtful: Mapped[int] = mapped_column(default=0, server_default="0")
    """Tries whose end nobody knows (killed, or cut off, while sending): the message may have
    arrived that often more than once, each time under the same Message-ID."""
    needless: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Given up because nothing of it was owed any more."""
    read_at: Mapped[datetime | None]

    recipient: Mapped[User] = relationship(lazy="selectin")
    entries: Mapped[list[LedgerEntry]] = relationship(back_populates="message")

    @property
    def address(self) -> str:
        """Where it goes by its channel; empty where the person has nothing of the kind."""
        person = self.recipient
        return (person.phone if self.channel is Channel.WEBHOOK else person.email) or ""


class LedgerEntry(Base):
    """One reason to tell one person one thing. Inserting it is the claim to tell."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        # The planner asks by it what was told of a task already.
        Index(
            "ix_ledger_entry_task",
            "task_id",
            "rule",
            "rung",
            "occurrence",
            "deadline_version",
        ),
        Index("ix_ledger_entry_office_day", "office_id", "on_day", "id"),
        # Few rows of many: what is in no message yet.
        Index(
            "ix_ledger_entry_news",
            "office_id",
            "rung",
            "channel",
            "on_day",
            "recipient_id",
            sqlite_where=text("message_id IS NULL"),
            postgresql_where=text("message_id IS NULL"),
        ),
    )

    id: Mapped[key]
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"))
    dedupe_key: Mapped[str] = mapped_column(String(300), unique=True)
    recipient_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    channel: Mapped[Channel] = mapped_column(catalogue(Channel))
    rule: Mapped[str] = mapped_column(String(40))
    rung: Mapped[str] = mapped_column(String(40))
    occurrence: Mapped[int] = mapped_column(default=0)
    deadline_version: Mapped[int] = mapped_column(default=0)
    """0 when the reason has nothing to do with a deadline."""
    cause: Mapped[words]
    on_day: Mapped[date]
    planned_at: Mapped[datetime]
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    directive_id: Mapped[int | None] = mapped_column(ForeignKey("directive.id"))
    unit_report_id: Mapped[int | None] = mapped_column(ForeignKey("unit_report.id"))
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"))
    extension_request_id: Mapped[int | None] = mapped_column(ForeignKey("extension_request.id"))
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"))
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("index_sheet.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("index_item.id"))
    """Of a sheet: the first of the items that one officer prepares until one day."""
    question_id: Mapped[int | None] = mapped_column(ForeignKey("sheet_question.id"))
    period_key: Mapped[str | None] = mapped_column(String(12))
    """Of a period's report or a series' period."""
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    """Whose work it is about, on the day of planning."""
    rule_id: Mapped[int | None] = mapped_column(ForeignKey("reminder_rule.id"))
    """The version of the rule by which it was planned; None for what was told at once."""
    level: Mapped[int] = mapped_column(default=0, server_default="0")
    """Đôn đốc cấp 1 to 3; 0 for a reminder ahead of time and for a notice."""
    statutory: Mapped[bool] = mapped_column(default=False, server_default=false())
    """No person can switch it off."""
    message_id: Mapped[int | None] = mapped_column(ForeignKey("outbox_message.id"), index=True)

    @property
    def is_news(self) -> bool:
        """A notice that waited for the morning's digest; nothing is owed for it."""
        return self.rung == NOTICE_RUNG and self.rule_id is None

    @property
    def awaits_decision(self) -> bool:
        """Somebody has to confirm or to decide, instead of doing the work."""
        return self.submission_id is not None or self.extension_request_id is not None

    recipient: Mapped[User] = relationship()
    task: Mapped[Task | None] = relationship()
    message: Mapped[OutboxMessage | None] = relationship(back_populates="entries")


class PlanRun(Base):
    """One planning of one morning in one office; how the health page knows that it happened."""

    __tablename__ = "plan_run"
    __table_args__ = (UniqueConstraint("on_day", "office_id"),)

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    on_day: Mapped[date]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    planned_count: Mapped[int] = mapped_column(default=0)
