"""In whose name a paper is signed (decree 30/2020, article 13 and annex I, cell 7a).

TM. for a body that decides together, KT. by a deputy for the head, TL. by somebody whom the
head ordered to sign, TUQ. by somebody with a written mandate. What does not fit the authority
is refused with a sentence, before the paper is printed.
"""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.errors import InvalidInput
from tracker.domain.paper_head import Signer
from tracker.domain.vietnamese import one_line


class SigningAuthority(StrEnum):
    """In whose name somebody signs."""

    OWN = "own"
    BODY = "body"
    BODY_BY_DEPUTY = "body_by_deputy"
    DEPUTY = "deputy"
    ORDER = "order"
    MANDATE = "mandate"


_BODY = frozenset({SigningAuthority.BODY, SigningAuthority.BODY_BY_DEPUTY})
_MARKS = {
    SigningAuthority.BODY_BY_DEPUTY: "KT.",
    SigningAuthority.DEPUTY: "KT.",
    SigningAuthority.ORDER: "TL.",
    SigningAuthority.MANDATE: "TUQ.",
}
_DEPUTY = "phó "


def signature_block(
    authority: SigningAuthority, *, body: str, head_post: str, post: str, name: str
) -> Signer:
    """The block from top to bottom.

    ``body`` is who decides together ("Ủy ban nhân dân"), ``head_post`` the head's post ("Chủ
    tịch"), ``post`` the signer's own ("Phó Chủ tịch"). Raises InvalidInput when the authority
    needs what is not given, or when a deputy's post does not say that it is one.
    """
    body, head_post, post = one_line(body), one_line(head_post), one_line(post)
    if not post:
        raise InvalidInput("Hãy ghi chức vụ của người ký.", field="post")
    if authority in _BODY and not body:
        raise InvalidInput("Ký thay mặt (TM.) cần tên tập thể lãnh đạo, cơ quan.", field="body")
    mark = _MARKS.get(authority)
    if mark and not head_post:
        raise InvalidInput(
            "Ký %(mark)s cần chức vụ của người đứng đầu.", field="head_post", mark=mark
        )
    if mark == "KT." and not post.casefold().startswith(_DEPUTY):
        raise InvalidInput(
            "Ký thay (KT.) là cấp phó ký thay người đứng đầu: chức vụ người ký phải là cấp phó.",
            field="post",
        )
    lines = [f"TM. {body}"] if authority in _BODY else []
    lines += [f"{mark} {head_post}"] if mark else []
    return Signer(authority=tuple(lines), post=post, name=one_line(name))
