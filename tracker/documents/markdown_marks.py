"""Markdown as it arrives from chat tools and web editors: the marks go, the words stay."""

from __future__ import annotations

import re

_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(?=\S)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{0,200}?[^\s*])\*(?![\w*])")
_UNDERLINED = re.compile(r"(?<!\w)_(?=[^\s_])([^_\n]{0,200}?[^\s_])_(?!\w)")
_CODE = re.compile(r"`([^`\n]{1,200})`")
_LINK = re.compile(r"!?\[([^\]\n]{0,200})\]\((?:https?:|mailto:|/|#)[^)\s]{0,200}\)")
_ESCAPE = re.compile(r"\\([-\\`*_{}\[\]()#+.!|>~])")
_QUOTE = re.compile(r"^\s{0,3}>\s?")
_BULLET = re.compile(r"^(\s*)[*+]\s+")
_RULE = re.compile(r"([-*_])( ?\1){2,}")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(\|[ \t]*:?-{2,}:?[ \t]*)+\|?")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_WHOLE_STRONG = re.compile(r"(?:\d+[.)]\s?)?(\*\*|__)(?!\s)(?:(?!\1).)+\1[.:]?")

_ENOUGH = 2
_MOST_CELLS = 64
_LONGEST_LINE = 20_000
"""Characters; no paragraph is longer, and searching for pairs in it would take long."""


def looks_marked(lines: list[str]) -> bool:
    """Whether this is Markdown: two plain signs of it. One star beside "HUYỆN ỦY" is none."""
    signs = 0
    for line in lines:
        if len(line) > _LONGEST_LINE:
            continue
        signs += bool(
            _HEADING.match(line)
            or _STRONG.search(line)
            or is_table_rule(line)
            or line.startswith("```")
        )
        if signs >= _ENOUGH:
            return True
    return False


def unmarked(line: str) -> tuple[str, bool]:
    """The words of one line, and whether the whole of it was strong or a heading."""
    if len(line) > _LONGEST_LINE:
        return line, False
    bare = line.strip()
    if _RULE.fullmatch(bare) or bare.startswith("```"):
        return "", False
    heading = _HEADING.match(line)
    strong = heading is not None or _WHOLE_STRONG.fullmatch(bare) is not None
    text = line[heading.end() :].rstrip("# ") if heading else _QUOTE.sub("", line)
    text = _BULLET.sub(r"\1- ", text)
    for pattern, kept in (
        (_STRONG, r"\2"),
        (_EMPHASIS, r"\1"),
        (_UNDERLINED, r"\1"),
        (_CODE, r"\1"),
        (_LINK, r"\1"),
        (_ESCAPE, r"\1"),
        (_BREAK, " "),
    ):
        text = pattern.sub(kept, text)
    return text, strong


def is_table_rule(line: str) -> bool:
    """The "|---|---|" line under a table's heading."""
    return _TABLE_RULE.fullmatch(line.strip()) is not None


def table_cells(line: str) -> tuple[str, ...]:
    """The cells of a "| a | b |" row; () for any other line."""
    bare = line.strip()
    if not (bare.startswith("|") and bare.endswith("|") and 2 < bare.count("|") < _MOST_CELLS):
        return ()
    return tuple(cell.strip() for cell in bare[1:-1].split("|"))
