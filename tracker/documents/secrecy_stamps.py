"""A secrecy stamp on the picture of a page: a word in a frame, often aslant, put on by hand.

Tesseract takes such a frame for a drawing and reads nothing in it. So frames are looked for,
taken away and set straight, and what stood inside is read once more. Only marks of secrecy are
looked for: what else stands in frames is none of ours.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.documents.page_picture import Picture
from tracker.documents.tesseract import SINGLE_LINE, Patience, seen_words
from tracker.domain.vietnamese import fold

_WIDE, _HIGH = (28.0, 300.0), (12.0, 130.0)
"""Points: a stamp with one word is 1 to 10 cm wide, with its slope up to 4 cm high."""

_FULLEST = 0.5
_STEEPEST = math.radians(25)
_MOST = 8
_DARK = re.compile(rb"[\x00-\xb4]+")
_LONGEST = 14
"""Letters: the longest mark, and what of the text around may have got into its frame."""

_MARKS = (("tuyetmat", "TUYỆT MẬT"), ("toimat", "TỐI MẬT"), ("mat", "MẬT"))

Run = tuple[int, int, int]
"""Row, first and last dark pixel but one."""


@dataclass(slots=True)
class _Shape:
    """Dark pixels that hang together."""

    left: int
    top: int
    right: int
    bottom: int
    runs: list[Run] = field(default_factory=list)

    def take(self, run: Run) -> None:
        row, start, end = run
        self.left, self.right = min(self.left, start), max(self.right, end)
        self.top, self.bottom = min(self.top, row), max(self.bottom, row + 1)
        self.runs.append(run)


def stamps_seen(small: Picture, whole: Picture, patience: Patience) -> list[str]:
    """The secrecy marks in frames on a page, spelled in full.

    ``small`` and ``whole`` are the same page drawn small, to find frames, and as it is read.
    Raises ``TooSlow``: a page that nobody looked through is not judged.
    """
    frames = [shape for shape in _shapes(small) if _is_frame(shape, small.scale)]
    frames.sort(key=lambda shape: shape.top)
    found: list[str] = []
    for frame in frames[:_MOST]:
        seen = seen_words(_inside(frame, small.scale, whole), patience, look=SINGLE_LINE)
        if (mark := _mark_in([word.text for word in seen])) is not None:
            found.append(mark)
    return found


def _mark_in(words: Sequence[str]) -> str | None:
    """The mark that these words are, letters of the text around them aside."""
    bare = ["".join(filter(str.isalpha, fold(word))) for word in words]
    letters = "".join(bare)
    if len(letters) > _LONGEST or not (letters.endswith("mat") or "mat" in bare):
        return None
    return next(spelled for mark, spelled in _MARKS if mark in letters)


def _is_frame(shape: _Shape, scale: float) -> bool:
    wide, high = shape.right - shape.left, shape.bottom - shape.top
    if not (
        _WIDE[0] <= wide / scale <= _WIDE[1]
        and _HIGH[0] <= high / scale <= _HIGH[1]
        and wide > high
    ):
        return False
    dark = sum(end - start for _row, start, end in shape.runs)
    return dark <= wide * high * _FULLEST and abs(_slope(shape)) <= _STEEPEST


def _shapes(picture: Picture) -> list[_Shape]:
    """All shapes, row by row: a run belongs to the runs above that it touches."""
    shapes = _Shapes()
    above: list[tuple[int, int, int]] = []
    for row in range(picture.height):
        strip = picture.grey[row * picture.width : (row + 1) * picture.width]
        here: list[tuple[int, int, int]] = []
        at = 0
        for dark in _DARK.finditer(strip):
            start, end = dark.span()
            while at < len(above) and above[at][1] < start:
                at += 1
            touched = [number for _, _, number in _until(above, at, end)]
            here.append((start, end, shapes.add((row, start, end), touched)))
        above = here
    return shapes.all()


def _until(
    above: Sequence[tuple[int, int, int]], at: int, end: int
) -> Iterator[tuple[int, int, int]]:
    while at < len(above) and above[at][0] <= end:
        yield above[at]
        at += 1


class _Shapes:
    """Shapes that may turn out to be one; the smaller is then poured into the larger."""

    def __init__(self) -> None:
        self._shapes: dict[int, _Shape] = {}
        self._leader: list[int] = []

    def add(self, run: Run, touched: Sequence[int]) -> int:
        """Put a run to the shapes that it touches, which it makes one; that one's number."""
        leaders = {self._lead(number) for number in touched}
        if not leaders:
            row, start, end = run
            self._leader.append(len(self._leader))
            self._shapes[self._leader[-1]] = _Shape(start, row, end, row + 1, [run])
            return self._leader[-1]
        mine = max(leaders, key=lambda number: len(self._shapes[number].runs))
        for other in leaders - {mine}:
            self._leader[other] = mine
            for theirs in self._shapes.pop(other).runs:
                self._shapes[mine].take(theirs)
        self._shapes[mine].take(run)
        return mine

    def all(self) -> list[_Shape]:
        return list(self._shapes.values())

    def _lead(self, number: int) -> int:
        while self._leader[number] != number:
            self._leader[number] = self._leader[self._leader[number]]
            number = self._leader[number]
        return number


def _slope(shape: _Shape) -> float:
    """How far the frame leans (radians, clockwise), by the straighter of its two long edges."""
    upper: dict[int, int] = {}
    lower: dict[int, int] = {}
    wide = shape.right - shape.left
    for row, start, end in shape.runs:
        for x in range(start, end):
            if wide * 0.2 <= x - shape.left <= wide * 0.8:
                upper[x] = min(row, upper.get(x, row))
                lower[x] = max(row, lower.get(x, row))
    return min(_line_through(upper), _line_through(lower), key=lambda line: line[1])[0]


def _line_through(edge: Mapping[int, int]) -> tuple[float, float]:
    """The slope of an edge, and how far its points lie off the line."""
    if len(edge) < 2:
        return 0.0, math.inf
    middle_x = sum(edge) / len(edge)
    middle_y = sum(edge.values()) / len(edge)
    spread = sum((x - middle_x) ** 2 for x in edge)
    slope = sum((x - middle_x) * (y - middle_y) for x, y in edge.items()) / spread
    off = sum(abs(y - middle_y - slope * (x - middle_x)) for x, y in edge.items())
    return math.atan(slope), off / len(edge)


def _inside(frame: _Shape, scale: float, whole: Picture) -> Picture:
    """What stands in the frame, without it, on white, set straight."""
    times = whole.scale / scale
    left, top = int(frame.left * times), int(frame.top * times)
    wide = min(math.ceil(frame.right * times), whole.width) - left
    high = min(math.ceil(frame.bottom * times), whole.height) - top
    rows = [bytearray(whole.grey[(top + y) * whole.width + left :][:wide]) for y in range(high)]
    for row, start, end in frame.runs:
        first = max(int(start * times) - left - 2, 0)
        last = min(math.ceil(end * times) - left + 2, wide)
        for y in range(int(row * times) - top - 2, math.ceil((row + 1) * times) - top + 2):
            if 0 <= y < high:
                rows[y][first:last] = b"\xff" * (last - first)
    return Picture(wide, high, whole.scale, b"".join(_straight(rows, _slope(frame))))


def _straight(rows: Sequence[bytearray], slope: float) -> Iterator[bytes]:
    """Turned about the middle; what comes from outside is white."""
    high, wide = len(rows), len(rows[0])
    sine, cosine = math.sin(slope), math.cos(slope)
    across, down = wide / 2, high / 2
    for y in range(high):
        line = bytearray(b"\xff" * wide)
        for x in range(wide):
            from_x = int(across + (x - across) * cosine - (y - down) * sine)
            from_y = int(down + (x - across) * sine + (y - down) * cosine)
            if 0 <= from_x < wide and 0 <= from_y < high:
                line[x] = rows[from_y][from_x]
        yield bytes(line)
