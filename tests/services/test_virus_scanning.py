"""Files are looked at in the background: every verdict is kept, a virus is told once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.factories.user import the_system
from tests.support.clamd import FOUND, FakeClamd, virus
from tracker.channels.clamd import ClamdScanner
from tracker.domain.delivery import Channel, ScanState
from tracker.domain.errors import RefusedFile
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.domain.restricted_papers import WITHHELD
from tracker.models import Blob, BlobScan, Event, EvidenceRevision, OutboxMessage, Task
from tracker.services import evidence
from tracker.services.evidence import KeptFile
from tracker.services.virus_scanning import GONE, ScanRound, scan_again, scan_waiting
from tracker.storage import FileStore
from tracker.surroundings import KEY


@dataclass
class Desk:
    """A task of Phòng Tư pháp, the store, a scanner that listens."""

    session: Session
    district: District
    task: Task
    now: datetime
    store: FileStore
    clamd: FakeClamd

    @property
    def scanner(self) -> ClamdScanner:
        return ClamdScanner(self.clamd.address)

    def paper(self, content: bytes, task: Task | None = None) -> EvidenceRevision:
        """Handed in by an officer and kept."""
        sha256 = self.store.keep(self.store.quarantine(content))
        (made,) = evidence.attach(
            self.session,
            task_id=(task or self.task).id,
            unit_id=self.district.justice.id,
            files=[KeptFile(sha256, len(content), "application/pdf", "Báo cáo.pdf")],
            title="",
            is_result_paper=True,
            paper_number=None,
            paper_on=None,
            note="",
            actor=self.district.actor(self.district.justice_officer),
            now=self.now,
        )
        return made

    def round(self) -> ScanRound:
        return scan_waiting(
            self.session, store=self.store, scanner=self.scanner, clock=lambda: self.now
        )

    def again(self) -> ScanRound:
        return scan_again(
            self.session, store=self.store, scanner=self.scanner, clock=lambda: self.now
        )


@pytest.fixture
def desk(app: Flask, session: Session, now: datetime, clamd: FakeClamd) -> Desk:
    the_system(session)
    district = a_district(session)
    task = a_task(session, district.office, district.justice)
    store: FileStore = app.extensions[KEY].store
    return Desk(session, district, task, now, store, clamd)


def state(session: Session, revision: EvidenceRevision) -> ScanState:
    session.expire_all()
    return session.get_one(Blob, revision.blob_sha256).scan_state


def messages(session: Session) -> list[OutboxMessage]:
    query = select(OutboxMessage).where(
        OutboxMessage.kind == MessageKind.FILE_INFECTED, OutboxMessage.channel == Channel.IN_APP
    )
    return list(session.scalars(query.order_by(OutboxMessage.id)))


def test_a_clean_file_is_looked_at_once(desk: Desk) -> None:
    made = desk.paper(b"%PDF-1.7 sach")
    assert desk.round() == ScanRound(clean=1)
    assert state(desk.session, made) is ScanState.CLEAN
    assert desk.round() == ScanRound()
    (kept,) = desk.session.scalars(select(BlobScan)).all()
    assert (kept.state, kept.at) == (ScanState.CLEAN, desk.now)


def test_a_virus_is_noted_and_told_once(desk: Desk) -> None:
    made = desk.paper(b"%PDF-1.7 " + virus())
    assert desk.round().infected == 1
    assert state(desk.session, made) is ScanState.INFECTED
    event = desk.session.scalars(select(Event).where(Event.kind == EventKind.FILE_INFECTED)).one()
    assert (event.task_id, event.note) == (desk.task.id, f"Báo cáo.pdf ({FOUND})")
    people = {message.recipient_id for message in messages(desk.session)}
    assert people == {
        desk.district.justice_head.id,
        desk.district.justice_officer.id,
        desk.district.monitor.id,
    }
    desk.again()
    assert len(messages(desk.session)) == len(people)
    assert len(desk.session.scalars(select(BlobScan)).all()) == 2
    assert desk.store.exists(made.blob_sha256), "the file stays as proof"


def test_of_an_internal_order_not_even_the_name_is_told(desk: Desk) -> None:
    desk.task.duty.directive.restricted = True
    desk.paper(virus())
    desk.round()
    told = messages(desk.session)
    assert told
    assert all("Báo cáo" not in message.subject + message.text for message in told)
    assert WITHHELD in told[0].subject


def test_while_the_scanner_is_away_everything_waits_for_the_next_round(desk: Desk) -> None:
    made = desk.paper(b"%PDF-1.7 cho")
    desk.clamd.answer = "UNKNOWN COMMAND"
    done = desk.round()
    assert done.away
    assert state(desk.session, made) is ScanState.NOT_SCANNED
    assert desk.session.scalars(select(BlobScan)).all() == []
    desk.clamd.answer = ""
    assert desk.round() == ScanRound(clean=1)


def test_too_large_and_lost_files_do_not_hold_up_the_others(desk: Desk) -> None:
    desk.clamd.limit = 100
    large = desk.paper(b"%PDF" + b"x" * 5000)
    lost = desk.paper(b"%PDF mat")
    small = desk.paper(b"%PDF nho")
    desk.store.path(lost.blob_sha256).unlink()  # type: ignore[attr-defined]
    assert desk.round() == ScanRound(clean=1, unscannable=2)
    assert state(desk.session, large) is ScanState.UNSCANNABLE
    assert state(desk.session, small) is ScanState.CLEAN
    said = desk.session.scalars(
        select(BlobScan.said).where(BlobScan.blob_sha256 == lost.blob_sha256)
    )
    assert said.one() == GONE


def test_a_scanner_that_has_learned_changes_its_word(desk: Desk) -> None:
    made = desk.paper(b"%PDF moi")
    desk.round()
    desk.clamd.answer = "stream: Pdf.New.Trick FOUND"
    desk.again()
    assert state(desk.session, made) is ScanState.INFECTED


def test_bytes_with_a_virus_are_not_taken_in_again(desk: Desk) -> None:
    desk.paper(virus())
    desk.round()
    other = a_task(desk.session, desk.district.office, desk.district.justice)
    with pytest.raises(RefusedFile, match="vi-rút"):
        desk.paper(virus(), other)
