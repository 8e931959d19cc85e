"""A newer reader reads a paper again: nothing that a person did is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import TODAY, District, a_district
from tests.factories.paper import PLAN
from tests.factories.unit import a_group, a_unit
from tracker.documents.read_file import read_file
from tracker.domain.errors import Conflict, NotFound
from tracker.domain.history import EventKind
from tracker.domain.source import SourceKind
from tracker.domain.working_days import Calendar
from tracker.models import Directive, Duty, Event, Reading, Target
from tracker.queries.coverage import coverage
from tracker.queries.drafts import clauses_of, drafts_of
from tracker.queries.readings import changes_between, kept_drafts, readings_of
from tracker.reading.directive_reading import Reading as Read
from tracker.reading.directive_reading import read_directive
from tracker.services import rereading
from tracker.services.assignment import confirm_drafts, seen_values
from tracker.services.draft_rows import Pick, chosen
from tracker.services.draft_states import mark_ready, set_aside
from tracker.services.drafting import DraftChange, edit_draft
from tracker.services.header_completion import complete_header, read_with_day
from tracker.services.intake import receive
from tracker.services.intake_reading import read_upload
from tracker.services.seen import mark
from tracker.storage import FolderStore

#: What a better reader would see in the same file: another deadline, one more order, one less.
BETTER = (
    PLAN.replace("trước ngày 15 hằng tháng", "trước ngày 20 hằng tháng")
    .replace("3. Trung tâm Truyền thanh huyện\n\nTuyên truyền kết quả", "Kết quả")
    .replace(
        "2. UBND các xã, thị trấn\n",
        "c) Tổ chức tập huấn cho công chức một cửa trước ngày 20/12/2026.\n\n"
        "2. UBND các xã, thị trấn\n",
    )
)


@pytest.fixture
def district(session: Session) -> District:
    district = a_district(session)
    root = district.office.root_unit
    commune = a_unit(session, "UBND xã Hòa Bình", parent=root, type_code="commune")
    a_group(session, district.office, "UBND các xã, thị trấn", members=[commune])
    return district


@pytest.fixture
def plan(session: Session, district: District, store: FolderStore, now: datetime) -> Directive:
    taken = read_upload(store, PLAN.encode(), "Kế hoạch.txt")
    store.keep(taken.waiting)
    return receive(
        session, taken=taken, received_on=TODAY, source=SourceKind.DOCUMENT, arrival_number="",
        calendar=Calendar(), actor=district.actor(district.monitor), now=now,
    ).directive  # fmt: skip


def again(
    session: Session, district: District, plan: Directive, now: datetime, read: Read | None = None
) -> rereading.Reread:
    return rereading.reread(
        session,
        directive_id=plan.id,
        read=read or read_directive(read_file(BETTER.encode(), "a.txt")),
        calendar=Calendar(),
        actor=district.actor(district.monitor),
        now=now,
    )


def test_untouched_drafts_are_replaced_and_the_changes_shown(
    session: Session, district: District, plan: Directive, now: datetime
) -> None:
    done = again(session, district, plan, now)
    assert (done.reading.version, done.proposed, done.replaced, done.kept) == (2, 4, 4, 0)
    newest, first = readings_of(session, plan.id)
    changes = changes_between(session, first, newest)
    assert [each.text[:20] for each in changes.added] == ["Tổ chức tập huấn cho"]
    assert [each.text[:12] for each in changes.removed] == ["Tuyên truyền"]
    (changed,) = changes.changed
    assert "due" in changed.fields
    assert changes.same == 2
    assert first.proposals is not None
    assert len(first.proposals) == 4
    assert [draft.ord for draft in drafts_of(session, plan.id)] == [0, 1, 2, 3]
    counted = coverage(session, plan.id)
    assert (counted.total, counted.waiting) == (4, 4)
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert event.kind is EventKind.DIRECTIVE_REREAD
    assert event.data["version"] == 2


def test_what_a_person_touched_stays_and_is_not_proposed_twice(
    session: Session, district: District, plan: Directive, now: datetime
) -> None:
    me = district.actor(district.monitor)
    dated, monthly, communes, radio = drafts_of(session, plan.id)
    mark_ready(
        session, directive_id=plan.id, picks=[Pick(dated.id, dated.row_version)], actor=me, now=now
    )
    seen = mark(*seen_values([dated]))
    confirm_drafts(session, directive_id=plan.id, seen=seen, calendar=Calendar(), actor=me, now=now)
    change = DraftChange(
        text=monthly.text, product="Báo cáo", follow_up=monthly.follow_up,
        units=[chosen(row) for row in monthly.units], due_on=date(2026, 12, 30), due_basis="x",
    )  # fmt: skip
    edit_draft(
        session, directive_id=plan.id, draft_id=monthly.id, version=None, change=change, actor=me,
        now=now,
    )  # fmt: skip
    set_aside(
        session, directive_id=plan.id, picks=[Pick(radio.id, radio.row_version)], reason="Thôi",
        actor=me, now=now,
    )  # fmt: skip
    first_reading = session.scalars(select(Duty.reading_id)).one()
    done = again(session, district, plan, now)

    assert (done.kept, done.replaced) == (3, 1)
    drafts = drafts_of(session, plan.id)
    assert {dated.id, monthly.id, radio.id} < {draft.id for draft in drafts}
    assert communes.id not in {draft.id for draft in drafts}
    assert monthly.product == "Báo cáo"
    assert [draft.text for draft in drafts].count(dated.text) == 1
    assert len([draft for draft in drafts if draft.text.startswith("Báo cáo kết quả")]) == 1
    assert session.scalars(select(Duty.reading_id)).one() == first_reading
    assert kept_drafts(session, done.reading) == [
        draft for draft in drafts if draft.reading_id == first_reading
    ]
    # the confirmed one rests on the same paragraph of the new reading, so nothing seems undone
    assert {clause.reading_id for clause in dated.clauses} == {done.reading.id}
    counted = coverage(session, plan.id)
    assert counted.duties == 1
    spans = [piece for reason in dated.why["reasons"] for piece in reason["words"]]
    texts = {clause.ord: clause.text for clause in clauses_of(session, done.reading.id)}
    assert spans
    assert all(texts[p["clause"]][p["start"] : p["end"]] == p["text"] for p in spans)


def test_the_same_file_read_again_changes_nothing(
    session: Session, district: District, plan: Directive, store: FolderStore, now: datetime
) -> None:
    read = rereading.read_again(store, plan)
    done = again(session, district, plan, now, read)
    newest, first = readings_of(session, plan.id)
    assert changes_between(session, first, newest).is_empty
    assert done.proposed == done.replaced == 4
    assert rereading.directives_to_reread(session) == []


def test_readings_of_an_older_time_get_their_proposals(
    session: Session, district: District, plan: Directive, now: datetime
) -> None:
    first = session.scalars(select(Reading)).one()
    first.proposals, first.reader = None, "1"
    session.flush()
    assert rereading.directives_to_reread(session, district.office.id) == [plan.id]
    again(session, district, plan, now)
    (kept,) = session.scalars(select(Reading.proposals).where(Reading.version == 1))
    assert len(kept or ()) == 4


def test_targets_that_a_person_removed_do_not_come_back(
    session: Session, district: District, plan: Directive, now: datetime
) -> None:
    text = PLAN.replace(
        "Nâng cao mức độ hài lòng của người dân.",
        "Đến năm 2027, tối thiểu 90% hồ sơ được giải quyết đúng hạn, trên 80% hồ sơ trực tuyến.",
    )
    read = read_directive(read_file(text.encode(), "a.txt"))
    again(session, district, plan, now, read)
    first, second = session.scalars(select(Target).order_by(Target.id)).all()
    first.removed_at = now
    session.flush()
    again(session, district, plan, now, replace(read))
    rows = session.scalars(select(Target).order_by(Target.id)).all()
    assert [(row.value, row.removed_at is None) for row in rows] == [("90", False), ("80", True)]
    assert second not in rows


def test_only_papers_with_a_file_and_a_reading(
    session: Session, district: District, store: FolderStore, now: datetime
) -> None:
    typed = a_directive(session, district.office)
    with pytest.raises(NotFound, match="nhập tay"):
        rereading.read_again(store, typed)
    with pytest.raises(Conflict):
        again(session, district, typed, now)


def test_a_later_reading_keeps_the_day_that_a_person_entered(
    session: Session, district: District, store: FolderStore, now: datetime
) -> None:
    """The paper left its date blank: the clerk entered it, and days without a year hang on it."""
    blank = (
        PLAN.replace("ngày 16 tháng 11 năm 2026", "ngày … tháng … năm 2026", 1)
        .replace("trước ngày 15/12/2026", "trước ngày 15 tháng 12")
        .replace("chính năm 2027", "chính")
    )
    taken = read_upload(store, blank.encode(), "Kế hoạch.txt")
    store.keep(taken.waiting)
    me = district.actor(district.monitor)
    paper = receive(
        session, taken=taken, received_on=TODAY, source=SourceKind.DOCUMENT, arrival_number="",
        calendar=Calendar(), actor=me, now=now,
    ).directive  # fmt: skip
    assert paper.issued_on is None
    entered = date(2026, 11, 2)
    complete_header(
        session, directive=paper, version=None, number="77/KH-UBND", issued_on=entered,
        issuer=paper.issuer, read=read_with_day(store, paper, entered), calendar=Calendar(),
        actor=me, now=now,
    )  # fmt: skip
    before = [(draft.path, draft.due_on) for draft in drafts_of(session, paper.id)]
    assert date(2026, 12, 15) in {due_on for _path, due_on in before}
    again(session, district, paper, now, rereading.read_again(store, paper))
    after = [(draft.path, draft.due_on) for draft in drafts_of(session, paper.id)]
    assert after == before
    kept = session.get_one(Directive, paper.id)
    assert (kept.issued_on, kept.number) == (entered, "77/KH-UBND")
