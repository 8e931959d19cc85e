"""Papers of every shape to draw: letters, a slip, an annex, a register, and a hostile one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from tracker.domain.official_paper import (
    PaperAnnex,
    PaperColumn,
    PaperContent,
    PaperPart,
    PaperRow,
    PaperTable,
)
from tracker.domain.paper_head import Letterhead, PaperNumber, Signer

_COLUMNS = (
    PaperColumn(head="TT", width_mm=12, number=True),
    PaperColumn(head="Nội dung nhiệm vụ", width_mm=103),
    PaperColumn(head="Thời hạn", width_mm=50, number=True),
)
_WIDE = tuple(
    replace(column, width_mm=width) for column, width in zip(_COLUMNS, (12, 190, 50), strict=True)
)
LONG_NAME = ("Ban Quản lý dự án đầu tư xây dựng công trình nông nghiệp & môi trường " * 4)[:200]
HOSTILE = 'Ban A & B <2026> "x" \x00\x0b\x1b[0m ]]> &amp; \ufffe \ud800\tcột'


def table(*texts: str, wide: bool = False) -> PaperTable:
    rows = tuple(PaperRow(cells=(str(n), said, "30/10/2026")) for n, said in enumerate(texts, 1))
    heading = PaperRow(cells=("Phòng Tư pháp: 02 nhiệm vụ",), strong=True)
    return PaperTable(
        title="Nhiệm vụ quá hạn", columns=_WIDE if wide else _COLUMNS, rows=(heading, *rows)
    )


def letter() -> PaperContent:
    """A letter to one unit with its table, number and day open."""
    return PaperContent(
        code="chasing-letter",
        name="Công văn",
        letterhead=Letterhead(
            office="Ủy ban nhân dân huyện An Bình", office_short="UBND huyện", place="An Bình"
        ),
        number=PaperNumber(symbol="UBND-VP"),
        subject="đôn đốc thực hiện nhiệm vụ được giao đã quá hạn",
        signer=Signer(authority=("TL. Chủ tịch",), post="Chánh Văn phòng", name="Trần Thị Hòa"),
        as_of=date(2026, 11, 23),
        made_at=datetime(2026, 11, 23, 1, tzinfo=UTC),
        is_letter=True,
        addressees=("Phòng Tư pháp",),
        parts=(
            PaperPart(texts=("Phòng Tư pháp còn 02 nhiệm vụ quá hạn.",)),
            PaperPart(table=table("Rà soát văn bản", "Lập danh sách")),
            PaperPart(texts=("1. Tập trung hoàn thành.", "2. Làm rõ nguyên nhân.")),
        ),
        closing="Nhận được Công văn này, yêu cầu Phòng Tư pháp khẩn trương thực hiện",
        receivers=("Như trên", "Chủ tịch, các PCT UBND huyện (để b/c)"),
        archive="VT, VP.02",
    )


def numbered_letter() -> PaperContent:
    """The same to several, numbered, with its list in two annexes."""
    annex = PaperAnnex(title="Nhiệm vụ quá hạn", table=table("Rà soát", wide=True))
    other = PaperAnnex(title="Nhiệm vụ sắp đến hạn", table=table("Lập kế hoạch", wide=True))
    several = ("Phòng Tư pháp", "Phòng Nội vụ")
    return replace(letter(), addressees=several, annexes=(annex, other)).numbered(
        7, date(2026, 2, 5)
    )


def slip() -> PaperContent:
    """A paper with the name of its kind, headings, a basis and the receiver's signature."""
    return replace(
        letter(),
        code="assignment-slip",
        name="Phiếu giao việc",
        is_letter=False,
        receipt=True,
        number=PaperNumber(symbol="PGV-UBND"),
        subject="Giao Phòng Tư pháp thực hiện nhiệm vụ",
        bases=("Căn cứ Chỉ thị số 08/CT-UBND", "Căn cứ Kế hoạch số 18/KH-UBND"),
        parts=(
            PaperPart(heading="Nội dung giao", texts=("Giao:",), table=table("Rà soát")),
            PaperPart(heading="Tổ chức thực hiện", texts=("1. Chế độ báo cáo.",)),
        ),
        closing="",
        receivers=("Phòng Tư pháp",),
    )


def annex_alone() -> PaperContent:
    """A list that goes with somebody else's paper."""
    annex = PaperAnnex(title="Danh mục nhiệm vụ", table=table("Rà soát", wide=True))
    return replace(letter(), is_letter=False, bare=True, carried_by="Kế hoạch", annexes=(annex,))


def register() -> PaperContent:
    """A register lying across, without number and signature."""
    return replace(
        letter(),
        name="Sổ theo dõi giải quyết văn bản đến",
        is_letter=False,
        landscape=True,
        unsigned=True,
        subject="Văn bản đến từ ngày 01/11/2026 đến ngày 23/11/2026",
        addressees=(),
        parts=(PaperPart(table=table("Chỉ thị số 08/CT-UBND", wide=True)),),
        closing="",
    )


def empty_pack() -> PaperContent:
    """A paper for a meeting in a week in which nothing waits."""
    said = (
        PaperPart(heading="Nhiệm vụ quá hạn", texts=("Không có nhiệm vụ nào quá hạn.",)),
        PaperPart(heading="Đề nghị gia hạn", texts=("Không có đề nghị gia hạn nào.",)),
    )
    return replace(
        letter(), name="Tài liệu phục vụ họp giao ban", is_letter=False, unsigned=True,
        subject="Tình hình thực hiện nhiệm vụ", addressees=(), parts=said, closing="",
    )  # fmt: skip


def nasty() -> PaperContent:
    """Names of 200 letters, markup and control characters wherever people write."""
    head = Letterhead(office=LONG_NAME, office_short=LONG_NAME, superior=LONG_NAME, place="A & B")
    return replace(
        letter(),
        letterhead=head,
        subject=f"{HOSTILE} {LONG_NAME}",
        signer=Signer(authority=(f"TM. {LONG_NAME}",), post=HOSTILE, name='Nguyễn "A" & <B>'),
        addressees=(HOSTILE, LONG_NAME),
        parts=(
            PaperPart(texts=(HOSTILE,), note=HOSTILE),
            PaperPart(heading="", table=table(HOSTILE, LONG_NAME, "x" * 300)),
        ),
        closing=HOSTILE,
        receivers=("Như trên", HOSTILE),
        annexes=(PaperAnnex(title=HOSTILE, table=table(HOSTILE, wide=True)),),
    )


ALL = (letter, numbered_letter, slip, annex_alone, register, empty_pack, nasty)
