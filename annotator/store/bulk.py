"""Adding many articles with their labels in one transaction: an import, whole or not at all."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any

from annotator.core.edits import Edit, Step
from annotator.core.model import Answer, Article, Assignment, Decision, Label, SecondAnswer, Value
from annotator.core.text import word_count
from annotator.records import EDITS_AT_ONCE
from annotator.store.rows import (
    ANSWERS,
    ASSIGNMENTS,
    DECISIONS,
    LABELS,
    METADATA,
    SECOND_ANSWERS,
    RecordTable,
    holes,
    in_parts,
    value_from,
)

_ARTICLE = (
    f"INSERT INTO articles (position, {', '.join(METADATA.columns)}, words, sha256, rank) "
    f"VALUES (?, {holes(METADATA.columns)}, ?, ?, ?)"
)
_HELD = 250
"""How many articles are held back, to be written table by table: SQLite then touches each page of
a table once for many of them."""
Reply = type[Answer] | type[SecondAnswer]
_REPLIES: dict[Reply, RecordTable[Any]] = {Answer: ANSWERS, SecondAnswer: SECOND_ANSWERS}
_TEXT = "INSERT INTO texts (article_id, headline_end, text) VALUES (?, ?, ?)"
_WORDS = "INSERT INTO article_words (rowid, title, text) VALUES (?, ?, ?)"
_ASSIGNMENT = (
    f"{ASSIGNMENTS.insert} ON CONFLICT (annotator_id, article_id) DO UPDATE SET "
    "state = excluded.state WHERE state IN ('todo', 'in-progress')"
)


class Bulk:
    """The open transaction of an import; made by `Store.adding`."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        apply: Callable[[Sequence[Edit]], None],
        log: Callable[[Step], Step],
    ) -> None:
        self.apply = apply
        self._log = log
        self._run = connection.execute
        self._many = connection.executemany
        self._rank: float = self._one("SELECT coalesce(max(rank), 0) FROM articles")
        self._position: int = self._one("SELECT coalesce(max(position), 0) FROM articles")
        self._articles: list[Article] = []
        self._labels: list[Label] = []
        self._states: list[Assignment] = []
        self._texts_held: dict[str, str] = {}
        self._ids_held: set[str] = set()

    def _one(self, sql: str, values: Sequence[object] = ()) -> Any:
        row = self._run(sql, values).fetchone()
        return row[0] if row else None

    # ------------------------------------------------------------------ what is there already

    def article_with(self, sha256: str) -> str:
        """The id of an article with this text; "" if there is none."""
        held = self._texts_held.get(sha256)
        return (
            held or self._one("SELECT id FROM articles WHERE sha256 = ? LIMIT 1", (sha256,)) or ""
        )

    def has_article(self, article_id: str) -> bool:
        """Whether an article has this id."""
        if article_id in self._ids_held:
            return True
        return self._one("SELECT 1 FROM articles WHERE id = ?", (article_id,)) is not None

    def label_ids(self, ids: Sequence[str]) -> set[str]:
        """Those of these ids that a label has, or had one that a step tells of."""
        found = self._ids_held.intersection(ids)
        for part in in_parts(ids):
            sql = f"SELECT id FROM labels WHERE id IN ({holes(part)})"
            found.update(row[0] for row in self._run(sql, part))
        told = self.told([f"label:{each}" for each in ids])
        return found | {record.removeprefix("label:") for record in told}

    def told(self, records: Sequence[str]) -> set[str]:
        """Those of these identities of records that a step of the journal tells of."""
        found: set[str] = set()
        for part in in_parts(records):
            sql = f"SELECT DISTINCT record FROM touched WHERE record IN ({holes(part)})"
            found.update(row[0] for row in self._run(sql, part))
        return found

    def labels_on(self, article_id: str) -> dict[tuple[str, str, str], str]:
        """By annotator's id, tag and pieces (as JSON), the id of every label on an article."""
        self.write_held()
        sql = "SELECT annotator_id, tag, pieces, id FROM labels WHERE article_id = ?"
        return {(row[0], row[1], row[2]): row[3] for row in self._run(sql, (article_id,))}

    def answered(
        self, kind: Reply, article_id: str, annotator_id: str, question: str
    ) -> tuple[str, Value] | None:
        """The annotator's answer to that question, first or once more: its id and value."""
        sql = (
            f"SELECT id, value FROM {_REPLIES[kind].name} "
            "WHERE article_id = ? AND annotator_id = ? AND question = ?"
        )
        row = self._run(sql, (article_id, annotator_id, question)).fetchone()
        return None if row is None else (row[0], value_from(row[1]))

    def has_answer(self, kind: Reply, answer_id: str) -> bool:
        """Whether an answer of that kind has this id."""
        sql = f"SELECT 1 FROM {_REPLIES[kind].name} WHERE id = ?"
        return self._one(sql, (answer_id,)) is not None

    def work_on(self, article_id: str) -> tuple[set[str], list[Decision]]:
        """The ids of all labels and answers on an article, and the decisions about it."""
        self.write_held()
        ids: set[str] = set()
        for table in (LABELS, ANSWERS):
            sql = f"SELECT id FROM {table.name} WHERE article_id = ?"
            ids.update(row[0] for row in self._run(sql, (article_id,)))
        rows = self._run(f"{DECISIONS.select} WHERE article_id = ?", (article_id,))
        return ids, [DECISIONS.read(row) for row in rows]

    def knows_decision(self, decision_id: str) -> bool:
        """Whether a decision has this id, or had it and a step tells of it."""
        there = self._one("SELECT 1 FROM decisions WHERE id = ?", (decision_id,)) is not None
        return there or bool(self.told([f"decision:{decision_id}"]))

    def version(self) -> int:
        """The version of the codebook in force."""
        return int(self._one("SELECT codebook_version FROM project"))

    # ------------------------------------------------------------------ whole or not at all

    def begin_part(self) -> None:
        """From here on, until it is kept or dropped."""
        self.write_held()
        self._run("SAVEPOINT part")

    def keep_part(self) -> None:
        """What came since `begin_part` stays."""
        self.write_held()
        self._run("RELEASE part")

    def drop_part(self) -> None:
        """What came since `begin_part` goes."""
        self._forget_held()
        self._run("ROLLBACK TO part")
        self._run("RELEASE part")

    # ------------------------------------------------------------------ what is added

    def keep_versions(self, versions: Iterable[int]) -> None:
        """See to it that these versions of the codebook say for ever what they say now."""
        self._many("UPDATE codebooks SET used = 1 WHERE version = ?", ((v,) for v in versions))

    def add_article(self, article: Article) -> None:
        """Add an article at the end of the queue."""
        self._articles.append(article)
        self._texts_held.setdefault(article.sha256, article.id)
        self._ids_held.add(article.id)
        if len(self._articles) >= _HELD:
            self.write_held()

    def add_labels(self, labels: Sequence[Label]) -> None:
        """Add labels that are not there yet."""
        self._labels.extend(labels)
        self._ids_held.update(label.id for label in labels)

    def write_held(self) -> None:
        """Write the articles that were held back, with their labels."""
        rows, texts, words = [], [], []
        for article in self._articles:
            self._rank += 1
            self._position += 1
            known = METADATA.values(article.metadata)
            count = word_count(article.text)
            rows.append((self._position, *known, count, article.sha256, self._rank))
            texts.append((article.id, article.headline_end, article.text))
            words.append((self._position, article.title, article.text))
        self._many(_ARTICLE, rows)
        self._many(_TEXT, texts)
        self._many(_WORDS, words)
        for start in range(0, len(self._labels), EDITS_AT_ONCE):
            part = self._labels[start : start + EDITS_AT_ONCE]
            self._run(
                LABELS.inserts(len(part)), list(chain.from_iterable(map(LABELS.values, part)))
            )
        self._many(_ASSIGNMENT, map(ASSIGNMENTS.values, self._states))
        self._forget_held()

    def _forget_held(self) -> None:
        self._articles.clear()
        self._labels.clear()
        self._states.clear()
        self._texts_held.clear()
        self._ids_held.clear()

    def finish(self, step: Step | None) -> Step | None:
        """Write what is held back, and the step that tells of it all, if anything was added."""
        self.write_held()
        return None if step is None else self._log(step)

    def add_answers(self, answers: Iterable[Answer | SecondAnswer]) -> None:
        """Add answers to questions that are not answered yet."""
        made = list(answers)
        if not made:
            return
        self.write_held()
        for kind, table in _REPLIES.items():
            self._many(table.insert, [table.values(it) for it in made if isinstance(it, kind)])

    def add_decision(self, decision: Decision) -> None:
        """Add a decision about labels and answers that are there."""
        self._run(DECISIONS.insert, DECISIONS.values(decision))

    def assigned(self, article_id: str, annotator_id: str) -> Assignment | None:
        """How far an annotator is with an article; None if nothing was said of it."""
        self.write_held()
        row = self._run(
            f"{ASSIGNMENTS.select}{ASSIGNMENTS.where_key}", (annotator_id, article_id)
        ).fetchone()
        return None if row is None else ASSIGNMENTS.read(row)

    def set_state(self, assignment: Assignment) -> None:
        """Say how far an annotator is, where they had not said so themselves."""
        self._states.append(assignment)
