"""Recurring duties on the pages: their rule in words, their periods, what is decided of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.series import a_series
from tests.factories.user import the_system
from tests.support.visitor import Visitor, words
from tracker.domain.local_time import VIETNAM
from tracker.models import Duty, Series, Task
from tracker.queries.series import plan_of
from tracker.services.series_rolling import roll


@pytest.fixture
def district(session: Session) -> District:
    the_system(session)
    return a_district(session)


@pytest.fixture
def series(session: Session, district: District) -> Series:
    series = a_series(session, district.office, [district.justice, district.culture])
    session.commit()
    return series


@pytest.fixture
def duty(session: Session, district: District) -> Duty:
    duty = a_duty(session, district.office, "Báo cáo công tác tiếp dân", leads=[district.justice])
    session.commit()
    return duty


def made(session: Session, district: District, day: date) -> Task:
    moment = datetime(day.year, day.month, day.day, 5, 30, tzinfo=VIETNAM)
    roll(session, office_id=district.office.id, now=moment)
    return session.scalars(select(Task).order_by(Task.id).limit(1)).one()


def test_the_page_says_the_rule_the_next_days_and_what_was_given(
    page: Visitor, session: Session, district: District, series: Series
) -> None:
    task = made(session, district, date(2026, 11, 9))
    page.sign_in(district.monitor)
    shown = words(page.get("series.show", series_id=series.id))
    assert "Hằng tháng, chậm nhất ngày 20. Đang thực hiện." in shown
    for expected in ("20/12/2026", "20/01/2027", "20/04/2027", "Giao ngày 30/11/2026"):
        assert expected.removeprefix("Giao ngày ") in shown
    assert "Kỳ tháng 11 năm 2026 (2 lượt giao)" in shown
    assert "Quy tắc: hằng tháng, chậm nhất ngày 20." in shown
    assert "Kỳ tháng 11 năm 2026" in words(page.get("tasks.show", task_id=task.id))
    listed = words(page.get("series.index"))
    assert "1 nhiệm vụ định kỳ đang thực hiện" in listed
    assert "20/12/2026" in listed


def test_a_unit_sees_its_series_and_decides_nothing(
    page: Visitor, session: Session, district: District, series: Series
) -> None:
    made(session, district, date(2026, 11, 9))
    page.sign_in(district.justice_officer)
    shown = words(page.get("series.show", series_id=series.id))
    assert district.justice.name in shown
    assert "Phòng Văn hóa và Thông tin" not in shown
    assert "Thay đổi từ kỳ này trở đi" not in shown
    page.get("series.change", series_id=series.id, status=403)
    page.get("series.index", status=403)


def test_a_stranger_sees_nothing(page: Visitor, session: Session, district: District) -> None:
    series = a_series(session, district.office, [district.justice])
    session.commit()
    page.sign_in(district.culture_head)
    page.get("series.show", series_id=series.id, status=404)


def test_from_this_period_on_with_a_look_before_saving(
    page: Visitor, session: Session, district: District, series: Series
) -> None:
    page.sign_in(district.monitor)
    page.get("series.change", series_id=series.id)
    soup = page.submit("Xem trước các hạn", day="10", from_on="01/12/2026", basis="Công văn 9")
    assert "Hằng tháng, chậm nhất ngày 10" in words(soup)
    assert "Kỳ tháng 12 năm 2026: hạn 10/12/2026" in words(soup)
    session.rollback()
    assert len(series.rules) == 1
    soup = page.submit("Lưu quy tắc này")
    assert "Đã ghi quy tắc mới" in words(soup)
    assert "quy tắc thay đổi từ ngày 01/12/2026" in words(soup)
    assert "Công văn 9" in words(soup)


def test_saving_other_values_than_were_shown_shows_them_first(
    page: Visitor, session: Session, district: District, series: Series
) -> None:
    page.sign_in(district.monitor)
    page.get("series.change", series_id=series.id)
    page.submit("Xem trước các hạn", day="10", from_on="01/12/2026", basis="Công văn 9")
    soup = page.submit("Lưu quy tắc này", day="12")
    assert "Kỳ tháng 12 năm 2026: hạn 12/12/2026" in words(soup)
    session.expire_all()
    assert len(series.rules) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"every": "weekly", "weekday": "5"}, "Hằng tuần, chậm nhất thứ Sáu"),
        ({"every": "monthly", "day_of": "last"}, "Hằng tháng, chậm nhất ngày cuối cùng của tháng"),
        (
            {"every": "monthly", "day": "5", "following": True, "before": True},
            "Hằng tháng, trước ngày 05 tháng sau",
        ),
        (
            {"every": "quarterly", "day_of": "working", "day": "3"},
            "Hằng quý, chậm nhất ngày làm việc thứ 3 của tháng cuối quý",
        ),
        ({"every": "6-monthly", "day": "15"}, "6 tháng một lần, chậm nhất ngày 15 tháng 6"),
        ({"every": "yearly", "day": "30", "month": "11"}, "Hằng năm, chậm nhất ngày 30 tháng 11"),
        (
            {"every": "n-monthly", "day": "20", "length": "4", "month": "1", "year": "2027"},
            "4 tháng một lần tính từ tháng 1 năm 2027, chậm nhất ngày 20 tháng cuối kỳ",
        ),
        ({"every": "dates", "dates": "15/3; 15/9"}, "Hằng năm, chậm nhất các ngày 15/03, 15/09"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_kind_of_rule_by_hand(
    *,
    page: Visitor,
    session: Session,
    district: District,
    duty: Duty,
    typed: dict[str, Any],
    said: str,
) -> None:
    page.sign_in(district.monitor)
    assert "Lập định kỳ" in words(page.get("directives.show", directive_id=duty.directive_id))
    page.get("series.start", duty_id=duty.id)
    page.submit("Xem trước các hạn", basis="Kế hoạch", **typed)
    soup = page.submit("Lưu quy tắc này")
    assert "Đã lập nhiệm vụ định kỳ." in words(soup)
    assert said in words(soup)
    series = session.scalars(select(Series)).one()
    assert plan_of(series).last_rule is not None
    shown = words(page.get("directives.show", directive_id=duty.directive_id))
    assert "Định kỳ: " in shown


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Hãy chọn chu kỳ."),
        ({"every": "monthly"}, "Hãy ghi ngày đến hạn."),
        ({"every": "monthly", "day": "32"}, "31"),
        ({"every": "n-monthly", "day": "5"}, "Hãy ghi số tháng của một kỳ."),
        ({"every": "dates", "dates": "30/2"}, "Không có ngày 30/2."),
        ({"every": "dates", "dates": "giữa quý"}, "Hãy ghi các ngày dạng"),
        ({"every": "monthly", "day": "5", "days_before": "500"}, "từ 0 đến 120"),
        ({"every": "monthly", "day": "5", "basis": ""}, "Chưa nhập mục này."),
        ({"every": "monthly", "day": "5", "from_on": "31/02/2027"}, "chỉ có 28 ngày"),
    ],
)
def test_a_rule_that_cannot_be(
    page: Visitor, district: District, duty: Duty, typed: dict[str, str], sentence: str
) -> None:
    page.sign_in(district.monitor)
    page.get("series.start", duty_id=duty.id)
    soup = page.submit("Xem trước các hạn", status=422, **({"basis": "Kế hoạch"} | typed))
    assert sentence in words(soup)


def test_leave_a_period_out_take_it_back_and_give_it_at_once(
    page: Visitor, session: Session, district: District, series: Series
) -> None:
    page.sign_in(district.monitor)
    page.get("series.skip", series_id=series.id, key="2026-12")
    soup = page.submit("Không giao kỳ này", status=422, reason="")
    assert "Hãy ghi lý do" in words(soup)
    soup = page.submit("Không giao kỳ này", reason="Gộp vào báo cáo năm")
    assert "Gộp vào báo cáo năm" in words(soup)
    page.get("series.restore", series_id=series.id, key="2026-12")
    assert "lại được giao theo quy tắc" in words(page.submit("Giao lại theo quy tắc"))
    page.get("series.give", series_id=series.id, key="2026-12")
    assert "Đã giao cho 2 đơn vị." in words(page.submit("Giao ngay"))
    page.get("series.give", series_id=series.id, key="2026-12")
    page.submit("Giao ngay", status=409)


def test_the_end_and_the_beginning_again(
    page: Visitor, session: Session, district: District, series: Series
) -> None:
    page.sign_in(district.monitor)
    page.get("series.end", series_id=series.id)
    soup = page.submit("Kết thúc nhiệm vụ định kỳ", from_on="23/11/2026", basis="Thông báo 5")
    assert "Đã kết thúc từ ngày 23/11/2026." in words(soup)
    listed = words(page.get("series.index"))
    assert "1 nhiệm vụ định kỳ đã kết thúc" in listed
    page.get("series.change", series_id=series.id)
    page.submit("Xem trước các hạn", from_on="01/02/2027", basis="Thông báo 6")
    soup = page.submit("Lưu quy tắc này")
    assert "Bắt đầu từ ngày 01/02/2027." in words(soup)


def test_a_period_that_is_not_there(page: Visitor, district: District, series: Series) -> None:
    page.sign_in(district.monitor)
    for key in ("2026-10", "khong-co", "2026-Q9"):
        page.get("series.skip", series_id=series.id, key=key, status=404)
