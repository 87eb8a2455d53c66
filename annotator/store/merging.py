"""Steps of other copies of a project, taken into its tables and its journal in one transaction."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from annotator.core.edits import Step
from annotator.core.model import (
    Annotator,
    Answer,
    Article,
    Assignment,
    Attempt,
    Codebook,
    Decision,
    Label,
    Metadata,
    Record,
    SecondAnswer,
    Settings,
    Shelf,
    Visit,
)
from annotator.core.text import word_count
from annotator.records import as_json
from annotator.store.rows import (
    ANNOTATORS,
    ANSWERS,
    ASSIGNMENTS,
    ATTEMPTS,
    DECISIONS,
    LABELS,
    METADATA,
    SECOND_ANSWERS,
    SETTINGS,
    SHELVES,
    RecordTable,
    digest_of,
)
from annotator.store.team import STEP_COLUMNS, holes, step_from

_AT_ONCE = 500
_TABLES: dict[type[Record], RecordTable[Any]] = {
    Annotator: ANNOTATORS,
    Label: LABELS,
    Answer: ANSWERS,
    SecondAnswer: SECOND_ANSWERS,
    Attempt: ATTEMPTS,
    Decision: DECISIONS,
    Assignment: ASSIGNMENTS,
}
"""In the order in which rows are put: what others refer to comes first."""
_UNIQUE: dict[type[Record], tuple[str, ...]] = {
    Label: ("id",),
    Answer: ("article_id", "annotator_id", "question"),
    SecondAnswer: ("article_id", "annotator_id", "question"),
    Attempt: ("id",),
    Decision: ("id",),
    Assignment: ("article_id", "annotator_id"),
    Annotator: ("id",),
}
"""The columns that tell which row a record is, in the order in which its identity names them."""

_KINDS = {kind.__name__.lower(): kind for kind in _TABLES}


class Merging:
    """The open transaction of a merge; made by `Store.merging`."""

    def __init__(
        self, connection: sqlite3.Connection, add_lines: Callable[[Sequence[Step], str], None]
    ) -> None:
        self._run = connection.execute
        self._many = connection.executemany
        self._add_lines = add_lines

    # ------------------------------------------------------------------ what is there

    def step_ids(self, numbered: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
        """The ids of the steps with these devices and numbers that are in the journal."""
        found = {}
        sql = "SELECT id FROM journal WHERE device = ? AND number = ?"
        for each in numbered:
            row = self._run(sql, each).fetchone()
            if row is not None:
                found[each] = row[0]
        return found

    def steps_that_touched(self, records: Sequence[str]) -> dict[str, list[Step]]:
        """The steps in the journal that touched records of these identities."""
        found: dict[str, list[Step]] = {}
        for part in _parts(records):
            sql = (
                f"SELECT record, {STEP_COLUMNS} FROM touched JOIN journal USING (line) "
                f"WHERE record IN ({holes(part)})"
            )
            for row in self._run(sql, part).fetchall():
                found.setdefault(row[0], []).append(step_from(row[1:]))
        return found

    def known(self, records: Sequence[str]) -> set[str]:
        """The identities of those that have a row, or had one that a step removed."""
        found: set[str] = set()
        for part in _parts(records):
            sql = f"SELECT record FROM touched WHERE record IN ({holes(part)})"
            found.update(row[0] for row in self._run(sql, part))
        for record in records:
            kind, values = _row(record)
            sql = f"SELECT 1 FROM {_TABLES[kind].name} {_where(kind)}"
            if self._run(sql, values).fetchone():
                found.add(record)
        return found

    def owners(self, label_ids: Sequence[str]) -> set[str]:
        """The annotators whose labels these are, of those that are there."""
        found: set[str] = set()
        for part in _parts(label_ids):
            sql = f"SELECT DISTINCT annotator_id FROM labels WHERE id IN ({holes(part)})"
            found.update(row[0] for row in self._run(sql, part))
        return found

    # ------------------------------------------------------------------ what is put

    def put(self, records: Iterable[Record]) -> None:
        """Have these records as they are here, whatever stood in their place."""
        rows: dict[type[Record], list[tuple[Any, ...]]] = {}
        for record in records:
            match record:
                case Metadata() | Shelf():
                    table: RecordTable[Any] = METADATA if isinstance(record, Metadata) else SHELVES
                    self._run(table.updates(1), table.values(record))
                case Settings():
                    sets = ", ".join(f"{column} = ?" for column in SETTINGS.columns)
                    self._run(f"UPDATE project SET {sets}", SETTINGS.values(record))
                case Codebook():
                    sql = "UPDATE project SET codebook_version = coalesce("
                    sql += "(SELECT version FROM codebooks WHERE sha256 = ?), codebook_version)"
                    self._run(sql, (digest_of(as_json(record)),))
                case _:
                    kind = type(record)
                    rows.setdefault(kind, []).append(_TABLES[kind].values(record))
        for each in _TABLES:
            self._many(_upsert(each), rows.get(each, ()))

    def remove(self, records: Iterable[str]) -> None:
        """Have no records of these identities any more."""
        for record in records:
            kind, values = _row(record)
            self._run(f"DELETE FROM {_TABLES[kind].name} {_where(kind)}", values)

    def add_article(self, article: Article, shelf: Shelf) -> None:
        """Add an article that is not there, with its place."""
        [position] = self._run("SELECT coalesce(max(position), 0) + 1 FROM articles").fetchone()
        columns = ", ".join(METADATA.columns)
        self._run(
            f"INSERT INTO articles (position, {columns}, words, sha256, rank, archived) "
            f"VALUES (?, {holes(METADATA.columns)}, ?, ?, ?, ?)",
            (
                *(position, *METADATA.values(article.metadata)),
                *(word_count(article.text), article.sha256, shelf.rank, shelf.archived),
            ),
        )
        self._run(
            "INSERT INTO texts (article_id, headline_end, text) VALUES (?, ?, ?)",
            (article.id, article.headline_end, article.text),
        )
        self._run(
            "INSERT INTO article_words (rowid, title, text) VALUES (?, ?, ?)",
            (position, article.title, article.text),
        )

    def add_codebook(self, version: int, codebook: Codebook) -> bool:
        """Have this content under this version; False where either means something else here."""
        content = as_json(codebook)
        wanted = digest_of(content)
        rows = self._run(
            "SELECT version, sha256 FROM codebooks WHERE version = ? OR sha256 = ?",
            (version, wanted),
        ).fetchall()
        if not rows:
            self._run("INSERT INTO codebooks VALUES (?, ?, ?, 1)", (version, wanted, content))
        elif rows != [(version, wanted)]:
            return False
        self._run("UPDATE codebooks SET used = 1 WHERE version = ?", (version,))
        return True

    def add_steps(self, steps: Sequence[Step]) -> None:
        """Add lines to the journal; what others did is not undone here."""
        self._add_lines(steps, "")

    def add_visits(self, visits: Iterable[Visit]) -> None:
        """Keep visits; of one that is there already, the longer stay."""
        self._many(
            "INSERT INTO visits VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
            "milliseconds = max(milliseconds, excluded.milliseconds), "
            "revealed = max(revealed, excluded.revealed)",
            (
                (it.id, it.article_id, it.annotator_id, it.started, it.milliseconds, it.revealed)
                for it in visits
            ),
        )

    def dispute(self, disputed: Iterable[str], settled: Iterable[str]) -> None:
        """Note which records copies of the project disagree on, and on which they do not."""
        self._many("DELETE FROM disputed WHERE record = ?", ((record,) for record in settled))
        self._many(
            "INSERT INTO disputed VALUES (?) ON CONFLICT DO NOTHING",
            ((record,) for record in disputed),
        )


def _row(record: str) -> tuple[type[Record], list[str]]:
    """The kind of record that an identity names, and the values that tell its row."""
    name, rest = record.split(":", 1)
    kind = _KINDS[name]
    return kind, rest.split(":", len(_UNIQUE[kind]) - 1)


def _where(kind: type[Record]) -> str:
    return "WHERE " + " AND ".join(f"{column} = ?" for column in _UNIQUE[kind])


def _upsert(kind: type[Record]) -> str:
    table, unique = _TABLES[kind], _UNIQUE[kind]
    changed = ", ".join(f"{name} = excluded.{name}" for name in table.columns if name not in unique)
    return f"{table.insert} ON CONFLICT ({', '.join(unique)}) DO UPDATE SET {changed}"


def _parts(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))
