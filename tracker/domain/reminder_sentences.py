"""A rule in plain words, built from its data: what the lead office reads on its page."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.delivery import Channel
from tracker.domain.reminder_ladder import Audience, ReminderRule, RuleKind, Rung
from tracker.domain.sentences import Sentence, say

#: What the rungs of a kind are counted from.
TARGETS = {
    RuleKind.DEADLINE: say("hạn hoàn thành"),
    RuleKind.ACKNOWLEDGE: say("ngày giao"),
    RuleKind.UPDATE: say("ngày cuối kỳ báo cáo"),
    RuleKind.APPROVAL: say("ngày báo cáo hoàn thành"),
    RuleKind.EXTENSION: say("ngày đề nghị gia hạn"),
    RuleKind.REPORT: say("hạn gửi báo cáo kỳ"),
    RuleKind.SERIES: say("ngày nhiệm vụ định kỳ được giao"),
    RuleKind.EVIDENCE: say("ngày hết hiệu lực"),
    RuleKind.SHEET: say("ngày kết thúc tự chấm"),
    RuleKind.CHARGE: say("hạn đơn vị đặt cho nội dung chấm điểm"),
    RuleKind.QUESTION: say("ngày yêu cầu giải trình"),
}

_WHOM = {
    Audience.OFFICER: say("công chức phụ trách"),
    Audience.UNIT_HEAD: say("lãnh đạo đơn vị"),
    Audience.LEAD_OFFICE: say("đơn vị theo dõi, đôn đốc"),
    Audience.LEADER: say("lãnh đạo phụ trách"),
    Audience.CHAIRMAN: say("người đứng đầu cơ quan"),
}


def rung_words(kind: RuleKind, rung: Rung) -> Sentence:
    """One rung as a sentence: when, what, to whom, and what else it does."""
    level = rung.level(kind)
    what = say("nhắc") if level == 0 else say("đôn đốc cấp %(n)s, nhắc", n=level)
    sentence = say(
        "%(when)s: %(what)s %(whom)s",
        when=_when(kind, rung),
        what=what,
        whom=_joined([_WHOM[audience] for audience in Audience if audience in rung.audiences]),
    )
    for more in _more(rung):
        sentence = say("%(sentence)s; %(more)s", sentence=sentence, more=more)
    return say("%(sentence)s.", sentence=sentence)


def rule_words(rule: ReminderRule) -> list[Sentence]:
    """The whole ladder, one sentence a rung."""
    return [rung_words(rule.kind, rung) for rung in rule.rungs]


def place_words(kind: RuleKind, rung: Rung) -> Sentence:
    """Where a rung stands, without whom it tells: "Trước hạn hoàn thành 3 ngày làm việc"."""
    target = TARGETS[kind]
    if rung.at < 0:
        return say("Trước %(target)s %(n)s ngày làm việc", target=target, n=-rung.at)
    if rung.at == 0:
        return say("Đúng %(target)s", target=target)
    return say("Sau %(target)s %(n)s ngày làm việc", target=target, n=rung.at)


def _when(kind: RuleKind, rung: Rung) -> Sentence:
    first = place_words(kind, rung)
    if rung.every is None:
        return first
    again = say("%(first)s, sau đó cứ %(n)s ngày làm việc một lần", first=first, n=rung.every)
    if rung.most is None:
        return again
    return say("%(again)s, nhiều nhất %(n)s lần", again=again, n=rung.most)


def _more(rung: Rung) -> list[Sentence]:
    found = []
    if Channel.EMAIL not in rung.channels:
        found.append(say("chỉ nhắc trong phần mềm"))
    if rung.letter:
        found.append(say("lập dự thảo văn bản đôn đốc để cơ quan xem, ký"))
    if rung.statutory:
        found.append(say("người nhận không tự tắt được"))
    if rung.words:
        found.append(say("kèm lời nhắn “%(words)s”", words=rung.words))
    return found


def _joined(parts: Sequence[Sentence]) -> Sentence:
    whole = parts[0]
    for part in parts[1:]:
        whole = say("%(whole)s, %(part)s", whole=whole, part=part)
    return whole
