"""The register of the generated office: directives with their duties, day after day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tracker.demo.scale import side_rows, words
from tracker.demo.scale.destiny import live
from tracker.demo.scale.fates import Cards, Fate
from tracker.demo.scale.life import DutyFacts, Paper
from tracker.demo.scale.world import World, moment
from tracker.domain.directive_kind import DirectiveKind
from tracker.domain.follow_up import FollowUp, UnitRole
from tracker.domain.history import EventKind
from tracker.domain.paper_number import number_key
from tracker.domain.source import SourceKind
from tracker.domain.task_status import CLOSED
from tracker.domain.vietnamese import day_words
from tracker.models import Directive, Duty, DutyFingerprint, DutyUnit, SearchKind
from tracker.reading.repetition import fingerprints

YEARS = 5
OPEN = 40_000
OPEN_SHARE = 0.4
OPEN_DAYS = 420
"""What is still open was given in so many days, more of it lately."""
REGULAR = 40
"""Regular duties, each of all communes or all bodies."""
_LEADS = (1, 1, 1, 1, 2, 2, 3, 4, 6, 10)
_DUTIES = (1, 1, 2, 3, 4, 5)
_KINDS = (DirectiveKind.OFFICIAL_LETTER, DirectiveKind.PLAN, DirectiveKind.INSTRUCTION,
          DirectiveKind.ANNOUNCEMENT, DirectiveKind.DECISION)  # fmt: skip


def write_register(world: World, cards: Cards, tasks: int) -> int:
    """Directives with ``tasks`` tasks in all; returns how many papers that makes."""
    number = 0
    for day, fates in _by_day(world, cards, tasks):
        world.chronicle.write_before(moment(day, 0))
        place = 0
        while place < len(fates):
            number += 1
            place += _directive(world, day, number, fates[place:])
            world.writer.write_some()
    world.chronicle.write_before(None)
    return number


def _by_day(world: World, cards: Cards, tasks: int) -> Iterator[tuple[date, list[Fate]]]:
    """Each working day with the fates of the tasks that were given on it."""
    first = world.today - timedelta(days=365 * YEARS)
    all_days = [first + timedelta(days=n) for n in range((world.today - first).days)]
    days = [day for day in all_days if world.calendar.first_working_on_or_after(day) == day]
    open_ones = min(OPEN, round(tasks * OPEN_SHARE))
    recent = [max(0, OPEN_DAYS - (world.today - day).days) for day in days]
    still_open = _shared_out(open_ones, recent)
    over = _shared_out(tasks - open_ones, [1] * len(days))
    for day, open_count, over_count in zip(days, still_open, over, strict=True):
        fates = [cards.deal(is_open=True) for _ in range(open_count)]
        fates += [cards.deal(is_open=False) for _ in range(over_count)]
        world.dice.shuffle(fates)
        yield day, fates


def _shared_out(total: int, weights: Sequence[int]) -> list[int]:
    """``total`` in shares by weight that add up to it."""
    whole, given, reached, shares = sum(weights), 0, 0, []
    for weight in weights:
        reached += weight
        share = total * reached // whole - given
        given += share
        shares.append(share)
    return shares


def _directive(world: World, day: date, number: int, fates: Sequence[Fate]) -> int:
    """One paper with some duties; how many of ``fates`` it used up."""
    dice = world.dice
    paper = _paper(world, day, number)
    used = duties = 0
    for _ in range(dice.choice(_DUTIES)):
        if used == len(fates):
            break
        share = fates[used : used + dice.choice(_LEADS)]
        _tasks(world, _duty(world, paper, words.sentence(dice, day.year)), share)
        used, duties = used + len(share), duties + 1
    world.chronicle.add(
        EventKind.DRAFTS_CONFIRMED,
        paper.given,
        world.society.people["theodoi"],
        directive_id=paper.id,
        data={"duties": duties, "tasks": used},
    )
    return used


def _paper(world: World, day: date, number: int) -> Paper:
    """The next entry of the register, received on ``day``, findable."""
    dice, clerk = world.dice, world.society.people["vanthu"]
    sealed = f"{number}/{dice.choice(words.SEALS)}"
    issued = day - timedelta(days=dice.choice((0, 0, 1, 1, 2, 3)))
    title = words.sentence(dice, day.year)
    issuer, signer = dice.choice(words.ISSUERS), "Nguyễn Đông An"
    received_at = moment(day, dice.randint(0, 60))
    paper_id = world.writer.sheet(Directive).add(
        office_id=world.society.office_id,
        kind=dice.choice(_KINDS),
        source=SourceKind.DOCUMENT,
        number=sealed,
        number_key=number_key(sealed),
        issued_on=issued,
        received_on=day,
        arrival_number=str(number),
        issuer=issuer,
        title=words.written(title),
        signer=signer,
        restricted=dice.random() < 0.004,
        created_at=received_at,
        created_by_id=clerk,
    )
    text = (sealed, *title, issuer, signer, str(number))
    world.find(SearchKind.DIRECTIVE, paper_id, words.written(text), words.found_by(text))
    world.chronicle.add(EventKind.DIRECTIVE_RECEIVED, received_at, clerk, directive_id=paper_id)
    given = received_at + timedelta(minutes=dice.randint(20, 90))
    basis = f"Theo Văn bản số {sealed} ngày {day_words(issued)}."
    return Paper(paper_id, basis, given, issued)


def _duty(
    world: World,
    paper: Paper,
    pieces: tuple[str, ...],
    follow_up: FollowUp = FollowUp.PER_UNIT,
) -> DutyFacts:
    dice, office_id = world.dice, world.society.office_id
    product, text = dice.choice(words.PRODUCTS), words.written(pieces)
    duty_id = world.writer.sheet(Duty).add(
        office_id=office_id,
        directive_id=paper.id,
        text=text,
        product=product,
        follow_up=follow_up,
        basis=paper.basis,
        given_by="Nguyễn Đông An",
        key_task=dice.random() < 0.04,
        created_at=paper.given,
        created_by_id=world.society.people["theodoi"],
    )
    found = (*pieces, product)
    world.find(SearchKind.DUTY, duty_id, words.written(found), words.found_by(found))
    for mark in sorted(fingerprints(text)):
        world.writer.sheet(DutyFingerprint).add(duty_id=duty_id, mark=mark, office_id=office_id)
    return DutyFacts(duty_id, pieces, paper)


def _tasks(world: World, duty: DutyFacts, fates: Sequence[Fate]) -> None:
    """One task per unit, helpers for some duties, and who carries the duty from when to when."""
    dice, day = world.dice, duty.paper.given.date()
    leads = world.society.some(dice, len(fates))
    helpers = world.society.some(dice, dice.randint(1, 3)) if dice.random() < 0.35 else []
    helpers = [unit_id for unit_id in helpers if unit_id not in leads]
    carried: dict[int, list[date | None]] = {unit_id: [day, None] for unit_id in leads}
    for unit_id, fate in zip(leads, fates, strict=True):
        life = live(world, duty, unit_id, fate)
        over = life.stands in CLOSED
        if life.unit_id != unit_id:
            carried[unit_id][1] = life.moved_on
            carried.setdefault(life.unit_id, [life.moved_on, None])[1] = None
        asked = [helper for helper in helpers if helper != life.unit_id]
        side_rows.parts(life, asked, answered=over or dice.random() < 0.5)
        life.write()
    sheet = world.writer.sheet(DutyUnit)
    for unit_id, (from_on, to_on) in carried.items():
        sheet.add(
            duty_id=duty.id, unit_id=unit_id, role=UnitRole.LEAD, from_on=from_on, to_on=to_on
        )
    for unit_id in helpers:
        sheet.add(duty_id=duty.id, unit_id=unit_id, role=UnitRole.COORDINATING, from_on=day)


def write_regular(world: World) -> None:
    """What every commune or every body answers once per period."""
    dice = world.dice
    day = world.calendar.first_working_on_or_after(world.today - timedelta(days=365))
    given = moment(day, 10)
    people, society = world.society.people, world.society
    directive_id = world.writer.sheet(Directive).add(
        office_id=society.office_id,
        kind=DirectiveKind.INSTRUCTION,
        number="01/CT-UBND",
        number_key=number_key("01/CT-UBND"),
        issued_on=day,
        received_on=day,
        issuer=words.ISSUERS[0],
        title="Về các nhiệm vụ thường xuyên của các đơn vị, địa phương",
        created_at=given,
        created_by_id=people["vanthu"],
    )
    basis = f"Theo Văn bản số 01/CT-UBND ngày {day_words(day)}."
    paper = Paper(directive_id, basis, given, day)
    for n in range(REGULAR):
        units = society.communes if n % 2 else society.bodies
        pieces = words.sentence(dice, day.year)
        facts = _duty(world, paper, pieces, FollowUp.REGULAR)
        for unit_id in units:
            world.writer.sheet(DutyUnit).add(
                duty_id=facts.id, unit_id=unit_id, role=UnitRole.LEAD, from_on=day
            )
    told = {"duties": REGULAR, "tasks": 0}
    world.chronicle.add(
        EventKind.DRAFTS_CONFIRMED, given, people["theodoi"], directive_id=directive_id, data=told
    )
