"""`make bench`: measure the suite beside its peers and bounds, in the same run on the same parts.

`make bench ONLY=relay` measures the rows whose id begins with `relay`; those of `large.` are measured when they are
asked for by name alone. Rounds of ours and of the peer take turns, so
that a noisy machine is noisy for both; medians are told, as a table and in `build/bench.json`. Aims are shown and not
asserted: a figure that misses its aim is a finding, a run that cannot measure is a failure.
"""

import asyncio
import json
import os
import shutil
import sys
import traceback
from collections.abc import Awaitable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from mentoring.local.parts import Kafka, Postgres
from mentoring.local.parts.marks import Marks
from mentoring.runtime.roles.garbage import collect_seldom
from mentoring.telemetry import configure_logs
from mentoring.testing.servers import end_leftovers
from tests.benchmarks import consuming, importing, latency, matching_http, matching_large, matching_whole, relaying
from tests.benchmarks.matching import among, batches, lists
from tests.benchmarks.matching import people as asking
from tests.benchmarks.parts import Parts
from tests.benchmarks.rows import Row, wanted

ROOT = Path(__file__).parents[2]
SESSIONS = ROOT / ".local/tests"
"""Where killed sessions are found and ended by the next one."""
RESULTS = ROOT / "build"
SECTIONS = (relaying, latency, consuming, importing, matching_http, matching_whole)
BY_NAME = (matching_large,)
"""Sections that take too long for whoever asks for all of them."""
ALONE = (lists, batches, asking, among)
"""Sections that need no parts."""
_LONGEST = 900.0
"""Seconds of a section, whatever hangs in it."""


def main(only: str) -> int:
    """Measure what is asked for: 0 whatever comes out, 1 where something could not be measured, 2 for no such row."""
    sections = (*SECTIONS, *BY_NAME) if only else SECTIONS
    asked = [(section, ids) for section in sections if (ids := wanted(section.IDS, only))]
    alone = [(section, ids) for section in ALONE if (ids := wanted(section.IDS, only))]
    if not asked and not alone:
        known = ", ".join(name for section in (*SECTIONS, *BY_NAME, *ALONE) for name in section.IDS)
        sys.stderr.write(f"No row begins with «{only}»; there are {known}\n")
        return 2
    RESULTS.mkdir(exist_ok=True)
    end_leftovers(SESSIONS)
    folder = SESSIONS / str(os.getpid())
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    rows: list[Row] = []
    failed = False

    def say(text: str) -> None:
        console.print(f"  {text}", markup=False)

    def measure(measuring: Awaitable[Sequence[Row]], ids: frozenset[str], longest: float = _LONGEST) -> None:
        nonlocal failed
        try:
            measured = asyncio.run(_within(measuring, longest))
        except Exception:  # noqa: BLE001 - the other rows can still be measured
            failed = True
            traceback.print_exc()
        else:
            rows.extend(row for row in measured if row.id in ids)

    with (RESULTS / "bench.log").open("w") as log:
        # As in production: every message is a line of JSON (in a file, where it disturbs no table), garbage is rare.
        configure_logs(fmt="json", stream=log)
        collect_seldom()
        for section, ids in alone:
            measure(section.measure(say, ids), ids)
        if asked:
            try:
                marks = Marks(SESSIONS / "marks")
                console.print("starting PostgreSQL (durable) and Kafka")
                with (
                    Postgres(folder / "postgres", marks=marks) as postgres,
                    Kafka(folder / "kafka", marks=marks) as kafka,
                ):
                    parts = Parts(postgres, kafka, folder, log, say)
                    for section, ids in asked:
                        measure(section.measure(parts, ids), ids, getattr(section, "LONGEST", _LONGEST))
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    (RESULTS / "bench.json").write_text(json.dumps([row.told() for row in rows], indent=2, ensure_ascii=False) + "\n")
    Console(soft_wrap=False, width=None if sys.stdout.isatty() else 150).print(_table(rows))
    return int(failed)


async def _within(measuring: Awaitable[Sequence[Row]], longest: float) -> Sequence[Row]:
    return await asyncio.wait_for(measuring, longest)


def _table(rows: list[Row]) -> Table:
    table = Table(title="Medians; ours and the peer took turns", title_justify="left")
    for name in ("row", "ours", "peer", "unit", "ratio", "aim", "met"):
        table.add_column(name, justify="right" if name in {"ours", "ratio"} else "left", no_wrap=name == "row")
    for row in rows:
        table.add_row(
            row.id,
            f"{row.ours:,.1f}",
            "" if row.peer is None else f"{row.peer:,.1f} ({row.peer_name})",
            row.unit,
            "" if row.ratio is None else f"{row.ratio:.2f}",
            row.aim or "none",
            {True: "yes", False: "NO", None: ""}[row.met],
        )
    return table


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
    except KeyboardInterrupt:
        sys.exit("stopped; nothing was measured to its end")
