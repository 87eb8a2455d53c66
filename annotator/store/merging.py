"""Steps of other copies of a project, taken into its tables and its journal in one transaction."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from annotator.core.edits import Edit, Step, identity
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
from annotator.core.parts import Held, Part, widened
from annotator.core.questionnaire import Questionnaire
from annotator.core.text import word_count
from annotator.records import as_json, edits_as_json
from annotator.store.hub import HubMark
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
    holes,
    in_parts,
    places_from,
)
from annotator.store.team import ELSEWHERE, STEP_COLUMNS, step_from

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

    def highest_clock(self) -> int:
        """The clock of the last of all steps; 0 if there are none."""
        [clock] = self._run("SELECT coalesce(max(clock), 0) FROM journal").fetchone()
        return int(clock)

    def steps_that_touched(self, records: Sequence[str]) -> dict[str, list[Step]]:
        """The steps in the journal that touched records of these identities."""
        found: dict[str, list[Step]] = {}
        for part in in_parts(records):
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
        for part in in_parts(records):
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
        for part in in_parts(label_ids):
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
        # Names are given anew all at once: two annotators may have exchanged theirs.
        people = [(row[0],) for row in rows.get(Annotator, ())]
        self._many("UPDATE annotators SET name = id WHERE id = ?", people)
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
        self._add_lines(steps, ELSEWHERE)

    def add_part(self, part: Part) -> tuple[Edit, ...] | None:
        """Have these edits of a step in the journal; gives those that were not there.

        None if all of them were. Raises ValueError where the step is another one here.
        """
        row = self._run(
            f"SELECT line, places, {STEP_COLUMNS} FROM journal LEFT JOIN partial USING (line) "
            "WHERE device = ? AND number = ?",
            (part.step.device, part.step.number),
        ).fetchone()
        if row is None:
            line = self._run("SELECT coalesce(max(line), 0) + 1 FROM journal").fetchone()[0]
            self._add_lines([part.step], ELSEWHERE)
            self._note_places(line, part.places, part.total)
            return part.step.edits
        step = step_from(row[2:])
        places: tuple[int | None, ...] = (None,) * len(step.edits)
        if row[1] is not None:
            places = places_from(row[1])
        elif len(step.edits) == part.total:
            places = tuple(range(part.total))
        held, new = widened(Held(step, places), part)
        if held.places != places:
            content = edits_as_json(held.step.edits)
            self._run(
                "UPDATE journal SET edits = CAST(? AS TEXT) WHERE line = ?", (content, row[0])
            )
            self._many(
                "INSERT INTO touched VALUES (?, ?) ON CONFLICT DO NOTHING",
                ((identity(edit.record), row[0]) for edit in new),
            )
            self._note_places(row[0], held.places, part.total)
        return new or None

    def _note_places(self, line: int, places: tuple[int | None, ...], total: int) -> None:
        if places == tuple(range(total)):
            self._run("DELETE FROM partial WHERE line = ?", (line,))
        else:
            sql = "INSERT INTO partial VALUES (?, ?) ON CONFLICT (line) DO UPDATE SET "
            self._run(f"{sql}places = excluded.places", (line, as_json(places)))

    def add_visits(self, visits: Iterable[Visit]) -> None:
        """Keep visits; of one that is there already, the longer stay."""
        self._many(
            "INSERT INTO visits VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
            "milliseconds = max(milliseconds, excluded.milliseconds), "
            "revealed = max(revealed, excluded.revealed) "
            "WHERE annotator_id = excluded.annotator_id",
            (
                (it.id, it.article_id, it.annotator_id, it.started, it.milliseconds, it.revealed)
                for it in visits
            ),
        )

    def keep_questionnaire(self, annotator_id: str, given: Questionnaire) -> None:
        """Keep what an annotator said about themselves, unless they said it anew since."""
        self._run(
            "INSERT INTO questionnaires VALUES (?, ?, ?) ON CONFLICT (annotator_id) DO UPDATE SET "
            "time = excluded.time, answers = excluded.answers WHERE excluded.time > time",
            (annotator_id, given.time, as_json(given.answers)),
        )

    def dispute(self, disputed: Iterable[str], settled: Iterable[str]) -> None:
        """Note which records copies of the project disagree on, and on which they do not."""
        self._many("DELETE FROM disputed WHERE record = ?", ((record,) for record in settled))
        self._many(
            "INSERT INTO disputed VALUES (?) ON CONFLICT DO NOTHING",
            ((record,) for record in disputed),
        )

    # ------------------------------------------------------------------ the hub

    def keep_hub(self, mark: HubMark) -> None:
        """Have this as where the copy stands with its hub."""
        values = (mark.address, mark.generation, mark.pushed, mark.looked, mark.synced)
        self._run("DELETE FROM hub")
        self._run("INSERT INTO hub VALUES (?, ?, ?, ?, ?)", values)

    def keep_positions(self, kind: str, positions: Mapping[str, int]) -> None:
        """Note how far streams of this kind were read, by what they are of."""
        self._many(
            "INSERT INTO hub_positions VALUES (?, ?) "
            "ON CONFLICT (stream) DO UPDATE SET position = excluded.position",
            ((f"{kind}:{name}", position) for name, position in positions.items()),
        )

    def keep_pushed_visits(self, visits: Iterable[Visit]) -> None:
        """Note what the hub knows of visits now."""
        self._many(
            "INSERT INTO hub_visits VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
            "milliseconds = excluded.milliseconds, revealed = excluded.revealed",
            ((it.id, it.milliseconds, it.revealed) for it in visits),
        )

    def forget_hub(self) -> None:
        """Know nothing of what is on a hub."""
        for table in ("hub", "hub_positions", "hub_visits"):
            self._run(f"DELETE FROM {table}")

    def look_again(self) -> None:
        """Have the next sync look through the records that no step tells of."""
        self._run("UPDATE hub SET looked = -1")

    def all_is_pushed(self) -> bool:
        """Whether every step in the journal is on the hub."""
        row = self._run(
            "SELECT pushed >= (SELECT coalesce(max(line), 0) FROM journal) FROM hub"
        ).fetchone()
        return row is not None and bool(row[0])

    def push_mark_to_the_end(self) -> None:
        """Note that the journal holds nothing which is not on the hub."""
        self._run("UPDATE hub SET pushed = (SELECT coalesce(max(line), 0) FROM journal)")


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
