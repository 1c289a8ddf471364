"""What matching says on the stage: bodies in the shape of its doors."""

from typing import Any, Final

from tests.integration.portal import world
from tests.integration.portal.world import NOW, PROGRAM, an_id

CHANGES: Final = ["With Rust at level 3 Ana would have 94 points."]
REASONS: Final[list[dict[str, Any]]] = [
    {"code": "skills", "points": 48, "most": 60, "because": "Ana offers 1 of the 2 skills that you want"},
    {"code": "interests", "points": 16, "most": 20, "because": "you both like climbing"},
    {"code": "stage", "points": 10, "most": 10, "because": "Ana is two stages ahead of you"},
    {"code": "zone", "points": 8, "most": 10, "because": "you share 3 working hours"},
]
EXPLANATION: dict[str, Any] = {
    "changes": CHANGES,
    "points": 82,
    "interests": ["climbing"],
    "hours_apart": 6.0,
    "summary": "Ana offers most of what you want to learn, and you share climbing.",
    "reasons": REASONS,
    "skills": [
        {"name": "Distributed systems", "wanted": 4, "offered": 5, "met": True},
        {"name": "Rust", "wanted": 3, "offered": 0, "met": False},
    ],
    "rules": [
        {"code": "not-in-reporting-line", "because": "Ana is not in your reporting line", "values": {}},
        {"code": "shared-language", "because": "You both speak English", "values": {}},
    ],
}
CARDS: list[dict[str, Any]] = [
    {
        "person": str(world.ANA),
        "points": 82,
        "parts": REASONS,
        "summary": "Ana offers 1 of the 2 skills that you want, and you both like climbing.",
        "skills": EXPLANATION["skills"],
        "rules": EXPLANATION["rules"],
        "hours_apart": 6.0,
        "overlap_minutes": 900,
        "free_places": 2,
        "load": 0.33,
        "answer_hours": None,
        "broken": [],
        "interests": ["climbing"],
        "capacity": 3,
    },
    {
        "person": str(world.CHI),
        "points": 64,
        "parts": [
            {"code": "interests", "points": 20, "most": 20, "because": "You both like open source."},
            {"code": "zone", "points": 44, "most": 60, "because": "Your clocks show the same."},
        ],
        "summary": "You both like open source, and your working hours are the same.",
        "skills": [],
        "rules": EXPLANATION["rules"],
        "hours_apart": 0.0,
        "overlap_minutes": 2400,
        "free_places": 0,
        "load": 1.0,
        "answer_hours": None,
        "broken": [],
        "interests": ["climbing"],
        "capacity": 3,
    },
]
WHY_NOT = {
    **CARDS[0],
    "person": str(world.HAL),
    "points": 0,
    "broken": [{"code": "shared-language", "because": "You share no language.", "values": {}}],
}
PAIRS = [
    {
        "rank": rank,
        "mentor": str(mentor),
        "mentee": str(mentee),
        "points": points,
        "explanation": {
            **EXPLANATION,
            "points": points,
            "summary": f"{points} of 100 points.",
            "reasons": [
                {"code": "skills", "points": points - 20, "most": 70, "because": because},
                {"code": "interests", "points": 20, "most": 30, "because": "They share climbing."},
            ],
        },
    }
    for rank, (mentor, mentee, points, because) in enumerate(
        [
            (world.ANA, world.BEN, 82, "Ana offers distributed systems, which Ben wants."),
            (world.CHI, world.OPA, 71, "Both like open source; the zones are the same."),
        ],
        1,
    )
]
_OUTCOME: dict[str, Any] = {
    "mentees": 90,
    "mentors": 34,
    "places": 96,
    "pairs": 84,
    "total": 5930,
    "lowest": 31,
    "median": 72.5,
    "spread": [0, 0, 0, 2, 5, 9, 17, 28, 19, 4],
    "unmatched": 6,
}
PREVIEW = {
    "present": _OUTCOME,
    "other": {**_OUTCOME, "pairs": 82, "total": 5711, "median": 70.0, "spread": [0, 0, 1, 3, 7, 11, 18, 24, 16, 2]},
    "gained": [str(world.CHI)],
    "without": [str(world.BEN), str(world.OPA), str(world.HAL), str(world.EVE)],
    "lost": [str(world.BEN), str(world.OPA), str(world.HAL)],
}
BOND: dict[str, Any] = {
    "phases": [
        {"name": "Getting to know", "lasts": "P2W", "state": "behind"},
        {"name": "Working together", "lasts": "P20W", "state": "now"},
        {"name": "Looking back", "lasts": "P2W", "state": "ahead"},
    ],
    "flagged": [],
    "words": {
        "goals": ["Lead a team of three by spring", "Speak at one conference"],
        "frequency": "Every other Tuesday, by video",
        "boundaries": "What is said here stays here",
        "revision": 2,
        "confirmed_by": [str(world.CHI)],
        "set_by": str(world.CHI),
        "set_at": NOW.isoformat(),
    },
    "reflections": [],
}
HEALTH: dict[str, Any] = {
    "counts": {"good": 41, "watch": 6, "at_risk": 2, "paused": 1, "unjudged": 4},
    "items": [
        {
            "mentorship": str(an_id(40)),
            "mentor": str(world.CHI),
            "mentee": str(world.BEN),
            "peers": False,
            "health": "at-risk",
            "since": NOW.isoformat(),
            "started_at": NOW.isoformat(),
            "ends_on": "2027-05-31",
            "phase": "Getting to know",
            "reasons": [
                {"code": "never-met", "value": 20, "level": "at-risk", "says": "They have not met since it began."},
                {"code": "unanswered", "value": 9, "level": "watch", "says": "A question is open for 9 days."},
            ],
        }
    ],
    "next": None,
}


def _rate(number: int, of: int) -> dict[str, Any]:
    """With bounds that are near enough."""
    value = number / of
    return {"of": of, "number": number, "share": {"value": value, "low": value - 0.07, "high": value + 0.06}}


_DAYS = {"counted": 71, "open": 4, "median": 6, "ninetieth": 15}
_ESTIMATE = {"value": 0.93, "low": 0.88, "high": 0.96}
OUTCOMES: dict[str, Any] = {
    "program": str(PROGRAM),
    "at": NOW.isoformat(),
    "smallest_cell": 5,
    "objectives": [],
    "match_rate": _rate(80, 90),
    "mentors_matched": _rate(32, 34),
    "time_to_match": _DAYS,
    "time_to_first_session": _DAYS,
    "proposals": {
        "made": 96,
        "open": 2,
        "withdrawn": 3,
        "accepted": _rate(80, 91),
        "declined": _rate(7, 91),
        "expired": _rate(4, 91),
    },
    "mentorships": {"running": 52, "paused": 1, "completed": 3, "ended": {"no-fit": 2, "no-time": 1}},
    "cadence_kept": _rate(140, 188),
    "goal_progress": None,
    "satisfaction": {"answers": 24, "mean": 4.3, "satisfied": _rate(19, 24)},
    "load": {"mentors": 34, "places": 96, "taken": 84, "used": 32, "full": 21, "heaviest": 4, "by_running": [2, 4, 28]},
    "introductions": {"asked": 9, "made": 6, "met": 5, "helped": 3},
    "exposure": [
        {
            "side": "mentee",
            "by": "site",
            "groups": [
                {"name": "Berlin", "people": 52, "proposed": 52, "matched": 46},
                {"name": "Porto", "people": 31, "proposed": 31, "matched": None},
                {"name": "other", "people": 7, "proposed": 7, "matched": None},
            ],
        }
    ],
    "retention": {
        "landmark": "2027-01-31",
        "comparison": {
            "participants": 84,
            "others": 412,
            "unlike": 3,
            "share": _ESTIMATE,
            "others_share": {"value": 0.9, "low": 0.87, "high": 0.93},
            "difference": {"value": 0.03, "low": -0.03, "high": 0.08},
        },
        "unknown": None,
        "says": "No difference that could not be chance.",
    },
    "promotion": {"landmark": "2027-01-31", "comparison": None, "unknown": "too-early", "says": "It is too early."},
}  # fmt: skip
