"""The mirror, made of the runtime's parts as any service is."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from mentoring import kernel
from mentoring.messaging import Facts
from mentoring.postgres import Connection
from mentoring.runtime import Service, Settings, command
from tests.chaos.facts import EchoHeard, EchoState, Kind, TallyAdded, TallyStamped, TallyState, register
from tests.chaos.names import TALLIES

register()
facts = Facts("scheduling")
tallies = facts.reaction("scheduling.tallies", TALLIES, forget_after=timedelta(days=1))
copies = facts.projection("scheduling.tallies-state", TallyState)


class MirrorWork:
    def __init__(self, connection: Connection, work: kernel.Work) -> None:
        self.connection = connection
        self.announce, self.now, self.new_id = work.announce, work.now, work.new_id

    async def see(self, fact: TallyAdded | TallyStamped, kind: Kind) -> None:
        """Writes it down, counts it, tells it on."""
        sql = "INSERT INTO seen (tally, intent, kind, step) VALUES ($1, $2, $3, $4)"
        await self.connection.execute(sql, fact.tally, fact.intent, kind, fact.step)
        sql = (
            "INSERT INTO sums AS kept VALUES ($1, 1)"
            " ON CONFLICT (tally) DO UPDATE SET steps = kept.steps + 1 RETURNING steps"
        )
        step = await self.connection.fetchval(sql, fact.tally)
        self.announce(EchoHeard(tally=fact.tally, intent=fact.intent, kind=kind, step=step))
        self.announce(EchoState(tally=fact.tally, steps=step))


@tallies(TallyAdded)
async def see_added(fact: TallyAdded, work: MirrorWork) -> None:
    """An intent was carried out."""
    await work.see(fact, "added")


@tallies(TallyStamped)
async def see_stamped(fact: TallyStamped, work: MirrorWork) -> None:
    """The clock came by."""
    await work.see(fact, "stamped")


@copies.keep
async def keep(snapshots: Sequence[TallyState], work: MirrorWork) -> None:
    """The newest snapshot of each."""
    sql = "INSERT INTO copies VALUES ($1, $2) ON CONFLICT (tally) DO UPDATE SET steps = excluded.steps"
    await work.connection.executemany(sql, [(one.tally, one.steps) for one in snapshots])


@copies.forget
async def forget(gone: Sequence[UUID], work: MirrorWork) -> None:
    """None is ever gone here; a reader says all the same what it would do."""
    await work.connection.execute("DELETE FROM copies WHERE tally = ANY($1)", list(gone))


def build(_settings: Settings) -> Service:
    return Service(name="scheduling", work=MirrorWork, migrations="tests.chaos.mirror", facts=facts)


main = command(build, Settings)
