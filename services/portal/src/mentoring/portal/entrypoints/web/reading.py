"""What an owner answered as a noun of ours: checked, named as the owner names it; what is new there is passed over."""

from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from mentoring.portal.ports import Refusing

T = TypeVar("T")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def read(kind: type[T], said: Any) -> T:
    """The noun.

    Raises:
        Refusing: what was said is of another shape; the page does without it, as if the owner were away.
    """
    try:
        found: T = _adapter(cast("Any", kind)).validate_python(said)
    except ValidationError as wrong:
        detail = f"The answer is of another shape than this page knows: {wrong.errors()[0]['loc']}."
        raise Refusing(status=503, code="owner-away", detail=detail) from None
    return found
