"""Alembic's entry: it runs inside the transaction that `store.migrate` opened."""

from alembic import context

from counterpoint.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
    include_name=lambda name, kind, _parents: kind != "table" or name in METADATA.tables,
)
with context.begin_transaction():
    context.run_migrations()
