"""The reference of everything that is saved: the same row in SQLite with nothing around it."""

import sqlite3
import time
from pathlib import Path

from annotator.core.model import Label
from annotator.store.rows import LABELS


class BareTable:
    """One table of labels, each change committed alone and as safely as the program does it."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        columns = ", ".join(LABELS.columns[1:])
        self._db.execute(f"CREATE TABLE labels (id TEXT PRIMARY KEY NOT NULL, {columns})")

    def insert(self, label: Label) -> float:
        """Add the label's row; milliseconds until it is committed."""
        return self._committed(LABELS.insert, LABELS.values(label))

    def delete(self, label: Label) -> float:
        """Remove the label's row; milliseconds until that is committed."""
        return self._committed("DELETE FROM labels WHERE id = ?", (label.id,))

    def _committed(self, sql: str, values: tuple[object, ...]) -> float:
        begun = time.perf_counter()
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute(sql, values)
        self._db.execute("COMMIT")
        return milliseconds_since(begun)

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def milliseconds_since(begun: float) -> float:
    """Milliseconds from a moment of `time.perf_counter` until now."""
    return 1000 * (time.perf_counter() - begun)
