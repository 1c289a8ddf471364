"""The command `mentoring-local`."""

import re
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


def _address(said: str | None) -> str | None:
    if said is not None and not re.fullmatch(r"[^\s,:]+:\d{1,5}(,[^\s,:]+:\d{1,5})*", said):
        raise typer.BadParameter("give it as host:port, several with commas between")
    return said


@app.command()
def run(
    kafka: Annotated[
        str | None, typer.Option(callback=_address, help="Your broker's address, host:port, instead of ours.")
    ] = None,
    topic_prefix: Annotated[str, typer.Option(help="Put before topics and groups on a broker that you share.")] = "",
    data: Annotated[Path | None, typer.Option(help="Where to keep everything, instead of .local.")] = None,
    people: Annotated[
        int | None, typer.Option(min=9, help="Size of the made-up company at the first start; 1000 by default.")
    ] = None,
) -> None:
    """Start the whole suite on this machine, until Ctrl-C."""
    from mentoring.local.run.session import Wishes, main

    main(Wishes(kafka, topic_prefix, people, data))


@app.command()
def kafka_jars() -> None:
    """Resolve Kafka's jars anew and pin them by SHA-256."""
    from mentoring.local.parts.jars import resolve_and_pin

    typer.echo(f"{len(resolve_and_pin())} jars pinned")


main = app
