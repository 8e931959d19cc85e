"""Reports keep the template of their office by which they are drawn.

Revision ID: 0041
Revises: 0040
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_KEY = "fk_report_template_id_paper_template"


def upgrade() -> None:
    with op.batch_alter_table("report") as batch:
        batch.add_column(sa.Column("template_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f(_KEY), "paper_template", ["template_id"], ["id"])
        batch.create_index(op.f("ix_report_template_id"), ["template_id"])


def downgrade() -> None:
    with op.batch_alter_table("report") as batch:
        batch.drop_index(op.f("ix_report_template_id"))
        batch.drop_constraint(op.f(_KEY), type_="foreignkey")
        batch.drop_column("template_id")
