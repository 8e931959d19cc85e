"""What is measured: pages as people open them, and the two deeds. Each says what it must show."""

from __future__ import annotations

import html
import io
import os
import re
import secrets
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE

from benchmarks.web_visitor import Answer, Visitor, WrongPage, multipart, token_of, url_encoded
from tracker.domain.local_time import local_day

LEAD_OFFICE, HEAD, WRITER = "theodoi", "tuphap", "vanthu"
UPLOAD = 100 * 1024

_NEXT = re.compile(r'<a[^>]*rel="next"[^>]*href="([^"]+)"')
_TASK = re.compile(r'href="/tasks/(\d+)"')
_UNIT = re.compile(r'<option value="(unit-\d+)"')

Deed = Callable[[], Answer]


@dataclass(frozen=True)
class View:
    """A row of the table. ``aim``: median in milliseconds with one connection.

    Asked in turn are ``path``, the pages that follow it when ``further`` says how many, and
    ``others``; so no answer is the one before. ``logins``: further people who ask the same.
    """

    code: str
    name: str
    login: str
    path: str
    words: tuple[str, ...]
    aim: float | None = None
    aim_rate: float | None = None
    further: int = 0
    others: tuple[str, ...] = ()
    logins: tuple[str, ...] = ()


VIEWS: Sequence[View] = (
    View("list", "open tasks by due day", LEAD_OFFICE, "/tasks/?state=open",
         ("<table", "Trang sau"), 12, 150, further=20),
    View("report", "overdue tasks by unit", LEAD_OFFICE, "/tasks/?state=open_overdue&sort=unit",
         ("<table", "quá hạn"), 15, 150, further=20),
    View("mine", "“Chờ tôi xử lý”, lead office", LEAD_OFFICE, "/tasks/waiting", ("Chờ", "/tasks/"),
         logins=("chanhvanphong",)),
    View("head", "“Chờ tôi xử lý”, heads of units", HEAD, "/tasks/waiting", ("Chờ", "/tasks/"),
         logins=("donvi030", "donvi031", "donvi032", "donvi033")),
    View("home", "figures of the year", LEAD_OFFICE, "/", ("<table", "quá hạn")),
    View("task", "one task", LEAD_OFFICE, "/tasks/1500", ("<h1",),
         others=tuple(f"/tasks/{number}" for number in range(2000, 40000, 2500))),
    View("paper", "one directive", LEAD_OFFICE, "/directives/500", ("<h1",),
         others=tuple(f"/directives/{number}" for number in range(1000, 12000, 900))),
    View("words", "search “cap nuoc sach” …", LEAD_OFFICE, "/tasks/?q=cap+nuoc+sach",
         ("<table",), others=("/tasks/?q=ho+tro+doanh+nghiep", "/tasks/?q=ra+soat")),
    View("number", "search by the number of a paper", LEAD_OFFICE, "/directives/?q=1234",
         ("<table",), others=tuple(f"/directives/?q={number}" for number in range(1240, 1300, 7))),
)  # fmt: skip
CREATE = View("create", "give a task", LEAD_OFFICE, "/directives/quick", (), 10)
UPDATE = View("update", "hand in a file of 100 KB", HEAD, "", (), 15)


def check(view: View, answer: Answer) -> Answer:
    """The answer, when it is the page that was meant; WrongPage else."""
    missing = [word for word in view.words if word not in answer.text]
    if answer.status != 200 or missing:
        raise WrongPage(f"{view.code} {view.path}: {answer.status}, without {missing}")
    return answer


def paths_of(view: View, visitor: Visitor) -> list[str]:
    """The addresses to ask in turn: following pages are reached by going on, as a reader would."""
    paths = [view.path]
    for _ in range(view.further):
        found = _NEXT.search(check(view, visitor.get(paths[-1])).text)
        if found is None:
            break
        paths.append(html.unescape(found[1]))
    return [*paths, *view.others]


def writing(visitor: Visitor) -> Deed:
    """A small deed of somebody else: after it nothing that was found before may be taken."""
    token, themes = token_of(visitor.get("/inbox/").text), cycle(("light", "dark"))

    def deed() -> Answer:
        form = {"csrf_token": token, "theme": next(themes), "next": "/inbox/"}
        return _done(visitor.post("/theme", *url_encoded(form)))

    return deed


def creating(visitor: Visitor) -> Deed:
    """Give one task after another by the quick door, each to another unit."""
    page = visitor.get(CREATE.path).text
    units = cycle(dict.fromkeys(_UNIT.findall(page)))
    token = token_of(page)
    due = f"{_today() + timedelta(days=30):%d/%m/%Y}"

    def deed() -> Answer:
        form = {
            "csrf_token": token,
            "receipt": secrets.token_urlsafe(18),
            "text": f"Rà soát, báo cáo nội dung {secrets.token_hex(6)} trên địa bàn.",
            "lead": next(units),
            "due_on": due,
            "source": "spoken_order",
            "received_on": f"{_today():%d/%m/%Y}",
            "given_by": "Nguyễn Đông An",
        }
        return _followed(visitor, _done(visitor.post(CREATE.path, *url_encoded(form))))

    return deed


def updating(visitor: Visitor) -> Deed:
    """Hand in one file after another, each to another of the unit's open tasks."""
    page = visitor.get("/tasks/?state=open").text
    tasks = cycle(dict.fromkeys(_TASK.findall(page)))
    files = iter(_papers())
    token = token_of(page)

    def deed() -> Answer:
        form = {"csrf_token": token, "receipt": secrets.token_urlsafe(18), "title": "Báo cáo"}
        body, kind = multipart(form, "files", "bao-cao.docx", next(files))
        answer = visitor.post(f"/tasks/{next(tasks)}/papers", body, kind)
        return _followed(visitor, _done(answer))

    return deed


def _today() -> date:
    return local_day(datetime.now(UTC))


def _done(answer: Answer) -> Answer:
    if answer.status != 302:
        said = re.sub(r"<[^>]+>|\s+", " ", answer.text)
        raise WrongPage(f"a deed was not done: {answer.status} {said[-600:]}")
    return answer


def _followed(visitor: Visitor, answer: Answer) -> Answer:
    """The answer, after the page was seen to which it leads: else the cookie would grow with all
    that was never told. That page is not part of what is measured.
    """
    visitor.get(answer.location)
    return answer


def _papers() -> Iterator[bytes]:
    """Word files of the wanted size, no two alike."""
    n = 0
    while True:
        n += 1
        document = _blank()
        document.add_paragraph(f"BÁO CÁO kết quả thực hiện nhiệm vụ, lần {n}")
        for _ in range(20):
            document.add_paragraph("Đơn vị đã hoàn thành các nội dung được giao theo kế hoạch.")
        out = io.BytesIO()
        document.save(out)
        room = UPLOAD - len(out.getvalue())
        with zipfile.ZipFile(out, "a", zipfile.ZIP_STORED) as package:
            package.writestr("word/media/filler.jpeg", os.urandom(max(0, room)))
        yield out.getvalue()


def _blank() -> Any:
    """A Word file with as many styles as Word saves: the template's table styles are ten times
    that, and no office uses them."""
    document: Any = Document()
    styles = document.styles.element
    for style in [one for one in document.styles if one.type == WD_STYLE_TYPE.TABLE]:
        styles.remove(style.element)
    return document
