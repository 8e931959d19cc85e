"""Columns of very many rows, past the mapper: half the time where ten thousands are counted."""

from __future__ import annotations

from typing import TypeVarTuple

from sqlalchemy import Result, Select
from sqlalchemy.orm import Session

Columns = TypeVarTuple("Columns")


def plain_rows(session: Session, statement: Select[*Columns]) -> Result[*Columns]:
    """The rows of a statement that names columns only; sees what the session has changed."""
    session.flush()
    return session.connection().execute(statement)
