"""What a template may ask for: every placeholder with its meaning, and its values for a paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.documents.docx_markup import clean
from tracker.documents.docx_parts import date_words, number_words
from tracker.domain.local_time import local_day
from tracker.domain.message_ids import N_
from tracker.domain.official_paper import PaperContent, PaperTable
from tracker.domain.vietnamese import day_words, one_line

#: As many cells of a row have a name.
MOST_CELLS = 10


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A name with its meaning; ``fields`` are what each item of a list has (none: plain text)."""

    name: str
    meaning: str
    fields: tuple[str, ...] = ()
    is_list: bool = False


PLACEHOLDERS = (
    Placeholder("loai_van_ban", N_("Tên loại văn bản")),
    Placeholder("co_quan_chu_quan", N_("Tên cơ quan chủ quản; để trống khi không có")),
    Placeholder("co_quan_ban_hanh", N_("Tên cơ quan ban hành")),
    Placeholder("co_quan_ngan_gon", N_("Tên cơ quan trong câu văn, ví dụ UBND huyện")),
    Placeholder("so_ky_hieu", N_("Số, ký hiệu; chừa chỗ trống khi chưa cấp số")),
    Placeholder("dia_danh", N_("Địa danh")),
    Placeholder("ngay_thang", N_("Ngày, tháng, năm viết đầy đủ; chừa chỗ trống khi chưa có")),
    Placeholder("trich_yeu", N_("Trích yếu nội dung")),
    Placeholder("ngay_so_lieu", N_("Ngày chốt số liệu")),
    Placeholder("kinh_gui", N_("Danh sách nơi gửi, lặp từng dòng"), is_list=True),
    Placeholder("can_cu", N_("Danh sách căn cứ, lặp từng dòng"), is_list=True),
    Placeholder("doan", N_("Danh sách đoạn văn của nội dung, lặp từng đoạn"), is_list=True),
    Placeholder(
        "dong",
        N_("Danh sách dòng của mọi bảng; mỗi dòng có cot_1 đến cot_10, la_nhom là dòng tên nhóm"),
        ("la_nhom", *(f"cot_{n}" for n in range(1, MOST_CELLS + 1))),
        is_list=True,
    ),
    Placeholder("ket_thuc", N_("Câu kết thúc, chưa có dấu “./.”")),
    Placeholder("noi_nhan", N_("Danh sách nơi nhận, lặp từng dòng"), is_list=True),
    Placeholder("luu", N_("Dòng lưu, ví dụ VT, VP.02")),
    Placeholder("quyen_han", N_("Danh sách dòng quyền hạn ký (TM., KT., TL., TUQ.)"), is_list=True),
    Placeholder("chuc_vu", N_("Chức vụ người ký")),
    Placeholder("ho_ten", N_("Họ và tên người ký")),
)


def values(content: PaperContent) -> Mapping[str, Any]:
    """The placeholders' values: text that XML can carry, lists of text, lists of rows."""
    head, year = content.letterhead, local_day(content.made_at).year
    texts = [text for part in content.parts for text in (part.heading, *part.texts, part.note)]
    tables = [part.table for part in content.parts] + [annex.table for annex in content.annexes]
    plain = {
        "loai_van_ban": content.name,
        "co_quan_chu_quan": head.superior or "",
        "co_quan_ban_hanh": head.office,
        "co_quan_ngan_gon": head.office_short,
        "so_ky_hieu": number_words(content.number),
        "dia_danh": head.place,
        "ngay_thang": date_words(content.number.issued_on, year),
        "trich_yeu": content.subject,
        "ngay_so_lieu": day_words(content.as_of),
        "ket_thuc": content.closing,
        "luu": content.archive,
        "chuc_vu": content.signer.post,
        "ho_ten": content.signer.name,
    }
    lists = {
        "kinh_gui": content.addressees,
        "can_cu": content.bases,
        "doan": (*content.opening, *texts),
        "noi_nhan": content.receivers,
        "quyen_han": content.signer.authority,
    }
    return (
        {name: _text(text) for name, text in plain.items()}
        | {name: [_text(text) for text in found if text] for name, found in lists.items()}
        | {"dong": [row for table in tables if table for row in _rows(table)]}
    )


def _rows(table: PaperTable) -> Iterable[dict[str, Any]]:
    for row in table.rows:
        cells = [clean(cell) for cell in row.cells] + [""] * MOST_CELLS
        named: dict[str, Any] = {f"cot_{n}": cells[n - 1] for n in range(1, MOST_CELLS + 1)}
        yield named | {"la_nhom": row.strong and len(row.cells) == 1}


def _text(text: str) -> str:
    return one_line(clean(text)) if "\u00a0" not in text else clean(text)
