"""What each clause is: an order, a heading, a formula, an attribute, or only a telling.

The judgement goes from the top of the tree down. A section that only tells or sets aims holds
no orders; an item with items below it is a heading; what remains is an order when it begins
with a doing word or names who must act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.domain.directive_kind import DirectiveKind
from tracker.domain.vietnamese import fold
from tracker.reading.annex_tables import TaskRow, task_rows
from tracker.reading.attribute_lines import AttributeValue, read_attributes
from tracker.reading.attribute_words import Attribute
from tracker.reading.clause import Disposition, Level
from tracker.reading.due_phrases import read_dues
from tracker.reading.due_values import Calendar
from tracker.reading.frame import Zone
from tracker.reading.order_words import FORMULAE, TELLING_OPENINGS
from tracker.reading.orders import Actor, find_actor, heading_units, later_actor, opens_with_verb
from tracker.reading.outline import DASHES, Node
from tracker.reading.sentences import sentences
from tracker.reading.topics import Topic, topic_of
from tracker.reading.unit_names import read_units

_FORMULA = re.compile("|".join(f"(?:{pattern})" for pattern in FORMULAE), re.IGNORECASE)
_DECLARING = re.compile(
    r"^(?:Ban hành|Phê duyệt|Thành lập|Công nhận|Bổ nhiệm|Sửa đổi|Bãi bỏ|Điều chỉnh|Kiện toàn|"
    r"Thông qua|Quy định|Cho phép|Chấp thuận|Phân bổ|Tặng|Thu hồi|Phạm vi|Đối tượng|Hiệu lực|"
    r"Giải thích|Công bố)\b"
)
_TELLING = re.compile(
    rf"^(?:{'|'.join(TELLING_OPENINGS)})\b|^(?:nhóm|đây|đó|qua đó|kế hoạch được|bộ chỉ số)\b",
    re.IGNORECASE,
)
_ADDRESSING = re.compile(
    r"\b(?:yêu cầu|đề nghị|giao|chỉ đạo|phân công|kết luận|có ý kiến|quán triệt|lưu ý|chỉ thị)\b",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(r"(?:như sau|sau đây|sau|cụ thể|dưới đây|gồm|gồm có|trọng tâm)\s*[:.]?\s*$")
_LISTING = re.compile(
    r"\b(?:gồm|bao gồm)(?: có)?(?: các| những)?(?: nội dung| phần| thành phần| tài liệu| hồ sơ| "
    r"bước|"
    r" mục)?(?: chính| chủ yếu)?(?: sau)?\s*:$"
)
_STRUCTURE = (
    Level.PART, Level.CHAPTER, Level.SECTION, Level.ALPHA, Level.ROMAN, Level.ARTICLE, Level.NUMBER
)  # fmt: skip
_SHORT_HEADING = 260
_NOUN_OPENINGS = re.compile(
    r"^(?:công tác|về|việc|nội dung|đối với|trong|lĩnh vực|nhóm|các nhiệm vụ|nhiệm vụ|giải pháp|"
    r"một số|những|tại|quy trình|hồ sơ|thành phần|số lượng|tình hình|kết quả|khó khăn|phương "
    r"hướng)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Verdict:
    """The judgement on one clause; ``reason`` is a Vietnamese sentence (message id)."""

    disposition: Disposition
    reason: str
    optional: bool = False
    attributes: tuple[AttributeValue, ...] = ()


@dataclass(slots=True)
class Judgement:
    """All verdicts by clause number, the task rows of tables, and the enacting clause."""

    verdicts: dict[int, Verdict] = field(default_factory=dict)
    rows: dict[int, TaskRow] = field(default_factory=dict)
    enacting: Node | None = None
    topics: dict[int, Topic | None] = field(default_factory=dict)
    issuer: str = ""


def judge(nodes: Sequence[Node], kind: DirectiveKind, issuer: str | None = None) -> Judgement:
    """Judge every clause of the paper."""
    found = Judgement(issuer=fold(issuer or ""))
    found.rows, table_rows = task_rows(nodes)
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
            verdict = _judge_row(node, found, table_rows)
        else:
            preamble = node.zone is Zone.BODY and not preamble_ended
            verdict = _judge_one(node, found, kind, preamble=preamble, structured=structured)
        found.verdicts[node.ord] = verdict
        if verdict.disposition is Disposition.ENACTING:
            found.enacting = node
    return found


def _topic(node: Node, found: Judgement) -> Topic | None:
    """The topic of a clause: its own if it is a heading, else that of the section above."""
    above = found.topics.get(node.parent.ord) if node.parent else None
    heads = node.level in _STRUCTURE or node.level is Level.LETTER or node.text.endswith(":")
    titled = node.key == ("capitals",)
    if not (heads or titled) or not (node.children or node.level in _STRUCTURE or titled):
        return above
    own = topic_of(node.text)
    if own is None:
        return above
    weak = own in (Topic.SCOPE, Topic.FUNDING, Topic.RISK) and not node.children
    return above if weak and above is Topic.DUTY and len(node.text) > 60 else own


def _judge_row(node: Node, found: Judgement, table_rows: set[int]) -> Verdict:
    if node.ord in found.rows:
        if found.topics.get(node.ord) in (Topic.AIM, Topic.BACKGROUND, Topic.RISK):
            found.rows.pop(node.ord)
            return Verdict(Disposition.TARGET, "Dòng của bảng mục tiêu, chỉ tiêu")
        return Verdict(Disposition.TASK, "Dòng của bảng danh mục nhiệm vụ")
    if node.ord in table_rows:
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
    attributes = _attributes(node)
    if attributes:
        return Verdict(
            Disposition.ATTRIBUTE, "Dòng nêu thuộc tính của nhiệm vụ", attributes=attributes
        )
    if topic in _TOPIC_VERDICTS and not (
        topic in (Topic.FUNDING, Topic.SCOPE) and _names_actor(node)
    ):
        return _TOPIC_VERDICTS[topic]
    if node.level is Level.ARTICLE and _declares(node, kind):
        return Verdict(Disposition.FORMULA, "Điều khoản quyết định, không giao việc cụ thể")
    if is_formula(text):
        return Verdict(Disposition.FORMULA, "Câu kết thúc theo khuôn mẫu")
    return _heading_or_order(node, found)


def _attributes(node: Node) -> tuple[AttributeValue, ...]:
    """The attributes of the clause, unless it is a heading of many or an order of its own."""
    found = read_attributes(node.text)
    if not found:
        return ()
    first = found[0]
    if node.level in (Level.ROMAN, Level.ALPHA, Level.PART, Level.ARTICLE):
        return ()
    if first.attribute is Attribute.TIME and _orders_by_itself(first.value):
        return ()
    if first.attribute in (Attribute.OTHER, Attribute.LEAD) and node.level is Level.NUMBER:
        holds_items = any(child.level in (*DASHES, Level.LETTER) for child in node.children)
        if holds_items and not first.value:
            return () if first.attribute is Attribute.LEAD else found
    return found


def _orders_by_itself(value: str) -> bool:
    actor = find_actor(value)
    return actor is not None and opens_with_verb(value[actor.end :].strip(" ,:"))


def _opens_enactment(node: Node, *, preamble: bool, structured: bool) -> bool:
    if node.level is not Level.PARAGRAPH or not _ADDRESSING.search(node.text):
        return False
    if not (preamble or not structured) and node.parent is not None:
        return False
    return bool(node.text.endswith(":") or (preamble and _LEAD_IN.search(node.text)))


def _declares(node: Node, kind: DirectiveKind) -> bool:
    if kind not in (DirectiveKind.QUYET_DINH, DirectiveKind.NGHI_QUYET):
        return False
    return bool(_DECLARING.match(node.text)) and not node.children


def is_formula(text: str) -> bool:
    """Whether the text is a closing formula that orders nothing of its own."""
    bare = text.rstrip(" ./;")
    if not _FORMULA.search(bare):
        return False
    if len(sentences(text)) > 1 and len(text) > 260:
        return False
    return not read_dues(text, Calendar(year=2000))


def _names_actor(node: Node) -> bool:
    actor = find_actor(node.text)
    if actor is None or node.children:
        return False
    return opens_with_verb(node.text[actor.end :].strip(" ,:"))


def _heading_or_order(node: Node, found: Judgement) -> Verdict:
    items = [c for c in node.children if not _is_attribute(c) and c.level is not Level.ROW]
    marked = [c for c in items if c.level is not Level.PARAGRAPH]
    rows = any(c.level is Level.ROW for c in node.children)
    if node.key == ("capitals",):
        return Verdict(Disposition.HEADING, "Tiêu đề viết hoa")
    if any(c.children and _is_content(c) for c in node.children):
        return Verdict(Disposition.HEADING, "Đề mục, nhiệm vụ ở các gạch đầu dòng bên dưới")
    if _is_block(node):
        return Verdict(Disposition.TASK, "Nhiệm vụ có các dòng thuộc tính bên dưới")
    if _LISTING.search(text := node.text) and node.children:
        ordered = find_actor(text) is not None and node.level is not Level.PARAGRAPH
        kind = Disposition.TASK if ordered else Disposition.BACKGROUND
        return Verdict(kind, "Liệt kê, các mục con chỉ là chi tiết")
    if marked and _lists_details(node, marked):
        return Verdict(Disposition.TASK, "Giao việc, các gạch đầu dòng chỉ là chi tiết")
    if _is_detail(node, found):
        return Verdict(Disposition.BACKGROUND, "Chi tiết của nhiệm vụ phía trên")
    actor = find_actor(node.text) if marked and node.text.endswith((".", ";")) else None
    if actor is not None and opens_with_verb(node.text[actor.end :].strip(" ,:")):
        return Verdict(Disposition.TASK, "Đề mục có giao việc cho đơn vị", optional=True)
    if marked or rows:
        return Verdict(Disposition.HEADING, "Đề mục có các mục con")
    if node.text.endswith(":") and (items or node.level is Level.PARAGRAPH):
        return Verdict(Disposition.HEADING, "Đề mục dẫn vào các nội dung bên dưới")
    if items and _is_bare_heading(node):
        return Verdict(Disposition.HEADING, "Đề mục ngắn, nội dung ở các đoạn bên dưới")
    if node.level is Level.PARAGRAPH:
        return _judge_unmarked(node, found)
    return _judge_leaf(node)


def _is_block(node: Node) -> bool:
    """An item with lines for lead, time and the like below it, and no items of its own."""
    about = [c for c in node.children if _is_attribute(c)]
    if not about or len(about) < len(node.children):
        return False
    kinds = {value.attribute for c in about for value in _attributes(c)}
    return bool(kinds & {Attribute.LEAD, Attribute.COORDINATING, Attribute.TIME, Attribute.CONTENT})


def _is_content(node: Node) -> bool:
    found = _attributes(node)
    return bool(found) and found[0].attribute is Attribute.CONTENT


def _is_attribute(node: Node) -> bool:
    return bool(_attributes(node))


def _lists_details(node: Node, marked: list[Node]) -> bool:
    """An order whose dashes only list nouns ("Báo cáo gồm: - Kết quả …; - Khó khăn …")."""
    if not (node.text.endswith(":") and node.level in (*DASHES, Level.LETTER, Level.NUMBER)):
        return False
    if heading_units(node.text) and not opens_with_verb(node.text):
        actor = find_actor(node.text)
        after = node.text[actor.end :].strip(" ,:") if actor else ""
        if not opens_with_verb(after) or re.match(
            r"(?:có trách nhiệm|chịu trách nhiệm|chủ trì)\W*$", after
        ):
            return False
    elif not opens_with_verb(node.text):
        return False
    acting = sum(1 for c in marked if opens_with_verb(c.text) or find_actor(c.text))
    return acting * 3 < len(marked)


def _is_detail(node: Node, found: Judgement) -> bool:
    parent = node.parent
    if parent is None or node.level is Level.PARAGRAPH:
        return False
    above = found.verdicts.get(parent.ord)
    return above is not None and "chi tiết" in above.reason


def _is_bare_heading(node: Node) -> bool:
    """A short single sentence without an actor, above paragraphs that say more."""
    text = node.text
    if text.endswith(":"):
        return True
    if len(text) > _SHORT_HEADING or len(sentences(text)) > 1 or ";" in text:
        return False
    actor = find_actor(text)
    if actor is not None:
        after = text[actor.end :].strip(" ,.:")
        return not after or after in ("có trách nhiệm", "chịu trách nhiệm", "chủ trì")
    if not text.endswith(".") or not opens_with_verb(text):
        return True
    return _siblings_are_bare(node)


def _siblings_are_bare(node: Node) -> bool:
    """What the items beside it are, as far as they are plain to see, decides a doubtful one."""
    if node.parent is None:
        return False
    others = [n for n in node.parent.children if n.level is node.level and n is not node]
    bare = sum(1 for n in others if n.children and not n.text.endswith((".", ";")))
    return bare * 2 > len(others)


def _judge_unmarked(node: Node, found: Judgement) -> Verdict:
    text = node.text
    parent = node.parent
    if _TELLING.match(text) and find_actor(text) is None:
        return Verdict(Disposition.BACKGROUND, "Đoạn nêu tình hình")
    actor = find_actor(text)
    if actor is None and not opens_with_verb(text) and later_actor(text) is None:
        return Verdict(Disposition.BACKGROUND, "Đoạn không giao việc cho ai")
    if _only_names(text):
        return Verdict(Disposition.HEADING, "Chỉ nêu tên đơn vị")
    if actor is not None and _issuer_tells(text, actor, found.issuer):
        return Verdict(Disposition.BACKGROUND, "Cơ quan ban hành thông báo, không giao việc")
    above = found.verdicts.get(parent.ord) if parent else None
    continues = above is not None and above.disposition is Disposition.TASK
    if continues and actor is None and not read_dues(text, Calendar(year=2000)):
        return Verdict(Disposition.TASK, "Đoạn tiếp theo của một nhiệm vụ", optional=True)
    return Verdict(Disposition.TASK, "Đoạn giao việc")


_TELLING_VERB = re.compile(
    r"\s*(?:thông báo|trân trọng|kính|ban hành|nhận được|xin|đã|gửi|có ý kiến|báo cáo như|xây "
    r"dựng kế hoạch như)\b"
)


def _issuer_tells(text: str, actor: Actor, issuer: str) -> bool:
    """ "UBND phường thông báo lịch nghỉ lễ …": the issuer speaks of itself."""
    name = fold(actor.units[0].text).replace("ubnd", "uy ban nhan dan")
    own = issuer.replace("ubnd", "uy ban nhan dan")
    return bool(own and (name in own or own in name) and _TELLING_VERB.match(text[actor.end :]))


def _only_names(text: str) -> bool:
    units, end = read_units(text)
    return bool(units) and not text[end:].strip(" .:;,")


def _judge_leaf(node: Node) -> Verdict:
    text = node.text
    actor = find_actor(text)
    if _only_names(text):
        return Verdict(Disposition.HEADING, "Chỉ nêu tên đơn vị")
    if actor is None and not opens_with_verb(text):
        if len(text) < 40 or (_NOUN_OPENINGS.match(text) and len(text) < 90 and ";" not in text):
            return Verdict(Disposition.HEADING, "Đề mục ngắn, không giao việc")
        if _TELLING.match(text):
            return Verdict(Disposition.BACKGROUND, "Nêu tình hình")
    return Verdict(Disposition.TASK, "Mục giao việc")
