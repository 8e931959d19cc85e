"""The sentences of a report: what the clerk wrote, or what the figures themselves say.

The screen offers these as the text to begin with, the paper prints them where the clerk left a
section empty. Nothing is said here that the snapshot does not hold. Vietnamese in every locale.
"""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.figures import Figures, Rate
from tracker.domain.local_time import local_day
from tracker.domain.report_snapshot import (
    DirectiveRow,
    RemarkKind,
    ReportSnapshot,
    Section,
    SectionWords,
)
from tracker.domain.request_words import request_words
from tracker.domain.vietnamese import day_words, long_date, number_words

#: How the two percentages are made; printed below the table that shows them.
RATES_NOTE = (
    "Tỷ lệ hoàn thành = đã hoàn thành/tổng số; tỷ lệ đúng hạn = hoàn thành đúng hạn/(hoàn thành "
    "đúng hạn + hoàn thành quá hạn + chưa hoàn thành quá hạn)."
)
UNITS_NOTE = (
    "Nhiệm vụ giao nhiều đơn vị được tính ở từng đơn vị và chỉ tính một lần ở dòng tổng số."
)

NO_WORK = (
    "Trong kỳ báo cáo không phát sinh nhiệm vụ phải thực hiện và không có nhiệm vụ kỳ trước "
    "chuyển sang."
)
NO_TASKS = "Trong kỳ báo cáo không có lượt giao nào phải thực hiện."


def percent_words(rate: Rate) -> str:
    """ "51,95", or a dash where there is nothing to divide by."""
    return "-" if rate.percent is None else number_words(rate.percent, 2)


def opening(snapshot: ReportSnapshot) -> str:
    """The first sentence of the body: on what ground, who reports what."""
    office = snapshot.letterhead.office_short
    if snapshot.scope:
        return (
            f"Thực hiện {cited(snapshot.scope)}, {office} báo cáo kết quả thực hiện "
            f"{snapshot.period} như sau:"
        )
    return (
        f"Thực hiện chế độ báo cáo định kỳ, {office} báo cáo {lower_first(snapshot.subject)} "
        "như sau:"
    )


def closing(snapshot: ReportSnapshot) -> str:
    """The last sentence, without its end mark."""
    return (
        f"Trên đây là Báo cáo {lower_first(snapshot.subject)}, "
        f"{snapshot.letterhead.office_short} trân trọng báo cáo"
    )


def cut_off(snapshot: ReportSnapshot) -> str:
    """Over which days was counted, and when."""
    return (
        f"Số liệu được tổng hợp từ ngày {day_words(snapshot.from_on)} đến ngày "
        f"{day_words(snapshot.to_on)}, chốt đến hết ngày {day_words(snapshot.as_of)}."
    )


def results(snapshot: ReportSnapshot) -> tuple[str, ...]:
    """The figures of all units in sentences, both counts and both percentages."""
    tasks, duties = snapshot.tasks, snapshot.duties
    if not tasks.total:
        return (NO_TASKS, *_outside(tasks), *request_words(snapshot))
    units = sum(1 for row in snapshot.units if row.tasks.total)
    done = _listed((tasks.completed_on_time, "đúng hạn"), (tasks.completed_late, "quá hạn"),
                   (tasks.undated_done, "không có thời hạn"))  # fmt: skip
    left = _listed((tasks.open_in_time, "trong hạn"), (tasks.open_overdue, "quá hạn"),
                   (tasks.undated_open, "không có thời hạn"))  # fmt: skip
    paused = f"; tạm dừng {_n(tasks.suspended)} lượt giao" if tasks.suspended else ""
    return (
        f"Tổng số {_n(duties.total)} nhiệm vụ với {_n(tasks.total)} lượt giao cho {_n(units)} "
        f"đơn vị; trong đó kỳ trước chuyển sang {_n(tasks.carried_over)} lượt giao, giao trong kỳ "
        f"{_n(tasks.assigned)} lượt giao.",
        f"Đã hoàn thành {_n(tasks.completed)} lượt giao{done}. {_rates(tasks)}",
        f"Chưa hoàn thành {_n(tasks.still_open)} lượt giao{left}{paused}.",
        *_outside(tasks),
        *request_words(snapshot),
    )


def regular(snapshot: ReportSnapshot) -> str:
    """The regular duties of the period in one sentence."""
    lines = snapshot.regular
    made_on = day_words(local_day(snapshot.made_at))
    of = f" {snapshot.regular_period} (tính đến ngày {made_on})" if snapshot.regular_period else ""
    return (
        f"Các đơn vị phải báo cáo {_n(lines.duties)} lượt nhiệm vụ thường xuyên{of}; đã báo cáo "
        f"đúng hạn {_n(lines.reported)}, báo cáo muộn {_n(lines.reported_late)}, chưa báo cáo "
        f"{_n(lines.not_reported)}."
    )


def overdue(snapshot: ReportSnapshot, annex: str) -> str:
    """How many are overdue, how long the longest, and where the list is."""
    longest = max(row.days_overdue for row in snapshot.overdue)
    waiting = sum(1 for row in snapshot.overdue if row.awaits_confirmation)
    undecided = f"; {_n(waiting)} lượt giao đã báo cáo hoàn thành, chờ xác nhận" if waiting else ""
    return (
        f"Có {_n(len(snapshot.overdue))} lượt giao quá hạn chưa hoàn thành, lâu nhất "
        f"{_n(longest)} ngày{undecided} ({annex} kèm theo)."
    )


def paragraphs(snapshot: ReportSnapshot, section: Section) -> tuple[str, ...]:
    """The clerk's paragraphs, or what can be said from the figures; may be empty."""
    written = snapshot.words_of(section)
    if snapshot.outline and section not in snapshot.outline:
        return ()
    if written:
        return tuple(line.strip() for line in written.splitlines() if line.strip())
    return _SAID[section](snapshot)


def said(snapshot: ReportSnapshot) -> tuple[SectionWords, ...]:
    """What the figures themselves say in each section: the words that a report begins with."""
    bare = replace(snapshot, words=())
    return tuple(
        SectionWords(section=section, text="\n".join(lines))
        for section in Section
        if not snapshot.is_empty and (lines := paragraphs(bare, section))
    )


def directive_line(row: DirectiveRow) -> str:
    """A directive of the period as one list line, with what it led to."""
    led_to = [
        (row.tasks, f"{_n(row.duties)} nhiệm vụ, {_n(row.tasks)} lượt giao"),
        (row.regular, f"{_n(row.regular)} nhiệm vụ thường xuyên"),
    ]
    said = ", ".join(text for count, text in led_to if count)
    return f"- {cited(row)}: {said}." if said else f"- {cited(row)}."


def cited(row: DirectiveRow) -> str:
    """ "Chỉ thị số 08/CT-UBND ngày 05 tháng 02 năm 2026 của UBND huyện về …"."""
    parts = [
        row.kind,
        f"số {row.number}" if row.number else "",
        long_date(row.issued_on) if row.issued_on else "",
        f"của {row.issuer}" if row.issuer else "",
        about(row),
    ]
    return " ".join(part for part in parts if part)


def about(row: DirectiveRow) -> str:
    """The summary as it goes on after the issuer: "về …", "về việc …"."""
    summary = lower_first(row.summary.strip().rstrip("./"))
    joins = summary.casefold().startswith(("về ", "v/v ", row.kind.casefold()))
    return summary if joins or not summary else f"về việc {summary}"


def lower_first(text: str) -> str:
    """The first letter small, unless it begins an abbreviation such as UBND."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _direction(snapshot: ReportSnapshot) -> tuple[str, ...]:
    count = len(snapshot.directives)
    taken_in = f"; tiếp nhận, tổ chức thực hiện {_n(count)} văn bản, nội dung chỉ đạo"
    return (
        f"Trong kỳ báo cáo, {snapshot.letterhead.office_short} tiếp tục tổ chức theo dõi, đôn đốc "
        f"các đơn vị thực hiện nhiệm vụ được giao{f'{taken_in}:' if count else '.'}",
    )


def _strengths(snapshot: ReportSnapshot) -> tuple[str, ...]:
    tasks = snapshot.tasks
    if not tasks.completed:
        return ()
    return (
        f"Các đơn vị đã hoàn thành {_n(tasks.completed)}/{_n(tasks.total)} lượt giao, trong đó "
        f"{_n(tasks.completed_on_time)} lượt giao hoàn thành đúng hạn.",
    )


def _weaknesses(snapshot: ReportSnapshot) -> tuple[str, ...]:
    tasks, missing = snapshot.tasks, snapshot.regular.not_reported
    units = sum(1 for row in snapshot.units if row.tasks.open_overdue)
    said = [
        (tasks.open_overdue, f"{_n(tasks.open_overdue)} lượt giao quá hạn chưa hoàn thành tại "
         f"{_n(units)} đơn vị"),
        (tasks.completed_late, f"{_n(tasks.completed_late)} lượt giao hoàn thành sau thời hạn"),
        (missing, f"{_n(missing)} lượt nhiệm vụ thường xuyên chưa được báo cáo"),
    ]  # fmt: skip
    found = "; ".join(text for count, text in said if count)
    if not found:
        return ("Tại thời điểm chốt số liệu không có nhiệm vụ quá hạn.",)
    return (f"Còn {found}.",)


def _causes(snapshot: ReportSnapshot) -> tuple[str, ...]:
    if not snapshot.overdue:
        return ()
    silent = sum(1 for row in snapshot.overdue if not row.reason.strip())
    said = "Nguyên nhân chậm do các đơn vị báo cáo được nêu tại Phụ lục kèm theo"
    if silent == len(snapshot.overdue):
        return ("Các đơn vị chưa báo cáo nguyên nhân của nhiệm vụ quá hạn.",)
    if silent:
        return (f"{said}; {_n(silent)} lượt giao quá hạn chưa được báo cáo nguyên nhân.",)
    return (f"{said}.",)


def _next(snapshot: ReportSnapshot) -> tuple[str, ...]:
    tasks = snapshot.tasks
    said = [
        (tasks.open_overdue, f"tập trung xử lý dứt điểm {_n(tasks.open_overdue)} lượt giao đã quá "
         "hạn"),
        (tasks.open_in_time, f"hoàn thành đúng hạn {_n(tasks.open_in_time)} lượt giao đang thực "
         "hiện"),
        (tasks.undated_open, f"tiếp tục thực hiện {_n(tasks.undated_open)} lượt giao không có "
         "thời hạn"),
        (snapshot.regular.duties, "thực hiện và báo cáo đầy đủ các nhiệm vụ thường xuyên"),
    ]  # fmt: skip
    found = "; ".join(text for count, text in said if count)
    return (f"Trong kỳ tới, các đơn vị {found}.",) if found else ()


def _proposals(snapshot: ReportSnapshot) -> tuple[str, ...]:
    return () if snapshot.remarks_of(RemarkKind.PROPOSAL) else ("Không có.",)


def _nothing(_snapshot: ReportSnapshot) -> tuple[str, ...]:
    return ()


_SAID = {
    Section.DIRECTION: _direction,
    Section.RESULTS: _nothing,
    Section.STRENGTHS: _strengths,
    Section.WEAKNESSES: _weaknesses,
    Section.CAUSES: _causes,
    Section.NEXT: _next,
    Section.PROPOSALS: _proposals,
}


def _rates(figures: Figures) -> str:
    done, timely = figures.completion_rate, figures.on_time_rate
    said = []
    if done.whole:
        said.append(
            f"Tỷ lệ hoàn thành {percent_words(done)}% ({_n(done.part)}/{_n(done.whole)} lượt giao)"
        )
    if timely.whole:
        said.append(
            f"tỷ lệ đúng hạn {percent_words(timely)}% ({_n(timely.part)}/{_n(timely.whole)} "
            "lượt giao có thời hạn đã hoàn thành hoặc đã quá hạn)"
        )
    return f"{'; '.join(said)}." if said else ""


def _outside(tasks: Figures) -> tuple[str, ...]:
    """What stands below the table; empty when nothing was dropped or given back."""
    outside = [
        (tasks.cancelled, f"{_n(tasks.cancelled)} lượt giao đã dừng theo dõi"),
        (tasks.refused, f"{_n(tasks.refused)} lượt giao đơn vị trả lại do không đúng chức năng, "
         "nhiệm vụ"),
    ]  # fmt: skip
    said = "; ".join(text for count, text in outside if count)
    return (f"Ngoài tổng số: {said}.",) if said else ()


def _listed(*shares: tuple[int, str]) -> str:
    """ " (đúng hạn 56, quá hạn 5)" of those that are not zero; empty when all are."""
    said = ", ".join(f"{name} {_n(count)}" for count, name in shares if count)
    return f" ({said})" if said else ""


def _n(value: int) -> str:
    return number_words(value)
