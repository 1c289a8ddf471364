"""Why: what speaks for a pair, and what binds those without one."""
