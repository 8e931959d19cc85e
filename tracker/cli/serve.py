"""The web process, and what must be ready before it starts. ``manage.py run`` calls both."""

from __future__ import annotations

import gc
import ipaddress
import socket
from collections.abc import Sequence
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select
from waitress import create_server

from tracker.cli.migrations import invoke, migrate_safely
from tracker.cli.translations import compile_catalogues
from tracker.config import WEB_THREADS
from tracker.db import db
from tracker.launch.processes import follow_parent
from tracker.launch.siblings import multiply
from tracker.models import Office
from tracker.surroundings import config

group = AppGroup("serve", help="The web process and what it needs.")

_host = click.option("--host", default="127.0.0.1", show_default=True)
_port = click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535))


@group.command("prepare")
@_host
@click.pass_context
def prepare(context: click.Context, host: str) -> None:
    """Catalogues, tables, and the demonstration with its accounts when there is no office."""
    follow_parent()
    _refuse_open_demo(host)
    try:
        compile_catalogues()
    except OSError as error:  # a program folder that only the administrator may write to
        click.echo(f"flask translations compile: {error}", err=True)
    migrate_safely(context)
    if _has_no_office():
        if not config().demo:
            raise click.ClickException(
                "Chưa có cơ quan nào. Hãy chạy: python3 manage.py flask office create / "
                "There is no office yet; create one with the command above."
            )
        click.echo("Đang nạp dữ liệu trình diễn … / Loading the demonstration …")
        invoke(context, "demo", "load")
    if config().demo:
        invoke(context, "demo", "accounts")


@group.command("web")
@_host
@_port
@click.option("--threads", default=WEB_THREADS, show_default=True, type=click.IntRange(1, 64))
@click.option("--socket", "numbers", multiple=True, type=int, help="A bound socket, inherited.")
@click.option("--workers", default=1, type=int, help="Processes at the sockets (not on Windows).")
def web(host: str, port: int, threads: int, numbers: tuple[int, ...], workers: int) -> None:
    """Serve the pages until asked to stop; requests under way are answered first."""
    _refuse_open_demo(host)
    if workers > 1:
        _load_templates()  # once for all of them
    gc.collect()
    gc.freeze()  # what start-up made stays for ever: no collection need look at it again
    siblings = multiply(workers)  # before any thread and any connection to the database
    follow_parent()
    siblings.watch()
    try:
        _serve(host, port, threads, numbers)
    finally:
        siblings.end()


def _load_templates() -> None:
    """Our own pages, put together before anybody asks: no first reader waits for it."""
    environment, loader = current_app.jinja_env, current_app.jinja_loader
    for name in loader.list_templates() if loader is not None else ():
        environment.get_template(name)


def _serve(host: str, port: int, threads: int, numbers: Sequence[int]) -> None:
    where: dict[str, Any] = {"host": host, "port": port}
    if numbers:
        where = {"sockets": [socket.socket(fileno=number) for number in numbers]}
    try:
        server = create_server(
            current_app._get_current_object(),  # type: ignore[attr-defined]
            **where,
            threads=threads,
            ident=None,
            max_request_body_size=4 * config().max_upload,  # above the limit that has a page
            clear_untrusted_proxy_headers=config().trusted_proxies == 0,
        )
    except OSError as error:
        raise click.ClickException(
            f"Không mở được cổng {port} tại {host}. / Cannot listen there: {error}"
        ) from error
    click.echo(f"\nĐịa chỉ / Address: {config().base_url}\nDừng lại / Stop: Ctrl-C\n")
    server.run()


def _refuse_open_demo(host: str) -> None:
    """The demonstration's passwords are public, so it listens on this machine only."""
    if config().demo and not _is_loopback(host):
        raise click.ClickException(
            "Dữ liệu trình diễn có mật khẩu công khai nên chỉ chạy trên máy này "
            "(--host 127.0.0.1). Để dùng thật, hãy tạo cơ quan: python3 manage.py flask "
            "office create / The demonstration listens on this machine only; create a real "
            "office to serve others."
        )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _has_no_office() -> bool:
    found = db.session.scalar(select(Office.id).limit(1))
    db.session.rollback()
    return found is None
