"""A made-up company, the same at every run of the same seed: people, an HR file, a program."""
