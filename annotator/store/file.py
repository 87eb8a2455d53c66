"""A project file as a file: made, opened, checked, locked; its failures said in a sentence."""

import errno
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote_from_bytes

from filelock import FileLock, Timeout

from annotator.core.errors import AnnotatorError, Conflict, Damaged
from annotator.store.schema import APPLICATION_ID, SCHEMA

_CHECKED_ON_OPEN = 64 * 1024 * 1024
"""Bytes: a file up to this size is checked whole when it is opened (quick_check reads it all)."""

_NO_LOCKS = "win32-none" if os.name == "nt" else "unix-none"
"""SQLite's way to files that takes no locks."""

_FULL = (
    "The disk is full, so this change was not saved; everything before it is safe. "
    "Make room and do it again."
)


@contextmanager
def said_plainly(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise about `path` into an AnnotatorError.

    A mistake of the program's own (the wrong thread, a closed connection) stays what it is.
    """
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        raise _plain(path, error) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise AnnotatorError(_FULL) from error
        reason = error.strerror or str(error) or type(error).__name__
        raise AnnotatorError(
            f"{path.name} cannot be used ({reason}); see that its folder is there and is yours."
        ) from error
    except UnicodeDecodeError as error:  # SQLite quotes what it cannot read in its message
        raise Damaged(_damaged(path)) from error
    except UnicodeEncodeError as error:
        raise AnnotatorError(
            "This holds half a character, which cannot be saved; nothing was written. "
            "Type it again or leave it out."
        ) from error


def _damaged(path: Path) -> str:
    return (
        f"{path.name} is damaged and was left as it is; "
        f"open the newest copy in the folder {backup_folder(path).name}."
    )


def _plain(path: Path, error: sqlite3.Error) -> AnnotatorError:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # raised by Python's module: a text in the file is not UTF-8
        return Damaged(_damaged(path))
    match code & 0xFF:
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
    return AnnotatorError(
        f"{path.name} cannot be used as it is ({error}); "
        f"open the newest copy in the folder {backup_folder(path).name}."
    )


# ---------------------------------------------------------------------------- opening


def may_write(path: Path) -> bool:
    """Whether the project file and its folder may be written to (SQLite needs both).

    Also true where there is no such file: then it is not permission that is wanting.
    """
    with said_plainly(path):
        return not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def made(path: Path) -> sqlite3.Connection:
    """A new, empty project file with all its tables, for `in_one_piece`.

    Nothing is forced to disk and there is no log beside it: what fails is thrown away.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA foreign_keys = ON")
        _migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def connected(path: Path, *, write: bool, known: bool = False) -> sqlite3.Connection:
    """A connection to a project file that was looked at first, unless this process `known` it.

    Raises AnnotatorError if it is no project, is damaged, or comes from a newer program; the file
    is then as it was, because only a connection that cannot write has touched it.
    """
    _see_that_it_is_a_file(path)
    if known and write:
        return _writer(path, update=False)
    reader = _reader(path, write=write)
    try:
        version = _checked_version(path, reader)
        if not write:
            return reader
        if version < SCHEMA:
            copied(reader, backup_folder(path) / f"{path.stem}-before-update-{version}.annot")
    except BaseException:
        reader.close()
        raise
    reader.close()
    return _writer(path, update=version < SCHEMA)


def _writer(path: Path, *, update: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=5.0)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # FULL: a saved label survives a power cut; NORMAL would lose the last ones in WAL mode.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        if update:
            _migrate(connection)
        connection.execute("SELECT count(*) FROM sqlite_master")  # now the WAL file is there
    except BaseException:
        connection.close()
        raise
    return connection


def _reader(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection that reads only, and leaves nothing behind where nobody else is at the file.

    To read a file in WAL mode, SQLite wants to make two more beside it. Where it cannot, or where
    the lock is ours and a look is all that is wanted, it is told that it is alone.
    """
    log, shared = _beside(path, "-wal").exists(), _beside(path, "-shm").exists()
    folder_open = os.access(path.parent, os.W_OK)
    pragma = "query_only = ON"
    if not log and (write or not folder_open):
        flags = "mode=ro&immutable=1"
    elif log and not shared and not folder_open:
        # The log of a crash, copied to where nothing can be written: its index is kept in memory.
        flags, pragma = f"mode=ro&vfs={_NO_LOCKS}", "locking_mode = EXCLUSIVE"
    else:
        # Who cannot write leaves SQLite's files lying; who can takes those away that it made.
        flags = "mode=ro" if log else "mode=rw"
    connection = sqlite3.connect(
        f"{_uri(path)}?{flags}", uri=True, isolation_level=None, timeout=5.0
    )
    connection.execute(f"PRAGMA {pragma}")
    return connection


def _uri(path: Path) -> str:
    """The path as SQLite reads it, with an empty host: it refuses that of a network folder."""
    absolute = path.absolute().as_posix()
    slash = "" if absolute.startswith("/") else "/"
    return f"file://{slash}{quote_from_bytes(os.fsencode(absolute))}"


def _see_that_it_is_a_file(path: Path) -> None:
    if path.is_dir():
        raise AnnotatorError(f"{path.name} is a folder; choose the project file (.annot) in it.")
    if not path.exists():
        raise AnnotatorError(f"There is no file {path}; see whether it was moved or renamed.")
    if not path.is_file():
        raise AnnotatorError(f"{path.name} is not an Annotator project but a device.")


def _checked_version(path: Path, connection: sqlite3.Connection) -> int:
    """The schema version of a file that is a sound project of this program or an older one.

    All is asked of SQLite: to open and close the file by hand would drop the locks that other
    connections of this process have on it (POSIX).
    """
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
            raise
        application = 0
    if application == 0:
        raise AnnotatorError(
            f"{path.name} is not an Annotator project; if it is an article, open a project "
            "and add it there."
        )
    if application != APPLICATION_ID:
        raise AnnotatorError(
            f"{path.name} belongs to another program; Annotator opens projects that end in .annot."
        )
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version < 1:
        raise Damaged(_damaged(path))
    if version > SCHEMA:
        raise AnnotatorError(
            f"{path.name} was made with a newer version of Annotator and was left as it is; "
            "update the program to open it."
        )
    if not _is_sound(path, connection):
        raise Damaged(_damaged(path))
    return version


def _is_sound(path: Path, connection: sqlite3.Connection) -> bool:
    size, log = path.stat().st_size, _beside(path, "-wal")
    check = "quick_check"
    if log.exists() and log.stat().st_size:
        # After a crash; or the log is that of another file, which stood here under this name.
        check = "integrity_check"
    else:
        # SQLite takes a last page that is cut off as if zeros followed.
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        if size < pages * connection.execute("PRAGMA page_size").fetchone()[0]:
            return False
    if size > _CHECKED_ON_OPEN:
        return True
    return bool(connection.execute(f"PRAGMA {check}(1)").fetchone()[0] == "ok")


def _migrate(connection: sqlite3.Connection) -> None:
    # Imported here: most openings need neither, and sqlite-utils is slow to import.
    from sqlite_utils import Database

    from annotator.store.migrations import migrations

    migrations.apply(Database(connection))
    connection.execute(f"PRAGMA user_version = {SCHEMA}")


# ---------------------------------------------------------------------------- lock and copies


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def identity(path: Path) -> tuple[tuple[int, int] | None, ...]:
    """Which file is the project now, and which its write-ahead log; None for one that is gone."""
    return tuple(_identity(each) for each in (path, _beside(path, "-wal")))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino


def locked(path: Path) -> FileLock:
    """The lock that one process holds on a project it writes to; freed when the process ends.

    It lies beside the file itself, even if `path` is a link to it. Raises AnnotatorError if
    another process has it.
    """
    with said_plainly(path):
        path = path.resolve()
        if not path.parent.is_dir():
            raise AnnotatorError(f"There is no folder {path.parent}; make it or choose another.")
        lock = FileLock(_beside(path, "-lock"), timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise AnnotatorError(
                f"{path.name} is open in another window or command of Annotator; "
                "close it there first."
            ) from None
    return lock


def backup_folder(path: Path) -> Path:
    """The folder beside the project that holds its copies."""
    return _beside(path, "-backups")


@contextmanager
def in_one_piece(path: Path) -> Iterator[Path]:
    """Another name beside `path`, whose file takes its place at the end; gone if that fails."""
    part = path.with_name(f".{path.name}-{secrets.token_hex(4)}.part")
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def copied(connection: sqlite3.Connection, path: Path) -> None:
    """Copy all that the connection sees to the file at `path`: whole, or not at all."""
    with said_plainly(path):
        path.parent.mkdir(exist_ok=True)
        with in_one_piece(path) as part, closing(sqlite3.connect(part)) as target:
            target.execute("PRAGMA journal_mode = MEMORY")
            connection.backup(target)
