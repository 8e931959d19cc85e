"""How a morning's claims are written: many at once, on both databases, what is there left out."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, cast

import pytest
from sqlalchemy import Table, event, select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.databases import SQLITE
from tracker.db.many_rows import BATCH, NewRows
from tracker.domain.delivery import Channel
from tracker.domain.local_time import VIETNAM
from tracker.domain.reminder_ladder import RuleKind
from tracker.models import LedgerEntry, Office
from tracker.queries.office_rules import office_rules
from tracker.queries.reminder_rules import default_rules
from tracker.services.reminders import plan
from tracker.services.telling import DigestWindow
from tracker.services.waiting_notices import NewsWriter

MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 7, 30, tzinfo=VIETNAM)
SAME = ("office_id", "recipient_id", "channel", "on_day", "planned_at")
OWN = ("dedupe_key", "cause", "rule", "rung", "occurrence", "deadline_version", "task_id",
       "level", "statutory", "period_key")  # fmt: skip


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def rows_of(session: Session) -> NewRows:
    table = cast(Table, LedgerEntry.__table__)
    return NewRows(session.connection(), table, SAME, OWN, unique="dedupe_key")


def same(district: District) -> dict[str, Any]:
    values = (district.office.id, district.monitor.id, Channel.EMAIL, MONDAY, NOW)
    return dict(zip(SAME, values, strict=True))


def row(key: str, *, task_id: int | None = None, cause: str = "Hạn “23/11”: Đ") -> tuple[Any, ...]:
    return (key, cause, "deadline", "d-3", 1, 2, task_id, 3, True, None)


def test_rows_come_out_as_they_went_in_whether_they_differ_or_not(
    session: Session, district: District
) -> None:
    task = a_task(session, district.office, district.justice)
    new = rows_of(session)
    written = new.write(
        session.connection(),
        same(district),
        [row("a"), row("b", task_id=task.id, cause='{"x", NULL, \'\\}')],
    )
    alone = new.write(session.connection(), same(district), [row("c", task_id=task.id)])
    assert (written, alone) == (2, 1)
    found = session.scalars(select(LedgerEntry).order_by(LedgerEntry.dedupe_key)).all()
    assert [entry.task_id for entry in found] == [None, task.id, task.id]
    assert [entry.cause for entry in found][:2] == ["Hạn “23/11”: Đ", '{"x", NULL, \'\\}']
    for entry in found:
        assert (entry.channel, entry.on_day, entry.planned_at) == (Channel.EMAIL, MONDAY, NOW)
        assert (entry.rule, entry.rung, entry.occurrence) == ("deadline", "d-3", 1)
        assert (entry.deadline_version, entry.level, entry.statutory) == (2, 3, True)
        assert (entry.period_key, entry.message_id) == (None, None)


def test_what_is_there_is_left_out_and_not_counted(session: Session, district: District) -> None:
    new = rows_of(session)
    assert new.write(session.connection(), same(district), [row("a"), row("b")]) == 2
    again = [row("a", cause="khác"), row("c"), row("c")]
    assert new.write(session.connection(), same(district), again) == 1
    assert new.write(session.connection(), same(district), again) == 0
    assert new.write(session.connection(), same(district), []) == 0
    causes = session.scalars(select(LedgerEntry.cause).where(LedgerEntry.dedupe_key == "a"))
    assert causes.one() == "Hạn “23/11”: Đ"


def test_more_rows_than_one_statement_takes(session: Session, district: District) -> None:
    many = (row(f"key:{n}") for n in range(2 * BATCH + 1))
    assert rows_of(session).write(session.connection(), same(district), many) == 2 * BATCH + 1


def test_an_ordinary_morning_looks_for_no_key_that_the_database_left_out(
    session: Session, district: District
) -> None:
    """The first one has to: whoever planned before may have broken off anywhere."""
    a_task(session, district.office, district.justice, due_on=date(2026, 11, 26))
    a_task(session, district.office, district.justice, due_on=date(2026, 11, 27))
    session.commit()
    first, told = looked(session, district.office, NOW)
    assert (first > 0, told > 0) == (True, True)
    tuesday = datetime(2026, 11, 25, 7, 30, tzinfo=VIETNAM)  # the 24th is a holiday
    again, more = looked(session, district.office, tuesday)
    assert (again, more > 0) == (0, True)


def looked(session: Session, office: Office, now: datetime) -> tuple[int, int]:
    """How many keys a morning looked for, and how many reminders it planned."""
    asked: list[int] = []

    def note(_c: Any, _cursor: Any, words: str, values: Any, _ctx: Any, _many: bool) -> None:
        if re.search(r"FROM ledger_entry\s+WHERE ledger_entry.dedupe_key IN", words):
            asked.append(len(values))

    bind = session.get_bind()
    event.listen(bind, "before_cursor_execute", note)
    try:
        done = plan(
            session, office_id=office.id, now=now, base_url="http://tracker.test",
            rules=[rule for rule in default_rules() if rule.kind is RuleKind.DEADLINE],
        )  # fmt: skip
    finally:
        event.remove(bind, "before_cursor_execute", note)
    return sum(asked), done.total


def test_news_that_waits_is_found_by_an_index_of_what_waits(
    session: Session, district: District, database: str
) -> None:
    rules = office_rules(session, district.office.id, MONDAY)
    window = DigestWindow(MONDAY, rules.digest_latest_hour, rules.digest_mail_optional)
    waiting = NewsWriter(district.office, window, NOW, "http://tracker.test")._waiting()
    asked = select(LedgerEntry.recipient_id).where(*waiting)
    if database != SQLITE:
        for setting in ("enable_seqscan", "enable_bitmapscan"):
            session.connection().exec_driver_sql(f"SET LOCAL {setting} = off")
    words = asked.compile(
        session.connection(), compile_kwargs={"literal_binds": True, "render_postcompile": True}
    )
    explain = "EXPLAIN QUERY PLAN" if database == SQLITE else "EXPLAIN"
    rows = session.connection().exec_driver_sql(f"{explain} {words}").all()
    assert "ix_ledger_entry_news" in "\n".join(str(found[-1]) for found in rows)
