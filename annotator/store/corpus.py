"""What is asked about many articles at once: searched, sorted, counted. Part of the store's SQL."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from annotator.core.errors import AnnotatorError
from annotator.core.model import Shelf, Span, State
from annotator.core.query import And, Filter, Node, Not, Or, Query, fts
from annotator.store.connection import Connection
from annotator.store.file import said_plainly
from annotator.store.rows import METADATA, SHELVES, holes, in_parts, pieces_from, state_from

COLUMNS = (
    "rank",
    "title",
    "outlet",
    "author",
    "date",
    "url",
    "language",
    "genre",
    "event",
    "words",
)
"""The columns of an article that a table can be sorted by, beside `labels`, states and extras."""

_TEXTS = ("title", "outlet", "author", "url", "language", "genre", "event")


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One line of the table of articles: `labels` and `states` of those who may be seen.

    `metadata` are its properties by name, those of `extra` too; `tags` how many labels each tag
    has; `states` each annotator's by id.
    """

    id: str
    metadata: dict[str, str]
    words: int
    labels: int
    tags: dict[str, int]
    states: dict[str, State]
    archived: bool


@dataclass(frozen=True, slots=True)
class Sorting:
    """By which column of the table, and which way; a name that is no column is one of `extra`.

    The id of an annotator is the column of their states. `tag` has `labels` count those of one tag.
    """

    column: str = "rank"
    descending: bool = False
    tag: str = ""


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """A label by its place alone."""

    id: str
    article_id: str
    annotator_id: str
    tag: str
    pieces: tuple[Span, ...]


class CorpusReader(Connection):
    """The questions about all articles; `whose` are the annotators whose labels are seen."""

    # ------------------------------------------------------------------ search

    def found(
        self,
        query: Query,
        sorting: Sorting = Sorting(),
        *,
        whose: Sequence[str] = (),
        archived: bool = False,
    ) -> list[str]:
        """The ids of the articles that the query finds, sorted; all of them for None."""
        values: list[object] = []
        where = _where(query, whose, values) if query is not None else "1"
        if not archived:
            where = f"({where}) AND NOT archived"
        people = {row[0] for row in self._rows("SELECT id FROM annotators")}
        order, extra = _order(sorting, whose, people)
        sql = f"SELECT id FROM articles WHERE {where} ORDER BY {order}"
        return [row[0] for row in self._rows(sql, [*values, *extra])]

    def article_rows(
        self, ids: Sequence[str], whose: Sequence[str], states_of: Sequence[str] | None = None
    ) -> list[ArticleRow]:
        """The lines of the table for these articles, in their order.

        `states_of` are the annotators whose states are told, if others than `whose`.
        """
        told = whose if states_of is None else states_of
        found: dict[str, ArticleRow] = {}
        columns = ", ".join(METADATA.columns)
        for part in in_parts(ids):
            sql = f"SELECT {columns}, words, archived FROM articles WHERE id IN ({holes(part)})"
            for row in self._rows(sql, part):
                known = METADATA.read(row[: len(METADATA.columns)])
                named = {name: getattr(known, name) for name in _TEXTS}
                metadata = {**known.extra, **named, "date": known.date}
                found[row[0]] = ArticleRow(row[0], metadata, row[-2], 0, {}, {}, bool(row[-1]))
            sql = (
                "SELECT article_id, tag, count(*) FROM labels "
                f"WHERE article_id IN ({holes(part)}) AND annotator_id IN ({holes(whose)}) "
                "GROUP BY 1, 2"
            )
            for article_id, tag, count in self._rows(sql, [*part, *whose]):
                found[article_id].tags[tag] = count
            sql = (
                "SELECT article_id, annotator_id, state FROM assignments "
                f"WHERE annotator_id IN ({holes(told)}) AND article_id IN ({holes(part)})"
            )
            for article_id, who, state in self._rows(sql, [*told, *part]):
                found[article_id].states[who] = state_from(state)
        return [_with_sum(found[each]) for each in ids if each in found]

    def texts(self, ids: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        """Id, title and text of these articles, one after the other."""
        sql = "SELECT id, title, text FROM articles JOIN texts ON article_id = id WHERE id = ?"
        with said_plainly(self.path):
            for article_id in ids:
                row = self._run(sql, (article_id,)).fetchone()
                if row is not None:
                    yield row

    def labelled_places(self, article_id: str, whose: Sequence[str]) -> list[LabelPlace]:
        """The labels on an article by their places."""
        return self._places("article_id = ?", [article_id], whose)

    def places_tagged(self, tag: str, whose: Sequence[str], most: int) -> list[LabelPlace]:
        """The first so many labels of a tag by their places."""
        return self._places("tag = ? COLLATE NOCASE", [tag], whose, most)

    def _places(
        self, where: str, values: Sequence[object], whose: Sequence[str], most: int = -1
    ) -> list[LabelPlace]:
        sql = (
            "SELECT id, article_id, annotator_id, tag, pieces FROM labels "
            f"WHERE {where} AND annotator_id IN ({holes(whose)}) ORDER BY article_id, start LIMIT ?"
        )
        rows = self._rows(sql, [*values, *whose, most])
        return [LabelPlace(row[0], row[1], row[2], row[3], pieces_from(row[4])) for row in rows]

    # ------------------------------------------------------------------ counts

    def events(self) -> list[tuple[str, int]]:
        """The events with the number of their articles, by name."""
        sql = (
            "SELECT event, count(*) FROM articles WHERE event <> '' AND NOT archived "
            "GROUP BY event ORDER BY event COLLATE NOCASE"
        )
        return [(row[0], row[1]) for row in self._rows(sql)]

    def ids_of_event(self, event: str) -> list[str]:
        """The ids of the articles on an event, oldest first; of those without one for ""."""
        sql = (
            "SELECT id FROM articles WHERE event = ? AND NOT archived "
            "ORDER BY date = '', date, rank, position"
        )
        return [row[0] for row in self._rows(sql, (event,))]

    def extra_names(self) -> list[str]:
        """The names of all further metadata that some article has, sorted."""
        sql = "SELECT DISTINCT key FROM articles, json_each(extra) ORDER BY key COLLATE NOCASE"
        return [row[0] for row in self._rows(sql)]

    def shelf(self, article_id: str) -> Shelf:
        """Where an article stands; raises AnnotatorError if there is none with this id."""
        row = self._row(SHELVES.select + SHELVES.where_key, (article_id,))
        if row is None:
            raise AnnotatorError(f"There is no article {article_id} in this project.")
        return SHELVES.read(row)

    def totals(self) -> dict[str, int]:
        """How many articles, words, labels, answers, events and archived articles there are."""
        sql = (
            "SELECT (SELECT count(*) FROM articles WHERE NOT archived), "
            "(SELECT coalesce(sum(words), 0) FROM articles WHERE NOT archived), "
            "(SELECT count(*) FROM labels), (SELECT count(*) FROM answers), "
            "(SELECT count(DISTINCT event) FROM articles WHERE event <> ''), "
            "(SELECT count(*) FROM articles WHERE archived)"
        )
        names = ("articles", "words", "labels", "answers", "events", "archived")
        row = self._row(sql) or (0,) * len(names)
        return dict(zip(names, row, strict=True))

    def counts_by(self, column: str) -> list[tuple[str, int]]:
        """How many articles have each value of a column of metadata, most first."""
        if column not in _TEXTS:
            raise ValueError(f"{column} is no column to count by")
        sql = (
            f"SELECT {column}, count(*) FROM articles WHERE NOT archived "
            f"GROUP BY {column} ORDER BY count(*) DESC, {column}"
        )
        return [(row[0], row[1]) for row in self._rows(sql)]

    def label_counts(self) -> list[tuple[str, str, int]]:
        """How many labels each annotator (by id) gave each tag."""
        sql = "SELECT annotator_id, tag, count(*) FROM labels GROUP BY 1, 2 ORDER BY 1, 2"
        return [(row[0], row[1], row[2]) for row in self._rows(sql)]


def _with_sum(row: ArticleRow) -> ArticleRow:
    return ArticleRow(
        row.id,
        row.metadata,
        row.words,
        sum(row.tags.values()),
        row.tags,
        row.states,
        row.archived,
    )


# ---------------------------------------------------------------------------- a query as SQL


def _where(node: Node, whose: Sequence[str], values: list[object]) -> str:
    """The condition on a row of `articles`; what it binds is added to `values`."""
    match = fts(node)
    if match is not None:
        # A label's quote stands in the text already; its note is looked in as well.
        values += [match, match, *whose]
        return (
            "(position IN (SELECT rowid FROM article_words WHERE article_words MATCH ?) "
            f"OR {_labels_found('note', whose)})"
        )
    match node:
        case And(parts):
            return "(" + " AND ".join(_where(part, whose, values) for part in parts) + ")"
        case Or(parts):
            return "(" + " OR ".join(_where(part, whose, values) for part in parts) + ")"
        case Not(part):
            return f"NOT {_where(part, whose, values)}"
        case Filter():
            return _filter(node, whose, values)
    raise ValueError(f"{node} cannot be searched for")


def _labels_found(what: str, whose: Sequence[str]) -> str:
    """By the words of labels' quotes or notes; binds the words and the annotators."""
    return (
        "id IN (SELECT article_id FROM labels WHERE number IN "
        f"(SELECT rowid FROM {what}_words WHERE {what}_words MATCH ?) "
        # With the plus no index of annotators is taken: it would go through all their labels.
        f"AND +annotator_id IN ({holes(whose)}))"
    )


def _filter(wanted: Filter, whose: Sequence[str], values: list[object]) -> str:
    name, value = wanted.name, wanted.value
    match name:
        case "date":
            low, high = wanted.bounds
            values += [low, high]
            return "(date <> '' AND date >= ? AND date < ?)"
        case "tag":
            values += [value, *whose]
            return (
                "id IN (SELECT article_id FROM labels WHERE tag = ? COLLATE NOCASE "
                f"AND annotator_id IN ({holes(whose)}))"
            )
        case "annotator":
            values += [value, *whose]
            return (
                "id IN (SELECT article_id FROM labels WHERE annotator_id IN "
                "(SELECT id FROM annotators WHERE name = ? COLLATE NOCASE) "
                f"AND annotator_id IN ({holes(whose)}))"
            )
        case "state":
            return _state_filter(value, whose, values)
        case "note" | "quote":
            values += [f'"{value.replace(chr(34), chr(34) * 2)}"', *whose]
            return _labels_found(name, whose)
        case _ if name in _TEXTS:
            values.append(_like(value))
            return f"{name} LIKE ? ESCAPE '\\'"
        case _:
            values += [name, value]
            return (
                "EXISTS (SELECT 1 FROM json_each(extra) "
                "WHERE key = ? COLLATE NOCASE AND value = ? COLLATE NOCASE)"
            )


def _state_filter(value: str, whose: Sequence[str], values: list[object]) -> str:
    if value.casefold() == State.TODO.value:
        values += whose
        return (
            "id NOT IN (SELECT article_id FROM assignments "
            f"WHERE state <> 'todo' AND annotator_id IN ({holes(whose)}))"
        )
    values += [value.casefold(), *whose]
    return (
        "id IN (SELECT article_id FROM assignments "
        f"WHERE state = ? AND annotator_id IN ({holes(whose)}))"
    )


def _like(value: str) -> str:
    """The value anywhere in a text, as LIKE has it; ASCII letters count the same in both cases."""
    escaped = value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _order(
    sorting: Sorting, whose: Sequence[str], people: Collection[str]
) -> tuple[str, list[object]]:
    way = "DESC" if sorting.descending else "ASC"
    values: list[object] = []
    match sorting.column:
        case "rank":
            by = "rank"
        case "words":
            by = "words"
        case "labels":
            values = [*whose, *([sorting.tag] if sorting.tag else [])]
            by = (
                "(SELECT count(*) FROM labels WHERE article_id = articles.id "
                f"AND annotator_id IN ({holes(whose)}){' AND tag = ?' if sorting.tag else ''})"
            )
        case "date":
            by = f"date = '', date {way}, rank"
            return f"{by}, position", values
        case name if name in COLUMNS:
            by = f"{name} = '', {name} COLLATE NOCASE"
        case name if name in people:
            values = [name]
            by = (
                "(SELECT state FROM assignments WHERE article_id = articles.id "
                "AND annotator_id = ?)"
            )
        case name:
            values = [f'$."{_plain(name)}"', f'$."{_plain(name)}"']
            by = "json_extract(extra, ?) IS NULL, json_extract(extra, ?) COLLATE NOCASE"
    return f"{by} {way}, rank, position", values


def _plain(name: str) -> str:
    return name.replace('"', "").replace("\\", "")
