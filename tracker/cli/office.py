"""``flask office create``: a real office in a data folder and database of its own."""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from pathlib import Path

import click
from flask.cli import AppGroup

from tracker.cli.other_database import database_at
from tracker.config import ROOT, Config
from tracker.db import db, writing
from tracker.domain.errors import DomainError
from tracker.services import passwords
from tracker.services.office_setup import create_office
from tracker.services.presets import preset_titles
from tracker.surroundings import now

MARKER = "office.json"
"""Its presence makes ``run`` start this office instead of the demonstration."""

group = AppGroup("office", help="Cơ quan dùng thật, tách khỏi dữ liệu trình diễn.")


@group.command("create")
@click.option(
    "--name", prompt="Tên cơ quan (ví dụ: UBND huyện Đông Bình)", help="Tên có cấp và địa danh."
)
@click.option(
    "--preset",
    type=click.Choice(sorted(preset_titles())),
    prompt="Mẫu tổ chức (district: cấp huyện; commune: cấp xã từ 01/7/2025)",
    help="Mẫu đơn vị, nhóm, quy định ban đầu.",
)
@click.option("--admin-login", prompt="Tên đăng nhập của người quản trị (ví dụ: lan.nguyen)")
@click.option("--admin-name", prompt="Họ và tên người quản trị")
@click.option(
    "--password-stdin", is_flag=True, help="Đọc mật khẩu của người quản trị từ đầu vào chuẩn."
)
def create(
    name: str, preset: str, admin_login: str, admin_name: str, *, password_stdin: bool
) -> None:
    """Tạo cơ quan trong instance/office (hoặc TRACKER_DATA_DIR) với người quản trị đầu tiên."""
    config = office_config(ROOT / "instance" / "office")
    marker = config.data_dir / MARKER
    _refuse(config, marker)
    password = _typed_password(admin_login, admin_name) if password_stdin else passwords.one_time()
    hashed = passwords.hashed(password)
    moment = now()
    config.data_dir.chmod(0o700)  # the machine's other users have no business here
    try:
        with database_at(config.database_url, history_keys=config.history_keys), writing():
            made = create_office(
                db.session(),
                preset=preset,
                name=name,
                admin_login=admin_login,
                admin_name=admin_name,
                admin_hash=hashed,
                must_change=not password_stdin,
                now=moment,
            )
            called, login = made.office.name, made.administrator.login
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    _mark(marker, called, preset, moment)
    click.echo(f"Đã tạo {called} tại {config.data_dir}")
    click.echo(f"Người quản trị: {login}")
    if not password_stdin:
        click.echo(f"Mật khẩu một lần (chỉ hiện lần này): {password}")
    click.echo("Chạy hệ thống: python3 manage.py run")


def office_config(default: Path) -> Config:
    """The settings of the real office, whatever the present application runs on."""
    env = dict(os.environ)
    env.setdefault("TRACKER_DATA_DIR", str(default))
    return Config.from_env(env)


def _refuse(config: Config, marker: Path) -> None:
    if config.demo:
        raise click.ClickException(
            "Thư mục này dành cho dữ liệu trình diễn. Hãy bỏ TRACKER_DATA_DIR hoặc chọn thư mục "
            "khác cho cơ quan thật."
        )
    if marker.exists():
        raise click.ClickException(
            f"Đã có cơ quan tại {config.data_dir}. Hãy dùng thư mục khác (TRACKER_DATA_DIR)."
        )


def _typed_password(login: str, name: str) -> str:
    """The first line of standard input, when it may be a password."""
    password = sys.stdin.readline().rstrip("\r\n")
    try:
        passwords.check(password, login=login, names=(name,), shortest=12)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    return password


def _mark(marker: Path, name: str, preset: str, moment: datetime) -> None:
    """Last, in one step: an office half made is not started."""
    told = {"name": name, "preset": preset, "created_at": moment.isoformat()}
    fresh = marker.with_suffix(".new")
    fresh.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    os.replace(fresh, marker)
