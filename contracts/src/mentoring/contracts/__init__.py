"""The words that the services share: events, topics, envelope."""
