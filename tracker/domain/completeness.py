"""The "6 rõ" check: what of a draft or task is still unclear before it is given to anybody.

Clear person, work, time, result, responsibility and authority (domain notes 3.5). The check
advises and never blocks: an order may stay as general as its paper wrote it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.follow_up import TRACKED, FollowUp
from tracker.domain.sentences import Sentence, say
from tracker.domain.vietnamese import one_line


class Clarity(StrEnum):
    """The six things that a well-formed task makes clear, in the order in which they are said."""

    PERSON = "person"
    WORK = "work"
    TIME = "time"
    RESULT = "result"
    RESPONSIBILITY = "responsibility"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """What is known of a draft, duty or task when it is checked.

    ``recurring`` says that a rule of recurrence stands in the place of one date;
    ``answerable`` names the officer or leader who answers for it, ``given_by`` the leader or
    body in whose name it is ordered.
    """

    text: str
    follow_up: FollowUp
    lead_units: int
    due_on: date | None = None
    recurring: bool = False
    product: str = ""
    answerable: str = ""
    given_by: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """One of the six that is not clear, with the sentence that says what to add."""

    what: Clarity
    why: Sentence


#: Openings that name an attitude and no deed.
VAGUE_OPENINGS = (
    "tiếp tục",
    "tăng cường",
    "đẩy mạnh",
    "nâng cao",
    "quan tâm",
    "chú trọng",
    "chú ý",
    "coi trọng",
    "phát huy",
    "phấn đấu",
    "nỗ lực",
    "chủ động",
    "tích cực",
    "quyết liệt",
    "nghiêm túc",
    "khẩn trương",
    "kịp thời",
    "thường xuyên",
    "quán triệt",
    "thực hiện tốt",
    "thực hiện nghiêm",
    "làm tốt",
    "bám sát",
    "góp phần",
    "từng bước",
    "tạo điều kiện",
    "tạo chuyển biến",
)

#: Deeds that leave something behind by which they can be checked.
DEFINITE_VERBS = (
    "ban hành",
    "trình",
    "lập",
    "xây dựng",
    "soạn thảo",
    "tham mưu",
    "báo cáo",
    "tổng hợp",
    "rà soát",
    "thẩm định",
    "phê duyệt",
    "công bố",
    "công khai",
    "cập nhật",
    "thống kê",
    "kiểm tra",
    "thanh tra",
    "giải quyết",
    "xử lý",
    "hoàn thành",
    "tổ chức",
    "mở",
    "lắp đặt",
    "bàn giao",
    "niêm yết",
    "ký kết",
    "tuyển dụng",
    "bố trí",
    "đăng tải",
    "khắc phục",
)

_PRODUCTS = (
    "báo cáo",
    "kế hoạch",
    "tờ trình",
    "quyết định",
    "nghị quyết",
    "đề án",
    "dự thảo",
    "phương án",
    "văn bản",
    "công văn",
    "quy chế",
    "quy trình",
    "danh mục",
    "danh sách",
    "biên bản",
    "hồ sơ",
)
_WAY_IN = re.compile(
    r"^(?:[-–+•*]|\d+[.)]|[a-zđ][.)]|chủ trì,? |phối hợp (?:với )?|yêu cầu |đề nghị |chỉ đạo |\W)+"
)
_SHORTEST_ORDER = 15


def unclear(facts: OrderFacts) -> tuple[Unclear, ...]:
    """What of the six is missing, in their order.

    A duty that is only noted needs to be clear in its work alone; a regular one needs neither
    date nor product, since it is answered once per period.
    """
    missing = {Clarity.WORK: _work(facts.text)}
    if facts.follow_up is not FollowUp.NOTED:
        missing[Clarity.PERSON] = _person(facts)
        missing[Clarity.RESPONSIBILITY] = _named(
            facts.answerable, say("Chưa ghi người chịu trách nhiệm theo dõi, thực hiện.")
        )
        missing[Clarity.AUTHORITY] = _named(
            facts.given_by, say("Chưa ghi người giao hoặc cơ quan có thẩm quyền giao.")
        )
    if facts.follow_up in TRACKED:
        missing[Clarity.TIME] = _time(facts)
        missing[Clarity.RESULT] = _result(facts)
    return tuple(Unclear(what, why) for what in Clarity if (why := missing.get(what)) is not None)


def is_vague(text: str) -> bool:
    """Whether the order opens with an attitude and names no deed that could be checked."""
    plain = one_line(text).casefold()
    opening = _WAY_IN.sub("", plain)
    return opening.startswith(VAGUE_OPENINGS) and not _names_one_of(plain, DEFINITE_VERBS)


def _person(facts: OrderFacts) -> Sentence | None:
    if facts.lead_units == 0:
        return say("Chưa có đơn vị chủ trì.")
    if facts.follow_up is FollowUp.COLLECTED and facts.lead_units > 1:
        return say(
            "Có %(n)s đơn vị chủ trì; nhiệm vụ tổng hợp qua một đầu mối chỉ có một đơn vị chủ trì.",
            n=facts.lead_units,
        )
    return None


def _work(text: str) -> Sentence | None:
    if len(one_line(text)) < _SHORTEST_ORDER:
        return say("Nội dung quá ngắn, chưa nói rõ phải làm gì.")
    if is_vague(text):
        return say("Nội dung mới nêu yêu cầu chung, chưa có việc cụ thể để kiểm tra kết quả.")
    return None


def _time(facts: OrderFacts) -> Sentence | None:
    if facts.due_on is not None or facts.recurring:
        return None
    return say("Chưa có thời hạn. Hãy đặt hạn kèm căn cứ, hoặc chuyển thành nhiệm vụ thường xuyên.")


def _result(facts: OrderFacts) -> Sentence | None:
    named = one_line(facts.product) or _names_one_of(one_line(facts.text).casefold(), _PRODUCTS)
    return None if named else say("Chưa nêu sản phẩm hoặc kết quả phải nộp.")


def _named(name: str, otherwise: Sentence) -> Sentence | None:
    return None if one_line(name) else otherwise


def _names_one_of(text: str, phrases: tuple[str, ...]) -> bool:
    return any(re.search(rf"(?<!\w){phrase}(?!\w)", text) for phrase in phrases)
