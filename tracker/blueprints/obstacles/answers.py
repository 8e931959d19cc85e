"""What becomes of it: answer, pass upward, hand on, ask again, close."""

from __future__ import annotations

from flask_babel import gettext as _

from tracker.blueprints.guards import requires
from tracker.blueprints.obstacles.deed_page import deed_page
from tracker.blueprints.obstacles.forms import (
    AnswerForm,
    AskAgainForm,
    CloseForm,
    HandOnForm,
    PassUpForm,
    answers_alone,
    owner_key,
)
from tracker.blueprints.obstacles.raising import offer_owners
from tracker.blueprints.obstacles.views import bp
from tracker.blueprints.present import actor
from tracker.blueprints.versioned_deeds import Answer
from tracker.domain.obstacle_rules import ObstacleDeedKind
from tracker.models import Obstacle
from tracker.permissions import Permission
from tracker.services import obstacle_answers, obstacles


@bp.route("/<int:obstacle_id>/answer", methods=["GET", "POST"])
@requires(Permission.OBSTACLE_ANSWER, obstacle=Obstacle)
def answer(obstacle: Obstacle) -> Answer:
    """Trả lời, with number and day of the paper if there is one."""
    form = AnswerForm(version=obstacle.row_version)
    return deed_page(
        obstacle,
        form,
        obstacle_answers.answer,
        ObstacleDeedKind.ANSWER,
        values=lambda: {
            "text": form.text.data or "",
            "number": form.number.data or "",
            "paper_on": form.paper_on.data,
        },
        said=_("Đã trả lời. Đơn vị được thông báo."),
        alone=answers_alone(obstacle, actor()),
    )


@bp.route("/<int:obstacle_id>/pass-up", methods=["GET", "POST"])
@requires(Permission.OBSTACLE_STEER, obstacle=Obstacle)
def pass_up(obstacle: Obstacle) -> Answer:
    """Chuyển cấp trên."""
    form = PassUpForm(version=obstacle.row_version)
    return deed_page(
        obstacle,
        form,
        obstacle_answers.pass_up,
        ObstacleDeedKind.PASS_UP,
        values=lambda: {
            "to": form.to.data or "",
            "number": form.number.data or "",
            "paper_on": form.paper_on.data,
        },
        said=_("Đã ghi nhận việc chuyển cấp trên. Đơn vị được thông báo."),
    )


@bp.route("/<int:obstacle_id>/hand-on", methods=["GET", "POST"])
@requires(Permission.OBSTACLE_STEER, obstacle=Obstacle)
def hand_on(obstacle: Obstacle) -> Answer:
    """Somebody else owes the answer, or until another day."""
    form = HandOnForm(
        version=obstacle.row_version, owner=owner_key(obstacle), due_on=obstacle.answer_due_on
    )
    offer_owners(form.owner, without=obstacle.unit_id)
    return deed_page(
        obstacle,
        form,
        obstacles.hand_on,
        ObstacleDeedKind.HAND_ON,
        values=lambda: {
            "owner": form.owner.owner,
            "due_on": form.due_on.data,
            "note": form.note.data or "",
        },
        said=_("Đã chuyển người trả lời."),
    )


@bp.route("/<int:obstacle_id>/ask-again", methods=["GET", "POST"])
@requires(Permission.OBSTACLE_FOLLOW, obstacle=Obstacle)
def ask_again(obstacle: Obstacle) -> Answer:
    """The answer does not help: another one is asked for."""
    form = AskAgainForm(version=obstacle.row_version)
    return deed_page(
        obstacle,
        form,
        obstacle_answers.ask_again,
        ObstacleDeedKind.ASK_AGAIN,
        values=lambda: {"note": form.note.data or ""},
        said=_("Đã đề nghị trả lời lại."),
    )


@bp.route("/<int:obstacle_id>/close", methods=["GET", "POST"])
@requires(Permission.OBSTACLE_FOLLOW, obstacle=Obstacle)
def close(obstacle: Obstacle) -> Answer:
    """Over."""
    form = CloseForm(version=obstacle.row_version)
    return deed_page(
        obstacle,
        form,
        obstacle_answers.close,
        ObstacleDeedKind.CLOSE,
        values=lambda: {"reason": form.reason.data or ""},
        said=_("Đã kết thúc."),
    )
