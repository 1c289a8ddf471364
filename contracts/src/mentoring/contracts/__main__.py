"""`python -m mentoring.contracts generate|check|release`: write what is published, or say what is stale or broken."""

import sys
from pathlib import Path

from mentoring.contracts.publishing.asyncapi import documents
from mentoring.contracts.publishing.release import breaks, release, unexampled
from mentoring.contracts.publishing.schemas import pages

HERE = Path(__file__).parents[3]


def generated(root: Path) -> dict[str, str]:
    """Every generated file's text by its place."""
    return {**pages(), **documents(root)}


def stale(root: Path) -> list[str]:
    """A sentence for each generated file that is missing, differs, or belongs to nothing."""
    wanted = generated(root)
    there = {
        path.relative_to(root).as_posix() for kind in ("schemas", "asyncapi") for path in (root / kind).rglob("*.json")
    }
    wrong = [f"{place} is stale" for place, text in wanted.items() if _text(root / place) != text]
    return wrong + [f"{place} belongs to no fact" for place in sorted(there - set(wanted))]


def generate(root: Path) -> None:
    """Write every generated file and remove those that belong to nothing."""
    wanted = generated(root)
    for kind in ("schemas", "asyncapi"):
        for path in (root / kind).rglob("*.json"):
            if path.relative_to(root).as_posix() not in wanted:
                path.unlink()
    for place, text in wanted.items():
        path = root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def _text(path: Path) -> str | None:
    return path.read_text() if path.exists() else None


def main(arguments: list[str]) -> int:
    """Run one verb on the contracts of this checkout; 0 when all is well."""
    match arguments:
        case ["generate"]:
            generate(HERE)
            return 0
        case ["release"]:
            generate(HERE)
            release(HERE)
            return 0
        case ["check"]:
            faults = [f"{name} has no example" for name in unexampled(HERE)] or [*stale(HERE), *breaks(HERE)]
            sys.stderr.writelines(f"{fault}\n" for fault in faults)
            return 1 if faults else 0
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
