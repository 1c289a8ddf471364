"""Settings of matching."""

from typing import Annotated

from pydantic import Field

from mentoring import runtime


class Settings(runtime.Settings):
    """Matching: programs, pairs and relationships."""

    engine_queue: Annotated[int, Field(ge=1, le=10_000)] = 64
    """Questions to the engine that wait at once; one more is told to come back."""
