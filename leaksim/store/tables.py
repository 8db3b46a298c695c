"""The tables as they are now. A change here needs a migration beside it; a test compares the two."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

# SQLite counts rows only in a column that it calls INTEGER (which holds 64 bits there).
RowId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


class UtcMoment(TypeDecorator[datetime]):
    """An aware moment, kept and given back in UTC (SQLite itself knows no time zones)."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a time zone cannot be stored: {value}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    sa.Column("token_hash", sa.String(64), nullable=False),
    sa.Column("created_at", UtcMoment, nullable=False),
    sa.Column("scenario", sa.Text, nullable=False),
    sa.Column("scenario_version", sa.Text, nullable=False),
    sa.Column("playbook", sa.Text, nullable=False),
    sa.Column("playbook_version", sa.Text, nullable=False),
    sa.Column("engine_version", sa.Text, nullable=False),
    sa.Column("seed", sa.BigInteger, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("mode", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=True),
    sa.Column("organisation", sa.Text, nullable=True),
    sa.Column("pass_mark", sa.Integer, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("frozen", sa.LargeBinary, nullable=False),
    sa.Column("frozen_format", sa.Text, nullable=False),
    sa.UniqueConstraint("token_hash"),
)

events = sa.Table(
    "events",
    metadata,
    # The key is what makes two writers of one run collide instead of overwriting each other.
    sa.Column("run_id", RowId, sa.ForeignKey("runs.id"), primary_key=True, autoincrement=False),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("payload", sa.JSON, nullable=False),
    sa.Column("recorded_at", UtcMoment, nullable=False),
)

# What people train with besides single runs. A journal is an append-only record of one kind ("annual", "study",
# "committee") that a token opens; `body` is fixed when it begins.
campaigns = sa.Table(
    "campaigns",
    metadata,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("created_at", UtcMoment, nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
    sa.UniqueConstraint("name"),
)

participants = sa.Table(
    "participants",
    metadata,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    sa.Column("campaign_id", RowId, sa.ForeignKey("campaigns.id"), nullable=False),
    sa.Column("roster_id", sa.String(120), nullable=False),
    sa.Column("token_hash", sa.String(64), nullable=False),
    sa.Column("created_at", UtcMoment, nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
    sa.UniqueConstraint("token_hash"),
    sa.UniqueConstraint("campaign_id", "roster_id"),
)

journals = sa.Table(
    "journals",
    metadata,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    sa.Column("token_hash", sa.String(64), nullable=False),
    sa.Column("created_at", UtcMoment, nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("participant_id", RowId, sa.ForeignKey("participants.id"), nullable=True, index=True),
    sa.Column("body", sa.JSON, nullable=False),
    sa.UniqueConstraint("token_hash"),
)

entries = sa.Table(
    "entries",
    metadata,
    sa.Column("journal_id", RowId, sa.ForeignKey("journals.id"), primary_key=True, autoincrement=False),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("payload", sa.JSON, nullable=False),
    sa.Column("recorded_at", UtcMoment, nullable=False),
)

certificates = sa.Table(
    "certificates",
    metadata,
    sa.Column("number", sa.String(40), primary_key=True),
    sa.Column("journal_id", RowId, sa.ForeignKey("journals.id"), nullable=False),
    sa.Column("issued_at", UtcMoment, nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
    sa.UniqueConstraint("journal_id"),
)
