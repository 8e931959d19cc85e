"""Why somebody is reminded, in words: one sentence for each kind of clock."""

from __future__ import annotations

from datetime import date

from tracker.domain.reminder_ladder import RuleKind, Standing
from tracker.domain.sentences import Sentence, say
from tracker.domain.vietnamese import day_words
from tracker.domain.working_days import Calendar, distance_words

_SINCE = {
    RuleKind.ACKNOWLEDGE: say("Giao ngày %(since)s, sau %(n)s ngày làm việc chưa tiếp nhận"),
    RuleKind.APPROVAL: say(
        "Báo cáo hoàn thành ngày %(since)s, đã chờ xác nhận %(n)s ngày làm việc"
    ),
    RuleKind.EXTENSION: say(
        "Đề nghị gia hạn ngày %(since)s, đã chờ quyết định %(n)s ngày làm việc"
    ),
    RuleKind.UPDATE: say("Chưa cập nhật tiến độ trong kỳ báo cáo; kỳ kết thúc ngày %(since)s"),
    RuleKind.SERIES: say("Nhiệm vụ định kỳ sắp được giao, vào ngày %(since)s"),
    RuleKind.EVIDENCE: say("Văn bản, tài liệu có hiệu lực đến hết ngày %(since)s"),
    RuleKind.QUESTION: say(
        "Yêu cầu giải trình ngày %(since)s, sau %(n)s ngày làm việc chưa trả lời"
    ),
}
_UNTIL = {
    RuleKind.DEADLINE: say("Hạn %(due)s: %(distance)s"),
    RuleKind.REPORT: say("Hạn gửi báo cáo %(due)s: %(distance)s"),
    RuleKind.SHEET: say("Hạn chốt phiếu tự chấm điểm %(due)s: %(distance)s"),
    RuleKind.CHARGE: say("Hạn đơn vị đặt cho nội dung chấm điểm %(due)s: %(distance)s"),
}


def reason(
    kind: RuleKind, target: date, standing: Standing, day: date, calendar: Calendar
) -> Sentence:
    """What is said of a thing on ``day``; what was missed names the day on which it stood."""
    found = _plain(kind, target, day, calendar)
    rung = standing.rung
    if rung.level(kind) > 1:
        found = say("Đôn đốc cấp %(n)s. %(reason)s", n=rung.level(kind), reason=found)
    if standing.occurrence > 1:
        found = say("%(reason)s; nhắc lần %(n)s", reason=found, n=standing.occurrence)
    if standing.planned_on < day:
        planned = day_words(standing.planned_on)
        found = say("%(reason)s (mốc nhắc ngày %(planned)s)", reason=found, planned=planned)
    if rung.words:
        found = say("%(reason)s. %(words)s", reason=found, words=rung.words)
    return found


def _plain(kind: RuleKind, target: date, day: date, calendar: Calendar) -> Sentence:
    if kind in _UNTIL:
        distance = distance_words(target, day, calendar).sentence
        return say(_UNTIL[kind].message, due=day_words(target), distance=distance)
    return say(_SINCE[kind].message, since=day_words(target), n=calendar.count(target, day))
