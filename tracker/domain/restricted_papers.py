"""Papers for internal use ("lưu hành nội bộ", papers to be recalled): what may leave their page.

Whoever may not open the paper reads none of its words, but figures are the same for everybody
(docs/decisions/0011-restricted-papers.md).
"""

from __future__ import annotations

from tracker.domain.message_ids import N_

WITHHELD = N_("Nhiệm vụ theo văn bản lưu hành nội bộ")
"""What stands instead of the words of a task under such a paper."""

WITHHELD_TITLE = N_("Văn bản lưu hành nội bộ")
"""What stands instead of the paper's summary."""

WITHHELD_REMARK = N_("Nội dung không sao chép; xem trong phần mềm.")
"""What stands instead of what people wrote about such a task."""


def outward(text: str, *, restricted: bool, instead: str = WITHHELD) -> str:
    """``text`` as it may stand in mail, in reports and on pages of those who may not open it."""
    return instead if restricted else text
