"""Health: the last plan, the last delivery, what waits, when jobs run next, what is missing."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from tracker.blueprints.guards import public, requires
from tracker.blueprints.health.job_words import job_rows
from tracker.blueprints.present import present_office
from tracker.db import db
from tracker.domain.delivery import MailState
from tracker.domain.errors import NotFound
from tracker.permissions import Permission
from tracker.queries.health import clock_holder, standing, standings
from tracker.queries.queue import queue
from tracker.services.live_mail import machines, mail_of
from tracker.surroundings import config, disk_free, fire_times, now

bp = Blueprint("health", __name__)


@bp.get("/health")
@requires(Permission.OUTBOX_VIEW)
def index() -> str:
    """The state of the clock and of the mail, the answer first."""
    session, office = db.session(), present_office()
    if office is None:
        raise NotFound("Bạn chưa thuộc cơ quan nào.")
    found = standing(session, office.id, office.created_at, now())
    waiting, mail, holder = queue(session, office.id), mail_state(), clock_holder(session, now())
    faults = _faults(found.late, holder is not None and holder.alive, mail, waiting.failed)
    return render_template(
        "health/index.html",
        heading=_heading(faults),
        faults=faults,
        standing=found,
        queue=waiting,
        mail=mail,
        holder=holder,
        live=mail is MailState.LIVE,
        machines=machines(session),
        this_host=config().host,
        jobs=job_rows(fire_times()),
        disk_free=disk_free(),
    )


@bp.get("/healthz")
@public
def probe() -> tuple[Response, int]:
    """For a monitor: 200, or 503 when a plan is overdue or the database does not answer."""
    try:
        facts = _facts()
    except SQLAlchemyError:
        db.session.rollback()
        return jsonify(status="down", database="no answer"), 503
    late = facts["plan"]["late"]
    return jsonify(status="late" if late else "ok", **facts), 503 if late else 200


def mail_state() -> MailState:
    """Whether messages leave from here."""
    return mail_of(db.session(), config())


def _facts() -> dict[str, Any]:
    """Numbers and moments; no name, no address, nothing that opens anything."""
    session, moment = db.session(), now()
    offices, waiting = standings(session, moment), queue(session)
    holder = clock_holder(session, moment)
    days = [one.planned_on for one in offices if one.planned_on]
    return {
        "at": moment.isoformat(),
        "database": "ok",
        "plan": {
            "last_on": min(days).isoformat() if days else None,
            "late": any(one.late for one in offices),
        },
        "scheduler": {
            "alive": holder is not None and holder.alive,
            "heard_at": holder.renewed_at.isoformat() if holder else None,
        },
        "mail": {
            "state": mail_state().value,
            "last_sent_at": waiting.last_sent.isoformat() if waiting.last_sent else None,
            "waiting": waiting.waiting,
            "postponed": waiting.postponed,
            "failed": waiting.failed,
            "doubtful": waiting.doubtful,
            "oldest_waiting_since": waiting.oldest.isoformat() if waiting.oldest else None,
        },
        "calendar_missing": sorted({year for one in offices for year in one.missing_years}),
        "disk_free_bytes": disk_free(),
    }


def _faults(late: bool, clock_runs: bool, mail: MailState, failed: int) -> list[str]:
    return [
        *([_("Lịch nhắc của ngày làm việc gần nhất chưa được lập.")] if late else []),
        *([] if clock_runs else [_("Bộ lập lịch không chạy.")]),
        *([] if mail is MailState.LIVE else [_("Thư không rời khỏi máy này.")]),
        *(
            [ngettext("%(num)s thư không gửi được.", "%(num)s thư không gửi được.", failed)]
            if failed
            else []
        ),
    ]


def _heading(faults: list[str]) -> str:
    if not faults:
        return _("Hệ thống vận hành bình thường")
    return ngettext("%(num)s điều cần xem", "%(num)s điều cần xem", len(faults))
