"""What a failure means, and how long to wait."""

from uuid import uuid4

import asyncpg
import pytest

from mentoring.contracts import Unreadable
from mentoring.kernel import Broken, Refused
from mentoring.messaging.inbox.faults import Patience, Verdict, judge, reason_of


class TooMany(Refused):
    """{count} is too many."""

    code = "too-many"


@pytest.mark.parametrize(
    ("fault", "verdict", "code"),
    [
        (Unreadable("schema", "where: what"), "stays", "schema"),
        (TooMany(count=3), "stays", "too-many"),
        (Broken(), "stays", "broken"),
        (asyncpg.CharacterNotInRepertoireError("0x00"), "stays", "invalid-data"),
        (asyncpg.UniqueViolationError("twice"), "unknown", "handler-failed"),
        (KeyError("a"), "unknown", "handler-failed"),
        (asyncpg.DeadlockDetectedError("both wait"), "passes", "handler-failed"),
        (asyncpg.SerializationError("again"), "passes", "handler-failed"),
        (ConnectionRefusedError(), "passes", "handler-failed"),
        (TimeoutError(), "passes", "handler-failed"),
    ],
)
def test_a_fault_is_judged_by_whether_the_same_bytes_would_fail_again(
    fault: Exception, verdict: Verdict, code: str
) -> None:
    assert (verdict, code) == (judge(fault), reason_of(fault).code)


def test_a_reason_holds_no_zero_byte_and_no_endless_text() -> None:
    reason = reason_of(ValueError("\0" + "x" * 10_000))

    assert "\0" not in reason.detail
    assert len(reason.detail) <= 2000


def test_a_code_of_another_form_is_not_told_to_the_world() -> None:
    class Loud(Refused):
        """Loud."""

        code = f"Person {uuid4()}"

    assert "refused" == reason_of(Loud()).code


def test_patience_doubles_up_to_its_longest() -> None:
    patience = Patience()

    assert [0.1, 0.2, 0.4, 0.8] == [patience.before(attempt) for attempt in range(1, 5)]
    assert 5.0 == patience.before(7) == patience.before(10_000)
