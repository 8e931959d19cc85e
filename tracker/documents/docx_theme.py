"""The theme part that Word expects beside the styles: one typeface, black on white.

No style of ours refers to it; charts and what a clerk adds by hand take their colours and
their typeface from here, so that they too come out in Times New Roman.
"""

from __future__ import annotations

from tracker.documents.docx_markup import Xml
from tracker.documents.docx_styles import FONT

_NAME = "Văn bản hành chính"
#: Dark and light pairs, six accents that differ in grey print too, two link colours.
_COLOURS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "1F3864", "lt2": "F2F2F2",
    "accent1": "1F4E79", "accent2": "C55A11", "accent3": "548235", "accent4": "BF9000",
    "accent5": "7F7F7F", "accent6": "833C0B", "hlink": "0563C1", "folHlink": "954F72",
}  # fmt: skip


def theme_part() -> Xml:
    """The whole of word/theme/theme1.xml."""
    colours = "".join(
        f'<a:{role}><a:srgbClr val="{value}"/></a:{role}>' for role, value in _COLOURS.items()
    )
    face = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return Xml(
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{_NAME}">'
        f'<a:themeElements><a:clrScheme name="{_NAME}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{_NAME}"><a:majorFont>{face}</a:majorFont>'
        f"<a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="{_NAME}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
