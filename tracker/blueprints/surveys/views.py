"""One questionnaire: its questions, how many answered, and what came out when that may show."""

from __future__ import annotations

from flask import render_template

from tracker.blueprints.deeds import DeedForm
from tracker.blueprints.guards import requires
from tracker.blueprints.surveys.room import bp
from tracker.db import db
from tracker.domain.survey_sheet import SurveyState
from tracker.models import Questionnaire
from tracker.permissions import Permission
from tracker.queries.surveys import factor_shares, turnout


@bp.get("/<int:questionnaire_id>")
@requires(Permission.INDEX_RUN, questionnaire=Questionnaire)
def show(questionnaire: Questionnaire) -> str:
    """Phiếu hỏi."""
    return render_template(
        "surveys/show.html",
        asked=questionnaire,
        is_draft=questionnaire.state is SurveyState.DRAFT,
        is_open=questionnaire.state is SurveyState.OPEN,
        is_closed=questionnaire.state is SurveyState.CLOSED,
        lines=turnout(db.session(), questionnaire),
        factors=factor_shares(db.session(), questionnaire),
        form=DeedForm(),
    )
