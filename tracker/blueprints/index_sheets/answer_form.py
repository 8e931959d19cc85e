"""The form of one item: fields as its rule asks for them, and what they say as an answer."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.blueprints.deeds import VersionedDeedForm
from tracker.blueprints.fields import NormalisedStringField, NormalisedTextArea
from tracker.domain.errors import InvalidInput
from tracker.domain.index_answer import Answer, answer_from_json
from tracker.domain.index_numbers import number_text, read_number
from tracker.domain.index_rule import Rule, ScoringKind
from tracker.domain.index_scoring import NotApplicable
from tracker.models import IndexItem, SheetScore
from tracker.services.sheet_scoring import Statement

LONGEST = 4000


class _Ticks(SelectMultipleField):
    """Several lines of a rule, as a list of checks; none ticked is an answer too."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class ScoreForm(VersionedDeedForm):
    """Points and words; ``answer`` is where a fault of the whole answer stands."""

    answer = HiddenField()
    points = NormalisedStringField(_("Điểm"), max_length=12)
    note = NormalisedTextArea(_("Giải trình"), max_length=LONGEST)

    def statement(self, rule: Rule, *, ask: bool = True) -> Statement:
        """What was typed. Raises InvalidInput at its field."""
        typed = self.points.data or ""
        return Statement(
            answer=_answer(self, rule) if ask else Answer(),
            points=read_number(typed, field="points") if typed else None,
            note=self.note.data or "",
            version=self.version.data,
        )


def score_form(item: IndexItem, rule: Rule, score: SheetScore | None, *, ask: bool) -> ScoreForm:
    """The form as it stands: with the fields of the rule when ``ask``, filled from ``score``."""
    fields = _fields(rule, item.not_applicable) if ask else {}
    form_class = type("ItemScoreForm", (ScoreForm,), fields)
    begun: dict[str, Any] = {"version": score.row_version if score is not None else 0}
    if score is not None:
        begun |= {"note": score.note} | _begun(answer_from_json(score.answer), rule)
        if score.suggested is None or score.points != score.suggested:
            begun["points"] = number_text(score.points)
    form: ScoreForm = form_class(**begun)
    return form


def asked_fields(form: ScoreForm) -> list[tuple[Any, bool, bool]]:
    """The fields of the rule in their order: (field, a list to choose from, a single check)."""
    return [
        (field, isinstance(field, RadioField | _Ticks), isinstance(field, BooleanField))
        for field in form
        if field.name.startswith("a_")
    ]


def _fields(rule: Rule, custom: NotApplicable) -> dict[str, Any]:
    fields = _rule_fields(rule)
    if custom is not NotApplicable.REFUSED:
        fields["a_none"] = BooleanField(_("Không phát sinh trong kỳ đánh giá"))
    return fields


def _rule_fields(rule: Rule) -> dict[str, Any]:
    match rule.kind:
        case ScoringKind.YES_NO:
            pair = [SelectChoice("yes", _("Có")), SelectChoice("no", _("Không"))]
            return {"a_yes": RadioField(_("Kết quả"), choices=pair, validate_choice=False)}
        case ScoringKind.CHOICE:
            lines = _lines(rule)
            return {"a_chosen": RadioField(_("Mức đạt"), choices=lines, validate_choice=False)}
        case ScoringKind.TICKS:
            return {
                "a_ticked": _Ticks(_("Nội dung đạt"), choices=_lines(rule), validate_choice=False)
            }
        case ScoringKind.PENALTY:
            return {
                f"a_count{place}": _number(_("Số trường hợp: %(what)s", what=option.text))
                for place, option in enumerate(rule.options)
            }
        case ScoringKind.FORMULA:
            return {f"a_n_{name}": _number(said) for name, said in rule.variables}
        case ScoringKind.SURVEY:
            return {"a_value": _number(_("Tỷ lệ kết quả điều tra (%%)"))}
        case ScoringKind.TRACKING:
            return {}
        case _:
            return {
                "a_done": _number(_("Số đã đạt")),
                "a_of": _number(_("Tổng số")),
                "a_value": _number(_("hoặc ghi thẳng tỷ lệ, giá trị")),
            }


def _lines(rule: Rule) -> list[SelectChoice]:
    return [
        SelectChoice(str(place), f"{option.text} ({number_text(option.points)})")
        for place, option in enumerate(rule.options)
    ]


def _number(label: Any) -> NormalisedStringField:
    return NormalisedStringField(label, max_length=24)


def _begun(answer: Answer, rule: Rule) -> dict[str, Any]:
    """What the fields show of an answer."""
    begun: dict[str, Any] = {
        f"a_{name}": number_text(value)
        for name, value in (("value", answer.value), ("done", answer.done), ("of", answer.of))
        if value is not None
    }
    if answer.yes is not None:
        begun["a_yes"] = "yes" if answer.yes else "no"
    if answer.chosen is not None:
        begun["a_chosen"] = str(answer.chosen)
    begun["a_ticked"] = [str(place) for place in sorted(answer.ticked or ())]
    for place, count in enumerate(answer.counts or ()):
        begun[f"a_count{place}"] = str(count)
    for name, _said in rule.variables:
        if name in answer.numbers:
            begun[f"a_n_{name}"] = number_text(answer.numbers[name])
    begun["a_none"] = answer.not_applicable
    return begun


def _answer(form: ScoreForm, rule: Rule) -> Answer:
    if "a_none" in form and form["a_none"].data:
        return Answer(not_applicable=True)
    match rule.kind:
        case ScoringKind.YES_NO | ScoringKind.CHOICE | ScoringKind.TICKS:
            return _chosen(form, rule)
        case ScoringKind.PENALTY:
            return Answer(counts=tuple(_count(form, place) for place in range(len(rule.options))))
        case ScoringKind.FORMULA:
            numbers = {name: _typed(form, f"a_n_{name}") for name, _said in rule.variables}
            return Answer(numbers={name: one for name, one in numbers.items() if one is not None})
        case ScoringKind.TRACKING:
            return Answer()
        case ScoringKind.SURVEY:
            return Answer(value=_typed(form, "a_value"))
        case _:
            return Answer(
                value=_typed(form, "a_value"), done=_typed(form, "a_done"), of=_typed(form, "a_of")
            )


def _chosen(form: ScoreForm, rule: Rule) -> Answer:
    if rule.kind is ScoringKind.YES_NO:
        said = form["a_yes"].data
        return Answer(yes=said == "yes" if said in ("yes", "no") else None)
    if rule.kind is ScoringKind.CHOICE:
        return Answer(chosen=_place(form["a_chosen"].data))
    places = [_place(text) for text in form["a_ticked"].data or ()]
    return Answer(ticked=frozenset(place for place in places if place is not None))


def _typed(form: ScoreForm, name: str) -> Decimal | None:
    text = form[name].data or ""
    return read_number(text, field=name) if text else None


def _place(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() else None


def _count(form: ScoreForm, place: int) -> int:
    value = _typed(form, f"a_count{place}") or Decimal(0)
    if value != int(value):
        raise InvalidInput("Số trường hợp phải là số nguyên từ 0 trở lên.", field=f"a_count{place}")
    return int(value)
