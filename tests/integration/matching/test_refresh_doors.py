"""A draft under review is brought up to date over HTTP, by the process that has it in hand."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import httpx
import pytest

from mentoring.matching.adapters.editor import ProcessEditor
from mentoring.matching.adapters.postgres.inputs import digest_of
from mentoring.matching.domain.errors.edits import EditorWarming, NothingChanged
from mentoring.matching.domain.pairing.proving import prove
from mentoring.matching.domain.run_edit import AskedEdit, AskedRefresh
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.runs.edit_run import edit_run
from mentoring.matching.usecases.runs.refresh_run import refresh_run, try_refresh
from mentoring.testing.databases import Databases
from tests.integration.matching import scene
from tests.integration.matching.api import Api, an_api
from tests.integration.matching.conftest import Store
from tests.integration.matching.test_doors import a_drafted_run, an_open_program, done, enroll, is_problem
from tests.unit.matching.builders import ANA, BEN, CLEO, DAN, EVA, HR, a_participant, people_work_here, they_say


@pytest.fixture
async def api(databases: Databases) -> AsyncIterator[Api]:
    """Ana and Dan offer what Ben and Cleo want; Eva will run the program."""
    async with an_api(databases("matching")) as found:
        async with found.running.works() as work:
            await people_work_here(work, ANA, BEN, CLEO, DAN, EVA)
            await they_say(
                work,
                *(a_participant(one, offers={"SQL": 4}) for one in (ANA, DAN)),
                a_participant(BEN, wants={"sql": 3, "Go": 2}),
                a_participant(CLEO, wants={"sql": 3}),
            )
        yield found


async def ready(api: Api, path: str, body: dict[str, Any]) -> httpx.Response:
    """Asked until the draft is taken up."""
    answer = await api.post(path, EVA, body)
    for _ in range(150):
        if answer.status_code != 503:
            break
        await asyncio.sleep(0.2)
        answer = await api.post(path, EVA, body)
    return answer


async def test_a_draft_is_brought_up_to_date_with_its_cost_and_its_log(api: Api) -> None:
    program = await an_open_program(api)
    await enroll(api, program, *({"place": place, "person": str(one)} for one, place in ((ANA, "mentor"),)))
    await enroll(api, program, *({"place": "mentee", "person": str(one)} for one in (BEN, CLEO)))
    run = await a_drafted_run(api, program)
    path = f"/runs/{run}/refresh"
    is_problem(await ready(api, path, {}), 409, "nothing-changed")
    is_problem(await api.post(path, BEN, {"preview": True}), 403, "not-its-manager")
    is_problem(await api.post(path, EVA, {"move_penalty": 101}), 422, "invalid-request")
    await enroll(api, program, {"place": "mentor", "person": str(DAN)})
    told = done(await api.post(path, EVA, {"preview": True}))
    assert ({"came": 1}, [{"person": str(DAN), "place": "mentor", "what": "came"}]) == (told["counts"], told["people"])
    assert told["points_before"] + told["points"] == told["points_after"]
    assert (False, 1, []) == (told["made"], len(told["found"]), told["alone"])
    assert 1 == len((await api.get(f"/runs/{run}/pairs", EVA)).json()["items"])
    made = done(await api.post(path, EVA, {"move_penalty": 5}))
    assert told | {"made": True} == made
    pairs = (await api.get(f"/runs/{run}/pairs", EVA)).json()["items"]
    assert {str(BEN), str(CLEO)} == {pair["mentee"] for pair in pairs}
    assert [] == (await api.get(f"/runs/{run}/unmatched", EVA)).json()["items"]
    (logged,) = (await api.get(f"/runs/{run}/edits", EVA)).json()
    assert ("refresh", None, 5, str(EVA)) == (logged["edit"], logged["mentor"], logged["move_penalty"], logged["by"])
    is_problem(await api.post(path, EVA, {"preview": True}), 409, "nothing-changed")
    proof = (await api.get(f"/runs/{run}/certificate", EVA)).json()
    assert (0, 1, 0) == (proof["edits"], proof["refreshes"], proof["certificate"]["gap"])


@pytest.fixture
def store(postgres_store: Store) -> Store:
    return postgres_store


async def test_what_is_kept_is_what_a_new_run_would_keep_and_proves_itself(store: Store, address: str) -> None:
    program = await scene.a_program_with(store, Row("mentor", ANA), Row("mentee", BEN), Row("mentee", CLEO))
    async with store.works() as work:
        await people_work_here(work, DAN)
    run = await scene.a_drafted_run(store, program)
    await scene.enroll(store, program, Row("mentor", DAN))
    async with ProcessEditor(address, patience=60) as editor:
        async with store.works() as work:
            await refresh_run(run, AskedRefresh(), HR, work, editor)
        assert await proved(store, run) == 2
        await scene.leave(store, CLEO)
        async with store.works() as work:
            await try_refresh(run, AskedRefresh(), HR, work, editor)
        async with store.works() as work:
            found = await refresh_run(run, AskedRefresh(), HR, work, editor)
        assert (CLEO,) == found.alone
        assert await proved(store, run) == 1
        async with store.works() as work:
            (pair,) = await work.drafts.to_publish(run, 0, 10)
            await edit_run(run, AskedEdit("exclude", pair.mentor, BEN, why="No."), HR, work, editor)
        async with store.works() as work:
            with pytest.raises(NothingChanged):
                await try_refresh(run, AskedRefresh(), HR, work, editor)
        assert 1 == len(editor.pids)


async def test_while_it_is_worked_out_whoever_asks_is_told_to_come_back_and_hears_it_then(
    store: Store, address: str
) -> None:
    program = await scene.a_program_with(store, Row("mentor", ANA), Row("mentee", BEN))
    run = await scene.a_drafted_run(store, program)
    async with store.works() as work:
        await people_work_here(work, DAN)
    await scene.enroll(store, program, Row("mentor", DAN))
    async with ProcessEditor(address, patience=0.05) as editor, asyncio.timeout(60):
        found, told = None, 0
        while found is None:
            async with store.works() as work:
                try:
                    found = await refresh_run(run, AskedRefresh(), HR, work, editor)
                except EditorWarming:
                    told += 1
            await asyncio.sleep(0.1)
        assert told > 0
        assert {"came": 1} == found.since.counts


async def proved(store: Store, run: UUID) -> int:
    """Of what is stored, without anything of the process; how many pairs."""
    async with store.works() as work:
        cohort, prices = await work.inputs.all(run), await work.drafts.prices(run)
        pairs = await work.drafts.to_publish(run, 0, 10)
        figures, inputs = (kept := await work.runs.get(run)).figures, kept.inputs
    assert inputs == digest_of(cohort)
    told = prove(cohort, [(one.mentor_enrollment, one.mentee_enrollment, one.points) for one in pairs], prices)
    assert figures is not None
    assert figures.certificate is not None
    assert (0, figures.total_points) == (told.gap, told.value)
    assert (told.bound, 0) == (figures.certificate.bound, figures.certificate.gap)
    return len(pairs)
