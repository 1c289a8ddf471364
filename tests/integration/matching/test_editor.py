"""A draft in hand: a process that is started by the first question, told apart by editions, and put down when idle."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from uuid import UUID

import psutil
import pytest

from mentoring.matching.adapters.editor import ProcessEditor
from mentoring.matching.domain.errors.edits import EditorWarming
from mentoring.matching.domain.errors.runs import PinImpossible, RunUnknown
from mentoring.matching.domain.pairing.editing import Edit
from mentoring.matching.domain.run_edit import AskedEdit
from mentoring.matching.usecases.programs.enroll_people import Row
from mentoring.matching.usecases.runs.edit_run import edit_run, try_edit
from mentoring.matching.usecases.runs.reproduce_run import Reproduction, recall_run
from tests.integration.matching import scene
from tests.integration.matching.conftest import Store
from tests.unit.matching.builders import ANA, BEN, CLEO, DAN, HR


@pytest.fixture
def store(postgres_store: Store) -> Store:
    return postgres_store


@pytest.fixture
async def editor(address: str) -> AsyncIterator[ProcessEditor]:
    async with ProcessEditor(address, patience=60) as opened:
        yield opened


async def a_draft(store: Store) -> UUID:
    """Two mentors, two mentees."""
    rows = (Row("mentor", ANA), Row("mentor", DAN), Row("mentee", BEN), Row("mentee", CLEO))
    return await scene.a_drafted_run(store, await scene.a_program_with(store, *rows))


async def drafted(store: Store, run: UUID) -> set[tuple[UUID, UUID]]:
    async with store.works() as work:
        return {(pair.mentor, pair.mentee) for pair in await work.drafts.to_publish(run, 0, 10)}


async def test_an_edit_is_told_with_its_cost_made_and_published(store: Store, editor: ProcessEditor) -> None:
    run = await a_draft(store)
    had = await drafted(store, run)
    other = next((mentor, mentee) for mentor in (ANA, DAN) for mentee in (BEN, CLEO) if (mentor, mentee) not in had)
    asked = AskedEdit("pin", *other, why="They know each other.")
    async with store.works() as work:
        told = await try_edit(run, asked, HR, work, editor)
    assert had == await drafted(store, run)
    async with store.works() as work:
        made = await edit_run(run, asked, HR, work, editor)
    assert told == made
    assert 1 == len(editor.pids)
    assert other in await drafted(store, run)
    async with store.works() as work:
        recalled = await recall_run(run, work)
    assert had == {*recalled.pairs}
    assert 2 == Reproduction.of(recalled).pairs
    assert 2 == (await scene.publish(store, run)).proposals


async def test_an_edit_that_was_not_kept_or_made_elsewhere_is_taken_up_again(
    store: Store, editor: ProcessEditor, address: str
) -> None:
    run = await a_draft(store)
    await editor.ask(run, None, [Edit("pin", ANA, BEN)], make=UUID(int=1))  # and not kept
    async with ProcessEditor(address, patience=60) as another, store.works() as work:
        await edit_run(run, AskedEdit("pin", DAN, BEN, why="Here."), HR, work, another)
        made = (await work.edits.of(run))[-1].id
    with pytest.raises(PinImpossible, match="no-place"):
        await editor.ask(run, made, [Edit("pin", ANA, BEN)])
    async with store.works() as work:
        await edit_run(run, AskedEdit("unpin", DAN, BEN, why="There."), HR, work, editor)
    assert 2 == len(await drafted(store, run))


async def test_while_a_draft_is_taken_up_whoever_asks_is_told_to_come_back(store: Store, address: str) -> None:
    run = await a_draft(store)
    async with ProcessEditor(address, patience=0.01) as editor:
        with pytest.raises(EditorWarming):
            await editor.ask(run, None, [Edit("pin", ANA, BEN)])
        async with asyncio.timeout(60):
            while True:
                try:
                    await editor.ask(run, None, [Edit("pin", ANA, BEN)])
                    break
                except EditorWarming:
                    await asyncio.sleep(0.1)
        (pid,) = editor.pids
    assert not psutil.pid_exists(pid)


async def test_what_is_not_there_is_refused_and_what_nobody_asks_about_is_put_down(store: Store, address: str) -> None:
    run = await a_draft(store)
    async with ProcessEditor(address, patience=60, idle=0.5) as editor:
        with pytest.raises(RunUnknown):
            await editor.ask(UUID(int=404), None, [])
        await editor.ask(run, None, [Edit("pin", ANA, BEN)])
        (pid,) = editor.pids
        psutil.Process(pid).kill()
        with contextlib.suppress(EditorWarming):  # unless its end was seen already
            await editor.ask(run, None, [Edit("pin", ANA, BEN)])
        await editor.ask(run, None, [Edit("pin", ANA, BEN)])
        (again,) = editor.pids
        assert pid != again
        await asyncio.to_thread(psutil.wait_procs, [psutil.Process(again)], timeout=30)
        assert [] == editor.pids
