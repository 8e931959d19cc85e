"""The index: sets of items, rounds, sheets with three scores side by side, and their locks.

Revision ID: 0032
Revises: 0031
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db
from tracker.models import index_locks

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "index_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("group_name", sa.String(length=200), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "in_use",
                "superseded",
                name="setstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("total", sa.Numeric(precision=8, scale=4), nullable=False),
        sa.Column("basis", sa.Text(), server_default="", nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("created_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("changed_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_index_set_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["unit_group.id"], name=op.f("fk_index_set_group_id_unit_group")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_index_set_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["index_set.id"], name=op.f("fk_index_set_supersedes_id_index_set")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_set")),
        sa.UniqueConstraint(
            "office_id",
            "year",
            "group_name",
            "version",
            name=op.f("uq_index_set_office_id_year_group_name_version"),
        ),
    )
    op.create_table(
        "index_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("maximum", sa.Numeric(precision=8, scale=4), nullable=False),
        sa.Column(
            "side",
            sa.Enum(
                "scale",
                "bonus",
                "deduction",
                name="side",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "method",
            sa.Enum(
                "self",
                "survey",
                name="method",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("rule", sa.JSON(none_as_null=True), nullable=True),
        sa.Column(
            "not_applicable",
            sa.Enum(
                "refused",
                "full_points",
                "left_out",
                name="notapplicable",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("evidence_asked", sa.Text(), server_default="", nullable=False),
        sa.Column("data_window", sa.String(length=200), server_default="", nullable=False),
        sa.Column("appraiser", sa.String(length=200), server_default="", nullable=False),
        sa.Column("appraiser_unit_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("maximum >= 0", name=op.f("ck_index_item_maximum")),
        sa.ForeignKeyConstraint(
            ["appraiser_unit_id"], ["unit.id"], name=op.f("fk_index_item_appraiser_unit_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_index_item_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["index_item.id"], name=op.f("fk_index_item_parent_id_index_item")
        ),
        sa.ForeignKeyConstraint(
            ["set_id"], ["index_set.id"], name=op.f("fk_index_item_set_id_index_set")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_item")),
        sa.UniqueConstraint("set_id", "code", name=op.f("uq_index_item_set_id_code")),
    )
    with op.batch_alter_table("index_item", schema=None) as batch_op:
        batch_op.create_index(
            "ix_index_item_appraiser_unit_id", ["appraiser_unit_id"], unique=False
        )

    op.create_table(
        "index_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "closed",
                "published",
                "sealed",
                name="roundstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "tie_rule",
            sa.Enum(
                "shared",
                "self_part",
                "survey_part",
                name="tierule",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("grades", sa.JSON(), nullable=False),
        sa.Column("opened_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("decision_number", sa.String(length=60), server_default="", nullable=False),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("published_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("sealed_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("seal", sa.String(length=64), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'sealed') = (seal IS NOT NULL)", name=op.f("ck_index_round_sealed")
        ),
        sa.CheckConstraint("from_on <= to_on", name=op.f("ck_index_round_days")),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_index_round_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["user.id"], name=op.f("fk_index_round_opened_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["set_id"], ["index_set.id"], name=op.f("fk_index_round_set_id_index_set")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_round")),
        sa.UniqueConstraint("set_id", "name", name=op.f("uq_index_round_set_id_name")),
    )
    with op.batch_alter_table("index_round", schema=None) as batch_op:
        batch_op.create_index("ix_index_round_office_id", ["office_id", "to_on"], unique=False)

    op.create_table(
        "index_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "scoring",
                "checked",
                "locked",
                "explaining",
                "appraised",
                "decided",
                name="sheetstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("open_until", sa.Date(), nullable=True),
        sa.Column("locked_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("locked_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["locked_by_id"], ["user.id"], name=op.f("fk_index_sheet_locked_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_index_sheet_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["index_round.id"], name=op.f("fk_index_sheet_round_id_index_round")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_index_sheet_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_sheet")),
        sa.UniqueConstraint("round_id", "unit_id", name=op.f("uq_index_sheet_round_id_unit_id")),
    )
    with op.batch_alter_table("index_sheet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_index_sheet_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "evidence_sheet_item",
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=200), server_default="", nullable=False),
        sa.Column("linked_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("linked_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"],
            ["evidence.id"],
            name=op.f("fk_evidence_sheet_item_evidence_id_evidence"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["index_item.id"], name=op.f("fk_evidence_sheet_item_item_id_index_item")
        ),
        sa.ForeignKeyConstraint(
            ["linked_by_id"], ["user.id"], name=op.f("fk_evidence_sheet_item_linked_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"],
            ["index_sheet.id"],
            name=op.f("fk_evidence_sheet_item_sheet_id_index_sheet"),
        ),
        sa.PrimaryKeyConstraint(
            "evidence_id", "sheet_id", "item_id", name=op.f("pk_evidence_sheet_item")
        ),
    )
    with op.batch_alter_table("evidence_sheet_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_evidence_sheet_item_sheet_id"), ["sheet_id"], unique=False
        )

    op.create_table(
        "sheet_charge",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id"], ["index_item.id"], name=op.f("fk_sheet_charge_item_id_index_item")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["index_sheet.id"], name=op.f("fk_sheet_charge_sheet_id_index_sheet")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_sheet_charge_unit_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_sheet_charge_user_id_user")
        ),
        sa.PrimaryKeyConstraint("sheet_id", "item_id", name=op.f("pk_sheet_charge")),
    )
    with op.batch_alter_table("sheet_charge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sheet_charge_user_id"), ["user_id"], unique=False)

    op.create_table(
        "sheet_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("blob_sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["blob_sha256"], ["blob.sha256"], name=op.f("fk_sheet_paper_blob_sha256_blob")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_sheet_paper_by_id_user")),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["index_sheet.id"], name=op.f("fk_sheet_paper_sheet_id_index_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_paper")),
    )
    with op.batch_alter_table("sheet_paper", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sheet_paper_blob_sha256"), ["blob_sha256"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_sheet_paper_sheet_id"), ["sheet_id"], unique=False)

    op.create_table(
        "sheet_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answered_by_id IS NULL)",
            name=op.f("ck_sheet_question_answered"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user.id"], name=op.f("fk_sheet_question_answered_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["user.id"], name=op.f("fk_sheet_question_asked_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["index_item.id"], name=op.f("fk_sheet_question_item_id_index_item")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["index_sheet.id"], name=op.f("fk_sheet_question_sheet_id_index_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_question")),
    )
    with op.batch_alter_table("sheet_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sheet_question_sheet_id"), ["sheet_id"], unique=False)

    op.create_table(
        "sheet_score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "self",
                "appraisal",
                "final",
                name="scorestage",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("points", sa.Numeric(precision=8, scale=4), nullable=False),
        sa.Column("maximum", sa.Numeric(precision=8, scale=4), nullable=False),
        sa.Column("suggested", sa.Numeric(precision=8, scale=4), nullable=True),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("points >= 0 AND points <= maximum", name=op.f("ck_sheet_score_points")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_sheet_score_by_id_user")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["index_item.id"], name=op.f("fk_sheet_score_item_id_index_item")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["index_sheet.id"], name=op.f("fk_sheet_score_sheet_id_index_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_score")),
        sa.UniqueConstraint(
            "sheet_id", "item_id", "stage", name=op.f("uq_sheet_score_sheet_id_item_id_stage")
        ),
    )
    op.create_table(
        "sheet_score_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "self",
                "appraisal",
                "final",
                name="scorestage",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("points_before", sa.Numeric(precision=8, scale=4), nullable=True),
        sa.Column("points_after", sa.Numeric(precision=8, scale=4), nullable=True),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user.id"], name=op.f("fk_sheet_score_change_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["index_item.id"], name=op.f("fk_sheet_score_change_item_id_index_item")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"],
            ["index_sheet.id"],
            name=op.f("fk_sheet_score_change_sheet_id_index_sheet"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_score_change")),
    )
    with op.batch_alter_table("sheet_score_change", schema=None) as batch_op:
        batch_op.create_index(
            "ix_sheet_score_change_sheet_item", ["sheet_id", "item_id", "id"], unique=False
        )

    op.create_table(
        "index_deed",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=True),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("sheet_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_index_deed_event_id_event")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["index_round.id"], name=op.f("fk_index_deed_round_id_index_round")
        ),
        sa.ForeignKeyConstraint(
            ["set_id"], ["index_set.id"], name=op.f("fk_index_deed_set_id_index_set")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["index_sheet.id"], name=op.f("fk_index_deed_sheet_id_index_sheet")
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_index_deed")),
    )
    with op.batch_alter_table("index_deed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_index_deed_round_id"), ["round_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_index_deed_set_id"), ["set_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_index_deed_sheet_id"), ["sheet_id"], unique=False)
    index_locks.create(op.get_bind())


def downgrade() -> None:
    index_locks.drop(op.get_bind())
    with op.batch_alter_table("index_deed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_index_deed_sheet_id"))
        batch_op.drop_index(batch_op.f("ix_index_deed_set_id"))
        batch_op.drop_index(batch_op.f("ix_index_deed_round_id"))

    op.drop_table("index_deed")
    with op.batch_alter_table("sheet_score_change", schema=None) as batch_op:
        batch_op.drop_index("ix_sheet_score_change_sheet_item")

    op.drop_table("sheet_score_change")
    op.drop_table("sheet_score")
    with op.batch_alter_table("sheet_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sheet_question_sheet_id"))

    op.drop_table("sheet_question")
    with op.batch_alter_table("sheet_paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sheet_paper_sheet_id"))
        batch_op.drop_index(batch_op.f("ix_sheet_paper_blob_sha256"))

    op.drop_table("sheet_paper")
    with op.batch_alter_table("sheet_charge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sheet_charge_user_id"))

    op.drop_table("sheet_charge")
    with op.batch_alter_table("evidence_sheet_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_sheet_item_sheet_id"))

    op.drop_table("evidence_sheet_item")
    with op.batch_alter_table("index_sheet", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_index_sheet_unit_id"))

    op.drop_table("index_sheet")
    with op.batch_alter_table("index_round", schema=None) as batch_op:
        batch_op.drop_index("ix_index_round_office_id")

    op.drop_table("index_round")
    with op.batch_alter_table("index_item", schema=None) as batch_op:
        batch_op.drop_index("ix_index_item_appraiser_unit_id")

    op.drop_table("index_item")
    op.drop_table("index_set")
