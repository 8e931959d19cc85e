"""The 86 deadline patterns of office Vietnamese, one case or more for each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.reading.due import Due, DueKind, Relative, Step, resolve
from tracker.reading.due_groups import Calendar
from tracker.reading.due_phrases import main_due, read_dues
from tracker.reading.due_table import COVERED_ELSEWHERE, ROWS

ISSUED = date(2024, 3, 15)
CALENDAR = Calendar(ISSUED, 2024)

RUNNING = [
    (1, "Gửi báo cáo trước ngày 10/11/2024", "date", "2024-11-10"),
    (2, "Nộp hồ sơ trước 30/6 để tổng hợp", "date", "2024-06-30"),
    (2, "Nộp hồ sơ trước 15/01 để tổng hợp", "date", "2025-01-15"),
    (3, "Rà soát, xong trước ngày 15/5/2024", "date", "2024-05-15"),
    (4, "Kiện toàn tổ công tác, xong trong tháng 4", "period", "month:2024-04"),
    (5, "Thực hiện đến hết ngày 31/12/2024", "date", "2024-12-31"),
    (6, "Báo cáo chậm nhất là ngày 05/7/2024", "date", "2024-07-05"),
    (7, "Báo cáo muộn nhất vào ngày 05/7/2024", "date", "2024-07-05"),
    (8, "Trình không muộn hơn ngày 20/9/2024", "date", "2024-09-20"),
    (9, "Tổ chức lễ phát động vào ngày 19/5/2024", "date", "2024-05-19"),
    (10, "Gửi số liệu trước 16h00 ngày 20/3/2024", "date", "2024-03-20"),
    (10, "Sơ tán xong trước 17 giờ 30 ngày 18/9/2024", "date", "2024-09-18"),
    (11, "Hoàn thành trước ngày 05 tháng 6 năm 2024", "date", "2024-06-05"),
    (12, "Trình UBND huyện trước ngày 01.8.2024", "date", "2024-08-01"),
    (13, "Lấy ý kiến từ ngày 01/4/2024 đến ngày 30/4/2024", "period", "2024-04-01..2024-04-30"),
    (14, "Từ nay đến cuối năm, kiểm tra 10 xã", "period", "year:2024"),
    (14, "Từ nay đến ngày 30/6/2024 xử lý dứt điểm", "date", "2024-06-30"),
    (15, "Ban hành kế hoạch trong tháng 5/2024", "period", "month:2024-05"),
    (16, "Hoàn thành trong quý III/2024", "period", "quarter:2024-Q3"),
    (16, "Hoàn thành trong quí 4 năm 2024", "period", "quarter:2024-Q4"),
    (17, "Hoàn thành trong tháng 6 và quý III/2024", "period", "quarter:2024-Q3"),
    (18, "Giải ngân trong 6 tháng đầu năm 2024", "period", "2024-01-01..2024-06-30"),
    (19, "Kiểm tra trong 6 tháng cuối năm 2024", "period", "2024-07-01..2024-12-31"),
    (20, "Hoàn thành số hóa hồ sơ trong năm 2024", "period", "year:2024"),
    (21, "Ra quân trong nửa đầu tháng 6/2024", "period", "2024-06-01..2024-06-15"),
    (22, "Họp tổng kết vào giữa tháng 6", "date", "2024-06-15"),
    (22, "Báo cáo vào cuối tháng 6/2024", "period", "month:2024-06"),
    (23, "Hoàn thành dự án vào cuối năm 2024", "period", "year:2024"),
    (24, "Tổ chức hội nghị vào cuối quý II", "period", "quarter:2024-Q2"),
    (25, "Báo cáo ngay trong tuần này", "period", "2024-03-11..2024-03-15"),
    (26, "Tổ chức trong quý II, quý III/2024", "period", "2024-04-01..2024-09-30"),
    (7, "Giải quyết đơn, không để tồn đọng sau ngày 15/5/2024", "date", "2024-05-15"),
    (9, "Tổ chức Lễ giao quân ngày 20/4/2024", "date", "2024-04-20"),
    (9, "Ra quân dọn vệ sinh vào ngày Chủ nhật 21/4/2024", "date", "2024-04-21"),
    (9, "Xuống địa bàn trong buổi sáng ngày 21/4/2024", "date", "2024-04-21"),
    (9, "Đưa phần mềm vào vận hành từ ngày 01/7/2024", "date", "2024-07-01"),
    (9, "Kể từ ngày 01/7/2024, chỉ nhận hồ sơ điện tử", "date", "2024-07-01"),
    (10, "Gửi kế hoạch trước 17h00 thứ Sáu, ngày 19/4/2024", "date", "2024-04-19"),
    (13, "Trực 24/24 giờ từ ngày 25/4 đến ngày 02/5/2024", "period", "2024-04-25..2024-05-02"),
    (15, "Rà soát thủ tục; tháng 10/2024 trình công bố", "period", "month:2024-10"),
    (15, "Hoàn thành chậm nhất tháng 9/2024", "period", "month:2024-09"),
    (16, "Khảo sát, đánh giá; quý III/2024 trình phê duyệt", "period", "quarter:2024-Q3"),
    (20, "Xây dựng kho dữ liệu, đưa vào vận hành trong năm 2024", "period", "year:2024"),
    (20, "Thẩm tra ba xã; tổ chức giám sát chuyên đề trong năm 2024.", "period", "year:2024"),
    (26, "Hoàn thành trong quý II và quý III năm 2024", "period", "2024-04-01..2024-09-30"),
    (82, "Hoàn thành trong tháng 4 và tháng 5/2024", "period", "2024-04-01..2024-05-31"),
    (83, "Áp dụng bộ tiêu chí mới từ năm 2025", "period", "from:2025"),
    (83, "Từ năm 2025, chỉ nhận hồ sơ điện tử", "period", "from:2025"),
    (57, "Giao ban trong tuần đầu hằng tháng", "recurring", "monthly"),
    (59, "Giao ban trong tuần đầu của tháng đầu quý sau", "recurring", "quarterly"),
    (62, "Báo cáo vào các ngày 15/6 và 15/12 hằng năm", "recurring", "6-monthly"),
    (65, "Tổ chức Tuần lễ áo dài cho nữ công chức hằng năm.", "recurring", "yearly"),
    (68, "Tổ chức ít nhất 02 cuộc kiểm tra mỗi năm", "recurring", "yearly"),
    (70, "Báo cáo vào các ngày 15/3, 15/6, 15/9 và 15/12 hằng năm", "recurring", "quarterly"),
    (74, "Hoàn thành trong tháng 12 hằng năm", "recurring", "yearly"),
    (12, "Trình phê duyệt trước ngày 25 tháng l2 năm 2024", "date", "2024-12-25"),
    (16, "Hoàn thành trong quý l/2025", "period", "quarter:2025-Q1"),
    (29, "Phấn đấu đến năm 2025 hoàn thành số hóa", "period", "year:2025"),
    (30, "Hoàn thành đến hết năm 2025", "period", "year:2025"),
    (32, "Thực hiện đến hết quý II/2024", "period", "quarter:2024-Q2"),
    (55, "Hằng tháng, trước ngày 20, báo cáo UBND huyện", "recurring", "monthly"),
    (56, "Báo cáo trước ngày 25 hằng tháng", "recurring", "monthly"),
    (57, "Công bố số liệu trước ngày 05 của tháng sau", "recurring", "monthly"),
    (58, "Báo cáo trước ngày 15 tháng cuối quý", "recurring", "quarterly"),
    (59, "Gửi số liệu trước ngày 05 của tháng đầu quý sau", "recurring", "quarterly"),
    (60, "Định kỳ hằng quý tổng hợp, báo cáo", "recurring", "quarterly"),
    (61, "Định kỳ 6 tháng và hằng năm báo cáo kết quả", "recurring", "6-monthly"),
    (62, "Báo cáo 6 tháng (trước 15/6), năm (trước 15/12)", "recurring", "6-monthly"),
    (63, "Báo cáo định kỳ hằng năm trước ngày 15 tháng 12", "recurring", "yearly"),
    (64, "Gửi báo cáo trước ngày 15/12 hằng năm", "recurring", "yearly"),
    (65, "Hằng năm, đánh giá kết quả thực hiện", "recurring", "yearly"),
    (65, "Mỗi năm lựa chọn ít nhất một nội dung chuyên đề", "recurring", "yearly"),
    (66, "Tổng vệ sinh vào chiều thứ Sáu hằng tuần", "recurring", "weekly"),
    (67, "Tổ chức đối thoại ít nhất 6 tháng/lần", "recurring", "6-monthly"),
    (67, "Kiểm tra tối thiểu 3 tháng một lần", "recurring", "quarterly"),
    (68, "Tiếp công dân tối thiểu 02 lần/tháng", "recurring", "monthly"),
    (68, "Mỗi quý ít nhất 01 lần kiểm tra", "recurring", "quarterly"),
    (69, "Báo cáo định kỳ tháng, quý, 6 tháng, năm", "recurring", "monthly"),
    (70, "Báo cáo quý (trước 15/3; 15/6; 15/9; 15/12)", "recurring", "quarterly"),
    (71, "Sơ kết vào năm 2025", "period", "year:2025"),
    (72, "Sơ kết 6 tháng, tổng kết năm", "recurring", "6-monthly"),
    (74, "Báo cáo vào tháng 6, tháng 12 hằng năm", "recurring", "6-monthly"),
    (76, "Báo cáo vụ việc trong vòng 24 giờ", "period", "hours:24"),
    (77, "Tổ chức hội thi tuần 2 tháng 6/2024", "period", "2024-06-10..2024-06-16"),
    (80, "Gia hạn việc nộp hồ sơ đến ngày 30/6/2024", "date", "2024-06-30"),
    (84, "Hoàn thành trong năm 2024, thực hiện các năm tiếp theo", "period", "year:2024"),
    (
        85,
        "Hoàn thành 50% vào ngày 30/6/2024; 50% còn lại vào ngày 30/11/2024",
        "date",
        "2024-06-30",
    ),
]

LINES = [
    (16, "Quý III/2024", "period", "quarter:2024-Q3"),
    (20, "Năm 2024", "period", "year:2024"),
    (27, "Cả năm 2024", "period", "year:2024"),
    (28, "Giai đoạn 2023 - 2025", "period", "years:2023-2025"),
    (28, "2023-2025", "period", "years:2023-2025"),
    (51, "Thường xuyên", "recurring", "continuous"),
    (52, "Hằng ngày", "recurring", "daily"),
    (81, "30/6/2024", "date", "2024-06-30"),
    (81, "30/6/ 2024", "date", "2024-06-30"),
    (81, "15-12-2024", "date", "2024-12-15"),
    (81, "6/2024", "period", "month:2024-06"),
    (82, "Tháng 5 - 6/2024", "period", "2024-05-01..2024-06-30"),
    (82, "Quý II-III/2024", "period", "2024-04-01..2024-09-30"),
    (83, "Từ quý II/2024", "period", "from:2024-04"),
    (83, "Từ năm 2025", "period", "from:2025"),
    (83, "Từ tháng 5/2024", "period", "from:2024-05"),
    (15, "Tháng 6/2024 và thường xuyên", "period", "month:2024-06"),
    (31, "Sau năm 2025", "none", None),
    (46, "Theo đúng thời hạn quy định", "none", None),
    (47, "Theo tiến độ Kế hoạch", "none", None),
    (48, "Khi có yêu cầu của cấp trên", "none", None),
    (49, "Khi có phát sinh", "none", None),
    (50, "Đột xuất", "none", None),
    (79, "Đợt 1", "none", None),
]

EVENTS = [
    (33, "Giải quyết trong thời hạn 10 ngày kể từ ngày nhận đơn", 10, Step.DAY),
    (34, "Trả lời trong thời hạn 05 ngày làm việc kể từ ngày nhận hồ sơ", 5, Step.WORKING_DAY),
    (35, "Báo cáo chậm nhất 03 ngày làm việc kể từ ngày nhận được", 3, Step.WORKING_DAY),
    (37, "Xử lý xong trong vòng 15 ngày", 15, Step.DAY),
    (38, "Giải quyết trong 07 ngày kể từ ngày nhận đủ hồ sơ hợp lệ", 7, Step.DAY),
    (39, "Xây dựng kế hoạch trong thời hạn 20 ngày kể từ ngày ký", 20, Step.DAY),
    (40, "Thẩm định không quá 15 ngày kể từ ngày nhận hồ sơ", 15, Step.DAY),
    (41, "Gửi tài liệu ít nhất 10 ngày trước khi khai mạc kỳ họp", -10, Step.DAY),
    (42, "Hoàn thiện đề án trước kỳ họp giữa năm", None, Step.DAY),
    (43, "Triển khai ngay sau khi được phê duyệt", None, Step.DAY),
    (44, "Tổ chức quán triệt ngay sau khi nhận được Chỉ thị này", None, Step.DAY),
    (45, "Báo cáo sau khi kết thúc đợt kiểm tra", None, Step.DAY),
    (78, "Chi trả quà cho người có công trước Tết Nguyên đán", None, Step.DAY),
]

NONE = [
    (36, "Được cấp lại sau 05 ngày"),
    (53, "Khẩn trương, kịp thời rà soát, báo cáo"),
    (54, "Xử lý các văn bản hỏa tốc, thượng khẩn"),
    (51, "Thường xuyên kiểm tra, đôn đốc các đơn vị"),
    (73, "Báo cáo cùng kỳ với báo cáo cải cách hành chính định kỳ"),
    (75, "Thu gom rác thải ngay trong ngày"),
    (13, "Số liệu tính từ ngày 15/12/2023 đến ngày 14/6/2024"),
    (52, "Mở chuyên mục “Mỗi ngày một việc tốt” trên trang của xã"),
    (66, "Lập lại tiến độ giải ngân theo từng tuần"),
    (78, "Sửa chữa xong trước mùa mưa bão năm 2024"),
    (28, "Thực hiện Chương trình giai đoạn 2021-2025"),
    (31, "Đề án phát triển đến năm 2025, định hướng đến năm 2030"),
    (86, "Triển khai các chỉ tiêu của Nghị quyết về tỷ lệ tối thiểu 80%"),
    (20, "Nâng cao chỉ số của huyện trong năm 2024 và những năm tiếp theo"),
    (65, "Bố trí kinh phí thực hiện nhiệm vụ hằng năm của huyện"),
    (65, "Thực hiện nghiêm quy định; Hằng năm, xây dựng kế hoạch đào tạo"),
    (1, "Thực hiện Chỉ thị số 05/CT-UBND ngày 17/5/2023 của UBND tỉnh"),
    (1, "Triển khai Nghị quyết số 18-NQ/TW ngày 25 tháng 10 năm 2017"),
    (1, "Rà soát các dự án được giao trước ngày 01/01/2020"),
]


def _main(text: str, *, line: bool = False) -> Due:
    return main_due(read_dues(text, CALENDAR, line=line))


@pytest.mark.parametrize(("number", "text", "kind", "value"), RUNNING)
def test_phrase_in_running_text(number: int, text: str, kind: str, value: str) -> None:
    due = _main(text)
    assert (due.kind.value, due.value) == (kind, value), number


@pytest.mark.parametrize(("number", "text", "kind", "value"), LINES)
def test_phrase_as_a_whole_time_line(number: int, text: str, kind: str, value: str | None) -> None:
    due = _main(text, line=True)
    assert (due.kind.value, due.value) == (kind, value), number


@pytest.mark.parametrize(("number", "text", "amount", "step"), EVENTS)
def test_deadline_that_waits_for_an_event(
    number: int, text: str, amount: int | None, step: Step
) -> None:
    due = _main(text)
    assert due.kind is DueKind.NONE, number
    assert due.text, number
    assert due.relative is not None, number
    assert (due.relative.amount, due.relative.step) == (amount, step), number


@pytest.mark.parametrize(("number", "text"), NONE)
def test_no_deadline(number: int, text: str) -> None:
    due = _main(text)
    assert (due.kind, due.value) == (DueKind.NONE, None), number


def test_every_pattern_has_a_row_and_a_case() -> None:
    rows = {number for row in ROWS for number in row.numbers} | set(COVERED_ELSEWHERE)
    assert rows == set(range(1, 87))
    cases = {case[0] for table in (RUNNING, LINES, EVENTS, NONE) for case in table}
    assert cases == set(range(1, 87))


def test_every_row_reads_its_own_example() -> None:
    for row in ROWS:
        assert row.pattern.search(row.example.lower()), row.example


def test_the_phrase_stays_beside_the_value_with_its_place() -> None:
    text = "Gửi báo cáo về Phòng Nội vụ trước ngày 10/11/2024 để tổng hợp"
    due = _main(text)
    assert due.text == "trước ngày 10/11/2024"
    assert due.words is not None
    assert text[due.words.start : due.words.end] == due.text


def test_two_milestones_keep_the_second_beside_the_first() -> None:
    dues = read_dues("Xong trước ngày 30/6/2024; tổng kết trước ngày 30/11/2024", CALENDAR)
    assert [due.value for due in dues] == ["2024-06-30", "2024-11-30"]


@pytest.mark.parametrize(
    ("text", "day", "months", "weekday"),
    [
        ("Báo cáo trước ngày 25 hằng tháng", 25, (), None),
        ("Báo cáo trước ngày 15 tháng cuối quý", 15, (3, 6, 9, 12), None),
        ("Gửi trước ngày 05 của tháng đầu quý sau", 5, (1, 4, 7, 10), None),
        ("Báo cáo quý (trước 15/3; 15/6; 15/9; 15/12)", 15, (3, 6, 9, 12), None),
        ("Gửi báo cáo trước ngày 15/12 hằng năm", 15, (12,), None),
        ("Tổng vệ sinh chiều thứ Sáu hằng tuần", None, (), 4),
    ],
)
def test_recurring_duties_know_their_day(
    text: str, day: int | None, months: tuple[int, ...], weekday: int | None
) -> None:
    rule = _main(text).recurrence
    assert rule is not None
    assert (rule.day, rule.months, rule.weekday) == (day, months, weekday)


def test_before_a_day_is_strict_or_lenient_by_setting() -> None:
    due = _main("Gửi báo cáo trước ngày 15/12/2024")
    assert resolve(due, ISSUED) == date(2024, 12, 15)
    assert resolve(due, ISSUED, strict=True) == date(2024, 12, 14)
    inclusive = _main("Gửi báo cáo chậm nhất ngày 15/12/2024")
    assert resolve(inclusive, ISSUED, strict=True) == date(2024, 12, 15)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("month:2024-02", date(2024, 2, 29)),
        ("quarter:2024-Q3", date(2024, 9, 30)),
        ("year:2025", date(2025, 12, 31)),
        ("years:2023-2025", date(2025, 12, 31)),
        ("2024-05-01..2024-06-30", date(2024, 6, 30)),
        ("from:2024-05", None),
        ("hours:48", None),
    ],
)
def test_a_period_ends_on_its_last_day(value: str, day: date | None) -> None:
    assert resolve(Due(DueKind.PERIOD, value), ISSUED) == day


def test_counting_leaves_out_the_day_of_the_event() -> None:
    ten_days = Due(relative=Relative("nhận đơn", 10, Step.DAY))
    assert resolve(ten_days, ISSUED) is None
    assert resolve(ten_days, ISSUED, event_on=date(2024, 4, 1)) == date(2024, 4, 11)
    month = Due(relative=Relative(None, 1, Step.MONTH))
    assert resolve(month, date(2024, 1, 31)) == date(2024, 2, 29)


def test_working_days_are_counted_by_the_office_calendar() -> None:
    five = Due(relative=Relative(None, 5, Step.WORKING_DAY))
    assert resolve(five, ISSUED) is None
    assert resolve(
        five, ISSUED, add_working_days=lambda day, n: day + timedelta(days=n + 2)
    ) == date(2024, 3, 22)


def test_without_a_year_nothing_is_invented() -> None:
    due = main_due(read_dues("Gửi báo cáo trước ngày 30/6", Calendar()))
    assert due.kind is DueKind.NONE
    assert due.text == "trước ngày 30/6"
    assert due.doubtful


def test_a_day_that_does_not_exist_is_asked_about() -> None:
    due = _main("Gửi báo cáo trước ngày 31/02/2024")
    assert due.kind is DueKind.NONE
    assert due.doubtful
