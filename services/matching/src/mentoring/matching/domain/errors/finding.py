"""How the engine says no."""

from mentoring.kernel import Busy, Forbidden, Missing


class NoPlaceToLookFrom(Forbidden):
    """Only whoever has a place as {place} in this program finds people here, and whoever runs it."""

    code = "no-place-to-look-from"


class NotInProgram(Missing):
    """{person} has no place as {place} in this program."""

    code = "not-in-program"


class NotOneOfThem(Forbidden):
    """Only one of the two, the managers of the program and people of HR may ask why."""

    code = "not-one-of-them"


class EngineBusy(Busy):
    """The engine has as much to do as it can answer in time: ask again in {seconds} s."""

    code = "engine-busy"


class EngineWarming(Busy):
    """The engine is getting ready: ask again in {seconds} s."""

    code = "engine-warming"
