"""Papers and the papers they cite, whichever comes into the register first."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import TODAY, District, a_district
from tests.factories.paper import PLAN
from tracker.domain.cited_paper import CitationRole
from tracker.domain.directive_kind import DirectiveKind
from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.source import SourceKind, Urgency
from tracker.domain.working_days import Calendar
from tracker.models import Citation, Directive, Event
from tracker.queries.related_papers import surroundings_of
from tracker.services.directive_register import HeaderChange, edit_header
from tracker.services.intake import receive
from tracker.services.intake_reading import read_upload
from tracker.services.paper_links import choose_cited, link_papers, set_parent
from tracker.storage import FolderStore

CITING = PLAN.replace(
    "I. Mục đích, yêu cầu",
    "Căn cứ Luật Tổ chức chính quyền địa phương; Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của "
    "Chính phủ về kiểm soát thủ tục hành chính;\n\nThực hiện Chỉ thị số 05/CT-UBND ngày "
    "02/11/2026 của UBND tỉnh, UBND huyện ban hành Kế hoạch như sau:\n\nI. Mục đích, yêu cầu",
)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def plan(session: Session, district: District, tmp_path: Path, now: datetime) -> Directive:
    """A plan that carries out an order which nobody has entered yet."""
    store = FolderStore(tmp_path)
    return receive(
        session,
        taken=read_upload(store, CITING.encode(), "a.txt"),
        received_on=TODAY,
        source=SourceKind.DOCUMENT,
        arrival_number="",
        calendar=Calendar(),
        actor=district.actor(district.monitor),
        now=now,
    ).directive


def an_order(session: Session, district: District, **values: object) -> Directive:
    facts = {
        "number": "05/CT-UBND",
        "kind": DirectiveKind.INSTRUCTION,
        "issued_on": date(2026, 11, 2),
    }
    issuer = str(values.pop("issuer", "Ủy ban nhân dân tỉnh Hà Giang"))
    paper = a_directive(session, district.office, **{**facts, **values})  # type: ignore[arg-type]
    paper.issuer = issuer
    session.flush()
    return paper


def citation(session: Session, plan: Directive, number: str = "05/CT-UBND") -> Citation:
    return session.scalars(
        select(Citation).where(Citation.directive_id == plan.id, Citation.number == number)
    ).one()


def test_every_cited_paper_is_kept_with_what_it_is_for(session: Session, plan: Directive) -> None:
    rows = session.scalars(select(Citation).order_by(Citation.id)).all()
    assert [(row.kind, row.number, row.issued_on, row.issuer, row.role) for row in rows] == [
        ("Nghị định", "63/2010/NĐ-CP", date(2010, 6, 8), "Chính phủ", CitationRole.BASIS),
        ("Chỉ thị", "05/CT-UBND", date(2026, 11, 2), "UBND tỉnh", CitationRole.CARRIED_OUT),
    ]


def test_the_cited_paper_arrives_later(
    session: Session, district: District, plan: Directive
) -> None:
    assert citation(session, plan).cited_id is None
    paper = an_order(session, district, number="Số: 5/CT–UBND")
    assert link_papers(session, paper) == 1
    assert citation(session, plan).cited_id == paper.id


def test_correcting_the_header_makes_and_breaks_the_link(
    session: Session, district: District, plan: Directive, now: datetime
) -> None:
    paper = an_order(session, district, number=None, issued_on=None)

    def save(number: str) -> None:
        header = HeaderChange(
            kind=DirectiveKind.INSTRUCTION, source=SourceKind.DOCUMENT, number=number,
            issued_on=date(2026, 11, 2), received_on=TODAY, arrival_number=None,
            issuer="UBND tỉnh", title="Chỉ thị", signer=None, urgency=Urgency.NORMAL,
            restricted=False, note="",
        )  # fmt: skip
        edit_header(
            session, directive_id=paper.id, version=None, header=header,
            actor=district.actor(district.monitor), now=now,
        )  # fmt: skip

    save("05/CT-UBND")
    assert citation(session, plan).cited_id == paper.id
    save("06/CT-UBND")
    assert citation(session, plan).cited_id is None


@pytest.mark.parametrize(
    ("values", "offered"),
    [
        ({"issued_on": date(2025, 11, 2)}, False),
        ({"kind": DirectiveKind.PLAN}, False),
        ({"number": "15/CT-UBND"}, False),
        ({"issuer": "UBND huyện Thử Nghiệm"}, True),
        ({"issued_on": None, "issuer": ""}, True),
    ],
    ids=["another year", "another kind", "another number", "another authority", "little known"],
)
def test_what_is_not_certain_is_not_linked(
    session: Session, district: District, plan: Directive, values: dict[str, object], offered: bool
) -> None:
    paper = an_order(session, district, **values)
    link_papers(session, paper)
    assert citation(session, plan).cited_id is None
    seen = surroundings_of(session, district.actor(district.monitor), plan)
    assert [row.candidates for row in seen.cited] == [(), (paper,) if offered else ()]


def test_two_papers_of_one_description_are_left_to_a_person(
    session: Session, district: District, plan: Directive, now: datetime
) -> None:
    one, other = an_order(session, district), an_order(session, district)
    link_papers(session, other)
    assert citation(session, plan).cited_id is None
    cited = citation(session, plan)
    me = district.actor(district.monitor)
    assert surroundings_of(session, me, plan).cited[1].candidates == (one, other)
    choose_cited(
        session, directive_id=plan.id, citation_id=cited.id, cited_id=one.id, actor=me, now=now
    )
    link_papers(session, other)
    assert citation(session, plan).cited_id == one.id
    choose_cited(
        session, directive_id=plan.id, citation_id=cited.id, cited_id=None, actor=me, now=now
    )
    assert link_papers(session, one) == 0
    assert citation(session, plan).cited_id is None
    assert session.scalars(select(Event.kind).order_by(Event.id.desc())).first() == (
        EventKind.CITATION_LINKED
    )


def test_a_parent_is_proposed_set_and_taken_back(
    session: Session, district: District, plan: Directive, now: datetime
) -> None:
    paper = an_order(session, district)
    link_papers(session, paper)
    me = district.actor(district.monitor)
    assert [row.proposed for row in surroundings_of(session, me, plan).cited] == [False, True]
    set_parent(session, directive_id=plan.id, parent_id=paper.id, actor=me, now=now)
    around = surroundings_of(session, me, paper)
    assert ([child.id for child in around.children], len(around.citing)) == ([plan.id], 1)
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert event.kind is EventKind.PARENT_SET
    assert event.data["parent_after"] == "Chỉ thị số 05/CT-UBND ngày 02/11/2026"
    with pytest.raises(InvalidInput, match="lẫn nhau"):
        set_parent(session, directive_id=paper.id, parent_id=plan.id, actor=me, now=now)
    with pytest.raises(Conflict):
        set_parent(session, directive_id=plan.id, parent_id=paper.id, actor=me, now=now)
    set_parent(session, directive_id=plan.id, parent_id=None, actor=me, now=now)
    assert plan.parent_id is None


def test_papers_of_another_office_are_not_seen(
    session: Session, district: District, plan: Directive, now: datetime
) -> None:
    other = a_district(session)
    foreign = an_order(session, other)
    link_papers(session, foreign)
    link_papers(session, plan)
    cited = citation(session, plan)
    assert cited.cited_id is None
    me = district.actor(district.monitor)
    assert surroundings_of(session, me, plan).cited[1].candidates == ()
    with pytest.raises(NotFound):
        set_parent(session, directive_id=plan.id, parent_id=foreign.id, actor=me, now=now)
    with pytest.raises(NotFound):
        choose_cited(
            session, directive_id=plan.id, citation_id=cited.id, cited_id=foreign.id, actor=me,
            now=now,
        )  # fmt: skip
