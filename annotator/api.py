"""The program from Python: `annotator.open("P.annot")` gives articles and labels as plain values.

    import annotator, pandas
    with annotator.open("news.annot") as project:
        labels = pandas.DataFrame(project.labels())

Every row is a dict of texts, numbers, lists and dicts; offsets are code points, half-open, so that
`text[start:end] == quote`. Nothing here needs a screen.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from annotator.core.labels import shortened
from annotator.core.work import finish
from annotator.formats.exchange import ReadOptions, WriteOptions
from annotator.formats.jsonl import article_row
from annotator.formats.offsets import Unit
from annotator.formats.registry import format_named, format_of
from annotator.formats.source import Source
from annotator.project import Project
from annotator.project.corpus import concordance, hits_of, search
from annotator.project.exporting import export
from annotator.project.importing import ImportOptions, Twins, import_files
from annotator.project.selecting import Selection

Row = dict[str, Any]


class OpenProject:
    """An open project as plain values; a context manager that closes it.

    Every method may raise AnnotatorError, whose text is a sentence that says what to do.
    """

    def __init__(self, path: Path | str, *, write: bool = False) -> None:
        self._project = Project.open(Path(path), write=write)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self._project.close()

    # ------------------------------------------------------------------ out

    def articles(self, *, text: bool = True) -> list[Row]:
        """Each article: id, title, text, sha256, state, number of labels, and its metadata."""
        return [self._article(row, text) for row in self._rows()]

    @staticmethod
    def _article(row: Row, text: bool) -> Row:
        found = {key: row[key] for key in ("id", "title", "sha256", "state")}
        found["labels"] = len(row["labels"])
        if text:
            found["text"] = row["text"]
        return {**row["meta"], **found}

    def labels(self) -> list[Row]:
        """Each label, as in JSON Lines, with its article's id and title."""
        return [
            {"article": row["id"], "title": row["title"], **label}
            for row in self._rows()
            for label in row["labels"]
        ]

    def answers(self) -> list[Row]:
        """Each answer to a question about an article, with the article's id and title."""
        return [
            {"article": row["id"], "title": row["title"], **answer}
            for row in self._rows()
            for answer in row["answers"]
        ]

    def second_answers(self) -> list[Row]:
        """Each answer given once more after the source was revealed, likewise."""
        return [
            {"article": row["id"], "title": row["title"], **answer}
            for row in self._rows()
            for answer in row.get("second_answers", ())
        ]

    def article(self, wanted: str) -> Row:
        """One article whole, by its id, a unique beginning of it, or its exact title."""
        return article_row(self._project.labelled(self._project.article_called(wanted).id))

    def _rows(self) -> Iterator[Row]:
        yield from map(article_row, self._project.labelled_articles(self._project.article_ids()))

    def search(self, query: str, *, hits: int = 3) -> list[Row]:
        """The articles that a search line finds, each with its first places in context."""
        found = []
        for article_id in search(self._project, query):
            article = self._project.article(article_id)
            places = [
                {
                    "start": hit.span.start,
                    "end": hit.span.end,
                    "left": hit.left,
                    "keyword": hit.keyword,
                    "right": hit.right,
                }
                for hit in hits_of(self._project, query, article_id, hits)
            ]
            found.append({"id": article_id, "title": article.title, "hits": places})
        return found

    def concordance(self, *words: str, sort: str = "") -> list[Row]:
        """Every place of words or phrases in context; `sort` is "left", "right" or "" for none."""
        found = finish(concordance(self._project, words, sort=sort))
        return [
            {
                "article": place.hit.article_id,
                "title": place.title,
                "start": place.hit.span.start,
                "end": place.hit.span.end,
                "left": place.hit.left,
                "keyword": place.hit.keyword,
                "right": place.hit.right,
                "tags": sorted({label.tag for label in place.labels}),
            }
            for place in found.places
        ]

    def export_to(
        self,
        path: Path | str,
        form: str = "",
        *,
        annotators: tuple[str, ...] = (),
        tags: tuple[str, ...] = (),
        offsets: str = "",
    ) -> Row:
        """Write a file in the format of this id, or the one that the path ends in.

        Gives the counts, what the format lost, and how many labels were read back equal.
        """
        target = Path(path)
        chosen = format_named(form or target.suffix.lstrip("."))
        people = tuple(self._project.annotator_named(name).id for name in annotators)
        choice = Selection(annotators=people, tags=tags)
        options = WriteOptions(unit=Unit(offsets) if offsets else None)
        done = finish(export(self._project, chosen, target, choice, options))
        return {
            "articles": done.articles,
            "labels": done.labels,
            "answers": done.answers,
            "losses": list(done.losses),
            "read_back": done.read_back,
        }

    # ------------------------------------------------------------------ in

    def import_from(
        self,
        path: Path | str,
        form: str = "",
        *,
        columns: Mapping[str, str] | None = None,
        tags: Mapping[str, str] | None = None,
        annotator: str = "",
        offsets: str = "",
        twins: str = "merge",
    ) -> Row:
        """Add what is in a file or data set, whole or not at all; needs `write=True`.

        `columns` says what the columns of a table hold, `tags` what the file's tags become. Gives
        the counts and what was left out, each with its place and the reason.
        """
        source = Source(Path(path))
        chosen = format_named(form) if form else format_of(source.path)
        unit = Unit(offsets) if offsets else None
        options = ImportOptions(
            form=chosen,
            reading=ReadOptions(columns=columns or {}, unit=unit, annotator=annotator),
            tags=tags or {},
            twins=Twins(twins),
        )
        done = finish(import_files(self._project, [source], options))
        return {
            "articles": done.articles,
            "labels": done.labels,
            "ids": list(done.ids),
            "skipped": [{"where": item.where, "why": item.why} for item in done.skipped],
        }

    def __repr__(self) -> str:
        name = shortened(self._project.settings.name)
        return f"<Annotator project “{name}”, {len(self._project.article_ids()):,} articles>"


__all__ = ["OpenProject"]
