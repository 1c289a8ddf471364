"""A refusal is a sentence with a code; its kind decides what a door answers."""

import pytest

from mentoring.kernel import Broken, Forbidden, Invalid, Missing, Refusal, Refused, Stale


class ProposalClosed(Refused):
    """This proposal was already {state}.

    What stands below the first paragraph is for programmers.
    """

    code = "proposal-closed"


def test_the_docstring_filled_with_the_facts_is_the_message() -> None:
    refusal = ProposalClosed(state="agreed")
    assert str(refusal) == "This proposal was already agreed."
    assert refusal.facts == {"state": "agreed"}
    assert (refusal.kind, refusal.code) == ("refused", "proposal-closed")


def test_a_docstring_over_two_lines_is_one_sentence() -> None:
    class LongWinded(Refused):
        __doc__ = "This goes on\n        and on.\n"

    assert str(LongWinded()) == "This goes on and on."


def test_a_fact_that_the_sentence_needs_cannot_be_forgotten() -> None:
    with pytest.raises(KeyError, match="state"):
        ProposalClosed()


@pytest.mark.parametrize(
    ("refusal", "kind"),
    [(Refused, "refused"), (Invalid, "refused"), (Missing, "missing"), (Forbidden, "forbidden"), (Broken, "broken")],
)
def test_every_refusal_has_one_of_four_kinds(refusal: type[Refusal], kind: str) -> None:
    assert refusal().kind == kind


def test_stale_says_where_things_stand() -> None:
    assert str(Stale(version=7)) == "This was changed meanwhile: it is at version 7 now."
