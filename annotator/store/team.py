"""What a team asks of a project file: queues, time spent, the journal of all its copies."""

from collections.abc import Iterator, Sequence
from typing import Any

from annotator.core.edits import Step
from annotator.core.errors import AnnotatorError
from annotator.core.model import (
    Assignment,
    Attempt,
    Codebook,
    Decision,
    OwnRecord,
    Value,
    Visit,
)
from annotator.core.questionnaire import Questionnaire
from annotator.store.corpus import CorpusReader
from annotator.store.rows import (
    ANSWERS,
    ASSIGNMENTS,
    ATTEMPTS,
    DECISIONS,
    LABELS,
    SECOND_ANSWERS,
    R,
    RecordTable,
    answers_from,
    codebook_from,
    edits_from_json,
    holes,
    step_kind_from,
)

ELSEWHERE = "elsewhere"
"""What `journal.undo` says of steps that came from another copy: they are not undone here."""

HEADING_COLUMNS = "id, device, number, annotator_id, time, title, kind, target, clock"
STEP_COLUMNS = f"{HEADING_COLUMNS}, CAST(edits AS BLOB)"
"""The edits come as bytes: to make one text of a hundred thousand edits takes too long at once."""


class TeamReader(CorpusReader):
    """The questions about annotators, their queues, and the steps of all copies."""

    def decisions(self, article_id: str) -> list[Decision]:
        """What was decided about an article, in the order of the text."""
        return self._records(DECISIONS, "WHERE article_id = ? ORDER BY start, id", (article_id,))

    def done_by_several(self) -> list[str]:
        """The ids of the articles that two or more annotators are done with."""
        sql = (
            "SELECT article_id FROM assignments JOIN annotators ON id = annotator_id "
            "WHERE state = 'done' AND kind IN ('person', 'model') "
            "GROUP BY article_id HAVING count(*) > 1"
        )
        return [row[0] for row in self._rows(sql)]

    def attempts(self, annotator_id: str | None = None) -> list[Attempt]:
        """How one annotator, or all, did in training, the oldest first."""
        whose = "" if annotator_id is None else "WHERE annotator_id = ? "
        values = () if annotator_id is None else (annotator_id,)
        return self._records(ATTEMPTS, f"{whose}ORDER BY time, id", values)

    def questionnaire(self, annotator_id: str) -> Questionnaire | None:
        """What the annotator said about themselves; None where they were not asked."""
        sql = "SELECT time, answers FROM questionnaires WHERE annotator_id = ?"
        row = self._row(sql, (annotator_id,))
        return None if row is None else Questionnaire(row[0], answers_from(row[1]))

    def questionnaires(self) -> list[dict[str, Value]]:
        """What annotators said about themselves, without their names and in no order of theirs."""
        sql = "SELECT answers FROM questionnaires ORDER BY answers"
        return [answers_from(row[0]) for row in self._rows(sql)]

    def assigned_in(self, annotator_id: str, batch: str) -> list[Assignment]:
        """The annotator's assignments of a batch, in the order of the queue."""
        where = "WHERE annotator_id = ? AND batch = ? AND place > 0 ORDER BY place"
        return self._records(ASSIGNMENTS, where, (annotator_id, batch))

    def has_assignments(self, annotator_id: str) -> bool:
        """Whether articles were assigned to the annotator."""
        sql = "SELECT 1 FROM assignments WHERE annotator_id = ? AND place > 0 LIMIT 1"
        return bool(annotator_id) and self._row(sql, (annotator_id,)) is not None

    def every_assignment(self, annotator_id: str | None = None) -> list[Assignment]:
        """All assignments, or one annotator's; in the order of queues."""
        whose = "" if annotator_id is None else "WHERE annotator_id = ? "
        values = () if annotator_id is None else (annotator_id,)
        return self._records(
            ASSIGNMENTS, f"{whose}ORDER BY annotator_id, place, article_id", values
        )

    def codebooks(self, versions: Sequence[int] | None = None) -> tuple[tuple[int, Codebook], ...]:
        """The contents of these versions of the codebook, or of all, with their numbers."""
        which = "" if versions is None else f"WHERE version IN ({holes(versions)})"
        sql = f"SELECT version, content FROM codebooks {which} ORDER BY version"
        return tuple((row[0], codebook_from(row[1])) for row in self._rows(sql, versions or ()))

    def desk(self) -> str:
        """The id of the annotator who was at the desk last; "" if nobody was."""
        return str(self._only("SELECT desk FROM project")[0])

    def is_work_copy(self) -> bool:
        """Whether the project was made from a work pack, so that its lead is elsewhere."""
        return bool(self._only("SELECT work_copy FROM project")[0])

    def all_steps(self, annotator_id: str | None = None) -> Iterator[Step]:
        """Every step, or one annotator's, in `Step.order`."""
        whose, values = (
            ("", ()) if annotator_id is None else ("WHERE annotator_id = ?", (annotator_id,))
        )
        sql = f"SELECT {STEP_COLUMNS} FROM journal {whose} ORDER BY clock, device, number"
        for row in self._rows(sql, values):
            yield step_from(row)

    def steps_that_touched(self, record: str) -> list[Step]:
        """The steps that touched the record of this identity, in the order they came here."""
        sql = (
            f"SELECT {STEP_COLUMNS} FROM journal WHERE line IN "
            "(SELECT line FROM touched WHERE record = ?) ORDER BY line"
        )
        return [step_from(row) for row in self._rows(sql, (record,))]

    def disputed(self) -> list[str]:
        """The identities of the records that copies of the project disagree on."""
        return [row[0] for row in self._rows("SELECT record FROM disputed ORDER BY record")]

    def untouched(self, annotator_id: str) -> list[OwnRecord]:
        """The annotator's records that no step in the journal ever touched: an import made them."""
        found: list[OwnRecord] = []
        tables: tuple[tuple[RecordTable[Any], str], ...] = (
            (LABELS, "'label:' || id"),
            (ANSWERS, "'answer:' || article_id || ':' || annotator_id || ':' || question"),
            (
                SECOND_ANSWERS,
                "'secondanswer:' || article_id || ':' || annotator_id || ':' || question",
            ),
            (DECISIONS, "'decision:' || id"),
            (ASSIGNMENTS, "'assignment:' || article_id || ':' || annotator_id"),
        )
        for table, name in tables:
            where = (
                "WHERE annotator_id = ? AND NOT EXISTS "
                f"(SELECT 1 FROM touched WHERE record = {name}) ORDER BY {', '.join(table.key)}"
            )
            found += self._records(table, where, (annotator_id,))
        return found

    def visits(self, article_id: str, annotator_id: str) -> list[Visit]:
        """The annotator's visits to the article, oldest first."""
        sql = "SELECT * FROM visits WHERE article_id = ? AND annotator_id = ? ORDER BY rowid"
        return [Visit(*row) for row in self._rows(sql, (article_id, annotator_id))]

    def visits_of(self, annotator_id: str) -> list[Visit]:
        """All visits of the annotator, oldest first."""
        sql = "SELECT * FROM visits WHERE annotator_id = ? ORDER BY started, id"
        return [Visit(*row) for row in self._rows(sql, (annotator_id,))]

    def last_visited(self, annotator_id: str) -> str:
        """The id of the article that the annotator came to last; "" if they never did."""
        sql = (
            "SELECT article_id FROM visits WHERE annotator_id = ? "
            "ORDER BY started DESC, id DESC LIMIT 1"
        )
        return next((row[0] for row in self._rows(sql, (annotator_id,))), "")

    def time_by_article(self) -> dict[tuple[str, str], int]:
        """The milliseconds that each annotator spent with each article: (article, annotator)."""
        sql = "SELECT article_id, annotator_id, sum(milliseconds) FROM visits GROUP BY 1, 2"
        return {(row[0], row[1]): row[2] for row in self._rows(sql)}

    def labels_by_article(self) -> dict[tuple[str, str], int]:
        """How many labels each annotator has on each article: (article, annotator)."""
        sql = "SELECT article_id, annotator_id, count(*) FROM labels GROUP BY 1, 2"
        return {(row[0], row[1]): row[2] for row in self._rows(sql)}

    def assignment(self, article_id: str, annotator_id: str) -> Assignment | None:
        """How far the annotator is with the article; None before the first change."""
        found = self._records(ASSIGNMENTS, ASSIGNMENTS.where_key, (annotator_id, article_id))
        return next(iter(found), None)

    def assignments(self, article_id: str) -> list[Assignment]:
        """All annotators' assignments of an article."""
        return self._records(
            ASSIGNMENTS, "WHERE article_id = ? ORDER BY annotator_id", (article_id,)
        )

    def _records(
        self, table: RecordTable[R], where: str = "", values: Sequence[object] = ()
    ) -> list[R]:
        return [table.read(row) for row in self._rows(f"{table.select} {where}", values)]

    def _only(self, sql: str, values: Sequence[object] = ()) -> tuple[Any, ...]:
        row = self._row(sql, values)
        if row is None:
            raise AnnotatorError(
                f"{self.path.name} lacks the row that describes the project; "
                "open one of the copies in the folder of backups beside it."
            )
        return row


def step_from(row: tuple[Any, ...]) -> Step:
    """The step that a row of `STEP_COLUMNS` holds; raises AnnotatorError if it is spoilt."""
    kind = step_kind_from(row[6])
    return Step(*(*row[:6], edits_from_json(row[9]), kind, row[7], row[8]))
