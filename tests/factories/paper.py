"""Papers as they come in: short invented directives, as bytes."""

from __future__ import annotations

PLAN = """UBND HUYỆN THỬ NGHIỆM
Số: 45/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Thử Nghiệm, ngày 16 tháng 11 năm 2026

KẾ HOẠCH
Nâng cao chất lượng giải quyết thủ tục hành chính năm 2027

I. Mục đích, yêu cầu

Nâng cao mức độ hài lòng của người dân.

II. Tổ chức thực hiện

1. Phòng Tư pháp

a) Chủ trì, phối hợp với Phòng Văn hóa và Thông tin xây dựng danh mục thủ tục hành chính cần \
đơn giản hóa, trình UBND huyện trước ngày 15/12/2026.

b) Báo cáo kết quả rà soát thủ tục hành chính với UBND huyện trước ngày 15 hằng tháng.

2. UBND các xã, thị trấn

Niêm yết công khai thủ tục hành chính tại nơi tiếp nhận hồ sơ.

3. Trung tâm Truyền thanh huyện

Tuyên truyền kết quả cải cách hành chính trên hệ thống truyền thanh.

CHỦ TỊCH
Nguyễn Văn Thử
"""

SECRET = PLAN.replace("CỘNG HÒA", "MẬT\nCỘNG HÒA", 1)
INTERNAL = PLAN.replace("CỘNG HÒA", "LƯU HÀNH NỘI BỘ\nCỘNG HÒA", 1)
NO_ORDER = """UBND HUYỆN THỬ NGHIỆM
Số: 9/TB-UBND

Thử Nghiệm, ngày 3 tháng 11 năm 2026

THÔNG BÁO
Về thời gian nghỉ lễ

Ngày nghỉ lễ là thứ Hai, ngày 30 tháng 11 năm 2026.
"""
