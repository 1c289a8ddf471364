"""From rows to nouns, and from nouns to the JSON that one statement can take many of."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter

from mentoring.matching.domain.agreement import Agreement
from mentoring.matching.domain.career import Step
from mentoring.matching.domain.enrollment import Enrollment
from mentoring.matching.domain.introduction import Introduction
from mentoring.matching.domain.meetings import AskedCheckIn, Meeting
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.domain.pairing.figures import Figures
from mentoring.matching.domain.pairing.reasons.explanation import Explanation
from mentoring.matching.domain.pairing.reasons.unmatched import Unmatched
from mentoring.matching.domain.person import SILENT, Hours, HrRecord, Participant, Person
from mentoring.matching.domain.program import Program
from mentoring.matching.domain.proposal import Proposal
from mentoring.matching.domain.reflection import Reflection
from mentoring.matching.domain.run import Fairness, Progress, Publication, Run
from mentoring.matching.domain.terms import AnswerTime, Cadence, GroupSize, Phase, Rules, StageGap, Timeline, Weights

T = TypeVar("T")
Row = Mapping[str, Any]

PARTICIPANT: Final = TypeAdapter(Participant)
HOURS: Final = TypeAdapter(Hours)
HR_RECORD: Final = TypeAdapter(HrRecord)
ENROLLMENT: Final = TypeAdapter(Enrollment)
RUN: Final = TypeAdapter(Run)
FAIRNESS: Final = TypeAdapter(Fairness)
PROGRESS: Final = TypeAdapter(Progress)
PUBLICATION: Final = TypeAdapter(Publication)
FIGURES: Final = TypeAdapter(Figures)
EXPLANATION: Final = TypeAdapter(Explanation)
UNMATCHED: Final = TypeAdapter(Unmatched)
PROPOSAL: Final = TypeAdapter(Proposal)
MENTORSHIP: Final = TypeAdapter(Mentorship)
AGREEMENT: Final = TypeAdapter(Agreement)
REFLECTION: Final = TypeAdapter(Reflection)
STEP: Final = TypeAdapter(Step)
MEETING: Final = TypeAdapter(Meeting)
ASKED: Final = TypeAdapter(AskedCheckIn)
INTRODUCTION: Final = TypeAdapter(Introduction)

_NOT_OF_MENTORSHIPS: Final = {"every", "minutes", "next_phase_on", "paused_until", "level", "risk"}

_SAID: Final = (
    "skills_offered",
    "skills_wanted",
    "interests",
    "languages",
    "capacity",
    "paused_until",
    "goals",
    "transitions_lived",
    "transitions_sought",
    "styles",
    "meets",
)


def read(adapter: TypeAdapter[T], row: Row, *without: str) -> T:
    """The noun of a row whose columns are its fields."""
    return adapter.validate_python({name: value for name, value in row.items() if name not in without})


def written(adapter: TypeAdapter[T], nouns: Iterable[T]) -> list[Any]:
    """The nouns as JSON."""
    return [adapter.dump_python(noun, mode="json") for noun in nouns]


def person(row: Row) -> Person:
    """A row of people, with or without a participant beside it."""
    says = SILENT
    if row["speaks"]:
        says = PARTICIPANT.validate_python({name: row[name] for name in _SAID} | {"zone": row["own_zone"]})
    return Person(
        id=row["id"],
        status=row["status"],
        zone=row["zone"],
        locale=row["locale"],
        stage=row["stage"],
        says=says,
        site=row["site"],
        department=row["department"],
        function=row["function"],
        hours=None if row["hours"] is None else HOURS.validate_python(row["hours"]),
        paused_until=row["own_pause"],
        frozen_at=row["frozen_at"],
    )


def program(row: Row) -> Program:
    """A row of programs."""
    rules, weights = dict(row["rules"]), dict(row["weights"])
    return Program(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        state=row["state"],
        objectives=tuple(row["objectives"]),
        timeline=Timeline(row["starts"], row["ends"]),
        cadence=Cadence(row["every"], row["minutes"]),
        rules=Rules(**rules | {"stage_gap": StageGap(**rules.get("stage_gap", {}))}),
        weights=Weights(**weights | {"prefer_different": tuple(weights.get("prefer_different", ()))}),
        answer_within=AnswerTime(row["answer_within"]),
        managers=tuple(row["managers"]),
        mode=row["mode"],
        answers=row["answers"],
        check_ins=row["check_ins"],
        phases=tuple(Phase(**phase) for phase in row["phases"]),
        group_size=GroupSize(**row["group_size"]),
        topics=tuple(row["topics"]),
        open_requests=row["open_requests"],
    )


def program_columns(one: Program) -> dict[str, Any]:
    """All columns of a program."""
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "state": one.state,
        "objectives": list(one.objectives),
        "starts": one.timeline.starts,
        "ends": one.timeline.ends,
        "every": one.cadence.every,
        "minutes": one.cadence.minutes,
        "rules": asdict(one.rules),
        "weights": asdict(one.weights),
        "answer_within": one.answer_within.iso,
        "managers": list(one.managers),
        "mode": one.mode,
        "answers": one.answers,
        "check_ins": one.check_ins,
        "phases": [asdict(phase) for phase in one.phases],
        "group_size": asdict(one.group_size),
        "topics": list(one.topics),
        "open_requests": one.open_requests,
    }


def mentorship(row: Row) -> Mentorship:
    """A row of mentorships."""
    fields = {name: value for name, value in row.items() if name not in _NOT_OF_MENTORSHIPS}
    cadence = None if row["every"] is None else {"every": row["every"], "minutes": row["minutes"]}
    return MENTORSHIP.validate_python(fields | {"cadence": cadence})


def mentorship_columns(one: Mentorship) -> dict[str, Any]:
    """All columns of a mentorship, as JSON; some are there to be looked for by."""
    columns: dict[str, Any] = MENTORSHIP.dump_python(one, mode="json")
    cadence = columns.pop("cadence")
    return columns | {
        "every": cadence and cadence["every"],
        "minutes": cadence and cadence["minutes"],
        "next_phase_on": one.next_phase_on and one.next_phase_on.isoformat(),
        "paused_until": one.pause and one.pause.until and one.pause.until.isoformat(),
        "level": one.verdict and one.verdict.level,
        "risk": 0 if one.verdict is None else one.verdict.risk,
    }
