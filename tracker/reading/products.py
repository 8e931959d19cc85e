"""What an order asks to be handed in: the thing itself, not the manner in which it is done."""

from __future__ import annotations

import re

from tracker.reading.order_words import MAKING_VERBS, PRODUCTS

_MAKING = "|".join(sorted(MAKING_VERBS, key=len, reverse=True))
_THINGS = "|".join(sorted(PRODUCTS, key=len, reverse=True))
_NO_PRODUCT = r"\b(?:của|đối với|theo|đúng|trừ|trong|xử lý)\b"
"""Behind these stands a paper that is somebody else's or already there."""
_ONE_CLASS = r"ban|ngành|đơn vị|địa phương|thị trấn|phường|doanh nghiệp"
"""Words that go on with a list under one class word ("các phòng, ban")."""
_PRODUCT = re.compile(
    rf"\b(?i:{_MAKING})\b(?:(?!{_NO_PRODUCT})[^.;:]){{0,40}}?"
    r"(?<!thực hiện)(?<!triển khai)\s"
    rf"(?P<product>(?i:{_THINGS})\b(?:[^.;:,()]|,(?=\s(?:{_ONE_CLASS})\b)){{0,90}})"
)
_REPORT = re.compile(r"(?:[,;]|\b(?:tuần|tháng|quý|năm|kỳ))\s*(?P<product>báo cáo kết quả)\b")
_END = re.compile(
    r"\s(?:để|nhằm|theo|trên cơ sở|(?<!chương )(?<!quy )trình|gửi|trước|chậm nhất|trong|đảm bảo|"
    r"bảo đảm|phù hợp|và tổ chức|về ubnd|báo cáo|hằng năm|hàng năm|định kỳ)\b",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(r"^(?P<thing>báo cáo)\s(?=[A-ZĐÂĂÊÔƠƯ])")
"""A report to somebody ("báo cáo UBND tỉnh") is a report."""
_MANNER = re.compile(
    r"^(?:theo|đúng|bảo đảm|đảm bảo|phù hợp|khi|nếu|thường xuyên|liên tục)\b", re.IGNORECASE
)
"""A cell or a line that begins so says how or when, not what."""
_BARE = frozenset({"quy định", "hướng dẫn", "văn bản", "hồ sơ", "tài liệu", "nghị quyết"})
"""Alone these name no thing: any paper is a "văn bản", what is kept is a "quy định"."""


def guess_product(text: str) -> str | None:
    """What is to be handed in, as written ("xây dựng Kế hoạch kiểm tra …" → the plan)."""
    for hit in _PRODUCT.finditer(text):
        written = hit.group("product")
        end = _END.search(written)
        if (named := named_product(written[: end.start()] if end else written)) is not None:
            return named
    report = _REPORT.search(text)
    return report.group("product") if report else None


def named_product(written: str | None) -> str | None:
    """``written`` (a guess, a line, a cell of a table) when it names a thing; else None."""
    product = (written or "").strip(" .;,-–…/")
    if addressed := _ADDRESSEE.match(product):
        product = addressed.group("thing")
    if not any(char.isalpha() for char in product):
        return None
    weak = _MANNER.match(product) is not None or product.casefold() in _BARE
    return None if weak else product
