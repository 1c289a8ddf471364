"""What FastStream hands around: the record as it is. Nothing is decoded, so nothing can fail before our middleware."""

from collections.abc import Callable
from typing import Any

from faststream.message import StreamMessage


class Delivery(StreamMessage[Any]):
    """One record on its way. Only what was finished can be acknowledged, whatever else ends the handler."""

    def __init__(self, raw: Any) -> None:
        position = f"{raw.topic}/{raw.partition}/{raw.offset}"
        super().__init__(raw, None, message_id=position, correlation_id=position)
        self.finish: Callable[[], None] | None = None
        """Notes the progress; set when every record has its effect or its mark."""

    async def ack(self) -> None:
        """Note the progress; the offset is committed soon after, for many records at once."""
        if self.finish is not None and self.committed is None:
            self.finish()
        await super().ack()


async def parse(raw: Any) -> Delivery:
    """FastStream's own parser decodes headers, raises on some, and what it raised on is committed past."""
    return Delivery(raw)


async def decode(delivery: Delivery) -> Any:
    """What the middleware put there: the effect to run."""
    return delivery.body
