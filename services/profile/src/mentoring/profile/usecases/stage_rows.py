"""Judge the rows of a file or batch, and hold them against each other and the people; nobody is changed yet."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from mentoring.profile.domain.hr_import import MOST_REMARKS, Counts, Plan
from mentoring.profile.domain.hr_row import BadRow, HrRow, Remark, RowJudge
from mentoring.profile.domain.reporting_lines import settle
from mentoring.profile.ports import Rows, Work


@dataclass(frozen=True, slots=True)
class Staged:
    """What came of the rows."""

    rows: int
    plan: Plan


Keep = Callable[[Sequence[Remark], int], Awaitable[None]]
"""Keeps remarks; the number is the place of the first of them in the report."""


class Report:
    """The remarks about the rows of one source, kept as they come, up to a number."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self.made = 0
        self.rejected = 0
        self.warned = 0

    async def add(self, remarks: Sequence[Remark], *, rejected: int) -> None:
        """Add remarks that reject so many rows; the others are warnings."""
        kept = remarks[: max(0, MOST_REMARKS - self.made)]
        if kept:
            await self._keep(kept, self.made + 1)
        self.made += len(remarks)
        self.rejected += rejected
        self.warned += sum(remark.kind == "warning" for remark in remarks)


async def stage_rows(
    source: UUID, rows: Rows, keep: Keep, work: Work, *, whole: bool, allow_leavers: bool = False
) -> Staged:
    """Line up, as import ``source``, whoever the rows would change; report each row that cannot be used.

    ``whole``: the source lists everybody, so whoever is absent has left. A row that cannot be used still says that its
    person is there. Where a bad row does not say whose it is, it may be anybody's: then nobody is taken for absent,
    unless leavers are allowed.
    """
    report = Report(keep)
    read, nameless = await _judge(rows, report, work)
    await _hold_against_each_other(report, work)
    passed_over = await work.staging.drop_unknown_leavers()
    unnamed = await work.staging.drop_unnamed()
    await report.add([_unnamed(row) for row in unnamed], rejected=len(unnamed))
    await report.add([_unknown_manager(row) for row in await work.staging.unknown_managers()], rejected=0)

    wished, standing = await work.staging.lines()
    lines = settle(wished, standing)
    await report.add(await _cycles(lines.kept, work), rejected=0)

    absent_leave = whole and (allow_leavers or not nameless)
    if whole:
        await report.add(await _absent(nameless, work, leave=absent_leave), rejected=0)
    plan = await work.staging.compare(source, lines, absent_leave=absent_leave)
    counts = plan.counts + Counts(unchanged=passed_over, rejected=report.rejected, warned=report.warned)
    return Staged(read, replace(plan, counts=counts))


async def _judge(rows: Rows, report: Report, work: Work) -> tuple[int, int]:
    """How many rows there are, and how many of them do not say whose they are."""
    judge = RowJudge()
    read = nameless = 0
    async for page in rows:
        good: list[tuple[HrRow, UUID]] = []
        bad: list[BadRow] = []
        for row in page:
            judged = row if isinstance(row, BadRow) else judge.judge(row.line, row.texts)
            if isinstance(judged, BadRow):
                bad.append(judged)
            else:
                good.append((judged, work.new_id()))
        await work.staging.add(good)
        if bad:
            await work.staging.add_bad([row for row in bad if row.employee_id])
            await report.add([remark for row in bad for remark in row.remarks], rejected=len(bad))
        read += len(page)
        nameless += sum(not row.employee_id for row in bad)
    return read, nameless


async def _hold_against_each_other(report: Report, work: Work) -> None:
    twice = [row for row in await work.staging.drop_twice() if row.usable]
    remarks = [
        Remark(
            row.line,
            "employee_id",
            "error",
            f"«{row.employee_id}» stands in line {row.first} already; that row counts.",
            "Leave one of the two out.",
        )
        for row in twice
    ]
    await report.add(remarks, rejected=len(remarks))


def _unnamed(row: HrRow) -> Remark:
    return Remark(row.line, "family_name", "error", "The person is new and has no name.", "Give at least one name.")


def _unknown_manager(row: HrRow) -> Remark:
    what = f"Nobody has the employee id «{row.manager}»; the person has no manager now."
    return Remark(row.line, "manager", "warning", what, "Give the manager a row, or mend the id.")


async def _cycles(kept: frozenset[UUID], work: Work) -> list[Remark]:
    placed = await work.staging.lines_of(kept) if kept else {}
    what = "With this manager the reporting line would be a circle; the manager of before stays."
    mend = "Mend the managers of everybody on the circle."
    return [Remark(line, "manager", "warning", what, mend) for line in sorted(placed.values())]


async def _absent(nameless: int, work: Work, *, leave: bool) -> list[Remark]:
    many, some = await work.staging.absent()
    if not many:
        return []
    who = ", ".join(some) + (", …" if many > len(some) else "")
    if leave:
        what, mend = f"{many} people are not in the file and leave: {who}", "Give whoever stays a row."
    else:
        what = f"{many} people are not in the file, but stay: {nameless} bad rows do not say whose they are ({who})."
        mend = "Mend these rows, or allow leavers."
    return [Remark(0, "file", "warning", what, mend)]
