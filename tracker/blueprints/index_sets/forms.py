"""Forms of index sets: the head, one item, the file that is looked at first."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField, SelectField
from wtforms.validators import NumberRange

from tracker.blueprints.deeds import DeedForm, VersionedDeedForm
from tracker.blueprints.fields import (
    EnumField,
    Filled,
    NormalisedStringField,
    NormalisedTextArea,
    UploadField,
)
from tracker.domain.errors import InvalidInput
from tracker.domain.index_notation import read_rule, rule_text
from tracker.domain.index_numbers import number_text, read_number
from tracker.domain.index_rule import Rule, ScoringKind
from tracker.domain.index_scoring import NotApplicable
from tracker.domain.index_tree import Method, Side
from tracker.models import IndexItem, IndexSet
from tracker.queries.index_sets import ItemLine, line_of
from tracker.services.index_sets import SetHead

MAX_FILE = 5 * 1024 * 1024


class SetForm(DeedForm):
    """What stands above the items."""

    name = NormalisedStringField(
        _("Tên bộ chỉ số"), [Filled(_("Hãy ghi tên bộ chỉ số."))], max_length=200
    )
    year = IntegerField(
        _("Năm"),
        [
            Filled(_("Hãy ghi năm.")),
            NumberRange(2000, 2100, message=_("Năm phải từ 2000 đến 2100.")),
        ],
    )
    group_name = NormalisedStringField(
        _("Nhóm đơn vị áp dụng"), [Filled(_("Hãy ghi nhóm đơn vị áp dụng."))], max_length=200
    )
    group_id = SelectField(_("Nhóm trong danh mục đơn vị"), coerce=int, choices=[], default=0)
    total = NormalisedStringField(_("Tổng điểm trong thang"), default="100", max_length=12)
    basis = NormalisedStringField(_("Quyết định ban hành"), max_length=300)

    def head(self, *, is_sample: bool = False) -> SetHead:
        """The head that was typed. Raises InvalidInput for a total that is no number."""
        return SetHead(
            name=self.name.data or "",
            year=self.year.data or 0,
            group_name=self.group_name.data or "",
            group_id=self.group_id.data or None,
            total=read_number(self.total.data or "100", field="total"),
            basis=self.basis.data or "",
            is_sample=is_sample,
        )


def of_set(index_set: IndexSet, *, year: int | None = None) -> dict[str, Any]:
    """What a copy begins with."""
    return {
        "name": index_set.name,
        "year": year or index_set.year,
        "group_name": index_set.group_name,
        "group_id": index_set.group_id or 0,
        "total": number_text(index_set.total),
        "basis": index_set.basis,
    }


class ItemForm(VersionedDeedForm):
    """One item; rule and way of scoring only where nothing stands below it."""

    code = NormalisedStringField(_("Mã"), [Filled(_("Hãy ghi mã, ví dụ 1.2.3."))], max_length=20)
    name = NormalisedTextArea(_("Nội dung"), [Filled(_("Hãy ghi nội dung."))], max_length=1000)
    maximum = NormalisedStringField(
        _("Điểm tối đa"), [Filled(_("Hãy ghi điểm tối đa."))], max_length=12
    )
    side = EnumField(_("Thang điểm"), enum=Side, default=Side.SCALE)
    method = EnumField(_("Hình thức"), enum=Method, default=Method.SELF)
    kind = EnumField(_("Quy tắc"), enum=ScoringKind, empty=_("– Có mục con, không chấm riêng –"))
    rule = NormalisedTextArea(_("Cách chấm"), max_length=2000)
    not_applicable = EnumField(
        _("Khi không phát sinh"), enum=NotApplicable, default=NotApplicable.REFUSED
    )
    evidence_asked = NormalisedTextArea(_("Tài liệu kiểm chứng"), max_length=1000)
    data_window = NormalisedStringField(_("Kỳ số liệu"), max_length=200)
    appraiser = NormalisedStringField(_("Cơ quan thẩm định"), max_length=200)

    def line(self) -> ItemLine:
        """The item that was typed. Raises InvalidInput at its field."""
        return ItemLine(
            code=(self.code.data or "").rstrip("."),
            name=self.name.data or "",
            maximum=read_number(self.maximum.data or "", field="maximum"),
            side=self.side.data or Side.SCALE,
            method=self.method.data or Method.SELF,
            rule=self._rule(),
            not_applicable=self.not_applicable.data or NotApplicable.REFUSED,
            evidence_asked=self.evidence_asked.data or "",
            data_window=self.data_window.data or "",
            appraiser=self.appraiser.data or "",
        )

    def _rule(self) -> Rule | None:
        kind = self.kind.data
        if kind is None:
            if self.rule.data:
                raise InvalidInput("Có cách chấm thì phải ghi quy tắc.", field="kind")
            return None
        try:
            return read_rule(kind, self.rule.data or "")
        except InvalidInput as error:
            error.field = "rule"
            raise


def of_item(item: IndexItem) -> dict[str, Any]:
    """What the form shows of an item."""
    line = line_of(item)
    return {
        "code": line.code,
        "name": line.name,
        "maximum": number_text(line.maximum),
        "side": line.side,
        "method": line.method,
        "kind": line.rule.kind if line.rule is not None else None,
        "rule": rule_text(line.rule) if line.rule is not None else "",
        "not_applicable": line.not_applicable,
        "evidence_asked": line.evidence_asked,
        "data_window": line.data_window,
        "appraiser": line.appraiser,
    }


class SetFileForm(DeedForm):
    """The file to look at."""

    file = UploadField(
        _("Tệp Excel"), [Filled(_("Hãy chọn tệp Excel."))], kinds=("xlsx",), max_size=MAX_FILE,
        multiple=False,
    )  # fmt: skip


class SetConfirmForm(SetForm):
    """The rows that were looked at, and what stands above them."""

    rows = HiddenField()
    sample = HiddenField()
