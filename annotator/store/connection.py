"""One open project file: its connection, its transactions, and whether it is still there."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from annotator.core.errors import AnnotatorError, Vanished
from annotator.store.file import (
    backup_folder,
    copied,
    identity,
    said_plainly,
)


class Connection:
    """A project file, open in one thread. Every method may raise AnnotatorError."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, *, writable: bool = True
    ) -> None:
        self.path = path
        self.writable = writable
        self._db = connection
        self._identity = identity(path)
        self._open = True
        self._seen: dict[int, str] = {}  # the digest of each codebook version that was read here

    def close(self) -> None:
        """Close the connection; a second call does nothing.

        A project whose file has vanished is saved in the folder of backups, if that is possible.
        """
        if self._open and self.writable:
            with suppress(AnnotatorError), said_plainly(self.path):
                if self._vanished():
                    name = f"rescued-{datetime.now():%Y-%m-%dT%H-%M-%S-%f}.annot"
                    self.copy_to(backup_folder(self.path) / name)
        self._open = False
        self._db.close()

    def copy_to(self, path: Path) -> None:
        """Copy the whole project to a new file while it is in use.

        Works even when the file it was opened from is gone: the open connection still holds it.
        """
        copied(self._db, path)

    def _run(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        return self._db.execute(sql, values)

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with said_plainly(self.path):
            return self._run(sql, values).fetchall()

    def _row(self, sql: str, values: Sequence[object] = ()) -> tuple[Any, ...] | None:
        with said_plainly(self.path):
            row = self._run(sql, values).fetchone()
        return cast("tuple[Any, ...] | None", row)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if not self.writable:
            raise AnnotatorError(
                f"{self.path.name} is open only to be read, so nothing was changed; "
                "copy it to a folder of your own and open the copy."
            )
        with said_plainly(self.path):
            self._see_that_the_file_is_there()
            self._run("BEGIN IMMEDIATE")
            try:
                yield
                if self._db.in_transaction:  # a rehearsal has turned itself back already
                    self._run("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._run("ROLLBACK")
                raise

    def _see_that_the_file_is_there(self) -> None:
        # On Linux and macOS one can go on writing to a file that was deleted, and lose it all.
        # The same holds for the write-ahead log, where the newest labels are.
        if self._vanished():
            raise Vanished(
                f"{self.path.name} was moved, deleted or replaced while it was open, so this "
                "change was not saved; save a copy now, or put the file back."
            )

    def _vanished(self) -> bool:
        if identity(self.path) == self._identity:
            return False
        # What the log holds goes into our file, wherever that is now: else the log would be taken
        # for that of the file which stands in its place, and spoil it.
        with suppress(sqlite3.Error):
            self._run("PRAGMA wal_checkpoint(TRUNCATE)")
        return True
