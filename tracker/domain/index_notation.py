"""Rules as a line of text, as the sheets of the trade write them: for Excel, and for people.

Written and read back without loss. One notation per kind::

    Theo mức                 ≥100: 1,5; 85–<100: 1; <85: 0
    Chọn một mức             đúng hạn: 1; chậm: 0,5; không: 0
    Cộng từng nội dung đạt   có quy chế: 0,75; báo cáo đúng hạn: 0,75
    Trừ theo trường hợp      báo cáo chậm: 0,25; thiếu báo cáo: 1; không dưới: 0
    Theo tỷ lệ               sàn: 70; đủ điểm: 95; chia: 100
    Công thức                điểm = so / tong * 2; so = Văn bản ký số; tong = Tổng văn bản
    Số liệu theo dõi …       đúng hạn | ≥100: 2; 80–<100: 0,5; <80: 0
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from tracker.domain.errors import InvalidInput
from tracker.domain.index_numbers import number_text, read_number
from tracker.domain.index_rule import Band, Measure, Option, Rule, ScoringKind
from tracker.domain.vietnamese import fold, one_line

MEASURE_WORDS: Mapping[Measure, str] = {
    Measure.ON_TIME_RATE: "đúng hạn",
    Measure.DONE_RATE: "đã hoàn thành",
    Measure.REPORTS_IN_TIME: "báo cáo đúng hạn",
    Measure.UPDATE_RATE: "cập nhật tiến độ",
    Measure.OVERDUE_COUNT: "số quá hạn",
}
_LEAST, _FLOOR, _FULL, _BASE = "không dưới", "sàn", "đủ điểm", "chia"
_POINTS = "điểm"
_ONE_SIDED = re.compile(r"(>=|<=|>|<)(.+)")
_SPAN = re.compile(r"(>=|>)?([^<>=]+?)-(<=|<)?([^<>=]+)")
_EXACT = re.compile(r"=?([^<>=-]+)")


def rule_text(rule: Rule) -> str:
    """The rule as one line; empty for kinds that need no more than their name."""
    match rule.kind:
        case ScoringKind.BANDS:
            return _bands_text(rule)
        case ScoringKind.CHOICE | ScoringKind.TICKS:
            return _options_text(rule.options)
        case ScoringKind.PENALTY:
            return f"{_options_text(rule.options)}; {_LEAST}: {number_text(rule.least)}"
        case ScoringKind.PROPORTION:
            return _proportion_text(rule)
        case ScoringKind.FORMULA:
            return "; ".join(
                [
                    f"{_POINTS} = {rule.formula}",
                    *(f"{name} = {said}" for name, said in rule.variables),
                ]
            )
        case ScoringKind.TRACKING:
            inner = _bands_text(rule) if rule.bands else _proportion_text(rule)
            return f"{MEASURE_WORDS[rule.measure]} | {inner}" if rule.measure else inner
        case _:
            return ""


def read_rule(kind: ScoringKind, text: str) -> Rule:
    """The rule that the line says. Raises InvalidInput at the piece that cannot be read."""
    line = one_line(text)
    match kind:
        case ScoringKind.BANDS:
            return Rule(kind, bands=_read_bands(line))
        case ScoringKind.CHOICE | ScoringKind.TICKS:
            return Rule(kind, options=_read_options(line))
        case ScoringKind.PENALTY:
            return _read_penalty(line)
        case ScoringKind.PROPORTION:
            return _read_proportion(kind, line)
        case ScoringKind.FORMULA:
            return _read_formula(line)
        case ScoringKind.TRACKING:
            return _read_tracking(line)
        case _:
            if line:
                raise InvalidInput("Cách chấm này không cần ghi thêm “%(text)s”.", text=line[:60])
            return Rule(kind)


def _bands_text(rule: Rule) -> str:
    return "; ".join(
        f"{band.words().replace(' ', '')}: {number_text(band.points)}" for band in rule.bands
    )


def _options_text(options: tuple[Option, ...]) -> str:
    return "; ".join(f"{option.text}: {number_text(option.points)}" for option in options)


def _proportion_text(rule: Rule) -> str:
    parts = [] if rule.floor is None else [(_FLOOR, rule.floor)]
    parts += [(_FULL, rule.full), (_BASE, rule.base)]
    return "; ".join(f"{name}: {number_text(value)}" for name, value in parts)


def _pairs(line: str) -> list[tuple[str, str]]:
    """ "a: 1; b: 2" → (a, 1), (b, 2); the last colon of a piece parts it."""
    found = []
    for piece in filter(None, (piece.strip() for piece in line.split(";"))):
        text, colon, value = piece.rpartition(":")
        if not colon or not text.strip() or not value.strip():
            raise InvalidInput(
                "Không đọc được “%(piece)s”: cần ghi “nội dung: điểm”.", piece=piece[:60]
            )
        found.append((text.strip(), value.strip()))
    return found


def _read_options(line: str) -> tuple[Option, ...]:
    return tuple(Option(text, read_number(value)) for text, value in _pairs(line))


def _read_penalty(line: str) -> Rule:
    least, options = Decimal(0), []
    for text, value in _pairs(line):
        if fold(text) == fold(_LEAST):
            least = read_number(value)
        else:
            options.append(Option(text, read_number(value)))
    return Rule(ScoringKind.PENALTY, options=tuple(options), least=least)


def _read_bands(line: str) -> tuple[Band, ...]:
    return tuple(_read_band(text, read_number(value)) for text, value in _pairs(line))


def _read_band(text: str, points: Decimal) -> Band:
    bare = text.replace(" ", "").replace("%", "").replace("≥", ">=").replace("≤", "<=")
    bare = bare.replace("–", "-")
    if found := _ONE_SIDED.fullmatch(bare):
        sign, bound = found.group(1), read_number(found.group(2))
        if sign.startswith(">"):
            return Band(bound, sign == ">=", None, False, points)
        return Band(None, False, bound, sign == "<=", points)
    if found := _SPAN.fullmatch(bare):
        above, low, below, high = found.groups()
        return Band(read_number(low), above != ">", read_number(high), below != "<", points)
    if found := _EXACT.fullmatch(bare):
        value = read_number(found.group(1))
        return Band(value, True, value, True, points)
    raise InvalidInput("Không đọc được mức “%(band)s”.", band=text[:60])


def _read_proportion(kind: ScoringKind, line: str, measure: Measure | None = None) -> Rule:
    values: dict[str, Decimal] = {}
    for text, value in _pairs(line):
        name = next((known for known in (_FLOOR, _FULL, _BASE) if fold(known) == fold(text)), None)
        if name is None:
            raise InvalidInput(
                "Không hiểu “%(text)s”: chỉ gồm “sàn”, “đủ điểm”, “chia”.", text=text[:60]
            )
        values[name] = read_number(value)
    full = values.get(_FULL, Decimal(100))
    base = values.get(_BASE, full)
    return Rule(kind, floor=values.get(_FLOOR), full=full, base=base, measure=measure)


def _read_formula(line: str) -> Rule:
    formula, variables = "", []
    for piece in _formula_pieces(line):
        name, sign, said = (part.strip() for part in piece.partition("="))
        if not sign or not said:
            raise InvalidInput("Không đọc được “%(piece)s” trong công thức.", piece=piece[:60])
        if name == _POINTS:
            formula = said
        else:
            variables.append((name, said))
    if not formula:
        raise InvalidInput("Công thức phải bắt đầu bằng “điểm = …”.")
    return Rule(ScoringKind.FORMULA, formula=formula, variables=tuple(variables))


def _formula_pieces(line: str) -> list[str]:
    """Parted at semicolons that stand outside parentheses: "min(a; b)" is one piece."""
    pieces, depth = [""], 0
    for sign in line:
        depth += (sign == "(") - (sign == ")")
        if sign == ";" and depth <= 0:
            pieces.append("")
        else:
            pieces[-1] += sign
    return [piece.strip() for piece in pieces if piece.strip()]


def _read_tracking(line: str) -> Rule:
    name, bar, inner = (part.strip() for part in line.partition("|"))
    measure = next((one for one, said in MEASURE_WORDS.items() if fold(said) == fold(name)), None)
    if not bar or measure is None:
        raise InvalidInput(
            "Không biết số liệu “%(name)s”. Có thể dùng: %(known)s.",
            name=name[:60],
            known=", ".join(MEASURE_WORDS.values()),
        )
    by_bands = any(sign in inner for sign in "<>≥≤")
    if by_bands:
        return Rule(ScoringKind.TRACKING, bands=_read_bands(inner), measure=measure)
    return _read_proportion(ScoringKind.TRACKING, inner, measure)
