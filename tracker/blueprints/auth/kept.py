"""What was typed into a form that has no page of its own: shown, and sent again by hand."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.blueprints.auth.views import bp
from tracker.blueprints.filters import Typed, is_words
from tracker.blueprints.guards import signed_in
from tracker.blueprints.kept_forms import MARK, kept_form


@bp.get("/kept")
@signed_in
def kept() -> Response | str:
    """Nothing happens until the person sends it again."""
    found = kept_form()
    if found is None:
        return redirect(url_for("dashboard.home"))
    typed = [
        Typed(name, value, value if is_words(name, value) else "") for name, value in found.fields
    ]
    sign = "&" if "?" in found.address else "?"
    return render_template(
        "auth/kept.html",
        typed=typed,
        had_files=found.had_files,
        send_to=f"{found.address}{sign}{MARK}=1",
    )
