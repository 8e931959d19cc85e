"""create_app(): the one module that knows every room."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from flask import Flask, Response, current_app, request, session
from werkzeug.middleware.proxy_fix import ProxyFix

import tracker.models  # noqa: F401 — names all tables
from tracker import cli, scheduler
from tracker.blueprints import doors, errors, filters, index_words, page_context, page_words
from tracker.blueprints.present import present_user
from tracker.config import ROOT, WEB_THREADS, Config
from tracker.db import db, prepare
from tracker.domain.history_chain import Keys
from tracker.extensions import (
    OfficeDomain,
    PageEnvironment,
    babel,
    bootstrap,
    count_in_sentences,
    csrf,
    limiter,
    login,
    migrate,
)
from tracker.models import User
from tracker.queries.present_people import person_of_session
from tracker.services import history_sealing
from tracker.storage import FolderStore
from tracker.surroundings import KEY, Surroundings

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)

history_sealing.watch(db.session, lambda: Keys(current_app.config["HISTORY_KEYS"]))


def system_clock() -> datetime:
    """The only look at the machine's clock for web and scheduler."""
    return datetime.now(UTC)  # noqa: TID251 — the composition root chooses the clock


def create_app(config: Config, *, clock: Callable[[], datetime] = system_clock) -> Flask:
    """The application on these settings."""
    app = Flask("tracker", root_path=str(ROOT / "tracker"))
    app.jinja_environment = PageEnvironment
    app.config.update(_flask_settings(config))
    config.data_dir.mkdir(parents=True, exist_ok=True)
    store = FolderStore(config.data_dir / "store")
    app.extensions[KEY] = Surroundings(
        config=config,
        store=store,
        clock=clock,
        fire_times=lambda now: scheduler.fire_times(
            scheduler.Clockwork(app=app, config=config, store=store, clock=clock, owner=""), now
        ),
    )
    _bind_extensions(app, config)
    doors.register(app)
    filters.register(app)
    errors.register(app)
    page_context.register(app)
    page_words.register(app)
    index_words.register(app)
    cli.register(app)
    app.after_request(_secure_headers)
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    logging.getLogger("tracker").setLevel(logging.INFO)
    return app


def _flask_settings(config: Config) -> dict[str, object]:
    # An error of the database is logged without the values: they may be a paper or a password.
    # Every thread keeps its connection: one beyond the pool would be opened anew each time.
    engine: dict[str, object] = {"pool_size": WEB_THREADS, "hide_parameters": True}
    if config.database_url.startswith("sqlite"):
        engine["connect_args"] = {"timeout": 15}
    else:
        engine["pool_pre_ping"] = True
    return {
        "SECRET_KEY": config.secret_key,
        "HISTORY_KEYS": config.history_keys,
        "SQLALCHEMY_DATABASE_URI": config.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine,
        "TESTING": config.testing,
        "MAX_CONTENT_LENGTH": config.max_upload,
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "MAX_FORM_PARTS": 5000,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": config.base_url.startswith("https://"),
        "SESSION_COOKIE_NAME": f"tracker_{'demo' if config.demo else 'office'}",
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
        "WTF_CSRF_TIME_LIMIT": None,
        "BOOTSTRAP_SERVE_LOCAL": True,
        "BABEL_DEFAULT_LOCALE": config.locale,
        "BABEL_DEFAULT_TIMEZONE": "Asia/Ho_Chi_Minh",
        "RATELIMIT_ENABLED": config.rate_limits,
        "SEND_FILE_MAX_AGE_DEFAULT": timedelta(days=30),
    }


def _bind_extensions(app: Flask, config: Config) -> None:
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"))
    csrf.init_app(app)
    limiter.init_app(app)
    bootstrap.init_app(app)
    login.init_app(app)
    login.user_loader(_user_of_cookie)
    babel.init_app(app, locale_selector=lambda: _language(config))
    babel.domain_instance = OfficeDomain()
    count_in_sentences(app.jinja_env)


def _user_of_cookie(session_key: str) -> User | None:
    """The cookie holds a key that changes with the password: old sessions end there."""
    found = person_of_session(db.session(), session_key)
    return found if found is not None and found.is_active else None


def _language(config: Config) -> str:
    """The signed-in person's, else the one chosen on the sign-in page, else the office's."""
    user = present_user()
    chosen = user.language if user is not None else session.get("language")
    return chosen if chosen in config.languages else config.locale


def _secure_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if request.endpoint not in ("static", "bootstrap.static"):
        headers.setdefault("Cache-Control", "no-store")
    return response
