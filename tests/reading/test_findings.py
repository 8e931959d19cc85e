"""Citations, targets, the proposed follow-up and what a draft leaves open."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.cited_paper import CitationRole
from tracker.domain.directive_kind import DirectiveKind
from tracker.reading.citations import find_citations
from tracker.reading.directive_reading import read_directive
from tracker.reading.due import NO_DUE
from tracker.reading.due_groups import Calendar
from tracker.reading.due_phrases import main_due, read_dues
from tracker.reading.follow_up import FollowUp, Unclear, propose, unclear_points
from tracker.reading.products import guess_product, named_product
from tracker.reading.raw_line import RawLine, RawText
from tracker.reading.targets import Comparator, find_targets
from tracker.reading.unit_names import read_units


def test_cited_documents_with_number_date_and_issuer() -> None:
    text = (
        "Thực hiện Chỉ thị số 05/CT-UBND ngày 17/5/2023 của UBND tỉnh; Nghị định số "
        "63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ; Kết luận số 29-KL/TU."
    )
    first, second, third = find_citations([(0, text), (1, "theo Chỉ thị số 05/CT-UBND")])
    assert (first.number, first.kind) == ("05/CT-UBND", DirectiveKind.INSTRUCTION)
    assert (first.issued_on, first.issuer) == (date(2023, 5, 17), "UBND tỉnh")
    assert [words.clause for words in first.words] == [0, 1]
    assert (second.number, second.kind_words) == ("63/2010/NĐ-CP", "Nghị định")
    assert second.issuer == "Chính phủ"
    assert (third.number, third.issued_on) == ("29-KL/TU", None)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Thực hiện Kế hoạch số 5/KH-UBND của UBND tỉnh", CitationRole.CARRIED_OUT),
        (
            "Triển khai thực hiện nội dung chỉ đạo tại Công văn số 5/UBND-NC",
            CitationRole.CARRIED_OUT,
        ),
        ("Để cụ thể hóa Nghị quyết số 5-NQ/TU, Huyện ủy ban hành", CitationRole.CARRIED_OUT),
        (
            "Thực hiện Nghị quyết số 9-NQ/TU về A và Kế hoạch số 5/KH-UBND về B",
            CitationRole.CARRIED_OUT,
        ),
        ("Căn cứ Nghị định số 5/2020/NĐ-CP của Chính phủ;", CitationRole.BASIS),
        ("Báo cáo theo mẫu tại Công văn số 5/UBND-NC", CitationRole.MENTIONED),
    ],
)
def test_what_a_cited_paper_is_for(text: str, role: CitationRole) -> None:
    cited = find_citations([(0, text)])[-1]
    assert cited.role is role
    assert find_citations([(0, text)], orders={0})[-1].role is CitationRole.MENTIONED
    assert find_citations([], summary=text)[-1].role is role


@pytest.mark.parametrize(
    ("written", "issuer"),
    [
        ("của Sở Lao động - Thương binh và Xã hội về việc", "Sở Lao động - Thương binh và Xã hội"),
        ("của Ban Bí thư về công tác cán bộ", "Ban Bí thư"),
        ("của UBND tỉnh và Quyết định số 7/QĐ-UBND", "UBND tỉnh"),
        ("của Giám đốc Sở Công Thương ban hành quy chế", "Giám đốc Sở Công Thương"),
        ("của Ban Chấp hành Trung ương Đảng, khóa XII", "Ban Chấp hành Trung ương Đảng"),
    ],
)
def test_the_authority_of_a_cited_paper_ends_where_its_subject_begins(
    written: str, issuer: str
) -> None:
    text = f"Theo Chỉ thị số 5-CT/TW ngày 12/01/2017 {written}"
    assert find_citations([(0, text)])[0].issuer == issuer


@pytest.mark.parametrize(
    ("text", "said", "measure"),
    [
        ("Kiểm tra ít nhất 01 lần/năm tại các xã", ("at_least", "1", None, "lần/năm"), "Kiểm tra"),
        ("Tỷ lệ hộ nghèo giảm từ 1,5% đến 2%/năm", ("decrease", "1.5", "2", "%/năm"), "Tỷ lệ hộ"),
        ("Tỷ lệ đạt từ 85% - 90%", ("between", "85", "90", "%"), "Tỷ lệ"),
        ("Tỷ lệ hài lòng đạt từ 90% trở lên", ("at_least", "90", None, "%"), "Tỷ lệ hài lòng"),
        ("Cắt giảm tối thiểu 20% thời gian", ("decrease", "20", None, "%"), "thời gian"),
        ("Không quá 5% hồ sơ trễ hạn", ("at_most", "5", None, "%"), "hồ sơ trễ hạn"),
        ("Thu ngân sách đạt 1.250,5 tỷ đồng", ("equal", "1250.5", None, "tỷ đồng"), "Thu ngân"),
        ("Xây dựng tối thiểu 02 mô hình điểm", ("at_least", "2", None, "mô hình"), "Xây dựng"),
    ],
)
def test_targets_of_other_forms(
    text: str, said: tuple[str, str, str | None, str], measure: str
) -> None:
    (target,) = find_targets([(0, text)], None)
    assert (target.comparator.value, target.value, target.upper, target.unit) == said
    assert target.measure.startswith(measure)
    assert target.year is None


@pytest.mark.parametrize(
    "text",
    [
        "Trong thời hạn tối đa 05 ngày làm việc",
        "Năm 2023, tỷ lệ giải quyết đã đạt 84,6%",
        "Theo Quyết định số 09/2015/QĐ-TTg ngày 25/3/2015",
        "Giá trị thu được trên 1 ha đất",
        "Có 12 xã, thị trấn",
        "Huyện có tổng số hộ là rất lớn",
    ],
)
def test_what_is_no_target(text: str) -> None:
    assert [target for target in find_targets([(0, text)], None) if target.unit != "xã"] == []


def test_a_heading_gives_its_year_to_the_targets_below() -> None:
    lines = ("KẾ HOẠCH", "Chuyển đổi số", "1. Mục tiêu đến năm 2027", "a) 100% hồ sơ trực tuyến.",
             "2. Đến năm 2030", "a) Trên 95% hồ sơ trực tuyến.")  # fmt: skip
    found = read_directive(RawText(tuple(RawLine(line) for line in lines))).targets
    assert [(target.value, target.year) for target in found] == [("100", 2027), ("95", 2030)]


@pytest.mark.parametrize(
    ("text", "comparator", "value", "year", "measure"),
    [
        (
            "Đến năm 2025, tối thiểu 80% thủ tục hành chính được cung cấp trực tuyến",
            Comparator.AT_LEAST,
            "80",
            2025,
            "thủ tục hành chính được cung cấp trực tuyến",
        ),
        ("Mức độ hài lòng đạt trên 84,6%.", Comparator.MORE_THAN, "84.6", 2024, "Mức độ hài lòng"),
        (
            "Cắt giảm 20% thời gian giải quyết",
            Comparator.DECREASE,
            "20",
            2024,
            "thời gian giải quyết",
        ),
        ("100% hồ sơ được số hóa", Comparator.EQUAL, "100", 2024, "hồ sơ được số hóa"),
        ("Đạt từ 90% trở lên", Comparator.AT_LEAST, "90", 2024, "Đạt"),
    ],
)
def test_targets(text: str, comparator: Comparator, value: str, year: int, measure: str) -> None:
    (target,) = find_targets([(0, text)], 2024)
    assert (target.comparator, target.value, target.year) == (comparator, value, year)
    assert target.measure.startswith(measure) or measure in ("Đạt",)


def _propose(text: str, leads: str, others: str = "") -> FollowUp:
    due = main_due(read_dues(text, Calendar(date(2024, 1, 5), 2024)))
    units, helping = read_units(leads)[0], read_units(others)[0]
    return propose(text, units, helping, due, guess_product(text))[0]


@pytest.mark.parametrize(
    ("text", "leads", "others", "follow_up"),
    [
        ("Gửi báo cáo trước ngày 15/5/2024", "UBND các xã", "", FollowUp.PER_UNIT),
        ("Báo cáo trước ngày 25 hằng tháng", "UBND các xã", "", FollowUp.PER_UNIT),
        ("Hằng năm, đánh giá kết quả thực hiện", "Phòng Nội vụ", "", FollowUp.REGULAR),
        ("Tăng cường kiểm tra, giám sát", "các phòng, ban", "", FollowUp.REGULAR),
        ("Quán triệt sâu sắc các chủ trương của Đảng", "các phòng, ban", "", FollowUp.NOTED),
        ("Xây dựng quy chế phối hợp", "Phòng Nội vụ", "", FollowUp.PER_UNIT),
        (
            "Tổng hợp số liệu, báo cáo trước ngày 15/5/2024",
            "Phòng Nội vụ",
            "các phòng, ban",
            FollowUp.COLLECTED,
        ),
    ],
)
def test_a_class_without_a_date_never_becomes_one_task_each(
    text: str, leads: str, others: str, follow_up: FollowUp
) -> None:
    assert _propose(text, leads, others) is follow_up


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("Tham mưu UBND huyện ban hành Kế hoạch kiểm tra, trước ngày 15/5", "Kế hoạch kiểm tra"),
        ("Xây dựng quy chế phối hợp để quản lý chợ", "quy chế phối hợp"),
        ("Tăng cường kỷ luật, kỷ cương", None),
    ],
)
def test_the_product_as_written(text: str, product: str | None) -> None:
    assert guess_product(text) == product


def test_what_a_vague_order_leaves_open() -> None:
    points = unclear_points("Tăng cường kỷ luật, kỷ cương", (), NO_DUE, (), None)
    assert {
        Unclear.LEAD_MISSING,
        Unclear.DUE_MISSING,
        Unclear.PRODUCT_MISSING,
        Unclear.CONTENT_VAGUE,
        Unclear.LEADER_MISSING,
        Unclear.AUTHORITY_MISSING,
    } == set(points)


def test_nothing_at_all_is_a_remark_and_no_error() -> None:
    reading = read_directive(RawText(()))
    assert reading.drafts == ()
    assert reading.remarks == ("Văn bản không có chữ nào đọc được.",)


def test_the_remarks_of_the_file_reader_are_kept() -> None:
    raw = RawText((RawLine("1. Phòng Nội vụ rà soát biên chế."),), remarks=("Trang 2 mờ.",))
    assert read_directive(raw).remarks[0] == "Trang 2 mờ."


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("Xây dựng quy trình nội bộ trong giải quyết công việc.", "quy trình nội bộ"),
        ("Xây dựng chương trình hành động, kế hoạch thực hiện.", "chương trình hành động"),
        ("Báo cáo Thanh tra tỉnh kết quả xử lý đúng quy định.", None),
        ("Tổ chức thực hiện theo quy định.", None),
        ("Gửi nhận qua mạng, trừ các văn bản mật.", None),
        ("Ban hành văn bản, đôn đốc việc thực hiện.", None),
        ("Tham mưu báo cáo UBND tỉnh trước ngày 15/12.", "báo cáo"),
        ("Ban hành quy định phân cấp quản lý.", "quy định phân cấp quản lý"),
    ],
)
def test_a_product_is_a_thing_and_not_the_manner_of_doing(text: str, product: str | None) -> None:
    assert guess_product(text) == product


@pytest.mark.parametrize(
    ("cell", "product"),
    [
        ("Theo quy định", None),
        ("đúng tiến độ", None),
        ("văn bản", None),
        ("-", None),
        ("", None),
        (None, None),
        ("Báo cáo kết quả rà soát", "Báo cáo kết quả rà soát"),
        ("Quyết định của Sở.", "Quyết định của Sở"),
        ("Khảo sát 100 hộ", "Khảo sát 100 hộ"),
    ],
)
def test_a_cell_names_a_product_or_nothing(cell: str | None, product: str | None) -> None:
    assert named_product(cell) == product
