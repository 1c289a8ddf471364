"""The words of what becomes of a mentorship, and of introductions: a title and a sentence each."""

from collections.abc import Callable, Mapping
from typing import Any

from mentoring.notification.domain.subjects import Pair
from mentoring.notification.ports import Letter

Translate = Callable[[str], str]


def news_facts(letter: Letter, subject: Pair, _: Translate, portal_url: str) -> dict[str, Any]:
    """What the template asks for."""
    category = letter.delivery.category
    says = {"name": letter.other.name, "program": letter.program}
    title, lead = _introduction(_)[category] if subject.introduces else _mentorship(letter, subject, _)[category]
    page = "introductions" if subject.introduces else "mentorships"
    return {
        "title": title % says,
        "lead": lead % says,
        "act": _("Open the introduction") if subject.introduces else _("Open the mentorship"),
        "link": f"{portal_url}/{page}/{subject.id}",
    }


def _mentorship(letter: Letter, subject: Pair, _: Translate) -> Mapping[str, tuple[str, str]]:
    of_the_two = letter.to.id in {subject.mentor, subject.mentee}
    flagged = (
        _("Your mentorship with %(name)s no longer keeps a rule of «%(program)s». Say whether it goes on.")
        if of_the_two
        else _("A mentorship of %(name)s no longer keeps a rule of «%(program)s». Say whether it goes on.")
    )
    return {
        "mentorship-paused": (
            _("Your mentorship with %(name)s is paused"),
            _("Nothing is asked of you until it goes on. What was booked meanwhile is cancelled."),
        ),
        "mentorship-resumed": (
            _("Your mentorship with %(name)s goes on"),
            _("Your check-ins come as much later as it was paused; the next ones get a time that suits you both."),
        ),
        "mentorship-flagged": (_("A question about a mentorship in «%(program)s»"), flagged),
        "mentorship-completed": (
            _("Your mentorship with %(name)s is complete"),
            _("Take a moment to look back: what you write is read by the two of you alone."),
        ),
        "rematch-offered": (
            _("Would you like to work with somebody else?"),
            _("Your mentorship with %(name)s in «%(program)s» has ended. If you like, you can have somebody else."),
        ),
    }


def _introduction(_: Translate) -> Mapping[str, tuple[str, str]]:
    return {
        "introduction-asked": (
            _("Would you like to meet %(name)s?"),
            _("Somebody who knows you both thinks that you should meet. Nothing happens unless both of you agree."),
        ),
        "introduction-made": (
            _("You and %(name)s are introduced"),
            _("Both of you would like to meet. Write to each other, or find a time."),
        ),
    }
