"""Every list of an office as an Excel file: the rows of the screen, by the same conditions."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.life import at
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.explanation_rules import LateCause
from tracker.domain.people import Role
from tracker.models import Explanation, ExplanationTask, Obstacle
from tracker.services import progress

HEAD = 4
"""The row of the headings: title, conditions and day stand above."""


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def exported(page: Visitor, endpoint: str, **asked: Any) -> tuple[list[str], list[dict[str, Any]]]:
    """The lines above, and the rows by heading."""
    answer = page.download(endpoint, **asked)
    sheet = load_workbook(io.BytesIO(answer.data)).active
    assert sheet is not None
    assert sheet.freeze_panes == f"A{HEAD + 1}"
    lines = [list(row) for row in sheet.iter_rows(values_only=True)]
    heads = lines[HEAD - 1]
    about = [str(line[0]) for line in lines[: HEAD - 1]]
    return about, [dict(zip(heads, line, strict=True)) for line in lines[HEAD:]]


def button_of(page: Visitor) -> str:
    return next(str(a["href"]) for a in page.soup.find_all("a") if "Tải về Excel" in words(a))


def test_the_register_of_directives(page: Visitor, session: Session, district: District) -> None:
    a_directive(session, district.office, title="=Rà soát văn bản", received_on=date(2026, 11, 2))
    a_directive(session, district.office, title="Việc cũ", received_on=date(2026, 3, 2))
    secret = a_directive(session, district.office, title="Không phổ biến")
    secret.restricted, secret.received_on = True, date(2026, 11, 3)
    page.sign_in(district.monitor)
    page.get("directives.index", received_from="01/11/2026")
    assert "received_from=01" in button_of(page)
    about, rows = exported(page, "directives.export", received_from="01/11/2026")
    assert about[0] == "Văn bản chỉ đạo"
    assert about[1] == "Điều kiện: từ 01/11/2026"
    assert [row["Trích yếu"] for row in rows] == ["Văn bản lưu hành nội bộ", "=Rà soát văn bản"]
    assert rows[1]["Ngày đến"] == datetime(2026, 11, 2)  # noqa: DTZ001 — as Excel keeps a day
    page.sign_in(district.justice_head)
    assert exported(page, "directives.export")[1] == []


def test_difficulties_and_proposals(page: Visitor, session: Session, district: District) -> None:
    task = a_task(session, district.office, district.justice, text="Rà soát văn bản")
    session.add_all(
        Obstacle(
            office_id=district.office.id,
            unit_id=unit.id,
            task_id=task.id,
            text=text,
            raised_at=at(date(2026, 11, 2)),
            raised_on=date(2026, 11, 2),
            raised_by_id=district.justice_head.id,
            owner_unit_id=district.lead.id,
            answer_due_on=date(2026, 11, 9),
        )
        for unit, text in ((district.justice, "Thiếu số liệu"), (district.culture, "Thiếu người"))
    )
    page.sign_in(district.monitor)
    page.get("obstacles.index", unit=district.justice.id)
    assert f"unit={district.justice.id}" in button_of(page)
    about, rows = exported(page, "obstacles.export", unit=district.justice.id)
    assert about[1] == "Điều kiện: Phòng Tư pháp"
    (row,) = rows
    assert (row["Nội dung"], row["Về nhiệm vụ"]) == ("Thiếu số liệu", "Rà soát văn bản")
    assert row["Người trả lời"] == district.lead.name
    assert (row["Tình trạng"], row["Số ngày chậm trả lời"]) == ("Quá hạn trả lời", 14)
    page.get("obstacles.export", from_on="hôm qua", status=422)


def test_the_history(page: Visitor, session: Session, district: District, now: datetime) -> None:
    task = a_task(session, district.office, district.justice)
    progress.acknowledge(
        session, task_id=task.id, version=None, actor=district.actor(district.justice_head), now=now
    )
    page.sign_in(district.auditor)
    page.get("history.index")
    assert button_of(page).endswith("/history/export")
    _about, rows = exported(page, "history.export", kind="task_acknowledged")
    assert [(row["Người thực hiện"], row["Mã nhiệm vụ"]) for row in rows] == [
        (district.justice_head.name, task.id)
    ]
    assert "Trạng thái: " in rows[0]["Thay đổi"]
    about, rows = exported(page, "history.export_explained")
    assert (about[0], rows) == ("Những thay đổi cần giải thích", [])
    page.sign_in(district.justice_head)
    page.get("history.export", status=403)


def test_explanations(page: Visitor, session: Session, district: District) -> None:
    task = a_task(session, district.office, district.justice, text="Rà soát văn bản")
    explanation = Explanation(
        office_id=district.office.id,
        unit_id=district.justice.id,
        text="Chờ hướng dẫn của tỉnh",
        cause=LateCause.OBJECTIVE,
        stated_at=at(date(2026, 11, 3)),
        stated_by_id=district.justice_head.id,
    )
    session.add(explanation)
    session.flush()
    session.add(ExplanationTask(explanation_id=explanation.id, task_id=task.id))
    page.sign_in(district.monitor)
    page.get("explanations.index", state="waiting")
    assert "state=waiting" in button_of(page)
    (row,) = exported(page, "explanations.export", state="waiting")[1]
    assert (row["Nhiệm vụ"], row["Nguyên nhân đơn vị nêu"]) == ("Rà soát văn bản", "Khách quan")
    assert exported(page, "explanations.export", state="confirmed")[1] == []


def test_recurring_duties_and_people(page: Visitor, district: District) -> None:
    page.sign_in(district.monitor)
    page.get("series.index")
    assert exported(page, "series.export")[1] == []
    page.sign_in(district.administrator)
    page.get("admin.users", role=Role.LEADER.value)
    assert "role=leader" in button_of(page)
    about, rows = exported(page, "admin.export_users", role=Role.LEADER.value)
    assert about[1] == "Điều kiện: Lãnh đạo"
    assert [row["Họ và tên"] for row in rows] == [district.chairman.name]
    assert not any("mật khẩu" in heading.lower() for heading in rows[0])


def test_too_long_a_list_is_said(
    page: Visitor, session: Session, district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_directive(session, district.office)
    a_directive(session, district.office)
    monkeypatch.setattr("tracker.blueprints.list_file.MOST_ROWS", 1)
    page.sign_in(district.monitor)
    assert "Danh sách có hơn 1 dòng" in words(page.get("directives.export", status=422))
