"""Another service asks for a nudge; whether anything is said is decided here."""

from typing import Final, get_args
from uuid import UUID

from mentoring.contracts.notification import NotificationRequested
from mentoring.notification.domain.delivery import ByMailAlone, Category, Told
from mentoring.notification.domain.subjects import unwanted
from mentoring.notification.ports import Work
from mentoring.notification.usecases.notify import notify

CATEGORIES: Final[dict[str, Category]] = {
    category: category for words in (Told, ByMailAlone) for category in get_args(words)
}


async def nudge(asked: NotificationRequested, of: UUID, work: Work) -> bool:
    """Let go are nudges of an unknown kind, those that come too late, and those about what has been answered or ended.

    Whoever is on leave, or gone, is let be. What is not known here yet is looked at again when the mail is sent.
    """
    category = CATEGORIES.get(asked.category)
    if category is None or (asked.expires is not None and asked.expires <= work.now()):
        return False
    person = (await work.people.of([asked.person])).get(asked.person)
    subject = (await work.pairs.of([asked.subject])).get(asked.subject)
    if unwanted(category, subject, person, asked.person, work.now()) is not None:
        return False
    await notify(
        [asked.person],
        of=of,
        category=category,
        subject=asked.subject,
        work=work,
        facts={**asked.facts, "nudge": 1, "expires": None if asked.expires is None else asked.expires.isoformat()},
        not_before=asked.not_before,
    )
    return True
