"""The shape of a deed on a difficulty or proposal: ask (GET), do once (POST), back to its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import render_template, url_for
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import VersionedDeedForm, carry_out
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.obstacle_rules import ObstacleDeedKind, state_after
from tracker.models import Obstacle
from tracker.queries.obstacles import rows_of
from tracker.surroundings import now, today

Answer = Response | str | tuple[str, int]


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
    obstacle_id = obstacle.id
    back = url_for("obstacles.show", obstacle_id=obstacle_id)
    done = carry_out(
        form,
        lambda: service(
            db.session(),
            obstacle_id=obstacle_id,
            version=form.version.data,
            actor=actor(),
            now=now(),
            **values(),
        ),
        location=lambda _done: back,
        said=said,
    )
    if done is not None:
        return done
    state_after(obstacle.state, kind)
    (row,) = rows_of(db.session(), actor(), [obstacle], today())
    page = render_template(
        f"obstacles/{kind.value}.html",
        obstacle=obstacle,
        row=row,
        form=form,
        back=back,
        **context,
    )
    return (page, 422) if form.errors else page
