"""The tree of an index set: fields, criteria, sub-criteria; what must add up; totals of a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tracker.domain.errors import InvalidInput
from tracker.domain.index_numbers import HUNDRED, ZERO, check_points, number_text, rounded
from tracker.domain.index_rule import Rule, ScoringKind, check_rule
from tracker.domain.sentences import Sentence, say


class Side(StrEnum):
    """Within the scale (of 100, as a rule), or outside it: added to or taken off the index."""

    SCALE = "scale"
    BONUS = "bonus"
    DEDUCTION = "deduction"


class Method(StrEnum):
    """Who finds the points: the unit itself (then appraised), or people who are asked."""

    SELF = "self"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class Node:
    """One item by its code. Leaves, at whatever level they stand, carry the rule."""

    code: str
    name: str
    maximum: Decimal
    parent: str | None = None
    side: Side = Side.SCALE
    method: Method = Method.SELF
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class TreeFault:
    """What is wrong with one item (None: with the set), in one sentence."""

    code: str | None
    why: Sentence
    part: str = "code"
    """Which part of the item: code, maximum, side, method, kind or rule."""


def parent_code(code: str) -> str | None:
    """ "1.2.3" stands under "1.2"; "1" under nothing."""
    head, dot, _last = code.rpartition(".")
    return head if dot else None


def code_key(code: str) -> tuple[tuple[int, int, str], ...]:
    """Codes in the order in which a sheet lists them: 1, 1.2, 1.10, 2."""
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part) for part in code.split(".")
    )


def faults_of(nodes: Sequence[Node], *, total: Decimal) -> list[TreeFault]:
    """Everything that keeps the set from being used; ``total``: what its scale should sum to."""
    found: list[TreeFault] = []
    codes = [node.code for node in nodes]
    known = set(codes)
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        found.append(TreeFault(code, say("Mã %(code)s được dùng hai lần.", code=code)))
    for node in nodes:
        if node.parent is not None and node.parent not in known:
            why = say("Không có mục %(parent)s ở trên mục này.", parent=node.parent)
            found.append(TreeFault(node.code, why))
    children = children_of(nodes)
    for node in nodes:
        found += [TreeFault(node.code, why, part) for part, why in _node_faults(node, children)]
    whole = sum((node.maximum for node in children.get(None, ()) if node.side is Side.SCALE), ZERO)
    if nodes and whole != total:
        why = say(
            "Điểm tối đa các lĩnh vực cộng lại là %(sum)s, không bằng %(total)s.",
            sum=number_text(whole),
            total=number_text(total),
        )
        found.append(TreeFault(None, why))
    return found


def _node_faults(
    node: Node, children: Mapping[str | None, Sequence[Node]]
) -> Iterator[tuple[str, Sentence]]:
    try:
        check_points(node.maximum, most=Decimal(1000))
    except InvalidInput as error:
        yield "maximum", say(error.message, **error.values)
    below = children.get(node.code, ())
    if not below:
        yield from _leaf_faults(node)
        return
    if node.rule is not None:
        yield "kind", say("Mục có mục con thì không có cách chấm riêng.")
    if any(child.side is not node.side for child in below):
        yield "side", say("Mục con phải cùng trong hoặc cùng ngoài thang điểm với mục trên nó.")
    together = sum((child.maximum for child in below), ZERO)
    if together != node.maximum:
        why = say(
            "Điểm tối đa %(maximum)s không bằng tổng các mục con (%(sum)s).",
            maximum=number_text(node.maximum),
            sum=number_text(together),
        )
        yield "maximum", why


def _leaf_faults(node: Node) -> Iterator[tuple[str, Sentence]]:
    if node.rule is None:
        yield "kind", say("Mục không có mục con thì phải có cách chấm.")
        return
    if node.maximum <= 0:
        yield "maximum", say("Điểm tối đa phải lớn hơn 0.")
    if (node.rule.kind is ScoringKind.SURVEY) != (node.method is Method.SURVEY):
        yield (
            "method",
            say("Điểm điều tra xã hội học đi cùng hình thức “Điều tra xã hội học”, và ngược lại."),
        )
    try:
        check_rule(node.rule, node.maximum)
    except InvalidInput as error:
        yield "rule", say(error.message, **error.values)


def children_of(nodes: Iterable[Node]) -> dict[str | None, list[Node]]:
    """The items below each code (None: the fields), in order."""
    found: dict[str | None, list[Node]] = {}
    for node in nodes:
        found.setdefault(node.parent, []).append(node)
    for below in found.values():
        below.sort(key=lambda node: code_key(node.code))
    return found


@dataclass(frozen=True, slots=True)
class Total:
    """Points and the maximum that applies to this unit."""

    points: Decimal = ZERO
    maximum: Decimal = ZERO

    def __add__(self, other: Total) -> Total:
        return Total(self.points + other.points, self.maximum + other.maximum)

    @property
    def rate(self) -> Decimal | None:
        """Points / maximum × 100, to two decimals; None where nothing applies."""
        return rounded(self.points / self.maximum * HUNDRED) if self.maximum else None


@dataclass(frozen=True, slots=True)
class SheetTotal:
    """A sheet summed: the scale, the parts outside it, and the index that follows."""

    scale: Total
    self_part: Total
    survey_part: Total
    bonus: Decimal
    deduction: Decimal
    by_code: Mapping[str, Total]

    @property
    def index(self) -> Decimal:
        """Points / applicable maximum × 100 (two decimals), then bonus added, deduction taken."""
        return (self.scale.rate or ZERO) + self.bonus - self.deduction


def sum_sheet(nodes: Sequence[Node], scores: Mapping[str, Total]) -> SheetTotal:
    """Every level from its leaves up; a leaf without a score has 0 of its whole maximum."""
    by_code: dict[str, Total] = {}
    sides = dict.fromkeys(Side, Total())
    methods = dict.fromkeys(Method, Total())
    parents = {node.code: node.parent for node in nodes}
    inner = {node.parent for node in nodes}
    for node in nodes:
        if node.code in inner:
            by_code.setdefault(node.code, Total())
            continue
        got = scores.get(node.code, Total(ZERO, node.maximum))
        sides[node.side] += got
        if node.side is Side.SCALE:
            methods[node.method] += got
        code: str | None = node.code
        while code is not None:
            by_code[code] = by_code.get(code, Total()) + got
            code = parents.get(code)
    return SheetTotal(
        scale=sides[Side.SCALE],
        self_part=methods[Method.SELF],
        survey_part=methods[Method.SURVEY],
        bonus=sides[Side.BONUS].points,
        deduction=sides[Side.DEDUCTION].points,
        by_code=by_code,
    )
