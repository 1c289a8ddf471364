"""Home: «What needs me?»."""

from starlette.responses import RedirectResponse, Response

from mentoring.portal.domain.home import Home
from mentoring.portal.entrypoints.web.pages import Pages
from mentoring.portal.entrypoints.web.visit import Visit
from mentoring.runtime import NotKnown, signed_in

home = Pages()
NEWS = 3


@home.show("/", policy=signed_in)
async def look(visit: Visit) -> Response:
    """The first page: a person's own, or the one that somebody without a person has a role for."""
    person = visit.caller.person
    if person is None:
        for role, to in (("operator", "/operator"), ("hr_manager", "/people")):
            if visit.has(role):
                return RedirectResponse(to, status_code=303)
        raise NotKnown
    async with visit.viewing() as views:
        found = Home.of(
            person,
            visit.now,
            offers=visit.settled(await views.offers_of(person)),
            sessions=visit.settled(await views.sessions_of(person, visit.now)),
            check_ins=await views.check_ins_of(person),
            mentorships=visit.settled(await views.mentorships_of(person, visit.now)),
            introductions=visit.settled(await views.introductions_of(person)),
            news=await views.inbox(person, limit=NEWS),
        )
    return visit.page("mine/home.html", home=found)
