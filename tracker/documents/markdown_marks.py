"""Markdown as it arrives from chat tools and web editors: the marks go, the words stay."""

from __future__ import annotations

import re

_HEADING = re.compile(r"^(\s{0,3})#{1,6}\s+(.*?)\s*#*$")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]*?[^\s*])\*(?![\w*])")
_UNDERLINED = re.compile(r"(?<!\w)_(?=[^\s_])([^_\n]*?[^\s_])_(?!\w)")
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\((?:https?:|mailto:|/|#)[^)\s]*\)")
_ESCAPE = re.compile(r"\\([-\\`*_{}\[\]()#+.!|>~])")
_QUOTE = re.compile(r"^\s{0,3}>\s?")
_BULLET = re.compile(r"^(\s*)[*+]\s+")
_RULE = re.compile(r"^\s*([-*_])(\s*\1){2,}\s*$")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)+\|?\s*$")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_WHOLE_STRONG = re.compile(r"^\s*(?:\d+[.)]\s*)?(\*\*|__)(?!\s)(?:(?!\1).)+\1[.:]?\s*$")

_ENOUGH = 2


def looks_marked(lines: list[str]) -> bool:
    """Whether this is Markdown: two plain signs of it. One star beside "HUYỆN ỦY" is none."""
    signs = 0
    for line in lines:
        signs += bool(_HEADING.match(line) or _STRONG.search(line) or _TABLE_RULE.match(line)
                      or line.startswith("```"))
        if signs >= _ENOUGH:
            return True
    return False


def unmarked(line: str) -> tuple[str, bool]:
    """The words of one line, and whether the whole of it was strong or a heading."""
    if _RULE.match(line) or line.startswith("```"):
        return "", False
    heading = _HEADING.match(line)
    strong = heading is not None or _WHOLE_STRONG.match(line) is not None
    text = heading[1] + heading[2] if heading else _QUOTE.sub("", line)
    text = _BULLET.sub(r"\1- ", text)
    for pattern, kept in ((_STRONG, r"\2"), (_EMPHASIS, r"\1"), (_UNDERLINED, r"\1"),
                          (_CODE, r"\1"), (_LINK, r"\1"), (_ESCAPE, r"\1"), (_BREAK, " ")):
        text = pattern.sub(kept, text)
    return text, strong


def is_table_rule(line: str) -> bool:
    """The "|---|---|" line under a table's heading."""
    return _TABLE_RULE.match(line) is not None


def table_cells(line: str) -> tuple[str, ...]:
    """The cells of a "| a | b |" row; () for any other line."""
    bare = line.strip()
    if not (bare.startswith("|") and bare.endswith("|") and bare.count("|") > 2):
        return ()
    return tuple(cell.strip() for cell in bare[1:-1].split("|"))
