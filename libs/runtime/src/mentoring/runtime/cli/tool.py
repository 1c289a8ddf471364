"""What every verb needs: the settings, the service, and clear words where something is wrong."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

import typer
from aiokafka.errors import KafkaError

from mentoring.kernel import Refusal
from mentoring.messaging import Kafka
from mentoring.postgres import MigrationRefused, is_transient
from mentoring.runtime.cli.showing import Exit, say
from mentoring.runtime.composition import Service
from mentoring.runtime.roles.run import NotMigrated
from mentoring.runtime.roles.server import AddressTaken
from mentoring.runtime.running import kafka_of
from mentoring.runtime.settings import Settings, SettingsRefused, read_settings

S = TypeVar("S", bound=Settings)
R = TypeVar("R")


class Tool(Generic[S]):
    """One service's command: how it is built, and what it is told by the environment."""

    def __init__(self, build: Callable[[S], Service], kind: type[S]) -> None:
        self._build = build
        self._kind = kind

    def settings(self) -> S:
        """The settings; what is wrong with them is said, and the command ends with 2."""
        try:
            return read_settings(self._kind)
        except SettingsRefused as refused:
            for fault in refused.faults:
                say(f"settings: {fault}")
            raise typer.Exit(Exit.USAGE) from None

    def load(self) -> tuple[Service, S]:
        """The service with its settings."""
        settings = self.settings()
        return self._build(settings), settings

    def kafka(self) -> tuple[str, Kafka]:
        """The service's name and where its broker is."""
        service, settings = self.load()
        return service.name, kafka_of(settings, service.name)

    def run(self, work: Coroutine[Any, Any, R]) -> R:
        """Run it to its end; what an operator can mend is said in a sentence, the rest is a defect and shows itself."""
        try:
            return asyncio.run(work)
        except (Refusal, MigrationRefused, NotMigrated, AddressTaken) as refused:
            say(str(refused))
            raise typer.Exit(Exit.WRONG) from None
        except (KafkaError, OSError) as away:
            say(f"cannot be reached: {type(away).__name__}: {away}")
            raise typer.Exit(Exit.AWAY) from None
        except Exception as error:
            if not is_transient(error):
                raise
            say(f"the database cannot be reached: {type(error).__name__}: {error}")
            raise typer.Exit(Exit.AWAY) from None
