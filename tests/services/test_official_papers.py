"""A paper: drafted once, corrected, numbered from the register, issued with its signed file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import TODAY, District, a_district
from tests.factories.life import at
from tests.factories.task import a_task
from tests.factories.user import as_actor, the_system
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.official_paper import PaperState, from_json
from tracker.domain.paper_head import Signer
from tracker.models import Event, OfficialPaper, PaperNumberRow
from tracker.permissions.scope import visible_papers
from tracker.services import official_papers, paper_numbers
from tracker.services.evidence import KeptFile
from tracker.services.official_papers import PaperFrame
from tracker.services.urging_letters import draft_urging_letters

NOW = at(TODAY, 8)
SIGNED = KeptFile("a" * 64, 1000, "application/pdf", "Công văn đã ký.pdf")


@pytest.fixture
def district(session: Session) -> District:
    found = a_district(session)
    a_task(session, found.office, found.justice, due_on=date(2026, 11, 2))
    return found


Letters = Callable[..., list[OfficialPaper]]


@pytest.fixture
def letters(session: Session, district: District) -> Letters:
    """What the planner asks for on a rung: both units of the district."""
    system = the_system(session)

    def ask(on_day: date = TODAY, rung: str = "3") -> list[OfficialPaper]:
        return draft_urging_letters(
            session, office_id=district.office.id,
            unit_ids=[district.culture.id, district.justice.id], on_day=on_day, now=NOW,
            actor=as_actor(system, district.office), rung=rung,
        )  # fmt: skip

    return ask


@pytest.fixture
def paper(letters: Letters) -> OfficialPaper:
    (found,) = letters()
    return found


def number(
    session: Session, district: District, paper: OfficialPaper, wanted: int | None = None,
    on: date | None = TODAY,
) -> OfficialPaper:  # fmt: skip
    return official_papers.give_number(
        session, paper_id=paper.id, version=paper.row_version, number=wanted, signed_on=on,
        actor=district.actor(district.monitor), now=NOW,
    )  # fmt: skip


def issue(session: Session, district: District, paper: OfficialPaper) -> OfficialPaper:
    return official_papers.issue(
        session, paper_id=paper.id, version=paper.row_version, file=SIGNED,
        actor=district.actor(district.monitor), now=NOW,
    )  # fmt: skip


def last(session: Session) -> Event:
    found = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert found is not None
    return found


def test_the_rung_drafts_one_letter_for_each_unit_that_is_late(
    session: Session, district: District, letters: Letters
) -> None:
    (paper,) = letters()
    assert (paper.unit_id, paper.state) == (district.justice.id, PaperState.DRAFT)
    assert paper.created_by.is_system
    event = last(session)
    assert (event.kind, event.data["paper_id"]) == (EventKind.OFFICIAL_PAPER_DRAFTED, paper.id)
    assert event.unit_id == district.justice.id


def test_run_again_it_drafts_nothing_but_another_rung_or_day_does(letters: Letters) -> None:
    assert len(letters()) == 1
    assert letters() == []
    assert len(letters(rung="4")) == 1
    assert len(letters(on_day=TODAY + timedelta(days=1))) == 1


def test_a_correction_keeps_the_table_and_changes_the_hash(
    session: Session, district: District, paper: OfficialPaper
) -> None:
    before, table = paper.sha256, from_json(paper.content).parts[1]
    official_papers.correct(
        session, paper_id=paper.id, version=paper.row_version,
        frame=PaperFrame(
            subject="đôn đốc lần 2", symbol="UBND-VP", addressees=("Phòng Tư pháp",),
            receivers=("Như trên",), archive="VT, VP.",
            signer=Signer(authority=("TL. Chủ tịch",), post="Chánh Văn phòng"),
        ),
        actor=district.actor(district.monitor), now=NOW,
    )  # fmt: skip
    content = from_json(paper.content)
    assert (content.subject, content.signer.post) == ("đôn đốc lần 2", "Chánh Văn phòng")
    assert content.parts[1] == table
    assert paper.sha256 != before
    assert official_papers.verify(paper)
    assert last(session).kind is EventKind.OFFICIAL_PAPER_EDITED


def test_numbers_follow_one_another_and_a_year_begins_at_one(
    session: Session, district: District, letters: Letters
) -> None:
    first, second = letters()[0], letters(rung="4")[0]
    assert number(session, district, first).number == 1
    assert number(session, district, second).number == 2
    entry = paper_numbers.enter_number(
        session, series="cv", symbol="UBND", number=None, signed_on=date(2025, 12, 31),
        subject="Văn bản cũ", actor=district.actor(district.monitor), now=NOW,
    )  # fmt: skip
    assert (entry.series, entry.year, entry.number) == ("CV", 2025, 1)
    assert official_papers.drawn_content(second).number.number == 2


def test_a_number_already_used_gets_its_sentence(
    session: Session, district: District, letters: Letters
) -> None:
    first, second = letters()[0], letters(rung="4")[0]
    number(session, district, first, 12)
    with pytest.raises(InvalidInput, match=r"đã dùng cho văn bản") as refused:
        number(session, district, second, 12)
    assert refused.value.field == "number"
    assert second.state is PaperState.DRAFT
    assert number(session, district, second).number == 13, "gaps are shown, not filled"


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (None, "Hãy ghi ngày ký"),
        (TODAY + timedelta(days=1), "sau hôm nay"),
        (TODAY - timedelta(days=1), "trước ngày chốt số liệu"),
    ],
)
def test_a_day_of_signing_that_cannot_be(
    session: Session, district: District, paper: OfficialPaper, day: date | None, sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        number(session, district, paper, on=day)
    assert session.scalar(select(PaperNumberRow)) is None


def test_issued_with_its_signed_file_nothing_changes_any_more(
    session: Session, district: District, paper: OfficialPaper
) -> None:
    with pytest.raises(Conflict, match="chưa được cấp số"):
        issue(session, district, paper)
    issue(session, district, number(session, district, paper))
    assert (paper.state, paper.signed_name) == (PaperState.ISSUED, "Công văn đã ký.pdf")
    assert last(session).data["file_sha256"] == SIGNED.sha256
    with pytest.raises(Conflict, match="không thay đổi được nữa"):
        official_papers.drop(
            session, paper_id=paper.id, version=None, note="Nhầm",
            actor=district.actor(district.monitor), now=NOW,
        )  # fmt: skip


def test_a_draft_that_is_given_up_keeps_its_number(
    session: Session, district: District, paper: OfficialPaper
) -> None:
    number(session, district, paper)
    with pytest.raises(InvalidInput, match="lý do"):
        official_papers.drop(
            session, paper_id=paper.id, version=None, note=" ",
            actor=district.actor(district.monitor), now=NOW,
        )  # fmt: skip
    official_papers.drop(
        session, paper_id=paper.id, version=None, note="Đơn vị đã hoàn thành",
        actor=district.actor(district.monitor), now=NOW,
    )  # fmt: skip
    assert paper.state is PaperState.DROPPED
    assert session.scalars(select(PaperNumberRow.number)).all() == [1]


def test_a_unit_sees_a_letter_to_it_only_once_it_was_issued(
    session: Session, district: District, paper: OfficialPaper
) -> None:
    def seen_by(person: object) -> list[int]:
        actor = district.actor(person)  # type: ignore[arg-type]
        return list(session.scalars(select(OfficialPaper.id).where(visible_papers(actor))))

    assert seen_by(district.monitor) == [paper.id]
    assert seen_by(district.auditor) == [paper.id]
    assert seen_by(district.justice_head) == []
    issue(session, district, number(session, district, paper))
    assert seen_by(district.justice_head) == [paper.id]
    assert seen_by(district.culture_head) == []
    paper.restricted = True
    session.flush()
    assert seen_by(district.auditor) == []
    assert seen_by(a_district(session).monitor) == []
