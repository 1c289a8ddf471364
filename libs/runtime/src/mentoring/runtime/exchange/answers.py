"""What a command answers: its result, and what it changed."""

from typing import Generic, TypeVar

from pydantic import BaseModel

T = TypeVar("T")


class Changed(BaseModel):
    """One thing that a command changed: a reader that has this version has seen the command."""

    topic: str
    key: str
    version: int


class Answer(BaseModel, Generic[T]):
    """The answer to a command."""

    result: T
    changed: list[Changed]
