"""What a program comes to, and what a comparison needs to know of the past."""
