"""Every committed event reaches Kafka once and has its effect once."""
