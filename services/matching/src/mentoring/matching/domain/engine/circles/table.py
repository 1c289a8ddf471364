"""Who sits with whom while circles are being formed, and the moves that change it.

A pair in one circle gives its points; a pair that may not be costs `BROKEN`, so much that no points make up for it.
Whoever is in no circle waits, and gives nothing.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mentoring.matching.domain.engine.compiled import compiled

Bytes = NDArray[np.uint8]
BROKEN = 10_000
WAITING = -1


class Table(NamedTuple):
    """Circle c is ``members[c, :size[c]]``; person i is ``members[circle[i], seat[i]]``, or waits.

    ``points`` (people x at least people) is the same both ways, 0 for a pair that may not be; ``near`` (people x some)
    are the best partners of each, best first, -1 behind the last.
    """

    points: Bytes
    near: NDArray[np.int64]
    circle: NDArray[np.int64]
    seat: NDArray[np.int64]
    members: NDArray[np.int64]
    size: NDArray[np.int64]


def empty(points: Bytes, near: NDArray[np.int64], circles: int, most: int) -> Table:
    """Everybody waits."""
    people = len(points)
    return Table(
        points,
        near,
        np.full(people, WAITING, np.int64),
        np.zeros(people, np.int64),
        np.full((circles, most), WAITING, np.int64),
        np.zeros(circles, np.int64),
    )


@compiled
def fit(t: Table, person: int, circle: int, without: int) -> int:
    """What a person gives with the members of a circle, one of them left out."""
    total = 0
    for seat in range(t.size[circle]):
        member = t.members[circle, seat]
        if member not in (person, without):
            points = t.points[person, member]
            total += int(points) if points > 0 else -BROKEN
    return total


@compiled
def put(t: Table, person: int, circle: int) -> None:
    """A waiting person joins."""
    t.members[circle, t.size[circle]] = person
    t.circle[person], t.seat[person] = circle, t.size[circle]
    t.size[circle] += 1


@compiled
def take(t: Table, person: int) -> None:
    """A person leaves, and waits; the last one gets the seat."""
    circle, seat = t.circle[person], t.seat[person]
    t.size[circle] -= 1
    last = t.members[circle, t.size[circle]]
    t.members[circle, seat], t.seat[last] = last, seat
    t.circle[person] = WAITING


@compiled
def exchange(t: Table, one: int, other: int) -> None:
    """Two people change seats; one of them may wait."""
    here, there = t.circle[one], t.circle[other]
    seat, other_seat = t.seat[one], t.seat[other]
    if here >= 0:
        t.members[here, seat] = other
    if there >= 0:
        t.members[there, other_seat] = one
    t.circle[one], t.circle[other] = there, here
    t.seat[one], t.seat[other] = other_seat, seat


@compiled
def swap_all(t: Table, order: NDArray[np.int64]) -> int:
    """Everybody once, in this order, takes the best seat beside one of the near; how many did."""
    done = 0
    for person in order:
        here = t.circle[person]
        own = fit(t, person, here, person) if here >= 0 else 0
        best, partner = 0, -1
        for near in t.near[person]:
            if near < 0:
                break
            there = t.circle[near]
            if there < 0 or there == here:
                continue
            for seat in range(t.size[there]):
                member = t.members[there, seat]
                if member == near:
                    continue
                gain = fit(t, person, there, member) - own - fit(t, member, there, member)
                if here >= 0:
                    gain += fit(t, member, here, person)
                if gain > best:
                    best, partner = gain, member
        if partner >= 0:
            exchange(t, person, partner)
            done += 1
    return done


@compiled
def seat_waiting(t: Table, order: NDArray[np.int64]) -> int:
    """Whoever waits joins the circle with room that fits best, if need be in the place of one who fits elsewhere."""
    done = 0
    for person in order:
        if t.circle[person] != WAITING:
            continue
        best, into = 0, -1
        for circle in range(len(t.size)):
            if 0 < t.size[circle] < t.members.shape[1]:
                gain = fit(t, person, circle, person)
                if gain > best:
                    best, into = gain, circle
        if into >= 0:
            put(t, person, into)
            done += 1
        elif _push(t, person):
            done += 1
    return done


@compiled
def _push(t: Table, person: int) -> bool:
    """Take the place of a member of a full circle who fits into one with room."""
    for circle in range(len(t.size)):
        for seat in range(t.size[circle]):
            member = t.members[circle, seat]
            if fit(t, person, circle, member) <= 0:
                continue
            for other in range(len(t.size)):
                if other != circle and 0 < t.size[other] < t.members.shape[1] and fit(t, member, other, member) > 0:
                    exchange(t, person, member)
                    put(t, member, other)
                    return True
    return False


@compiled
def part(t: Table) -> int:
    """Whoever breaks a rule with others of the circle waits, until nobody does: who breaks most first."""
    left = 0
    for circle in range(len(t.size)):
        while True:
            worst, who = 0, -1
            for seat in range(t.size[circle]):
                gives = fit(t, t.members[circle, seat], circle, t.members[circle, seat])
                if gives < min(worst, -BROKEN // 2):
                    worst, who = gives, t.members[circle, seat]
            if who < 0:
                break
            take(t, who)
            left += 1
    return left


@compiled
def gather(t: Table, least: int, order: NDArray[np.int64]) -> None:
    """Circles that are too small get members from larger ones, or are dissolved; then the waiting form new ones."""
    for circle in range(len(t.size)):
        while 0 < t.size[circle] < least:
            who = _joins(t, circle, least, order)
            if who < 0:
                while t.size[circle] > 0:
                    take(t, t.members[circle, 0])
            else:
                if t.circle[who] >= 0:
                    take(t, who)
                put(t, who, circle)
    for circle in range(len(t.size)):
        if t.size[circle] == 0:
            _found(t, circle, least, order)


@compiled
def _joins(t: Table, circle: int, least: int, order: NDArray[np.int64]) -> int:
    """Who of the waiting, and of circles that can spare somebody, fits best; -1 for nobody."""
    best, who = 0, -1
    for person in order:
        there = t.circle[person]
        if there == circle or (there >= 0 and t.size[there] <= least):
            continue
        gives = fit(t, person, circle, person)
        if gives > best:
            best, who = gives, person
    return who


@compiled
def _found(t: Table, circle: int, least: int, order: NDArray[np.int64]) -> None:
    for founder in order:
        if t.circle[founder] != WAITING:
            continue
        put(t, founder, circle)
        while t.size[circle] < least:
            best, who = 0, -1
            for person in order:
                if t.circle[person] == WAITING:
                    gives = fit(t, person, circle, person)
                    if gives > best:
                        best, who = gives, person
            if who < 0:
                break
            put(t, who, circle)
        if t.size[circle] >= least:
            return
        while t.size[circle] > 0:
            take(t, t.members[circle, 0])
