"""A project file as a file: made, opened, checked, locked; its failures said in a sentence."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from sqlite_utils import Database

from annotator.core.errors import AnnotatorError, Conflict, Damaged
from annotator.store.schema import APPLICATION_ID, SCHEMA, migrations

_HEADER = b"SQLite format 3\x00"
_CHECKED_ON_OPEN = 64 * 1024 * 1024
"""Bytes: a file up to this size is checked whole when it is opened (quick_check reads it all)."""


@contextmanager
def said_plainly(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise about `path` into an AnnotatorError."""
    try:
        yield
    except sqlite3.Error as error:
        raise _plain(path, error) from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise AnnotatorError(_FULL) from error
        reason = error.strerror or type(error).__name__
        raise AnnotatorError(f"{path.name} cannot be used: {reason}.") from error


_FULL = (
    "The disk is full, so this change was not saved; everything before it is safe. "
    "Make room and do it again."
)


def _damaged(path: Path) -> str:
    return (
        f"{path.name} is damaged and was left as it is; "
        f"open the newest copy in the folder {backup_folder(path).name}."
    )


def _plain(path: Path, error: sqlite3.Error) -> AnnotatorError:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    match code:
        case sqlite3.SQLITE_FULL:
            return AnnotatorError(_FULL)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return AnnotatorError(
                f"Another program is writing to {path.name}, so this change was not saved; "
                "do it again in a moment."
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return AnnotatorError(
                f"{path.name} may not be written to, so nothing was changed; "
                "copy it to a folder of your own and open the copy."
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return Damaged(_damaged(path))
        case sqlite3.SQLITE_CONSTRAINT:
            return Conflict(
                "This change does not fit what is in the project any more, so nothing was "
                "written; look at it again and repeat the change."
            )
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_IOERR:
            return AnnotatorError(
                f"{path.name} cannot be reached, so this change was not saved; "
                "see that its disk is connected, and do it again."
            )
    return AnnotatorError(f"{path.name} cannot be used: {error}.")


# ---------------------------------------------------------------------------- opening


def may_write(path: Path) -> bool:
    """Whether the project file and its folder may be written to (SQLite needs both)."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def made(path: Path) -> sqlite3.Connection:
    """A new, empty project file with all its tables; raises AnnotatorError if the name is taken."""
    try:
        with path.open("xb"):
            pass
    except FileExistsError:
        raise AnnotatorError(
            f"There is a file called {path.name} in that folder already; choose another name."
        ) from None
    except OSError as error:
        raise AnnotatorError(
            f"No project can be made at {path}: {error.strerror or error}. Choose another folder."
        ) from error
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _prepare(connection)
    _migrate(connection)
    return connection


def connected(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection to a project file that was looked at first.

    Raises AnnotatorError if it is no project, is damaged, or comes from a newer program.
    """
    _look_at(path)
    if not write:
        return _connected_to_read(path)
    connection = sqlite3.connect(path, isolation_level=None, timeout=5.0)
    try:
        _check_version(path, connection)
        _prepare(connection)
        _quick_check(path, connection)
        if connection.execute("PRAGMA user_version").fetchone()[0] < SCHEMA:
            keep_copy(path, "before-update")
            _migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _connected_to_read(path: Path) -> sqlite3.Connection:
    # Without a folder it may write to, SQLite can only read a WAL file by taking it as unchanging.
    alone = not os.access(path.parent, os.W_OK) and not _beside(path, "-wal").exists()
    flags = "mode=ro&immutable=1" if alone else "mode=ro"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{flags}", uri=True, isolation_level=None, timeout=5.0
    )
    try:
        _check_version(path, connection)
        _quick_check(path, connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _look_at(path: Path) -> None:
    if path.is_dir():
        raise AnnotatorError(f"{path.name} is a folder; choose the project file (.annot) in it.")
    if not path.exists():
        raise AnnotatorError(f"There is no file {path}; see whether it was moved or renamed.")
    with path.open("rb") as file:
        header = file.read(100)
    if not header.startswith(_HEADER):
        raise AnnotatorError(
            f"{path.name} is not an Annotator project; if it is an article, open a project "
            "and add it there."
        )
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise AnnotatorError(
            f"{path.name} belongs to another program; Annotator opens projects that end in .annot."
        )


def _check_version(path: Path, connection: sqlite3.Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA:
        raise AnnotatorError(
            f"{path.name} was made with a newer version of Annotator and was left as it is; "
            "update the program to open it."
        )


def _quick_check(path: Path, connection: sqlite3.Connection) -> None:
    if path.stat().st_size > _CHECKED_ON_OPEN:
        return
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise Damaged(_damaged(path))


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    # FULL: a saved label survives a power cut; NORMAL would lose the last ones in WAL mode.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _migrate(connection: sqlite3.Connection) -> None:
    migrations.apply(Database(connection))
    connection.execute(f"PRAGMA user_version = {SCHEMA}")


# ---------------------------------------------------------------------------- lock and copies


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def locked(path: Path) -> FileLock:
    """The lock that one process holds on a project it writes to; freed when the process ends.

    Raises AnnotatorError if another process has it.
    """
    lock = FileLock(_beside(path, "-lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise AnnotatorError(
            f"{path.name} is open in another window or command of Annotator; close it there first."
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise AnnotatorError(f"{path.name} cannot be locked: {reason}.") from error
    return lock


def backup_folder(path: Path) -> Path:
    """The folder beside the project that holds its copies."""
    return _beside(path, "-backups")


def keep_copy(path: Path, why: str) -> Path:
    """Copy a project that nobody has open, with what its write-ahead log holds."""
    folder = backup_folder(path)
    folder.mkdir(exist_ok=True)
    target = folder / f"{path.stem}-{why}.annot"
    shutil.copy2(path, target)
    log = _beside(path, "-wal")
    if log.exists():
        shutil.copy2(log, _beside(target, "-wal"))
    return target
