"""Small PDFs written by hand: letters at given places, ruled lines, annotations, page turns.

Not embedded Helvetica with a table of letters (ToUnicode) of its own: enough for reading.
Every letter is half as wide as it is high.
"""

from __future__ import annotations

from dataclasses import dataclass, field

A4 = (595.0, 842.0)


@dataclass
class PdfPage:
    """``texts`` are (x, y from the top, size, bold, text); ``rules`` are (x0, y0, x1, y1).

    ``stamps`` are annotations below each other, ``placed`` those with x and y of their letters.
    """

    size: tuple[float, float] = A4
    turn: int = 0
    texts: list[tuple[float, float, float, bool, str]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    stamps: list[tuple[str, str]] = field(default_factory=list)
    placed: list[tuple[float, float, str]] = field(default_factory=list)
    aslant: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 14, bold: bool = False) -> PdfPage:
        """Write one line; returns the page."""
        self.texts.append((x, y, size, bold, text))
        return self

    def lines(
        self, *texts: str, x: float = 85, y: float = 100, size: float = 14, pitch: float = 20
    ) -> PdfPage:
        """Write lines below each other."""
        for place, text in enumerate(texts):
            self.text(x, y + place * pitch, text, size)
        return self

    def grid(self, columns: list[float], heights: list[float]) -> PdfPage:
        """Rule a whole table."""
        self.rules += [(columns[0], y, columns[-1], y) for y in heights]
        self.rules += [(x, heights[0], x, heights[-1]) for x in columns]
        return self


def pdf_file(*pages: PdfPage, signed_at: str = "", contents: bytes = b"") -> bytes:
    """The file. ``signed_at`` as "D:20260205162807+07'00'" adds a signature field.

    ``contents`` are the bytes of the signature itself.
    """
    writer = _Writer()
    for page in pages:
        writer.add(page)
    return writer.finished(signed_at, contents)


class _Writer:
    def __init__(self) -> None:
        self._objects: list[bytes] = [b"", b"", b"", b"", b""]  # catalog, pages, 2 fonts, letters
        self._codes: dict[str, int] = {}
        self._pages: list[int] = []

    def add(self, page: PdfPage) -> None:
        width, height = page.size
        drawn = [
            self._show(x, height - y, size, bold, text) for x, y, size, bold, text in page.texts
        ]
        drawn += [f"{x0} {height - y0} m {x1} {height - y1} l S" for x0, y0, x1, y1 in page.rules]
        drawn += [
            f"BT /F1 40 Tf .7 .7 -.7 .7 150 300 Tm {self._hex(text)} Tj ET" for text in page.aslant
        ]
        content = self._stream("\n".join(drawn))
        annotations = [
            self._stamp(subtype, text, 300, 700 - 30 * place)
            for place, (subtype, text) in enumerate(page.stamps)
        ]
        annotations += [
            self._stamp("FreeText", text, x - 5, height - y - 5) for x, y, text in page.placed
        ]
        listed = " ".join(f"{number} 0 R" for number in annotations)
        self._pages.append(
            self._put(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] "
                f"/Rotate {page.turn} /Contents {content} 0 R /Annots [{listed}] "
                "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
            )
        )

    def finished(self, signed_at: str, contents: bytes) -> bytes:
        form = ""
        if signed_at or contents:
            said = f"/M ({signed_at})" if signed_at else ""
            value = self._put(
                f"<< /Type /Sig /Filter /Adobe.PPKLite {said} "
                f"/Contents <{contents.hex() or '00'}> /ByteRange [0 1 2 1] >>"
            )
            signature = self._put(
                f"<< /FT /Sig /T (Sig1) /V {value} 0 R /Subtype /Widget /Rect [0 0 0 0] >>"
            )
            form = f"/AcroForm << /Fields [{signature} 0 R] /SigFlags 3 >>"
        kids = " ".join(f"{number} 0 R" for number in self._pages)
        self._objects[0] = f"<< /Type /Catalog /Pages 2 0 R {form} >>".encode()
        self._objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(self._pages)} >>".encode()
        widths = " ".join(["500"] * 224)
        for place, font in ((2, "Helvetica"), (3, "Helvetica-Bold")):
            self._objects[place] = (
                f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /FirstChar 32 /LastChar 255 "
                f"/Widths [{widths}] /ToUnicode 5 0 R >>"
            ).encode()
        self._objects[4] = self._letters()
        return self._whole()

    def _show(self, x: float, y: float, size: float, bold: bool, text: str) -> str:
        font = "F2" if bold else "F1"
        return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm {self._hex(text)} Tj ET"

    def _hex(self, text: str) -> str:
        codes = [
            self._codes.setdefault(char, 33 + len(self._codes)) if char != " " else 32
            for char in text
        ]
        return "<" + "".join(f"{code:02x}" for code in codes) + ">"

    def _stamp(self, subtype: str, text: str, x: float, y: float) -> int:
        shown = f"BT /F1 12 Tf 1 0 0 1 5 5 Tm {self._hex(text)} Tj ET".encode()
        look = self._put(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 3 0 R "
            b">> >> /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown)
        )
        return self._put(
            f"<< /Type /Annot /Subtype /{subtype} /Rect [{x} {y} {x + 200} {y + 20}] /F 4 "
            f"/AP << /N {look} 0 R >> >>"
        )

    def _letters(self) -> bytes:
        pairs = "\n".join(
            f"<{code:02x}> <{char.encode('utf-16-be').hex()}>"
            for char, code in [*self._codes.items(), (" ", 32)]
        )
        table = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def "
            "/CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange "
            f"{len(self._codes) + 1} beginbfchar\n{pairs}\nendbfchar endcmap end end"
        ).encode()
        return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(table), table)

    def _stream(self, content: str) -> int:
        raw = content.encode("latin-1")
        return self._put(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(raw), raw))

    def _put(self, content: str | bytes) -> int:
        self._objects.append(content.encode("latin-1") if isinstance(content, str) else content)
        return len(self._objects)

    def _whole(self) -> bytes:
        out = b"%PDF-1.7\n"
        places = []
        for number, content in enumerate(self._objects, start=1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
            len(places) + 1,
            start,
        )
