"""A PostgreSQL server of the tests' own: made in a temporary folder, on this computer only."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier, Literal

PASSWORD = "a password of the tests"  # noqa: S105
_PATIENCE = 30.0


def program(name: str) -> str:
    """Where a program of the server lies; Debian keeps those out of PATH."""
    folders = [Path(found).parent] if (found := shutil.which("initdb")) else []
    if config := shutil.which("pg_config"):
        told = subprocess.run([config, "--bindir"], capture_output=True, text=True).stdout
        folders.append(Path(told.strip()))
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(debian, key=lambda it: -float(it.parent.name))
    for folder in folders:
        if (folder / "initdb").exists() and (folder / name).exists():
            return str(folder / name)
    raise RuntimeError(
        "These tests need a PostgreSQL server to start, and there is none here. Install it: "
        "`sh .ci/system` on Debian and Ubuntu (the package postgresql), `brew install "
        "postgresql` on macOS."
    )


def _unprivileged() -> dict[str, Any]:
    """As whom the server runs: it refuses to be root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            found = pwd.getpwnam(name)
            return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise RuntimeError("There is no user to run PostgreSQL as; make one called postgres.")


class Server:
    """A server that is started and ended here, with its data in `folder`."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.settings = settings
        self._as = _unprivileged()
        self._process: subprocess.Popen[bytes] | None = None
        if self._as:
            os.chown(folder, self._as["user"], self._as["group"])
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        made = subprocess.run(
            [program("initdb"), "-D", str(self.data), "-U", "postgres", "--no-sync", "-E", "UTF8",
             "--no-locale", "--auth-local=trust", "--auth-host=scram-sha-256"],
            capture_output=True, text=True, cwd=folder, **self._as,
        )  # fmt: skip
        if made.returncode:
            raise RuntimeError(made.stderr)

    def start(self) -> None:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": str(self.folder),
            "fsync": "off",
            "shared_buffers": "32MB",
            "timezone": "UTC",
            **self.settings,
        }
        given = [each for key, value in settings.items() for each in ("-c", f"{key}={value}")]
        log = self.folder / "log"
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [program("postgres"), "-D", str(self.data), *given],
                stdout=output, stderr=output, cwd=self.folder, **self._as,
            )  # fmt: skip
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                self.superuser().close()
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(log.read_text("utf-8")) from None
                time.sleep(0.02)
            else:
                return

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it by its own id: SIGINT asks it to, SIGQUIT is like a crash."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(_PATIENCE)
            self._process = None

    def signal(self, how: signal.Signals, pid: int = 0) -> None:
        """Send a signal to the server, or to one of its own processes."""
        if self._process is not None:
            os.kill(pid or self._process.pid, how)

    def superuser(self, database: str = "postgres") -> "psycopg.Connection[Any]":
        return psycopg.connect(
            host=str(self.folder), port=self.port, user="postgres", dbname=database, autocommit=True
        )

    def url(self, role: str, database: str) -> str:
        return f"postgresql://{role}@127.0.0.1:{self.port}/{database}"


@contextmanager
def running(within: Path | None = None, **settings: str) -> Iterator[Server]:
    """A server, for as long as it is needed; its data lie in a folder of the system's, or there."""
    folder = Path(tempfile.mkdtemp(prefix="annotator-postgres-", dir=within))
    try:
        folder.chmod(0o755)
        server = Server(folder, **settings)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


@dataclass(frozen=True)
class Database:
    """An empty database whose owner may make roles, as a person who leads a project has it."""

    server: Server
    name: str
    lead: str

    @property
    def url(self) -> str:
        """The address that the lead uses."""
        return self.server.url(self.lead, self.name)

    def superuser(self) -> "psycopg.Connection[Any]":
        return self.server.superuser(self.name)

    def asked(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What the database holds, whoever may see it."""
        with closing(self.superuser()) as connection:
            cursor = connection.execute(sql, values or None)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []


def new_database(server: Server) -> Database:
    name = f"team_{secrets.token_hex(4)}"
    lead = f"lead_{secrets.token_hex(4)}"
    with closing(server.superuser()) as connection:
        role = SQL("CREATE ROLE {} LOGIN CREATEROLE PASSWORD {}")
        connection.execute(role.format(Identifier(lead), Literal(PASSWORD)))
        owned = SQL("CREATE DATABASE {} OWNER {}")
        connection.execute(owned.format(Identifier(name), Identifier(lead)))
    return Database(server, name, lead)
