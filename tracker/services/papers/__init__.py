"""Kinds of official papers: every file here that has a ``KIND`` is one, and nothing else is."""

from __future__ import annotations

import importlib
import pkgutil

from tracker.domain.errors import NotFound
from tracker.services.papers.paper_kind import PaperKind


def _found() -> dict[str, PaperKind]:
    kinds = []
    for info in pkgutil.iter_modules(__path__, f"{__name__}."):
        kind = getattr(importlib.import_module(info.name), "KIND", None)
        if isinstance(kind, PaperKind):
            kinds.append(kind)
    return {kind.code: kind for kind in sorted(kinds, key=lambda kind: kind.order)}


KINDS = _found()


def kind_of(code: str) -> PaperKind:
    """The kind with this code; NotFound for any other."""
    if code not in KINDS:
        raise NotFound("Không có loại văn bản này.")
    return KINDS[code]
