"""Measuring the reader on the command line: papers with labels beside them, no database."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from tracker.documents.read_file import read_file
from tracker.domain.errors import DomainError
from tracker.reading.directive_reading import read_directive
from tracker.reading.export import as_document
from tracker.reading.scoring import Score, compare

group = AppGroup("reading", help="The reader of directives: how well it reads.")

_KINDS = (".txt", ".docx", ".pdf")
_folder = click.Path(exists=True, file_okay=False, path_type=Path)


@group.command("score")
@click.argument("papers", type=_folder)
@click.argument("gold", type=_folder)
@click.option("--misses", is_flag=True, help="Also print each difference from the labels.")
def score(papers: Path, gold: Path, *, misses: bool) -> None:
    """Read every .txt, .docx and .pdf of PAPERS and compare it with GOLD/<name>.json."""
    total, names = Score(), []
    for paper in sorted(p for p in papers.iterdir() if p.suffix.lower() in _KINDS):
        labels = gold / f"{paper.stem}.json"
        if not labels.exists():
            click.echo(f"{paper.name}: no labels", err=True)
            continue
        found = _score_one(paper, labels)
        total += found
        names.append(paper.stem)
        click.echo(_line(paper.stem, found))
    if not names:
        raise click.ClickException("Không có văn bản nào có nhãn. / No paper has labels.")
    click.echo(_line("all", total))
    if misses:
        for miss in total.misses:
            click.echo(f"  {miss}")


def _score_one(paper: Path, labels: Path) -> Score:
    try:
        document = as_document(
            paper.stem, read_directive(read_file(paper.read_bytes(), paper.name))
        )
        return compare(document, json.loads(labels.read_text(encoding="utf-8")))
    except (DomainError, json.JSONDecodeError, KeyError) as error:
        raise click.ClickException(f"{paper.name}: {error}") from error


def _line(name: str, found: Score) -> str:
    return (
        f"{name:45} tasks {found.required:4} F1 {found.task_f1:.3f}  lead {found.lead_f1:.3f}"
        f"  coordinating {found.coordinating_f1:.3f}  due {found.due_strict:.3f}"
        f" / {found.due_found:.3f}  header {found.header_right:.3f}  traps {found.traps}"
    )
