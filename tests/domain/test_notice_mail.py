"""Every kind of message was decided about: mailed at once, or told in the morning."""

from __future__ import annotations

from tracker.domain.messages import MessageKind
from tracker.domain.notice_mail import AT_ONCE, NEXT_DIGEST, mailed_at_once


def test_every_kind_stands_in_exactly_one_table() -> None:
    assert not set(AT_ONCE) & set(NEXT_DIGEST)
    assert set(AT_ONCE) | set(NEXT_DIGEST) == set(MessageKind) - {MessageKind.DIGEST}
    assert all([*AT_ONCE.values(), *NEXT_DIGEST.values()])


def test_what_the_regulation_wants_at_once_goes_at_once() -> None:
    for kind in (
        MessageKind.ASSIGNED,
        MessageKind.RETURNED,
        MessageKind.CONFIRMED,
        MessageKind.EXTENSION_DECIDED,
        MessageKind.INSTRUCTION_GIVEN,
        MessageKind.URGED,
    ):
        assert mailed_at_once(kind)
    assert not mailed_at_once(MessageKind.SUBMITTED)
    assert not mailed_at_once(MessageKind.MENTIONED)
