"""Which paragraph stands under which: a tree from any mix of marks. Never fails.

The rank of a mark is the usual one (Phần, Chương, Mục, A, I, Điều, 1, 1.1, a, (i), *, -, +);
a mark that is open already always goes back to its own level, so dashes and pluses may
stand the other way round, and "a)" may stand under "-" when that line ends with a colon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.reading.clause import Level
from tracker.reading.frame import Zone, annex_number
from tracker.reading.lines import Paragraph
from tracker.reading.markers import Marker, read_marker

RANKS = {
    Level.ANNEX: 0,
    Level.PART: 10,
    Level.CHAPTER: 20,
    Level.SECTION: 30,
    Level.ALPHA: 40,
    Level.ROMAN: 50,
    Level.ARTICLE: 60,
    Level.NUMBER: 70,
    Level.LETTER: 90,
    Level.SMALL_ROMAN: 95,
    Level.BULLET: 100,
    Level.DASH: 110,
    Level.PLUS: 120,
}
_CAPITALS_RANK = 45
_SOFT_RANK = 98
_BRACKETED = 15
_STEP = 5
DASHES = (Level.BULLET, Level.DASH, Level.PLUS)


@dataclass(slots=True)
class Node:
    """A clause while the tree is being built and judged; becomes a ``Clause`` at the end."""

    ord: int
    level: Level
    label: str
    text: str
    paragraph: int
    zone: Zone
    rank: int
    key: tuple[object, ...]
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    cells: tuple[str, ...] = ()
    table: int | None = None
    value: int = 0
    path: str = ""

    def ancestors(self) -> list[Node]:
        """From the parent up to the top."""
        found: list[Node] = []
        node = self.parent
        while node is not None:
            found.append(node)
            node = node.parent
        return found


def build(paragraphs: Sequence[Paragraph], zones: Sequence[Zone]) -> list[Node]:
    """All nodes in reading order, with parents, children and paths."""
    nodes: list[Node] = []
    stack: list[Node] = []
    last_marked = _last_marked(paragraphs, zones)
    for place, (paragraph, zone) in enumerate(zip(paragraphs, zones, strict=True)):
        node = _node(place, paragraph, zone)
        if zone in (Zone.HEAD, Zone.FOOT):
            stack.clear()
        elif zone is Zone.ANNEX_TITLE:
            if nodes and nodes[-1].zone is Zone.ANNEX_TITLE:
                node.parent = nodes[-1].parent or nodes[-1]
            else:
                stack[:] = [node]
            node.level, node.rank = Level.ANNEX, RANKS[Level.ANNEX]
        else:
            if node.level is Level.BULLET and _heads_dashes(node, paragraphs, place):
                while stack and stack[-1].level in DASHES:
                    stack.pop()
            _place(node, stack, tail=place > last_marked.get(zone, place))
        if node.parent is not None:
            node.parent.children.append(node)
        nodes.append(node)
    _name_paths(nodes)
    return nodes


def _heads_dashes(node: Node, paragraphs: Sequence[Paragraph], place: int) -> bool:
    """ "* UBND cấp xã" right above "- …": a heading of the dashes, not one more of them."""
    if node.text.endswith((".", ";", ",")) or place + 1 >= len(paragraphs):
        return False
    below = read_marker(paragraphs[place + 1].text)
    return below is not None and below.level in (Level.DASH, Level.PLUS)


def _node(place: int, paragraph: Paragraph, zone: Zone) -> Node:
    marker = None
    if not paragraph.cells and zone in (Zone.BODY, Zone.ANNEX):
        marker = read_marker(paragraph.text)
    if marker is None:
        level = Level.ROW if paragraph.cells else Level.PARAGRAPH
        node = Node(place, level, "", paragraph.text, place, zone, _SOFT_RANK, (level,))
        node.cells, node.table = paragraph.cells, paragraph.table
        if _is_capital_title(paragraph):
            node.rank, node.key = _CAPITALS_RANK, ("capitals",)
        return node
    rank = RANKS[marker.level]
    if marker.level is Level.NUMBER:
        rank += marker.depth + (_BRACKETED if marker.style else 0)
        rank -= _STEP if len(marker.style) > 1 else 0
    node = Node(place, marker.level, marker.label, marker.rest, place, zone, rank, _key(marker))
    node.value = marker.value
    return node


def _key(marker: Marker) -> tuple[object, ...]:
    if marker.level in DASHES:
        return (marker.level, marker.label if marker.level is Level.BULLET else "")
    return (marker.level, marker.depth, marker.style)


def _is_capital_title(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return text.isupper() and 8 < len(text) < 140 and not text.endswith((".", ";"))


def _place(node: Node, stack: list[Node], *, tail: bool) -> None:
    """Find the parent of ``node`` and leave the stack as the open path below it."""
    if node.level in (Level.PARAGRAPH, Level.ROW) and node.key != ("capitals",):
        _place_unmarked(node, stack, tail=tail)
        return
    siblings = [place for place, open_node in enumerate(stack) if open_node.key == node.key]
    if siblings and not _opens_inner_list(node, stack):
        del stack[siblings[-1] :]
    elif node.level in DASHES:
        pass
    else:
        rank = node.rank
        if node.level is Level.ALPHA and any(n.level is Level.ROMAN for n in stack):
            rank = RANKS[Level.ROMAN] + 5
        while stack and stack[-1].rank >= rank and not _opens_inner_list(node, stack):
            stack.pop()
    node.parent = stack[-1] if stack else None
    stack.append(node)


def _opens_inner_list(node: Node, stack: list[Node]) -> bool:
    """A first "a)" or "1." right under a dash or unmarked line that ends with a colon."""
    top = stack[-1]
    return (
        node.value == 1
        and top.text.endswith(":")
        and top.level in DASHES
        and node.level in (Level.LETTER, Level.NUMBER, Level.SMALL_ROMAN)
    )


def _place_unmarked(node: Node, stack: list[Node], *, tail: bool) -> None:
    heads_list = node.text.endswith(":") and node.level is Level.PARAGRAPH
    if tail and not heads_list:
        while stack and stack[-1].level in DASHES:
            stack.pop()
        if stack and stack[-1].level is Level.PARAGRAPH and stack[-1].key != ("capitals",):
            stack.pop()
    host = next((n for n in reversed(stack) if n.level not in DASHES), None)
    if host is not None and heads_list and host.key == (Level.PARAGRAPH,):
        host = host.parent
    if stack and stack[-1].level in DASHES and stack[-1].text.endswith(":") and not heads_list:
        host = stack[-1]
    node.parent = host
    if heads_list:
        while stack and stack[-1] is not host:
            stack.pop()
        stack.append(node)


def _last_marked(paragraphs: Sequence[Paragraph], zones: Sequence[Zone]) -> dict[Zone, int]:
    """Where the last marked paragraph of body and annexes stands: after it comes the tail."""
    last: dict[Zone, int] = {}
    for place, (paragraph, zone) in enumerate(zip(paragraphs, zones, strict=True)):
        if zone in (Zone.BODY, Zone.ANNEX) and not paragraph.cells and read_marker(paragraph.text):
            last[zone] = place
    return last


_BARE_HEADING = 160
_BARE = re.compile(r"[\s.)(\-–/:]+$")


def _name_paths(nodes: list[Node]) -> None:
    """Marks as printed, joined by dots; dashes are counted, unmarked ones get "#k"."""
    counts: dict[tuple[int, Level], int] = {}
    annexes = 0
    for node in nodes:
        host = node.parent
        while host is not None and host.level is Level.PARAGRAPH:
            host = host.parent
        above = host.path if host else ""
        owner = host.ord if host else -1
        counts[(owner, node.level)] = nth = counts.get((owner, node.level), 0) + 1
        match node.level:
            case Level.ANNEX:
                annexes += node.parent is None
                node.path = above or annex_number(node.text) or f"PL{annexes}"
            case Level.DASH | Level.BULLET:
                node.path = f"{above}.-{nth}".lstrip(".")
            case Level.PLUS:
                node.path = f"{above}.+{nth}".lstrip(".")
            case Level.PARAGRAPH:
                first_is_text = host is not None and len(host.text) > _BARE_HEADING
                node.path = f"{above}#{nth + first_is_text}"
            case Level.ROW:
                first = _BARE.sub("", node.cells[0]) if node.cells else ""
                mark = first if re.fullmatch(r"[\dIVX.a-zđ]{1,6}", first) else str(nth)
                node.path = f"{above}.{mark}".lstrip(".")
            case _:
                node.path = _joined(above, _BARE.sub("", node.label).lstrip("("))


def _joined(above: str, label: str) -> str:
    """ "3" + "3.2" is "3.2" (no repetition); "II" + "1" is "II.1"."""
    head, _, last = above.rpartition(".")
    parts = label.split(".")
    while parts and len(parts) > 1 and (last or head):
        tail = above.split(".")
        shared = len(parts) - 1
        if tail[-shared:] == parts[:shared]:
            return ".".join([*tail[:-shared], label])
        break
    return f"{above}.{label}".lstrip(".")
