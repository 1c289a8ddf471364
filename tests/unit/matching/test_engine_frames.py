"""Messages between the engine and its parent."""

import asyncio
import struct

import pytest

from mentoring.matching.adapters.engine.frames import LARGEST, BadFrame, framed, read_frame
from mentoring.matching.adapters.engine.messages import Denied, Pulse
from mentoring.matching.domain.errors.finding import EngineBusy


def a_reader(*pieces: bytes, ended: bool = True) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    for piece in pieces:
        reader.feed_data(piece)
    if ended:
        reader.feed_eof()
    return reader


async def test_messages_come_as_they_were_sent_however_they_are_cut() -> None:
    sent = [Pulse("loading"), {"a": list(range(1000))}, None.__class__, Denied.of(3, EngineBusy(seconds=1))]
    whole = b"".join(framed(one) for one in sent)
    reader = a_reader(*(whole[at : at + 7] for at in range(0, len(whole), 7)))
    assert [await read_frame(reader) for _ in sent] == sent
    assert await read_frame(reader) is None


async def test_a_message_that_was_cut_off_is_the_end() -> None:
    assert await read_frame(a_reader(framed("whole")[:-1])) is None
    assert await read_frame(a_reader(b"\x00\x00")) is None


async def test_what_is_no_message_is_not_read() -> None:
    with pytest.raises(BadFrame):
        await read_frame(a_reader(struct.pack(">I", LARGEST + 1)))


def test_a_message_that_nobody_would_read_is_not_sent() -> None:
    with pytest.raises(BadFrame):
        framed(bytes(LARGEST + 1))


def test_a_refusal_is_the_same_on_the_other_side() -> None:
    denied = Denied.of(1, EngineBusy(seconds=7))
    assert str(denied.refusal(**denied.facts)) == str(EngineBusy(seconds=7))
