"""The development issuer: started where the environment is declared local, and nowhere else."""

import asyncio
import os
import sys
from typing import NoReturn

import uvicorn
from fastapi import FastAPI
from pydantic import ValidationError

from mentoring.issuer.doors.browsers import browsers
from mentoring.issuer.doors.house import House
from mentoring.issuer.doors.programs import programs
from mentoring.issuer.doors.published import published
from mentoring.issuer.keys import SigningKeys
from mentoring.issuer.people import People, read_clients
from mentoring.issuer.settings import PREFIX, Settings
from mentoring.issuer.tokens import Mint


def build(settings: Settings) -> FastAPI:
    """The application; reads the people, the clients and the keys."""
    mint = Mint(settings.issuer, settings.audience, settings.token_life, SigningKeys.kept_in(settings.issuer_data))
    house = House(mint, People.read(settings.issuer_people), read_clients(settings.issuer_clients))
    app = FastAPI(title="Development issuer", openapi_url=None, docs_url=None, redoc_url=None)
    for doors in (published, browsers, programs):
        app.include_router(doors(house))
    return app


def main() -> None:
    """`mentoring-issuer`: serves until it is asked to end."""
    # First of all, before anything else can be wrong: it lets anybody be anyone.
    if os.environ.get(f"{PREFIX}ENVIRONMENT") != "local":
        _refuse(
            "This issuer lets anybody sign in as anyone. It starts only where the environment is declared local:\n"
            f"set {PREFIX}ENVIRONMENT=local on a machine for development, and use a real identity provider elsewhere."
        )
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    strange = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if strange:
        _refuse(f"unknown settings: {', '.join(strange)}")
    try:
        settings = Settings()
        app = build(settings)
    except ValidationError as wrong:
        faults = wrong.errors(include_url=False, include_input=False)
        _refuse("\n".join(f"{PREFIX}{'.'.join(map(str, one['loc'])).upper()}: {one['msg']}" for one in faults))
    except OSError as wrong:
        _refuse(f"{wrong.filename}: {wrong.strerror}")
    config = uvicorn.Config(
        app, host=settings.http_host, port=settings.http_port, log_level=settings.log_level, server_header=False
    )
    asyncio.run(uvicorn.Server(config).serve())


def _refuse(words: str) -> NoReturn:
    sys.stderr.write(f"{words}\n")
    raise SystemExit(2)
