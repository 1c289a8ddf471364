"""The registry of topics: who owns each, what it is keyed by, who may read it, how long it is kept.

`mentoring-<service> topics apply` makes the broker agree with this page; `topics check` says where it does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Literal

Service = Literal["profile", "matching", "scheduling", "notification", "portal"]
Kind = Literal["event", "state"]
Audience = Literal["public", "internal"]

SERVICES: tuple[Service, ...] = ("profile", "matching", "scheduling", "notification", "portal")
PARTITIONS = 12
EVENTS_KEPT = timedelta(days=30)
TOMBSTONES_KEPT = timedelta(days=30)
OFFSETS_KEPT = timedelta(days=45)
"""Committed offsets outlive both, so that a reader that was away for long goes on where it stopped."""


def _milliseconds(span: timedelta) -> str:
    return str(int(span.total_seconds() * 1000))


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic. ``name`` is logical: a deployment may prefix it."""

    name: str
    key: str
    """What the key is the id of."""
    audience: Audience
    tells: str
    also_told_by: tuple[Service, ...] = ()
    """Who else writes it: a nudge is asked of notification by whoever knows that one is due."""
    personal: bool = False
    """Whether it may carry personal data; two topics do."""
    partitions: int = PARTITIONS
    replication: int = 3
    """In production; a local broker has one."""
    min_insync: int = 2
    largest_message: int = 256 * 1024
    """Bytes of key, value and headers."""

    @property
    def owner(self) -> str:
        """The service that it is about; it alone writes it, but for those of ``also_told_by``."""
        return self.name.split(".", maxsplit=1)[0]

    @property
    def kind(self) -> Kind:
        """State topics are compacted, event topics are kept for a time."""
        return "state" if self.name.endswith(".state") else "event"

    @property
    def aggregate(self) -> str:
        """What the version counts: an event topic and its state topic tell of the same aggregates."""
        return self.name.removesuffix(".state")

    def config(self) -> dict[str, str]:
        """The broker's settings, without replication (see ``replication`` and ``min_insync``)."""
        common = {"max.message.bytes": str(self.largest_message + 64 * 1024)}
        if self.kind == "event":
            return common | {"cleanup.policy": "delete", "retention.ms": _milliseconds(EVENTS_KEPT)}
        return common | {
            "cleanup.policy": "compact",
            "max.compaction.lag.ms": _milliseconds(timedelta(hours=24)),
            "segment.ms": _milliseconds(timedelta(hours=12)),
            "delete.retention.ms": _milliseconds(TOMBSTONES_KEPT),
        }


def _topics() -> dict[str, Topic]:
    listed = [
        Topic("profile.people.state", "person", "public", "Who works here.", personal=True),
        Topic("profile.people", "person", "public", "Joined, moved, went on leave, returned, left, rehired."),
        Topic(
            "profile.participants.state", "person", "public", "Participant profiles as far as visible.", personal=True
        ),
        Topic("profile.imports", "import", "public", "Imports of people: started, finished, refused."),
        Topic("matching.programs.state", "program", "public", "The last full snapshot of each program."),
        Topic("matching.programs", "program", "public", "Programs drafted, opened, revised, closed."),
        Topic("matching.enrollments.state", "enrollment", "public", "Each person's place in each program."),
        Topic("matching.enrollments", "enrollment", "public", "Enrolled, withdrew, placed."),
        Topic("matching.runs.state", "run", "public", "Each match run with its figures."),
        Topic("matching.runs", "run", "public", "Match runs started, drafted, published, failed, cancelled."),
        Topic("matching.proposals.state", "proposal", "public", "Each proposal as it stands."),
        Topic(
            "matching.proposals",
            "proposal",
            "public",
            "Proposals made, answered, agreed, declined, expired, withdrawn; no next best left.",
        ),
        Topic("matching.mentors.state", "person", "public", "Room and expected answer time of each mentor."),
        Topic("matching.mentors", "person", "public", "Mentors frozen for their silence, and thawed."),
        Topic("matching.mentorships.state", "mentorship", "public", "Each mentorship as it stands."),
        Topic(
            "matching.mentorships",
            "mentorship",
            "public",
            "Mentorships started, paused, resumed, extended, flagged, completed, ended; health; rematches offered.",
        ),
        Topic("matching.introductions.state", "introduction", "public", "Each introduction as it stands."),
        Topic("matching.introductions", "introduction", "public", "Introductions asked, agreed, made, told of."),
        Topic("scheduling.availability.state", "person", "internal", "Weekly hours in the person's zone."),
        Topic("scheduling.sessions.state", "session", "public", "Each session as it stands."),
        Topic("scheduling.sessions", "session", "public", "Sessions booked, moved, cancelled."),
        Topic("scheduling.check-ins.state", "mentorship", "public", "The check-ins of each mentorship."),
        Topic("scheduling.check-ins", "mentorship", "public", "Check-ins planned from the program's cadence."),
        Topic(
            "notification.requests",
            "person",
            "internal",
            "Nudges that other services ask for; notification decides.",
            also_told_by=("matching",),
        ),
        Topic("notification.inbox.state", "item", "internal", "Each item of the in-app inbox."),
        Topic("notification.inbox", "item", "internal", "Inbox items added and read."),
        Topic("notification.deliveries", "delivery", "public", "Deliveries accepted or failed, without content."),
        *(
            Topic(f"{service}.dead-letters", "consumer", "internal", "What could not be used, and what became of it.")
            for service in SERVICES
        ),
    ]
    return {topic.name: topic for topic in listed}


_known_topics = _topics()
TOPICS: Mapping[str, Topic] = MappingProxyType(_known_topics)


@dataclass(frozen=True, slots=True)
class Consumer:
    """A permanent reader of one topic; its name is its Kafka group and its mark in the inbox."""

    name: str
    topic: str
    kind: Literal["projection", "reaction"]
    """A projection reads from the earliest offset; a reaction forgets facts older than its stated age."""

    @property
    def service(self) -> str:
        """The service that it belongs to."""
        return self.name.split(".", maxsplit=1)[0]


def _consumers() -> dict[str, Consumer]:
    listed = [
        Consumer("matching.people", "profile.people.state", "projection"),
        Consumer("matching.participants", "profile.participants.state", "projection"),
        Consumer("matching.availability", "scheduling.availability.state", "projection"),
        Consumer("matching.sessions", "scheduling.sessions.state", "projection"),
        Consumer("matching.check-ins", "scheduling.check-ins.state", "projection"),
        Consumer("matching.people-events", "profile.people", "reaction"),
        Consumer("matching.careers", "profile.people", "projection"),
        Consumer("scheduling.people", "profile.people.state", "projection"),
        Consumer("scheduling.programs", "matching.programs.state", "projection"),
        Consumer("scheduling.mentorships", "matching.mentorships", "reaction"),
        Consumer("scheduling.people-events", "profile.people", "reaction"),
        Consumer("notification.people", "profile.people.state", "projection"),
        Consumer("notification.programs", "matching.programs.state", "projection"),
        Consumer("notification.proposals", "matching.proposals.state", "projection"),
        Consumer("notification.mentorships", "matching.mentorships.state", "projection"),
        Consumer("notification.introductions", "matching.introductions.state", "projection"),
        Consumer("notification.introduction-events", "matching.introductions", "reaction"),
        Consumer("notification.sessions", "scheduling.sessions.state", "projection"),
        Consumer("notification.requests", "notification.requests", "reaction"),
        Consumer("notification.proposal-events", "matching.proposals", "reaction"),
        Consumer("notification.mentorship-events", "matching.mentorships", "reaction"),
        Consumer("notification.session-events", "scheduling.sessions", "reaction"),
        Consumer("portal.people", "profile.people.state", "projection"),
        Consumer("portal.participants", "profile.participants.state", "projection"),
        Consumer("portal.imports", "profile.imports", "projection"),
        Consumer("portal.programs", "matching.programs.state", "projection"),
        Consumer("portal.enrollments", "matching.enrollments.state", "projection"),
        Consumer("portal.runs", "matching.runs.state", "projection"),
        Consumer("portal.proposals", "matching.proposals.state", "projection"),
        Consumer("portal.mentors", "matching.mentors.state", "projection"),
        Consumer("portal.mentorships", "matching.mentorships.state", "projection"),
        Consumer("portal.introductions", "matching.introductions.state", "projection"),
        Consumer("portal.availability", "scheduling.availability.state", "projection"),
        Consumer("portal.sessions", "scheduling.sessions.state", "projection"),
        Consumer("portal.check-ins", "scheduling.check-ins.state", "projection"),
        Consumer("portal.inbox", "notification.inbox.state", "projection"),
    ]
    return {consumer.name: consumer for consumer in listed}


_known_consumers = _consumers()
CONSUMERS: Mapping[str, Consumer] = MappingProxyType(_known_consumers)
