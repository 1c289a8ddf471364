"""Why somebody has nobody, in numbers: whom each rule excludes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the other side each rule excludes. The first axis of each array is the person's slot.

    ``excluded`` and ``alone`` (people x ``rules``); ``admissible`` break no rule; ``best`` points among these.
    """

    rules: tuple[str, ...]
    admissible: NDArray[np.int32]
    best: NDArray[np.int32]
    excluded: NDArray[np.int32]
    alone: NDArray[np.int32]
