"""A template of reports to begin with: the usual five parts, tables, an annex that lies across."""

from __future__ import annotations

from datetime import UTC, datetime

from tracker.documents import template_parts as parts
from tracker.documents.docx_markup import Xml, joined, paragraph
from tracker.documents.docx_package import PaperSection, Properties, package
from tracker.documents.docx_parts import annex_heading, body, heading, subheading
from tracker.documents.docx_styles import Style
from tracker.documents.docx_tables import Column, Row, data_table

_MADE = datetime(2026, 1, 1, tzinfo=UTC)
_TOTALS = (
    Column("Chỉ tiêu", 105),
    Column("Nhiệm vụ", 30, number=True),
    Column("Lượt giao", 30, number=True),
)
_TOTAL_ROWS = (
    ("Tổng số", "tong_so"),
    ("Kỳ trước chuyển sang", "chuyen_sang"),
    ("Giao trong kỳ", "giao_trong_ky"),
    ("Đã hoàn thành", "hoan_thanh"),
    ("Chưa hoàn thành", "chua_hoan_thanh"),
    ("Trong đó: quá hạn", "chua_qua_han"),
    ("Tạm dừng", "tam_dung"),
    ("Tỷ lệ hoàn thành (%)", "ty_le_hoan_thanh"),
    ("Tỷ lệ đúng hạn (%)", "ty_le_dung_han"),
)
_UNITS = (
    Column("TT", 10, number=True),
    Column("Đơn vị", 55),
    Column("Tổng số", 20, number=True),
    Column("Đã hoàn thành", 20, number=True),
    Column("Trong hạn", 20, "Chưa hoàn thành", number=True),
    Column("Quá hạn", 20, "Chưa hoàn thành", number=True),
    Column("Tỷ lệ đúng hạn (%)", 20, number=True),
)
_UNIT_CELLS = (
    "tt", "ten", "tong_so", "hoan_thanh", "chua_trong_han", "chua_qua_han", "ty_le_dung_han",
)  # fmt: skip
_OVERDUE = (
    Column("TT", 10, number=True),
    Column("Nội dung nhiệm vụ", 72),
    Column("Văn bản giao\n(số, ngày)", 38),
    Column("Đơn vị chủ trì", 34),
    Column("Thời hạn", 24, number=True),
    Column("Số ngày quá hạn", 16, number=True),
    Column("Kết quả thực hiện", 30),
    Column("Nguyên nhân", 28),
)
_OVERDUE_CELLS = (
    "tt", "nhiem_vu", "van_ban", "chu_tri", "thoi_han", "so_ngay", "ket_qua", "nguyen_nhan",
)  # fmt: skip


def example() -> bytes:
    """The .docx."""
    annex = joined([
        annex_heading("Phụ lục", "Danh sách nhiệm vụ quá hạn chưa hoàn thành",
                      "Kèm theo Báo cáo số {{ so_ky_hieu }} {{ ngay_thang }} của "
                      "{{ co_quan_ban_hanh }}"),
        parts.when(
            "qua_han",
            parts.repeated(_OVERDUE, "qua_han", _OVERDUE_CELLS, "Nhiệm vụ quá hạn chưa hoàn thành"),
        ),
        parts.when("not qua_han", body("Không có nhiệm vụ quá hạn.")),
        paragraph(Style.TABLE_NOTE, "{{ ma_so_lieu }}"),
    ])  # fmt: skip
    properties = Properties("Mẫu báo cáo", "Mẫu", "Mẫu báo cáo", _MADE)
    return package([PaperSection(_body()), PaperSection(annex, landscape=True)], properties)


def _body() -> Xml:
    return joined([
        parts.head(),
        parts.title(),
        body("{{ mo_dau }}"),
        heading(1, "Công tác chỉ đạo, điều hành"),
        _said("chi_dao"),
        heading(2, "Kết quả thực hiện"),
        subheading(1, "Kết quả chung"),
        body("{{ chot_so_lieu }}"),
        _said("ket_qua"),
        _totals(),
        subheading(2, "Kết quả theo đơn vị"),
        parts.when("don_vi", parts.repeated(_UNITS, "don_vi", _UNIT_CELLS, "Kết quả theo đơn vị")),
        subheading(3, "Nhiệm vụ thường xuyên"),
        body(
            "Các đơn vị phải báo cáo {{ dinh_ky.thuong_xuyen }} lượt nhiệm vụ thường xuyên; đã báo "
            "cáo đúng hạn {{ dinh_ky.da_bao_cao }}, báo cáo muộn {{ dinh_ky.bao_cao_muon }}, chưa "
            "báo cáo {{ dinh_ky.chua_bao_cao }}."
        ),
        heading(3, "Đánh giá chung"),
        _said("uu_diem"),
        _said("ton_tai"),
        _said("nguyen_nhan"),
        heading(4, "Phương hướng, nhiệm vụ kỳ tới"),
        _said("ky_toi"),
        heading(5, "Đề xuất, kiến nghị"),
        _said("de_xuat"),
        parts.foot(),
    ])  # fmt: skip


def _said(section: str) -> Xml:
    return parts.each("d", section, Style.BODY, "{{ d }}")


def _totals() -> Xml:
    rows = [
        Row((name, f"{{{{ nhiem_vu.{field} }}}}", f"{{{{ luot_giao.{field} }}}}"))
        for name, field in _TOTAL_ROWS
    ]
    return joined([data_table(_TOTALS, rows, title="Kết quả chung", kept=len(rows)), parts.gap()])
