"""What frames the papers of an office, or of one of its units: head, signer, receivers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tracker.domain import report_frame
from tracker.domain.errors import NotFound
from tracker.domain.office_rules import OfficeRules
from tracker.domain.paper_head import Letterhead, PaperNumber, Signer
from tracker.domain.vietnamese import capitalised
from tracker.models import Office, Unit
from tracker.queries.office_rules import office_rules
from tracker.queries.unit_heads import heads_on
from tracker.queries.units import unit_of_office

_COMMITTEE = "Ủy ban nhân dân"


@dataclass(frozen=True, slots=True)
class Frame:
    """The office's own frame on a day. ``symbol`` is the office's part of symbols ("UBND").

    ``drafting`` names the drafting unit in the symbols of letters ("VP"), ``lead`` the unit that
    follows tasks, as letters name it.
    """

    letterhead: Letterhead
    signer: Signer
    receivers: tuple[str, ...]
    archive: str
    symbol: str
    drafting: str
    lead: str
    rules: OfficeRules

    def number(self, type_code: str) -> PaperNumber:
        """The symbol of a paper with a type ("BC-UBND"); of a letter where it has none."""
        if type_code:
            return PaperNumber(symbol=f"{type_code}-{self.symbol}")
        return PaperNumber(
            symbol=f"{self.symbol}-{self.drafting}" if self.drafting else self.symbol
        )


def office_frame(session: Session, office_id: int, on_day: date) -> Frame:
    """From the office's rules that hold on ``on_day``."""
    rules = office_rules(session, office_id, on_day)
    office = session.get_one(Office, office_id)
    unit = office.root_unit.name_on(on_day)
    lead = office.lead_unit.name_on(on_day).name if office.lead_unit else rules.lead_office_word
    receivers = report_frame.receivers(rules.receivers)
    return Frame(
        letterhead=report_frame.letterhead(
            rules, name=unit.name, short_name=unit.short or unit.name
        ),
        signer=report_frame.signer(rules),
        receivers=receivers.lines,
        archive=receivers.archive,
        symbol=rules.symbol,
        drafting=rules.drafting_symbol,
        lead=lead,
        rules=rules,
    )


def unit_frame(session: Session, unit: Unit, above: Frame, on_day: date) -> Frame:
    """A unit's own paper: the office stands above it, its head signs."""
    name = unit.name_on(on_day)
    return Frame(
        letterhead=Letterhead(
            office=name.name,
            office_short=name.short or name.name,
            place=above.letterhead.place,
            superior=above.letterhead.office,
        ),
        signer=_head_of(session, unit, name.name, on_day),
        receivers=(),
        archive="VT",
        symbol="…",
        drafting="",
        lead=above.lead,
        rules=above.rules,
    )


def _head_of(session: Session, unit: Unit, name: str, on_day: date) -> Signer:
    """The head by the post that he holds; a people's committee signs together (TM.).

    Decree 30/2020/NĐ-CP, article 13: where a body decides together, its head signs on its behalf.
    """
    heads = heads_on(session, unit.id, on_day)
    together = capitalised(name).startswith(("UBND", _COMMITTEE))
    post = (heads[-1].title if heads else "") or ("Chủ tịch" if together else "Thủ trưởng đơn vị")
    return Signer(
        authority=(f"TM. {_COMMITTEE}",) if together else (),
        post=post,
        name=heads[-1].user.name if heads else "",
    )


def unit_here(session: Session, office_id: int, unit_id: int | None) -> Unit:
    """The unit of the office; NotFound for any other."""
    found = unit_of_office(session, office_id, unit_id) if unit_id is not None else None
    if found is None:
        raise NotFound("Không tìm thấy đơn vị này trong cơ quan.")
    return found
