"""Forms of a round: opened with its days, units, bands; published by a decision."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from tracker.blueprints.deeds import DeedForm, VersionedDeedForm
from tracker.blueprints.fields import (
    EnumField,
    Filled,
    NormalisedStringField,
    UnitsField,
    VietnameseDateField,
)
from tracker.domain.errors import InvalidInput
from tracker.domain.index_numbers import number_text, read_number
from tracker.domain.index_ranking import USUAL_GRADES, Grade, TieRule
from tracker.services.index_rounds import RoundPlan

GRADES = "; ".join(f"{grade.name}: {number_text(grade.least)}" for grade in USUAL_GRADES)


class RoundForm(DeedForm):
    """Mở đợt đánh giá."""

    name = NormalisedStringField(
        _("Tên đợt đánh giá"), [Filled(_("Hãy ghi tên đợt đánh giá."))], max_length=200
    )
    from_on = VietnameseDateField(_("Bắt đầu tự chấm"), [Filled(_("Hãy ghi ngày bắt đầu."))])
    to_on = VietnameseDateField(_("Kết thúc tự chấm"), [Filled(_("Hãy ghi ngày kết thúc."))])
    tie_rule = EnumField(_("Khi bằng điểm"), enum=TieRule, default=TieRule.SHARED)
    grades = NormalisedStringField(_("Mức xếp loại"), default=GRADES, max_length=500)
    units = UnitsField(_("Đơn vị được đánh giá"))

    def plan(self) -> RoundPlan:
        """What was typed. Raises InvalidInput at its field."""
        assert self.from_on.data is not None  # noqa: S101 — Filled
        assert self.to_on.data is not None  # noqa: S101 — Filled
        return RoundPlan(
            name=self.name.data or "",
            from_on=self.from_on.data,
            to_on=self.to_on.data,
            tie_rule=self.tie_rule.data or TieRule.SHARED,
            grades=_grades(self.grades.data or ""),
        )


def _grades(text: str) -> list[Grade]:
    """ "Xuất sắc: 90; Tốt: 80; …", the best first."""
    found = []
    for piece in filter(None, (piece.strip() for piece in text.split(";"))):
        name, colon, least = piece.rpartition(":")
        if not colon:
            raise InvalidInput(
                "Không đọc được “%(piece)s”: cần ghi “tên mức: từ điểm”.",
                field="grades",
                piece=piece[:60],
            )
        found.append(Grade(name.strip(), read_number(least, field="grades")))
    return found


class PublishForm(VersionedDeedForm):
    """Công bố kết quả."""

    number = NormalisedStringField(
        _("Số, ký hiệu quyết định"), [Filled(_("Hãy ghi số, ký hiệu quyết định."))], max_length=60
    )
    issued_on = VietnameseDateField(_("Ngày quyết định"), [Filled(_("Hãy ghi ngày quyết định."))])
