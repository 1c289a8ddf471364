"""The command of a service: the same verbs for all five."""

from collections.abc import Callable
from typing import TypeVar

import typer

from mentoring.runtime.composition import Service
from mentoring.runtime.settings import Settings

S = TypeVar("S", bound=Settings)


def command(build: Callable[[S], Service], settings: type[S]) -> Callable[[], None]:
    """The ``main`` of a service, out of its composition root and its kind of settings."""

    def main() -> None:
        from mentoring.runtime.cli.verbs import verbs

        app: typer.Typer = verbs(build, settings)
        app()

    return main
