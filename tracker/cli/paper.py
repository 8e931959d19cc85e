"""``flask paper``: which official papers there are, and one of them into a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from flask.cli import AppGroup

from tracker.cli.which_office import chosen_office
from tracker.db import db, reading
from tracker.domain.errors import DomainError
from tracker.domain.typed_day import typed_day
from tracker.models import PaperTemplate
from tracker.queries.paper_templates import template_in_use
from tracker.services import paper_drawing
from tracker.services.papers import KINDS, kind_of
from tracker.services.papers.paper_kind import Asked, Needs, PaperKind
from tracker.surroundings import now, store, today

paper_group = AppGroup("paper", help="Official papers: list the kinds, build one into a .docx.")

OPTIONS = {
    Needs.UNIT: "--unit N",
    Needs.DIRECTIVE: "--directive N",
    Needs.DAYS: "--from dd/mm/yyyy --to dd/mm/yyyy",
    Needs.REQUEST: "--request N",
}


@paper_group.command("list")
def list_kinds() -> None:
    """Every kind with what it asks for; what may be left out stands in brackets."""
    for kind in KINDS.values():
        click.echo(f"{kind.code:20} {kind.name}")
        click.echo(f"{'':20} {kind.purpose} {_options(kind)}".rstrip())


@paper_group.command("build")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.option("--unit", type=int, default=None, help="The unit that it is about (its number).")
@click.option("--directive", type=int, default=None, help="The directive (its number here).")
@click.option("--request", type=int, default=None, help="The request for an extension.")
@click.option("--from", "from_on", default="", help="First day, dd/mm/yyyy.")
@click.option("--to", "to_on", default="", help="Last day, dd/mm/yyyy.")
@click.option("--office", type=int, default=None, help="Which office, when there are several.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
def build(  # noqa: PLR0917 — one argument for each option
    kind: str,
    unit: int | None,
    directive: int | None,
    request: int | None,
    from_on: str,
    to_on: str,
    office: int | None,
    out: Path,
) -> None:
    """Compose the paper from what is kept now, drawn as a draft would be: by the office's own
    template where one is in use; nothing is kept of it."""
    if not out.parent.is_dir():
        raise click.ClickException(f"Không có thư mục “{out.parent}”.")
    chosen = kind_of(kind)
    given = {Needs.UNIT: unit, Needs.DIRECTIVE: directive, Needs.REQUEST: request}
    for need in chosen.needs:
        if given.get(need) is None:
            raise click.ClickException(f"{chosen.name} cần {OPTIONS[need]}.")
    try:
        with reading():
            office_id = chosen_office(office)
            asked = Asked(
                office_id=office_id, on_day=today(), now=now(), unit_id=unit,
                directive_id=directive, request_id=request, from_on=_day(from_on),
                to_on=_day(to_on),
            )  # fmt: skip
            content = chosen.compose(db.session(), asked).content
            key = template_in_use(db.session(), office_id, kind)
            template = db.session.get(PaperTemplate, key) if key is not None else None
            drawn = paper_drawing.draw_by(template, content, store())
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    out.write_bytes(drawn)
    click.echo(f"{out}")
    click.echo(f"{chosen.name}: {content.subject}")


def _day(typed: str) -> date | None:
    return typed_day(typed) if typed else None


def _options(kind: PaperKind) -> str:
    needed = [OPTIONS[need] for need in kind.needs]
    taken = [f"[{OPTIONS[need]}]" for need in kind.takes]
    return " ".join(needed + taken)
