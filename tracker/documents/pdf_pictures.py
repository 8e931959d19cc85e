"""Which pages are pictures: what a person sees there, no letter tells."""

from __future__ import annotations

from typing import Any

from pypdfium2 import raw

from tracker.documents.pdf_words import Sheet

_FEW_LETTERS = 60
"""A scanner's note, a page number or a signature's look may be printed over a scanned page."""

_MOST_OF_PAGE, _SOME_OF_PAGE = 0.5, 0.1
_FEWEST_STROKES = 100
"""Letters drawn as curves make hundreds of strokes a page; a frame or a ruled line a few."""

_SEEN = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)


def is_picture(page: Any, sheet: Sheet) -> bool:
    """Whether this page must be read off its picture.

    No letters, but an image or many strokes (a blank page is no picture); or few letters on a
    page that images cover.
    """
    letters = sum(len(word.text) for word in sheet.words)
    if letters > _FEW_LETTERS:
        return False
    images, strokes = 0.0, 0
    for thing in page.get_objects(filter=_SEEN, max_depth=3):
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.get_bounds()
            images += (right - left) * (top - bottom)
        elif (strokes := strokes + 1) >= _FEWEST_STROKES:
            break
    share = images / max(sheet.width * sheet.height, 1.0)
    if not letters:
        return share >= _SOME_OF_PAGE or strokes >= _FEWEST_STROKES
    return share >= _MOST_OF_PAGE
