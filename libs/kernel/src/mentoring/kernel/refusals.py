"""How the suite says no: a sentence, a stable code, a kind that decides what the door answers."""

from typing import ClassVar, Literal

Kind = Literal["refused", "missing", "forbidden", "busy", "broken"]


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error of the program
    """The base of all refusals; a subclass's docstring, filled with its facts, is the message.

    A subclass sets ``code`` (kebab-case, never changed once released) and inherits ``kind`` from one of the five below.
    """

    kind: ClassVar[Kind] = "broken"
    code: ClassVar[str] = "broken"

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        sentence = (type(self).__doc__ or type(self).__name__).strip().split("\n\n", maxsplit=1)[0]
        super().__init__(" ".join(sentence.format(**facts).split()))


class Refused(Refusal):
    """The act is against a rule as things stand."""

    kind = "refused"
    code = "refused"


class Invalid(Refused):
    """What was given can never be right, however things stand."""

    code = "invalid"


class Stale(Refused):
    """This was changed meanwhile: it is at version {version} now."""

    code = "stale"


class Missing(Refusal):
    """What the act names does not exist."""

    kind = "missing"
    code = "missing"


class Forbidden(Refusal):
    """The caller may not do this to that."""

    kind = "forbidden"
    code = "forbidden"


class Busy(Refusal):
    """More is asked at once than can be answered in time: ask again in {seconds} s.

    The fact ``seconds`` is always given: whole seconds after which it makes sense to come back.
    """

    kind = "busy"
    code = "busy"


class Broken(Refusal):
    """Something that must always hold does not: a defect, never the caller's fault."""

    kind = "broken"
    code = "broken"
