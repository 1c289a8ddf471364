"""Turn due deliveries into letters, with all that their words need."""

from collections.abc import Sequence
from uuid import UUID

from mentoring.notification.domain.delivery import Delivery
from mentoring.notification.domain.subjects import Pair, Session, stale
from mentoring.notification.ports import Letter, Work
from mentoring.notification.usecases.record_delivery import record


async def address_letters(due: Sequence[Delivery], work: Work) -> list[Letter]:
    """What no longer holds is skipped, what lacks a fact waits for it, the rest is taken for sending."""
    pairs = await work.pairs.of({delivery.subject for delivery in due})
    sessions = await work.sessions.of({delivery.subject for delivery in due})
    pairs |= await work.pairs.of({session.mentorship for session in sessions.values()})
    programs = await work.programs.names({pair.program for pair in pairs.values()})
    subjects: dict[UUID, Pair | Session] = {**pairs, **sessions}
    named = {person for subject in subjects.values() for person in (subject.mentor, subject.mentee)}
    people = await work.people.of(named | {delivery.person for delivery in due})

    letters: list[Letter] = []
    for delivery in due:
        subject, to = subjects.get(delivery.subject), people.get(delivery.person)
        if subject is None or to is None:
            await record(delivery.postpone(work.now()), work)
            continue
        reason = stale(delivery, subject, to, work.now())
        if reason is not None:
            await record(delivery.skip(reason), work)
            continue
        pair = pairs.get(subject.mentorship) if isinstance(subject, Session) else subject
        other, program = people.get(subject.other(to.id)), programs.get(pair.program) if pair else None
        if other is None or program is None or _ahead(delivery, subject):
            await record(delivery.postpone(work.now()), work)
            continue
        taken = delivery.attempt(work.now())
        await record(taken, work)
        letters.append(Letter(delivery=taken, to=to, other=other, program=program, subject=subject))
    return letters


def _ahead(delivery: Delivery, subject: Pair | Session) -> bool:
    """Whether the event came before the snapshot that goes with it: between topics there is no order."""
    return isinstance(subject, Session) and int(delivery.facts["sequence"]) > subject.sequence
