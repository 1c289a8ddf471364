"""The embedded run: real PostgreSQL, Kafka and Node from packages."""
