"""What agreement is measured of, read for hundreds of articles at once. Part of the store's SQL."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from annotator.core.edits import Step
from annotator.core.model import Span, Value
from annotator.store.rows import fields_from, holes, in_parts, pieces_from, value_from
from annotator.store.team import STEP_COLUMNS, TeamReader, step_from

_NONE: Mapping[str, Value] = MappingProxyType({})


class Mark(NamedTuple):
    """A label as agreement sees it; `moment` is when it was made."""

    id: str
    article_id: str
    annotator_id: str
    tag: str
    pieces: tuple[Span, ...]
    version: int
    moment: str
    fields: Mapping[str, Value]


class Reply(NamedTuple):
    """An answer as agreement sees it."""

    id: str
    article_id: str
    annotator_id: str
    question: str
    value: Value
    version: int
    moment: str


class CodingReader(TeamReader):
    """The questions of agreement: some hundred articles with each, and no more than is needed."""

    def marks(self, article_ids: Sequence[str]) -> Iterator[Mark]:
        """The labels on these articles, of whomever; those with equal fields may share them."""
        known: dict[str, Mapping[str, Value]] = {"{}": _NONE}
        for part in in_parts(article_ids):
            sql = (
                "SELECT id, article_id, annotator_id, tag, start, end, pieces, codebook_version, "
                f"created, fields FROM labels WHERE article_id IN ({holes(part)})"
            )
            for row in self._rows(sql, part):
                label, article, who, tag, start, end, pieces, version, made, fields = row
                # One piece, as nearly all have, need not be read from its JSON.
                whole = pieces.count("[") == 2
                places = (Span(start, end),) if whole else pieces_from(pieces)
                values = known.get(fields)
                if values is None:
                    values = known[fields] = fields_from(fields)
                yield Mark(label, article, who, tag, places, version, made, values)

    def replies(self, article_ids: Sequence[str]) -> Iterator[Reply]:
        """The answers about these articles, of whomever."""
        for part in in_parts(article_ids):
            sql = (
                "SELECT id, article_id, annotator_id, question, value, codebook_version, created "
                f"FROM answers WHERE article_id IN ({holes(part)})"
            )
            for reply, article, who, question, value, version, made in self._rows(sql, part):
                yield Reply(reply, article, who, question, value_from(value), version, made)

    def titles_and_texts(self, article_ids: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        """Id, title and text of these articles, in no order."""
        for part in in_parts(article_ids):
            sql = (
                "SELECT id, title, text FROM articles JOIN texts ON article_id = id "
                f"WHERE id IN ({holes(part)})"
            )
            yield from self._rows(sql, part)

    def last_visits(self) -> dict[str, str]:
        """When anyone last began to look at each article."""
        return dict(self._rows("SELECT article_id, max(started) FROM visits GROUP BY 1"))

    def steps_on_older_work(self, version: int, before: int, limit: int) -> list[tuple[int, Step]]:
        """Steps since the codebook's last change about work of other versions than this one.

        With their lines, newest first, and so many of those before a line at the most.
        """
        # Which steps these are is seen in their text: most are about new work, and need no reading.
        sql = (
            f"SELECT line, {STEP_COLUMNS} FROM journal WHERE line < ? "
            "AND line > (SELECT coalesce(max(line), 0) FROM touched WHERE record = 'codebook') "
            "AND EXISTS (SELECT 1 FROM codebooks WHERE version <> ? "
            "AND instr(edits, '\"codebook_version\":' || version || ',')) "
            "ORDER BY line DESC LIMIT ?"
        )
        return [(row[0], step_from(row[1:])) for row in self._rows(sql, (before, version, limit))]

    def versions_in_use(self) -> list[tuple[str, int]]:
        """Since when each version of the codebook was worked with, oldest first."""
        sql = (
            "SELECT min(created), codebook_version FROM "
            "(SELECT created, codebook_version FROM labels UNION ALL "
            "SELECT created, codebook_version FROM answers) GROUP BY 2 ORDER BY 1"
        )
        return [(row[0], row[1]) for row in self._rows(sql)]
