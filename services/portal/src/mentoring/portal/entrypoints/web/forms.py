"""What a form sent."""

from collections.abc import Mapping
from typing import Final

from starlette.datastructures import FormData, UploadFile

TOKEN: Final = "token"  # noqa: S105 - the field's name
KEY: Final = "key"


class Form:
    """The values of a form as they were typed; texts are trimmed."""

    def __init__(self, data: FormData | None = None) -> None:
        self._data = data if data is not None else FormData()

    def text(self, name: str, default: str = "") -> str:
        """One value."""
        value = self._data.get(name)
        return value.strip() if isinstance(value, str) else default

    def texts(self, name: str) -> list[str]:
        """All values of a repeated field, in order, the empty ones too."""
        return [value.strip() for value in self._data.getlist(name) if isinstance(value, str)]

    def number(self, name: str) -> int | str | None:
        """A whole number; what is none is left as typed, so that the owner says what is wrong with it."""
        text = self.text(name)
        if not text:
            return None
        return int(text) if text.lstrip("-").isdigit() else text

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self._data.get(name) is not None

    def lines(self, name: str, *, separators: str = "\n") -> list[str]:
        """The parts of a longer text, without the empty ones."""
        text = self.text(name).replace("\r", "\n")
        for separator in separators:
            text = text.replace(separator, "\n")
        return [line.strip() for line in text.split("\n") if line.strip()]

    def file(self, name: str) -> UploadFile | None:
        """A file that was chosen."""
        value = self._data.get(name)
        return value if isinstance(value, UploadFile) and value.filename else None

    @property
    def typed(self) -> Mapping[str, str]:
        """For showing the form again."""
        return {name: value for name, value in self._data.items() if isinstance(value, str)}
