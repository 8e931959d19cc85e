"""Deeds on questionnaires: made, questions in and out, opened, links, paper, closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import DeedForm, VersionedDeedForm, carry_out, done_before, perform
from tracker.blueprints.guards import requires
from tracker.blueprints.present import actor
from tracker.blueprints.surveys.forms import HeadForm, LinksForm, QuestionForm, paper_form
from tracker.blueprints.surveys.room import bp
from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.domain.index_tree import Method
from tracker.domain.survey_sheet import SurveyState
from tracker.models import IndexRound, Questionnaire
from tracker.permissions import Permission
from tracker.queries.index_sets import leaves_of
from tracker.queries.surveys import unit_choices
from tracker.services import questionnaires, survey_answers
from tracker.surroundings import config, now

Answer = Response | str | tuple[str, int]


@bp.route("/new/<int:round_id>", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN, round=IndexRound)
def create(round: IndexRound) -> Answer:
    """Lập phiếu hỏi."""
    form, round_id = HeadForm(), round.id
    done = carry_out(
        form,
        lambda: questionnaires.create(
            db.session(), round_id=round_id, head=form.head(), actor=actor(), now=now()
        ),
        location=_shown,
        said=_("Đã lập phiếu hỏi. Hãy thêm câu hỏi."),
    )
    return done or _page("surveys/head.html", form, round=round)


@bp.route("/<int:questionnaire_id>/questions/new", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN, questionnaire=Questionnaire)
def add_question(questionnaire: Questionnaire) -> Answer:
    """Thêm câu hỏi."""
    _expect(questionnaire, SurveyState.DRAFT)
    form, key = QuestionForm(), questionnaire.id
    items = leaves_of(questionnaire.round.index_set.items)
    form.offer(
        [(one.id, f"{one.code}. {one.name}") for one in items if one.method is Method.SURVEY]
    )
    done = carry_out(
        form,
        lambda: questionnaires.add_question(
            db.session(), questionnaire_id=key, plan=form.plan(), actor=actor(), now=now()
        ),
        location=_shown,
        said=_("Đã thêm câu hỏi."),
    )
    return done or _page("surveys/question.html", form, asked=questionnaire)


@bp.post("/<int:questionnaire_id>/questions/<int:survey_question_id>/drop")
@requires(Permission.INDEX_RUN, questionnaire=Questionnaire)
def drop_question(questionnaire: Questionnaire, survey_question_id: int) -> Answer:
    """Bỏ câu hỏi of a draft."""
    form, key = DeedForm(), questionnaire.id
    done = carry_out(
        form,
        lambda: questionnaires.drop_question(
            db.session(),
            questionnaire_id=key,
            question_id=survey_question_id,
            actor=actor(),
            now=now(),
        ),
        location=_shown,
        said=_("Đã bỏ câu hỏi."),
    )
    return done or redirect(url_for("surveys.show", questionnaire_id=key))


@bp.route("/<int:questionnaire_id>/open", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN, questionnaire=Questionnaire)
def open_to_answers(questionnaire: Questionnaire) -> Answer:
    """Phát hành."""
    return _deed_page(
        questionnaire, questionnaires.open_to_answers, SurveyState.DRAFT,
        heading=_("Phát hành phiếu hỏi"), said=_("Đã phát hành phiếu hỏi."),
        consequence=_("Sau khi phát hành, câu hỏi và trọng số không sửa được nữa."),
    )  # fmt: skip


@bp.route("/<int:questionnaire_id>/close", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN, questionnaire=Questionnaire)
def close(questionnaire: Questionnaire) -> Answer:
    """Đóng."""
    return _deed_page(
        questionnaire, questionnaires.close, SurveyState.OPEN,
        heading=_("Đóng phiếu hỏi"), said=_("Đã đóng phiếu hỏi."),
        consequence=_(
            "Không ai trả lời được nữa, đường dẫn chưa dùng mất hiệu lực, không mở lại được. "
            "Kết quả của đơn vị đủ số phiếu được hiện và tính vào điểm."
        ),
    )  # fmt: skip


@bp.route("/<int:questionnaire_id>/links", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN, questionnaire=Questionnaire)
def make_links(questionnaire: Questionnaire) -> Answer:
    """Tạo đường dẫn: shown on the answer’s own page, once, and nowhere again."""
    _expect(questionnaire, SurveyState.OPEN)
    form, key = LinksForm(), questionnaire.id
    form.unit.offer(unit_choices(db.session(), questionnaire.round_id))
    if form.is_submitted() and (before := done_before(form)) is not None:
        return before
    tokens = _new_links(form, key) if form.validate_on_submit() else None
    if tokens is None:
        return _page("surveys/links.html", form, asked=questionnaire)
    return render_template(
        "surveys/link_sheet.html",
        asked=db.session.get_one(Questionnaire, key),
        unit=dict(unit_choices(db.session(), questionnaire.round_id))[form.unit.data or 0],
        links=[config().base_url + url_for("answering.show", token=token) for token in tokens],
    )


def _new_links(form: LinksForm, key: int) -> list[str] | None:
    return perform(
        form,
        lambda: survey_answers.make_links(
            db.session(), questionnaire_id=key, unit_id=form.unit.data or 0,
            count=form.count.data or 0, actor=actor(), now=now(),
        ),
        location=lambda _tokens: url_for("surveys.show", questionnaire_id=key),
    )  # fmt: skip


@bp.route("/<int:questionnaire_id>/paper", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN, questionnaire=Questionnaire)
def enter_paper(questionnaire: Questionnaire) -> Answer:
    """Nhập phiếu giấy."""
    _expect(questionnaire, SurveyState.OPEN)
    form, key = paper_form(questionnaire), questionnaire.id
    form.unit.offer(unit_choices(db.session(), questionnaire.round_id))
    done = carry_out(
        form,
        lambda: survey_answers.enter_paper(
            db.session(), questionnaire_id=key, actor=actor(), now=now(),
            counts=form.counts(db.session.get_one(Questionnaire, key)),
        ),
        location=_shown,
        said=_("Đã nhập phiếu giấy."),
    )  # fmt: skip
    return done or _page("surveys/paper.html", form, asked=questionnaire)


def _deed_page(
    asked: Questionnaire,
    service: Callable[..., Questionnaire],
    wanted: SurveyState,
    *,
    heading: str,
    consequence: str,
    said: str,
) -> Answer:
    """A page that asks once; the deed on POST."""
    form, key = VersionedDeedForm(version=asked.row_version), asked.id
    done = carry_out(
        form,
        lambda: service(
            db.session(), questionnaire_id=key, version=form.version.data, actor=actor(), now=now()
        ),
        location=_shown,
        said=said,
    )
    if done is not None:
        return done
    _expect(asked, wanted)
    return _page("surveys/deed.html", form, asked=asked, heading=heading, consequence=consequence)


def _expect(asked: Questionnaire, wanted: SurveyState) -> None:
    if asked.state is not wanted:
        raise Conflict("Phiếu hỏi đang ở bước khác nên không thực hiện được việc này.")


def _shown(asked: Questionnaire) -> str:
    return url_for("surveys.show", questionnaire_id=asked.id)


def _page(template: str, form: DeedForm, **values: Any) -> Answer:
    page = render_template(template, form=form, **values)
    return (page, 422) if form.errors else page
