"""Forms of questionnaires: the head, a question, links, and the counts of paper."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import IntegerField, SelectField
from wtforms.fields.choices import SelectChoice

from tracker.blueprints.deeds import DeedForm
from tracker.blueprints.fields import (
    EnumField,
    Filled,
    NormalisedStringField,
    NormalisedTextArea,
    UnitField,
)
from tracker.domain.errors import InvalidInput
from tracker.domain.index_survey import LEAST_ANSWERS, RespondentGroup
from tracker.domain.survey_sheet import FIVE_STEPS, SipasFactor
from tracker.models import Questionnaire
from tracker.services.questionnaires import QuestionnaireHead, QuestionPlan
from tracker.services.survey_answers import PaperCounts

_l = lazy_gettext


class HeadForm(DeedForm):
    """Lập phiếu hỏi."""

    name = NormalisedStringField(
        _l("Tên phiếu hỏi"), [Filled(_l("Hãy ghi tên phiếu hỏi."))], max_length=200
    )
    respondents = EnumField(
        _l("Nhóm được hỏi"),
        [Filled(_l("Hãy chọn nhóm được hỏi."))],
        enum=RespondentGroup,
        empty=_l("– Chọn nhóm –"),
    )
    least = IntegerField(
        _l("Số phiếu tối thiểu mỗi đơn vị"),
        [Filled(_l("Hãy ghi số phiếu tối thiểu."))],
        default=LEAST_ANSWERS,
    )
    intro = NormalisedTextArea(_l("Lời mở đầu"), max_length=2000)

    def head(self) -> QuestionnaireHead:
        """What was typed, after validation."""
        assert self.respondents.data is not None  # noqa: S101 — Filled
        return QuestionnaireHead(
            name=self.name.data or "",
            respondents=self.respondents.data,
            least=min(self.least.data or 0, 1_000_000),
            intro=self.intro.data or "",
        )


class QuestionForm(DeedForm):
    """Thêm câu hỏi."""

    text = NormalisedStringField(_l("Câu hỏi"), [Filled(_l("Hãy ghi câu hỏi."))], max_length=500)
    answers = NormalisedTextArea(
        _l("Câu trả lời và trọng số"),
        [Filled(_l("Hãy ghi các câu trả lời."))],
        default=FIVE_STEPS,
        max_length=1000,
    )
    item = SelectField(_l("Tính vào tiêu chí"), coerce=lambda value: int(value or 0), choices=[])
    factor = EnumField(_l("Yếu tố SIPAS"), enum=SipasFactor, empty=_l("– Không thuộc SIPAS –"))

    def offer(self, items: list[tuple[int, str]]) -> None:
        """Which criteria a question may feed."""
        none = SelectChoice(0, gettext("– Không tính vào tiêu chí –"))
        self.item.choices = [none, *(SelectChoice(key, said) for key, said in items)]

    def plan(self) -> QuestionPlan:
        """What was typed, after validation."""
        return QuestionPlan(
            text=self.text.data or "",
            answers=self.answers.data or "",
            item_id=self.item.data or None,
            factor=self.factor.data,
        )


class LinksForm(DeedForm):
    """Tạo đường dẫn."""

    unit = UnitField(_l("Đơn vị được đánh giá"), [Filled(_l("Hãy chọn đơn vị."))])
    count = IntegerField(_l("Số đường dẫn"), [Filled(_l("Hãy ghi số đường dẫn."))], default=20)


class PaperForm(DeedForm):
    """Nhập phiếu giấy; a field per question is added by ``paper_form``."""

    unit = UnitField(_l("Đơn vị được đánh giá"), [Filled(_l("Hãy chọn đơn vị."))])
    sent = IntegerField(_l("Số phiếu phát ra"), [Filled(_l("Hãy ghi số phiếu phát ra."))])
    answered = IntegerField(_l("Số phiếu thu về"), [Filled(_l("Hãy ghi số phiếu thu về."))])

    def counts(self, asked: Questionnaire) -> PaperCounts:
        """What was typed. Raises InvalidInput at its field."""
        return PaperCounts(
            unit_id=self.unit.data or 0,
            sent=self.sent.data or 0,
            answered=self.answered.data or 0,
            ticks={one.id: _numbers(self, f"q{one.id}") for one in asked.questions},
        )

    def asked(self) -> list[Any]:
        """The fields of the questions, in their order."""
        return [one for one in self if one.short_name.startswith("q") and one.name[1:].isdigit()]


def paper_form(asked: Questionnaire) -> PaperForm:
    """The form with one field per question: numbers in the order of the answers."""
    fields = {
        f"q{one.id}": NormalisedStringField(
            f"{number}. {one.text}",
            [Filled(_l("Hãy ghi số lượt chọn từng câu trả lời."))],
            description="; ".join(answer.text for answer in one.choices()),
            max_length=100,
        )
        for number, one in enumerate(asked.questions, start=1)
    }
    form: PaperForm = type("PaperFormOfQuestions", (PaperForm,), fields)()
    return form


def _numbers(form: PaperForm, name: str) -> list[int]:
    pieces = str(form[name].data or "").replace(",", ";").split(";")
    try:
        return [min(int(piece), 10_000_000) for piece in pieces]
    except ValueError:
        raise InvalidInput(
            "Hãy ghi các số nguyên cách nhau bằng dấu chấm phẩy, ví dụ 12; 8; 3; 1; 0.", field=name
        ) from None
