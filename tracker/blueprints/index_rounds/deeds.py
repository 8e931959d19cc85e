"""Deeds on a round: opened, closed to the units, published by a decision, sealed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tracker.blueprints.deeds import VersionedDeedForm, carry_out
from tracker.blueprints.guards import requires
from tracker.blueprints.index_rounds.forms import PublishForm, RoundForm
from tracker.blueprints.index_rounds.views import bp
from tracker.blueprints.present import actor
from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.domain.index_life import RoundState, SetState
from tracker.models import IndexRound, IndexSet, Unit
from tracker.permissions import Permission
from tracker.queries.units import choices_by_type, existing_units, members_on
from tracker.services import index_rounds
from tracker.surroundings import now, today

Answer = Response | str | tuple[str, int]


@bp.route("/new/<int:index_set_id>", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN, index_set=IndexSet)
def open_round(index_set: IndexSet) -> Answer:
    """Mở đợt đánh giá by a set in use."""
    if index_set.state is not SetState.IN_USE:
        raise Conflict("Chỉ mở đợt đánh giá bằng bộ chỉ số đang áp dụng.")
    form = RoundForm(
        name=_("Chỉ số CCHC năm %(year)s", year=index_set.year),
        from_on=today(),
        units=_usual_units(index_set),
    )
    units = existing_units(db.session(), actor().office_id or 0, today())
    form.units.offer(choices_by_type(_scored(units)))
    set_id = index_set.id
    done = carry_out(
        form,
        lambda: index_rounds.open_round(
            db.session(), set_id=set_id, plan=form.plan(), unit_ids=form.units.data or [],
            actor=actor(), now=now(),
        ),
        location=_shown,
        said=_("Đã mở đợt đánh giá. Các đơn vị được thông báo."),
    )  # fmt: skip
    if done is not None:
        return done
    page = render_template("index_rounds/open.html", form=form, index_set=index_set)
    return (page, 422) if form.errors else page


def _usual_units(index_set: IndexSet) -> list[int]:
    if index_set.group is None:
        return []
    return [member.unit_id for member in members_on(index_set.group, today())]


def _scored(units: list[Unit]) -> list[Unit]:
    """Bodies that the office cannot order are not scored (design D17)."""
    return [unit for unit in units if not unit.outside]


@bp.route("/<int:round_id>/close", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN, round=IndexRound)
def close(round: IndexRound) -> Answer:
    """Kết thúc tự chấm."""
    return _deed_page(
        round,
        VersionedDeedForm(version=round.row_version),
        index_rounds.close,
        RoundState.OPEN,
        heading=_("Kết thúc tự chấm"),
        consequence=_(
            "Phiếu chưa chốt bị khóa theo hiện trạng; nội dung chưa chấm tính 0 điểm. "
            "Sau đó chỉ mở lại từng phiếu, có lý do."
        ),
        said=_("Đã kết thúc tự chấm."),
    )


@bp.route("/<int:round_id>/publish", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN, round=IndexRound)
def publish(round: IndexRound) -> Answer:
    """Công bố kết quả."""
    form = PublishForm(version=round.row_version)
    return _deed_page(
        round,
        form,
        index_rounds.publish,
        RoundState.CLOSED,
        heading=_("Công bố kết quả"),
        consequence=_("Mọi đơn vị xem được kết quả và phiếu của nhau. Điểm không sửa được nữa."),
        said=_("Đã công bố kết quả. Các đơn vị được thông báo."),
        values=lambda: {"number": form.number.data or "", "issued_on": form.issued_on.data},
    )


@bp.route("/<int:round_id>/seal", methods=["GET", "POST"])
@requires(Permission.INDEX_RUN, round=IndexRound)
def seal(round: IndexRound) -> Answer:
    """Niêm phong."""
    return _deed_page(
        round,
        VersionedDeedForm(version=round.row_version),
        index_rounds.seal,
        RoundState.PUBLISHED,
        heading=_("Niêm phong đợt đánh giá"),
        consequence=_("Không ai sửa được gì của đợt này nữa; mã niêm phong chứng minh điều đó."),
        said=_("Đã niêm phong."),
    )


def _shown(round_: IndexRound) -> str:
    return url_for("index_rounds.show", round_id=round_.id)


def _deed_page(
    round_: IndexRound,
    form: VersionedDeedForm,
    service: Callable[..., IndexRound],
    wanted: RoundState,
    *,
    heading: str,
    consequence: str,
    said: str,
    values: Callable[[], dict[str, Any]] = dict,
) -> Answer:
    """A page that asks once; the deed on POST."""
    round_id, back = round_.id, _shown(round_)
    done = carry_out(
        form,
        lambda: service(
            db.session(), round_id=round_id, version=form.version.data, actor=actor(), now=now(),
            **values(),
        ),
        location=lambda _done: back,
        said=said,
    )  # fmt: skip
    if done is not None:
        return done
    if round_.state is not wanted:
        raise Conflict("Đợt đánh giá đang ở bước khác nên không thực hiện được việc này.")
    page = render_template(
        "index_rounds/deed.html", round=round_, form=form, heading=heading, back=back,
        consequence=consequence,
    )  # fmt: skip
    return (page, 422) if form.errors else page
