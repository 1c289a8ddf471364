"""A program: «Is it working?»."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from starlette.responses import Response

from mentoring.portal.domain.program import Program
from mentoring.portal.domain.terms import Rules
from mentoring.portal.entrypoints.programs.admission import HR, admitted, manager
from mentoring.portal.entrypoints.programs.creating import rhythm
from mentoring.portal.entrypoints.web.choices import choices
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.entrypoints.web.vocabulary import word_of
from mentoring.portal.ports import Answer, Refusing

programs = Pages()


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """Somebody who was not enrolled."""

    what: str
    """As it was typed."""
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a list of people."""

    enrolled: int
    rows: list[RefusedRow]

    @property
    def refused(self) -> int:
        """How many were not."""
        return len(self.rows)


@programs.show("/programs", policy=manager)
async def listed(visit: Visit) -> Response:
    """One's own programs; people of HR see all."""
    async with visit.viewing() as views:
        found = await views.programs(None if visit.has(HR) else visit.person)
    return visit.page("programs/programs.html", programs=visit.settled(found))


@programs.show("/programs/{program_id}", policy=manager)
async def look(visit: Visit, program_id: UUID) -> Response:
    """Progress, runs, people, terms."""
    return await _shown(visit, program_id)


@programs.act("/programs/{program_id}/opening", policy=manager)
async def open_(visit: Visit, program_id: UUID) -> Response:
    """People can be enrolled from now on."""
    return await _done(visit, program_id, "opening", {}, "opened")


@programs.act("/programs/{program_id}/closing", policy=manager)
async def close(visit: Visit, program_id: UUID) -> Response:
    """Nobody is enrolled or matched in it any more; mentorships go on to their end."""
    return await _done(visit, program_id, "closing", {}, "closed")


@programs.act("/programs/{program_id}/runs", policy=manager)
async def start(visit: Visit, program_id: UUID) -> Response:
    """Find pairs for everybody at once."""
    try:
        answer = await visit.owners.send("matching", f"/programs/{program_id}/runs", _run_wanted(visit), key=visit.key)
    except Refusing as problem:
        return await _shown(visit, program_id, problem)
    return visit.done(f"/runs/{answer.body['run']}", answer.changed, "run-started")


@programs.act("/programs/{program_id}/enrollments", policy=manager)
async def enroll(visit: Visit, program_id: UUID) -> Response:
    """A list of people in one place; whoever cannot be enrolled is named, with the reason."""
    form = visit.form
    named = list(dict.fromkeys(form.lines("people", separators=",;\t")))
    async with visit.viewing() as views:
        found = await views.people_called(named)
    wanted = [reference for reference in named if reference in found]
    unknown = [RefusedRow(one, visit.words.say("nobody is known by this")) for one in named if one not in found]
    rows = [_row(found[reference].id, form.text("place", "mentee"), form.number("capacity")) for reference in wanted]
    answer = Answer({"enrolled": 0, "rows": []})
    try:
        if rows:
            answer = await visit.owners.send("matching", f"/programs/{program_id}/enrollments", rows, key=visit.key)
    except Refusing as problem:
        return await _shown(visit, program_id, problem)
    refused = [
        RefusedRow(wanted[row["row"] - 1], row["reason"] or "")
        for row in answer.body["rows"]
        if row["outcome"] == "refused"
    ]
    if not refused and not unknown and rows:
        return visit.done(f"/programs/{program_id}", answer.changed, "enrolled")
    return await _shown(visit, program_id, report=Report(answer.body["enrolled"], [*unknown, *refused]))


def _run_wanted(visit: Visit) -> dict[str, Any]:
    form = visit.form
    mode, by, cap = form.text("run_mode"), form.text("fair_by"), form.number("fair_cap")
    wanted: dict[str, Any] = {"mode": mode} if mode else {}
    return wanted | ({"fair": {"by": by, "cap": cap}} if by and cap is not None else {})


def _row(person: UUID, place: str, capacity: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"person": str(person), "place": place}
    return row | ({"capacity": capacity} if place == "mentor" and capacity is not None else {})


async def _done(visit: Visit, program_id: UUID, act: str, body: Any, notice: str) -> Response:
    try:
        answer = await visit.owners.send("matching", f"/programs/{program_id}/{act}", body, key=visit.key)
    except Refusing as problem:
        return await _shown(visit, program_id, problem)
    return visit.done(f"/programs/{program_id}", answer.changed, notice)


async def _shown(
    visit: Visit, program_id: UUID, problem: Refusing | None = None, report: Report | None = None
) -> Response:
    async with visit.viewing() as views:
        program = await admitted(visit, views, program_id)
        progress = await views.progress(program_id)
        places = await views.places(program_id)
        runs = await views.runs(program_id)
    [program] = visit.settled([program])
    return visit.page(
        "programs/program.html",
        problem=problem,
        program=program,
        progress=progress,
        places=places,
        runs=visit.settled(runs),
        report=report,
        rhythm=rhythm(visit, program.every),
        weights=_weights(visit, program),
        rules=rules_in_words(visit, program.terms.rules),
        run_modes=choices(visit, "run-mode", _run_modes(program)),
        managers=", ".join(person.name for person in program.managers if person.here),
    )


def _run_modes(program: Program) -> tuple[str, ...]:
    return ("roulette",) if program.mode == "roulette" else ("optimum", "fair", "stable", "preview")


def rules_in_words(visit: Visit, rules: Rules) -> list[str]:
    """Those that ask for something."""
    say, count = visit.words.say, visit.words.count
    words = [
        say("not in the reporting line") if rules.not_in_reporting_line else "",
        say("shared language") if rules.shared_language else "",
        count("at least %(num)s common working hour a week", "at least %(num)s common working hours a week", hours)
        if (hours := round(rules.overlap_minutes / 60))
        else "",
        say(word_of("rule-location", rules.location)) if rules.location != "any" else "",
        _gap(visit, rules),
        say(word_of("rule-department", rules.department)) if rules.department != "any" else "",
        say(word_of("rule-partners", rules.earlier_partners)) if rules.earlier_partners != "any" else "",
    ]
    return [one for one in words if one]


def _gap(visit: Visit, rules: Rules) -> str:
    say, least, most = visit.words.say, rules.least, rules.most
    if least is not None and most is not None:
        return say("%(least)s to %(most)s career stages ahead", least=least, most=most)
    if least is not None:
        return say("at least %(least)s career stages ahead", least=least)
    return "" if most is None else say("at most %(most)s career stages ahead", most=most)


def _weights(visit: Visit, program: Program) -> str:
    words = visit.words
    return ", ".join(
        f"{words.say(word_of('criterion', code))} {words.number(value)}" for code, value in program.terms.counting
    )
