"""A connection to a hub, what it is asked, and its failures said in a sentence."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from socket import AF_INET, SHUT_RDWR, SOCK_STREAM, fromfd
from threading import Timer
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from annotator.core.errors import Advised, AnnotatorError
from annotator.sync.hub.address import Address, known_password, psycopg
from annotator.sync.hub.tables import VERSION

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.abc import QueryNoTemplate

PATIENCE_SECONDS = 60.0
"""How long an answer of the hub is waited for."""

_CONNECT_SECONDS = "15"
_NOTHING_LOST = "Nothing is lost; sync again later, and it goes on where it stopped."


class HubAway(AnnotatorError):
    """The hub cannot be used now: it is away, slow or full. What is here is safe, and waits."""


class PasswordNeeded(AnnotatorError):
    """The hub wants a password and got none, or a wrong one."""


class OutdatedHub(Advised):
    """The hub is of an older program, and this one does not know how to work with it."""

    def __init__(self, address: Address) -> None:
        super().__init__(
            f"The hub in {address.shown} was made by an older Annotator.",
            typed="Whoever leads the project brings it up to date with `annotator hub upgrade "
            "URL`; all that is there stays, and from then on everybody needs this version.",
            in_window="Whoever leads the project brings it up to date on the Team page; all that "
            "is there stays, and from then on everybody needs this version.",
        )


class SeveralProjects(Advised):
    """The hub has several projects, or none, and it was not said which; `projects` by id."""

    def __init__(self, address: Address, projects: Sequence[tuple[str, str]]) -> None:
        names = ", ".join(f"“{name}”" for _, name in projects) or "none"
        super().__init__(
            f"The hub in {address.shown} has these projects for you: {names}.",
            typed="Say which with --name.",
            in_window="Choose one." if projects else "Ask whoever leads yours to invite you.",
        )
        self.projects = tuple(projects)


class Hub:
    """An open connection to a hub, for one thread."""

    def __init__(self, address: Address, connection: "Connection[Any]", patience: float) -> None:
        self.address = address
        self.patience = patience
        self._connection = connection
        self._given_up = False

    @classmethod
    def connect(
        cls,
        address: Address,
        password: str | None = None,
        *,
        patience: float = PATIENCE_SECONDS,
        unready: bool = False,
    ) -> "Hub":
        """Connect, with this password or the one that the keyring, libpq or the server knows.

        `patience` is how many seconds an answer is waited for. Raises HubAway, PasswordNeeded, or
        AnnotatorError where there is a newer hub or, unless it may be `unready`, an older or none.
        """
        library = psycopg()
        parameters = {
            "connect_timeout": _CONNECT_SECONDS,
            "application_name": "annotator",
            # Nothing in another schema is ever taken for what is meant.
            "options": "-c search_path=pg_catalog -c idle_in_transaction_session_timeout=60000",
            "keepalives_idle": "30",
            **address.parameters,
        }
        known = password or known_password(address)
        if known:
            parameters["password"] = known
        try:
            connection = library.connect(**parameters, autocommit=True)
        except library.Error as error:
            raise _about_connecting(address, error) from error
        hub = cls(address, connection, patience)
        try:
            hub._see_what_it_is(unready=unready)
        except BaseException:
            hub.close()
            raise
        return hub

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    @property
    def secured(self) -> bool:
        """Whether what passes is encrypted."""
        return bool(self._connection.pgconn.ssl_in_use)

    # ------------------------------------------------------------------ asking

    def rows(self, sql: "QueryNoTemplate", *values: object) -> list[tuple[Any, ...]]:
        """What the hub answers, and it has then written what it was told to."""
        with self._said_plainly():
            cursor = self._connection.execute(sql, values or None)
            return cursor.fetchall() if cursor.description else []

    def row(self, sql: "QueryNoTemplate", *values: object) -> tuple[Any, ...] | None:
        """The first row of the answer."""
        return next(iter(self.rows(sql, *values)), None)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is told within is written all at once, or not at all."""
        with self._said_plainly(), self._connection.transaction():
            yield

    @contextmanager
    def _said_plainly(self) -> Iterator[None]:
        """Turn what psycopg raises into a sentence, and wait no longer than is patient."""
        library = psycopg()
        timer = Timer(self.patience, self.cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        except library.Error as error:
            raise self._plain(error) from error
        finally:
            timer.cancel()

    def cut(self) -> None:
        """Cut the line from another thread, so that who waits for an answer is told."""
        self._given_up = True
        with suppress(OSError, psycopg().Error):
            line = fromfd(self._connection.fileno(), AF_INET, SOCK_STREAM)
            with line:
                line.shutdown(SHUT_RDWR)

    def _plain(self, error: Any) -> AnnotatorError:
        code = error.sqlstate or ""
        if self._given_up or code in ("57014", "55P03", "25P03"):
            return HubAway(f"The hub takes too long to answer. {_NOTHING_LOST}")
        if code.startswith("53"):
            return HubAway(
                f"The hub has no room left ({_first_line(error)}); tell who looks after it. "
                f"{_NOTHING_LOST}"
            )
        if code.startswith(("08", "57P", "40", "58", "XX")) or self._connection.broken:
            return HubAway(f"The connection to the hub was cut. {_NOTHING_LOST}")
        if code == "42501":
            return AnnotatorError(f"The hub refused this: {_first_line(error)}.")
        if code.startswith("AN"):
            return AnnotatorError(_first_line(error))
        return AnnotatorError(
            f"The hub cannot do this ({code or type(error).__name__}: {_first_line(error)}). "
            "Nothing here was changed; tell who looks after it."
        )

    # ------------------------------------------------------------------ what it is

    def _see_what_it_is(self, *, unready: bool) -> None:
        try:
            version = self.version()
        except HubAway:
            raise
        except AnnotatorError as error:
            raise AnnotatorError(
                f"This role may not use the hub in {self.address.shown}; ask whoever leads the "
                "project to invite you."
            ) from error
        if version is None and not unready:
            raise no_hub(self.address)
        if version is not None and version > VERSION:
            raise AnnotatorError(
                "The hub was made by a newer Annotator; update this one, then try again."
            )
        if version is not None and version < VERSION and not unready:
            raise OutdatedHub(self.address)

    def version(self) -> int | None:
        """The version of the hub that is there; None where there is none."""
        if self.row("SELECT to_regclass('annotator.hub')") == (None,):
            return None
        row = self.row("SELECT version FROM annotator.hub")
        return None if row is None else int(row[0])

    @property
    def role(self) -> str:
        """The name of the role that one is on the hub."""
        return str(self._connection.info.user)

    def leads(self) -> bool:
        """Whether one may do everything here."""
        row = self.row("SELECT has_table_privilege('annotator.entries', 'INSERT')")
        return row == (True,)

    def annotator_in(self, project_id: str) -> str | None:
        """The id of the annotator that one is in a project; None for who leads it.

        Raises AnnotatorError where the hub does not have the project, or one has no part in it.
        """
        if self.row("SELECT 1 FROM annotator.projects WHERE id = %s", project_id) is None:
            raise Advised(
                f"The hub in {self.address.shown} does not have this project, or you were not "
                "invited to it.",
                typed="Whoever leads it uploads it with `annotator hub init URL P.annot`.",
                in_window="Whoever leads it brings it there on the Team page: Set a hub up.",
            )
        if self.leads():
            return None
        row = self.row(
            "SELECT annotator FROM annotator.members WHERE project = %s AND role = session_user",
            project_id,
        )
        if row is None:
            raise AnnotatorError("You were not invited to this project; ask whoever leads it.")
        return str(row[0])

    def project_called(self, wanted: str) -> str:
        """The id of the project of this name or id; of the only one that one may see for "".

        Raises SeveralProjects where it is not clear which is meant.
        """
        found = self.rows("SELECT id, name FROM annotator.projects ORDER BY name, id")
        fits = [row for row in found if wanted in ("", *row)]
        if len(fits) != 1:
            raise SeveralProjects(self.address, [(str(row[0]), str(row[1])) for row in found])
        return str(fits[0][0])

    def encrypted(self, password: str, role: str) -> str:
        """The password as the server keeps it (SCRAM-SHA-256), so that it goes to no log."""
        encrypted = self._connection.pgconn.encrypt_password(
            password.encode(), role.encode(), b"scram-sha-256"
        )
        return encrypted.decode()


def no_hub(address: Address) -> Advised:
    """What to say where there is no hub."""
    return Advised(
        f"There is no hub in {address.shown} yet.",
        typed="Whoever leads the project makes one with `annotator hub init URL P.annot`.",
        in_window="Whoever leads the project makes one on the Team page: Set a hub up.",
    )


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__


def _about_connecting(address: Address, error: Exception) -> AnnotatorError:
    said = str(error)
    needs = ("no password supplied", "password authentication failed", "28P01")
    if any(it in said for it in needs):
        return PasswordNeeded(
            f"The hub in {address.shown} did not accept the password for this role; give it again, "
            "or ask whoever leads the project for a new one."
        )
    if "certificate" in said or "SSL" in said or "sslmode" in said:
        return AnnotatorError(
            f"The hub in {address.shown} could not prove that it is the one it claims to be, so "
            f"nothing was sent ({_last_line(said)}). Ask who looks after it for its certificate "
            "(sslrootcert=FILE in the address)."
        )
    return HubAway(
        f"The hub in {address.shown} cannot be reached ({_last_line(said)}). {_NOTHING_LOST}"
    )


def _last_line(said: str) -> str:
    """Why it failed: what follows "failed:" in the last line that has it, or the last line."""
    lines = [line.strip() for line in said.strip().splitlines() if line.strip()]
    told = [line.rpartition("failed: ")[2] for line in lines if "failed: " in line]
    return (told or lines or ["no answer"])[-1].rstrip(".")
