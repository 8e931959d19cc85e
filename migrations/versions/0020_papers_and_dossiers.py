"""What a paper proves and how long it holds; looks of a virus scanner; how long a dossier is kept.

Revision ID: 0020
Revises: 0019
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

SCAN_STATES = sa.Enum(
    "not_scanned",
    "pending",
    "clean",
    "infected",
    "unscannable",
    name="state",
    native_enum=False,
    create_constraint=True,
    length=32,
)
RETENTIONS = sa.Enum(
    "permanent",
    "years_70",
    "years_50",
    "years_20",
    "years_10",
    "years_5",
    "years_2",
    "until_void",
    name="retention",
    native_enum=False,
    create_constraint=True,
    length=32,
)


def upgrade() -> None:
    op.create_table(
        "blob_scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("blob_sha256", sa.String(length=64), nullable=False),
        sa.Column("at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("state", SCAN_STATES, nullable=False),
        sa.Column("said", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["blob_sha256"], ["blob.sha256"], name=op.f("fk_blob_scan_blob_sha256_blob")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blob_scan")),
    )
    with op.batch_alter_table("blob_scan", schema=None) as batch_op:
        batch_op.create_index("ix_blob_scan_blob_sha256", ["blob_sha256"], unique=False)
    with op.batch_alter_table("blob", schema=None) as batch_op:
        batch_op.create_index("ix_blob_scan_state", ["scan_state", "created_at"], unique=False)
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("expires_on", sa.Date(), nullable=True))
    with op.batch_alter_table("evidence_task", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("place", sa.String(length=200), server_default="", nullable=False)
        )
    with op.batch_alter_table("directive", schema=None) as batch_op:
        batch_op.add_column(sa.Column("retention", RETENTIONS, nullable=True))
        batch_op.add_column(
            sa.Column("retention_basis", sa.Text(), server_default="", nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table("directive", schema=None) as batch_op:
        batch_op.drop_column("retention_basis")
        batch_op.drop_constraint(op.f("ck_directive_retention"), type_="check")
        batch_op.drop_column("retention")
    with op.batch_alter_table("evidence_task", schema=None) as batch_op:
        batch_op.drop_column("place")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_column("expires_on")
    with op.batch_alter_table("blob", schema=None) as batch_op:
        batch_op.drop_index("ix_blob_scan_state")
    op.drop_table("blob_scan")
