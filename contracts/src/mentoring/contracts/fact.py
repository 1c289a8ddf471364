"""What a message says: an event in the past tense, or the last full snapshot of a thing, or that it is gone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

_registered: dict[str, type["Fact"]] = {}
FACTS: Mapping[str, type["Fact"]] = MappingProxyType(_registered)
"""Every event and state by its CloudEvents type."""

Instant = AwareDatetime
"""UTC with offset in RFC 3339."""

Closed = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=64)]
"""A word of a closed vocabulary that may grow: readers treat words that they do not know as «other»."""


class Part(BaseModel):
    """A value inside a fact. Unknown fields are ignored, so that a later producer may add some."""

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)


class Fact(Part):
    """The base of events and states. A subclass names its topic, its key and the service that owns it.

    ``class PersonLeft(Event, topic="profile.people", key="person")``: the CloudEvents type is
    ``mentoring.<service>.<kebab name>.v<major>``. Additive change keeps the major; anything else is a new class with
    ``major=2`` on a topic of its own.
    """

    topic: ClassVar[str] = ""
    key_field: ClassVar[str] = ""
    ce_type: ClassVar[str] = ""
    major: ClassVar[int] = 1

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Python hands the class keywords here first; pydantic hands them on below, once the fields are known."""
        super().__init_subclass__()

    @classmethod
    def __pydantic_init_subclass__(cls, *, topic: str = "", key: str = "", major: int = 1, **kwargs: Any) -> None:
        """Register a concrete fact under its type."""
        super().__pydantic_init_subclass__(**kwargs)
        if not topic:
            return
        if key not in cls.model_fields:
            msg = f"{cls.__name__}: the key «{key}» is no field of it"
            raise TypeError(msg)
        owner = topic.split(".", maxsplit=1)[0]
        owner = "operations" if owner == "{service}" else owner
        cls.topic, cls.key_field, cls.major = topic, key, major
        kebab = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", cls.__name__.removesuffix(f"V{major}")).lower()
        cls.ce_type = f"mentoring.{owner}.{kebab}.v{major}"
        if cls.ce_type in _registered:
            msg = f"{cls.ce_type} is registered twice"
            raise TypeError(msg)
        _registered[cls.ce_type] = cls

    @property
    def message_topic(self) -> str:
        """The logical topic. Dead-letter facts have one topic per service, named by their ``service`` field."""
        return self.topic.format(service=getattr(self, "service", "")) if "{" in self.topic else self.topic

    @property
    def message_key(self) -> str:
        """The key as it stands in the record."""
        return str(getattr(self, self.key_field))

    def encoded(self) -> bytes:
        """The value of the record: JSON in UTF-8."""
        return self.__pydantic_serializer__.to_json(self)


class Event(Fact):
    """A fact that happened, told by its owner in the transaction that made it true."""


class State(Fact):
    """The last full snapshot of one thing; its topic is compacted."""

    @classmethod
    def gone(cls, key: UUID | str) -> "Tombstone":
        """The tombstone that ends this thing's snapshots for good."""
        return Tombstone(cls, str(key))

    @classmethod
    def of(cls, value: bytes) -> Self:
        """Read the snapshot from a record's value."""
        return cls.model_validate_json(value)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """«This key is gone»: a null value on the state's topic."""

    state: type[State]
    message_key: str

    @property
    def message_topic(self) -> str:
        """The topic of the state that it ends."""
        return self.state.topic

    @property
    def ce_type(self) -> str:
        """The type of the state that it ends."""
        return self.state.ce_type

    def encoded(self) -> None:
        """A tombstone has no value."""
        return
