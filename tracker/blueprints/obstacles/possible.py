"""Which deeds one difficulty or proposal admits now, for whom."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from tracker.blueprints.obstacles.forms import answers_alone
from tracker.domain.labels import label
from tracker.domain.obstacle_rules import ADMITS, ObstacleDeedKind
from tracker.models import Obstacle
from tracker.permissions import Actor, Permission, allows


@dataclass(frozen=True, slots=True)
class ObstacleButton:
    """A link to a deed: its words, where it leads, how it looks."""

    words: str
    url: str
    icon: str
    tone: str


_OFFERS: tuple[tuple[ObstacleDeedKind, str, Permission, str], ...] = (
    (ObstacleDeedKind.ANSWER, "obstacles.answer", Permission.OBSTACLE_ANSWER, "comment"),
    (ObstacleDeedKind.PASS_UP, "obstacles.pass_up", Permission.OBSTACLE_STEER, "up"),
    (ObstacleDeedKind.HAND_ON, "obstacles.hand_on", Permission.OBSTACLE_STEER, "forward"),
    (ObstacleDeedKind.ASK_AGAIN, "obstacles.ask_again", Permission.OBSTACLE_FOLLOW, "return"),
    (ObstacleDeedKind.CLOSE, "obstacles.close", Permission.OBSTACLE_FOLLOW, "check"),
)


def possible_deeds(obstacle: Obstacle, actor: Actor) -> list[ObstacleButton]:
    """What its state admits and the person's right allows; who owes it answers first of all."""
    admitted = ADMITS[obstacle.state]
    own = obstacle.unit_id in actor.unit_ids
    found = []
    for kind, endpoint, permission, icon in _OFFERS:
        if kind not in admitted or not allows(actor, permission, obstacle):
            continue
        alone = answers_alone(obstacle, actor)
        if kind is ObstacleDeedKind.ANSWER and own and not alone:
            continue
        primary = kind is ObstacleDeedKind.ANSWER and alone
        found.append(
            ObstacleButton(
                gettext(label(kind)),
                url_for(endpoint, obstacle_id=obstacle.id),
                icon,
                "deed" if primary else "quiet",
            )
        )
    return found
