"""Every door wears exactly one guard: load what is asked for (404), then ask the right (403).

A thing that the person may not see is not there: its door answers as for a wrong number and
tells nothing of what stands behind it.

``@requires(Permission.X)`` guards a page about nothing in particular;
``@requires(Permission.X, task=Task)`` takes ``task_id`` from the address and hands the loaded
``task`` to the view. ``@public`` and ``@signed_in`` are the two exceptions, said aloud.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import redirect, request, session, url_for
from sqlalchemy import inspect, select

from tracker.blueprints.kept_forms import SessionOver, what_was_typed
from tracker.blueprints.present import actor, present_actor, present_user
from tracker.db import Base, db
from tracker.domain.errors import NotAllowed, NotFound
from tracker.domain.message_ids import N_
from tracker.permissions import Permission, allows
from tracker.permissions.scope import SCOPES

NOT_THERE = N_("Không tìm thấy nội dung này. Có thể nó đã bị xóa hoặc đường dẫn không đúng.")

View = TypeVar("View", bound=Callable[..., Any])


def requires(permission: Permission, **things: type[Base]) -> Callable[[View], View]:
    """Guard a view by a permission on at most one loaded thing."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(**values: Any) -> Any:
            if (detour := _sign_in_first()) is not None:
                return detour
            thing = None
            for name, model in things.items():
                thing = values[name] = _visible(model, values.pop(f"{name}_id"))
            if not allows(actor(), permission, thing):
                raise NotAllowed("Bạn không có quyền thực hiện việc này.")
            return view(**values)

        guarded.guard = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return wrap


def public(view: View) -> View:
    """A door that is open to everybody."""
    view.guard = "public"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """A door for whoever is signed in, about nobody's things but their own."""

    @wraps(view)
    def guarded(**values: Any) -> Any:
        detour = _sign_in_first()
        return detour if detour is not None else view(**values)

    guarded.guard = "signed_in"  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def _visible(model: type[Base], thing_id: int) -> Any:
    """The row with this key, when the present person may see it; else NotFound."""
    key = inspect(model).primary_key[0]
    thing = db.session.scalar(select(model).where(key == thing_id, SCOPES[model](actor())))
    if thing is None:
        raise NotFound(NOT_THERE)
    return thing


def load(model: type[Base], thing_id: int) -> Any:
    """The row with this key, or NotFound."""
    thing = db.session.get(model, thing_id)
    if thing is None:
        raise NotFound(NOT_THERE)
    return thing


def _sign_in_first() -> Any:
    """A redirect for who is not signed in, or must first change a one-time password."""
    if present_actor() is None:
        if what_was_typed():
            raise SessionOver
        if request.method == "GET":
            session["next"] = request.full_path.rstrip("?")
        return redirect(url_for("auth.sign_in"))
    user = present_user()
    if (
        user is not None
        and user.must_change_password
        and request.endpoint
        not in (
            "auth.change_password",
            "auth.sign_out",
        )
    ):
        return redirect(url_for("auth.change_password"))
    return None
