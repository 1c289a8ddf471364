"""What the company settled about booking."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mentoring.scheduling.domain.errors import NotWholeMinute, StartPast, TooFarAhead, TooSoon
from mentoring.scheduling.domain.hours import Availability, Span, Stated, Week
from mentoring.scheduling.domain.pair import Person
from mentoring.scheduling.domain.zones import minute_of


@dataclass(frozen=True, slots=True)
class Rules:
    """The company's settings of time."""

    hours: Week
    """Assumed where a person said nothing."""
    notice: timedelta
    """Least time between a booking and its start."""
    horizon: timedelta
    """How far ahead a time can be booked, and a check-in is."""
    step: int
    """Minutes between two offered starts."""
    working_days: int = 3
    """How far before and after its due date a check-in may take place."""

    def availability(self, person: Person, stated: Stated | None) -> Availability:
        """What the person said, or else the company's hours on the person's clock."""
        if stated is None or stated.hours is None:
            version = 0 if stated is None else stated.version
            return Availability(person.id, person.zone, self.hours, stated=False, version=version)
        zone = stated.zone or person.zone
        return Availability(person.id, zone, stated.hours, stated=True, version=stated.version)

    def window(self, now: datetime) -> Span:
        """The minutes in which a session may start and end: after the notice, within the horizon."""
        first = now + self.notice
        return (-int(-first.timestamp() // 60), minute_of(now + self.horizon))

    def check_start(self, starts: datetime, now: datetime) -> None:
        """Whether a session may start then.

        Raises:
            NotWholeMinute, StartPast, TooSoon, TooFarAhead: it may not.
        """
        if starts.second or starts.microsecond:
            raise NotWholeMinute(where="body.start", mend="Leave out the seconds.")
        if starts <= now:
            raise StartPast(where="body.start", mend="Take a later start.")
        if starts < now + self.notice:
            minutes = int(self.notice.total_seconds()) // 60
            raise TooSoon(minutes=minutes, where="body.start", mend="Take a later start.")
        if starts > now + self.horizon:
            raise TooFarAhead(days=self.horizon.days, where="body.start", mend="Take an earlier start.")

    @property
    def weekdays(self) -> frozenset[int]:
        """The ISO weekdays on which the company works."""
        return frozenset(stretch.weekday for stretch in self.hours)
