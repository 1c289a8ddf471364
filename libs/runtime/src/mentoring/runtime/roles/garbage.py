"""How often a role looks for garbage."""

import gc
from typing import Final

_MADE: Final = 50_000
"""Objects between two looks at the youngest: a batch of facts is made, written and gone within one."""


def collect_seldom() -> None:
    """Leave out what was made at the start, and look at the rest seldom; once per process, when all is loaded.

    Reference counts free nearly all that a service makes. By default the collector walks over what is kept until a
    transaction ends again and again: measured, a third of the processor time of an import.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_MADE, 20, 100)
