"""The mark for texts that stand in code and are translated when they are shown."""


def N_(text: str) -> str:  # noqa: N802 - the customary mark for texts that are translated later
    """Mark a text for the catalogues."""
    return text
