"""The command of a service: the same verbs for all five."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from mentoring.runtime.composition import Service, Verb
from mentoring.runtime.settings import Settings

S = TypeVar("S", bound=Settings)


def command(
    build: Callable[[S], Service], settings: type[S], *, verbs: Mapping[str, Verb] | None = None
) -> Callable[[], None]:
    """The ``main`` of a service, out of its composition root and its kind of settings; with verbs of its own."""

    def main() -> None:
        from mentoring.runtime.cli.verbs import command_line

        command_line(build, settings, verbs or {})()

    return main
