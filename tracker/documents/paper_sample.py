"""An invented paper with something in every placeholder: what a template is tried with."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tracker.domain.official_paper import (
    PaperColumn,
    PaperContent,
    PaperPart,
    PaperRow,
    PaperTable,
)
from tracker.domain.paper_head import Letterhead, PaperNumber, Signer

SAMPLE = PaperContent(
    code="sample",
    name="Công văn",
    letterhead=Letterhead(
        superior="Ủy ban nhân dân tỉnh (minh họa)",
        office="Ủy ban nhân dân huyện (minh họa)",
        office_short="UBND huyện",
        place="Địa danh",
    ),
    number=PaperNumber(symbol="UBND-VP", number=5, issued_on=date(2026, 2, 5)),
    subject="trích yếu minh họa & “ngoặc kép” <thử>",
    signer=Signer(authority=("KT. Chủ tịch",), post="Phó Chủ tịch", name="Nguyễn Văn Minh Họa"),
    as_of=date(2026, 2, 4),
    made_at=datetime(2026, 2, 4, 1, tzinfo=UTC),
    is_letter=True,
    addressees=("Phòng thứ nhất", "Phòng thứ hai"),
    bases=("Căn cứ văn bản thứ nhất", "Căn cứ văn bản thứ hai"),
    opening=("Đoạn mở đầu minh họa.",),
    parts=(
        PaperPart(
            texts=("Đoạn thứ hai minh họa.",),
            table=PaperTable(
                title="Bảng minh họa",
                columns=tuple(
                    PaperColumn(head=f"Cột {n}", width_mm=27, number=n > 3) for n in range(1, 7)
                ),
                rows=(
                    PaperRow(cells=("Nhóm minh họa",), strong=True),
                    PaperRow(cells=("1", "Nội dung", "Văn bản", "01/02/2026", "04/02/2026", "2")),
                ),
            ),
        ),
    ),
    closing="Câu kết thúc minh họa",
    receivers=("Như trên", "Lưu trữ minh họa"),
    archive="VT, VP.02",
)
