"""Journals of trainings, campaigns with their participants, and certificates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_campaigns"),
        sa.UniqueConstraint("name", name="uq_campaigns_name"),
    )
    op.create_table(
        "participants",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("campaign_id", ROW_ID, nullable=False),
        sa.Column("roster_id", sa.String(120), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_participants"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name="fk_participants_campaign_id_campaigns"),
        sa.UniqueConstraint("token_hash", name="uq_participants_token_hash"),
        sa.UniqueConstraint("campaign_id", "roster_id", name="uq_participants_campaign_id_roster_id"),
    )
    op.create_table(
        "journals",
        sa.Column("id", ROW_ID, autoincrement=True, nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("participant_id", ROW_ID, nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journals"),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name="fk_journals_participant_id_participants"
        ),
        sa.UniqueConstraint("token_hash", name="uq_journals_token_hash"),
    )
    op.create_index("ix_journals_participant_id", "journals", ["participant_id"])
    op.create_table(
        "entries",
        sa.Column("journal_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("journal_id", "seq", name="pk_entries"),
        sa.ForeignKeyConstraint(["journal_id"], ["journals.id"], name="fk_entries_journal_id_journals"),
    )
    op.create_table(
        "certificates",
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("journal_id", ROW_ID, nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_certificates"),
        sa.ForeignKeyConstraint(["journal_id"], ["journals.id"], name="fk_certificates_journal_id_journals"),
        sa.UniqueConstraint("journal_id", name="uq_certificates_journal_id"),
    )
