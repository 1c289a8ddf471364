"""Services as processes of their own, an issuer for them, and what tests send them."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey

HERE = Path(__file__).parent
KEY = ECKey.generate_key("P-256", {"kid": "k1", "use": "sig"}, private=True)

LEDGER = (sys.executable, str(HERE / "ledger" / "program.py"))
TRACE = "0af7651916cd43dd8448eb211c80319c"


class Program:
    """Runs a service's verbs in an environment."""

    def __init__(self, environment: dict[str, str], command: Sequence[str] = LEDGER) -> None:
        self.environment = environment
        self.command = list(command)

    def __call__(self, *arguments: str, **changed: str | None) -> "subprocess.CompletedProcess[str]":
        given = {name: value for name, value in {**self.environment, **changed}.items() if value is not None}
        return subprocess.run(
            [*self.command, *arguments], env=given, capture_output=True, text=True, timeout=120, check=False
        )

    def json(self, *arguments: str) -> Any:
        done = self(*arguments, "--json")
        assert done.returncode in {0, 1}, done.stderr
        return json.loads(done.stdout)

    @contextmanager
    def running(self, role: str, *, stopped_by: signal.Signals = signal.SIGTERM) -> Iterator["Process"]:
        process = subprocess.Popen([*self.command, role], env=self.environment, stderr=subprocess.PIPE, text=True)
        try:
            yield Process(process)
        finally:
            process.send_signal(stopped_by)
            try:
                process.wait(30)
            finally:
                process.kill()
                process.wait()
                assert process.stderr is not None
                process.stderr.close()


class Process:
    """A role that runs."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        assert process.stderr is not None
        self.lines: list[dict[str, Any]] = []
        for line in process.stderr:
            self.lines.append(json.loads(line))
            if self.lines[-1]["event"] == "listening":
                break
        os.set_blocking(process.stderr.fileno(), False)
        assert self.lines, "it ended at once"
        self.url = f"http://127.0.0.1:{self.lines[-1]['port']}"

    def get(self, path: str, **options: Any) -> httpx.Response:
        return httpx.get(f"{self.url}{path}", timeout=10, **options)

    def until(self, condition: Callable[[], Any], seconds: float = 60) -> Any:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := condition():
                return found
            time.sleep(0.1)
        raise AssertionError("it did not come")


def token(issuer: str, **changed: Any) -> dict[str, str]:
    claims = {"iss": issuer, "aud": "mentoring", "sub": "me", "exp": int(time.time()) + 300, **changed}
    return {"Authorization": "Bearer " + jwt.encode({"alg": "ES256", "kid": "k1"}, claims, KEY)}


def send(url: str, issuer: str, *, rows: list[int], key: str | None = None) -> None:
    for number in rows:
        answer = httpx.post(
            f"{url}/entries",
            json={"key": key or str(uuid4()), "rows": number},
            headers=token(issuer)
            | {
                "Idempotency-Key": str(uuid4()),
                "X-Correlation-ID": "chain-1",
                "traceparent": f"00-{TRACE}-b7ad6b7169203331-01",
            },
        )
        assert answer.status_code == 200, answer.text


def count_of(program: Program) -> int:
    done = program("count")
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


async def in_thread(work: Callable[..., Any], *arguments: Any) -> Any:
    return await asyncio.to_thread(work, *arguments)
