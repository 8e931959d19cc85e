"""Rules that an office sets for itself (design D10), with sourced defaults and plain types."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any


class Accent(StrEnum):
    """The colour that an office gives its pages; each was measured in light and dark."""

    JADE = "ngoc"
    INDIGO = "cham"
    PLUM = "man"
    MOSS = "reu"
    BROWN = "nau"
    CHARCOAL = "than"


@dataclass(frozen=True, slots=True)
class OfficeRules:
    """One field per setting key; values as JSON keeps them.

    ``strict_before``: "trước ngày 15/12" ends on 14/12 (strict) or 15/12 (lenient, domain 8.2).
    ``return_working_days``: after a return past the due day, so many working days more (2b).
    ``refuse_working_days``: within so many working days a unit may say that a task is not its
    function (0: no limit); ``refusals_decided_by``: "lead_office" or "leader".
    ``confirm_working_days``: so long the lead office may look at a hand-in (0: no limit). No
    decree sets these numbers: five is ours, an office writes its own regulation's.
    ``own_tasks_decided_by``: who confirms the lead office's own tasks: "leader", or a unit's id.
    ``head_confirms_alone``: where no second person exists, the head confirms and it is listed.
    ``head_approves``: an officer's hand-in goes to the head of the unit before it goes out; in
    the ``head_approves_units`` only, where any are named.
    ``extensions_most``, ``extension_days``, ``extension_leader_from``: how many extensions a
    task may get, by how many calendar days each, from which on a leader decides (0: no limit).
    ``obstacle_answer_working_days``: within how many working days after it was raised a difficulty
    or proposal is to be answered (the longest span in which decree 191/2026/NĐ-CP art. 24 lets
    ministries answer opinions: 5).
    ``comment_correct_minutes``: for how long a comment may be corrected by its author.
    ``heading_superior``: the superior body's line of papers, None where the office has none.
    ``place``: where papers are dated. ``signer_*``: the signature block (TM./KT./TL.).
    ``receivers``: lines of "Nơi nhận". ``symbol``: the office's part of paper symbols.
    ``drafting_symbol``: the drafting unit in symbols of letters ("12/UBND-VP").
    ``paper_series``: lines "CV: Công văn đôn đốc, Phiếu giao việc": the series of numbers that
    serves these kinds of paper; a kind that no line names keeps its usual one.
    ``report_marks_on_annexes``: whether a report's annexes bear the number and hash of what was
    frozen and the history's seal of its day; the archive copy bears them in any case.
    ``chasing_answer_working_days``: within how many working days a chasing letter wants results
    (no decree sets it: five is ours).
    ``series_days_before``: how many days before its due day a period's task is made.
    ``due_soon_working_days``: from when a due day is near.
    ``digest_rows``: how many tasks a digest names before it says "và còn n nhiệm vụ nữa".
    ``dossier_instructions``, ``dossier_comments``: what goes along in the dossier of a task.
    ``digest_latest_hour``: the latest hour of the day that a person may choose for the digest.
    ``digest_mail_optional``: whether people may do without the digest by mail; ``pause_most_days``:
    for how many days they may pause it (0: never). What is statutory is mailed all the same.
    ``password_min``: shortest password in characters (OWASP ASVS 2.1.1).
    ``lock_after``: failed sign-ins in a row after which an account rests for ``lock_minutes``.
    ``one_time_days``: for how many days after it was made a one-time password holds.
    """

    strict_before: bool = False
    return_working_days: int = 3
    refuse_working_days: int = 5
    refusals_decided_by: str = "lead_office"
    confirm_working_days: int = 5
    own_tasks_decided_by: str | int = "leader"
    head_confirms_alone: bool = False
    head_approves: bool = False
    head_approves_units: list[int] = field(default_factory=list)
    extensions_most: int = 0
    extension_days: int = 0
    extension_leader_from: int = 3
    obstacle_answer_working_days: int = 5
    comment_correct_minutes: int = 15
    dossier_instructions: bool = True
    dossier_comments: bool = False
    heading_superior: str | None = None
    heading_name: str | None = None
    place: str = ""
    symbol: str = "UBND"
    signer_authority: str = "TM. ỦY BAN NHÂN DÂN"
    signer_post: str = "CHỦ TỊCH"
    signer_name: str = ""
    receivers: list[str] = field(default_factory=list)
    legal_bases: list[str] = field(default_factory=list)
    drafting_symbol: str = "VP"
    paper_series: list[str] = field(default_factory=list)
    report_marks_on_annexes: bool = False
    chasing_answer_working_days: int = 5
    lead_office_word: str = "đơn vị theo dõi, đôn đốc"
    series_days_before: int = 20
    due_soon_working_days: int = 3
    digest_rows: int = 40
    digest_latest_hour: int = 10
    digest_mail_optional: bool = True
    pause_most_days: int = 30
    password_min: int = 12
    lock_after: int = 5
    lock_minutes: int = 15
    one_time_days: int = 7
    period_kind: str = "month"
    accent: str = Accent.JADE.value
    crest_text: str = ""

    def asks_head(self, unit_id: int) -> bool:
        """Whether what an officer of this unit hands in goes to the unit's head first."""
        chosen = self.head_approves_units
        return self.head_approves and (not chosen or unit_id in chosen)

    @classmethod
    def names(cls) -> frozenset[str]:
        """Every setting key that there is."""
        return frozenset(item.name for item in fields(cls))

    @classmethod
    def from_values(cls, values: dict[str, Any]) -> OfficeRules:
        """The rules with ``values`` over the defaults; unknown keys are left out."""
        known = cls.names()
        return cls(**{key: value for key, value in values.items() if key in known})
