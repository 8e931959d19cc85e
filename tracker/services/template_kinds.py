"""For what an office may have templates: each kind of official paper, and its reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.documents import paper_example, paper_values, report_example, report_values
from tracker.documents.paper_sample import SAMPLE as PAPER_SAMPLE
from tracker.documents.report_sample import SAMPLE as REPORT_SAMPLE
from tracker.documents.template_catalogue import Catalogue
from tracker.domain.errors import NotFound
from tracker.services.paper_series import REPORT
from tracker.services.papers import KINDS


@dataclass(frozen=True, slots=True)
class TemplateKind:
    """A kind with what its templates may ask for, what they are tried with, and one to begin."""

    code: str
    name: str
    catalogue: Catalogue
    sample: Callable[[], Mapping[str, Any]]
    example: Callable[[], bytes]


def _report_sample() -> Mapping[str, Any]:
    return report_values.values(REPORT_SAMPLE, "Mã bản số liệu minh họa")


def _paper_sample() -> Mapping[str, Any]:
    return paper_values.values(PAPER_SAMPLE)


def _paper(code: str, name: str) -> TemplateKind:
    return TemplateKind(code, name, paper_values.PAPER, _paper_sample, paper_example.example)


TEMPLATE_KINDS: Mapping[str, TemplateKind] = {
    REPORT.code: TemplateKind(
        REPORT.code, REPORT.name, report_values.REPORT, _report_sample, report_example.example
    ),
    **{kind.code: _paper(kind.code, kind.name) for kind in KINDS.values()},
}


def template_kind(code: str) -> TemplateKind:
    """The kind with this code; NotFound for any other."""
    if code not in TEMPLATE_KINDS:
        raise NotFound("Không có loại văn bản này.")
    return TEMPLATE_KINDS[code]
