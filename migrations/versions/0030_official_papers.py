"""Official papers, the register of their numbers, and an office's own templates.

Revision ID: 0030
Revises: 0029
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "official_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("issuer_id", sa.Integer(), nullable=True),
        sa.Column("made_for", sa.String(length=120), nullable=True),
        sa.Column("subject", sa.String(length=1000), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "numbered",
                "issued",
                "dropped",
                name="paperstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("signed_sha256", sa.String(length=64), nullable=True),
        sa.Column("signed_name", sa.String(length=255), nullable=True),
        sa.Column("issued_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'issued') = (issued_at IS NOT NULL)", name=op.f("ck_official_paper_issued")
        ),
        sa.CheckConstraint(
            "state NOT IN ('numbered', 'issued') OR (number IS NOT NULL AND signed_on IS NOT NULL)",
            name=op.f("ck_official_paper_numbered"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_official_paper_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["issuer_id"], ["unit.id"], name=op.f("fk_official_paper_issuer_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_official_paper_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["signed_sha256"], ["blob.sha256"], name=op.f("fk_official_paper_signed_sha256_blob")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_official_paper_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_paper")),
        sa.UniqueConstraint(
            "office_id", "made_for", name=op.f("uq_official_paper_office_id_made_for")
        ),
    )
    with op.batch_alter_table("official_paper", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_official_paper_issuer_id"), ["issuer_id"], unique=False
        )
        batch_op.create_index("ix_official_paper_office", ["office_id", "kind", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_official_paper_signed_sha256"), ["signed_sha256"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_official_paper_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "paper_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("blob_sha256", sa.String(length=64), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("uploaded_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["blob_sha256"], ["blob.sha256"], name=op.f("fk_paper_template_blob_sha256_blob")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_paper_template_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["user.id"], name=op.f("fk_paper_template_uploaded_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_template")),
        sa.UniqueConstraint(
            "office_id", "kind", "version", name=op.f("uq_paper_template_office_id_kind_version")
        ),
    )
    with op.batch_alter_table("paper_template", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_paper_template_blob_sha256"), ["blob_sha256"], unique=False
        )
        batch_op.create_index(
            "uq_paper_template_in_use",
            ["office_id", "kind"],
            unique=True,
            sqlite_where=sa.text("in_use"),
            postgresql_where=sa.text("in_use"),
        )

    op.create_table(
        "paper_number",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.String(length=40), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(length=1000), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("taken_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_paper_number_number")),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_paper_number_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["official_paper.id"],
            name=op.f("fk_paper_number_paper_id_official_paper"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_paper_number_report_id_report")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["user.id"], name=op.f("fk_paper_number_taken_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_number")),
        sa.UniqueConstraint(
            "office_id",
            "series",
            "year",
            "number",
            name=op.f("uq_paper_number_office_id_series_year_number"),
        ),
    )
    with op.batch_alter_table("paper_number", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_number_paper_id"), ["paper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_number_report_id"), ["report_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("paper_number", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_number_report_id"))
        batch_op.drop_index(batch_op.f("ix_paper_number_paper_id"))

    op.drop_table("paper_number")
    with op.batch_alter_table("paper_template", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_paper_template_in_use",
            sqlite_where=sa.text("in_use"),
            postgresql_where=sa.text("in_use"),
        )
        batch_op.drop_index(batch_op.f("ix_paper_template_blob_sha256"))

    op.drop_table("paper_template")
    with op.batch_alter_table("official_paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_official_paper_unit_id"))
        batch_op.drop_index(batch_op.f("ix_official_paper_signed_sha256"))
        batch_op.drop_index("ix_official_paper_office")
        batch_op.drop_index(batch_op.f("ix_official_paper_issuer_id"))

    op.drop_table("official_paper")
