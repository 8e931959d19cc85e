"""Settings from the environment, one dataclass, no logic beyond reading them."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

WEB_THREADS = 8
"""Per web process, each with a database connection that is kept. A thread is busy only while our
own code runs: waitress reads requests and writes answers by itself, and Python computes one page
at a time whatever their number. Eight let short pages pass while some wait for an export, a
password's hash, LibreOffice or a lock of the database; more processes, not more threads, make
more pages a second."""


@dataclass(frozen=True, slots=True)
class Config:
    """What an operator may set. Sizes in bytes, every path absolute.

    ``data_dir`` holds the database file (when it is SQLite), the file store, the secret key
    and the backups. ``demo`` says that this is the demonstration district: marked on every
    page, loopback only, never a real office.
    """

    data_dir: Path
    database_url: str
    secret_key: str
    history_keys: tuple[str, ...]
    """Seal the history (domain/history_chain): older ones first, the last one seals."""
    base_url: str = "http://127.0.0.1:8080"
    smtp_url: str = ""
    mail_from: str = ""
    smtp_authorities: str = ""
    """A file of certificates believed instead of the system's, for a mail server of one's own."""
    mail_live: bool = False
    host: str = ""
    installation: str = ""
    """Which machine and data folder this is: a copy of the database elsewhere sends nothing."""
    trusted_proxies: int = 0
    locale: str = "vi"
    demo: bool = False
    testing: bool = False
    rate_limits: bool = True
    max_upload: int = 50 * 1024 * 1024
    clamd: str = ""
    """Where a virus scanner listens (channels/clamd); empty: files are not scanned."""
    serve_unscanned: bool = False
    """Whether files are given out before the scanner has looked at them."""
    languages: tuple[str, ...] = field(default=("vi", "en"))

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Config:
        """The settings TRACKER_* of ``env`` (the process's own when None)."""
        env = os.environ if env is None else env
        data_dir = Path(env.get("TRACKER_DATA_DIR") or default_data_dir(ROOT / "instance"))
        data_dir = data_dir.expanduser().resolve()
        return cls(
            data_dir=data_dir,
            database_url=_psycopg(env.get("TRACKER_DATABASE_URL", ""))
            or f"sqlite:///{(data_dir / 'tracker.db').as_posix()}",
            secret_key=env.get("TRACKER_SECRET_KEY", "") or _kept_secret(data_dir, "secret_key"),
            history_keys=tuple(
                (env.get("TRACKER_HISTORY_KEY") or _kept_secret(data_dir, "history_key")).split()
            ),
            base_url=env.get("TRACKER_BASE_URL", "http://127.0.0.1:8080").rstrip("/"),
            smtp_url=env.get("TRACKER_SMTP_URL", ""),
            mail_from=env.get("TRACKER_MAIL_FROM", ""),
            smtp_authorities=env.get("TRACKER_SMTP_CA", ""),
            mail_live=env.get("TRACKER_MAIL_LIVE", "") == "1",
            host=(env.get("TRACKER_HOST") or socket.gethostname())[:120],
            installation=_kept_secret(data_dir, "installation"),
            trusted_proxies=int(env.get("TRACKER_TRUSTED_PROXIES", "0") or 0),
            locale=env.get("TRACKER_LOCALE", "vi"),
            clamd=env.get("TRACKER_CLAMD", "").strip(),
            serve_unscanned=env.get("TRACKER_SERVE_UNSCANNED", "") == "1",
            demo=data_dir.name == "demo",
        )


def default_data_dir(instance: Path) -> Path:
    """A real office, once created, goes before the demonstration."""
    office = instance / "office"
    return office if (office / "office.json").exists() else instance / "demo"


def _psycopg(url: str) -> str:
    """PostgreSQL addresses as operators write them, for the driver that we ship."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url[len(prefix) :]
    return url


def _kept_secret(data_dir: Path, name: str) -> str:
    """A secret of this data folder; made on first use, readable by its owner only."""
    path = data_dir / name
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            return path.read_text("ascii").strip()
        with os.fdopen(handle, "w") as file:
            file.write(os.urandom(32).hex())
    return path.read_text("ascii").strip()
