"""Run by Alembic: migrates on the connection and in the transaction that the store hands over."""

from __future__ import annotations

from alembic import context

from leaksim.store.schema import VERSION_TABLE
from leaksim.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    # SQLite can alter a table only by building it anew.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
