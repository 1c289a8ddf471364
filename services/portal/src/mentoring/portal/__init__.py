"""The page people open, made from events alone."""
