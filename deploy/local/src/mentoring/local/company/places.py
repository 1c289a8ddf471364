"""Where people work and what they do: sites in several time zones, departments, skills."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """An office: its share of the people, its zone, the language spoken beside English, the names one meets there."""

    name: str
    share: int
    zone: str
    locale: str
    cultures: tuple[str, ...]


SITES = (
    Site("Berlin", 22, "Europe/Berlin", "de", ("german", "turkish", "polish", "ukrainian", "arabic", "danish")),
    Site("Madrid", 9, "Europe/Madrid", "es", ("spanish", "portuguese", "arabic", "american")),
    Site("Dublin", 10, "Europe/Dublin", "en", ("english", "polish", "portuguese", "nigerian", "icelandic")),
    Site("New York", 15, "America/New_York", "en", ("american", "english", "indian", "chinese", "nigerian")),
    Site("São Paulo", 8, "America/Sao_Paulo", "pt-BR", ("portuguese", "japanese", "german")),
    Site("Lagos", 6, "Africa/Lagos", "en", ("nigerian",)),
    Site("Nairobi", 5, "Africa/Nairobi", "sw", ("kenyan", "indian")),
    Site("Bengaluru", 14, "Asia/Kolkata", "hi", ("indian",)),
    Site("Singapore", 6, "Asia/Singapore", "zh", ("chinese", "indian", "vietnamese", "english")),
    Site("Tokyo", 5, "Asia/Tokyo", "ja", ("japanese", "chinese", "vietnamese", "french")),
)


@dataclass(frozen=True)
class Department:
    """A part of the company: its share of the people, the titles of its ranks, the skills it lives by."""

    name: str
    share: int
    titles: tuple[str, str, str, str]
    """Head, director, manager, and everybody else."""
    skills: tuple[str, ...]


DEPARTMENTS = (
    Department(
        "Engineering",
        30,
        ("Chief Technology Officer", "Director of Engineering", "Engineering Manager", "Software Engineer"),
        ("Python", "Distributed systems", "Code review", "Cloud architecture", "Testing", "Incident response"),
    ),
    Department(
        "Sales",
        17,
        ("Chief Revenue Officer", "Sales Director", "Sales Manager", "Account Executive"),
        ("Negotiation", "Key accounts", "Forecasting", "Storytelling", "Prospecting"),
    ),
    Department(
        "Customer Success",
        14,
        ("VP Customer Success", "Director of Support", "Support Lead", "Customer Advocate"),
        ("De-escalation", "Onboarding customers", "Product knowledge", "Service design"),
    ),
    Department(
        "Product",
        9,
        ("Chief Product Officer", "Group Product Manager", "Senior Product Manager", "Product Manager"),
        ("Discovery interviews", "Road maps", "Prioritisation", "Experiment design", "Product analytics"),
    ),
    Department(
        "Operations",
        10,
        ("Chief Operating Officer", "Operations Director", "Operations Manager", "Operations Specialist"),
        ("Process improvement", "Supply chains", "Vendor management", "Project planning"),
    ),
    Department(
        "Finance",
        7,
        ("Chief Financial Officer", "Finance Director", "Controller", "Financial Analyst"),
        ("Budgeting", "Financial modelling", "Reporting", "Audit"),
    ),
    Department(
        "People",
        5,
        ("Chief People Officer", "Director of People", "People Partner", "People Specialist"),
        ("Coaching", "Hiring", "Facilitation", "Labour law"),
    ),
    Department(
        "Marketing",
        8,
        ("Chief Marketing Officer", "Marketing Director", "Brand Manager", "Content Strategist"),
        ("Copywriting", "Brand strategy", "Market research", "Data visualisation"),
    ),
)

SKILLS_OF_ALL = ("Public speaking", "Leadership", "Giving feedback", "Time management", "Stakeholder management")
GOALS = ("Leading a team", "Working abroad", "Finding my direction", "Being heard", "A wider network")
TRANSITIONS = ("job-switch", "promotion", "industry-change", "role-change", "into-leadership", "founding")
STYLES = ("structured", "free", "direct", "supportive", "hands-on", "reflective")
INTERESTS = (
    "Accessibility",
    "Open source",
    "Parenting and work",
    "Running",
    "Chess",
    "Climate",
    "Photography",
    "Languages",
    "Cooking",
    "Science fiction",
    "Volunteering",
    "Board games",
)
