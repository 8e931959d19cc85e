"""Heading, order, detail or attribute: what an item of an ordering section is."""

from __future__ import annotations

import re
from collections.abc import Callable

from tracker.reading.attribute_lines import AttributeValue, attribute_of, read_attributes
from tracker.reading.attribute_words import Attribute
from tracker.reading.clause import Disposition, Level
from tracker.reading.heading_units import heading_units
from tracker.reading.orders import find_actor
from tracker.reading.outline import DASHES, Node
from tracker.reading.sentences import sentences
from tracker.reading.subjects import opens_with_verb
from tracker.reading.unmarked import TELLING, judge_unmarked, only_names, sets_target
from tracker.reading.verdict import Judgement, Verdict

_LISTING = re.compile(
    r"\b(?:gồm|bao gồm)(?: có)?(?: các| những)?(?: nội dung| phần| thành phần| tài liệu| hồ sơ| "
    r"bước|"
    r" mục)?(?: chính| chủ yếu)?(?: sau)?\s*:$"
)
_SHORT_HEADING = 260
_NOUN_OPENINGS = re.compile(
    r"^(?:công tác|về|việc|nội dung|đối với|trong|lĩnh vực|nhóm|các nhiệm vụ|nhiệm vụ|giải pháp|"
    r"một số|những|tại|quy trình|hồ sơ|thành phần|số lượng|tình hình|kết quả|khó khăn|phương "
    r"hướng)\b",
    re.IGNORECASE,
)


def attributes_of(node: Node) -> tuple[AttributeValue, ...]:
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


def heading_or_order(node: Node, found: Judgement) -> Verdict:
    """The first rule that applies decides; they go from the surest sign to the weakest."""
    for rule in _RULES:
        verdict = rule(node, found)
        if verdict is not None:
            return verdict
    return judge_unmarked(node, found) if node.level is Level.PARAGRAPH else _judge_leaf(node)


def _items(node: Node) -> list[Node]:
    return [c for c in node.children if not is_attribute(c) and c.level is not Level.ROW]


def _marked(node: Node) -> list[Node]:
    return [c for c in _items(node) if c.level is not Level.PARAGRAPH]


def _by_shape(node: Node, found: Judgement) -> Verdict | None:
    """A title in capitals; an item whose lines below say who and when."""
    if node.key == ("capitals",):
        return Verdict(Disposition.HEADING, "Tiêu đề viết hoa")
    if any(c.children and _is_content(c) for c in node.children):
        return Verdict(Disposition.HEADING, "Đề mục, nhiệm vụ ở các gạch đầu dòng bên dưới")
    if _is_block(node):
        return Verdict(Disposition.TASK, "Nhiệm vụ có các dòng thuộc tính bên dưới")
    return None


def _by_details(node: Node, found: Judgement) -> Verdict | None:
    """An item whose items below only list nouns, and those items themselves."""
    if node.children and _LISTING.search(node.text):
        ordered = find_actor(node.text) is not None and node.level is not Level.PARAGRAPH
        disposition = Disposition.TASK if ordered else Disposition.BACKGROUND
        return Verdict(disposition, "Liệt kê, các mục con chỉ là chi tiết")
    marked = _marked(node)
    if marked and _lists_details(node, marked):
        return Verdict(Disposition.TASK, "Giao việc, các gạch đầu dòng chỉ là chi tiết")
    if _is_detail(node, found):
        return Verdict(Disposition.BACKGROUND, "Chi tiết của nhiệm vụ phía trên")
    return None


def _by_items(node: Node, found: Judgement) -> Verdict | None:
    """An item with items below it is a heading, unless it charges a unit itself."""
    marked = _marked(node)
    actor = find_actor(node.text) if marked and node.text.endswith((".", ";")) else None
    if actor is not None and opens_with_verb(node.text[actor.end :].strip(" ,:")):
        return Verdict(Disposition.TASK, "Đề mục có giao việc cho đơn vị", optional=True)
    if marked or any(c.level is Level.ROW for c in node.children):
        return Verdict(Disposition.HEADING, "Đề mục có các mục con")
    items = _items(node)
    if node.text.endswith(":") and (items or node.level is Level.PARAGRAPH):
        return Verdict(Disposition.HEADING, "Đề mục dẫn vào các nội dung bên dưới")
    if items and _is_bare_heading(node):
        return Verdict(Disposition.HEADING, "Đề mục ngắn, nội dung ở các đoạn bên dưới")
    return None


_RULES: tuple[Callable[[Node, Judgement], Verdict | None], ...] = (
    _by_shape,
    _by_details,
    _by_items,
)


def _is_block(node: Node) -> bool:
    """An item with lines for lead, time and the like below it, and no items of its own."""
    about = [c for c in node.children if is_attribute(c)]
    if not about or len(about) < len(node.children):
        return False
    kinds = {value.attribute for c in about for value in attributes_of(c)}
    if node.level in (Level.ROMAN, Level.ALPHA, Level.PART, Level.CHAPTER, Level.SECTION):
        return Attribute.LEAD in kinds
    return bool(kinds & {Attribute.LEAD, Attribute.COORDINATING, Attribute.TIME, Attribute.CONTENT})


def _is_content(node: Node) -> bool:
    found = attributes_of(node)
    return bool(found) and found[0].attribute is Attribute.CONTENT


def has_lead_line(node: Node) -> bool:
    """Whether a line right under the clause says who leads it: then it is work, not a section."""
    found = (attribute_of(c.text) for c in node.children if c.level in (Level.PARAGRAPH, *DASHES))
    return any(value is not None and value.attribute is Attribute.LEAD for value in found)


def is_attribute(node: Node) -> bool:
    """Whether the clause only says something about the task above it."""
    return bool(attributes_of(node))


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


_BINDING = re.compile(r"^(?:Việc|Công tác|Mọi|Các|Tất cả)\s[^.:]{5,120}\s(?:phải|không được)\s")
"""What must be is an order also where nobody is named: "Việc cấp phép phải đúng quy hoạch."."""


def _judge_leaf(node: Node) -> Verdict:
    text = node.text
    actor = find_actor(text)
    if only_names(text):
        return Verdict(Disposition.HEADING, "Chỉ nêu tên đơn vị")
    if actor is None and sets_target(text):
        return Verdict(Disposition.TARGET, "Nêu chỉ tiêu phấn đấu")
    labelled = opens_with_verb(text.partition(":")[2].strip())
    if actor is None and not opens_with_verb(text) and not labelled:
        if text.endswith(".") and _BINDING.search(text):
            return Verdict(Disposition.TASK, "Mục giao việc")
        if len(text) < 40 or (_NOUN_OPENINGS.match(text) and len(text) < 90 and ";" not in text):
            return Verdict(Disposition.HEADING, "Đề mục ngắn, không giao việc")
        if TELLING.match(text):
            return Verdict(Disposition.BACKGROUND, "Nêu tình hình")
    return Verdict(Disposition.TASK, "Mục giao việc")
