"""The settings under which everything is tested."""

from __future__ import annotations

from pathlib import Path

from tracker.config import Config


def config_for(database_url: str, data_dir: Path) -> Config:
    """No rate limits, no mail, a known secret, its own folder."""
    return Config(
        data_dir=data_dir,
        database_url=database_url,
        secret_key="only for tests",
        history_keys=("only for tests",),
        mail_from="theodoi@example.test",
        testing=True,
        rate_limits=False,
    )
