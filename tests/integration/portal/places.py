"""Every page of the portal, by who looks at it."""

from tests.integration.portal.world import (
    ANA,
    ASKING_PAIR,
    BENS_PLACE,
    DRAFT,
    IMPORT,
    INTRODUCTION,
    OFFER,
    OLD_RUN,
    OVER_PAIR,
    PAIR,
    PROGRAM,
    RUN,
    SESSION,
)
from tests.integration.portal.world import BEN as BEN_ID
from tests.integration.portal.world import HAL as HAL_ID

BEN, CHI, EVE, HAL, OPA, NEWCOMER = "s-E2", "s-E3", "s-E4", "s-E5", "s-E6", "newcomer"

PLACES = {
    "home": (BEN, "/"),
    "find": (BEN, "/find"),
    "find-all": (BEN, f"/find?in={BENS_PLACE}&skill=Rust&all=true"),
    "why": (BEN, f"/find/{BENS_PLACE}/{ANA}"),
    "why-not": (BEN, f"/find/{BENS_PLACE}/{HAL_ID}"),
    "taking-part": (BEN, "/taking-part"),
    "home-german": (CHI, "/"),
    "inbox": (BEN, "/inbox"),
    "profile": (BEN, "/me"),
    "hours": (BEN, "/me/hours"),
    "proposal": (BEN, f"/proposals/{OFFER}"),
    "mentorship": (BEN, f"/mentorships/{PAIR}"),
    "mentorship-asks": (BEN, f"/mentorships/{ASKING_PAIR}"),
    "mentorship-over": (BEN, f"/mentorships/{OVER_PAIR}"),
    "introduction": (BEN, f"/introductions/{INTRODUCTION}"),
    "booking": (BEN, f"/mentorships/{PAIR}/booking"),
    "moving": (BEN, f"/mentorships/{PAIR}/booking?moving={SESSION}"),
    "session": (BEN, f"/sessions/{SESSION}"),
    "programs": (EVE, "/programs"),
    "program": (EVE, f"/programs/{PROGRAM}"),
    "program-draft": (EVE, f"/programs/{DRAFT}"),
    "program-kinds": (HAL, "/programs/new"),
    "program-new": (HAL, "/programs/new?kind=reverse"),
    "edit": (EVE, f"/runs/{RUN}/edit?edit=exclude&mentor={ANA}&mentee={BEN_ID}"),
    "swap": (EVE, f"/runs/{RUN}/edit?edit=swap&mentor={ANA}&mentee={BEN_ID}"),
    "kept-pairs": (EVE, f"/programs/{PROGRAM}/kept-pairs"),
    "health": (EVE, f"/programs/{PROGRAM}/health"),
    "outcomes": (EVE, f"/programs/{PROGRAM}/outcomes"),
    "terms": (EVE, f"/programs/{PROGRAM}/terms"),
    "run": (EVE, f"/runs/{RUN}"),
    "run-failed": (EVE, f"/runs/{OLD_RUN}"),
    "people": (HAL, "/people"),
    "import": (HAL, f"/people/imports/{IMPORT}"),
    "operator": (OPA, "/operator"),
    "components": (BEN, "/dev/components"),
    "unknown": (NEWCOMER, "/"),
    "missing": (BEN, "/no-such-page"),
    "forbidden": (BEN, "/people"),
    "signed-out": (BEN, "/signed-out"),
}
"""Name of the picture: who looks, and where."""
