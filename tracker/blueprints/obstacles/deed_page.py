"""The shape of a deed on a difficulty or proposal: ask (GET), do once (POST), back to its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import render_template, url_for

from tracker.blueprints.deeds import VersionedDeedForm
from tracker.blueprints.present import actor
from tracker.blueprints.versioned_deeds import Answer, versioned_deed
from tracker.db import db
from tracker.domain.obstacle_rules import ObstacleDeedKind, state_after
from tracker.models import Obstacle
from tracker.queries.obstacles import rows_of
from tracker.surroundings import today


def deed_page(
    obstacle: Obstacle,
    form: VersionedDeedForm,
    service: Callable[..., Obstacle],
    kind: ObstacleDeedKind,
    *,
    values: Callable[[], dict[str, Any]],
    said: str,
    **context: Any,
) -> Answer:
    """``values``: what the service takes from the form. Raises Conflict where it cannot be done."""
    back = url_for("obstacles.show", obstacle_id=obstacle.id)

    def page() -> str:
        state_after(obstacle.state, kind)
        (row,) = rows_of(db.session(), actor(), [obstacle], today())
        return render_template(
            f"obstacles/{kind.value}.html",
            obstacle=obstacle,
            row=row,
            form=form,
            back=back,
            **context,
        )

    return versioned_deed(
        form, service, obstacle_id=obstacle.id, values=values, back=back, said=said, page=page
    )
