"""What a newcomer sees when something stands in the way of manage.py."""

from __future__ import annotations

import ast
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tests.support.source import ROOT
from tracker.launch import environment, listeners


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield int(listener.getsockname()[1])


@pytest.fixture
def empty_venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As in a fresh clone: no environment yet, and no uv that could replace pip."""
    venv = tmp_path / ".venv"
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    return venv


def manage(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def test_manage_py_can_be_read_by_old_pythons() -> None:
    """Nothing newer than Python 3.0 knows, so that the sentence about the version shows."""
    tree = ast.parse((ROOT / "manage.py").read_text("utf-8"), feature_version=(3, 4))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef, ast.FunctionDef)
    assert not [node for node in ast.walk(tree) if isinstance(node, newer)]
    first_import = next(node for node in tree.body if isinstance(node, ast.ImportFrom))
    check = next(node for node in tree.body if isinstance(node, ast.If))
    assert check.lineno < first_import.lineno


def test_without_a_command_it_says_what_there_is() -> None:
    answer = manage()
    assert answer.returncode == 2
    assert "manage.py run" in answer.stderr


def test_a_taken_port_is_said_before_anything_is_done(taken_port: int) -> None:
    answer = manage("run", "--port", str(taken_port))
    assert answer.returncode == 1
    assert f"Không mở được cổng {taken_port}" in answer.stderr
    assert "--port" in answer.stderr
    assert answer.stdout == ""


def test_an_address_that_is_not_ours_is_refused() -> None:
    assert "Không mở được cổng" in listeners.port_fault("192.0.2.1", 8080)


def test_a_python_without_venv_names_the_debian_package(
    empty_venv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name)
    )
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    with pytest.raises(environment.SetUpFailed, match=f"sudo apt install {package}"):
        environment.prepare(environment.NEEDED)
    assert not empty_venv.exists()


def test_packages_are_installed_again_only_when_the_list_changed(
    empty_venv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = tmp_path / "requirements.txt"
    wanted.write_text("one==1\n", "utf-8")
    installed = []

    def install(_uv: str | None, files: tuple[Path, ...]) -> bool:
        installed.append([file.read_text("utf-8") for file in files])
        return True

    def make(_uv: str | None) -> None:
        empty_venv.mkdir(exist_ok=True)

    monkeypatch.setattr(environment, "_install", install)
    monkeypatch.setattr(environment, "_make_environment", make)
    monkeypatch.setattr(environment, "_is_sound", lambda _uv: empty_venv.exists())
    environment.prepare(wanted)
    environment.prepare(wanted)
    wanted.write_text("one==2\n", "utf-8")
    environment.prepare(wanted)
    assert installed == [["one==1\n"], ["one==2\n"]]


def test_an_installation_that_failed_is_tried_again(
    empty_venv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = tmp_path / "requirements.txt"
    wanted.write_text("one==1\n", "utf-8")
    empty_venv.mkdir()
    answers = [1, 0]
    monkeypatch.setattr(subprocess, "call", lambda _command: answers.pop(0))
    monkeypatch.setattr(environment, "_is_sound", lambda _uv: True)
    with pytest.raises(environment.SetUpFailed, match="Không tải được các gói"):
        environment.prepare(wanted)
    environment.prepare(wanted)
    assert answers == []


def test_every_package_runs_on_the_oldest_python_that_is_let_in() -> None:
    """Debian 12 brings 3.11.2; a package that wants 3.11.5 would not be found there."""
    too_new = [
        f"{package.metadata['Name']} {package.version} wants Python {wanted}"
        for package in distributions()
        if "Requires-Python" in package.metadata
        and not SpecifierSet(wanted := package.metadata["Requires-Python"]).contains("3.11.0")
    ]
    assert not too_new, "; ".join(too_new)


def test_every_installed_package_is_pinned() -> None:
    """What is not pinned would be another version on the next machine."""
    lists = [environment.NEEDED, environment.TEST_TOOLS]
    text = "\n".join(path.read_text("utf-8") for path in lists)
    pinned = {
        canonicalize_name(line.split("==")[0].split("[")[0])
        for line in text.splitlines()
        if "==" in line
    }
    installed = {canonicalize_name(package.metadata["Name"]) for package in distributions()}
    assert installed - pinned <= {"pip", "setuptools", "psycopg-binary"}


def test_where_uv_cannot_fetch_pip_is_asked(
    empty_venv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = tmp_path / "requirements.txt"
    wanted.write_text("one==1\n", "utf-8")
    empty_venv.mkdir()
    asked = []

    def call(command: list[str]) -> int:
        asked.append(Path(command[0]).name)
        return int(command[0].endswith("uv"))

    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/uv")
    monkeypatch.setattr(subprocess, "call", call)
    monkeypatch.setattr(environment, "_is_sound", lambda _uv: True)
    environment.prepare(wanted)
    assert asked == ["uv", "python"]
