"""Formulas of the index: a small language of its own, read and reckoned here, never executed.

Numbers, variables, ``+ - * /`` (also × and ÷), parentheses, ``min(a; b)`` and ``max(a; b)``.
A comma parts decimals, so arguments are parted by semicolons, as in a Vietnamese Excel.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tracker.domain.errors import InvalidInput
from tracker.domain.index_numbers import LARGEST
from tracker.domain.vietnamese import one_line

LONGEST = 300
DEEPEST = 30
FUNCTIONS = ("min", "max")
NAME = re.compile(r"[a-z][a-z0-9_]{0,29}", re.ASCII)
_TOKEN = re.compile(r"\s*(?:(\d+(?:[.,]\d+)?)|([a-z][a-z0-9_]*)|([-+*/();]))", re.ASCII)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as typed."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Variable:
    """A name that the sheet gives a value."""

    name: str


@dataclass(frozen=True, slots=True)
class Operation:
    """``sign``: one of ``+ - * / min max``; ``text``: the piece of the formula it stands for."""

    sign: str
    parts: tuple[Formula, ...]
    text: str


Formula = Number | Variable | Operation


def read_formula(text: str) -> Formula:
    """The formula as a tree. Raises InvalidInput with what stands in the wrong place."""
    line = one_line(text).lower().replace("×", "*").replace("÷", "/")
    if not line:
        raise InvalidInput("Chưa có công thức.")
    if len(line) > LONGEST:
        raise InvalidInput("Công thức dài quá %(most)s ký tự.", most=LONGEST)
    return _Reader(line).whole()


def names_in(formula: Formula) -> frozenset[str]:
    """The variables that the formula asks for."""
    if isinstance(formula, Variable):
        return frozenset({formula.name})
    if isinstance(formula, Operation):
        return frozenset().union(*(names_in(part) for part in formula.parts))
    return frozenset()


def value_of(formula: Formula, values: Mapping[str, Decimal]) -> Decimal:
    """Reckon in exact fractions: a third of three is one, and a half is rounded as a half.

    Raises InvalidInput for an unknown name, a division by zero, a result beyond all sense.
    """
    exact = _exact(formula, values)
    if abs(exact) >= LARGEST:
        raise InvalidInput("Kết quả của công thức quá lớn. Hãy kiểm tra các số đã ghi.")
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def _exact(formula: Formula, values: Mapping[str, Decimal]) -> Fraction:
    if isinstance(formula, Number):
        return Fraction(formula.value)
    if isinstance(formula, Variable):
        if formula.name not in values:
            raise InvalidInput("Công thức không biết “%(name)s” là gì.", name=formula.name)
        return Fraction(values[formula.name])
    parts = [_exact(part, values) for part in formula.parts]
    if formula.sign == "/" and parts[1] == 0:
        raise InvalidInput("Không tính được “%(part)s”: số chia bằng 0.", part=formula.text)
    return _reckon(formula.sign, parts)


def _reckon(sign: str, parts: list[Fraction]) -> Fraction:
    match sign:
        case "+":
            return parts[0] + parts[1]
        case "-":
            return parts[0] - parts[1]
        case "*":
            return parts[0] * parts[1]
        case "/":
            return parts[0] / parts[1]
        case "min":
            return min(parts)
        case _:
            return max(parts)


class _Reader:
    """Reads from left to right: sums of products of single things."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.tokens = self._tokens()
        self.place = 0
        self.depth = 0

    def whole(self) -> Formula:
        found = self._sum()
        if self.place < len(self.tokens):
            raise self._misplaced()
        return found

    def _tokens(self) -> list[tuple[str, int, int]]:
        found, at = [], 0
        while at < len(self.line):
            match = _TOKEN.match(self.line, at)
            if match is None:
                raise InvalidInput(
                    "Công thức có ký tự không dùng được: “%(sign)s”.",
                    sign=self.line[at:].strip()[:1],
                )
            found.append((match.group(match.lastindex or 0), match.start(match.lastindex or 0),
                          match.end()))  # fmt: skip
            at = match.end()
        return found

    def _sum(self) -> Formula:
        return self._chain(("+", "-"), self._product)

    def _product(self) -> Formula:
        return self._chain(("*", "/"), self._single)

    def _chain(self, signs: tuple[str, ...], read: Callable[[], Formula]) -> Formula:
        begin = self.place
        found = read()
        while self._here() in signs:
            sign = self._take()
            found = Operation(sign, (found, read()), self._text(begin))
        return found

    def _single(self) -> Formula:
        begin, token = self.place, self._here()
        self.depth += 1
        if self.depth > DEEPEST:
            raise InvalidInput("Công thức có quá nhiều dấu ngoặc lồng nhau.")
        try:
            if token == "-":  # noqa: S105 — a sign
                self._take()
                return Operation("-", (Number(Decimal(0)), self._single()), self._text(begin))
            if token == "(":  # noqa: S105 — a sign
                self._take()
                return self._closing(self._sum())
            if token[:1].isdigit():
                return Number(Decimal(self._take().replace(",", ".")))
            if token[:1].isalpha():
                return self._named(begin)
        finally:
            self.depth -= 1
        raise self._misplaced()

    def _named(self, begin: int) -> Formula:
        name = self._take()
        if self._here() != "(":
            return Variable(name)
        if name not in FUNCTIONS:
            raise InvalidInput("Công thức không có hàm “%(name)s”.", name=name)
        self._take()
        parts = [self._sum()]
        while self._here() == ";":
            self._take()
            parts.append(self._sum())
        self._closing(parts[0])
        return Operation(name, tuple(parts), self._text(begin))

    def _closing(self, found: Formula) -> Formula:
        if self._here() != ")":
            raise InvalidInput("Công thức thiếu dấu đóng ngoặc.")
        self._take()
        return found

    def _here(self) -> str:
        return self.tokens[self.place][0] if self.place < len(self.tokens) else ""

    def _take(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1][0]

    def _text(self, begin: int) -> str:
        return self.line[self.tokens[begin][1] : self.tokens[self.place - 1][2]]

    def _misplaced(self) -> InvalidInput:
        if not self._here():
            return InvalidInput("Công thức chưa hết: thiếu số hoặc tên ở cuối.")
        return InvalidInput("Công thức sai ở chỗ “%(sign)s”.", sign=self._here())
