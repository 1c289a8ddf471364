"""A browser without JavaScript, signed in as somebody."""

import re
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from typing import Any

import httpx

from tests.integration.portal.stage import Stage


class Reader:
    """A browser without JavaScript."""

    def __init__(self, stage: Stage, client: httpx.Client) -> None:
        self._stage = stage
        self._client = client
        self.html = ""
        self.url: httpx.URL = httpx.URL()
        self.status = 0

    def opens(self, path: str) -> "Reader":
        return self._took(self._client.get(path))

    def sends(self, action: str, files: Any = None, **typed: Any) -> "Reader":
        """Fill in the form of the page that goes to ``action`` and send it; hidden values go along."""
        form = self.form(action)
        return self._took(self._client.post(action, data={**form, **typed}, files=files))

    def form(self, action: str) -> dict[str, str]:
        """The hidden values of a form of the page."""
        found = re.search(rf'<form method="post" action="{re.escape(action)}".*?</form>', self.html, re.DOTALL)
        assert found is not None, f"no form for {action} on {self.url}"
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', found.group())
        return {name: unescape(value) for name, value in hidden}

    @property
    def text(self) -> str:
        """What stands on the page, without its marks."""
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", self.html)).split())

    def sees(self, *texts: str) -> "Reader":
        plain = self.text
        for text in texts:
            assert text in plain, f"«{text}» is not on {self.url}: {plain[:1500]}"
        return self

    def does_not_see(self, text: str) -> "Reader":
        assert text not in self.text
        return self

    def _took(self, answer: httpx.Response) -> "Reader":
        self.html, self.url, self.status = answer.text, answer.url, answer.status_code
        return self


def reader(stage: Stage, subject: str) -> Iterator[Reader]:
    """Until the test ends."""
    with closing(stage.signed_in(subject)) as client:
        yield Reader(stage, client)
