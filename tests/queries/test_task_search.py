"""Looking for a task by what stands on its paper: number, title, text; with accents or without."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import a_district
from tests.factories.duty import a_duty
from tests.factories.task import a_task
from tracker.models import SearchKind
from tracker.queries.task_counts import task_counts
from tracker.queries.task_filters import TaskFilters
from tracker.queries.tasks import task_list
from tracker.services.intake import index_directive
from tracker.services.search_entries import index


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("12/CV-UBND", True),
        ("12/cv ubnd", True),
        ("12 cv", True),
        ("cải cách hành chính", True),
        ("CAI CACH", True),
        ("niem yet", True),
        ("Sở Nội vụ", True),
        ("13/CV-UBND", False),
        ("112/CV-UBND", False),
        ("đầu tư công", False),
    ],
)
def test_by_number_title_and_text(session: Session, asked: str, found: bool) -> None:
    district = a_district(session)
    office, actor = district.office, district.actor(district.justice_head)
    papers = [
        a_directive(session, office, "Tăng cường cải cách hành chính", number="12/CV-UBND"),
        a_directive(session, office, "Giải ngân đầu tư công", number="13/CV-UBND"),
    ]
    papers[0].issuer = "Sở Nội vụ"
    for paper in papers:
        index_directive(session, paper)
    duty = a_duty(
        session, office, "Niêm yết thủ tục", directive=papers[0], leads=[district.justice]
    )
    task = a_task(session, office, district.justice, duty=duty)
    index(session, SearchKind.DUTY, duty.id, office.id, duty.text)
    other = a_duty(session, office, "Rà soát dự án", directive=papers[1], leads=[district.culture])
    a_task(session, office, district.culture, duty=other)

    filters, day = TaskFilters(words=asked), date(2026, 11, 23)
    rows = task_list(session, actor=actor, filters=filters, as_of=day).rows
    assert [row.id for row in rows] == ([task.id] if found else [])
    assert task_counts(session, actor=actor, filters=filters, as_of=day).total.count == len(rows)
