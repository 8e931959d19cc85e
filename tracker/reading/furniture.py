"""What stands on a page and is no text of the directive: a table that anyone may extend.

Each entry is a whole line (or its beginning, where it ends with ".*"), compared without
regard to capitals. Lines of more than 120 characters are never furniture.
"""

from __future__ import annotations

import re

PAGE_NUMBERS = (
    r"[-–—_ ]*\d{1,3}[-–—_ ]*",
    r"(?:trang|page)\s*:?\s*\d{1,3}(?:\s*(?:/|of|trên)\s*\d{1,3})?",
    r"\d{1,3}\s*/\s*\d{1,3}",
)

RULES_AND_ORNAMENTS = (r"[-–—_=*~.•·…\s\\/|#]{2,}", r"\*", r"[•·.]")

INCOMING_STAMP = (
    r"(?:công văn|văn bản)?\s*đến\s*(?:số|ngày|giờ)?\s*:.*",
    r"đến\s+(?:số|ngày|giờ).{0,40}",
    r"(?:công văn|văn bản) đến",
    r"(?:số|ngày|giờ) đến\s*:.*",
    r"chuyển\s*:.{0,60}",
    r"(?:kính )?chuyển\s*:?\s*(?:đ/c|đồng chí|ô\.).{0,60}",
    r"lưu hồ sơ(?: số)?\s*:.*",
    r"số và ký hiệu hs\s*:.*",
)

DIGITAL_SIGNATURE = (
    r"(?:được )?ký (?:số )?bởi\s*:.*",
    r"người ký\s*:.*",
    r"(?:ngày|thời gian) ký\s*:.*",
    r"(?:signed by|signature|signing time|date signed|reason|location)\b.*",
    r"email\s*:.*",
    r"cơ quan\s*:\s*[^,;]{0,60}(?:tỉnh|thành phố|bộ)[^,;]{0,30}",
    r"\d{1,2}[./-]\d{1,2}[./-]\d{4} \d{1,2}:\d{2}(?::\d{2})?(?: \+\d{2}:\d{2})?",
)

WEB_PAGE = (
    r"trang chủ(?:\s*[|>»/\u203a-].*)?",
    r"(?:giới thiệu|tin tức|liên hệ|sơ đồ (?:trang|cổng|website)|hỏi đáp|thư viện ảnh|rss|english)",
    r"(?:đăng nhập|đăng ký|tìm kiếm|menu|bỏ qua|xem thêm|quay lại|về đầu trang|in trang(?: này)?)",
    r"(?:chia sẻ|gửi (?:cho )?bạn bè|gửi email|in bài viết|bản in|phóng to|thu nhỏ|cỡ chữ).{0,60}",
    r"(?:facebook|zalo|twitter|youtube|google\+?)(?:\s*[|,].*)?",
    r"(?:tin|bài|văn bản|các tin|các bài)(?: viết)? (?:liên quan|cùng chuyên mục|khác|mới hơn|"
    r"cũ hơn).{0,60}",
    r"(?:lượt (?:xem|truy cập|tải)|số lượt|đang (?:online|truy cập)|hôm nay|tổng truy "
    r"cập)\b.{0,60}",
    r"(?:tải về|tải file|tải xuống|download|file đính kèm|tệp đính kèm|tập tin đính kèm)\b.{0,80}",
    r"(?:©|\(c\)|copyright|bản quyền|ghi rõ nguồn|thiết kế bởi|phát triển bởi).{0,110}",
    r"(?:bình luận|ý kiến bạn đọc|đánh giá bài viết|từ khóa|tags?)\s*[:(]?.{0,60}",
    r"(?:ngày đăng|cập nhật|đăng lúc|ngày cập nhật|tác giả)\s*:.{0,80}",
    r"(?:điện thoại|fax|đt|tel|hotline|website|trụ sở|địa chỉ)\s*:.{0,110}",
    r"[^.;]{0,60}(?:»|\u203a|>>)[^.;]{0,60}",
)

_LINE = re.compile(
    "|".join(
        f"(?:{p})"
        for p in (
            *PAGE_NUMBERS,
            *RULES_AND_ORNAMENTS,
            *INCOMING_STAMP,
            *DIGITAL_SIGNATURE,
            *WEB_PAGE,
        )
    ),
    re.IGNORECASE,
)
_ORNAMENT = re.compile(r"[-–—_=*~]{3,}")
_PAGE_NUMBER = re.compile("|".join(f"(?:{p})" for p in PAGE_NUMBERS), re.IGNORECASE)


def is_furniture(line: str) -> bool:
    """Whether the whole line is a page number, ornament, stamp or part of a web page."""
    if line.startswith(("http://", "https://", "www.")) and " " not in line:
        return True
    if line.startswith("đến "):
        return False  # a sentence goes on; a stamp begins with a capital
    return len(line) <= 120 and _LINE.fullmatch(line) is not None


def is_page_number(line: str) -> bool:
    """Whether the line is nothing but a page number (so a new page begins with it or after)."""
    return len(line) <= 24 and _PAGE_NUMBER.fullmatch(line) is not None


def is_ornament(line: str) -> bool:
    """Whether the line is a drawn rule: it parts what stands above from what stands below."""
    return _ORNAMENT.fullmatch(line) is not None
