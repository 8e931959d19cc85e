"""Jobs that are claimed, counted and about one thing; doubtful words of scanned clauses.

No job was ever made by the version before, so that ``progress`` goes without being carried over.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.add_column(sa.Column("subject", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("done", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("total", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("attempts", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("owner", sa.String(length=120), nullable=True))
        batch_op.drop_column("progress")
        batch_op.create_unique_constraint(
            op.f("uq_job_office_id_kind_subject"), ["office_id", "kind", "subject"]
        )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.alter_column("done", server_default=None)
        batch_op.alter_column("attempts", server_default=None)
    with op.batch_alter_table("clause", schema=None) as batch_op:
        batch_op.add_column(sa.Column("doubts", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("clause", schema=None) as batch_op:
        batch_op.drop_column("doubts")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("uq_job_office_id_kind_subject"), type_="unique")
        batch_op.add_column(sa.Column("progress", sa.Integer(), server_default="0", nullable=False))
        batch_op.drop_column("owner")
        batch_op.drop_column("attempts")
        batch_op.drop_column("total")
        batch_op.drop_column("done")
        batch_op.drop_column("subject")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.alter_column("progress", server_default=None)
