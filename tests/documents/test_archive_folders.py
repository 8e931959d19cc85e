"""Folders of an archive that every system can unpack."""

from __future__ import annotations

import pytest

from tracker.documents.archive_folders import item_folder, unit_folder


@pytest.mark.parametrize(
    ("code", "name", "folder"),
    [
        ("2.1", "Hồ sơ đúng hạn.", "2.1 Hồ sơ đúng hạn"),
        ("1.2", "Báo cáo quý/năm: đủ, đúng?", "1.2 Báo cáo quý-năm- đủ, đúng-"),
        ("1.3", "../../etc", "1.3 -..-etc"),
        (
            "1.1.2",
            "Mức độ hoàn thành kế hoạch cải cách hành chính của đơn vị trong năm đánh giá",
            "1.1.2 Mức độ hoàn thành kế hoạch cải cách hành chính của đơn vị",
        ),
        ("9", "", "9 khong-ten"),
    ],
)
def test_a_folder_begins_with_the_code_and_leads_nowhere(code: str, name: str, folder: str) -> None:
    assert item_folder(code, name) == folder


def test_a_unit_has_one_folder() -> None:
    assert unit_folder("UBND xã Hạ Lương") == "UBND xã Hạ Lương/"
    assert unit_folder("Phòng A/B") == "Phòng A-B/"
