"""How profile says no."""

from mentoring.kernel import Forbidden, Invalid, Missing, Refused


class PersonMissing(Missing):
    """There is no person {person}."""

    code = "person-missing"


class ImportMissing(Missing):
    """There is no import {import_id}."""

    code = "import-missing"


class ImportRunning(Refused):
    """Another import is being read or applied: wait until it has finished, then send this again."""

    code = "import-running"


class FileRefused(Invalid):
    """The file was not read, and nobody was changed: {what}."""

    code = "file-refused"


class NotYours(Forbidden):
    """A participant profile is for its owner and for HR."""

    code = "not-yours"


class HasLeft(Refused):
    """This person has left the company, so the profile cannot be changed."""

    code = "has-left"


class ProfileInvalid(Invalid):
    """The profile cannot be kept: {what}."""

    code = "profile-invalid"
