"""One-sided pairing: people among themselves, where either of the two is a mentor of the other."""
