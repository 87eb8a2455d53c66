"""Everything that can be asked of a project file: records, articles, counts, the journal."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from annotator.core.edits import Heading, Step, StepKind
from annotator.core.errors import AnnotatorError, Conflict
from annotator.core.model import (
    Annotator,
    Answer,
    Article,
    Assignment,
    Codebook,
    Label,
    QueueEntry,
    SecondAnswer,
    Settings,
    State,
    Value,
)
from annotator.records import EDITS_AT_ONCE
from annotator.store.file import (
    said_plainly,
)
from annotator.store.hub import HubReader
from annotator.store.rows import (
    ANNOTATORS,
    ANSWERS,
    ASSIGNMENTS,
    LABELS,
    METADATA,
    SECOND_ANSWERS,
    SETTINGS,
    TABLES,
    R,
    RecordTable,
    Row,
    codebook_from,
    holes,
    state_from,
    step_kind_from,
    value_from,
)
from annotator.store.team import ELSEWHERE, STEP_COLUMNS, step_from

_AT_ONCE = 250
"""How many articles are read with one question: more is no faster, and takes room."""


class WorkedOn(NamedTuple):
    """An article with all that annotators made of it."""

    article: Article
    labels: list[Label]
    answers: list[Answer]
    second_answers: list[SecondAnswer]
    assignments: list[Assignment]


class Reader(HubReader):
    """The questions; each is answered by SQL, so that none costs more than what it gives."""

    # ------------------------------------------------------------------ the project

    def project_id(self) -> str:
        """The id that the project got when it was made."""
        return str(self._only("SELECT id FROM project")[0])

    def settings(self) -> Settings:
        """What the project decides for everyone."""
        return SETTINGS.read(self._only(SETTINGS.select))

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

    # ------------------------------------------------------------------ records

    def _stored(self, table: RecordTable[R], keys: Sequence[Row]) -> dict[Row, Row]:
        """The rows of these keys, by key; those that are not there are left out."""
        at = [table.columns.index(column) for column in table.key]
        found: dict[Row, Row] = {}
        for start in range(0, len(keys), EDITS_AT_ONCE):
            part = keys[start : start + EDITS_AT_ONCE]
            sql = table.select + table.where_keys(len(part))
            rows = self._rows(sql, list(chain.from_iterable(part)))
            found.update((tuple(row[place] for place in at), row) for row in rows)
        return found

    def with_ids(self, kind: type[R], ids: Sequence[str]) -> list[R]:
        """The records of a kind that have these ids, in this order; raises Conflict if one lacks.

        Metadata and Shelf have the ids of their articles.
        """
        table: RecordTable[R] = TABLES[kind]
        rows = self._stored(table, [(each,) for each in ids])
        try:
            return [table.read(rows[(each,)]) for each in ids]
        except KeyError:
            raise Conflict(
                "Something of this was removed elsewhere in the meantime, so nothing was changed; "
                "look at it again and repeat the change."
            ) from None

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

    def labels_of_other_versions(
        self, annotator_id: str, version: int, tags: Sequence[str] = ()
    ) -> list[Label]:
        """The annotator's labels of any version of the codebook but this one, or of these tags."""
        where = (
            f"WHERE annotator_id = ? AND (codebook_version <> ? OR tag IN ({holes(tags)})) "
            "ORDER BY article_id, start, id"
        )
        return self._records(LABELS, where, (annotator_id, version, *tags))

    def labels_by_annotator(self, tag: str) -> dict[str, int]:
        """How many labels of a tag each annotator has, by id; those with none are left out."""
        sql = "SELECT annotator_id, count(*) FROM labels WHERE tag = ? GROUP BY 1 ORDER BY 1"
        return dict(self._rows(sql, (tag,)))

    def fields_held(self, tag: str) -> dict[str, int]:
        """How many labels of a tag hold a value of each field, by the field's key."""
        sql = (
            "SELECT key, count(*) FROM labels, json_each(labels.fields) WHERE tag = ? "
            "GROUP BY 1 ORDER BY 1"
        )
        return dict(self._rows(sql, (tag,)))

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

    def second_answers(
        self, article_id: str, annotator_id: str | None = None
    ) -> list[SecondAnswer]:
        """What was said once more about an article, by one annotator or by all."""
        where, values = "WHERE article_id = ?", [article_id]
        if annotator_id is not None:
            where, values = where + " AND annotator_id = ?", [article_id, annotator_id]
        return self._records(SECOND_ANSWERS, where + " ORDER BY id", values)

    # ------------------------------------------------------------------ articles

    def article(self, article_id: str) -> Article | None:
        """The article with its text."""
        return self._articles([article_id]).get(article_id)

    def _articles(self, ids: Sequence[str]) -> dict[str, Article]:
        rows = self._rows(
            f"SELECT {', '.join(METADATA.columns)}, headline_end, text, sha256 FROM articles "
            f"JOIN texts ON article_id = id WHERE id IN ({holes(ids)})",
            ids,
        )
        return {
            row[0]: Article(row[0], row[-2], row[-3], row[-1], METADATA.read(row[:-3]))
            for row in rows
        }

    def worked_on(self, ids: Sequence[str], annotator_id: str | None = None) -> Iterator[WorkedOn]:
        """The articles that are there, in the order of the ids, with one's work on them or all's.

        Hundreds are read with a few questions; no more than those are held at a time.
        """
        for start in range(0, len(ids), _AT_ONCE):
            part = ids[start : start + _AT_ONCE]
            articles = self._articles(part)
            labels = self._work(LABELS, part, annotator_id, "start, end DESC, id")
            answers = self._work(ANSWERS, part, annotator_id, "id")
            second = self._work(SECOND_ANSWERS, part, annotator_id, "id")
            states = self._work(ASSIGNMENTS, part, annotator_id, "annotator_id")
            for each in part:
                if each in articles:
                    yield WorkedOn(
                        articles[each],
                        labels.get(each, []),
                        answers.get(each, []),
                        second.get(each, []),
                        states.get(each, []),
                    )

    def _work(
        self, table: RecordTable[R], ids: Sequence[str], annotator_id: str | None, order: str
    ) -> dict[str, list[R]]:
        """The rows of a table that lie on these articles, by the article's id."""
        whose = "" if annotator_id is None else " AND annotator_id = ?"
        sql = f"{table.select} WHERE article_id IN ({holes(ids)}){whose} ORDER BY {order}"
        at = table.columns.index("article_id")
        found: dict[str, list[R]] = {}
        for row in self._rows(sql, [*ids, *([] if annotator_id is None else [annotator_id])]):
            found.setdefault(row[at], []).append(table.read(row))
        return found

    def article_ids(self, annotator_id: str = "", states: Sequence[State] = ()) -> list[str]:
        """The ids of the articles in the annotator's queue, in its order; in these states, if any.

        Who has assignments has those in the queue, everybody else all articles in the project's
        order. What is archived is left out.
        """
        wanted = f" AND coalesce(state, 'todo') IN ({holes(states)})" if states else ""
        values = [annotator_id, *(state.value for state in states)]
        if self.has_assignments(annotator_id):
            sql = (
                "SELECT id FROM assignments JOIN articles ON id = article_id "
                f"WHERE annotator_id = ? AND place > 0{wanted} AND NOT archived ORDER BY place"
            )
        else:
            sql = (
                "SELECT id FROM articles "
                "LEFT JOIN assignments ON article_id = id AND annotator_id = ? "
                f"WHERE NOT archived{wanted} ORDER BY rank, position"
            )
        return [row[0] for row in self._rows(sql, values)]

    def every_article_id(self) -> list[str]:
        """The ids of all articles, also of the archived, in order."""
        return [row[0] for row in self._rows("SELECT id FROM articles ORDER BY rank, position")]

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
        assigned = self.has_assignments(annotator_id)
        sql = (
            "SELECT state, count(*) FROM assignments JOIN articles ON id = article_id "
            f"WHERE annotator_id = ? AND NOT archived{' AND place > 0' if assigned else ''} "
            "GROUP BY state"
        )
        for state, count in self._rows(sql, (annotator_id,)):
            counts[state_from(state)] = count
        if not assigned:
            total = self._only("SELECT count(*) FROM articles WHERE NOT archived")[0]
            counts[State.TODO] = total - sum(n for s, n in counts.items() if s is not State.TODO)
        return counts

    def usage(
        self,
    ) -> tuple[
        dict[str, int], dict[int, int], dict[tuple[str, Value], int], dict[tuple[str, Value], int]
    ]:
        """How many labels have each tag, each codebook version, each field's value; and answers."""
        tags = dict(self._rows("SELECT tag, count(*) FROM labels GROUP BY tag"))
        sql = "SELECT codebook_version, count(*) FROM labels GROUP BY codebook_version"
        versions = dict(self._rows(sql))
        # json_quote keeps a scale's 1 apart from a yes.
        sql = (
            "SELECT key, CASE type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' "
            "ELSE json_quote(value) END AS held, count(*) FROM labels, json_each(labels.fields) "
            "GROUP BY key, held"
        )
        fields = {(row[0], value_from(row[1])): row[2] for row in self._rows(sql)}
        sql = "SELECT question, value, count(*) FROM answers GROUP BY question, value"
        answers = {(row[0], value_from(row[1])): row[2] for row in self._rows(sql)}
        return tags, versions, fields, answers

    def label_fields(self) -> list[str]:
        """The keys of all fields that some label has a value for, sorted."""
        sql = "SELECT DISTINCT key FROM labels, json_each(labels.fields) ORDER BY key"
        return [row[0] for row in self._rows(sql)]

    def field_texts_written(self, annotator_id: str, key: str, limit: int) -> list[str]:
        """The texts in this field of the annotator's labels, the commonest first, then the newest.

        Reads all their labels: up to a second where there are a million.
        """
        sql = (
            "SELECT field.value FROM labels, json_each(labels.fields) AS field "
            "WHERE annotator_id = ? AND field.key = ? AND field.type = 'text' "
            "GROUP BY field.value ORDER BY count(*) DESC, max(updated) DESC LIMIT ?"
        )
        return [row[0] for row in self._rows(sql, (annotator_id, key, limit))]

    def answers_written(self, annotator_id: str, key: str, limit: int) -> list[str]:
        """The annotator's texts as answers to this question, in the same order."""
        sql = (
            "SELECT value FROM answers WHERE annotator_id = ? AND question = ? "
            "GROUP BY value ORDER BY count(*) DESC, max(updated) DESC LIMIT ?"
        )
        found = (value_from(row[0]) for row in self._rows(sql, (annotator_id, key, limit)))
        return [value for value in found if isinstance(value, str)]

    # ------------------------------------------------------------------ the journal

    def steps(self, before: int | None = None, limit: int = 200) -> list[tuple[int, Step]]:
        """The newest steps with their lines, newest first; those before a line, if given."""
        where, values = ("WHERE line < ?", [before]) if before is not None else ("", [])
        sql = f"SELECT line, {STEP_COLUMNS} FROM journal {where} ORDER BY line DESC LIMIT ?"
        return [(row[0], step_from(row[1:])) for row in self._rows(sql, (*values, limit))]

    def headings(
        self, before: int | None = None, limit: int = 200, annotator_id: str = ""
    ) -> list[Heading]:
        """The newest lines without their edits, newest first; those before a line, if given.

        With an annotator's id those of everybody else are left out.
        """
        whose, people = _by(annotator_id)
        earlier, values = (" AND line < ?", [before]) if before is not None else ("", [])
        which = f"WHERE 1{whose}{earlier} ORDER BY line DESC LIMIT ?"
        return self._headings(which, (*people, *values, limit))

    def undoable(self, annotator_id: str = "") -> Heading | None:
        """The step that undo would turn back: the annotator's newest, or anybody's for ""."""
        whose, values = _by(annotator_id)
        found = self._headings(f"WHERE undo = 'live'{whose} ORDER BY line DESC LIMIT 1", values)
        return found[0] if found else None

    def redoable(self, annotator_id: str = "") -> Heading | None:
        """The step that redo would do again: the last undone since anything new was done.

        The annotator's, or anybody's for "".
        """
        whose, people = _by(annotator_id)
        mine = f"undo <> '{ELSEWHERE}'{whose}"
        sql = (
            "SELECT kind, target FROM journal WHERE line > coalesce((SELECT line FROM journal "
            f"WHERE kind = 'do' AND {mine} ORDER BY line DESC LIMIT 1), 0) "
            f"AND kind IN ('undo', 'redo') AND {mine} ORDER BY line"
        )
        undone: list[str] = []
        for kind, target in self._rows(sql, [*people, *people]):
            if kind == StepKind.UNDO:
                undone.append(target)
            elif target in undone:
                undone.remove(target)
        found = self._headings("WHERE id = ?", undone[-1:]) if undone else []
        return found[0] if found else None

    def went_on_since(self, line: int, annotator_id: str) -> str:
        """The id of somebody else with a step after this line that still holds; "" if nobody."""
        sql = (
            "SELECT annotator_id FROM journal WHERE line > ? AND undo = 'live' "
            "AND annotator_id NOT IN (?, '') LIMIT 1"
        )
        row = self._row(sql, (line, annotator_id))
        return str(row[0]) if row else ""

    def _headings(self, which: str, values: Sequence[object] = ()) -> list[Heading]:
        sql = f"SELECT line, id, annotator_id, time, title, kind FROM journal {which}"
        return [Heading(*(*row[:5], step_kind_from(row[5]))) for row in self._rows(sql, values)]

    def step(self, line: int) -> Step:
        """The step of this line, with its edits; raises AnnotatorError if it is spoilt."""
        return step_from(self._only(f"SELECT {STEP_COLUMNS} FROM journal WHERE line = ?", (line,)))

    def step_size(self, line: int) -> int:
        """How many bytes the edits of this line take; they are not read for that."""
        with (
            said_plainly(self.path),
            self._db.blobopen("journal", "edits", line, readonly=True) as edits,
        ):
            return len(edits)


def _by(annotator_id: str) -> tuple[str, tuple[str, ...]]:
    """The condition that a step is the annotator's or nobody's in particular; none for ""."""
    return (" AND annotator_id IN (?, '')", (annotator_id,)) if annotator_id else ("", ())
