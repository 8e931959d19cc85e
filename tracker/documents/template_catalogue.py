"""What templates may ask for: placeholders with their meaning, those of every paper's frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tracker.documents.docx_markup import clean
from tracker.documents.docx_parts import date_words, number_words
from tracker.domain.message_ids import N_
from tracker.domain.paper_head import Letterhead, PaperNumber, Signer
from tracker.domain.vietnamese import day_words, one_line


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a record or of a list's row, asked for as ``row.name``."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A name with its meaning; ``fields`` are what a record, or each row of a list, has."""

    name: str
    meaning: str
    fields: tuple[Field, ...] = ()
    is_list: bool = False


@dataclass(frozen=True)
class Catalogue:
    """All that templates of a kind may ask for."""

    placeholders: tuple[Placeholder, ...]

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(placeholder.name for placeholder in self.placeholders)

    @cached_property
    def lists(self) -> frozenset[str]:
        """Over what a template may repeat."""
        return frozenset(each.name for each in self.placeholders if each.is_list)

    @cached_property
    def fields(self) -> Mapping[str, frozenset[str]]:
        """By placeholder, what its record or its rows have."""
        return {
            each.name: frozenset(field.name for field in each.fields)
            for each in self.placeholders
            if each.fields
        }

    @cached_property
    def records(self) -> frozenset[str]:
        """Those asked for with a dot, outside any repetition."""
        return frozenset(self.fields) - self.lists


#: What stands on every paper, whatever it says.
FRAME = (
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
    Placeholder("ket_thuc", N_("Câu kết thúc, chưa có dấu “./.”")),
    Placeholder("noi_nhan", N_("Danh sách nơi nhận, lặp từng dòng"), is_list=True),
    Placeholder("luu", N_("Dòng lưu, ví dụ VT, VP.02")),
    Placeholder("quyen_han", N_("Danh sách dòng quyền hạn ký (TM., KT., TL., TUQ.)"), is_list=True),
    Placeholder("chuc_vu", N_("Chức vụ người ký")),
    Placeholder("ho_ten", N_("Họ và tên người ký")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The values of FRAME as the paper has them; ``year`` of a day that is still open."""

    kind: str
    letterhead: Letterhead
    number: PaperNumber
    year: int
    subject: str
    as_of: date
    addressees: Iterable[str]
    bases: Iterable[str]
    closing: str
    receivers: Iterable[str]
    archive: str
    signer: Signer


def frame_values(frame: Frame) -> dict[str, Any]:
    """Text that XML can carry, and lists of such text."""
    head = frame.letterhead
    plain = {
        "loai_van_ban": frame.kind,
        "co_quan_chu_quan": head.superior or "",
        "co_quan_ban_hanh": head.office,
        "co_quan_ngan_gon": head.office_short,
        "so_ky_hieu": number_words(frame.number),
        "dia_danh": head.place,
        "ngay_thang": date_words(frame.number.issued_on, frame.year),
        "trich_yeu": frame.subject,
        "ngay_so_lieu": day_words(frame.as_of),
        "ket_thuc": frame.closing,
        "luu": frame.archive,
        "chuc_vu": frame.signer.post,
        "ho_ten": frame.signer.name,
    }
    lists = {
        "kinh_gui": frame.addressees,
        "can_cu": frame.bases,
        "noi_nhan": frame.receivers,
        "quyen_han": frame.signer.authority,
    }
    return {name: to_text(text) for name, text in plain.items()} | {
        name: to_texts(found) for name, found in lists.items()
    }


def to_text(text: str) -> str:
    """One line that XML can carry; blanks left open for a clerk stay as wide as they are."""
    return one_line(clean(text)) if "\u00a0" not in text else clean(text)


def to_texts(found: Iterable[str]) -> list[str]:
    """The same for each text that says something."""
    return [to_text(text) for text in found if text]
