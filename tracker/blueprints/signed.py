"""What was looked at travels in the form, signed, until it is confirmed.

So any web node can take the second step; a value is good for one person in one office, for one
purpose and a limited time.
"""

from __future__ import annotations

import json
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from tracker.domain.errors import InvalidInput
from tracker.permissions import Actor

VALID_FOR = 2 * 3600
"""Seconds between looking and confirming."""


def packed(value: object, purpose: str, me: Actor) -> str:
    """``value`` (plain) as a text for a hidden field."""
    return str(_signer(purpose, me).dumps(json.dumps(value, ensure_ascii=False)))


def loaded(text: str, purpose: str, me: Actor) -> Any:
    """The value that ``packed`` gave out. Raises InvalidInput when it is old or not ours."""
    try:
        return json.loads(_signer(purpose, me).loads(text, max_age=VALID_FOR))
    except BadData:
        raise InvalidInput("Danh sách đã quá hạn kiểm tra. Hãy tải tệp Excel lên lại.") from None


def _signer(purpose: str, me: Actor) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        current_app.secret_key or "", f"import-{purpose}-{me.user_id}-{me.office_id}"
    )
