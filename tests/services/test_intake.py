"""A paper comes in: what is kept of it, what is proposed, what is refused without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.paper import INTERNAL, NO_ORDER, PLAN, SECRET
from tests.factories.unit import a_group, a_unit
from tracker.db import Base
from tracker.domain.directive_kind import DirectiveKind
from tracker.domain.errors import DomainError, InvalidInput, RefusedFile, SecretRefused
from tracker.domain.follow_up import FollowUp, UnitRole
from tracker.domain.history import EventKind
from tracker.domain.source import SourceKind
from tracker.domain.working_days import Calendar
from tracker.models import (
    Clause,
    Directive,
    DirectiveFile,
    Event,
    Reading,
    SearchEntry,
    TaskDraft,
)
from tracker.queries.coverage import coverage
from tracker.services.intake import Received, receive
from tracker.services.intake_reading import TakenIn, read_pasted, read_upload
from tracker.storage import FolderStore

TODAY = date(2026, 11, 23)


@pytest.fixture
def district(session: Session) -> District:
    district = a_district(session)
    root = district.office.root_unit
    communes = [
        a_unit(session, f"UBND xã {name}", parent=root, type_code="commune")
        for name in ("Hòa Bình", "Đông Phú")
    ]
    a_group(session, district.office, "UBND các xã, thị trấn", members=communes)
    return district


def files_in(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def take(
    session: Session, district: District, taken: TakenIn, now: datetime, received_on: date = TODAY
) -> Received:
    return receive(
        session,
        taken=taken,
        received_on=received_on,
        source=SourceKind.DOCUMENT,
        arrival_number="  118 ",
        calendar=Calendar(),
        actor=district.actor(district.monitor),
        now=now,
    )


def test_a_plan_is_entered_with_its_reading(
    session: Session, district: District, store: FolderStore, now: datetime
) -> None:
    taken = read_upload(store, PLAN.encode(), "Kế hoạch 45.txt")
    store.keep(taken.waiting)
    directive = take(session, district, taken, now).directive

    assert directive.kind is DirectiveKind.PLAN
    assert directive.number == "45/KH-UBND"
    assert directive.issued_on == date(2026, 11, 16)
    assert directive.arrival_number == "118"
    assert "thủ tục hành chính" in directive.title
    file = session.scalars(select(DirectiveFile)).one()
    assert (file.name, store.exists(file.blob_sha256)) == ("Kế hoạch 45.txt", True)
    reading = session.scalars(select(Reading)).one()
    assert reading.header["number"] == "45/KH-UBND"
    orders = session.scalars(select(Clause).where(Clause.is_order)).all()
    assert len(orders) == coverage(session, directive.id).waiting == 4
    found = session.scalars(select(SearchEntry)).one()
    assert "45 kh ubnd" in found.folded
    kinds = session.scalars(select(Event.kind).order_by(Event.id)).all()
    assert kinds == [EventKind.DIRECTIVE_RECEIVED, EventKind.DIRECTIVE_READ]


def test_drafts_follow_what_the_paper_says(
    session: Session, district: District, store: FolderStore, now: datetime
) -> None:
    take(session, district, read_upload(store, PLAN.encode(), "a.txt"), now)
    dated, monthly, communes, radio = session.scalars(
        select(TaskDraft).order_by(TaskDraft.ord, TaskDraft.id)
    ).all()

    assert dated.follow_up is FollowUp.PER_UNIT
    assert dated.due_on == date(2026, 12, 15)
    assert {row.role: row.unit for row in dated.units} == {
        UnitRole.LEAD: district.justice,
        UnitRole.COORDINATING: district.culture,
    }
    assert monthly.follow_up is FollowUp.PER_UNIT
    assert monthly.recurrence is not None
    assert (monthly.recurrence["every"], monthly.recurrence["day"]) == ("monthly", 15)
    assert communes.follow_up in (FollowUp.REGULAR, FollowUp.NOTED)
    assert [row.group is not None for row in communes.units] == [True]
    assert [(row.unit, row.group, row.as_written) for row in radio.units] == [
        (None, None, "Trung tâm Truyền thanh huyện")
    ]


def test_strictly_before_means_the_day_before(
    session: Session, store: FolderStore, now: datetime
) -> None:
    district = a_district(session, strict_before=True)
    take(session, district, read_upload(store, PLAN.encode(), "a.txt"), now)
    assert session.scalars(
        select(TaskDraft.due_on).order_by(TaskDraft.ord, TaskDraft.id)
    ).first() == date(2026, 12, 14)


def test_the_same_text_leads_to_the_first(
    session: Session, district: District, store: FolderStore, now: datetime
) -> None:
    first = take(session, district, read_upload(store, PLAN.encode(), "a.txt"), now)
    other_form = PLAN.replace("\n\n", "\n   \n").encode("utf-16")
    second = take(session, district, read_upload(store, other_form, "Bản khác.txt"), now)
    assert first.is_new
    assert not second.is_new
    assert second.directive is first.directive
    assert session.scalar(select(func.count()).select_from(Directive)) == 1


@pytest.mark.parametrize("text", [SECRET, SECRET.replace("\nMẬT\n", "\nTỐI MẬT\n")])
def test_a_secret_paper_leaves_nothing(
    session: Session, district: District, store: FolderStore, tmp_path: Path, text: str
) -> None:
    assert district.monitor.id
    session.flush()
    before = {table.name: count_of(session, table.name) for table in Base.metadata.sorted_tables}
    with pytest.raises(SecretRefused) as refused:
        read_upload(store, text.encode(), "Kế hoạch rất kín.txt")
    assert "rất kín" not in str(refused.value)
    assert "Kế hoạch" not in str(refused.value)
    assert list(files_in(tmp_path)) == []
    after = {table.name: count_of(session, table.name) for table in Base.metadata.sorted_tables}
    assert after == before


def count_of(session: Session, table: str) -> int:
    return session.scalar(select(func.count()).select_from(Base.metadata.tables[table])) or 0


def test_an_internal_paper_is_restricted(
    session: Session, district: District, store: FolderStore, now: datetime
) -> None:
    directive = take(session, district, read_pasted(store, INTERNAL), now).directive
    assert directive.restricted


def test_a_paper_without_orders_has_no_drafts(
    session: Session, district: District, store: FolderStore, now: datetime
) -> None:
    received = take(session, district, read_upload(store, NO_ORDER.encode(), "tb.txt"), now)
    assert received.is_new
    assert count_of(session, "task_draft") == 0
    assert coverage(session, received.directive.id).total == 0


def test_a_paper_from_tomorrow_is_refused(
    session: Session, district: District, store: FolderStore, now: datetime
) -> None:
    taken = read_upload(store, PLAN.encode(), "a.txt")
    with pytest.raises(InvalidInput, match="chưa tới") as refused:
        take(session, district, taken, now, received_on=date(2026, 11, 24))
    assert refused.value.field == "received_on"


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.txt", "trống"),
        (b"MZ\x00\x01" * 40, "Kế hoạch.docx", "chương trình"),
        (b"%PDF-1.7 broken", "a.pdf", "hỏng|không mở được"),
        (b"PK\x03\x04 not a zip", "a.docx", "hỏng|không mở được|không phải"),
        (b"not a zip at all, only words", "a.docx", "docx"),
        (b"   \n\n  ", "a.txt", "chữ"),
        (b"<html><script>alert(1)</script></html>", "a.txt", "trang web"),
    ],
    ids=["empty", "program", "broken pdf", "broken docx", "text as docx", "blank", "web page"],
)
def test_bad_files_are_refused_and_gone(
    store: FolderStore, tmp_path: Path, data: bytes, name: str, sentence: str
) -> None:
    with pytest.raises(DomainError, match=sentence) as refused:
        read_upload(store, data, name)
    assert isinstance(refused.value, InvalidInput | RefusedFile)
    assert list(files_in(tmp_path)) == []


def test_a_pasted_scrap_is_no_paper(store: FolderStore, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="quá ngắn"):
        read_pasted(store, "Làm báo cáo.")
    assert list(files_in(tmp_path)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_real_directives_are_covered(
    session: Session, district: District, store: FolderStore, now: datetime, name: str
) -> None:
    path = Path(__file__).parents[3] / "shared" / "directives" / f"{name}.txt"
    if not path.exists():
        pytest.skip("the collection of real directives is not on this machine")
    directive = take(
        session, district, read_upload(store, path.read_bytes(), path.name), now
    ).directive
    counted = coverage(session, directive.id)
    assert counted.total >= 20
    assert counted.waiting == counted.total
    per_unit = session.scalars(
        select(TaskDraft).where(TaskDraft.follow_up == FollowUp.PER_UNIT)
    ).all()
    for draft in per_unit:  # D3: a class without a day of its own is never one task per unit
        to_class = any(row.group is not None for row in draft.units if row.role is UnitRole.LEAD)
        assert not to_class or draft.due_on is not None or draft.recurrence is not None
