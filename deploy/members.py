"""The folders that a member is made of: its own and those of the suite's members that it depends on, deepest first.

Used by the image build, so that an image holds its own service's dependencies and no more. Standard library only.

    python deploy/members.py matching
"""

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PREFIX = "mentoring-"


def members(name: str, root: Path = ROOT) -> list[Path]:
    """Folders of ``mentoring-<name>`` and of what it needs, without repeats.

    Raises:
        SystemExit: there is no such member; names those that there are.
    """
    homes = {
        project["project"]["name"]: (path.parent, project["project"]["dependencies"])
        for path in [root / "contracts/pyproject.toml", *root.glob("*/*/pyproject.toml")]
        for project in [tomllib.loads(path.read_text())]
    }
    if f"{PREFIX}{name}" not in homes:
        raise SystemExit(f"there is no member «{name}»; there are {', '.join(sorted(n[len(PREFIX) :] for n in homes))}")
    found: dict[str, Path] = {}

    def visit(wanted: str) -> None:
        folder, dependencies = homes[wanted]
        for dependency in dependencies:
            if dependency in homes and dependency not in found:
                visit(dependency)
        found[wanted] = folder

    visit(f"{PREFIX}{name}")
    return list(found.values())


if __name__ == "__main__":
    sys.stdout.write("\n".join(f"./{folder.relative_to(ROOT)}" for folder in members(sys.argv[1])) + "\n")
