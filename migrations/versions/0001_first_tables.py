"""The tables of the first version: design 2c as far as the main job touches them.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import tracker.db
from tracker.models import append_only, search_index

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column(
            "scan_state",
            sa.Enum(
                "not_scanned",
                "pending",
                "clean",
                "infected",
                "unscannable",
                name="scanstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("created_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "calendar_day",
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "holiday",
                "compensatory",
                "swap_off",
                "swap_work",
                name="daykind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("on_day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("expires_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("renewed_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.create_table(
        "unit_type",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("ord", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_unit_type")),
    )
    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("is_system", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("session_key", sa.String(length=64), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("failed_count", sa.Integer(), nullable=False),
        sa.Column("locked_until", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("last_sign_in_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("theme", sa.String(length=8), nullable=False),
        sa.Column("mail_failing", sa.Boolean(), nullable=False),
        sa.Column("created_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
        sa.UniqueConstraint("login", name=op.f("uq_user_login")),
        sa.UniqueConstraint("session_key", name=op.f("uq_user_session_key")),
    )
    op.create_table(
        "form_receipt",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("location", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_form_receipt_user_id_user")
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_form_receipt")),
    )
    op.create_table(
        "substitution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("principal_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["user.id"], name=op.f("fk_substitution_deputy_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["principal_id"], ["user.id"], name=op.f("fk_substitution_principal_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitution")),
    )
    with op.batch_alter_table("substitution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_substitution_deputy_id"), ["deputy_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_substitution_principal_id"), ["principal_id"], unique=False
        )

    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type_code", sa.String(length=32), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("identifier", sa.String(length=35), nullable=True),
        sa.Column("outside", sa.Boolean(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("ord", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id_unit")),
        sa.ForeignKeyConstraint(
            ["type_code"], ["unit_type.code"], name=op.f("fk_unit_type_code_unit_type")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "post",
            sa.Enum(
                "head",
                "deputy",
                "officer",
                "clerk",
                name="post",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_membership_unit_id_unit")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_membership_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index("ix_membership_unit_user", ["unit_id", "user_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_user_id"), ["user_id"], unique=False)

    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("root_unit_id", sa.Integer(), nullable=False),
        sa.Column("lead_unit_id", sa.Integer(), nullable=True),
        sa.Column("index_unit_id", sa.Integer(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["index_unit_id"], ["unit.id"], name=op.f("fk_office_index_unit_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["lead_unit_id"], ["unit.id"], name=op.f("fk_office_lead_unit_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["root_unit_id"], ["unit.id"], name=op.f("fk_office_root_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("root_unit_id", name=op.f("uq_office_root_unit_id")),
    )
    op.create_table(
        "unit_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_alias_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_alias")),
        sa.UniqueConstraint("folded", "unit_id", name=op.f("uq_unit_alias_folded_unit_id")),
    )
    with op.batch_alter_table("unit_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_alias_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_alias_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "unit_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("short", sa.String(length=60), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_name_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_name")),
    )
    with op.batch_alter_table("unit_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_name_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "unit_succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_unit_id", sa.Integer(), nullable=False),
        sa.Column("to_unit_id", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_unit_id"], ["unit.id"], name=op.f("fk_unit_succession_from_unit_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["to_unit_id"], ["unit.id"], name=op.f("fk_unit_succession_to_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_succession")),
        sa.UniqueConstraint(
            "from_unit_id", "to_unit_id", name=op.f("uq_unit_succession_from_unit_id_to_unit_id")
        ),
    )
    with op.batch_alter_table("unit_succession", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_unit_succession_from_unit_id"), ["from_unit_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_unit_succession_to_unit_id"), ["to_unit_id"], unique=False
        )

    op.create_table(
        "directive",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "chi_thi",
                "nghi_quyet",
                "chuong_trinh",
                "ke_hoach",
                "cong_van",
                "quyet_dinh",
                "cong_dien",
                "thong_bao",
                "ket_luan",
                "huong_dan",
                "de_an",
                "phuong_an",
                "quy_dinh",
                "quy_che",
                "to_trinh",
                "bao_cao",
                "thong_tri",
                "bien_ban",
                "other",
                name="directivekind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "source",
            sa.Enum(
                "document",
                "letter",
                "leader_note",
                "meeting_conclusion",
                "spoken_order",
                "petition",
                "inspection_conclusion",
                name="sourcekind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("arrival_number", sa.String(length=20), nullable=True),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("signer", sa.String(length=100), nullable=True),
        sa.Column(
            "urgency",
            sa.Enum(
                "normal",
                "urgent",
                "very_urgent",
                "flash",
                name="urgency",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=True),
        sa.Column("created_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_directive_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_directive_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["directive.id"], name=op.f("fk_directive_parent_id_directive")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directive")),
    )
    with op.batch_alter_table("directive", schema=None) as batch_op:
        batch_op.create_index("ix_directive_office_number", ["office_id", "number"], unique=False)
        batch_op.create_index(
            "ix_directive_office_received", ["office_id", "received_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_directive_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_directive_text_sha256"), ["text_sha256"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("is_result_paper", sa.Boolean(), nullable=False),
        sa.Column("paper_number", sa.String(length=60), nullable=True),
        sa.Column("paper_on", sa.Date(), nullable=True),
        sa.Column("created_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_evidence_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_evidence_office_id_office")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_evidence_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "running",
                "done",
                "failed",
                "cancelled",
                name="jobstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("error", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("claimed_until", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("finished_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_job_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_job_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index("ix_job_state", ["state", "id"], unique=False)

    op.create_table(
        "outbox_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "in_app",
                "email",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "digest",
                "assigned",
                "returned",
                "confirmed",
                "submitted",
                "cancelled",
                "deadline_changed",
                "refused",
                "steered",
                "list_shown",
                "test",
                name="messagekind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=500), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), server_default="", nullable=False),
        sa.Column("link", sa.String(length=300), nullable=False),
        sa.Column("created_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("next_attempt_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("claimed_until", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("failed_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), server_default="", nullable=False),
        sa.Column("read_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_outbox_message_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["user.id"], name=op.f("fk_outbox_message_recipient_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_message_id")),
    )
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbox_message_recipient", ["recipient_id", "channel", "read_at"], unique=False
        )
        batch_op.create_index(
            "ix_outbox_message_waiting",
            ["channel", "sent_at", "failed_at", "next_attempt_at"],
            unique=False,
        )

    op.create_table(
        "plan_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("started_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("finished_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("planned_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_plan_run_office_id_office")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_run")),
        sa.UniqueConstraint("on_day", "office_id", name=op.f("uq_plan_run_on_day_office_id")),
    )
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column(
            "module",
            sa.Enum(
                "tracking",
                "index",
                "office",
                name="module",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "role",
            sa.Enum(
                "administrator",
                "lead_office",
                "clerk",
                "leader",
                "auditor",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("granted_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["granted_by_id"], ["user.id"], name=op.f("fk_role_grant_granted_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_role_grant_office_id_office")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_role_grant_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_grant_office_id"), ["office_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_role_grant_user_id"), ["user_id"], unique=False)

    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "directive",
                "duty",
                "task",
                "evidence",
                name="searchkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_search_entry_office_id_office")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
    )
    with op.batch_alter_table("search_entry", schema=None) as batch_op:
        batch_op.create_index("ix_search_entry_office", ["office_id"], unique=False)
        batch_op.create_index("uq_search_entry_thing", ["kind", "thing_id"], unique=True)

    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=50), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=True),
        sa.Column("set_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_setting_office_id_office")
        ),
        sa.ForeignKeyConstraint(["set_by_id"], ["user.id"], name=op.f("fk_setting_set_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint(
            "office_id", "key", "from_on", name=op.f("uq_setting_office_id_key_from_on")
        ),
    )
    op.create_table(
        "unit_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_unit_group_office_id_office")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_group")),
        sa.UniqueConstraint("office_id", "code", name=op.f("uq_unit_group_office_id_code")),
    )
    op.create_table(
        "unit_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "period_kind",
            sa.Enum(
                "week",
                "month",
                "quarter",
                "half_year",
                "nine_months",
                "year",
                name="periodkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("period_key", sa.String(length=12), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("results", sa.Text(), server_default="", nullable=False),
        sa.Column("obstacles", sa.Text(), server_default="", nullable=False),
        sa.Column("proposals", sa.Text(), server_default="", nullable=False),
        sa.Column("task_rows", sa.JSON(), nullable=False),
        sa.Column("submitted_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_unit_report_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["user.id"], name=op.f("fk_unit_report_submitted_by_id_user")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_report_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_report")),
        sa.UniqueConstraint(
            "office_id",
            "unit_id",
            "period_kind",
            "period_key",
            name=op.f("uq_unit_report_office_id_unit_id_period_kind_period_key"),
        ),
    )
    with op.batch_alter_table("unit_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_report_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "citation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issuer", sa.String(length=200), nullable=True),
        sa.Column("as_written", sa.Text(), nullable=False),
        sa.Column("cited_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cited_id"], ["directive.id"], name=op.f("fk_citation_cited_id_directive")
        ),
        sa.ForeignKeyConstraint(
            ["directive_id"], ["directive.id"], name=op.f("fk_citation_directive_id_directive")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation")),
    )
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_citation_cited_id"), ["cited_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_citation_directive_id"), ["directive_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_citation_number"), ["number"], unique=False)

    op.create_table(
        "directive_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("blob_sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "original",
                "attachment",
                name="filerole",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("created_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["blob_sha256"], ["blob.sha256"], name=op.f("fk_directive_file_blob_sha256_blob")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_directive_file_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["directive_id"],
            ["directive.id"],
            name=op.f("fk_directive_file_directive_id_directive"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directive_file")),
    )
    with op.batch_alter_table("directive_file", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_directive_file_blob_sha256"), ["blob_sha256"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_directive_file_directive_id"), ["directive_id"], unique=False
        )

    op.create_table(
        "evidence_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("blob_sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("uploaded_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["blob_sha256"], ["blob.sha256"], name=op.f("fk_evidence_revision_blob_sha256_blob")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_revision_evidence_id_evidence")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["user.id"], name=op.f("fk_evidence_revision_uploaded_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_revision")),
        sa.UniqueConstraint("evidence_id", "n", name=op.f("uq_evidence_revision_evidence_id_n")),
    )
    with op.batch_alter_table("evidence_revision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_evidence_revision_blob_sha256"), ["blob_sha256"], unique=False
        )

    op.create_table(
        "list_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("leader_id", sa.Integer(), nullable=False),
        sa.Column("shown_by_id", sa.Integer(), nullable=False),
        sa.Column("shown_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("decided_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["directive_id"], ["directive.id"], name=op.f("fk_list_decision_directive_id_directive")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["user.id"], name=op.f("fk_list_decision_entered_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["leader_id"], ["user.id"], name=op.f("fk_list_decision_leader_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["shown_by_id"], ["user.id"], name=op.f("fk_list_decision_shown_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_decision")),
    )
    with op.batch_alter_table("list_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_list_decision_directive_id"), ["directive_id"], unique=False
        )

    op.create_table(
        "named_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("dated_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dated_by_id"], ["user.id"], name=op.f("fk_named_event_dated_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["directive_id"], ["directive.id"], name=op.f("fk_named_event_directive_id_directive")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_named_event")),
    )
    with op.batch_alter_table("named_event", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_named_event_directive_id"), ["directive_id"], unique=False
        )

    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reader", sa.String(length=40), nullable=False),
        sa.Column("header", sa.JSON(), nullable=False),
        sa.Column("remarks", sa.JSON(), nullable=False),
        sa.Column("created_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["directive_id"], ["directive.id"], name=op.f("fk_reading_directive_id_directive")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint(
            "directive_id", "version", name=op.f("uq_reading_directive_id_version")
        ),
    )
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column(
            "period_kind",
            sa.Enum(
                "week",
                "month",
                "quarter",
                "half_year",
                "nine_months",
                "year",
                name="periodkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("period_key", sa.String(length=12), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "issued",
                name="reportstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("created_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_report_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["directive_id"], ["directive.id"], name=op.f("fk_report_directive_id_directive")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_report_office_id_office")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index("ix_report_office_to", ["office_id", "to_on"], unique=False)

    op.create_table(
        "unit_group_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["unit_group.id"], name=op.f("fk_unit_group_alias_group_id_unit_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_group_alias")),
        sa.UniqueConstraint("folded", "group_id", name=op.f("uq_unit_group_alias_folded_group_id")),
    )
    with op.batch_alter_table("unit_group_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_group_alias_folded"), ["folded"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_unit_group_alias_group_id"), ["group_id"], unique=False
        )

    op.create_table(
        "unit_group_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["unit_group.id"], name=op.f("fk_unit_group_member_group_id_unit_group")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_unit_group_member_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_group_member")),
    )
    with op.batch_alter_table("unit_group_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_group_member_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            "uq_unit_group_member_current",
            ["group_id", "unit_id"],
            unique=True,
            sqlite_where=sa.text("to_on IS NULL"),
            postgresql_where=sa.text("to_on IS NULL"),
        )

    op.create_table(
        "clause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("ord", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=60), nullable=False),
        sa.Column("marker", sa.String(length=30), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_heading", sa.Boolean(), nullable=False),
        sa.Column("is_order", sa.Boolean(), nullable=False),
        sa.Column("disposition", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["clause.id"], name=op.f("fk_clause_parent_id_clause")
        ),
        sa.ForeignKeyConstraint(
            ["reading_id"], ["reading.id"], name=op.f("fk_clause_reading_id_reading")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause")),
        sa.UniqueConstraint("reading_id", "ord", name=op.f("uq_clause_reading_id_ord")),
    )
    op.create_table(
        "duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=True),
        sa.Column("path", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "follow_up",
            sa.Enum(
                "per_unit",
                "collected",
                "regular",
                "noted",
                name="followup",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("basis", sa.Text(), server_default="", nullable=False),
        sa.Column("due_phrase", sa.Text(), server_default="", nullable=False),
        sa.Column("given_by", sa.String(length=200), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=True),
        sa.Column("key_task", sa.Boolean(), nullable=False),
        sa.Column("created_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_duty_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["directive_id"], ["directive.id"], name=op.f("fk_duty_directive_id_directive")
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["user.id"], name=op.f("fk_duty_given_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_duty_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["reading_id"], ["reading.id"], name=op.f("fk_duty_reading_id_reading")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
    )
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_directive_id"), ["directive_id"], unique=False)
        batch_op.create_index("ix_duty_office_follow_up", ["office_id", "follow_up"], unique=False)

    op.create_table(
        "report_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_report_snapshot_created_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_report_snapshot_report_id_report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_snapshot")),
        sa.UniqueConstraint("report_id", "n", name=op.f("uq_report_snapshot_report_id_n")),
    )
    op.create_table(
        "duty_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("unit_report_id", sa.Integer(), nullable=False),
        sa.Column("period_key", sa.String(length=12), nullable=False),
        sa.Column(
            "milestone",
            sa.Enum(
                "not_started",
                "drafting",
                "submitted_up",
                "issued",
                name="milestone",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("result", sa.Text(), server_default="", nullable=False),
        sa.Column("paper_number", sa.String(length=60), nullable=True),
        sa.Column("paper_on", sa.Date(), nullable=True),
        sa.Column("obstacle", sa.Text(), server_default="", nullable=False),
        sa.Column("no_change", sa.Boolean(), nullable=False),
        sa.Column("answered_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(period_key) > 0", name=op.f("ck_duty_line_period_key")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user.id"], name=op.f("fk_duty_line_answered_by_id_user")
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_duty_line_duty_id_duty")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_duty_line_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["unit_report_id"],
            ["unit_report.id"],
            name=op.f("fk_duty_line_unit_report_id_unit_report"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_line")),
        sa.UniqueConstraint(
            "duty_id", "unit_id", "period_key", name=op.f("uq_duty_line_duty_id_unit_id_period_key")
        ),
    )
    with op.batch_alter_table("duty_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_line_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_duty_line_unit_report_id"), ["unit_report_id"], unique=False
        )

    op.create_table(
        "duty_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "lead",
                "coordinating",
                name="unitrole",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_duty_unit_duty_id_duty")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_duty_unit_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_unit")),
        sa.UniqueConstraint(
            "duty_id", "unit_id", "role", name=op.f("uq_duty_unit_duty_id_unit_id_role")
        ),
    )
    with op.batch_alter_table("duty_unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_unit_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("created_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_series_duty_id_duty")),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_series_office_id_office")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_series_duty_id"), ["duty_id"], unique=False)

    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("comparator", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=30), nullable=False),
        sa.Column("unit", sa.String(length=30), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clause_id"], ["clause.id"], name=op.f("fk_target_clause_id_clause")
        ),
        sa.ForeignKeyConstraint(
            ["reading_id"], ["reading.id"], name=op.f("fk_target_reading_id_reading")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_reading_id"), ["reading_id"], unique=False)

    op.create_table(
        "task_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=True),
        sa.Column("ord", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "ready",
                "confirmed",
                "set_aside",
                name="draftstate",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("set_aside_reason", sa.String(length=500), nullable=True),
        sa.Column(
            "follow_up",
            sa.Enum(
                "per_unit",
                "collected",
                "regular",
                "noted",
                name="followup",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("follow_up_why", sa.Text(), server_default="", nullable=False),
        sa.Column("due_phrase", sa.Text(), server_default="", nullable=False),
        sa.Column("due_kind", sa.String(length=20), nullable=False),
        sa.Column("due_value", sa.String(length=60), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_basis", sa.Text(), server_default="", nullable=False),
        sa.Column("recurrence", sa.JSON(), nullable=True),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("key_task", sa.Boolean(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=True),
        sa.Column("edited_by_id", sa.Integer(), nullable=True),
        sa.Column("edited_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state != 'confirmed' OR duty_id IS NOT NULL", name=op.f("ck_task_draft_confirmed_duty")
        ),
        sa.CheckConstraint(
            "state != 'set_aside' OR set_aside_reason IS NOT NULL",
            name=op.f("ck_task_draft_set_aside_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["directive_id"], ["directive.id"], name=op.f("fk_task_draft_directive_id_directive")
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_task_draft_duty_id_duty")),
        sa.ForeignKeyConstraint(
            ["edited_by_id"], ["user.id"], name=op.f("fk_task_draft_edited_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["reading_id"], ["reading.id"], name=op.f("fk_task_draft_reading_id_reading")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_draft")),
    )
    with op.batch_alter_table("task_draft", schema=None) as batch_op:
        batch_op.create_index("ix_task_draft_directive_ord", ["directive_id", "ord"], unique=False)

    op.create_table(
        "draft_clause",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clause_id"], ["clause.id"], name=op.f("fk_draft_clause_clause_id_clause")
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["task_draft.id"], name=op.f("fk_draft_clause_draft_id_task_draft")
        ),
        sa.PrimaryKeyConstraint("draft_id", "clause_id", name=op.f("pk_draft_clause")),
    )
    with op.batch_alter_table("draft_clause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_clause_clause_id"), ["clause_id"], unique=False)

    op.create_table(
        "draft_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "lead",
                "coordinating",
                name="unitrole",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("ord", sa.Integer(), nullable=False),
        sa.Column("as_written", sa.String(length=300), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "unit_id IS NULL OR group_id IS NULL", name=op.f("ck_draft_unit_unit_or_group")
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["task_draft.id"], name=op.f("fk_draft_unit_draft_id_task_draft")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["unit_group.id"], name=op.f("fk_draft_unit_group_id_unit_group")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_draft_unit_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_unit")),
        sa.UniqueConstraint(
            "draft_id", "role", "ord", name=op.f("uq_draft_unit_draft_id_role_ord")
        ),
    )
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("period_key", sa.String(length=12), nullable=True),
        sa.Column("lead_unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "assigned",
                "acknowledged",
                "in_progress",
                "submitted",
                "returned",
                "refused",
                "suspended",
                "completed",
                "cancelled",
                name="taskstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column(
            "milestone",
            sa.Enum(
                "not_started",
                "drafting",
                "submitted_up",
                "issued",
                name="milestone",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("monitor_id", sa.Integer(), nullable=True),
        sa.Column("refused_for_id", sa.Integer(), nullable=True),
        sa.Column("assigned_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'completed') = (done_on IS NOT NULL)",
            name=op.f("ck_task_completed_has_done_on"),
        ),
        sa.CheckConstraint(
            "(series_id IS NULL) = (period_key IS NULL)", name=op.f("ck_task_series_period")
        ),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["user.id"], name=op.f("fk_task_assignee_id_user")
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_task_duty_id_duty")),
        sa.ForeignKeyConstraint(
            ["lead_unit_id"], ["unit.id"], name=op.f("fk_task_lead_unit_id_unit")
        ),
        sa.ForeignKeyConstraint(["monitor_id"], ["user.id"], name=op.f("fk_task_monitor_id_user")),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_task_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["refused_for_id"], ["unit.id"], name=op.f("fk_task_refused_for_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_task_series_id_series")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint(
            "series_id",
            "lead_unit_id",
            "period_key",
            name=op.f("uq_task_series_id_lead_unit_id_period_key"),
        ),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_duty_id"), ["duty_id"], unique=False)
        batch_op.create_index(
            "ix_task_office_status_due", ["office_id", "status", "due_on", "id"], unique=False
        )
        batch_op.create_index(
            "ix_task_unit_status_due", ["lead_unit_id", "status", "due_on", "id"], unique=False
        )

    op.create_table(
        "deadline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "cause",
            sa.Enum(
                "directive",
                "lead_office",
                "extension",
                "return",
                "resume",
                "correction",
                "series",
                name="deadlinecause",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_deadline_version")),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["user.id"], name=op.f("fk_deadline_set_by_id_user")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_deadline_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
        sa.UniqueConstraint("task_id", "version", name=op.f("uq_deadline_task_id_version")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "directive_received",
                "directive_edited",
                "directive_read",
                "draft_edited",
                "draft_set_aside",
                "draft_restored",
                "drafts_confirmed",
                "list_shown",
                "list_decided",
                "task_assigned",
                "task_acknowledged",
                "progress_reported",
                "task_submitted",
                "task_withdrawn",
                "task_confirmed",
                "task_returned",
                "task_refused",
                "refusal_decided",
                "task_suspended",
                "task_resumed",
                "task_cancelled",
                "task_reopened",
                "result_recorded",
                "deadline_set",
                "evidence_attached",
                "part_answered",
                "lead_moved",
                "officer_named",
                "period_filled",
                "period_submitted",
                "report_frozen",
                "report_issued",
                "office_created",
                "unit_created",
                "unit_changed",
                "unit_dissolved",
                "user_created",
                "user_changed",
                "user_deactivated",
                "password_reset",
                "password_changed",
                "signed_in",
                "sign_in_failed",
                "membership_changed",
                "grant_changed",
                "setting_changed",
                "calendar_changed",
                "units_imported",
                "users_imported",
                name="eventkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("for_unit_id", sa.Integer(), nullable=True),
        sa.Column("for_user_id", sa.Integer(), nullable=True),
        sa.Column("directive_id", sa.Integer(), nullable=True),
        sa.Column("duty_id", sa.Integer(), nullable=True),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column(
            "status_before",
            sa.Enum(
                "assigned",
                "acknowledged",
                "in_progress",
                "submitted",
                "returned",
                "refused",
                "suspended",
                "completed",
                "cancelled",
                name="taskstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "status_after",
            sa.Enum(
                "assigned",
                "acknowledged",
                "in_progress",
                "submitted",
                "returned",
                "refused",
                "suspended",
                "completed",
                "cancelled",
                name="taskstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("basis", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("request_id", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_event_actor_id_user")),
        sa.ForeignKeyConstraint(
            ["directive_id"], ["directive.id"], name=op.f("fk_event_directive_id_directive")
        ),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_event_duty_id_duty")),
        sa.ForeignKeyConstraint(
            ["for_unit_id"], ["unit.id"], name=op.f("fk_event_for_unit_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["for_user_id"], ["user.id"], name=op.f("fk_event_for_user_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_event_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk_event_report_id_report")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_event_task_id_task")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_event_unit_id_unit")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_event_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index("ix_event_directive", ["directive_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_duty_id"), ["duty_id"], unique=False)
        batch_op.create_index("ix_event_office_at", ["office_id", "at"], unique=False)
        batch_op.create_index("ix_event_task", ["task_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_user_id"), ["user_id"], unique=False)

    op.create_table(
        "evidence_task",
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("linked_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("linked_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_task_evidence_id_evidence")
        ),
        sa.ForeignKeyConstraint(
            ["linked_by_id"], ["user.id"], name=op.f("fk_evidence_task_linked_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["task.id"], name=op.f("fk_evidence_task_task_id_task")
        ),
        sa.PrimaryKeyConstraint("evidence_id", "task_id", name=op.f("pk_evidence_task")),
    )
    with op.batch_alter_table("evidence_task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_task_task_id"), ["task_id"], unique=False)

    op.create_table(
        "ledger_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("dedupe_key", sa.String(length=300), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "in_app",
                "email",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("rung", sa.String(length=40), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("deadline_version", sa.Integer(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("planned_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("directive_id", sa.Integer(), nullable=True),
        sa.Column("unit_report_id", sa.Integer(), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["directive_id"], ["directive.id"], name=op.f("fk_ledger_entry_directive_id_directive")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["outbox_message.id"],
            name=op.f("fk_ledger_entry_message_id_outbox_message"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_ledger_entry_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["user.id"], name=op.f("fk_ledger_entry_recipient_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["task.id"], name=op.f("fk_ledger_entry_task_id_task")
        ),
        sa.ForeignKeyConstraint(
            ["unit_report_id"],
            ["unit_report.id"],
            name=op.f("fk_ledger_entry_unit_report_id_unit_report"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_ledger_entry_dedupe_key")),
    )
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ledger_entry_message_id"), ["message_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_ledger_entry_recipient_id"), ["recipient_id"], unique=False
        )
        batch_op.create_index("ix_ledger_entry_task", ["task_id", "id"], unique=False)

    op.create_table(
        "obstacle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("duty_line_id", sa.Integer(), nullable=True),
        sa.Column("is_proposal", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("raised_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_by_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_obstacle_text")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user.id"], name=op.f("fk_obstacle_answered_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["duty_line_id"], ["duty_line.id"], name=op.f("fk_obstacle_duty_line_id_duty_line")
        ),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_obstacle_office_id_office")
        ),
        sa.ForeignKeyConstraint(
            ["raised_by_id"], ["user.id"], name=op.f("fk_obstacle_raised_by_id_user")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_obstacle_task_id_task")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_obstacle_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obstacle")),
    )
    with op.batch_alter_table("obstacle", schema=None) as batch_op:
        batch_op.create_index("ix_obstacle_office_raised", ["office_id", "raised_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_obstacle_task_id"), ["task_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_obstacle_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "progress_update",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column(
            "milestone",
            sa.Enum(
                "not_started",
                "drafting",
                "submitted_up",
                "issued",
                name="milestone",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_progress_update_by_id_user")),
        sa.ForeignKeyConstraint(
            ["task_id"], ["task.id"], name=op.f("fk_progress_update_task_id_task")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_progress_update_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_update")),
    )
    with op.batch_alter_table("progress_update", schema=None) as batch_op:
        batch_op.create_index("ix_progress_update_task_at", ["task_id", "at"], unique=False)

    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("submitted_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=False),
        sa.Column("on_behalf", sa.Boolean(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("paper_number", sa.String(length=60), nullable=True),
        sa.Column("paper_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("explanation", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "decision",
            sa.Enum(
                "accepted",
                "returned",
                name="decision",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("decision_note", sa.Text(), server_default="", nullable=False),
        sa.Column("withdrawn_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decision IS NULL)", name=op.f("ck_submission_decided")
        ),
        sa.CheckConstraint(
            "withdrawn_at IS NULL OR decided_at IS NULL",
            name=op.f("ck_submission_withdrawn_undecided"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_submission_decided_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["user.id"], name=op.f("fk_submission_submitted_by_id_user")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_submission_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("task_id", "n", name=op.f("uq_submission_task_id_n")),
    )
    op.create_table(
        "suspension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_suspension_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspension")),
    )
    with op.batch_alter_table("suspension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suspension_task_id"), ["task_id"], unique=False)

    op.create_table(
        "task_lead",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("from_at", tracker.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("to_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("basis", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_lead_task_id_task")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_task_lead_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_lead")),
    )
    with op.batch_alter_table("task_lead", schema=None) as batch_op:
        batch_op.create_index("ix_task_lead_task", ["task_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_lead_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            "uq_task_lead_open",
            ["task_id"],
            unique=True,
            sqlite_where=sa.text("to_at IS NULL"),
            postgresql_where=sa.text("to_at IS NULL"),
        )

    op.create_table(
        "task_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("request", sa.Text(), server_default="", nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_at", tracker.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user.id"], name=op.f("fk_task_part_answered_by_id_user")
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_part_task_id_task")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_task_part_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_part")),
        sa.UniqueConstraint("task_id", "unit_id", name=op.f("uq_task_part_task_id_unit_id")),
    )
    with op.batch_alter_table("task_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_part_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "submission_revision",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["evidence_revision.id"],
            name=op.f("fk_submission_revision_revision_id_evidence_revision"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_submission_revision_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint(
            "submission_id", "revision_id", name=op.f("pk_submission_revision")
        ),
    )
    with op.batch_alter_table("submission_revision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_submission_revision_revision_id"), ["revision_id"], unique=False
        )

    search_index.create(op.get_bind())
    append_only.create(op.get_bind(), ("event",))


def downgrade() -> None:
    append_only.drop(op.get_bind(), ("event",))
    search_index.drop(op.get_bind())
    with op.batch_alter_table("submission_revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_revision_revision_id"))

    op.drop_table("submission_revision")
    with op.batch_alter_table("task_part", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_task_part_unit_id"))

    op.drop_table("task_part")
    with op.batch_alter_table("task_lead", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_task_lead_open",
            sqlite_where=sa.text("to_at IS NULL"),
            postgresql_where=sa.text("to_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_task_lead_unit_id"))
        batch_op.drop_index("ix_task_lead_task")

    op.drop_table("task_lead")
    with op.batch_alter_table("suspension", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suspension_task_id"))

    op.drop_table("suspension")
    op.drop_table("submission")
    with op.batch_alter_table("progress_update", schema=None) as batch_op:
        batch_op.drop_index("ix_progress_update_task_at")

    op.drop_table("progress_update")
    with op.batch_alter_table("obstacle", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_obstacle_unit_id"))
        batch_op.drop_index(batch_op.f("ix_obstacle_task_id"))
        batch_op.drop_index("ix_obstacle_office_raised")

    op.drop_table("obstacle")
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_entry_task")
        batch_op.drop_index(batch_op.f("ix_ledger_entry_recipient_id"))
        batch_op.drop_index(batch_op.f("ix_ledger_entry_message_id"))

    op.drop_table("ledger_entry")
    with op.batch_alter_table("evidence_task", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_task_task_id"))

    op.drop_table("evidence_task")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_user_id"))
        batch_op.drop_index("ix_event_task")
        batch_op.drop_index("ix_event_office_at")
        batch_op.drop_index(batch_op.f("ix_event_duty_id"))
        batch_op.drop_index("ix_event_directive")

    op.drop_table("event")
    op.drop_table("deadline")
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index("ix_task_unit_status_due")
        batch_op.drop_index("ix_task_office_status_due")
        batch_op.drop_index(batch_op.f("ix_task_duty_id"))

    op.drop_table("task")
    op.drop_table("draft_unit")
    with op.batch_alter_table("draft_clause", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_clause_clause_id"))

    op.drop_table("draft_clause")
    with op.batch_alter_table("task_draft", schema=None) as batch_op:
        batch_op.drop_index("ix_task_draft_directive_ord")

    op.drop_table("task_draft")
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_target_reading_id"))

    op.drop_table("target")
    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_series_duty_id"))

    op.drop_table("series")
    with op.batch_alter_table("duty_unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duty_unit_unit_id"))

    op.drop_table("duty_unit")
    with op.batch_alter_table("duty_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duty_line_unit_report_id"))
        batch_op.drop_index(batch_op.f("ix_duty_line_unit_id"))

    op.drop_table("duty_line")
    op.drop_table("report_snapshot")
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.drop_index("ix_duty_office_follow_up")
        batch_op.drop_index(batch_op.f("ix_duty_directive_id"))

    op.drop_table("duty")
    op.drop_table("clause")
    with op.batch_alter_table("unit_group_member", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_unit_group_member_current",
            sqlite_where=sa.text("to_on IS NULL"),
            postgresql_where=sa.text("to_on IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_unit_group_member_unit_id"))

    op.drop_table("unit_group_member")
    with op.batch_alter_table("unit_group_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_group_alias_group_id"))
        batch_op.drop_index(batch_op.f("ix_unit_group_alias_folded"))

    op.drop_table("unit_group_alias")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index("ix_report_office_to")

    op.drop_table("report")
    op.drop_table("reading")
    with op.batch_alter_table("named_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_named_event_directive_id"))

    op.drop_table("named_event")
    with op.batch_alter_table("list_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_list_decision_directive_id"))

    op.drop_table("list_decision")
    with op.batch_alter_table("evidence_revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_revision_blob_sha256"))

    op.drop_table("evidence_revision")
    with op.batch_alter_table("directive_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directive_file_directive_id"))
        batch_op.drop_index(batch_op.f("ix_directive_file_blob_sha256"))

    op.drop_table("directive_file")
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_citation_number"))
        batch_op.drop_index(batch_op.f("ix_citation_directive_id"))
        batch_op.drop_index(batch_op.f("ix_citation_cited_id"))

    op.drop_table("citation")
    with op.batch_alter_table("unit_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_report_unit_id"))

    op.drop_table("unit_report")
    op.drop_table("unit_group")
    op.drop_table("setting")
    with op.batch_alter_table("search_entry", schema=None) as batch_op:
        batch_op.drop_index("uq_search_entry_thing")
        batch_op.drop_index("ix_search_entry_office")

    op.drop_table("search_entry")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_grant_user_id"))
        batch_op.drop_index(batch_op.f("ix_role_grant_office_id"))

    op.drop_table("role_grant")
    op.drop_table("plan_run")
    with op.batch_alter_table("outbox_message", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_message_waiting")
        batch_op.drop_index("ix_outbox_message_recipient")

    op.drop_table("outbox_message")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index("ix_job_state")

    op.drop_table("job")
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_unit_id"))

    op.drop_table("evidence")
    with op.batch_alter_table("directive", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directive_text_sha256"))
        batch_op.drop_index(batch_op.f("ix_directive_parent_id"))
        batch_op.drop_index("ix_directive_office_received")
        batch_op.drop_index("ix_directive_office_number")

    op.drop_table("directive")
    with op.batch_alter_table("unit_succession", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_succession_to_unit_id"))
        batch_op.drop_index(batch_op.f("ix_unit_succession_from_unit_id"))

    op.drop_table("unit_succession")
    with op.batch_alter_table("unit_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_name_unit_id"))

    op.drop_table("unit_name")
    with op.batch_alter_table("unit_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_alias_unit_id"))
        batch_op.drop_index(batch_op.f("ix_unit_alias_folded"))

    op.drop_table("unit_alias")
    op.drop_table("office")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_user_id"))
        batch_op.drop_index("ix_membership_unit_user")

    op.drop_table("membership")
    op.drop_table("unit")
    with op.batch_alter_table("substitution", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_substitution_principal_id"))
        batch_op.drop_index(batch_op.f("ix_substitution_deputy_id"))

    op.drop_table("substitution")
    op.drop_table("form_receipt")
    op.drop_table("user")
    op.drop_table("unit_type")
    op.drop_table("lease")
    op.drop_table("calendar_day")
    op.drop_table("blob")
