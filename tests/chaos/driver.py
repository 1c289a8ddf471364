"""The driver: means something, writes it down, and asks until it is answered."""

import asyncio
import json
import random
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import httpx

from tests.chaos.evidence import Intent


class Driver:
    """Asks the counter's API at a steady pace over some tallies, several at once, each with its idempotency key."""

    def __init__(self, api: str, ledger: Path, *, rolled: random.Random, per_second: float, tallies: int = 40) -> None:
        self._api = api
        self._ledger = ledger
        self._rolled = rolled
        self._pause = 1 / per_second
        self._tallies = [UUID(int=rolled.getrandbits(128), version=4) for _ in range(tallies)]
        self._asking: set[asyncio.Task[None]] = set()
        self.repeats = 0
        """Requests that had to be sent again."""
        self.begun = 0
        self.enough = asyncio.Event()
        """Set to mean nothing new; what was begun is still asked until it is answered."""

    async def run(self, at_least: int) -> None:
        """Until there is enough and at least so many intents were answered."""
        async with httpx.AsyncClient(base_url=self._api, timeout=3) as client:
            while not (self.enough.is_set() and self.begun >= at_least):
                self._begin(client)
                await asyncio.sleep(self._pause if len(self._asking) < 200 else 0.2)
            await asyncio.gather(*self._asking)

    def _begin(self, client: httpx.AsyncClient) -> None:
        tally, intent = self._rolled.choice(self._tallies), uuid4()
        self._write(intent=str(intent), tally=str(tally))
        self.begun += 1
        task = asyncio.create_task(self._ask(client, tally, intent))
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    async def _ask(self, client: httpx.AsyncClient, tally: UUID, intent: UUID) -> None:
        while True:
            try:
                answer = await client.post(
                    f"/tallies/{tally}/additions",
                    json={"intent": str(intent)},
                    headers={"Idempotency-Key": str(intent)},
                )
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code == httpx.codes.OK:
                self._write(intent=str(intent), tally=str(tally), step=answer.json()["result"]["step"])
                return
            if answer is not None and answer.status_code not in {409, 500, 502, 503, 504}:
                raise AssertionError(f"the API answered {answer.status_code}: {answer.text}")
            self.repeats += 1
            await asyncio.sleep(self._rolled.uniform(0.1, 0.6))

    def _write(self, **line: object) -> None:
        with self._ledger.open("a") as ledger:
            ledger.write(json.dumps(line) + "\n")

    def intents(self) -> Iterator[Intent]:
        """The ledger, read back from its file."""
        steps: dict[str, int | None] = {}
        tallies: dict[str, str] = {}
        for line in self._ledger.read_text().splitlines():
            said = json.loads(line)
            tallies[said["intent"]] = said["tally"]
            steps[said["intent"]] = said.get("step")
        return (Intent(intent, tallies[intent], step) for intent, step in steps.items())
