"""What a server answered, tries in doubt, where the database went live, gateways of offices.

Channels grow like kinds of messages: they carry no CHECK any more.

Revision ID: 0028
Revises: 0027
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("outbox_message") as batch:
        batch.drop_constraint(op.f("ck_outbox_message_channel"), type_="check")
        batch.add_column(sa.Column("answer", sa.Text(), server_default="", nullable=False))
        batch.add_column(sa.Column("doubtful", sa.Integer(), server_default="0", nullable=False))
        batch.add_column(
            sa.Column("needless", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch.create_index(
            "ix_outbox_message_doubtful",
            ["doubtful"],
            sqlite_where=sa.text("doubtful > 0"),
            postgresql_where=sa.text("doubtful > 0"),
        )
    with op.batch_alter_table("ledger_entry") as batch:
        batch.drop_constraint(op.f("ck_ledger_entry_channel"), type_="check")
    op.create_table(
        "live_host",
        sa.Column("host", sa.String(length=120), nullable=False),
        sa.Column("installation", sa.String(length=64), nullable=False),
        sa.Column("since", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_live_host")),
    )
    op.create_table(
        "message_gateway",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("secret", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("private_allowed", sa.Boolean(), nullable=False),
        sa.Column("notices", sa.Boolean(), nullable=False),
        sa.Column("digests", sa.Boolean(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_message_gateway_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["user.id"], name=op.f("fk_message_gateway_set_by_id_user")
        ),
        sa.PrimaryKeyConstraint("office_id", name=op.f("pk_message_gateway")),
    )


def downgrade() -> None:
    """The CHECKs stay away: rows of newer channels may be there."""
    op.drop_table("message_gateway")
    op.drop_table("live_host")
    with op.batch_alter_table("outbox_message") as batch:
        batch.drop_index("ix_outbox_message_doubtful")
        batch.drop_column("needless")
        batch.drop_column("doubtful")
        batch.drop_column("answer")
