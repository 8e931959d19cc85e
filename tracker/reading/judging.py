"""What each clause is: an order, a heading, a formula, an attribute, or only a telling.

The judgement goes from the top of the tree down. A section that only tells or sets aims holds
no orders; an item with items below it is a heading; what remains is an order when it begins
with a doing word or names who must act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.domain.directive_kind import DirectiveKind
from tracker.domain.vietnamese import fold
from tracker.reading.annex_tables import task_rows
from tracker.reading.clause import Disposition, Level
from tracker.reading.due_groups import Calendar
from tracker.reading.due_phrases import read_dues
from tracker.reading.frame import Zone
from tracker.reading.heading_units import heading_units
from tracker.reading.headings import attributes_of, has_lead_line, heading_or_order
from tracker.reading.order_words import CLOSINGS, FORMULAE
from tracker.reading.orders import clause_actor, find_actor, later_actor
from tracker.reading.outline import Node
from tracker.reading.sentences import sentences
from tracker.reading.subjects import opens_with_verb
from tracker.reading.topics import Topic, topic_of
from tracker.reading.verdict import Judgement, Verdict

_CLOSING = re.compile("|".join(f"(?:{pattern})" for pattern in CLOSINGS), re.IGNORECASE)
_FORMULA = re.compile("|".join(f"(?:{pattern})" for pattern in FORMULAE), re.IGNORECASE)
_DECLARING = re.compile(
    r"^(?:Ban hành|Phê duyệt|Thành lập|Công nhận|Bổ nhiệm|Sửa đổi|Bãi bỏ|Điều chỉnh|Kiện toàn|"
    r"Thông qua|Quy định|Cho phép|Chấp thuận|Phân bổ|Tặng|Thu hồi|Phạm vi|Đối tượng|Hiệu lực|"
    r"Giải thích|Công bố)\b"
)
_ADDRESSING = re.compile(
    r"\b(?:yêu cầu|đề nghị|giao|chỉ đạo|phân công|kết luận|có ý kiến|quán triệt|lưu ý|chỉ thị)\b",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(r"(?:như sau|sau đây|sau|cụ thể|dưới đây|gồm|gồm có|trọng tâm)\s*[:.]?\s*$")
_STRUCTURE = (
    Level.PART, Level.CHAPTER, Level.SECTION, Level.ALPHA, Level.ROMAN, Level.ARTICLE, Level.NUMBER
)  # fmt: skip


def judge(nodes: Sequence[Node], kind: DirectiveKind, issuer: str | None = None) -> Judgement:
    """Judge every clause of the paper."""
    found = Judgement(issuer=fold(issuer or ""))
    found.rows, found.kinds = task_rows(nodes)
    structured = any(n.level in _STRUCTURE and n.zone is Zone.BODY for n in nodes)
    preamble_ended = not structured
    for node in nodes:
        if node.zone in (Zone.HEAD, Zone.FOOT, Zone.ANNEX_TITLE):
            found.verdicts[node.ord] = Verdict(Disposition.FRAME, "Phần thể thức của văn bản")
            continue
        if node.level in _STRUCTURE and node.zone is Zone.BODY:
            preamble_ended = True
        found.topics[node.ord] = _topic(node, found)
        if node.level is Level.ROW:
            verdict = _judge_row(node, found)
        else:
            preamble = node.zone is Zone.BODY and not preamble_ended
            verdict = _judge_one(node, found, kind, preamble=preamble, structured=structured)
        found.verdicts[node.ord] = verdict
        if verdict.disposition is Disposition.ENACTING:
            found.enacting = node
    return found


def _topic(node: Node, found: Judgement) -> Topic | None:
    """The topic of a clause: its own if it is a heading, else that of the section above.

    Behind a sentence that charges units with what follows, a telling section orders.
    """
    above = found.topics.get(node.parent.ord) if node.parent else None
    if node.parent is not None and node.parent.zone is Zone.ANNEX_TITLE:
        above = Topic.BACKGROUND if _OUTLINE.match(node.parent.text) else above
    if above is Topic.BACKGROUND and any(
        n.zone is Zone.ANNEX_TITLE and _OUTLINE.match(n.text) for n in node.ancestors()
    ):
        return above
    if node.parent is not None and node.parent.ord in found.turned:
        above = Topic.DUTY
    if above in _TOPIC_VERDICTS and node.parent is not None and _turns_to_orders(node):
        found.turned.add(node.parent.ord)
        return Topic.DUTY
    heads = node.level in _STRUCTURE or node.level is Level.LETTER or node.text.endswith(":")
    titled = node.key == ("capitals",)
    if not (heads or titled) or not (node.children or node.level in _STRUCTURE or titled):
        return above
    own = topic_of(node.text) if not has_lead_line(node) else Topic.DUTY
    if own is None or (own is Topic.DUTY and above in _TOPIC_VERDICTS and not node.children):
        return above
    weak = own in (Topic.SCOPE, Topic.FUNDING, Topic.RISK) and not node.children
    return above if weak and above is Topic.DUTY and len(node.text) > 60 else own


_OUTLINE = re.compile(
    r"(?:(?:PHỤ LỤC|Phụ lục|MẪU|Mẫu|BIỂU|Biểu)[\s\dIVX.:a-zà-ỹ]{0,12}\W*)?"
    r"(?:ĐỀ CƯƠNG|Đề cương|MẪU|Mẫu|PHIẾU|Phiếu|BIỂU MẪU|Biểu mẫu)\b"
)
"""Titles of annexes that show what a report is to look like: their headings order nothing."""
_TURNING = re.compile(
    r"(?:yêu cầu|đề nghị|giao|chỉ đạo|phân công)\b.{3,400}\b(?:sau|sau đây|như sau|cụ thể|"
    r"trọng tâm|dưới đây)\s*:$",
    re.IGNORECASE,
)


def _turns_to_orders(node: Node) -> bool:
    """ "… yêu cầu Giám đốc các sở … tập trung thực hiện các nhiệm vụ sau:" as a paragraph."""
    return (
        node.level is Level.PARAGRAPH
        and _TURNING.search(node.text) is not None
        and bool(heading_units(node.text))
    )


def _judge_row(node: Node, found: Judgement) -> Verdict:
    if node.ord in found.rows:
        if found.topics.get(node.ord) in (Topic.AIM, Topic.BACKGROUND, Topic.RISK):
            found.rows.pop(node.ord)
            return Verdict(Disposition.TARGET, "Dòng của bảng mục tiêu, chỉ tiêu")
        return Verdict(Disposition.TASK, "Dòng của bảng danh mục nhiệm vụ")
    if node.ord in found.kinds:
        return Verdict(Disposition.HEADING, "Dòng tiêu đề hoặc nhóm của bảng")
    return Verdict(Disposition.TARGET, "Bảng không phải danh mục nhiệm vụ")


_TOPIC_VERDICTS = {
    Topic.BACKGROUND: Verdict(Disposition.BACKGROUND, "Thuộc phần tình hình, căn cứ"),
    Topic.AIM: Verdict(Disposition.AIM, "Thuộc phần mục đích, yêu cầu, mục tiêu"),
    Topic.SCOPE: Verdict(Disposition.SCOPE, "Thuộc phần phạm vi, đối tượng, thời gian"),
    Topic.FUNDING: Verdict(Disposition.SCOPE, "Nói về kinh phí, không giao cho ai"),
    Topic.RISK: Verdict(Disposition.BACKGROUND, "Danh mục nguy cơ, tình huống"),
}


def _judge_one(
    node: Node, found: Judgement, kind: DirectiveKind, *, preamble: bool, structured: bool
) -> Verdict:
    text, topic = node.text, found.topics.get(node.ord)
    if (
        re.match(r"^(?:Căn cứ|Xét đề nghị|Theo đề nghị)\b", text)
        and (preamble or text.endswith(";"))
        and node.level in (Level.PARAGRAPH, Level.DASH)
    ):
        return Verdict(Disposition.LEGAL_BASIS, "Căn cứ ban hành")
    if _opens_enactment(node, preamble=preamble, structured=structured):
        return Verdict(Disposition.ENACTING, "Câu yêu cầu chung đối với các nội dung bên dưới")
    if preamble:
        return Verdict(Disposition.BACKGROUND, "Phần mở đầu của văn bản")
    attributes = attributes_of(node)
    if attributes:
        return Verdict(
            Disposition.ATTRIBUTE, "Dòng nêu thuộc tính của nhiệm vụ", attributes=attributes
        )
    if topic in _TOPIC_VERDICTS and not (
        (topic in (Topic.FUNDING, Topic.SCOPE) and _names_actor(node))
        or (topic is Topic.RISK and _names_actor(node))
    ):
        return _TOPIC_VERDICTS[topic]
    if node.level is Level.ARTICLE and _declares(node, kind):
        return Verdict(Disposition.FORMULA, "Điều khoản quyết định, không giao việc cụ thể")
    return _without_order(node) or heading_or_order(node, found)


def _without_order(node: Node) -> Verdict | None:
    """A sentence that decides or closes, and tells nobody to do anything."""
    if not node.children and _only_assents(node.text):
        return Verdict(Disposition.BACKGROUND, "Ý kiến kết luận, không giao việc")
    if is_formula(node.text):
        return Verdict(Disposition.FORMULA, "Câu kết thúc theo khuôn mẫu")
    return None


def _opens_enactment(node: Node, *, preamble: bool, structured: bool) -> bool:
    if node.level is not Level.PARAGRAPH or not _ADDRESSING.search(node.text):
        return False
    if not (preamble or not structured) and node.parent is not None:
        return False
    return bool(node.text.endswith(":") or (preamble and _LEAD_IN.search(node.text)))


def _declares(node: Node, kind: DirectiveKind) -> bool:
    if kind not in (DirectiveKind.DECISION, DirectiveKind.RESOLUTION):
        return False
    return bool(_DECLARING.match(node.text)) and not node.children


def is_formula(text: str) -> bool:
    """Whether the text is a closing formula that orders nothing of its own."""
    bare = text.rstrip(" ./;")
    if _CLOSING.search(bare) and later_actor(text) is None:
        return True
    if not _FORMULA.search(bare):
        return False
    if len(sentences(text)) > 1 and len(text) > 260:
        return False
    return not read_dues(text, Calendar(year=2000))


_ASSENTING = re.compile(
    r"^(?:(?:UBND|Ủy ban|Uỷ ban|Chủ tịch|Thường trực|Ban Thường vụ|Hội nghị|Bộ|Sở|Ban Chỉ đạo)"
    r"[^,.;:]{0,50}?\s)?(?:(?:Cơ bản|không|chưa) )?(?:đồng ý|thống nhất|nhất trí|chấp thuận|"
    r"cho phép|ghi nhận|đánh giá cao|biểu dương)\s+(?:(?:về|với|theo|cho|cao|ban "
    r"hành)\s+)?(?:các\s+)?(?:chủ trương|đề nghị|đề xuất|phương "
    r"án|nội dung|quyết định|nghị quyết|báo cáo|kết quả|ý kiến|điều chỉnh|gia hạn|kiến nghị|tờ "
    r"trình|dự thảo|sự|số liệu|"
    r"tinh thần|nỗ lực|cố gắng)\b",
    re.IGNORECASE,
)


_PRAISING = re.compile(
    r"^(?:(?:UBND|Ủy ban|Chủ tịch|Thường trực|Hội nghị)[^,.;:]{0,50}?\s)?"
    r"(?:ghi nhận(?:,? (?:và )?(?:biểu dương|đánh giá cao)| (?:những|các kết quả|kết quả|sự|nỗ lực|"
    r"tinh thần))|đánh giá cao|hoan nghênh|biểu dương (?:sự|tinh thần|kết quả|nỗ lực)|"
    r"(?:không|chưa) (?:đồng ý|thống nhất|nhất trí|chấp thuận))\b",
    re.IGNORECASE,
)
"""Openings of praise and refusal; "Ghi nhận, tổng hợp ý kiến …" is an order all the same."""


def _only_assents(text: str) -> bool:
    """ "Thống nhất chủ trương … theo đề xuất của Sở A": a decision that charges nobody."""
    actor = find_actor(text)
    if _PRAISING.match(text):
        return later_actor(text) is None and clause_actor(text) is None
    return (
        _ASSENTING.match(text) is not None
        and (actor is None or _ASSENT_VERB.match(text[actor.end :]) is not None)
        and later_actor(text) is None
        and clause_actor(text) is None
    )


_ASSENT_VERB = re.compile(
    r"\s*(?:(?:cơ bản|không|chưa) )?(?:đồng ý|thống nhất|nhất trí|chấp thuận|ghi nhận|đánh giá)\b"
)


def _names_actor(node: Node) -> bool:
    actor = find_actor(node.text)
    if actor is None or node.children:
        return False
    return opens_with_verb(node.text[actor.end :].strip(" ,:"))
