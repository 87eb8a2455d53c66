"""One project file: the only SQL beside the schema's.

A `Store` is one connection and belongs to one thread. Nothing here knows what a change means; it
writes Steps, all or nothing, and gives records back.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from annotator.core.edits import Edit, Step, StepKind, identity, touched
from annotator.core.errors import AnnotatorError, Conflict
from annotator.core.model import (
    Answer,
    Codebook,
    Label,
    Record,
    SecondAnswer,
    Settings,
    Visit,
)
from annotator.core.questionnaire import Questionnaire
from annotator.core.replay import can_part, replayed
from annotator.core.work import Progress, Work, finish
from annotator.records import EDITS_AT_ONCE, as_json, edits_as_json
from annotator.store.bulk import Bulk
from annotator.store.file import (
    backup_folder,
    connected,
    in_one_piece,
    made,
    said_plainly,
)
from annotator.store.merging import Merging
from annotator.store.reader import Reader
from annotator.store.rows import (
    SETTINGS,
    TABLES,
    RecordTable,
    Row,
    digest_of,
    holes,
    in_parts,
    runs,
)
from annotator.store.team import ELSEWHERE, HEADING_COLUMNS, STEP_COLUMNS, step_from

_MADE_WITH = Label | Answer | SecondAnswer
"""What is made with a version of the codebook."""

_KINDS = tuple(kind.value for kind in StepKind)
_BACKUPS = "????-??-??T*.annot"
_CHANGED = (
    "This was changed elsewhere in the meantime, so nothing was written; "
    "look at it again and repeat the change."
)


class Store(Reader):
    """A project file, open to be asked and, if it may be, to be written to."""

    @classmethod
    def open(cls, path: Path, *, write: bool = True, known: bool = False) -> "Store":
        """The project file at `path`, to write to or only to read.

        One that this process has open already is `known`: it is not looked through again.
        """
        with said_plainly(path):
            return cls(path, connected(path, write=write, known=known), writable=write)

    @classmethod
    def create(
        cls,
        path: Path,
        settings: Settings,
        codebook: Codebook,
        first: Step | None,
        *,
        project_id: str,
        now: str,
    ) -> "Store":
        """A new project file at `path`, which must not exist, with its first step, if any.

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
                    if first is not None:
                        store.write(first)
                finally:
                    store.close()
        return cls.open(path)

    def _begin(self, settings: Settings, codebook: Codebook, project_id: str, now: str) -> None:
        content = as_json(codebook)
        with self._transaction():
            self._run("INSERT INTO codebooks VALUES (1, ?, ?, 0)", (digest_of(content), content))
            self._run(
                f"INSERT INTO project ({', '.join(SETTINGS.columns)}, id, created, "
                f"codebook_version) VALUES ({holes(SETTINGS.columns)}, ?, ?, 1)",
                (*SETTINGS.values(settings), project_id, now),
            )

    # ------------------------------------------------------------------ writing

    def write(self, step: Step) -> Step:
        """Write the step, all or nothing, and its line in the journal; gives it with its clock.

        Raises Conflict where a stored record is not what an edit expects.
        """
        return finish(self.writing(step))

    def writing(self, step: Step) -> Work[Step]:
        """`write` as work: it counts edits, and stopped leaves everything as it was."""
        count = len(step.edits)
        with self._transaction():
            for start in range(0, count, EDITS_AT_ONCE):
                self._apply(step.edits[start : start + EDITS_AT_ONCE])
                yield Progress(min(start + EDITS_AT_ONCE, count), count, step.title)
            return self._log(step)

    def _apply(self, edits: Sequence[Edit]) -> None:
        for run in runs(edits):
            record = run[0].record
            if isinstance(record, Codebook):
                self._apply_codebook(run[0])
            elif isinstance(record, Settings):
                self._apply_settings(run[0])
            else:
                self._apply_rows(run, TABLES[type(record)])

    def _apply_settings(self, edit: Edit) -> None:
        if self.settings() != edit.before:
            raise Conflict(_CHANGED)
        after = edit.after
        if after is None:
            raise ValueError("a project has settings always")
        assert isinstance(after, Settings)  # noqa: S101 - an edit changes a record into its kind
        sets = ", ".join(f"{column} = ?" for column in SETTINGS.columns)
        self._run(f"UPDATE project SET {sets}", SETTINGS.values(after))

    def _apply_rows(self, run: Sequence[Edit], table: RecordTable[Any]) -> None:
        """Write edits of different records, all of which add, remove or change."""
        keys = [table.key_of(edit.record) for edit in run]
        stored = self._stored(table, keys)
        for edit, key in zip(run, keys, strict=True):
            if not _is(edit.before, stored.get(key), table):
                raise Conflict(_CHANGED)
        if run[0].after is None:
            self._run(table.deletes(len(run)), list(chain.from_iterable(keys)))
        else:
            sql = table.inserts(len(run)) if run[0].before is None else table.updates(len(run))
            self._run(sql, [value for edit in run for value in table.values(edit.after)])
        made = {it.after.codebook_version for it in run if isinstance(it.after, _MADE_WITH)}
        for version in sorted(made):
            self._keep_version(version)

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

    def _apply_codebook(self, edit: Edit) -> None:
        """Point the project at the version with this content.

        Content seen before has its version already. A newest version that no label or answer was
        ever made with (not even one undone since) is rewritten in place, so that versions count
        what annotators worked with, not key strokes.
        """
        if self.codebook()[0] != edit.before:
            raise Conflict(_CHANGED)
        if edit.after is None:
            raise ValueError("a project has a codebook always")
        content = as_json(edit.after)
        digest = digest_of(content)
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

    def _log(self, step: Step) -> Step:
        if step.kind is StepKind.UNDO:
            self._run("UPDATE journal SET undo = 'undone' WHERE id = ?", (step.target,))
        elif step.kind is StepKind.REDO:
            self._run("UPDATE journal SET undo = 'live' WHERE id = ?", (step.target,))
        if not step.clock:
            [clock] = self._run("SELECT coalesce(max(clock), 0) + 1 FROM journal").fetchone()
            step = replace(step, clock=clock)
        self._add_lines([step], "live" if step.kind is StepKind.DO else "")
        self._note_disputes(step)
        return step

    def _note_disputes(self, step: Step) -> None:
        """Note what copies disagree on after the step, as the merge that takes it in will.

        It ends a disagreement that it decides on, or where it says what all others say. And it may
        begin one: copies that said the same part again where one of them says something else.
        """
        sql = "SELECT record FROM disputed"
        looked = {row[0] for row in self._run(sql)}.intersection(touched(step))
        parting = {identity(it.before) for it in step.edits if it.before and can_part(it.before)}
        for part in in_parts(sorted(parting)):
            # By the index of the copy's own lines: `undo` lies behind the edits, which may be many.
            sql = (
                f"SELECT DISTINCT record FROM touched WHERE record IN ({holes(part)}) "
                "AND NOT EXISTS (SELECT 1 FROM journal INDEXED BY journal_mine WHERE "
                f"kind IN ({holes(_KINDS)}) AND line = touched.line AND undo <> '{ELSEWHERE}')"
            )
            looked.update(row[0] for row in self._run(sql, (*part, *_KINDS)))
        sql = f"SELECT {STEP_COLUMNS} FROM touched JOIN journal USING (line) WHERE record = ?"
        for record in looked:
            steps = [step_from(row) for row in self._run(sql, (record,))]
            parted = bool(replayed(record, steps).versions)
            self._run(
                "INSERT INTO disputed VALUES (?) ON CONFLICT DO NOTHING"
                if parted
                else "DELETE FROM disputed WHERE record = ?",
                (record,),
            )

    def _add_lines(self, steps: Sequence[Step], undo: str) -> None:
        """Add steps, which have their clocks, to the journal."""
        [line] = self._run("SELECT coalesce(max(line), 0) + 1 FROM journal").fetchone()
        self._db.executemany(
            f"INSERT INTO journal (line, {HEADING_COLUMNS}, edits, undo) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?)",
            (
                (
                    *(line + n, it.id, it.device, it.number, it.annotator_id, it.time, it.title),
                    *(it.kind.value, it.target, it.clock, edits_as_json(it.edits), undo),
                )
                for n, it in enumerate(steps)
            ),
        )
        self._db.executemany(
            "INSERT INTO touched VALUES (?, ?)",
            ((record, line + n) for n, it in enumerate(steps) for record in touched(it)),
        )

    @contextmanager
    def adding(self, *, keep: bool = True) -> Iterator[Bulk]:
        """One transaction in which articles and labels are added; without `keep` only a rehearsal.

        The edits of its step are applied one by one, and logged with the step at the end.
        """
        with self._transaction():
            yield Bulk(self._db, self._apply, self._log)
            if not keep:
                self._run("ROLLBACK")

    @contextmanager
    def merging(self, *, keep: bool = True) -> Iterator[Merging]:
        """One transaction that takes in steps of other copies; without `keep` only a rehearsal."""
        with self._transaction():
            yield Merging(self._db, self._add_lines)
            if not keep:
                self._run("ROLLBACK")

    @contextmanager
    def unforced(self) -> Iterator[None]:
        """What this connection writes within is whole, but may be gone after a power cut.

        For what can be had again, so that nobody at the desk waits for the disk meanwhile.
        """
        self._run("PRAGMA synchronous = NORMAL")
        try:
            yield
        finally:
            self._run("PRAGMA synchronous = FULL")

    def record_visit(self, visit: Visit) -> None:
        """Keep a visit, or how far it has come since it was last kept."""
        with self.merging() as merging:
            merging.add_visits([visit])

    def drop_from_undo(self, line: int) -> None:
        """Let the step of this line stand: neither undo nor redo comes to it again."""
        with self._transaction():
            self._run("UPDATE journal SET undo = 'dropped' WHERE line = ?", (line,))

    def keep_codebook(self) -> None:
        """See to it that the codebook in force says for ever what its version says now."""
        with self._transaction():
            self._run(
                "UPDATE codebooks SET used = 1 "
                "WHERE version = (SELECT codebook_version FROM project) AND NOT used"
            )

    def make_work_copy(self, annotator_id: str) -> None:
        """Say that this file was made from a work pack for this annotator, who sits down at it."""
        with self._transaction():
            self._run("UPDATE project SET work_copy = 1, desk = ?", (annotator_id,))

    def sit_down(self, annotator_id: str) -> None:
        """Remember who is at the desk of this copy of the project."""
        with self._transaction():
            self._run("UPDATE project SET desk = ?", (annotator_id,))

    def keep_questionnaire(self, annotator_id: str, given: Questionnaire) -> None:
        """Keep what an annotator said about themselves."""
        sql = (
            "INSERT INTO questionnaires VALUES (?, ?, ?) ON CONFLICT (annotator_id) "
            "DO UPDATE SET time = excluded.time, answers = excluded.answers"
        )
        with self._transaction():
            self._run(sql, (annotator_id, given.time, as_json(given.answers)))

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
            for row in self._run(f"SELECT line, {STEP_COLUMNS} FROM journal ORDER BY line"):
                try:
                    step_from(row[1:])
                except AnnotatorError:
                    found.append(f"Line {row[0]} of the journal cannot be read.")
        return found

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


def _is(record: Record | None, row: Row | None, table: RecordTable[Any]) -> bool:
    """Whether the row, or none, is this record."""
    if record is None or row is None:
        return record is None and row is None
    # Written by this program they are equal to the letter; another may have written it otherwise.
    return row == table.values(record) or bool(table.read(row) == record)
