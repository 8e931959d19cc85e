"""Paper numbers are found on PostgreSQL too: the index holds words, without signs between.

PostgreSQL took "12/cv-ubnd" for the name of a file and kept it whole.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    bind = op.get_bind()
    entry = sa.table("search_entry", sa.column("id"), sa.column("folded"))
    for key, folded in bind.execute(sa.select(entry.c.id, entry.c.folded)).all():
        words = " ".join("".join(c if c.isalnum() else " " for c in folded).split())
        if words != folded:
            bind.execute(sa.update(entry).where(entry.c.id == key).values(folded=words))


def downgrade() -> None:
    """Words without signs are found by the first version just as well."""
