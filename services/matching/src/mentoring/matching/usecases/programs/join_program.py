"""People take, change and give up places of their own."""

from mentoring.contracts.matching import EnrollmentWithdrawn, PersonEnrolled
from mentoring.matching.domain.authority import Actor
from mentoring.matching.domain.enrollment import Enrollment, EnrollmentId, PersonId, Place
from mentoring.matching.domain.errors.enrollments import AlreadyEnrolled, NotForYourself, PersonHasLeft, PlaceInUse
from mentoring.matching.domain.program import ProgramId
from mentoring.matching.domain.terms import Criterion
from mentoring.matching.ports import Work
from mentoring.matching.usecases import snapshots
from mentoring.matching.usecases.proposals.withdraw_proposal import take_back


async def join_program(
    program_id: ProgramId, by: PersonId, place: Place, capacity: int | None, top: Criterion | None, work: Work
) -> EnrollmentId:
    """In an open program that people join by themselves, whoever works here takes each place once."""
    program = await work.programs.get(program_id)
    program.must_be_open(work.now())
    program.must_have_place(place)
    if not program.joinable:
        raise NotForYourself
    person = (await work.people.hold([by])).get(by)
    if person is None or person.status == "left":
        raise PersonHasLeft(person=by)
    usual = person.says.capacity if place == "mentor" else 1
    enrollment = Enrollment(
        id=work.new_id(),
        program=program_id,
        person=by,
        place=place,
        capacity=usual if capacity is None else capacity,
        top=top,
        enrolled_at=work.now(),
    )
    if not await work.enrollments.add([enrollment]):
        raise AlreadyEnrolled(person=by, place=place)
    work.announce(PersonEnrolled(enrollment=enrollment.id, program=program_id, person=by, place=place))
    work.announce(snapshots.of_enrollment(enrollment))
    await work.mentors.mark([by])
    return enrollment.id


async def change_place(
    enrollment_id: EnrollmentId, by: Actor, capacity: int | None, top: Criterion | None, work: Work
) -> None:
    """Another capacity, another criterion that counts double; what is running or open stays as it is."""
    found = await _held(enrollment_id, by, work)
    changed = found.changed(capacity=capacity, top=top)
    await work.enrollments.save([changed])
    work.announce(snapshots.of_enrollment(changed))
    await work.mentors.mark([changed.person])


async def leave_program(enrollment_id: EnrollmentId, by: Actor, work: Work) -> None:
    """The place is given up and what was offered in it is taken back; running mentorships are ended first."""
    found = await _held(enrollment_id, by, work)
    gone = found.withdrawn()
    if running := (await work.enrollments.running([enrollment_id])).get(enrollment_id, 0):
        raise PlaceInUse(running=running)
    await work.enrollments.save([gone])
    work.announce(EnrollmentWithdrawn(enrollment=gone.id, program=gone.program, person=gone.person, reason="own-wish"))
    work.announce(snapshots.of_enrollment(gone))
    await work.mentors.mark([gone.person])
    for proposal in await work.proposals.hold_open_of_person(gone.person):
        if enrollment_id in {proposal.mentor_enrollment, proposal.mentee_enrollment}:
            await take_back(proposal, "left", work, gone=gone.person)


async def _held(enrollment_id: EnrollmentId, by: Actor, work: Work) -> Enrollment:
    found = await work.enrollments.get(enrollment_id)
    program = await work.programs.get(found.program)
    found.must_be_of(by, program.managers)
    return (await work.enrollments.hold([enrollment_id]))[enrollment_id]
