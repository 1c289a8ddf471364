"""What only tests import: databases, Kafka, builders."""
