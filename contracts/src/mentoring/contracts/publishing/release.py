"""The last release is a promise: what readers of it rely on may grow and may not break.

``contracts/released/`` holds the schemas and examples of the last release and is changed by `make release` alone.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from mentoring.contracts.fact import FACTS
from mentoring.contracts.publishing.schemas import pages, place
from mentoring.contracts.topics import CONSUMERS, TOPICS


def breaks(root: Path) -> Iterator[str]:
    """A sentence for every change of the code against ``root/released`` that would break somebody, and whom."""
    from jsoncompat import check_compat

    now = pages()
    for path in sorted((root / "released" / "schemas").rglob("*.json")):
        where = path.relative_to(root / "released").as_posix()
        before = path.read_text()
        told = json.loads(json.loads(before)["$comment"])
        whom = readers(told["topic"])
        if where not in now:
            yield f"{told['type']} is gone: it would break {whom}. Keep it, or move its readers first."
            continue
        if json.loads(json.loads(now[where])["$comment"]) != told:
            yield f"{told['type']} has another topic or key: it would break {whom}. Make a new major of its own."
        if not check_compat(before, _closed(now[where]), "serializer"):
            yield (
                f"{told['type']}: what is told now does not fit the released schema, "
                f"which would break {whom}. Make a new major on a topic of its own."
            )
        if not check_compat(_closed(before), now[where], "deserializer"):
            yield (
                f"{told['type']}: what was told under the released schema could no longer be read, "
                f"which would break {whom} at the next replay. Make the change additive."
            )


def _closed(schema: str) -> str:
    """What is told under a schema: its own fields and no others. What is read stays open."""

    def close(part: object) -> object:
        if isinstance(part, list):
            return [close(inner) for inner in part]
        if not isinstance(part, dict):
            return part
        closed = {name: close(inner) for name, inner in part.items()}
        return closed | {"additionalProperties": False} if isinstance(part.get("properties"), dict) else closed

    return json.dumps(close(json.loads(schema)))


def readers(topic: str) -> str:
    """Who reads a topic, in words."""
    names = [f"«{consumer.name}»" for consumer in CONSUMERS.values() if consumer.topic == topic]
    if topic not in TOPICS or TOPICS[topic].audience == "public":
        names.append("every outside reader")
    return ", ".join(names) or "nobody that is registered"


def release(root: Path) -> None:
    """Make today's schemas and examples the baseline.

    Raises:
        SystemExit: the change would break a reader of the last release.
    """
    faults = list(breaks(root))
    if faults:
        raise SystemExit("\n".join(faults))
    released = root / "released"
    shutil.rmtree(released, ignore_errors=True)
    for kind in ("schemas", "examples"):
        shutil.copytree(root / kind, released / kind)


def unexampled(root: Path) -> list[str]:
    """Types without a golden example."""
    return [name for name in FACTS if not (root / "examples" / place(name)).exists()]
