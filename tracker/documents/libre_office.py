"""Old and foreign papers (.doc, .odt, .rtf) to .docx, by LibreOffice where it is installed.

The program works on a paper from a stranger, so it gets a folder and a profile of its own that
are gone afterwards, a limit of time, and settings that keep it from running macros, following
links to other files and reaching any network.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tracker.documents.file_kind import FileKind
from tracker.documents.process_limit import OutOfTime, run_limited
from tracker.domain.errors import RefusedFile
from tracker.domain.message_ids import N_

SECONDS = 30.0
"""The person waits for it; a paper of 300 pages takes five."""

PDF_SECONDS = 50.0
"""A job's longest step: shorter than the claim on it (services/jobs.CLAIM)."""

NO_PDF = N_(
    "Máy chủ chưa cài LibreOffice nên chưa lập được bản .pdf. Hãy tải bản .docx, mở bằng Word rồi "
    "chọn Lưu thành… PDF; hoặc đề nghị người quản trị cài LibreOffice."
)
_SLOW_PDF = N_(
    "LibreOffice chưa chuyển được báo cáo này sang .pdf trong thời gian cho phép. Hãy tải bản "
    ".docx, mở bằng Word rồi chọn Lưu thành… PDF."
)
_FILTERS = {"docx": "docx:MS Word 2007 XML", "pdf": "pdf:writer_pdf_Export"}

RESULT_LIMIT = 100 * 1024 * 1024

_FOLDER = "tracker-paper-"
_STALE_SECONDS = 3600
_ONE_AT_A_TIME = threading.Lock()
"""It takes some 200 MB of memory; who comes meanwhile waits."""

_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
_KEPT_SETTINGS = ("PATH", "SYSTEMROOT", "WINDIR", "COMSPEC", "PROGRAMDATA", "LD_LIBRARY_PATH")
_SECURITY = "org.openoffice.Office.Common/Security/Scripting"
_PROXY = "org.openoffice.Inet/Settings"
_PROFILE = (
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "DisableActiveContent", "true"),
    (_SECURITY, "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    (_PROXY, "ooInetProxyType", "2"),
    (_PROXY, "ooInetHTTPProxyName", "127.0.0.1"),
    (_PROXY, "ooInetHTTPProxyPort", "9"),
    (_PROXY, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_PROXY, "ooInetHTTPSProxyPort", "9"),
    (_PROXY, "ooInetNoProxy", ""),
)
"""Links are never followed and never updated; port 9 of this machine answers nobody."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """What came in; the name is only for the sentences on the screen."""

    data: bytes
    kind: FileKind
    name: str


def find_libre_office() -> str | None:
    """Where the program is installed: on the PATH, or where its own installers put it."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    return next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def to_docx(data: bytes, kind: FileKind, name: str, *, seconds: float = SECONDS) -> bytes:
    """The same paper as a .docx.

    Raises ``RefusedFile`` when LibreOffice is missing, cannot read it, or takes too long.
    """
    program = find_libre_office()
    if program is None:
        raise RefusedFile(
            "Tệp “%(name)s” là loại .%(kind)s, cần có LibreOffice trên máy chủ mới đọc được, mà "
            "máy chủ chưa cài. Hãy mở tệp bằng Word, chọn Lưu thành… .docx rồi tải lên lại; "
            "hoặc đề nghị người quản trị cài LibreOffice.",
            name=name,
            kind=kind.value,
        )
    paper = _Paper(data, kind, name)
    until = time.monotonic() + seconds
    if not _ONE_AT_A_TIME.acquire(timeout=seconds):
        raise _too_slow(paper)
    try:
        return _converted(program, paper, max(until - time.monotonic(), 1.0))
    finally:
        _ONE_AT_A_TIME.release()


def to_pdf(data: bytes, name: str, *, seconds: float = PDF_SECONDS) -> bytes:
    """Our own .docx as a .pdf, for a job in the background.

    Raises ``RefusedFile`` when LibreOffice is missing, fails, or takes too long.
    """
    program = find_libre_office()
    if program is None:
        raise RefusedFile(NO_PDF)
    paper = _Paper(data, FileKind.DOCX, name)
    if not _ONE_AT_A_TIME.acquire(timeout=seconds):
        raise RefusedFile(_SLOW_PDF)
    try:
        return _converted(program, paper, seconds, target="pdf")
    except RefusedFile as error:
        raise RefusedFile(_SLOW_PDF) from error
    finally:
        _ONE_AT_A_TIME.release()


def _converted(program: str, paper: _Paper, seconds: float, *, target: str = "docx") -> bytes:
    folder = Path(tempfile.mkdtemp(prefix=_FOLDER))
    try:
        _clear_stale(folder)
        command = _prepared(folder, program, paper, target)
        run_limited(command, seconds=seconds, folder=folder, env=_environment(folder))
        made = folder / "out" / f"paper.{target}"
        if made.stat().st_size > RESULT_LIMIT:
            raise _unreadable(paper)
        return made.read_bytes()
    except OutOfTime as error:
        raise _too_slow(paper) from error
    except OSError as error:
        raise _unreadable(paper) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _prepared(folder: Path, program: str, paper: _Paper, target: str) -> tuple[str, ...]:
    """The paper and a profile put into ``folder``; the command that converts the one."""
    lying = folder / f"paper.{paper.kind.value}"
    lying.write_bytes(paper.data)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_profile(), "utf-8")
    return (
        program,
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nolockcheck",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to",
        _FILTERS[target],
        "--outdir",
        str(folder / "out"),
        str(lying),
    )


def _environment(folder: Path) -> Mapping[str, str]:
    """Nothing of ours (no secret key, no database address), and every folder its own."""
    kept = {key: os.environ[key] for key in _KEPT_SETTINGS if key in os.environ}
    own = dict.fromkeys(("HOME", "TMPDIR", "TMP", "TEMP", "APPDATA", "LOCALAPPDATA"), str(folder))
    return {**kept, **own, "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}


def _profile() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{prop}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, prop, value in _PROFILE
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>'
    )


def _clear_stale(folder: Path) -> None:
    """What a power cut left beside the new ``folder``; a running conversion is never that old."""
    now = folder.stat().st_mtime
    for left in folder.parent.glob(f"{_FOLDER}*"):
        with suppress(OSError):
            if now - left.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(left, ignore_errors=True)


def _too_slow(paper: _Paper) -> RefusedFile:
    return RefusedFile(
        "Chưa chuyển đổi xong tệp “%(name)s” trong thời gian cho phép. Hãy thử lại sau ít phút; "
        "hoặc mở tệp bằng Word, chọn Lưu thành… .docx rồi tải lên lại.",
        name=paper.name,
    )


def _unreadable(paper: _Paper) -> RefusedFile:
    return RefusedFile(
        "LibreOffice không đọc được tệp “%(name)s” (.%(kind)s); có thể tệp bị hỏng. Hãy mở tệp "
        "bằng Word, chọn Lưu thành… .docx rồi tải lên lại.",
        name=paper.name,
        kind=paper.kind.value,
    )
