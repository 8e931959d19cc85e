"""What manage.py does: an environment with the pinned packages, then run, test or flask.

Standard library only, and nothing of ours but ``processes``: it works before any package is
there. Wheels only, no shell, no links, so that it can also work on Windows.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

from tracker.cli.processes import Together

HERE = Path(__file__).resolve().parent.parent.parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
NEEDED = HERE / "requirements.txt"
TEST_TOOLS = HERE / "requirements-dev.txt"
FLASK = [str(PYTHON), "-m", "flask", "--app", str(HERE / "wsgi.py")]

_USAGE = """\
python3 manage.py run   [--host H] [--port P]        chạy hệ thống / start the system
python3 manage.py test  [--full] [pytest arguments]  chạy kiểm thử / run the tests
python3 manage.py flask [command]                    lệnh vận hành / operator's commands"""


class SetUpFailed(Exception):
    """The environment could not be made; the text says what to do."""


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that knows no Vietnamese
    command, rest = (arguments[0], list(arguments[1:])) if arguments else ("", [])
    try:
        if command == "run":
            return _run(rest)
        if command == "test":
            return _test(rest)
        if command == "flask":
            prepare(NEEDED)
            return _become([*FLASK, *rest])
    except SetUpFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print(_USAGE, file=sys.stdout if command in ("-h", "--help") else sys.stderr)
    return 0 if command in ("-h", "--help") else 2


def _run(rest: Sequence[str]) -> int:
    """Web and scheduler side by side, after the database was brought up to date."""
    parser = argparse.ArgumentParser(prog="manage.py run")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8080, help="port to listen on (8080)")
    asked = parser.parse_args(rest)
    if fault := _port_fault(asked.host, asked.port):
        print(fault, file=sys.stderr)
        return 1
    prepare(NEEDED)
    where = ["--host", asked.host, "--port", str(asked.port)]
    together = Together()
    code = together.run([*FLASK, "serve", "prepare", *where])
    if code or together.asked:
        return code
    return together.run([*FLASK, "serve", "web", *where], [*FLASK, "scheduler", "run"])


def _test(rest: Sequence[str]) -> int:
    """pytest on two cores, unless the caller decides otherwise."""
    prepare(NEEDED, TEST_TOOLS)
    decided = any(word.startswith(("-n", "--numprocesses", "--pdb", "no:xdist")) for word in rest)
    workers = [] if decided else ["-n", "2"]
    os.chdir(HERE)
    return _become([str(PYTHON), "-m", "pytest", *workers, *rest])


def _become(command: Sequence[str]) -> int:
    """Turn into ``command``: exit code and signals are its own."""
    os.environ["PYTHONUTF8"] = "1"
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], list(command))  # noqa: S606 - no shell is wanted
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Windows would return to the prompt at once
    return subprocess.call(command)


def _port_fault(host: str, port: int) -> str:
    """Why nobody can listen there; empty when somebody can."""
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, proto) as listener:
            if os.name != "nt":  # there it would allow two listeners
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
    except (OSError, OverflowError) as error:
        other = port + 1 if 1024 <= port < 65535 else 8080
        return (
            f"Không mở được cổng {port} tại {host}: cổng đang được dùng hoặc địa chỉ không đúng. "
            f"Hãy chọn cổng khác, ví dụ: python3 manage.py run --port {other}\n"
            f"Cannot listen on {host} port {port}: {error}. Choose another with --port."
        )
    return ""


def prepare(*files: Path) -> None:
    """Make .venv and install what ``files`` pin, unless that was done and nothing changed.

    The stamps are written last, so an interrupted set-up starts again. Raises SetUpFailed.
    """
    uv = shutil.which("uv")
    changed = [file for file in files if not _is_installed(file)]
    if not changed and _is_sound(uv):
        return
    if not _is_sound(uv):
        _make_environment(uv)
        changed = list(files)
    for file in changed:
        _stamp(file).unlink(missing_ok=True)
    print(
        f"Đang cài đặt các gói cần thiết ({', '.join(file.name for file in changed)}) … / "
        "Installing packages, once …",
        flush=True,
    )
    _install(uv, files)
    for file in changed:
        _stamp(file).write_text(_digest(file), "ascii")


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


def _install(uv: str | None, files: Sequence[Path]) -> None:
    if uv is not None:
        installer = [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
    else:
        installer = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input"]
        installer += ["--disable-pip-version-check"]
    wanted = [part for file in files for part in ("-r", str(file))]
    if subprocess.call([*installer, "--only-binary", ":all:", *wanted]):
        raise SetUpFailed(
            "Không tải được các gói; xem các dòng trên. Chưa có gì được khởi động.\n"
            "The packages could not be fetched; see the lines above. Nothing was started."
        )


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
