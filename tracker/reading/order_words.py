"""Words that order, allow or tell: tables that an official may read and correct."""

from __future__ import annotations

ORDER_VERBS = (
    "ban hành", "xây dựng", "rà soát", "cập nhật", "niêm yết", "công khai", "công bố", "tổ chức",
    "triển khai", "thực hiện", "tham mưu", "trình", "đôn đốc", "kiểm tra", "giám sát", "tổng hợp",
    "báo cáo", "đánh giá", "hướng dẫn", "tập huấn", "bồi dưỡng", "tuyên truyền", "phối hợp",
    "bố trí", "đảm bảo", "bảo đảm", "đẩy mạnh", "đẩy nhanh", "tăng cường", "nâng cao", "tập trung",
    "khắc phục", "chấn chỉnh", "xử lý", "tiếp nhận", "giải quyết", "số hóa", "cung cấp", "ứng dụng",
    "duy trì", "chuyển đổi", "sắp xếp", "tinh giản", "đề xuất", "lựa chọn", "hoàn thiện",
    "hoàn thành", "cắt giảm", "đơn giản hóa", "khảo sát", "đối thoại", "xin lỗi", "chủ trì",
    "chủ động", "chỉ đạo", "lãnh đạo", "quán triệt", "cụ thể hóa", "tiếp tục", "thường xuyên",
    "kịp thời", "khẩn trương", "nghiêm túc", "phát huy", "phát triển", "đổi mới", "kiện toàn",
    "củng cố", "thành lập", "phân công", "theo dõi", "nghiên cứu", "thúc đẩy", "thu hút",
    "huy động",
    "ưu tiên", "cân đối", "lập", "gửi", "nộp", "cử", "đăng ký", "thẩm định", "phê duyệt", "kết nối",
    "tích hợp", "chia sẻ", "vận hành", "khai thác", "sử dụng", "quản lý", "thông báo", "thống kê",
    "thu thập", "phổ biến", "lồng ghép", "đầu tư", "chuẩn bị", "vận động", "khuyến khích",
    "nhân rộng",
    "biểu dương", "khen thưởng", "xem xét", "quan tâm", "chú trọng", "lưu ý", "tạo",
    "tạo điều kiện",
    "mở", "mở rộng", "đưa", "đào tạo", "tuyển dụng", "bổ nhiệm", "điều động", "luân chuyển",
    "thanh tra",
    "phòng ngừa", "ngăn chặn", "đấu tranh", "phát hiện", "xác định", "xác minh", "lấy", "gắn",
    "tăng",
    "giảm", "rút ngắn", "siết chặt", "kiểm soát", "bảo vệ", "giữ", "giữ vững", "nắm", "nắm chắc",
    "chấp hành", "tuân thủ", "quy định", "ký", "kiến nghị", "yêu cầu", "đề nghị", "giao", "cho",
    "không",
    "tuyệt đối không", "nghiêm cấm", "phấn đấu", "căn cứ", "tiến hành", "thí điểm", "áp dụng",
    "chuẩn hóa",
    "chuyển", "phân bổ", "phân cấp", "giải ngân", "thu", "trả", "tiếp", "trực", "kê khai",
    "xác nhận", "chứng thực", "đo", "đo lường", "chấm điểm", "bàn giao", "khôi phục", "sửa chữa",
    "nâng cấp", "cải tạo", "trồng", "cấp", "cấp phát", "hỗ trợ", "thăm", "tư vấn", "giới thiệu",
    "truyền thông", "đăng tải", "phát sóng", "đưa tin", "in", "phát hành", "lưu trữ", "sao", "hủy",
    "bãi bỏ", "thay thế", "sửa đổi", "bổ sung", "điều chỉnh", "xóa", "thẩm tra", "nghiệm thu",
    "quyết toán",
    "thanh toán", "mua sắm", "đấu thầu", "đấu giá", "thu hồi", "giao đất", "bồi thường", "di dời",
    "sơ tán", "ứng phó", "ứng trực", "trực ban", "cứu hộ", "tìm kiếm", "khoanh vùng", "dập dịch",
    "tiêm phòng", "phun", "khử trùng", "tiêu hủy", "giúp", "giúp đỡ", "động viên",
    "rút kinh nghiệm",
    "kiểm điểm", "tự kiểm tra", "thực hành", "đề cao", "tranh thủ", "tìm", "làm", "làm tốt",
    "làm rõ",
    "định kỳ", "hằng năm", "hàng năm", "hằng tháng", "hàng tháng", "hằng quý", "hàng quý",
    "hằng tuần",
    "triệt để", "kiên quyết", "sớm", "nhanh chóng", "tích cực", "trực tiếp", "chịu trách nhiệm",
    "có trách nhiệm", "có kế hoạch", "có giải pháp", "có biện pháp", "có phương án", "có văn bản",
    "cải tiến", "cải thiện", "cải cách", "hiện đại hóa", "xã hội hóa", "minh bạch hóa",
    "hệ thống hóa",
    "tối ưu", "tối ưu hóa", "rèn luyện", "giáo dục", "học tập", "ra quân", "phát động", "hưởng ứng",
    "tham gia", "tháo gỡ", "giải trình", "trả lời", "tiếp thu", "giám định", "kiểm định", "kiểm kê",
    "đo đạc", "cắm mốc", "quy hoạch", "thiết lập", "thiết kế", "khởi công", "thi công", "lắp đặt",
    "trang bị", "mua", "nhập", "xuất", "tạo lập", "đồng bộ", "liên thông", "làm sạch", "cơ cấu",
    "cơ cấu lại",
    "thống nhất", "bảo trì", "bảo dưỡng", "tu bổ", "tôn tạo", "chỉnh trang", "vệ sinh", "thu gom",
    "phân loại",
    "giám sát chặt chẽ", "nhận diện", "đấu nối", "tổng kết", "sơ kết", "tọa đàm", "hội nghị", "đặt",
    "phân tích", "dự báo", "cảnh báo", "thẩm tra", "tuần tra", "truy quét", "bắt giữ", "điều tra",
    "truy tố",
    "xét xử", "thi hành", "bảo quản", "dự trữ", "cung ứng", "bình ổn", "giãn", "miễn", "gia hạn",
    "thu nộp",
    "ủng hộ", "quyên góp", "trao", "tặng", "đón tiếp", "phục vụ", "treo", "trang trí", "mời",
    "chủ trương",
    "đồng thời", "tự", "bám sát", "rà", "soát xét", "soạn thảo", "dự thảo", "góp ý", "biên soạn",
    "biên tập",
    "hình thành", "tái cơ cấu", "kêu gọi", "xúc tiến", "hợp tác", "liên kết", "ký kết",
    "quảng bá", "tôn vinh",
    "khơi thông", "nạo vét", "gia cố", "cấm", "hạn chế", "dừng", "tạm dừng", "đình chỉ", "kỷ luật",
    "thay đổi", "đẩy lùi", "loại bỏ", "xóa bỏ", "chống", "phòng, chống", "phòng chống", "chăm lo",
    "chăm sóc",
    "khám", "điều trị", "tăng tốc", "tăng tỷ lệ", "đề ra", "vào cuộc", "phổ cập", "thanh lọc",
    "bình xét",
    "tôn trọng", "lắng nghe", "tiếp dân", "tiếp công dân", "đối chiếu", "gương mẫu", "nêu gương",
    "coi trọng",
    "đa dạng", "đa dạng hóa", "kết hợp", "tự giác", "rà soát, thống kê", "nâng", "kéo giảm",
    "khoán",
    "tự đánh giá", "hướng", "gìn giữ", "bảo tồn", "phát triển mạnh", "bổ trí", "hoạch định",
    "định hướng",
    "chỉ trì", "thành công", "đóng góp", "tuyển chọn", "sát hạch", "thi tuyển", "xét tuyển",
    "hợp nhất",
    "quyết định", "cam kết", "kiểm đếm", "phủ sóng", "chi trả", "cảnh giác", "tính toán",
    "điều hòa",
    "hoàn trả", "tổ chức lại", "truy thu", "thu dọn", "khắc phục hậu quả", "gieo trồng",
    "thu hoạch", "đánh bắt", "neo đậu", "sẵn sàng", "túc trực", "kích hoạt", "vận chuyển",
    "tiêu thụ",
    "thực tập", "diễn tập", "huấn luyện", "tuyển quân", "gọi", "khám sức khỏe", "giao ban", "họp",
    "mở đợt", "lắp", "nhắc nhở", "quản trị", "phát hành", "đối soát", "khóa", "rà phá", "đấu nối",
    "bám nắm", "dẫn đầu", "khai giảng", "chốt", "kết thúc", "bắt đầu", "khởi động", "tiếp cận",
    "dành",
    "thẩm định", "định giá", "xử phạt", "cưỡng chế", "tháo dỡ", "giải tỏa", "dọn dẹp",
    "tổng rà soát",
    "phúc tra", "hậu kiểm", "tiền kiểm", "lập danh sách", "hoán đổi", "bồi hoàn", "hướng tới",
    "nhân lên",
    "sáp nhập", "giải thể", "chấm dứt", "thực thi", "điều hành", "điều phối", "điều tiết",
    "đồng hành", "kết luận", "phân luồng", "cắm", "phát thanh", "công nhận",
    "canh gác", "phong tỏa", "trao đổi", "liên hệ", "mỗi năm", "mỗi quý", "mỗi tháng",
    "mỗi tuần", "từng bước", "bình ổn", "dự phòng", "điều chuyển", "chấm", "kẻ vạch",
    "giải phóng", "trợ giúp", "đối khớp", "đối sánh", "lập lại", "rải", "gia công", "đánh số",
    "ghi", "kẻ",
    "hoàn chỉnh", "vận hành thử", "lấy mẫu", "truy vết", "cách ly", "đặt hàng",
    "sắp đặt", "tuyển sinh", "tuyển", "dự", "tham dự", "đầu mối", "thường trực", "đi",
    "cắt", "nhận", "tập hợp", "chọn", "chọn lọc", "ghi hình", "thu thập", "xuống",
)  # fmt: skip
"""First words of an order, and of what a unit is to do."""

MODALS = (
    "cần", "phải", "cần phải", "có trách nhiệm", "có nhiệm vụ", "chịu trách nhiệm", "chủ trì",
    "theo",
    "trên cơ sở", "căn cứ", "được giao", "được phân công", "là cơ quan", "là đơn vị", "là đầu mối",
    "làm đầu mối", "sẽ", "nghiêm túc", "thường xuyên", "trước", "trong", "sau khi", "ngay", "nếu",
    "khi", "cùng", "đồng chủ trì", "cùng chủ trì", "hằng", "hàng", "định kỳ", "chậm nhất", "nên",
    "tự", "có", "sản xuất", "hoạt động", "đã được", "vào", "bằng", "với", "ngoài", "từ", "để",
    "quý", "mỗi", "không được",
)  # fmt: skip
"""What may stand between a unit as subject and its verb."""

SURE_MODALS = (
    "phải", "cần", "cần phải", "có trách nhiệm", "có nhiệm vụ", "chịu trách nhiệm", "chủ trì",
    "chủ động", "nghiêm túc", "khẩn trương", "tự", "căn cứ", "tiếp tục", "thường xuyên",
)  # fmt: skip
"""Words that open what a unit is to do wherever they stand behind its name."""

STOP_WORDS = (
    "đã", "đang", "để", "nhằm", "về", "việc", "cho", "do", "tại", "qua", "trên", "dưới", "đến",
    "còn", "chưa", "rất", "như", "bị", "nơi", "cũng", "đều", "khi", "sau", "thì", "mà", "nêu",
)  # fmt: skip
"""Small words that end a name."""

CLOSINGS = (
    r"^[^.;]{0,80}(?:quyết định|chỉ thị|kế hoạch|nghị quyết|chương trình|quy định|quy chế|hướng "
    r"dẫn|công văn|kết luận|thông báo|công điện|phương án|văn bản|đề án) này (?:có hiệu lực|thay "
    r"thế|được phổ biến|phổ biến|được thông qua|được quán triệt)",
    r"^(?:(?:những|các|mọi) )?quy định trước đây",
    r"(?:trân trọng|chân thành) cảm ơn|^trân trọng (?:kính )?(?:cảm ơn|đề nghị|thông báo)|^trân "
    r"trọng\W*$",
    r"^(?:(?:UBND|Ủy ban|Uỷ ban|Chủ tịch|Ban Chỉ đạo|Tỉnh ủy|Huyện ủy|Bộ)[^,.;:]{0,60} )?kêu "
    r"gọi (?:toàn thể |mọi |các tầng lớp |toàn |cán bộ,? |đồng bào|các )"
    r"*(?:nhân dân|đồng bào|chiến sĩ|người dân|cử tri|đoàn viên|hội viên|doanh nhân|tổ chức)",
)  # fmt: skip
"""Sentences about the paper itself, thanks and appeals: no orders, whatever dates they hold."""

FORMULAE = (
    r"chịu trách nhiệm (?:thi hành|thực hiện|tổ chức thực hiện)[^.;]{0,40}(?:này|kế hoạch|quyết "
    r"định)\W*$",
    r"(?:nếu|khi) (?:có |gặp |phát sinh ).{0,80}(?:vướng mắc|khó khăn|phát sinh)",
    r"(?:có|gặp|phát sinh) (?:những |các )?(?:khó khăn|vướng mắc|vấn đề phát "
    r"sinh)[^.]{0,60}(?:phản ánh|báo cáo|liên hệ|thông tin|kịp thời|gửi)",
    r"(?:quyết định|chỉ thị|kế hoạch|nghị quyết|chương trình|quy định|quy chế|hướng dẫn|công "
    r"văn|kết luận) này (?:có hiệu lực|thay thế|được phổ biến|phổ biến|được thông qua|được quán "
    r"triệt)",
    r"^trên đây là",
    r"^thực hiện (?:tốt )?các nhiệm vụ [^.;]{0,30}khác (?:có liên quan|do|theo|được)",
    r"^thực hiện (?:các )?nhiệm vụ khác",
    r"^(?:yêu cầu|đề nghị)[^.]{5,260}(?:nghiêm túc|khẩn trương|triển khai|tổ chức|phối hợp|quan "
    r"tâm)[^.]{0,30}(?:triển khai|thực hiện)[^.;]{0,90}(?:này|nghiêm túc|nội dung trên|nêu trên|"
    r"chỉ đạo trên|thực hiện)\W*$",
    r"^(?:nhận được|khi nhận được|trên tinh thần)[^.]{0,120}(?:yêu cầu|đề nghị|thực "
    r"hiện)[^.;]{0,160}(?:thực hiện|nghiêm túc)\W*$",
    r"^(?:yêu cầu|đề nghị)[^.:]{5,260}\b(?:nghiêm túc|khẩn trương|nghiêm chỉnh)(?: tổ chức|"
    r" triển khai| quán triệt|,)* thực hiện\W*$",
    r"^[^.;:]{3,120}\bthông báo (?:[^.;]{3,60} )?(?:để|đến|tới) [^.;]{3,160}\b(?:biết|được "
    r"biết)(?:,| và| tổ chức|"
    r" triển khai| phối hợp| nghiêm túc)* thực hiện\W*$",
    r"^thực hiện theo (?:hướng dẫn|quy định) tại",
    r"(?:căn cứ|theo) (?:kế hoạch|chỉ thị|quyết định|công văn|nghị quyết|thông báo|quyết định) "
    r"(?:thi hành|thực hiện)\W*$",
    r"(?:căn cứ|theo|chiếu) (?:quyết định|kế hoạch|chỉ thị) (?:này )?(?:thi hành|thực hiện)\W*$",
    r"^\(?(?:nội dung |danh mục )?(?:cụ thể|chi tiết)[^.;]{0,20} (?:phụ lục|biểu|danh mục)",
    r"xin (?:trân trọng|chân thành) cảm ơn|^trân trọng (?:cảm ơn|đề nghị)",
    r"^bãi bỏ (?:các )?quy định|trái với (?:quyết định|quy định) này",
    r"đã được .{0,60}(?:thông qua|họp thông qua)",
)
"""Closing sentences that order nothing of their own (rules of labelling R5)."""

VAGUE_VERBS = (
    "tăng cường", "đẩy mạnh", "nâng cao", "quán triệt", "tiếp tục quán triệt", "phát huy",
    "chú trọng", "quan tâm", "tập trung", "đề cao", "phấn đấu", "tiếp tục", "thực hiện tốt",
    "thực hiện nghiêm", "nghiêm túc", "tích cực", "chủ động", "củng cố",
)  # fmt: skip
"""Openings that say no product; without a number, date or paper such an order is vague."""

NOTED_VERBS = (
    "quán triệt", "tiếp tục quán triệt", "xác định", "nhận thức", "đề cao", "nêu cao", "gương mẫu",
    "chịu trách nhiệm", "phát huy vai trò", "nâng cao nhận thức", "nâng cao trách nhiệm",
    "tăng cường vai trò", "nâng cao vai trò", "lấy ",
)  # fmt: skip
"""Openings of duties that are brought to everybody's notice and not reported."""

PRODUCTS = (
    "kế hoạch", "báo cáo", "quyết định", "quy chế", "đề án", "phương án", "quy trình", "danh mục",
    "chương trình", "dự án", "dự thảo", "tờ trình", "nghị quyết", "hướng dẫn", "văn bản",
    "công văn", "kế hoạch hành động", "danh sách", "biểu mẫu", "bộ tiêu chí", "bộ chỉ số",
    "quy định",
    "thông báo", "hội nghị", "lớp tập huấn", "cuộc thi", "tài liệu", "biên bản", "hồ sơ",
    "phần mềm",
    "cơ sở dữ liệu", "cổng thông tin", "mô hình", "đoàn kiểm tra", "tổ công tác", "bảng tổng hợp",
    "thư xin lỗi", "chuyên mục", "bản tin", "sổ tay", "video", "kịch bản", "lộ trình", "quy hoạch",
)  # fmt: skip
"""Things that can be handed in: a duty that names one after a making verb is trackable."""

MAKING_VERBS = (
    "ban hành", "xây dựng", "lập", "trình", "gửi", "nộp", "báo cáo", "hoàn thành", "tham mưu",
    "tổ chức", "công bố", "niêm yết", "hoàn thiện", "đăng ký", "thành lập", "soạn thảo",
    "biên soạn",
    "phê duyệt", "cung cấp", "cập nhật", "khảo sát", "tổng hợp", "thống kê", "sửa đổi",
)  # fmt: skip

TELLING_OPENINGS = (
    "thời gian qua", "trong thời gian qua", "những năm qua", "trong những năm", "vừa qua",
    "tuy nhiên",
    "bên cạnh", "nhìn chung", "hiện nay", "theo báo cáo", "qua kiểm tra", "qua theo dõi",
    "nguyên nhân", "đến nay", "tính đến", "trong đó có", "như vậy", "đây là", "kết quả", "năm qua",
    "theo đánh giá", "theo thống kê", "theo số liệu", "trước tình hình", "trước yêu cầu",
    "trách nhiệm đối với", "trách nhiệm thuộc về", "trách nhiệm chính thuộc về",
    "mặc dù", "một số", "còn một số", "nhằm mục đích", "trên cơ sở đó", "từ kết quả", "theo dự báo",
)  # fmt: skip
"""A paragraph without a mark that begins so tells and does not order."""
