"""The engine as a process of its own, asked over HTTP: fresh, bounded, and there again after its death."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest

from mentoring.matching.adapters.engine.process import ProcessEngine
from mentoring.matching.domain.errors.finding import EngineBusy, EngineWarming
from mentoring.matching.domain.finding.questions import Asker, Look, WhatIf
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.testing.databases import Databases
from tests.integration.matching.api import HR, Api, an_api
from tests.unit.matching.builders import (
    ANA,
    BEN,
    CLEO,
    DAN,
    EVA,
    a_participant,
    an_open_program,
    enrolled,
    people_work_here,
    they_say,
)

FAY, GUS = UUID(int=0xF), UUID(int=0x10)


@dataclass
class Open:
    """The api with its engine; Ana and Dan may mentor, Ben and Cleo look for somebody, Eva runs the program."""

    api: Api
    program: UUID
    places: list[UUID]

    @property
    def engine(self) -> ProcessEngine:
        part = self.api.running.backgrounds[0].part
        assert isinstance(part, ProcessEngine)
        return part

    async def best(self, by: UUID = BEN, **asked: Any) -> list[Any]:
        answer = await self.api.get(f"/programs/{self.program}/recommendations", by, params=asked)
        assert answer.status_code == 200, answer.text
        found: list[Any] = answer.json()
        return found

    async def search(self, by: UUID = BEN, **asked: Any) -> dict[str, Any]:
        answer = await self.api.get(f"/programs/{self.program}/search", by, params=asked)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def say(self, person: UUID, **said: Any) -> None:
        async with self.api.running.works() as work:
            await they_say(work, a_participant(person, **said))


async def until(holds: Callable[[], Awaitable[bool]], within: float) -> float:
    """Seconds until it holds."""
    begun = time.monotonic()
    while not await holds():
        assert time.monotonic() - begun < within, f"not within {within} s"
        await asyncio.sleep(0.02)
    return time.monotonic() - begun


@pytest.fixture
async def opened(databases: Databases) -> AsyncIterator[Open]:
    async with an_api(databases("matching"), engine=True) as api:
        async with api.running.works() as work:
            await people_work_here(work, ANA, BEN, CLEO, DAN, EVA, FAY, GUS)
            await they_say(
                work,
                a_participant(ANA, offers={"SQL": 4, "Python": 2}, interests=["chess"]),
                a_participant(DAN, offers={"Python": 5}, languages=["en", "de-AT"]),
                a_participant(BEN, wants={"sql": 3, "python": 3}, interests=["chess", "go"]),
                a_participant(CLEO, wants={"python": 4}),
            )
            program = await an_open_program(work)
            rows = (Row("mentor", ANA), Row("mentor", DAN), Row("mentee", BEN), Row("mentee", CLEO))
            places = await enrolled(work, program, *rows)
        one = Open(api, program, places)

        async def warm() -> bool:
            return await one.engine.missing() is None

        await until(warm, 120)
        yield one


async def test_whom_to_ask_with_the_reasons(opened: Open) -> None:
    ana, dan = await opened.best()
    assert (ana["person"], dan["person"]) == (str(ANA), str(DAN))
    assert ana["points"] == sum(part["points"] for part in ana["parts"]) > dan["points"]
    assert [(skill["name"], skill["met"]) for skill in ana["skills"]] == [("python", False), ("sql", True)]
    assert (ana["free_places"], ana["capacity"], ana["load"], ana["broken"]) == (1, 1, 0.0, [])
    assert "chess" in ana["interests"]
    assert [one["person"] for one in await opened.best(ANA, **{"for": "mentees"})] == [str(BEN), str(CLEO)]
    assert [one["person"] for one in await opened.best(top=1)] == [str(ANA)]
    assert await opened.best(EVA, person=str(CLEO)) == await opened.best(CLEO)


async def test_who_may_look(opened: Open) -> None:
    path = f"/programs/{opened.program}/recommendations"
    for by, params, status, code in (
        (FAY, {}, 403, "no-place-to-look-from"),
        (BEN, {"for": "mentees"}, 403, "no-place-to-look-from"),
        (BEN, {"person": str(CLEO)}, 403, "no-place-to-look-from"),
        (EVA, {"person": str(FAY)}, 404, "not-in-program"),
    ):
        answer = await opened.api.get(path, by, params=params)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    unknown = await opened.api.get(f"/programs/{uuid4()}/recommendations", BEN)
    assert (unknown.status_code, unknown.json()["code"]) == (404, "program-unknown")
    others = await opened.api.get(f"/programs/{opened.program}/explanations/{ANA}/{BEN}", CLEO)
    assert (others.status_code, others.json()["code"]) == (403, "not-one-of-them")
    preview = await opened.api.post(f"/programs/{opened.program}/previews", BEN, {})
    assert preview.status_code == 403


async def test_search_by_what_mentors_are(opened: Open) -> None:
    async def found(**asked: Any) -> list[UUID]:
        return [UUID(card["person"]) for card in (await opened.search(**asked))["items"]]

    assert await found() == [ANA, DAN]
    assert await found(skill="PYTHON") == [ANA, DAN]
    assert await found(skill=["python", "sql"]) == [ANA]
    assert await found(text="pyth") == [ANA, DAN]
    assert await found(text="ches sq") == [ANA]
    assert await found(text="hess") == []
    assert await found(language="de") == [DAN]
    assert await found(stage="executive") == []
    assert await found(stage=["mid", "lead"]) == [ANA, DAN]
    assert await found(site="Graz") == []
    assert await found(transition="promotion") == []
    first = await opened.search(limit=1)
    second = await opened.search(limit=1, after=first["next"])
    assert [page["items"][0]["person"] for page in (first, second)] == [str(ANA), str(DAN)]
    assert second["next"] is None


async def test_a_search_for_everybody_says_what_keeps_them_apart(opened: Open) -> None:
    async with opened.api.running.works() as work:
        await people_work_here(work, BEN, manager=ANA)

    async def ana_is_gone() -> bool:
        return [card["person"] for card in await opened.best()] == [str(DAN)]

    await until(ana_is_gone, 1)
    dan, ana = (await opened.search(all="true"))["items"]
    assert (dan["person"], dan["broken"]) == (str(DAN), [])
    assert [rule["code"] for rule in ana["broken"]] == ["reporting-line"]


async def test_why_and_why_not(opened: Open) -> None:
    path = f"/programs/{opened.program}/explanations"
    mine = (await opened.api.get(f"{path}/{DAN}/{BEN}", BEN)).json()
    assert (mine["admissible"], mine["mentor"]["rank"], mine["mentee"]["rank"]) == (True, 2, 2)
    assert any("sql" in change for change in mine["changes"])
    theirs = (await opened.api.get(f"{path}/{DAN}/{BEN}", BEN, params={"side": "mentor"})).json()
    assert theirs["points"] == mine["points"]
    await opened.say(DAN, offers={"Python": 5}, languages=["fi"])

    async def kept_apart() -> bool:
        found = (await opened.api.get(f"{path}/{DAN}/{BEN}", EVA)).json()
        return [rule["code"] for rule in found["broken"]] == ["shared-language"] and not found["admissible"]

    await until(kept_apart, 1)


async def test_what_is_committed_shows_within_a_second(opened: Open) -> None:
    await opened.say(DAN, offers={"Python": 5, "SQL": 5}, interests=["chess", "go"])

    async def dan_first() -> bool:
        return [card["person"] for card in await opened.best()][:1] == [str(DAN)]

    assert await until(dan_first, 1) < 1
    async with opened.api.running.works() as work:
        await enrolled(work, opened.program, Row("mentor", FAY))
    await opened.say(FAY, offers={"SQL": 5, "Python": 5}, interests=["chess", "go"])

    async def fay_is_there() -> bool:
        return str(FAY) in [card["person"] for card in await opened.best()]

    assert await until(fay_is_there, 1) < 1
    assert (await opened.api.post(f"/enrollments/{opened.places[1]}/withdrawal", DAN)).status_code == 200

    async def dan_is_gone() -> bool:
        return str(DAN) not in [card["person"] for card in await opened.best()]

    assert await until(dan_is_gone, 1) < 1


async def test_what_other_terms_would_come_to(opened: Open) -> None:
    path = f"/programs/{opened.program}/previews"
    same = (await opened.api.post(path, EVA, {})).json()
    assert same["present"] == same["other"]
    assert (same["present"]["pairs"], same["present"]["unmatched"], sum(same["present"]["spread"])) == (2, 0, 2)
    alike = {"weights": {"skills": 0, "interests": 100, "stage": 0, "zone": 0}}
    other = (await opened.api.post(path, EVA, alike, roles=HR)).json()
    assert (other["other"]["pairs"], other["lost"], other["without"]) == (1, [str(CLEO)], [str(CLEO)])
    nobody = await opened.api.post(path, EVA, {"rules": {"stage_gap": {"least": 4}}})
    assert nobody.status_code == 409, "rules that admit nobody are refused, and the one to blame is named"
    assert "stage-gap" in nobody.json()["detail"]
    absurd = await opened.api.post(path, EVA, {"weights": {"skills": -1}})
    assert absurd.status_code == 422
    assert (await opened.best())[0]["person"] == str(ANA), "nothing has changed"


async def test_more_than_can_wait_are_told_to_come_back(opened: Open) -> None:
    engine = opened.engine
    pid = engine.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    try:
        asked = Look(opened.program, Asker(BEN))
        waiting = [asyncio.ensure_future(engine.look(asked)) for _ in range(64)]
        await asyncio.sleep(0)
        answer = await opened.api.get(f"/programs/{opened.program}/recommendations", BEN)
        assert (answer.status_code, answer.json()["code"]) == (503, "engine-busy")
        assert int(answer.headers["Retry-After"]) >= 1
    finally:
        os.kill(pid, signal.SIGCONT)
    assert all(len(found) == 2 for found in await asyncio.gather(*waiting))
    long = [asyncio.ensure_future(engine.what_if(WhatIf(opened.program, Asker(EVA)))) for _ in range(5)]
    ends = await asyncio.gather(*long, return_exceptions=True)
    assert [type(end) for end in ends if isinstance(end, Exception)] == [EngineBusy]


async def test_a_killed_engine_comes_back_and_whoever_waited_is_told(opened: Open) -> None:
    engine, killed = opened.engine, opened.engine.pid
    assert killed is not None
    os.kill(killed, signal.SIGSTOP)
    waiting = asyncio.ensure_future(engine.look(Look(opened.program, Asker(BEN))))
    await asyncio.sleep(0.05)
    os.kill(killed, signal.SIGKILL)
    with pytest.raises(EngineWarming):
        await waiting
    ready = await opened.api.client.get("/readyz")
    away = await opened.api.get(f"/programs/{opened.program}/recommendations", BEN)
    assert (away.status_code, away.json()["code"], ready.status_code) == (503, "engine-warming", 503)

    async def warm() -> bool:
        return await engine.missing() is None

    await until(warm, 60)
    assert engine.pid not in {None, killed}
    assert [card["person"] for card in await opened.best()] == [str(ANA), str(DAN)]


async def test_the_engine_ends_with_the_service(databases: Databases) -> None:
    async with an_api(databases("matching"), engine=True) as api:
        part = api.running.backgrounds[0].part
        assert isinstance(part, ProcessEngine)

        async def started() -> bool:
            return part.pid is not None

        await until(started, 10)
        pid = part.pid
        assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
