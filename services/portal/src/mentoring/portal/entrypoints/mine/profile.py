"""My profile: what a person adds to the HR facts. Shown as the owner has it, saved at the owner."""

from datetime import datetime
from typing import Any, Final
from zoneinfo import available_timezones

from starlette.responses import Response

from mentoring.portal.domain.participant import Participant, Skill
from mentoring.portal.entrypoints.web.choices import choices
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.portal.entrypoints.web.vocabulary import VOCABULARY
from mentoring.portal.ports import Refusing
from mentoring.runtime import known

profile = Pages()
BLANK: Final = 2
"""Empty lines under the skills, for those without JavaScript as for all."""
MORE: Final = 5
SOLID: Final = 3
ZONES: Final = tuple(sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")))


@profile.show("/me", policy=known)
async def look(visit: Visit) -> Response:
    """As the owner has it; the version goes into the form."""
    try:
        answer = await visit.owners.ask("profile", f"/people/{visit.person}/participant")
    except Refusing as problem:
        async with visit.viewing() as views:
            own = await views.participant(visit.person) or Participant()
        return await _shown(visit, own, None, problem)
    return await _shown(visit, _participant(answer.body), answer.version)


@profile.act("/me", policy=known)
async def save(visit: Visit) -> Response:
    """Save it whole; if somebody was faster, say so and keep what was typed."""
    form = visit.form
    version = form.number("version")
    typed = _typed(visit)
    if more := form.text("more"):
        return await _shown(visit, typed, version, more=more)
    body = {
        "headline": typed.headline,
        "skills_offered": [{"name": one.name, "level": one.level} for one in typed.offered],
        "skills_wanted": [{"name": one.name, "level": one.level} for one in typed.wanted],
        "interests": list(typed.interests),
        "languages": list(typed.languages),
        "zone": typed.zone,
        "capacity": form.number("capacity") if form.text("capacity") else 0,
        "paused_until": visit.words.iso(typed.paused_until) if typed.paused_until else None,
        "goals": list(typed.goals),
        "transitions_lived": list(typed.lived),
        "transitions_sought": list(typed.sought),
        "styles": list(typed.styles),
        "meets": typed.meeting,
    }
    path = f"/people/{visit.person}/participant"
    read = version if isinstance(version, int) else None
    try:
        answer = await visit.owners.send("profile", path, body, key=visit.key, method="PUT", version=read)
    except Refusing as problem:
        return await _shown(visit, typed, await _newer(visit, problem, version), problem)
    return visit.done("/me", answer.changed, "saved")


async def _newer(visit: Visit, problem: Refusing, version: Any) -> Any:
    """After a «stale» the form carries the new version: saving again is a decision then."""
    if problem.code != "stale":
        return version
    try:
        return (await visit.owners.ask("profile", f"/people/{visit.person}/participant")).version
    except Refusing:
        return version


async def _shown(
    visit: Visit, own: Participant, version: Any, problem: Refusing | None = None, more: str = ""
) -> Response:
    async with visit.viewing() as views:
        me = await views.person(visit.person)
        suggestions = await views.skills_named()
    say = visit.words.say
    lists = [
        (name, title, hint, [*skills, *[Skill("", SOLID)] * (BLANK + (MORE if more == name else 0))])
        for name, title, hint, skills in (
            ("offered", say("What I can offer"), say("Skills that you could help somebody with."), own.offered),
            ("wanted", say("What I want to learn"), say("With the level that you want to reach."), own.wanted),
        )
    ]
    return visit.page(
        "mine/profile.html",
        problem=problem,
        own=own,
        me=me,
        lists=lists,
        version="" if version is None else version,
        zones=ZONES,
        suggestions=suggestions,
        transitions=choices(visit, "transition", VOCABULARY["transition"]),
        styles=choices(visit, "style", VOCABULARY["style"]),
        meetings=choices(visit, "meeting-place", VOCABULARY["meeting-place"]),
    )


def _typed(visit: Visit) -> Participant:
    form = visit.form
    capacity = form.number("capacity")
    return Participant(
        headline=form.text("headline"),
        offered=_skills(form.texts("offered"), form.texts("offered_level")),
        wanted=_skills(form.texts("wanted"), form.texts("wanted_level")),
        interests=tuple(form.lines("interests", separators=",;")),
        languages=tuple(form.lines("languages", separators=",;")),
        zone=form.text("zone") or None,
        capacity=capacity if isinstance(capacity, int) else 0,
        paused_until=visit.words.begins(form.text("paused_until")),
        goals=tuple(form.lines("goals", separators=",;")),
        lived=tuple(form.texts("lived")),
        sought=tuple(form.texts("sought")),
        styles=tuple(form.texts("styles")),
        meeting=form.text("meets", "either"),
    )


def _skills(names: list[str], levels: list[str]) -> tuple[Skill, ...]:
    pairs = zip(names, levels, strict=False)
    return tuple(Skill(name, int(level) if level.isdecimal() else SOLID) for name, level in pairs if name)


def _participant(said: Any) -> Participant:
    return Participant(
        headline=said["headline"],
        offered=tuple(Skill(one["name"], one["level"]) for one in said["skills_offered"]),
        wanted=tuple(Skill(one["name"], one["level"]) for one in said["skills_wanted"]),
        interests=tuple(said["interests"]),
        languages=tuple(said["languages"]),
        zone=said["zone"],
        capacity=said["capacity"],
        paused_until=datetime.fromisoformat(said["paused_until"]) if said["paused_until"] else None,
        goals=tuple(said["goals"]),
        lived=tuple(said["transitions_lived"]),
        sought=tuple(said["transitions_sought"]),
        styles=tuple(said["styles"]),
        meeting=said["meets"],
    )
