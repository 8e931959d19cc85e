"""The words by which head and foot of a directive are known: tables for ``header``."""

from __future__ import annotations

from tracker.domain.directive_kind import DirectiveKind

KIND_NAMES: tuple[tuple[str, DirectiveKind], ...] = (
    ("CHỈ THỊ", DirectiveKind.CHI_THI),
    ("NGHỊ QUYẾT", DirectiveKind.NGHI_QUYET),
    ("CHƯƠNG TRÌNH", DirectiveKind.CHUONG_TRINH),
    ("KẾ HOẠCH", DirectiveKind.KE_HOACH),
    ("QUYẾT ĐỊNH", DirectiveKind.QUYET_DINH),
    ("CÔNG ĐIỆN", DirectiveKind.CONG_DIEN),
    ("THÔNG BÁO KẾT LUẬN", DirectiveKind.THONG_BAO),
    ("THÔNG BÁO", DirectiveKind.THONG_BAO),
    ("KẾT LUẬN", DirectiveKind.KET_LUAN),
    ("HƯỚNG DẪN", DirectiveKind.HUONG_DAN),
    ("ĐỀ ÁN", DirectiveKind.DE_AN),
    ("PHƯƠNG ÁN", DirectiveKind.PHUONG_AN),
    ("QUY ĐỊNH", DirectiveKind.QUY_DINH),
    ("QUY CHẾ", DirectiveKind.QUY_CHE),
    ("TỜ TRÌNH", DirectiveKind.TO_TRINH),
    ("BÁO CÁO", DirectiveKind.BAO_CAO),
    ("THÔNG TRI", DirectiveKind.THONG_TRI),
    ("BIÊN BẢN", DirectiveKind.BIEN_BAN),
    ("CÔNG VĂN", DirectiveKind.CONG_VAN),
)

KIND_SYMBOLS: dict[str, DirectiveKind] = {
    "CT": DirectiveKind.CHI_THI,
    "NQ": DirectiveKind.NGHI_QUYET,
    "CTR": DirectiveKind.CHUONG_TRINH,
    "KH": DirectiveKind.KE_HOACH,
    "QĐ": DirectiveKind.QUYET_DINH,
    "CĐ": DirectiveKind.CONG_DIEN,
    "TB": DirectiveKind.THONG_BAO,
    "KL": DirectiveKind.KET_LUAN,
    "HD": DirectiveKind.HUONG_DAN,
    "ĐA": DirectiveKind.DE_AN,
    "PA": DirectiveKind.PHUONG_AN,
    "QYĐ": DirectiveKind.QUY_DINH,
    "QC": DirectiveKind.QUY_CHE,
    "TTR": DirectiveKind.TO_TRINH,
    "BC": DirectiveKind.BAO_CAO,
    "TT": DirectiveKind.THONG_TRI,
    "BB": DirectiveKind.BIEN_BAN,
    "CV": DirectiveKind.CONG_VAN,
}
"""Abbreviations of decree 30/2020, annex III, and of party papers, in capitals."""

SELF_NAMES: tuple[tuple[str, DirectiveKind], ...] = (
    ("chỉ thị", DirectiveKind.CHI_THI),
    ("nghị quyết", DirectiveKind.NGHI_QUYET),
    ("chương trình", DirectiveKind.CHUONG_TRINH),
    ("kế hoạch", DirectiveKind.KE_HOACH),
    ("quyết định", DirectiveKind.QUYET_DINH),
    ("công điện", DirectiveKind.CONG_DIEN),
    ("thông báo", DirectiveKind.THONG_BAO),
    ("kết luận", DirectiveKind.KET_LUAN),
    ("văn bản", DirectiveKind.CONG_VAN),
    ("công văn", DirectiveKind.CONG_VAN),
)
"""How a paper speaks of itself ("Chỉ thị này"), where its heading is lost."""

PARTY_SYMBOLS = {"HU": "Huyện ủy", "TU": "Tỉnh ủy", "ĐU": "Đảng ủy", "TW": "Ban Chấp hành Trung ương"}
"""The last part of a party paper's symbol and the committee it stands for."""

NATIONAL_HEADINGS = (
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM",
    r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM",
    r"Độc\s+lập\s*[-–—]?\s*Tự\s+do\s*[-–—]?\s*Hạnh\s+phúc",
)

BODY_HEADS = (
    "ỦY BAN NHÂN DÂN",
    "UỶ BAN NHÂN DÂN",
    "UBND",
    "HỘI ĐỒNG NHÂN DÂN",
    "HĐND",
    "SỞ",
    "BỘ",
    "PHÒNG",
    "CHÍNH PHỦ",
    "THỦ TƯỚNG",
    "VĂN PHÒNG",
    "BAN",
    "CỤC",
    "CHI CỤC",
    "TỔNG CỤC",
    "VỤ",
    "VIỆN",
    "THANH TRA",
    "CÔNG AN",
    "HUYỆN ỦY",
    "HUYỆN UỶ",
    "TỈNH ỦY",
    "TỈNH UỶ",
    "THÀNH ỦY",
    "THÀNH UỶ",
    "THỊ ỦY",
    "QUẬN ỦY",
    "ĐẢNG ỦY",
    "ĐẢNG UỶ",
    "ĐẢNG BỘ",
    "CHI BỘ",
    "TRƯỜNG",
    "TRUNG TÂM",
    "BẢO HIỂM",
    "NGÂN HÀNG",
    "KHO BẠC",
    "TÒA ÁN",
    "HỘI",
    "ĐOÀN",
    "LIÊN ĐOÀN",
    "ỦY BAN MẶT TRẬN",
    "ỦY BAN",
    "CHỦ TỊCH",
    "BCĐ",
    "TẬP ĐOÀN",
    "TỔNG CÔNG TY",
    "CÔNG TY",
)
"""With these words a line in capitals begins another body than the line above it."""

ENACTING_BODIES = (
    "ỦY BAN NHÂN DÂN",
    "UỶ BAN NHÂN DÂN",
    "UBND",
    "CHỦ TỊCH",
    "HỘI ĐỒNG NHÂN DÂN",
    "HĐND",
    "BAN CHẤP HÀNH",
    "BAN THƯỜNG VỤ",
    "BỘ TRƯỞNG",
    "THỦ TƯỚNG",
    "GIÁM ĐỐC",
    "CHÍNH PHỦ",
)
"""A line in capitals under the title that begins so names who enacts the paper."""

AREA_WORDS = (
    "tỉnh",
    "thành phố",
    "huyện",
    "quận",
    "thị xã",
    "xã",
    "phường",
    "thị trấn",
    "đặc khu",
)

COMMON_WORDS = frozenset(
    "ủy ban nhân dân hội đồng và của tỉnh thành phố huyện quận thị xã phường trấn văn phòng sở bộ "
    "cục chi tổng vụ viện thanh tra công an trung tâm chính phủ thủ tướng đảng bộ ban chấp hành "
    "thường vụ trực chủ tịch nước quản lý dự án đầu tư xây dựng khu công nghiệp kinh tế mặt trận "
    "tổ quốc đoàn hội liên hiệp đặc phát triển nông thôn nghiệp môi trường giáo dục đào tạo y khoa "
    "học nghệ thông tin truyền thông giao vận tải tài nội tư pháp thương binh lao động thể thao du "
    "lịch hóa dân tộc tôn ngoại kế hoạch chỉ đạo cải cách hành chính chuyển đổi số".split()
)
"""Words of body names that are not capitalised inside a name ("Ủy ban nhân dân huyện …")."""

SENTENCE_OPENERS = (
    "căn cứ",
    "thực hiện",
    "theo",
    "để",
    "nhằm",
    "thời gian qua",
    "trong thời gian",
    "trong những năm",
    "ngày",
    "vừa qua",
    "hiện nay",
    "tiếp theo",
    "xét",
    "trên cơ sở",
    "kính gửi",
    "tiếp tục",
    "sau khi",
    "qua ",
    "nghị quyết số",
    "phúc đáp",
    "ủy ban nhân dân",
    "ubnd",
    "sở ",
    "bộ ",
)
"""A line under the title that begins so is the first of the text, not more of the title."""
