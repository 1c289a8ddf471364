"""An image brings what its first run would otherwise wait for."""

from mentoring.matching.adapters.solver.precompile import precompile


def test_everything_that_runs_is_used_once() -> None:
    precompile()
