"""Headings of attribute lines and of table columns: the same words, one table.

"Cơ quan chủ trì: …", "Thời gian thực hiện: …" below an item, and the columns of an annex
(domain notes 6.1). Small letters; an official may add to the lists.
"""

from __future__ import annotations

from enum import StrEnum


class Attribute(StrEnum):
    """What a line or column says about a task."""

    NUMBER = "number"
    CONTENT = "content"
    PRODUCT = "product"
    LEAD = "lead"
    COORDINATING = "coordinating"
    TIME = "time"
    RESPONSIBLE = "responsible"
    OTHER = "other"
    TARGET = "target"


_WHO = (
    r"(?:(?:các )?(?:cơ quan|đơn vị|phòng|bộ phận|tổ chức|phòng, ban|phòng ban|cơ quan, đơn "
    r"vị|đơn vị, cá nhân|cán bộ)(?: được giao)?\s*(?:/đơn vị)?\s*)"
)

LINE_WORDS: tuple[tuple[Attribute, str], ...] = (
    (Attribute.COORDINATING, rf"{_WHO}?(?:cùng )?phối hợp(?: thực hiện| giải quyết| tham mưu)?"),
    (Attribute.COORDINATING, r"đvph|cqph|đơn vị pht?h|phối hợp với|cùng (?:tham gia|thực hiện)"),
    (Attribute.LEAD, r"đvct|cqct|đvth|cqth|đơn vị chủ quản|đầu mối(?: thực hiện| tham mưu)?"),
    (Attribute.TIME, r"tg|tgth|tght|thgian|hạn hoàn thành|hoàn thành trước|thời hạn hoàn thành"),
    (Attribute.LEAD,
        rf"{_WHO}?chủ trì(?: thực hiện| tham mưu| triển khai| xử lý| soạn thảo| xây dựng)?"),
    (Attribute.LEAD,
        rf"{_WHO}(?:thực hiện|tham mưu|đầu mối|phụ trách|chịu trách nhiệm|thường trực)(?: chính)?"),
    (Attribute.LEAD,
        r"(?:tổ chức )?thực hiện|trách nhiệm(?: thực hiện)?|phân công(?: thực hiện| nhiệm vụ)?|"
        r"người thực hiện|giao|(?:người )?chịu trách nhiệm(?: chính| thực hiện)?"),
    (Attribute.TIME,
        r"(?:thời gian|thời hạn|tiến độ|lộ trình|thời điểm|hạn|mốc thời gian)(?: (?:thực hiện|"
        r"hoàn thành|triển khai|tổ chức|trình|ban hành|báo cáo|xong|dự kiến|tiến hành))*(?: "
        r"thực hiện| và hoàn thành)?|hoàn thành|thời hạn, tiến độ|thời gian, lộ trình|thời "
        r"gian, tiến độ|hạn cuối"),
    (Attribute.PRODUCT,
        r"(?:dự kiến )?(?:sản ph[ẩâ]m|sp|kết quả)(?: đầu ra| dự kiến| cần đạt| đạt được| thực "
        r"hiện| "
        r"hoàn thành| công việc| chủ yếu)?(?:/kết quả)?|hình thức văn bản|yêu cầu sản phẩm"),
    (Attribute.RESPONSIBLE,
        r"(?:lãnh đạo|đồng chí)(?: ubnd| sở| đơn vị)?(?: huyện| xã| tỉnh)? (?:phụ trách|chỉ "
        r"đạo)|(?:trực tiếp )?phụ trách|chỉ đạo"),
    (Attribute.CONTENT,
        r"(?:tên )?(?:nội dung|nhiệm vụ|công việc|hoạt động)(?: (?:thực hiện|công việc|nhiệm vụ|"
        r"cụ thể|triển khai|chính|chủ yếu|trọng tâm|và cách thức(?: thực hiện)?|giải pháp))*|"
        r"nhiệm vụ, giải pháp|nội dung, giải pháp|giải pháp(?: thực hiện)?|cách thức(?: thực "
        r"hiện| tiến hành)?"),
    (Attribute.OTHER,
        r"thẩm quyền[^:]{0,60}|cấp (?:trình|ban hành|quyết định|phê duyệt|có thẩm "
        r"quyền[^:]{0,40})|(?:nguồn )?kinh phí(?: thực hiện)?|địa điểm(?: thực hiện| tổ chức)?|"
        r"địa bàn|thành phần(?: tham dự| tham gia)?|đối tượng(?: tham gia| thụ hưởng| thực "
        r"hiện)?|phạm vi(?: thực hiện| áp dụng)?|số lượng|mục tiêu|mục đích|yêu cầu|chỉ tiêu|"
        r"ghi chú|căn cứ|hình thức(?: thực hiện| tổ chức)?|quy mô|ý nghĩa|lưu ý|(?:thời kỳ|"
        r"niên độ|đối tượng) (?:kiểm tra|thanh tra|giám sát|khảo "
        r"sát)[^:]{0,30}|khối lượng|vị trí|đơn vị tính|người phụ trách(?: chuyên môn)?"),
)  # fmt: skip
"""Checked from the top; each is the whole of the words before the colon."""

COLUMN_WORDS: tuple[tuple[Attribute, str], ...] = (
    (Attribute.NUMBER, r"(?:s?tt|số tt|số thứ tự|#|no\.?)\.?"),
    (Attribute.LEAD, r".*chủ trì.*phối hợp.*"),
    (Attribute.COORDINATING, r".*phối hợp.*"),
    (Attribute.LEAD,
        r".*chủ trì.*|(?:cơ quan|đơn vị|bộ phận|phòng)[\w\s,/]*(?:thực hiện|tham mưu|phụ trách|"
        r"đầu mối|chịu trách nhiệm|báo cáo)[\w\s]*|trách nhiệm(?: thực hiện)?|phân công(?: thực "
        r"hiện)?|đơn vị|cơ quan|cá nhân, đơn vị.*|(?:người|cán bộ|cá nhân|bộ phận)(?: trực "
        r"tiếp)? (?:phụ "
        r"trách|thực hiện|chịu trách nhiệm|đảm nhiệm)|phụ trách|người làm"),
    (Attribute.TIME,
        r".*(?:thời gian|thời hạn|tiến độ|lộ trình|hoàn thành|thời điểm|\bhạn ).*|hạn|tháng|quý"),
    (Attribute.RESPONSIBLE, r".*(?:lãnh đạo|đồng chí).*(?:phụ trách|chỉ đạo).*"),
    (Attribute.PRODUCT, r".*hình thức văn bản.*"),
    (Attribute.OTHER,
        r".*(?:cấp trình|cấp ban hành|cấp quyết định|cấp phê duyệt|thẩm quyền|kinh phí|ghi chú|"
        r"nguồn|căn cứ|văn bản giao|lĩnh vực|nhóm|địa điểm|hình thức|cơ sở pháp lý|số lượng|đối "
        r"tượng).*"),
    (Attribute.CONTENT,
        r".*(?:nhiệm vụ|nội dung|công việc|hoạt động|giải pháp|tên (?:đề án|văn bản|chương "
        r"trình|kế hoạch|dự án|báo cáo)|đề án, chương trình|biện pháp).*"),
    (Attribute.PRODUCT, r".*(?:sản phẩm|kết quả|đầu ra).*"),
    (Attribute.TARGET,
        r".*(?:chỉ tiêu|mục tiêu|đơn vị tính|đvt|tỷ lệ|kế hoạch năm|năm 20\d\d|điểm|nguy cơ|rủi "
        r"ro|mức độ|hậu quả|tiêu chí|thang|trọng số).*"),
)  # fmt: skip
"""Checked from the top against a whole heading cell."""
