"""Common free time: two-pointer sweeps over sorted minutes, without a date object in the loops."""

from collections.abc import Iterator, Sequence

from mentoring.scheduling.domain.hours import Availability, Span


def common(one: Sequence[Span], other: Sequence[Span]) -> list[Span]:
    """What lies in both; each input sorted and apart."""
    found: list[Span] = []
    i = j = 0
    while i < len(one) and j < len(other):
        start, end = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if start < end:
            found.append((start, end))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return found


def without(free: Sequence[Span], busy: Sequence[Span]) -> list[Span]:
    """What is free and not busy; ``free`` sorted and apart, ``busy`` sorted by start and free to overlap."""
    found: list[Span] = []
    nearest = 0
    for start, end in free:
        cursor = start
        while nearest < len(busy) and busy[nearest][1] <= start:
            nearest += 1
        k = nearest
        while k < len(busy) and busy[k][0] < end:
            if busy[k][0] > cursor:
                found.append((cursor, busy[k][0]))
            cursor = max(cursor, busy[k][1])
            k += 1
        if cursor < end:
            found.append((cursor, end))
    return found


def common_free(pair: tuple[Availability, Availability], busy: Sequence[Span], window: Span) -> list[Span]:
    """When both can meet inside the window; ``busy`` is what is booked for either, sorted by start."""
    one, other = pair
    return without(common(one.between(*window), other.between(*window)), busy)


def starts(free: Sequence[Span], minutes: int, step: int) -> Iterator[int]:
    """Every start on the step's grid (of UTC) at which ``minutes`` fit, in order."""
    for begin, end in free:
        yield from range(begin + -begin % step, end - minutes + 1, step)


def fits(free: Sequence[Span], wanted: Span) -> bool:
    """Whether the wanted time is free from its start to its end."""
    return any(start <= wanted[0] and wanted[1] <= end for start, end in free)


def nearest(candidates: Iterator[int], wanted: int, count: int) -> list[int]:
    """The ``count`` starts closest to the wanted one, in order of time."""
    return sorted(sorted(candidates, key=lambda start: (abs(start - wanted), start))[:count])
