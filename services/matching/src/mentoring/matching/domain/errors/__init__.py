"""How matching says no, by noun: the docstring is the message, the code is stable."""
