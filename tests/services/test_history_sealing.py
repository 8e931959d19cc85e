"""Every deed's commit seals it; what is changed behind the application's back is named."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import Engine, Executable, delete, func, insert, literal, select, update
from sqlalchemy.orm import Session

from tests.factories.district import a_district
from tests.support.clock import Clock
from tests.support.databases import Stand
from tracker.db import db, writing
from tracker.domain.history import EventKind
from tracker.domain.history_chain import Fault, FaultKind, Head, Keys
from tracker.models import Event, HistoryHead, HistoryLink, HistoryTail, append_only
from tracker.permissions import Actor
from tracker.services.history import record
from tracker.services.history_sealing import hand_out, verify
from tracker.surroundings import config


@pytest.fixture
def chief(session: Session) -> Actor:
    district = a_district(session)
    found = district.actor(district.monitor)
    session.commit()
    return found


def deed(app: Flask, chief: Actor, clock: Clock, note: str) -> int:
    with app.app_context(), writing():
        event = record(
            db.session(), EventKind.SETTING_CHANGED, actor=chief, now=clock(), note=note, n=1
        )
        return event.id


def broken(app: Flask, *heads: Head) -> list[Fault]:
    with app.app_context():
        return list(verify(db.session(), keys=Keys(config().history_keys), heads=heads))


def behind_its_back(engine: Engine, *deeds: Executable) -> None:
    """As somebody with the database's password would: triggers and keys aside."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            for table in append_only.TABLES:
                append_only.drop(connection, [table])
        else:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for deed in deeds:
            connection.execute(deed)


def test_each_commit_links_its_events(app: Flask, chief: Actor, clock: Clock) -> None:
    first, second = (deed(app, chief, clock, note) for note in ("một", "hai"))
    with app.app_context():
        links = db.session.scalars(select(HistoryLink).order_by(HistoryLink.seq)).all()
    assert [link.event_id for link in links][-2:] == [first, second]
    assert [link.seq for link in links] == list(range(1, len(links) + 1))
    assert broken(app) == []


def test_what_was_rolled_back_leaves_no_link(app: Flask, chief: Actor, clock: Clock) -> None:
    def fail() -> None:
        with writing():
            record(db.session(), EventKind.SETTING_CHANGED, actor=chief, now=clock())
            raise RuntimeError

    with app.app_context():
        with pytest.raises(RuntimeError):
            fail()
        with writing():
            record(db.session(), EventKind.SETTING_CHANGED, actor=chief, now=clock())
    assert broken(app) == []


def test_an_edit_behind_the_application_is_named(
    app: Flask, stand: Stand, chief: Actor, clock: Clock
) -> None:
    deed(app, chief, clock, "một")
    event_id = deed(app, chief, clock, "trả lại, thiếu phụ lục")
    deed(app, chief, clock, "ba")
    behind_its_back(stand.engine, update(Event).where(Event.id == event_id).values(note="đồng ý"))
    assert [(fault.kind, fault.event_id) for fault in broken(app)] == [(FaultKind.EDITED, event_id)]


def test_a_deletion_and_an_insertion_are_named(
    app: Flask, stand: Stand, chief: Actor, clock: Clock
) -> None:
    gone = deed(app, chief, clock, "một")
    copied = deed(app, chief, clock, "hai")
    columns = [column for column in Event.__table__.columns if column.name != "id"]
    behind_its_back(
        stand.engine,
        delete(HistoryLink).where(HistoryLink.event_id == gone),
        delete(Event).where(Event.id == gone),
        insert(Event).from_select(
            ["id", *(column.name for column in columns)],
            select(literal(9999), *columns).where(Event.id == copied),
        ),
    )
    found = {(fault.kind, fault.event_id) for fault in broken(app)}
    assert found == {(FaultKind.DELETED, None), (FaultKind.INSERTED, 9999)}


def test_a_cut_tail_shows_by_the_head_that_was_handed_out(
    app: Flask, stand: Stand, chief: Actor, clock: Clock
) -> None:
    deed(app, chief, clock, "một")
    last = deed(app, chief, clock, "hai")
    with app.app_context(), writing():
        head = hand_out(db.session(), now=clock())
        assert head is not None
        kept = Head(head.seq, head.seal)
    behind_its_back(
        stand.engine,
        delete(HistoryLink).where(HistoryLink.event_id == last),
        delete(Event).where(Event.id == last),
        delete(HistoryHead),
        update(HistoryTail).values(seq=kept.seq - 1),
    )
    assert broken(app) == []
    assert broken(app, kept) == [Fault(FaultKind.CUT_OFF, kept.seq, None)]


def test_the_head_of_a_day_is_handed_out_once(app: Flask, chief: Actor, clock: Clock) -> None:
    deed(app, chief, clock, "một")
    with app.app_context(), writing():
        first = hand_out(db.session(), now=clock())
    deed(app, chief, clock, "hai")
    with app.app_context(), writing():
        again = hand_out(db.session(), now=clock())
        assert first is not None
        assert again is not None
        assert again.seal == first.seal
        assert db.session.scalar(select(func.count()).select_from(HistoryHead)) == 1


def test_writers_at_once_make_one_chain(app: Flask, chief: Actor, clock: Clock) -> None:
    deed(app, chief, clock, "đầu tiên")
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda n: deed(app, chief, clock, f"việc {n}"), range(60)))
    with app.app_context():
        seqs = db.session.scalars(select(HistoryLink.seq).order_by(HistoryLink.seq)).all()
        events = db.session.scalar(select(func.count()).select_from(Event))
    assert list(seqs) == list(range(1, len(seqs) + 1))
    assert len(seqs) == events
    assert broken(app) == []


def test_a_part_that_was_taken_back_does_not_unseal_the_rest(
    app: Flask, chief: Actor, clock: Clock
) -> None:
    with app.app_context(), writing():
        session = db.session()
        for n in (1, 2):
            record(session, EventKind.SETTING_CHANGED, actor=chief, now=clock(), n=n)
        savepoint = session.begin_nested()
        record(session, EventKind.SETTING_CHANGED, actor=chief, now=clock(), n=3)
        savepoint.rollback()
    with app.app_context():
        assert db.session.scalar(select(func.count(Event.id))) == 2
        assert db.session.scalar(select(func.count(HistoryLink.seq))) == 2
    assert broken(app) == []
