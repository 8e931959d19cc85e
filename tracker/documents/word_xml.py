"""The few questions that every reader of WordprocessingML asks of a node."""

from __future__ import annotations

from xml.etree.ElementTree import Element

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    """The full tag or attribute name: w("p")."""
    return _MAIN + name


def value(node: Element | None, name: str) -> str | None:
    """The ``w:val`` of a child, as <w:jc w:val="center"/>; None when there is no such child."""
    child = node.find(_MAIN + name) if node is not None else None
    return child.get(_MAIN + "val", "") if child is not None else None


def number(node: Element | None, name: str) -> int | None:
    """The ``w:val`` of a child as a whole number; None when absent or no number."""
    text = value(node, name)
    return int(text) if text is not None and text.lstrip("-").isdecimal() else None


def switch(node: Element | None, name: str) -> bool | None:
    """A toggle such as <w:b/>: on, off, or None when it is not mentioned."""
    text = value(node, name)
    return None if text is None else text.lower() not in _OFF
