"""The portal, put together."""

from typing import Any

import httpx
from fastapi import FastAPI

from mentoring.messaging.rebuilding import rebuild
from mentoring.portal.adapters.oidc import OidcIssuer, Provider
from mentoring.portal.adapters.owners import HttpOwners
from mentoring.portal.adapters.plots import SvgPlots
from mentoring.portal.adapters.postgres import PostgresDirectory, PostgresWork, views_with
from mentoring.portal.config import Settings
from mentoring.portal.entrypoints.clock import clock
from mentoring.portal.entrypoints.events import facts
from mentoring.portal.entrypoints.http import doors, extend
from mentoring.portal.entrypoints.web.assets import Assets
from mentoring.portal.entrypoints.web.cookies import Cookies
from mentoring.portal.entrypoints.web.feed import Feed
from mentoring.portal.entrypoints.web.site import Site
from mentoring.portal.entrypoints.web.tokens import token_of
from mentoring.runtime import Background, Service, command
from mentoring.runtime.cli.showing import say
from mentoring.runtime.running import Running


def build(settings: Settings) -> Service:
    """The service with its real parts."""
    local = settings.environment == "local"
    owners = HttpOwners(
        {
            "profile": settings.profile_url,
            "matching": settings.matching_url,
            "scheduling": settings.scheduling_url,
            "notification": settings.notification_url,
        }
    )
    issuer = OidcIssuer(
        Provider(
            issuer=settings.issuer,
            back_url=settings.issuer_back_url,
            keys_url=settings.issuer_keys_url,
            plain_http=local,
            audience=settings.audience,
            algorithms=settings.token_algorithms,
            leeway=settings.token_leeway,
            roles_claim=settings.roles_claim,
            subject_claim=settings.subject_claim,
            client_id=settings.client_id,
            client_secret=settings.client_secret.get_secret_value() if settings.client_secret else None,
            scopes=settings.sign_in_scopes,
        )
    )

    plots = SvgPlots()

    def put_around(app: FastAPI) -> None:
        asgi: Any = app
        owners.attach("portal", httpx.ASGITransport(app=asgi))
        site = Site(
            url=settings.portal_url,
            local=local,
            default_language=settings.default_language,
            cookies=Cookies(settings.cookie_secret.get_secret_value(), secure=not local),
            owners=owners,
            issuer=issuer,
            plots=plots,
            assets=Assets(),
            feed=Feed(),
        )
        extend(app, site)

    return Service(
        name="portal",
        work=PostgresWork,
        views=views_with(settings.person_field),
        directory=PostgresDirectory,
        doors=doors(local=local),
        facts=facts,
        clock=clock,
        migrations="mentoring.portal",
        background=[
            Background(owners, roles=frozenset({"api"})),
            Background(issuer, roles=frozenset({"api"})),
            Background(plots, roles=frozenset({"api"})),
        ],
        token_of=token_of,
        extend=put_around,
    )


async def rebuild_model(running: Running) -> None:
    """Make the read model again from its topics, while the portal keeps serving the old one."""
    facts = running.service.facts
    if facts is None:
        raise TypeError("the portal reads nothing")
    made = await rebuild(
        facts,
        running.kafka,
        running.units,
        url=running.settings.dsn,
        make_work=PostgresWork,
        now=running.now,
    )
    say(
        f"Rebuilt from {made.records} records in {made.seconds:.1f} s; "
        f"what came meanwhile waited {made.waited_seconds:.2f} s, readers never."
    )


main = command(build, Settings, verbs={"rebuild": rebuild_model})
