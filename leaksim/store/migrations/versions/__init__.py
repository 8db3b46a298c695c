"""The changes of the tables, oldest first. The newest one is `schema.SCHEMA_REVISION`."""
