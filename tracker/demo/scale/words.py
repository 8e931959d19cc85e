"""Invented sentences of directives, duties and answers, put together from pieces.

The accent-free form of each piece is worked out once: search entries are joined from them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

from tracker.domain.vietnamese import searchable

DEEDS = (
    "Rà soát, báo cáo",
    "Xây dựng kế hoạch",
    "Tham mưu ban hành văn bản",
    "Kiểm tra, đôn đốc",
    "Tổng hợp số liệu",
    "Hoàn thiện hồ sơ",
    "Tổ chức tuyên truyền",
    "Đánh giá kết quả",
    "Công khai, niêm yết",
    "Xử lý dứt điểm kiến nghị",
    "Lập danh mục",
    "Triển khai thực hiện",
    "Bố trí kinh phí",
    "Cập nhật cơ sở dữ liệu",
    "Hướng dẫn các đơn vị",
    "Sơ kết, rút kinh nghiệm",
)
MATTERS = (
    "cải cách thủ tục hành chính",
    "giải ngân vốn đầu tư công",
    "cấp nước sạch nông thôn",
    "phòng cháy, chữa cháy rừng",
    "giải phóng mặt bằng đường ven sông",
    "chuyển đổi số trong cơ quan nhà nước",
    "phòng, chống dịch bệnh trên đàn vật nuôi",
    "quản lý trật tự xây dựng",
    "thu gom, xử lý rác thải sinh hoạt",
    "giảm nghèo bền vững",
    "bảo đảm an toàn thực phẩm",
    "tiếp công dân, giải quyết khiếu nại",
    "sắp xếp, xử lý nhà, đất công",
    "xây dựng trường học đạt chuẩn",
    "chi trả chính sách người có công",
    "kiểm kê đất đai",
    "phòng, chống thiên tai",
    "hỗ trợ doanh nghiệp nhỏ và vừa",
    "thu ngân sách trên địa bàn",
    "quản lý hoạt động khai thác khoáng sản",
    "bảo tồn di tích lịch sử",
    "số hóa hồ sơ, kết quả giải quyết",
    "tinh giản biên chế",
    "bảo hiểm y tế toàn dân",
    "phát triển cây ăn quả đặc sản",
    "an toàn giao thông dịp lễ, Tết",
    "vận hành hồ chứa, đê điều",
    "nhà ở xã hội cho công nhân",
    "phổ cập giáo dục, xóa mù chữ",
    "thực hành tiết kiệm, chống lãng phí",
)
PLACES = (
    "trên địa bàn thành phố",
    "tại các xã vùng cao",
    "tại các khu, cụm công nghiệp",
    "ở cơ sở",
    "trong phạm vi quản lý",
    "tại các điểm du lịch",
    "ở vùng đồng bào dân tộc thiểu số",
    "tại các công trình trọng điểm",
    "ở các khu dân cư mới",
    "tại bộ phận một cửa",
)
TIMES = (
    "quý I",
    "quý II",
    "quý III",
    "quý IV",
    "6 tháng đầu năm",
    "6 tháng cuối năm",
    "trong năm",
    "dịp cuối năm",
)
PRODUCTS = ("Báo cáo", "Kế hoạch", "Tờ trình", "Công văn", "Danh mục", "")
ANSWERS = (
    "Đã phân công công chức, đang xây dựng dự thảo.",
    "Đã gửi lấy ý kiến các đơn vị liên quan.",
    "Đã trình lãnh đạo xem xét, cho ý kiến.",
    "Đang tổng hợp số liệu của các địa phương.",
)
OBSTACLES = (
    "Kinh phí chưa được bố trí, đề nghị bổ sung dự toán.",
    "Số liệu của một số xã gửi chậm, chưa tổng hợp được.",
    "Hướng dẫn của cấp trên chưa thống nhất.",
)
REASONS = (
    "Do phải chờ số liệu tổng hợp từ cơ sở.",
    "Do phải lấy ý kiến nhiều lần.",
    "Do tập trung nhân lực cho nhiệm vụ đột xuất.",
)
RETURNS = (
    "Báo cáo chưa có số liệu theo biểu mẫu, đề nghị bổ sung.",
    "Chưa nêu rõ nguyên nhân, trách nhiệm, đề nghị làm rõ.",
)
WORD_OF_LEADER = "Ý kiến của Chủ tịch UBND tại phiên họp giao ban."
MORE_TIME = "Chờ ý kiến góp ý của các đơn vị; đề nghị gia hạn để hoàn thiện."
NOT_OURS = "Nội dung không thuộc chức năng, nhiệm vụ của đơn vị."
SEALS = ("UBND-KT", "UBND-NC", "UBND-VX", "UBND-TH", "VP-TH", "TB-VP", "KH-UBND", "CT-UBND")
ISSUERS = ("UBND thành phố Đông Bình", "Văn phòng HĐND và UBND", "Thường trực HĐND thành phố")

folded = cache(searchable)
"""The accent-free words of one piece; the pieces are few, the sentences many."""


def sentence(dice: random.Random, year: int) -> tuple[str, ...]:
    """The pieces of one demand."""
    return (
        dice.choice(DEEDS),
        dice.choice(MATTERS),
        dice.choice(PLACES),
        dice.choice(TIMES),
        f"năm {year}",
    )


def written(pieces: Sequence[str]) -> str:
    """The pieces as text."""
    return " ".join(filter(None, pieces))


def found_by(pieces: Sequence[str]) -> str:
    """What ``searchable(written(pieces))`` would give."""
    return " ".join(filter(None, map(folded, pieces)))
