"""The environment: .venv with the pinned packages, made once and again only when needed.

Wheels only, no shell, no links, so that it can also work on Windows. ``uv`` is taken when it is
there, else the pip that Python brings.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent.parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
NEEDED = HERE / "requirements.txt"
TEST_TOOLS = HERE / "requirements-dev.txt"


class SetUpFailed(Exception):
    """The environment could not be made; the text says what to do."""


def prepare(*files: Path) -> None:
    """Make .venv and install what ``files`` pin, unless that was done and nothing changed.

    The stamps are written last, so an interrupted set-up starts again. Where uv cannot fetch
    (it does not read pip's settings), pip is asked. Raises SetUpFailed.
    """
    uv = shutil.which("uv")
    if _is_sound(uv) and all(_is_installed(file) for file in files):
        return
    print(
        f"Đang cài đặt các gói cần thiết ({', '.join(file.name for file in files)}) … / "
        "Installing packages, once …",
        flush=True,
    )
    for installer in (uv, None) if uv is not None else (None,):
        if not _is_sound(installer):
            _make_environment(installer)
        for file in files:
            _stamp(file).unlink(missing_ok=True)
        if _install(installer, files):
            for file in files:
                _stamp(file).write_text(_digest(file), "ascii")
            return
    raise SetUpFailed(
        "Không tải được các gói; xem các dòng trên. Chưa có gì được khởi động.\n"
        "The packages could not be fetched; see the lines above. Nothing was started."
    )


def _make_environment(uv: str | None) -> None:
    if uv is None and importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise SetUpFailed(
            f"Thiếu gói python{version}-venv. Hãy chạy: sudo apt install python{version}-venv\n"
            "This Python cannot make environments; install the package named above "
            "(Debian, Ubuntu), then run the command again."
        )
    builder = venv.EnvBuilder(with_pip=uv is None, clear=VENV.exists(), symlinks=os.name != "nt")
    try:
        builder.create(VENV)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetUpFailed(
            f"Không tạo được thư mục .venv. / Could not make {VENV}: {error}"
        ) from error


def _install(uv: str | None, files: Sequence[Path]) -> bool:
    """Whether the packages are there now."""
    if uv is not None:
        installer = [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
    else:
        installer = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input"]
        installer += ["--disable-pip-version-check"]
    wanted = [part for file in files for part in ("-r", str(file))]
    return subprocess.call([*installer, "--only-binary", ":all:", *wanted]) == 0


def _is_sound(uv: str | None) -> bool:
    """Whether .venv is there and whole: not half made, not of a Python that was since replaced."""
    if not PYTHON.exists():
        return False
    probe = "import os, sysconfig; os.listdir(sysconfig.get_path('purelib'))"
    probe += "" if uv is not None else "; import pip"
    return subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False).returncode == 0


def _is_installed(file: Path) -> bool:
    stamp = _stamp(file)
    return stamp.exists() and stamp.read_text("ascii") == _digest(file)


def _stamp(file: Path) -> Path:
    return VENV / f"installed-{file.name}"


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
