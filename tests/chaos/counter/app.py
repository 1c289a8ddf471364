"""The counter, made of the runtime's parts as any service is."""

from datetime import timedelta
from uuid import UUID

from pydantic import BaseModel

from mentoring import kernel
from mentoring.messaging import Facts
from mentoring.postgres import Connection
from mentoring.runtime import Clock, Doors, Service, Settings, command, public
from tests.chaos.facts import EchoHeard, TallyAdded, TallyStamped, TallyState, register
from tests.chaos.names import ECHOES

register()
doors = Doors(tags=["tallies"])
facts = Facts("matching")
clock = Clock("matching")
echoes = facts.reaction("matching.echoes", ECHOES, forget_after=None)


class CounterWork:
    def __init__(self, connection: Connection, work: kernel.Work) -> None:
        self.connection = connection
        self.announce, self.now, self.new_id = work.announce, work.now, work.new_id

    async def next_step(self, tally: UUID) -> int:
        """Holds the tally until the end, so that its steps are in the order of commits."""
        sql = (
            "INSERT INTO tallies AS kept VALUES ($1, 1)"
            " ON CONFLICT (tally) DO UPDATE SET steps = kept.steps + 1 RETURNING steps"
        )
        step: int = await self.connection.fetchval(sql, tally)
        return step


class Intent(BaseModel):
    intent: UUID


class Step(BaseModel):
    step: int


@doors.command("POST", "/tallies/{tally}/additions", policy=public)
async def add(tally: UUID, body: Intent, work: CounterWork) -> Step:
    """Carry out an intent."""
    step = await work.next_step(tally)
    sql = "INSERT INTO entries (tally, intent, step) VALUES ($1, $2, $3)"
    await work.connection.execute(sql, tally, body.intent, step)
    work.announce(TallyAdded(tally=tally, intent=body.intent, step=step))
    work.announce(TallyState(tally=tally, steps=step))
    return Step(step=step)


@clock.step(every=timedelta(milliseconds=200))
async def stamp(work: CounterWork) -> int:
    """Stamp what is not; some tallies at a time, each in its own order."""
    sql = (
        "SELECT serial, tally, intent FROM entries WHERE stamped_step IS NULL"
        " ORDER BY tally, serial LIMIT 20 FOR UPDATE SKIP LOCKED"
    )
    due = await work.connection.fetch(sql)
    for row in due:
        step = await work.next_step(row["tally"])
        await work.connection.execute("UPDATE entries SET stamped_step = $2 WHERE serial = $1", row["serial"], step)
        work.announce(TallyStamped(tally=row["tally"], intent=row["intent"], step=step))
        work.announce(TallyState(tally=row["tally"], steps=step))
    return len(due)


@echoes(EchoHeard)
async def hear(echo: EchoHeard, work: CounterWork) -> None:
    """Write down what came back."""
    sql = "INSERT INTO echoes (tally, intent, kind, step) VALUES ($1, $2, $3, $4)"
    await work.connection.execute(sql, echo.tally, echo.intent, echo.kind, echo.step)


def build(_settings: Settings) -> Service:
    return Service(
        name="matching", work=CounterWork, migrations="tests.chaos.counter", doors=[doors], facts=facts, clock=clock
    )


main = command(build, Settings)
