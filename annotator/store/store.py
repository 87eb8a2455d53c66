"""One project file: the only SQL beside the schema's.

A `Store` is one connection and belongs to one thread. Nothing here knows what a change means; it
writes Steps, all or nothing, and gives records back.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

from annotator.core.edits import Edit, Step, StepKind
from annotator.core.errors import AnnotatorError, Conflict, Vanished
from annotator.core.model import (
    Annotator,
    Answer,
    Article,
    Assignment,
    Codebook,
    Label,
    QueueEntry,
    Record,
    Settings,
    State,
    Visit,
)
from annotator.core.text import word_count
from annotator.store.file import (
    backup_folder,
    connected,
    copied,
    identity,
    in_one_piece,
    made,
    said_plainly,
)
from annotator.store.rows import (
    ANNOTATORS,
    ANSWERS,
    ASSIGNMENTS,
    LABELS,
    METADATA,
    TABLES,
    R,
    RecordTable,
    as_json,
    codebook_from,
    edits_as_json,
    edits_from_json,
    state_from,
    step_kind_from,
)

_BACKUPS = "????-??-??T*.annot"
_STEP = "id, device, number, annotator_id, time, title, edits, kind, target"


class Store:
    """A project file, open. Every method may raise AnnotatorError when the file fails."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, *, writable: bool = True
    ) -> None:
        self.path = path
        self.writable = writable
        self._db = connection
        self._identity = identity(path)
        self._open = True
        self._seen: dict[int, str] = {}  # the digest of each codebook version that was read here

    @classmethod
    def open(cls, path: Path, *, write: bool = True) -> "Store":
        """The project file at `path`, to write to or only to read."""
        with said_plainly(path):
            return cls(path, connected(path, write=write), writable=write)

    @classmethod
    def create(
        cls,
        path: Path,
        settings: Settings,
        codebook: Codebook,
        first: Step,
        *,
        project_id: str,
        now: str,
    ) -> "Store":
        """A new project file at `path`, which must not exist, with its first step written.

        It appears there whole, or not at all.
        """
        with said_plainly(path):
            if path.exists():
                raise AnnotatorError(
                    f"There is a file called {path.name} in that folder already; "
                    "choose another name."
                )
            with in_one_piece(path) as part:
                store = cls(part, made(part))
                try:
                    store._begin(settings, codebook, project_id, now)
                    store.write(first)
                finally:
                    store.close()
        return cls.open(path)

    def _begin(self, settings: Settings, codebook: Codebook, project_id: str, now: str) -> None:
        content = as_json(codebook)
        with self._transaction():
            self._run("INSERT INTO codebooks VALUES (1, ?, ?, 0)", (_digest(content), content))
            self._run(
                "INSERT INTO project VALUES (?, ?, ?, 1, ?)",
                (project_id, settings.name, settings.source_hidden, now),
            )

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

    # ------------------------------------------------------------------ running SQL

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

    # ------------------------------------------------------------------ writing

    def write(self, step: Step) -> None:
        """Write the step, all or nothing, and its line in the journal.

        Raises Conflict where a stored record is not what an edit expects.
        """
        with self._transaction():
            for edit in step.edits:
                self._apply(edit)
            self._log(step)

    def _apply(self, edit: Edit) -> None:
        record = edit.record
        if isinstance(record, Codebook):
            self._apply_codebook(edit)
        elif isinstance(record, Settings):
            self._expect(edit, self.settings())
            if edit.after is None:
                raise ValueError("a project has settings always")
            self._run(
                "UPDATE project SET name = ?, source_hidden = ?",
                (record.name, record.source_hidden),
            )
        else:
            self._apply_row(edit, TABLES[type(record)])
            if isinstance(edit.after, Label | Answer):
                self._keep_version(edit.after.codebook_version)

    def _keep_version(self, version: int) -> None:
        """See to it that a version a label was made with says for ever what it said then."""
        found = self._run(
            "SELECT used, sha256 FROM codebooks WHERE version = ?", (version,)
        ).fetchone()
        if found is None or self._seen.get(version, found[1]) != found[1]:
            raise Conflict(
                "The codebook was changed elsewhere in the meantime, so nothing was written; "
                "look at it again and repeat the change."
            )
        if not found[0]:
            self._run("UPDATE codebooks SET used = 1 WHERE version = ?", (version,))

    def _apply_row(self, edit: Edit, table: RecordTable[Any]) -> None:
        key = table.key_of(edit.record)
        row = self._run(table.select + table.where_key, key).fetchone()
        self._expect(edit, table.read(row) if row else None)
        if edit.after is None:
            self._run(table.delete + table.where_key, key)
        elif edit.before is None:
            self._run(table.insert, table.values(edit.after))
        else:
            self._run(table.update + table.where_key, table.values(edit.after) + key)

    @staticmethod
    def _expect(edit: Edit, stored: Record | None) -> None:
        if stored != edit.before:
            raise Conflict(
                "This was changed elsewhere in the meantime, so nothing was written; "
                "look at it again and repeat the change."
            )

    def _apply_codebook(self, edit: Edit) -> None:
        """Point the project at the version with this content.

        Content seen before has its version already. A newest version that no label or answer was
        ever made with (not even one undone since) is rewritten in place, so that versions count
        what annotators worked with, not key strokes.
        """
        self._expect(edit, self.codebook()[0])
        if edit.after is None:
            raise ValueError("a project has a codebook always")
        content = as_json(edit.after)
        digest = _digest(content)
        known = self._run("SELECT version FROM codebooks WHERE sha256 = ?", (digest,)).fetchone()
        newest, used = self._run(
            "SELECT version, used FROM codebooks ORDER BY version DESC LIMIT 1"
        ).fetchone()
        if known:
            chosen = known[0]
        elif not used:
            chosen = newest
            self._run(
                "UPDATE codebooks SET sha256 = ?, content = ? WHERE version = ?",
                (digest, content, newest),
            )
        else:
            chosen = newest + 1
            self._run("INSERT INTO codebooks VALUES (?, ?, ?, 0)", (chosen, digest, content))
        self._run("UPDATE project SET codebook_version = ?", (chosen,))
        self._seen[chosen] = digest

    def _log(self, step: Step) -> None:
        if step.kind is StepKind.UNDO:
            self._run("UPDATE journal SET undo = 'undone' WHERE id = ?", (step.target,))
        elif step.kind is StepKind.REDO:
            self._run("UPDATE journal SET undo = 'live' WHERE id = ?", (step.target,))
        elif step.kind is StepKind.DO:
            self._run("UPDATE journal SET undo = 'dropped' WHERE undo = 'undone'")
        undo = "live" if step.kind is StepKind.DO else ""
        self._run(
            f"INSERT INTO journal ({_STEP}, undo) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(step.id, step.device, step.number, step.annotator_id, step.time, step.title),
                *(edits_as_json(step.edits), step.kind.value, step.target, undo),
            ),
        )

    def add_articles(self, articles: Iterable[Article], step: Step) -> None:
        """Add the articles at the end of the queue and the step to the journal, all or nothing."""
        with self._transaction():
            for article in articles:
                values = METADATA.values(article.metadata)
                self._run(
                    f"INSERT INTO articles ({', '.join(METADATA.columns)}, words, sha256) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (*values, word_count(article.text), article.sha256),
                )
                self._run(
                    "INSERT INTO texts (article_id, headline_end, text) VALUES (?, ?, ?)",
                    (article.id, article.headline_end, article.text),
                )
            self._log(step)

    def record_visit(self, visit: Visit) -> None:
        """Keep a visit, or how far it has come since it was last kept."""
        with self._transaction():
            self._run(
                "INSERT INTO visits VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                "milliseconds = max(milliseconds, excluded.milliseconds), "
                "revealed = max(revealed, excluded.revealed)",
                (
                    *(visit.id, visit.article_id, visit.annotator_id),
                    *(visit.started, visit.milliseconds, visit.revealed),
                ),
            )

    # ------------------------------------------------------------------ the project

    def project_id(self) -> str:
        """The id that the project got when it was made."""
        return str(self._only("SELECT id FROM project")[0])

    def settings(self) -> Settings:
        """What the project decides for everyone."""
        name, hidden = self._only("SELECT name, source_hidden FROM project")
        return Settings(name, bool(hidden))

    def codebook(self, version: int | None = None) -> tuple[Codebook, int]:
        """The codebook in force, or the one of that version, with its version."""
        wanted = "(SELECT codebook_version FROM project)" if version is None else "?"
        row = self._row(
            f"SELECT content, version, sha256 FROM codebooks WHERE version = {wanted}",
            () if version is None else (version,),
        )
        if row is None:
            raise AnnotatorError(f"This project has no version {version} of its codebook.")
        self._seen[row[1]] = row[2]
        return codebook_from(row[0]), row[1]

    def _only(self, sql: str) -> tuple[Any, ...]:
        row = self._row(sql)
        if row is None:
            raise AnnotatorError(
                f"{self.path.name} lacks the row that describes the project; "
                "open one of the copies in the folder of backups beside it."
            )
        return row

    # ------------------------------------------------------------------ records

    def _records(
        self, table: RecordTable[R], where: str = "", values: Sequence[object] = ()
    ) -> list[R]:
        return [table.read(row) for row in self._rows(f"{table.select} {where}", values)]

    def annotators(self) -> list[Annotator]:
        """All annotators, in the order they came."""
        return self._records(ANNOTATORS, "ORDER BY rowid")

    def labels(self, article_id: str, annotator_id: str | None = None) -> list[Label]:
        """The labels on an article, of one annotator or of all, in the order of the text."""
        where, values = "WHERE article_id = ?", [article_id]
        if annotator_id is not None:
            where, values = where + " AND annotator_id = ?", [article_id, annotator_id]
        return self._records(LABELS, where + " ORDER BY start, end DESC, id", values)

    def label(self, label_id: str) -> Label | None:
        """The label with this id."""
        return next(iter(self._records(LABELS, "WHERE id = ?", (label_id,))), None)

    def labels_starting_at(
        self, article_id: str, annotator_id: str, tag: str, start: int
    ) -> list[Label]:
        """The annotator's labels of a tag that start just there."""
        where = "WHERE article_id = ? AND annotator_id = ? AND start = ? AND tag = ? ORDER BY id"
        return self._records(LABELS, where, (article_id, annotator_id, start, tag))

    def label_ids(self, prefix: str) -> list[str]:
        """The ids of labels that begin so; two at the most."""
        sql = "SELECT id FROM labels WHERE id >= ? AND id < ? LIMIT 2"
        return [row[0] for row in self._rows(sql, (prefix, prefix + "\uffff"))]

    def tags_given_to(self, words: str, annotator_id: str) -> dict[str, int]:
        """How often the annotator gave each tag to just these words, ignoring ASCII case."""
        sql = (
            "SELECT tag, count(*) FROM labels WHERE annotator_id = ? "
            "AND substr(quote, 1, 60) = substr(?, 1, 60) COLLATE NOCASE GROUP BY tag"
        )
        return dict(self._rows(sql, (annotator_id, words)))

    def answers(self, article_id: str, annotator_id: str | None = None) -> list[Answer]:
        """The answers about an article, of one annotator or of all."""
        where, values = "WHERE article_id = ?", [article_id]
        if annotator_id is not None:
            where, values = where + " AND annotator_id = ?", [article_id, annotator_id]
        return self._records(ANSWERS, where + " ORDER BY id", values)

    def assignment(self, article_id: str, annotator_id: str) -> Assignment | None:
        """How far the annotator is with the article; None before the first change."""
        found = self._records(ASSIGNMENTS, ASSIGNMENTS.where_key, (annotator_id, article_id))
        return next(iter(found), None)

    def assignments(self, article_id: str) -> list[Assignment]:
        """All annotators' assignments of an article."""
        return self._records(
            ASSIGNMENTS, "WHERE article_id = ? ORDER BY annotator_id", (article_id,)
        )

    def visits(self, article_id: str, annotator_id: str) -> list[Visit]:
        """The annotator's visits to the article, oldest first."""
        sql = "SELECT * FROM visits WHERE article_id = ? AND annotator_id = ? ORDER BY rowid"
        return [Visit(*row) for row in self._rows(sql, (article_id, annotator_id))]

    # ------------------------------------------------------------------ articles

    def article(self, article_id: str) -> Article | None:
        """The article with its text."""
        row = self._row(
            f"SELECT {', '.join(METADATA.columns)}, headline_end, text, sha256 FROM articles "
            "JOIN texts ON article_id = id WHERE id = ?",
            (article_id,),
        )
        if row is None:
            return None
        return Article(row[0], row[-2], row[-3], row[-1], METADATA.read(row[:-3]))

    def article_ids(self, annotator_id: str = "", states: Sequence[State] = ()) -> list[str]:
        """The ids of the articles in the queue's order; only those in the states, if given."""
        if not states:
            return [row[0] for row in self._rows("SELECT id FROM articles ORDER BY position")]
        holes = ", ".join("?" for _ in states)
        sql = (
            "SELECT id FROM articles LEFT JOIN assignments ON article_id = id AND annotator_id = ? "
            f"WHERE coalesce(state, 'todo') IN ({holes}) ORDER BY position"
        )
        return [row[0] for row in self._rows(sql, (annotator_id, *(s.value for s in states)))]

    def article_ids_like(self, wanted: str) -> list[str]:
        """The ids that begin so, or else of the articles titled just so."""
        sql = "SELECT id FROM articles WHERE id >= ? AND id < ? ORDER BY position LIMIT 100"
        found = self._rows(sql, (wanted.lower(), wanted.lower() + "\uffff")) if wanted else []
        if not found:
            sql = "SELECT id FROM articles WHERE title = ? ORDER BY position LIMIT 100"
            found = self._rows(sql, (wanted,))
        return [row[0] for row in found]

    def titles_like(self, words: str, limit: int) -> list[tuple[str, str]]:
        """Ids and titles of articles whose title has `words` in it, ignoring ASCII case."""
        escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        sql = (
            "SELECT id, title FROM articles WHERE title LIKE ? ESCAPE '\\' "
            "ORDER BY position LIMIT ?"
        )
        return [(row[0], row[1]) for row in self._rows(sql, (f"%{escaped}%", limit))]

    def article_with(self, sha256: str) -> str | None:
        """The id of an article with this text, if there is one already."""
        row = self._row("SELECT id FROM articles WHERE sha256 = ? LIMIT 1", (sha256,))
        return row[0] if row else None

    def queue_entries(self, ids: Sequence[str], annotator_id: str | None) -> list[QueueEntry]:
        """The lines of the queue for these articles; `labels` are the annotator's, or all."""
        entries = []
        whose = "" if annotator_id is None else " AND l.annotator_id = :who"
        sql = (
            "SELECT a.id, a.title, a.outlet, a.date, a.genre, a.words, "
            f"(SELECT count(*) FROM labels l WHERE l.article_id = a.id{whose}), "
            "coalesce(s.state, 'todo'), coalesce(s.reason, '') FROM articles a "
            "LEFT JOIN assignments s ON s.article_id = a.id AND s.annotator_id = :who "
            "WHERE a.id = :id"
        )
        with said_plainly(self.path):
            for article_id in ids:
                row = self._db.execute(
                    sql, {"who": annotator_id or "", "id": article_id}
                ).fetchone()
                if row is not None:
                    entries.append(QueueEntry(*(*row[:7], state_from(row[7]), row[8])))
        return entries

    def state_counts(self, annotator_id: str) -> dict[State, int]:
        """How many articles the annotator has in each state."""
        counts = dict.fromkeys(State, 0)
        sql = "SELECT state, count(*) FROM assignments WHERE annotator_id = ? GROUP BY state"
        for state, count in self._rows(sql, (annotator_id,)):
            counts[state_from(state)] = count
        total = self._only("SELECT count(*) FROM articles")[0]
        counts[State.TODO] = total - sum(n for s, n in counts.items() if s is not State.TODO)
        return counts

    def label_fields(self) -> list[str]:
        """The keys of all fields that some label has a value for, sorted."""
        sql = "SELECT DISTINCT key FROM labels, json_each(labels.fields) ORDER BY key"
        return [row[0] for row in self._rows(sql)]

    # ------------------------------------------------------------------ the journal

    def steps(self, before: int | None = None, limit: int = 200) -> list[tuple[int, Step]]:
        """The newest steps with their lines, newest first; those before a line, if given."""
        where, values = ("WHERE line < ?", [before]) if before is not None else ("", [])
        sql = f"SELECT line, {_STEP} FROM journal {where} ORDER BY line DESC LIMIT ?"
        return [(row[0], _step(row[1:])) for row in self._rows(sql, (*values, limit))]

    def undoable(self) -> Step | None:
        """The step that undo would turn back."""
        sql = f"SELECT {_STEP} FROM journal WHERE undo = 'live' ORDER BY line DESC LIMIT 1"
        row = self._row(sql)
        return _step(row) if row else None

    def redoable(self) -> Step | None:
        """The step that redo would do again."""
        sql = f"SELECT {_STEP} FROM journal WHERE undo = 'undone' ORDER BY line LIMIT 1"
        row = self._row(sql)
        return _step(row) if row else None

    # ------------------------------------------------------------------ care

    def faults_of_the_file(self) -> list[str]:
        """What SQLite itself finds wrong with the file."""
        found = [row[0] for row in self._rows("PRAGMA integrity_check(20)") if row[0] != "ok"]
        for table, row, parent, _ in self._rows("PRAGMA foreign_key_check"):
            found.append(f"Row {row} of {table} refers to a row of {parent} that is not there.")
        sql = (
            "SELECT id FROM labels WHERE start IS NOT json_extract(pieces, '$[0][0]') "
            "OR end IS NOT json_extract(pieces, '$[#-1][1]')"
        )
        for (label_id,) in self._rows(sql):
            found.append(f"Label {label_id}: its start and end are not those of its pieces.")
        return found

    def faults_of_the_journal(self) -> list[str]:
        """The lines of the journal that cannot be read, and so not be undone."""
        found = []
        with said_plainly(self.path):
            for row in self._run(f"SELECT line, {_STEP} FROM journal ORDER BY line"):
                try:
                    _step(row[1:])
                except AnnotatorError:
                    found.append(f"Line {row[0]} of the journal cannot be read.")
        return found

    def copy_to(self, path: Path) -> None:
        """Copy the whole project to a new file while it is in use.

        Works even when the file it was opened from is gone: the open connection still holds it.
        """
        copied(self._db, path)

    def keep_backup(self, moment: datetime, at_most: int, every: timedelta) -> Path | None:
        """A copy named after the moment (local time), unless the newest is younger than `every`.

        The oldest beyond `at_most` copies go.
        """
        folder = backup_folder(self.path)
        with said_plainly(folder):
            kept = sorted(folder.glob(_BACKUPS))
            if kept and moment.timestamp() - kept[-1].stat().st_mtime < every.total_seconds():
                return None
            target = folder / f"{moment:%Y-%m-%dT%H-%M-%S-%f}.annot"
            self.copy_to(target)
            for old in sorted(folder.glob(_BACKUPS))[:-at_most]:
                old.unlink(missing_ok=True)
        return target


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def _step(row: tuple[Any, ...]) -> Step:
    return Step(*(*row[:6], edits_from_json(row[6]), step_kind_from(row[7]), row[8]))
