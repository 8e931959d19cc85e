"""Words of which names of units are made: tables that an official may read and correct.

Everything is in small letters; a name is matched longest first. The units of one's own
office with their aliases live in the database and are matched in a later step.
"""

from __future__ import annotations

NAMED_HEADS = (
    "phòng", "sở", "bộ", "ban", "cục", "chi cục", "tổng cục", "vụ", "viện", "trung tâm", "trường",
    "bệnh viện", "trạm", "hội", "liên đoàn", "đoàn", "công ty", "tổng công ty", "tập đoàn",
    "ngân hàng", "đài", "báo", "tổ", "đội", "hạt", "nhà máy", "xí nghiệp", "hợp tác xã", "quỹ",
    "chi nhánh", "học viện", "đại học", "xã", "phường", "huyện", "tỉnh", "thành phố", "thị trấn",
    "quận", "thị xã", "thôn", "p", "quân khu", "sư đoàn", "thông tấn xã", "tạp chí", "nhà xuất bản",
    "hiệp hội", "liên minh", "liên hiệp", "câu lạc bộ", "trường chính trị", "trung đoàn",
    "đặc khu", "cổng thông tin điện tử", "công ty cổ phần", "công ty cp", "công ty tnhh",
    "công ty tnhh một thành viên", "công ty tnhh mtv", "công ty trách nhiệm hữu hạn",
    "vườn quốc gia", "khu bảo tồn", "khoa", "tổng liên đoàn",
    "tổng hội", "ngành", "liên hiệp các hội", "trung ương hội", "trung ương đoàn", "bộ môn",
    "cụm thi đua", "khối thi đua", "tiểu ban", "ban điều hành", "trường đại học", "trường cao đẳng",
    "trường thpt", "trường thcs", "trường tiểu học", "trường mầm non", "phân hiệu", "ban quản trị",
)  # fmt: skip
"""A name must follow these ("Phòng Nội vụ"); alone they are no unit."""

WHOLE_HEADS = (
    "văn phòng", "vp", "thanh tra", "công an", "ubnd", "hđnd", "ủy ban nhân dân",
    "uỷ ban nhân dân", "hội đồng nhân dân", "mặt trận tổ quốc", "ủy ban mặt trận tổ quốc",
    "uỷ ban mặt trận tổ quốc", "ubmttq", "mttq", "ủy ban mttq", "uỷ ban mttq", "mặt trận",
    "ban thường trực ủy ban mặt trận tổ quốc", "ban thường trực ủy ban mttq",
    "ban thường trực uỷ ban mttq", "ban thường trực ubmttq", "kho bạc nhà nước", "kho bạc",
    "bảo hiểm xã hội", "bhxh", "chi cục thuế", "cục thuế", "thuế tỉnh", "thuế cơ sở",
    "đội thuế liên huyện", "chi cục thống kê", "tòa án nhân dân", "toà án nhân dân",
    "viện kiểm sát nhân dân", "chi cục thi hành án dân sự", "huyện ủy", "huyện uỷ", "tỉnh ủy",
    "tỉnh uỷ", "thành ủy", "thành uỷ", "thị ủy", "quận ủy", "đảng ủy", "đảng uỷ", "đảng bộ",
    "chi bộ", "chi ủy", "ban thường vụ", "ban chấp hành", "thường trực", "ban chỉ huy quân sự",
    "bộ chỉ huy quân sự", "bch quân sự", "bộ chỉ huy", "bộ tư lệnh", "bộ đội biên phòng",
    "đồn biên phòng", "hội nông dân", "hội liên hiệp phụ nữ", "hội phụ nữ", "hội cựu chiến binh",
    "hội chữ thập đỏ", "hội người cao tuổi", "hội khuyến học", "đoàn thanh niên", "huyện đoàn",
    "tỉnh đoàn", "thành đoàn", "thị đoàn", "quận đoàn", "đoàn xã", "đoàn phường", "xã đoàn",
    "đoàn tncs hồ chí minh", "đoàn thanh niên cộng sản hồ chí minh",
    "liên đoàn lao động", "công đoàn", "ngân hàng chính sách xã hội", "điện lực",
    "công ty điện lực",
    "bưu điện", "viễn thông", "quân đội", "trung tâm y tế", "đài truyền thanh",
    "đài truyền thanh - truyền hình", "đài phát thanh và truyền hình", "cổng thông tin điện tử",
    "ban quản lý", "ban quản lý dự án", "ban quản lý dự án đầu tư xây dựng",
    "ban quản lý khu kinh tế", "ban chỉ đạo", "bcđ", "bql",
    "ban tổ chức", "ban tuyên giáo", "ban dân vận", "ban tuyên giáo và dân vận",
    "ủy ban kiểm tra", "uỷ ban kiểm tra", "ubkt", "ban nội chính", "ban xây dựng đảng",
    "ban giám hiệu", "ban giám đốc", "hội đồng", "tổ công tác", "tổ giúp việc", "đoàn kiểm tra",
    "bộ phận một cửa", "bộ phận tiếp nhận và trả kết quả", "bộ phận tn&tkq",
    "trung tâm phục vụ hành chính công",
    "trung tâm hành chính công", "viện nghiên cứu phát triển", "viện nghiên cứu", "chính phủ",
    "quốc hội", "hội đồng thi đua - khen thưởng", "ban thi đua - khen thưởng", "ban dân tộc",
    "văn phòng đăng ký đất đai", "chi nhánh văn phòng đăng ký đất đai", "hạt kiểm lâm",
    "trung tâm phát triển quỹ đất", "trung tâm dịch vụ nông nghiệp", "phòng tài chính - kế hoạch",
    "văn phòng hđnd và ubnd", "văn phòng hđnd - ubnd", "văn phòng hđnd & ubnd",
    "văn phòng đoàn đbqh và hđnd", "văn phòng hội đồng nhân dân và ủy ban nhân dân",
    "văn phòng hội đồng nhân dân và uỷ ban nhân dân", "vp hđnd và ubnd", "vp hđnd - ubnd",
    "vp hđnd & ubnd", "cấp ủy", "cấp uỷ", "văn phòng ubnd", "văn phòng ủy ban nhân dân",
    "văn phòng chính phủ", "văn phòng sở", "công chức", "kiểm lâm", "quản lý thị trường",
    "tổ đại biểu", "đại biểu hội đồng nhân dân", "đại biểu hđnd", "đoàn đại biểu quốc hội",
    "đại biểu quốc hội", "đảng đoàn", "ban cán sự đảng", "ban cán sự",
    "ban chỉ huy phòng thủ dân sự",
    "văn phòng điều phối",
    "ban chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn", "ban chỉ huy", "ban tiếp công dân",
    "ủy ban", "uỷ ban", "chủ đầu tư", "bộ phận", "nhà trường", "giáo viên chủ nhiệm",
    "cha mẹ học sinh", "ban đại diện cha mẹ học sinh", "văn phòng ban",
    "ủy ban bầu cử", "uỷ ban bầu cử", "hội đồng bầu cử", "ban bầu cử", "tổ bầu cử",
    "viettel", "vnpt", "mobifone", "trường chính trị", "trường quân sự", "đoàn luật sư",
    "tổ kiểm tra", "đoàn thanh tra", "đoàn giám sát", "tổ giám sát", "tổ thẩm định",
    "tổ tuyên truyền", "tổ thư ký", "ban giám khảo", "ban tổ chức hội thi", "hội đồng thẩm định",
    "hội đồng trường", "đoàn trường", "công đoàn trường", "ban điều phối", "ngân hàng nhà nước",
    "cục thi hành án dân sự", "thi hành án dân sự", "cục quản lý thị trường", "đội quản lý thị "
    "trường", "hội luật gia", "hội đồng nhân dân và ủy ban nhân dân", "đảng ủy quân sự",
    "báo và phát thanh, truyền hình", "báo và phát thanh và truyền hình",
    "báo và đài phát thanh và truyền hình", "báo và đài phát thanh, truyền hình",
)  # fmt: skip
"""Units also without a name behind them ("Thanh tra huyện", "Công an các xã")."""

PERSON_HEADS = (
    "thủ trưởng", "người đứng đầu", "giám đốc", "phó giám đốc", "trưởng", "trưởng ban",
    "trưởng phòng", "trưởng đoàn công tác", "trưởng đoàn", "trưởng công an", "chủ tịch",
    "phó chủ tịch", "phó chủ tịch thường trực", "chánh văn phòng", "phó chánh văn phòng",
    "chánh thanh tra", "cục trưởng", "chi cục trưởng", "tổng cục trưởng", "vụ trưởng",
    "viện trưởng", "bí thư", "phó bí thư", "bộ trưởng", "thứ trưởng", "thủ tướng", "đồng chí",
    "đ/c", "ông", "bà", "hiệu trưởng", "tổng giám đốc", "ủy viên", "uỷ viên", "lãnh đạo",
    "chỉ huy trưởng", "tư lệnh", "tổng biên tập", "đội trưởng", "tổ trưởng", "trưởng thôn",
    "chánh án", "tổng thanh tra", "thống đốc", "chủ nhiệm", "giám thị", "phó thủ tướng",
    "trưởng các thôn", "kế toán trưởng", "phó trưởng ban", "phó trưởng ban thường trực",
    "trưởng ban chỉ đạo", "phó trưởng đoàn", "phó giám đốc thường trực", "tổ phó", "cố vấn học tập",
    "phó hiệu trưởng", "hạt trưởng", "trạm trưởng", "trưởng khoa", "trưởng bộ môn", "trưởng tiểu "
    "ban", "chánh thanh tra", "trưởng trạm", "phó trưởng phòng", "phó cục trưởng", "thư ký",
    "phó tổng giám đốc", "phó bí thư thường trực", "chính ủy", "chính trị viên",
)  # fmt: skip
"""Posts; the unit that follows belongs to them ("Giám đốc Sở Nội vụ")."""

BARE_POSTS = (
    "bộ trưởng", "thủ tướng", "phó thủ tướng", "trưởng các thôn", "trưởng đoàn", "trưởng ban",
    "phó trưởng ban", "phó trưởng ban thường trực", "trưởng ban chỉ đạo", "tổ trưởng",
    "phó trưởng đoàn", "cố vấn học tập", "giám đốc", "phó giám đốc", "hiệu trưởng",
    "phó hiệu trưởng", "kế toán trưởng", "chánh văn phòng", "chánh thanh tra", "trưởng tiểu ban",
    "phó giám đốc thường trực", "phó chủ tịch thường trực", "tổng giám đốc", "viện trưởng",
    "cục trưởng", "đội trưởng", "trưởng khoa", "thủ trưởng", "thống đốc", "tổng thanh tra",
    "phó trưởng phòng", "trưởng phòng",
)  # fmt: skip
"""Posts that name somebody without a unit behind them."""

CLASS_NOUNS = (
    "cơ quan", "đơn vị", "địa phương", "sở", "ban", "ngành", "phòng", "xã", "phường", "thị trấn",
    "huyện", "thành phố", "quận", "thị xã", "tỉnh", "đặc khu", "bộ", "tổ chức", "đoàn thể",
    "hội", "đoàn", "cấp", "doanh nghiệp", "trường", "trường học", "trạm", "trạm y tế", "cơ sở",
    "chủ đầu tư", "thôn", "bản", "buôn", "tổ dân phố", "khu phố", "khu dân cư", "ấp", "công ty",
    "ban quản lý", "nhà thầu", "chi bộ", "hợp tác xã", "cơ quan ngang bộ", "hội quần chúng",
    "cơ quan thuộc chính phủ", "cơ quan chuyên môn", "phòng chuyên môn", "đơn vị sự nghiệp",
    "tổ chức đoàn thể", "ban đảng", "cơ sở giáo dục", "trung tâm", "chi cục", "cục", "vụ", "viện",
    "hội đặc thù", "tổ chức chính trị - xã hội", "đồng chí", "chi nhánh", "ngân hàng",
    "tổ chức tín dụng", "lực lượng", "đội", "tổ", "hộ", "chủ rừng", "ban ngành", "cấp ủy",
    "tổng công ty", "tập đoàn", "nhà trường", "cơ sở y tế", "bệnh viện", "thành viên", "bộ phận",
    "ban chỉ đạo", "đảng ủy", "đảng bộ", "cơ quan báo chí", "báo", "đài", "cơ quan thông tin",
    "khối", "cụm", "ủy viên", "chi ủy", "chi uỷ", "khoa", "chính quyền", "huyện ủy", "huyện uỷ",
    "thành ủy", "thành uỷ", "thị ủy", "thị uỷ", "quận ủy", "quận uỷ", "tỉnh ủy", "tỉnh uỷ",
    "đảng uỷ", "cấp uỷ", "đảng đoàn", "ban cán sự đảng", "tổ chức đảng", "ban xây dựng đảng",
    "hiệp hội", "trung tâm y tế", "đội sản xuất", "nông trường", "lâm trường", "bộ môn", "lớp",
    "làng", "phum", "sóc", "tổ công tác", "đoàn kiểm tra", "đoàn công tác", "tiểu ban", "đồn biên "
    "phòng", "nhà máy", "xí nghiệp", "cơ quan, tổ chức", "cá nhân", "tổ chức, cá nhân", "học viện",
    "khu", "khu công nghiệp", "khu chế xuất", "khu kinh tế", "khu du lịch", "cụm công nghiệp",
    "đại học", "trường đại học", "trường cao đẳng", "hội đoàn thể", "hội viên", "nhà đầu tư",
    "phòng khám",
)  # fmt: skip
"""Nouns of classes; after "các", "mỗi", "từng" they name everybody of that class."""

BARE_CLASSES = ("cơ quan", "đơn vị", "địa phương", "chủ đầu tư", "doanh nghiệp", "nhà trường",
                "nhà thầu", "chính quyền", "tổ chức đảng", "tổ dân phố", "khu phố", "chi bộ",
                "chủ rừng", "cơ sở giáo dục", "cơ sở y tế", "trường học", "nhà đầu tư")  # fmt: skip
"""Classes that may open a sentence without "các" ("Đơn vị chậm nộp phải …")."""

DETERMINERS = (
    "các", "những", "toàn thể", "mỗi", "từng", "tất cả các", "tất cả", "một số", "hai",
    "các đồng chí",
    "toàn bộ các",
)  # fmt: skip

TAILS = (
    "chuyên môn", "nghiệp vụ", "thuộc", "trực thuộc", "cấp", "huyện", "tỉnh", "xã", "phường",
    "thị trấn", "thành phố", "thị xã", "quận", "đặc khu", "liên quan", "có liên quan",
    "có chức năng", "khác", "ngang bộ", "ngang sở", "tương đương", "và tương đương", "trung ương",
    "nhân dân", "hành chính", "sự nghiệp", "công lập", "sự nghiệp công lập", "nhà nước", "đảng",
    "đoàn thể", "chính trị", "xã hội", "nghề nghiệp", "tham mưu, giúp việc", "giúp việc",
    "chuyên trách", "dự án", "đầu tư xây dựng", "dịch vụ", "giáo dục", "mầm non", "tiểu học",
    "y tế", "học", "ngành dọc", "đóng trên địa bàn", "trên địa bàn", "quân sự", "cơ sở",
    "thông tấn", "thông tấn, báo chí", "thông tấn báo chí", "truyền thông đại chúng",
    "địa phương", "đại chúng", "thông tin đại chúng", "báo chí", "truyền thông", "thường trực",
    "chuyên ngành",
    "quản lý chuyên ngành", "quản lý nhà nước", "của huyện", "của tỉnh", "của xã", "của thành phố",
    "của sở", "của bộ", "của trung ương", "chủ quản", "lĩnh vực", "khu vực", "mình",
    "tự quản", "ba cấp",
    "hội, đoàn thể", "chính trị - xã hội", "xã hội - nghề nghiệp",
    "chính trị - xã hội, xã hội - nghề nghiệp", "xã hội, nghề nghiệp", "quần chúng", "công nghiệp",
    "khu công nghiệp", "khu kinh tế", "tín dụng", "hỗ trợ", "chức năng", "hữu quan", "nêu trên",
    "tại mục này", "có chức năng, nhiệm vụ liên quan", "đảng bộ", "cấp trên", "cấp dưới", "hiện có",
    "thụ hưởng", "chăn nuôi", "kinh doanh", "sản xuất", "sản xuất, kinh doanh", "phòng khám",
    "an toàn thực phẩm", "thành viên", "sử dụng lao động", "và", "việt nam", "phụ nữ", "văn hóa",
    "viên",
    "thủy nông",
    "ven biển", "viễn thông", "vận tải", "miền núi", "biên giới", "ven sông", "xăng dầu", "lữ hành",
    "du lịch", "thủy sản", "nông nghiệp", "thủy lợi", "thủy điện", "cấp nước",
    "khai thác khoáng sản",
    "mầm non, tiểu học, trung học cơ sở", "mầm non, tiểu học, thcs", "tiểu học, trung học cơ sở",
    "trung học cơ sở", "trung học phổ thông", "phổ thông", "thcs", "thpt", "sự nghiệp giáo dục",
    "đào tạo", "dạy nghề", "ngoài công lập", "quản lý rừng", "chủ rừng", "khoáng sản",
    "phòng, chống thiên tai và tìm kiếm cứu nạn", "phòng, chống thiên tai",
    "phòng, chống tham nhũng",
    "phòng, chống tội phạm", "phòng, chống dịch", "phòng, chống dịch bệnh", "phòng thủ dân sự",
    "phòng cháy, chữa cháy và cứu nạn, cứu hộ", "phòng cháy chữa cháy", "xây dựng đảng",
    "cấp cơ sở",
    "phòng, chống ma túy", "phòng, chống tội phạm, tệ nạn xã hội", "quản lý dự án", "thi công",
    "tư vấn", "giáo dục nghề nghiệp", "giáo dục thường xuyên",
    "giáo dục nghề nghiệp - giáo dục thường xuyên", "phục vụ hành chính công", "học tập cộng đồng",
    "và các khu công nghiệp", "và khu công nghiệp", "và trẻ mồ côi", "và trẻ em", "các công trình",
    "các công trình dân dụng", "các công trình dân dụng, công nghiệp", "dân dụng và công nghiệp",
    "các công trình dân dụng và công nghiệp", "các công trình giao thông",
    "các công trình giao thông và nông nghiệp", "công trình giao thông",
    "các khu chế xuất và công nghiệp", "khu chế xuất và công nghiệp", "và trẻ em mồ côi",
    "dịch vụ tổng hợp", "bệnh viện", "chất lượng", "dịch vụ sự nghiệp công",
)  # fmt: skip
"""Words in small letters that may stand inside or behind a name."""

COMPOUNDS = (
    "bầu cử", "chế xuất", "khu chế xuất", "phòng hộ", "rừng phòng hộ", "đặc dụng", "rừng đặc dụng",
    "an toàn vệ sinh thực phẩm", "vệ sinh thực phẩm", "vệ sinh dịch tễ", "vệ sinh môi trường",
    "vệ sinh lao động", "thi hành án", "thi hành án dân sự", "thi hành án hình sự", "tái định cư",
    "bảo trợ xã hội", "trợ giúp pháp lý", "khuyến nông", "khuyến công", "giảm nghèo",
    "giải phóng mặt bằng", "kiểm soát bệnh tật", "kiểm soát giết mổ", "kiểm soát thủ tục hành "
    "chính", "kiểm nghiệm", "kiểm định chất lượng", "đăng kiểm", "dự báo khí tượng", "khí tượng "
    "thủy văn", "đo lường chất lượng", "tiêu chuẩn đo lường chất lượng", "chuyển giao công nghệ",
    "đổi mới sáng tạo", "khởi nghiệp", "giám định y khoa", "giám định pháp y", "pháp y",
    "truyền máu", "huyết học", "cấp cứu", "điều dưỡng", "phục hồi chức năng", "chăm sóc sức khỏe",
    "nuôi dưỡng", "cai nghiện", "cai nghiện ma túy", "bảo vệ chăm sóc trẻ em", "bảo vệ thực vật",
    "bảo vệ môi trường", "bảo vệ rừng", "bảo hiểm xã hội", "trồng trọt", "chăn nuôi và thú y",
    "giao thông công chính", "công trình công cộng", "quản lý thị trường", "quản lý đất đai",
    "xúc tiến đầu tư", "xúc tiến thương mại", "xúc tiến du lịch", "tổ chức cán bộ",
    "tổ chức nhà nước", "tiếp công dân", "một cửa", "học sinh", "sinh viên", "công tác sinh viên",
    "công tác chính trị", "khảo thí", "đảm bảo chất lượng", "người lao động", "người sử dụng lao "
    "động", "quản lý dự án", "phát triển nông thôn", "phát triển quỹ đất", "đăng ký đất đai",
    "điều tra hình sự", "cảnh sát điều tra", "tuyên huấn", "huấn luyện quân sự", "giáo dục quốc "
    "phòng", "tư vấn thiết kế", "tư vấn giám sát", "thi công xây dựng", "cấp thoát nước", "cấp "
    "nước", "thoát nước", "chiếu sáng", "công viên cây xanh", "dịch vụ việc làm", "dạy nghề",
    "khai thác công trình thủy lợi", "khai thác thủy lợi", "vận tải hành khách", "lưu trữ lịch sử",
    "thông tin đối ngoại", "thu ngân sách", "thanh tra viên", "kiểm tra viên", "giám sát viên",
    "cử tri", "trực thuộc", "trực ban", "trực tuyến", "tiếp nhận và trả kết quả", "đưa đón",
    "giao dịch", "giao thông", "thu nhập", "mở rộng", "khám chữa bệnh", "khám bệnh, chữa bệnh",
    "phòng chống", "phòng cháy", "chữa cháy", "cứu nạn", "cứu hộ", "ứng cử", "đề cử",
    "quốc gia", "người khuyết tật", "trẻ mồ côi", "trẻ em", "người nghèo", "nạn nhân chất độc da "
    "cam", "người mù", "cựu thanh niên xung phong", "cựu giáo chức", "người tiêu dùng",
    "người tham gia", "khuyết tật", "mồ côi", "cửa khẩu",
    "xử lý vi phạm hành chính", "theo dõi thi hành pháp luật", "đường bộ cao tốc", "cao tốc",
    "giao dịch bảo đảm", "hỗ trợ doanh nghiệp", "hỗ trợ nông dân", "hỗ trợ phụ nữ", "tư vấn pháp "
    "luật", "phổ biến giáo dục pháp luật", "phòng vệ thương mại", "điều tiết điện lực",
    "kiểm soát ô nhiễm", "kiểm soát hoạt động bảo vệ môi trường", "khám chữa bệnh", "giám sát và "
    "đánh giá đầu tư", "thẩm định giá", "kiểm định xây dựng", "đăng kiểm xe cơ giới",
    "sát hạch lái "
    "xe", "ứng dụng tiến bộ khoa học", "nghiên cứu ứng dụng", "chế biến thủy sản", "sau thu hoạch",
)  # fmt: skip
"""Words that hold a doing word and yet are one word: a name is not cut inside them."""

FIELDS = (
    "nội vụ", "tư pháp", "tài chính - kế hoạch", "tài chính và kế hoạch", "tài chính",
    "kế hoạch và đầu tư", "kế hoạch", "văn hóa - thông tin", "văn hoá - thông tin",
    "văn hóa và thông tin", "văn hoá và thông tin", "văn hóa - xã hội", "văn hoá - xã hội",
    "văn hóa, khoa học và thông tin", "văn hóa, thể thao và du lịch",
    "văn hoá, thể thao và du lịch",
    "văn hóa và thể thao", "văn hóa - thông tin và thể thao", "văn hóa, thông tin và thể thao",
    "văn hóa - thể thao", "văn hóa - thông tin - thể thao", "văn hóa, thông tin và truyền thông",
    "truyền thông - văn hóa", "truyền thông - văn hóa - thể thao", "kinh tế", "kinh tế - hạ tầng",
    "kinh tế và hạ tầng", "kinh tế, hạ tầng và đô thị", "hạ tầng và đô thị", "hạ tầng kinh tế",
    "quản lý đô thị", "đô thị", "giáo dục và đào tạo", "giáo dục - đào tạo", "giáo dục",
    "lao động - thương binh và xã hội", "lao động, thương binh và xã hội",
    "lao động thương binh và xã hội", "tài nguyên và môi trường", "tài nguyên - môi trường",
    "nông nghiệp và phát triển nông thôn", "nông nghiệp và môi trường", "nông nghiệp", "y tế",
    "dân tộc", "dân tộc và tôn giáo", "tôn giáo", "công thương", "xây dựng", "giao thông vận tải",
    "giao thông và vận tải", "giao thông - vận tải", "khoa học và công nghệ",
    "thông tin và truyền thông",
    "thông tin - truyền thông", "ngoại vụ", "du lịch", "văn hóa", "quy hoạch - kiến trúc",
    "quốc phòng", "công an", "ngoại giao", "gd&đt", "gd và đt", "kh&đt", "kh&cn", "tt&tt", "tn&mt",
    "nn&ptnt", "nn và ptnt", "nn&mt", "lđtb&xh", "lđ-tb&xh", "lđtbxh", "vh-tt", "vhtt", "vh&tt",
    "vhtt&dl", "vh-xh", "vhxh", "tc-kh", "tckh", "kt-ht", "kt&ht", "ht&đt", "qlđt", "gtvt", "nv",
    "tp",
    "kt", "thanh tra", "văn phòng", "tổng hợp", "tổ chức - hành chính", "tổ chức cán bộ",
    "kế hoạch - tài chính", "kiểm tra, giám sát", "quản lý thương mại", "quản lý công nghiệp",
    "hành chính - quản trị", "thuế", "hải quan", "thống kê", "dân tộc - tôn giáo",
)  # fmt: skip
"""What follows "Phòng", "Sở", "Bộ": fields of work, with the commas and dashes inside them."""

SHORT_NAMES: dict[str, tuple[str, ...]] = {
    "tp": ("Tư pháp", "Thành phố", "Trưởng phòng"),
    "ct": ("Chủ tịch", "Chỉ thị"),
    "kt": ("Kinh tế", "Ký thay"),
    "nv": ("Nội vụ", "Nhiệm vụ"),
    "kh": ("Kế hoạch", "Khoa học"),
    "tt": ("Thị trấn", "Thủ tướng", "Thông tư", "Thứ tự"),
}
"""Abbreviations that mean several things: the candidates are shown, a person chooses."""
