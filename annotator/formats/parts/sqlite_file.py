"""SQLite files of strangers, for the formats whose files are SQLite: read, never written or run.

The file is opened read-only and immutable. Only real tables that a reader names are asked, never
a view or a virtual table, which may run for ever; nothing of the schema is trusted. What SQLite
finds wrong with the file becomes an AnnotatorError, as a clause that follows the file's name.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.formats.source import LARGEST_FILE_BYTES, Source

MAGIC = b"SQLite format 3\0"
"""The first bytes of every SQLite file."""

MOST_ROWS = 2_000_000
"""How many rows of one table are read."""

Cell = str | int | float | bytes | None
"""What SQLite gives, whatever type the column declares."""


class Tables:
    """The tables of an opened file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._columns: dict[str, frozenset[str]] = {}
        found = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
        )
        self.names = frozenset(str(name).lower() for (name,) in found.fetchmany(10_000))

    def columns(self, table: str) -> frozenset[str]:
        """The names of a table's columns, in lower case; none if there is no such table."""
        if table not in self.names:
            return frozenset()
        if table not in self._columns:
            # table_info leaves out generated columns, which would be computed by the file's rules.
            rows = self._connection.execute(f'PRAGMA table_info("{table}")').fetchmany(10_000)
            self._columns[table] = frozenset(str(row[1]).lower() for row in rows)
        return self._columns[table]

    def has(self, wanted: Mapping[str, Sequence[str]]) -> bool:
        """Whether these tables are there, each with these columns."""
        return all(self.columns(table) >= set(names) for table, names in wanted.items())

    def rows(
        self, table: str, columns: Sequence[str], where: Mapping[str, Cell] | None = None
    ) -> Iterator[tuple[Cell, ...]]:
        """The rows of a table, in its order, where columns are equal to values.

        A column that the table lacks gives None in each row; a table that is not there, no rows.
        """
        known = self.columns(table)
        if not known:
            return
        wanted = ", ".join(f'"{name}"' if name in known else "NULL" for name in columns)
        terms = where or {}
        tests = " AND ".join(f'"{name}" = ?' for name in terms) or "1"
        query = f'SELECT {wanted} FROM "{table}" WHERE {tests} LIMIT {MOST_ROWS + 1}'
        for number, row in enumerate(self._connection.execute(query, list(terms.values()))):
            if number == MOST_ROWS:
                raise AnnotatorError(f"its table {table} has more than {MOST_ROWS:,} rows")
            yield row


@contextmanager
def opened(path: Path) -> Iterator[Tables]:
    """The tables of a SQLite file, while it is open."""
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        if beside.exists() and beside.stat().st_size:
            raise AnnotatorError(
                "another program has it open, or did not close it in good order; open and close it "
                "there first"
            )
    try:
        address = path.absolute().as_uri() + "?mode=ro&immutable=1"
        # A reader is a generator, which may be ended by another thread than began it.
        with closing(sqlite3.connect(address, uri=True, check_same_thread=False)) as connection:
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_FILE_BYTES)
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            connection.text_factory = _decoded
            yield Tables(connection)
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
        # sqlite3 cannot decode its own message where that quotes damaged text.
        raise AnnotatorError(f"it is no sound SQLite file ({error})") from error


def holds(source: Source, wanted: Mapping[str, Sequence[str]]) -> bool:
    """Whether a source is a SQLite file with these tables and columns."""
    if source.head(len(MAGIC)) != MAGIC:
        return False
    with opened(source.path) as tables:
        return tables.has(wanted)


def _decoded(value: bytes) -> str:
    return value.decode("utf-8", "replace")


# ---------------------------------------------------------------------------- what a cell says


def text_of(cell: Cell) -> str:
    """The text of a cell; "" if it holds none."""
    return cell if isinstance(cell, str) else ""


def number_of(cell: Cell) -> int:
    """The whole number of a cell; -1, which is no position and no id, if it holds none."""
    return cell if isinstance(cell, int) else -1
