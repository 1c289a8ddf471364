"""Pool, transaction, named queries, migrations."""
