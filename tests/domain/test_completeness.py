"""What of an order is still unclear: orders as offices write them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tracker.domain.completeness import (
    Clarity,
    OrderFacts,
    is_vague,
    unclear,
)
from tracker.domain.follow_up import FollowUp
from tracker.domain.labels import LABELS


def order(**changes: Any) -> OrderFacts:
    clear: dict[str, Any] = {
        "text": "Phòng Nội vụ tham mưu ban hành Kế hoạch tuyên truyền cải cách hành chính năm 2027",
        "follow_up": FollowUp.PER_UNIT,
        "lead_units": 1,
        "due_on": date(2026, 12, 15),
        "product": "Kế hoạch",
        "answerable": "Trưởng phòng Nội vụ",
        "given_by": "Chủ tịch UBND huyện",
    }
    return OrderFacts(**{**clear, **changes})


def test_an_order_with_all_six_is_clear() -> None:
    assert unclear(order()) == ()


@pytest.mark.parametrize(
    ("changes", "what", "why"),
    [
        ({"lead_units": 0}, Clarity.PERSON, "Chưa có đơn vị chủ trì."),
        ({"lead_units": 2, "follow_up": FollowUp.COLLECTED}, Clarity.PERSON, "Có 2 đơn vị chủ trì"),
        ({"text": "Thực hiện."}, Clarity.WORK, "quá ngắn"),
        (
            {"text": "Tiếp tục nâng cao chất lượng phục vụ người dân và doanh nghiệp."},
            Clarity.WORK,
            "yêu cầu chung",
        ),
        ({"due_on": None}, Clarity.TIME, "Chưa có thời hạn."),
        (
            {"product": " ", "text": "Tổ chức kiểm tra việc tiếp công dân tại các xã"},
            Clarity.RESULT,
            "Chưa nêu sản phẩm",
        ),
        ({"answerable": ""}, Clarity.RESPONSIBILITY, "người chịu trách nhiệm"),
        ({"given_by": ""}, Clarity.AUTHORITY, "người giao"),
    ],
)
def test_each_of_the_six_alone(changes: dict[str, Any], what: Clarity, why: str) -> None:
    [missing] = unclear(order(**changes))
    assert missing.what is what
    assert why in str(missing.why)


def test_siblings_may_have_many_lead_units_and_a_recurrence_is_a_time() -> None:
    assert unclear(order(lead_units=12)) == ()
    assert unclear(order(due_on=None, recurring=True)) == ()


def test_a_paper_named_in_the_order_is_a_result() -> None:
    assert unclear(order(product="")) == ()


def test_a_regular_duty_needs_neither_date_nor_product() -> None:
    facts = order(
        text="Thực hiện niêm yết công khai thủ tục hành chính tại bộ phận một cửa",
        follow_up=FollowUp.REGULAR,
        due_on=None,
        product="",
    )
    assert unclear(facts) == ()


def test_what_is_only_noted_needs_to_say_what() -> None:
    facts = order(
        follow_up=FollowUp.NOTED, lead_units=0, due_on=None, product="", answerable="", given_by=""
    )
    assert unclear(facts) == ()


def test_what_is_missing_comes_in_the_order_of_the_six() -> None:
    facts = OrderFacts(text="", follow_up=FollowUp.PER_UNIT, lead_units=0)
    assert [missing.what for missing in unclear(facts)] == list(Clarity)


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("Tăng cường kỷ luật, kỷ cương hành chính trong cơ quan.", True),
        ("- Tiếp tục đẩy mạnh ứng dụng công nghệ thông tin.", True),
        ("2. Chủ trì, phối hợp nâng cao chất lượng dịch vụ.", True),
        ("TĂNG CƯỜNG công tác phối hợp giữa các ngành.", True),
        ("Tăng cường kiểm tra; báo cáo UBND huyện trước ngày 15/12.", False),
        ("Ban hành Kế hoạch kiểm soát thủ tục hành chính năm 2027.", False),
        ("Rà soát, niêm yết đầy đủ thủ tục hành chính.", False),
        ("Mở 02 lớp tập huấn cho công chức cấp xã.", False),
    ],
)
def test_attitudes_are_told_from_deeds(text: str, vague: bool) -> None:
    assert is_vague(text) is vague


def test_every_one_of_the_six_has_its_name() -> None:
    assert set(LABELS[Clarity]) == set(Clarity)
