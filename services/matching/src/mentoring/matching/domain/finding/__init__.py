"""People who look for people: what is known of everybody, kept in memory and patched; questions and answers."""
