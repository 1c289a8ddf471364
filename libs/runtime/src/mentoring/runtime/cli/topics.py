"""``topics apply|check``: make the broker agree with the registry, or say where it does not."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, TypeVar

import typer
from aiokafka.errors import KafkaError

from mentoring.messaging import Kafka
from mentoring.messaging.topics import Row, apply, check
from mentoring.runtime.cli.showing import DryRun, Exit, Finding, Json, show
from mentoring.runtime.cli.tool import Tool
from mentoring.runtime.settings import Settings

S = TypeVar("S", bound=Settings)
Everything = Annotated[bool, typer.Option("--everything", help="The topics of all services, not only of this one.")]


def add_topics(app: typer.Typer, tool: Tool[S]) -> None:
    """Add the two verbs."""
    topics = typer.Typer(help="The topics of this service, by the registry.", no_args_is_help=True)
    app.add_typer(topics, name="topics")

    @topics.command("apply")
    def apply_topics(
        *,
        everything: Everything = False,
        dry_run: DryRun = False,
        as_json: Json = False,
    ) -> None:
        """Create what is missing and set what differs; nothing is ever deleted. 1 where something is left to do."""
        service, kafka = tool.kafka()
        rows = tool.run(apply(kafka, None if everything else service, dry_run=dry_run))
        _show(rows, as_json=as_json)
        if not dry_run and not all(row.agrees for row in rows):
            raise typer.Exit(Exit.WRONG)

    @topics.command("check")
    def check_topics(*, everything: Everything = False, as_json: Json = False) -> None:
        """Compare broker and registry; 1 where they differ."""
        service, kafka = tool.kafka()
        rows = tool.run(check(kafka, None if everything else service))
        _show(rows, as_json=as_json)
        if not all(row.agrees for row in rows):
            raise typer.Exit(Exit.WRONG)


async def topic_findings(service: str, kafka: Kafka) -> list[Finding]:
    """What the doctor says of Kafka."""
    try:
        rows = await check(kafka, service)
    except (KafkaError, OSError) as error:
        return [Finding("kafka", "fault", f"{type(error).__name__}: {error}", "Check MENTORING_KAFKA.")]
    wrong = [row for row in rows if not row.agrees]
    notes = [Finding("topic note", "warning", f"{row.topic}: {row.detail}") for row in rows if row.state == "note"]
    if not wrong:
        return [Finding("kafka", "ok", kafka.bootstrap), Finding("topics", "ok", "as in the registry"), *notes]
    told = "; ".join(f"{row.topic} {row.state} {row.detail}".strip() for row in wrong)
    mend = f"Run mentoring-{service} topics apply."
    return [Finding("kafka", "ok", kafka.bootstrap), Finding("topics", "fault", told, mend), *notes]


def _show(rows: Sequence[Row], *, as_json: bool) -> None:
    show([asdict(row) for row in rows], columns=["topic", "state", "detail"], as_json=as_json)
