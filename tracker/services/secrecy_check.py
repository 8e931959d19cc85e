"""No state secret stays on a machine of the network, whatever door it comes by (design D9)."""

from __future__ import annotations

from tracker.domain.errors import SecretRefused
from tracker.reading.raw_line import RawText
from tracker.reading.secrecy import secrecy_mark


def refuse_secret(raw: RawText) -> None:
    """Raise SecretRefused for a paper that bears a secrecy mark; the refusal names no paper."""
    if secrecy_mark(raw) is not None:
        raise SecretRefused(
            "Văn bản mang dấu chỉ độ mật nên không được nhận: bí mật nhà nước không được lưu trên "
            "máy có nối mạng (Luật Bảo vệ bí mật nhà nước năm 2018, Điều 5). "
            "Hệ thống không giữ lại tệp và nội dung. Hãy xử lý văn bản này theo quy định "
            "về bảo vệ bí mật nhà nước.",
        )
