"""Evidence leaves as folders by item code, with a list and hashes that anyone can check."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import datetime

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.index import a_round, scored, the_item, the_sheet
from tests.pages.kept_papers import a_png
from tests.support.visitor import Visitor
from tracker.models import IndexRound, IndexSheet


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def round_(session: Session, district: District, now: datetime) -> IndexRound:
    made = a_round(session, district, now)
    session.commit()
    return made


@pytest.fixture
def sheet(session: Session, district: District, round_: IndexRound, now: datetime) -> IndexSheet:
    made = scored(session, district, the_sheet(session, round_, district.justice), now)
    session.commit()
    return made


def hand_in(page: Visitor, session: Session, district: District, sheet: IndexSheet) -> None:
    """The officer proves an item by a picture."""
    page.sign_in(district.justice_officer)
    item = the_item(session, sheet, "1.1.1").id
    page.get("index_sheets.papers", sheet_id=sheet.id, item_id=item)
    page.submit(
        "Gắn tài liệu", files=(io.BytesIO(a_png()), "Kế hoạch.png"), title="Kế hoạch năm",
        paper_number="5/KH-TP", place="trang 2", not_secret="y",
    )  # fmt: skip


def unpacked(page: Visitor, endpoint: str, **keys: int) -> dict[str, bytes]:
    answer = page.download(endpoint, **keys).data
    with zipfile.ZipFile(io.BytesIO(answer)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_one_sheet(page: Visitor, session: Session, district: District, sheet: IndexSheet) -> None:
    hand_in(page, session, district, sheet)
    files = unpacked(page, "index_sheets.evidence_folders", sheet_id=sheet.id)
    (path,) = [name for name in files if name.endswith(".png")]
    assert path.startswith("1.1.1 Ban hành kế hoạch đúng hạn/")
    assert files[path] == a_png()
    for line in files["MA-BAM-SHA256.txt"].decode().splitlines():
        sha256, name = line.split("  ", 1)
        assert hashlib.sha256(files[name]).hexdigest() == sha256
    book = load_workbook(io.BytesIO(files["danh-muc-tai-lieu-kiem-chung.xlsx"])).active
    assert book is not None
    rows = {row[1]: row for row in book.iter_rows(values_only=True) if row[1]}
    assert (rows["1.1.1"][4], rows["1.1.1"][5], rows["1.1.1"][7]) == (
        "Kế hoạch năm", "5/KH-TP", "trang 2"
    )  # fmt: skip
    assert rows["1.1.1"][9] == path
    assert rows["2.1"][8] == "Theo báo cáo năm của đơn vị."
    assert "1.2" not in rows  # what people are asked is proved by nobody's paper


def test_a_round_has_a_folder_for_each_unit_that_one_may_see(
    page: Visitor, session: Session, district: District, round_: IndexRound, sheet: IndexSheet
) -> None:
    hand_in(page, session, district, sheet)
    page.sign_in(district.monitor)
    files = unpacked(page, "index_sheets.round_folders", round_id=round_.id)
    assert [name.split("/")[0] for name in files if name.endswith(".png")] == ["Phòng Tư pháp"]
    page.sign_in(district.culture_head)
    page.get("index_sheets.evidence_folders", status=404, sheet_id=sheet.id)
    files = unpacked(page, "index_sheets.round_folders", round_id=round_.id)
    assert not [name for name in files if name.endswith(".png")]
