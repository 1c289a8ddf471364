"""The engine in a process of its own: the parent asks, the child keeps everybody in memory, follows and answers."""
