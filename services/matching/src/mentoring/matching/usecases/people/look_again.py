"""Somebody moved in the company: the pairs that may break a rule by it are looked at again."""

from collections.abc import Collection, Sequence
from uuid import UUID

from mentoring.contracts.matching import MentorshipFlagged, MentorshipFlagSettled
from mentoring.matching.domain.flags import Placed, Rule, broken
from mentoring.matching.domain.mentorship import Mentorship
from mentoring.matching.domain.program import Program
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.mentorships.telling import pair_of


async def look_again(moved: Collection[UUID], reporting: Collection[UUID], work: Work) -> None:
    """Running pairs of whoever moved, and below whoever reports elsewhere, are judged as things are now.

    A rule that is broken is flagged: the two and those who run the program are asked, and nothing ends by itself. A
    rule that is kept again is no longer asked about. The event of a move and the snapshots of those concerned come in
    any order, so this is done at each of them, and changes nothing where nothing changed.
    """
    if not moved and not reporting:
        return
    found = await work.mentorships.of_moved(moved, reporting)
    judged = await _judged(found, work)
    changing = [one.id for one in found if judged[one.id] != tuple(flag.rule for flag in one.flags)]
    programs = await work.programs.of({one.program for one in found})
    held = [one for one in await work.mentorships.hold_all(changing) if one.running]
    after = [_settled(one, judged[one.id], programs[one.program], work) for one in held]
    await work.mentorships.save(after)
    for one in after:
        work.announce(snapshots.of_mentorship(one))


async def _judged(mentorships: Sequence[Mentorship], work: Work) -> dict[UUID, tuple[Rule, ...]]:
    programs = await work.programs.of({one.program for one in mentorships})
    concerned = {person for one in mentorships for person in one.pair}
    people, chains = await work.people.of(concerned), await work.people.chains(concerned)
    placed = {each.id: Placed(each, chains.get(each.id, frozenset())) for each in people.values()}

    def rules(one: Mentorship) -> tuple[Rule, ...]:
        program = programs[one.program]
        if any(person not in placed for person in one.pair):
            return tuple(flag.rule for flag in one.flags)
        return broken(placed[one.mentor], placed[one.mentee], program.rules, program.kind)

    return {one.id: rules(one) for one in mentorships}


def _settled(mentorship: Mentorship, rules: tuple[Rule, ...], program: Program, work: Work) -> Mentorship:
    after = mentorship
    for flag in mentorship.flags:
        if flag.rule not in rules:
            after = after.mended(flag.rule)
            if flag.open:
                work.announce(MentorshipFlagSettled(**pair_of(after), reason=flag.rule, answer="mended"))
    flagged = {flag.rule for flag in mentorship.flags}
    for rule in rules:
        if rule not in flagged:
            after = after.flagged(rule, work.now())
            work.announce(MentorshipFlagged(**pair_of(after), reason=rule, managers=list(program.managers)))
    return after
