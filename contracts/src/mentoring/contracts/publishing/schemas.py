"""JSON Schema of every fact, one file per type: ``<service>/<name>.v<major>.json``."""

import json
from pathlib import PurePosixPath
from typing import Any

from mentoring.contracts.fact import FACTS, Fact

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def place(ce_type: str, suffix: str = ".json") -> PurePosixPath:
    """Where the file of a type lies below ``schemas/`` or ``examples/``."""
    _, service, rest = ce_type.split(".", maxsplit=2)
    return PurePosixPath(service) / f"{rest}{suffix}"


def schema(fact: type[Fact]) -> dict[str, Any]:
    """What a reader of this fact accepts: open, so that an added field breaks nobody."""
    described = {"topic": fact.topic, "key": fact.key_field, "type": fact.ce_type}
    return {"$schema": DIALECT, "$comment": json.dumps(described), **fact.model_json_schema(mode="validation")}


def pages() -> dict[str, str]:
    """Every schema's text by its place."""
    return {f"schemas/{place(name)}": text(schema(fact)) for name, fact in sorted(FACTS.items())}


def text(document: dict[str, Any]) -> str:
    """The one form of generated JSON, so that a diff shows what changed and nothing else."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
