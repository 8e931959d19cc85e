"""What templates of reports may ask for, and its values for a report's frozen figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from tracker.documents.docx_markup import clean
from tracker.documents.report_comparison import comparison_cells, days_words
from tracker.documents.report_tables import (
    completed_cells,
    directive_cells,
    overdue_cells,
    remark_cells,
)
from tracker.documents.template_catalogue import (
    FRAME,
    Catalogue,
    Field,
    Frame,
    Placeholder,
    frame_values,
    to_text,
    to_texts,
)
from tracker.domain import report_words as words
from tracker.domain.figures import Figures, Measures, RegularFigures
from tracker.domain.local_time import local_day
from tracker.domain.message_ids import N_
from tracker.domain.remark_words import remark_line
from tracker.domain.report_snapshot import RemarkKind, ReportSnapshot, Section
from tracker.domain.vietnamese import capitalised, day_words, number_words

KIND = "Báo cáo"

_Row = TypeVar("_Row")
_Count = Callable[[Figures], str]
_COUNTS: tuple[tuple[Field, _Count], ...] = (
    (Field("tong_so", N_("Tổng số")), lambda f: number_words(f.total)),
    (Field("chuyen_sang", N_("Kỳ trước chuyển sang")), lambda f: number_words(f.carried_over)),
    (Field("giao_trong_ky", N_("Giao trong kỳ")), lambda f: number_words(f.assigned)),
    (Field("hoan_thanh", N_("Đã hoàn thành")), lambda f: number_words(f.completed)),
    (Field("hoan_thanh_dung_han", N_("Đã hoàn thành, đúng hạn")),
     lambda f: number_words(f.completed_on_time)),
    (Field("hoan_thanh_qua_han", N_("Đã hoàn thành, quá hạn")),
     lambda f: number_words(f.completed_late)),
    (Field("hoan_thanh_khong_han", N_("Đã hoàn thành, không có thời hạn")),
     lambda f: number_words(f.undated_done)),
    (Field("chua_hoan_thanh", N_("Chưa hoàn thành")), lambda f: number_words(f.still_open)),
    (Field("chua_trong_han", N_("Chưa hoàn thành, trong hạn")),
     lambda f: number_words(f.open_in_time)),
    (Field("chua_qua_han", N_("Chưa hoàn thành, quá hạn")), lambda f: number_words(f.open_overdue)),
    (Field("chua_khong_han", N_("Chưa hoàn thành, không có thời hạn")),
     lambda f: number_words(f.undated_open)),
    (Field("tam_dung", N_("Tạm dừng")), lambda f: number_words(f.suspended)),
    (Field("dung_theo_doi", N_("Ngoài tổng số: dừng theo dõi")),
     lambda f: number_words(f.cancelled)),
    (Field("tra_lai", N_("Ngoài tổng số: đơn vị trả lại")), lambda f: number_words(f.refused)),
    (Field("ty_le_hoan_thanh", N_("Tỷ lệ hoàn thành, tính theo phần trăm")),
     lambda f: words.percent_words(f.completion_rate)),
    (Field("ty_le_dung_han", N_("Tỷ lệ đúng hạn, tính theo phần trăm")),
     lambda f: words.percent_words(f.on_time_rate)),
)  # fmt: skip
_REGULAR: tuple[tuple[Field, Callable[[RegularFigures], int]], ...] = (
    (Field("thuong_xuyen", N_("Số nhiệm vụ thường xuyên")), lambda r: r.duties),
    (Field("da_bao_cao", N_("Đã báo cáo đúng hạn")), lambda r: r.reported),
    (Field("bao_cao_muon", N_("Báo cáo muộn")), lambda r: r.reported_late),
    (Field("chua_bao_cao", N_("Chưa báo cáo")), lambda r: r.not_reported),
)
_MEASURES: tuple[tuple[Field, Callable[[Measures], str]], ...] = (
    (Field("ty_le_cap_nhat", N_("Tỷ lệ cập nhật tiến độ, tính theo phần trăm")),
     lambda m: words.percent_words(m.update_rate)),
    (Field("dung_han_ban_dau", N_("Tỷ lệ đúng hạn theo thời hạn ban đầu, tính theo phần trăm")),
     lambda m: words.percent_words(m.original_rate)),
    (Field("gia_han", N_("Số lần gia hạn trong kỳ")), lambda m: number_words(m.extensions)),
    (Field("bi_tra_lai", N_("Số lần trả lại trong kỳ")), lambda m: number_words(m.returns)),
    (Field("ngay_cham", N_("Số ngày chậm bình quân")), lambda m: days_words(m.average_late)),
)  # fmt: skip
_COUNT_FIELDS = tuple(field for field, _ in _COUNTS)
_REGULAR_FIELDS = tuple(field for field, _ in _REGULAR)
_MEASURE_FIELDS = tuple(field for field, _ in _MEASURES)

_ORDER = Field("tt", N_("Số thứ tự"))
_NAME = Field("ten", N_("Tên"))
_DUTIES = Field("so_nhiem_vu", N_("Số nhiệm vụ"))
_TASK = Field("nhiem_vu", N_("Nội dung nhiệm vụ"))
_SOURCE = Field("van_ban", N_("Văn bản giao (số, ngày)"))
_LEAD = Field("chu_tri", N_("Đơn vị chủ trì"))
_HELP = Field("phoi_hop", N_("Đơn vị phối hợp"))
_DUE = Field("thoi_han", N_("Thời hạn"))
_OVERDUE = (_ORDER, _TASK, _SOURCE, _LEAD, _HELP, _DUE,
            Field("so_ngay", N_("Số ngày quá hạn")), Field("ket_qua", N_("Kết quả thực hiện")),
            Field("nguyen_nhan", N_("Nguyên nhân, giải trình")))  # fmt: skip
_COMPLETED = (_ORDER, _TASK, _SOURCE, _LEAD, _HELP, _DUE,
              Field("ngay_xong", N_("Ngày hoàn thành")),
              Field("san_pham", N_("Văn bản, sản phẩm kết quả")))  # fmt: skip
_REMARKS = (_ORDER, Field("don_vi", N_("Đơn vị")), _TASK, Field("loai", N_("Loại")),
            Field("noi_dung", N_("Nội dung")), Field("ngay", N_("Ngày báo cáo")),
            Field("tra_loi", N_("Tình trạng trả lời")))  # fmt: skip
_RECEIVED = (_ORDER, Field("van_ban", N_("Văn bản, nội dung chỉ đạo")), _DUTIES,
             Field("luot_giao", N_("Số lượt giao")),
             Field("thuong_xuyen", N_("Số nhiệm vụ thường xuyên")))  # fmt: skip
_BESIDE = (_ORDER, Field("chi_tieu", N_("Chỉ tiêu")), Field("ky_nay", N_("Kỳ này")),
           Field("ky_truoc", N_("Kỳ trước; “-” khi không có")),
           Field("cung_ky", N_("Cùng kỳ năm trước; “-” khi không có")))  # fmt: skip

REPORT = Catalogue((
    *FRAME,
    Placeholder("ky_bao_cao", N_("Kỳ báo cáo, ví dụ tháng 11 năm 2026")),
    Placeholder("tu_ngay", N_("Ngày đầu của kỳ")),
    Placeholder("den_ngay", N_("Ngày cuối của kỳ")),
    Placeholder("mo_dau", N_("Câu mở đầu của báo cáo")),
    Placeholder("chot_so_lieu", N_("Câu về kỳ số liệu và ngày chốt")),
    Placeholder("chi_dao", N_("Các đoạn: công tác chỉ đạo, điều hành"), is_list=True),
    Placeholder("ket_qua", N_("Các đoạn: kết quả thực hiện, bằng lời"), is_list=True),
    Placeholder("uu_diem", N_("Các đoạn: ưu điểm"), is_list=True),
    Placeholder("ton_tai", N_("Các đoạn: tồn tại, hạn chế; khó khăn, vướng mắc"), is_list=True),
    Placeholder("nguyen_nhan", N_("Các đoạn: nguyên nhân"), is_list=True),
    Placeholder("ky_toi", N_("Các đoạn: phương hướng, nhiệm vụ kỳ tới"), is_list=True),
    Placeholder("de_xuat", N_("Các đoạn: đề xuất, kiến nghị"), is_list=True),
    Placeholder("luot_giao", N_("Số liệu tính theo lượt giao"), _COUNT_FIELDS),
    Placeholder("nhiem_vu", N_("Số liệu tính theo nhiệm vụ"), _COUNT_FIELDS),
    Placeholder("dinh_ky", N_("Số liệu về nhiệm vụ thường xuyên"), _REGULAR_FIELDS),
    Placeholder("chi_tieu", N_("Các chỉ tiêu khác, tính theo lượt giao"), _MEASURE_FIELDS),
    Placeholder(
        "don_vi", N_("Dòng số liệu của từng đơn vị"),
        (_ORDER, _NAME, _DUTIES, *_COUNT_FIELDS, *_REGULAR_FIELDS, *_MEASURE_FIELDS), is_list=True,
    ),
    Placeholder(
        "linh_vuc", N_("Dòng số liệu của từng lĩnh vực"),
        (_ORDER, _NAME, _DUTIES, *_COUNT_FIELDS, *_MEASURE_FIELDS), is_list=True,
    ),
    Placeholder(
        "theo_van_ban", N_("Dòng số liệu của từng văn bản chỉ đạo"),
        (_ORDER, _NAME, _DUTIES, *_COUNT_FIELDS, *_MEASURE_FIELDS), is_list=True,
    ),
    Placeholder("so_sanh", N_("Dòng so sánh với kỳ trước, cùng kỳ năm trước"), _BESIDE,
                is_list=True),
    Placeholder("van_ban_moi", N_("Văn bản, nội dung chỉ đạo tiếp nhận trong kỳ"), _RECEIVED,
                is_list=True),
    Placeholder("qua_han", N_("Nhiệm vụ quá hạn chưa hoàn thành"), _OVERDUE, is_list=True),
    Placeholder("hoan_thanh", N_("Nhiệm vụ đã hoàn thành trong kỳ"), _COMPLETED, is_list=True),
    Placeholder("y_kien", N_("Khó khăn, vướng mắc và kiến nghị của các đơn vị"), _REMARKS,
                is_list=True),
    Placeholder("ma_so_lieu", N_("Mã bản số liệu đã chốt; trống khi cơ quan không in mã")),
))  # fmt: skip


def values(snapshot: ReportSnapshot, marks: str = "") -> Mapping[str, Any]:
    """The placeholders' values; ``marks`` identify the frozen figures (services/report_marks)."""
    return _frame(snapshot) | _sections(snapshot) | _figures(snapshot) | _lists(snapshot) | {
        "ky_bao_cao": to_text(snapshot.period),
        "tu_ngay": day_words(snapshot.from_on),
        "den_ngay": day_words(snapshot.to_on),
        "mo_dau": to_text(words.opening(snapshot)),
        "chot_so_lieu": to_text(words.cut_off(snapshot)),
        "ma_so_lieu": to_text(marks),
    }  # fmt: skip


def _frame(snapshot: ReportSnapshot) -> dict[str, Any]:
    return frame_values(
        Frame(
            kind=KIND,
            letterhead=snapshot.letterhead,
            number=snapshot.number,
            year=local_day(snapshot.made_at).year,
            subject=snapshot.subject,
            as_of=snapshot.as_of,
            addressees=snapshot.addressees,
            bases=snapshot.bases,
            closing=words.closing(snapshot),
            receivers=snapshot.receivers,
            archive=snapshot.archive,
            signer=snapshot.signer,
        )
    )


def _sections(snapshot: ReportSnapshot) -> dict[str, Any]:
    """What the clerk wrote, or the figures say, with what the units reported below it."""

    def said(section: Section, *lines: str) -> list[str]:
        return to_texts((*words.paragraphs(snapshot, section), *lines))

    def raised(kind: RemarkKind) -> list[str]:
        return [remark_line(remark) for remark in snapshot.remarks_of(kind)]

    figures = (words.NO_WORK,) if snapshot.is_empty else words.results(snapshot)
    listed = [words.directive_line(row) for row in snapshot.directives]
    return {
        "chi_dao": said(Section.DIRECTION, *listed),
        "ket_qua": to_texts((*figures, *words.paragraphs(snapshot, Section.RESULTS))),
        "uu_diem": said(Section.STRENGTHS),
        "ton_tai": said(Section.WEAKNESSES, *raised(RemarkKind.OBSTACLE)),
        "nguyen_nhan": said(Section.CAUSES),
        "ky_toi": said(Section.NEXT),
        "de_xuat": said(Section.PROPOSALS, *raised(RemarkKind.PROPOSAL)),
    }


def _figures(snapshot: ReportSnapshot) -> dict[str, Any]:
    return {
        "luot_giao": _counts(snapshot.tasks),
        "nhiem_vu": _counts(snapshot.duties),
        "dinh_ky": _regular(snapshot.regular),
        "chi_tieu": _measures(snapshot.measures or Measures()),
    }


def _lists(snapshot: ReportSnapshot) -> dict[str, Any]:
    units = [row for row in snapshot.units if row.tasks.total or row.regular.duties]
    return {
        "don_vi": [
            _row(n, row.unit, row.duties, row.tasks, row.measures) | _regular(row.regular)
            for n, row in enumerate(units, start=1)
        ],
        **{
            name: [
                _row(n, row.name, row.duties, row.tasks, row.measures)
                for n, row in enumerate((row for row in groups if row.tasks.total), start=1)
            ]
            for name, groups in (("linh_vuc", snapshot.fields), ("theo_van_ban", snapshot.sources))
        },
        "so_sanh": _named(_BESIDE, comparison_cells(snapshot)),
        "van_ban_moi": _listed(_RECEIVED, directive_cells, snapshot.directives),
        "qua_han": _listed(_OVERDUE, overdue_cells, snapshot.overdue),
        "hoan_thanh": _listed(_COMPLETED, completed_cells, snapshot.completed or ()),
        "y_kien": _listed(_REMARKS, remark_cells, snapshot.remarks),
    }


def _row(n: int, name: str, duties: Figures, tasks: Figures, beside: Measures) -> dict[str, str]:
    about = {"tt": str(n), "ten": to_text(capitalised(name)),
             "so_nhiem_vu": number_words(duties.total)}  # fmt: skip
    return about | _counts(tasks) | _measures(beside)


def _counts(figures: Figures) -> dict[str, str]:
    return {field.name: told(figures) for field, told in _COUNTS}


def _regular(figures: RegularFigures) -> dict[str, str]:
    return {field.name: number_words(told(figures)) for field, told in _REGULAR}


def _measures(figures: Measures) -> dict[str, str]:
    return {field.name: told(figures) for field, told in _MEASURES}


def _listed(
    fields: Sequence[Field], cells: Callable[[int, _Row], list[str]], rows: Iterable[_Row]
) -> list[dict[str, str]]:
    return _named(fields, (cells(n, row) for n, row in enumerate(rows, start=1)))


def _named(fields: Sequence[Field], rows: Iterable[Sequence[str]]) -> list[dict[str, str]]:
    """Cells under the names that a template knows; their line breaks stay."""
    return [
        {field.name: clean(cell) for field, cell in zip(fields, row, strict=True)} for row in rows
    ]
