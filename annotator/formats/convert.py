"""From file to file without a project: streamed, losses told, every label compared."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from annotator.clock import new_id, now
from annotator.core.errors import AnnotatorError
from annotator.core.labels import anchored
from annotator.core.model import (
    Answer,
    Article,
    Codebook,
    Field,
    Kind,
    Label,
    Metadata,
    Question,
    SecondAnswer,
    State,
    Tag,
    Value,
)
from annotator.core.text import sha256
from annotator.core.work import Progress, Work
from annotator.formats.exchange import (
    Draft,
    DraftAnswer,
    DraftLabel,
    Format,
    LabelledArticle,
    ReadOptions,
    Skipped,
    WriteOptions,
)
from annotator.formats.reading import read, see_that_texts_are_here
from annotator.formats.source import Source
from annotator.formats.writing import Written, written

_NAMED = ("title", "outlet", "author", "date", "url", "language", "genre", "event")
_MOST_TOLD = 1_000
A = TypeVar("A", Answer, SecondAnswer)


@dataclass(frozen=True, slots=True)
class Converted:
    """What was written, and what could not be read."""

    written: Written
    skipped: tuple[Skipped, ...]


def convert(
    source: Source,
    target: Path,
    form: Format,
    *,
    source_form: Format | None = None,
    reading: ReadOptions = ReadOptions(),  # noqa: B008 - frozen
    options: WriteOptions = WriteOptions(),  # noqa: B008 - frozen
) -> Work[Converted]:
    """Read one file or data set and write another.

    It is read twice: first to learn its tags and fields, which some formats need before the first
    article, then article by article, so that memory does not grow with the file.
    """
    learnt = _Learnt()
    for number, item in enumerate(read(source, source_form, reading)):
        if isinstance(item, Draft):
            see_that_texts_are_here([item], source.path)
            learnt.see(item)
        if number % 20 == 0:
            yield Progress(source.position, source.size, source.path.name)
    if not learnt.articles:
        raise AnnotatorError(f"“{source.path.name}” holds no article that could be written.")
    skipped: list[Skipped] = []
    given: set[str] = set()

    def items() -> Iterator[LabelledArticle]:
        again = Source(source.path, source.content)
        for item in read(again, source_form, reading):
            if isinstance(item, Draft):
                # Files have the same number twice, or a line for each annotator of an article.
                own = item if item.id not in given else replace(item, id="")
                given.add(item.id)
                yield labelled_from(own)
            elif len(skipped) < _MOST_TOLD:
                skipped.append(item)

    known = replace(options, codebook=learnt.codebook(), fields=tuple(learnt.fields))
    done = yield from written(target, form, items(), known, total=learnt.articles)
    return Converted(done, tuple(skipped))


def labelled_from(draft: Draft) -> LabelledArticle:
    """The draft as an article of its own, with its labels and answers."""
    article_id, moment = draft.id or new_id(), now()
    names = [label.annotator for label in draft.labels]
    names += [answer.annotator for answer in (*draft.answers, *draft.second_answers)]
    ids = {name: name or "unknown" for name in dict.fromkeys([*names, *draft.states])}
    known = {name: getattr(draft, name) for name in _NAMED}
    metadata = Metadata(article_id, extra=dict(draft.extra), **known)
    article = Article(article_id, draft.text, draft.headline_end, sha256(draft.text), metadata)
    states = {ids[name]: state for name, state in draft.states.items()}
    return LabelledArticle(
        article=article,
        state=next(iter(states.values()), State.TODO),
        labels=tuple(
            _label(article, label, ids[label.annotator], moment) for label in draft.labels
        ),
        answers=tuple(
            _answer(Answer, article_id, it, ids[it.annotator], moment) for it in draft.answers
        ),
        second_answers=tuple(
            _answer(SecondAnswer, article_id, it, ids[it.annotator], moment)
            for it in draft.second_answers
        ),
        annotators={found: name for name, found in ids.items()},
        states=states,
    )


def _label(article: Article, label: DraftLabel, who: str, moment: str) -> Label:
    quote, prefix, suffix = anchored(article.text, label.pieces)
    return Label(
        id=label.id or new_id(),
        article_id=article.id,
        annotator_id=who,
        tag=label.tag,
        pieces=label.pieces,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        codebook_version=1,
        created=label.created or moment,
        updated=label.updated or label.created or moment,
        fields=label.fields,
        note=label.note,
        origin=label.origin,
    )


def _answer(kind: type[A], article_id: str, answer: DraftAnswer, who: str, moment: str) -> A:
    return kind(
        id=answer.id or new_id(),
        article_id=article_id,
        annotator_id=who,
        question=answer.question,
        value=answer.value,
        codebook_version=1,
        created=answer.created or moment,
        updated=answer.updated or moment,
    )


class _Learnt:
    """The tags, fields and questions of a file, as a codebook."""

    def __init__(self) -> None:
        self.articles = 0
        self.fields: dict[str, Field] = {}
        self._tags: dict[str, set[str]] = {}
        self._questions: dict[str, Question] = {}

    def see(self, draft: Draft) -> None:
        """Learn what an article uses."""
        self.articles += 1
        for label in draft.labels:
            asked = self._tags.setdefault(label.tag, set())
            for key, value in label.fields.items():
                asked.add(key)
                self.fields[key] = _widened(self.fields.get(key) or Field(key, key), value)
        for answer in (*draft.answers, *draft.second_answers):
            known = self._questions.get(answer.question)
            if known is None:
                found = _widened(Field(answer.question, answer.question), answer.value)
                known = Question(found.key, found.name, found.kind, low=found.low, high=found.high)
                self._questions[answer.question] = known

    def codebook(self) -> Codebook:
        """All that was seen."""
        tags = tuple(
            Tag(key, key, fields=tuple(key for key in self.fields if key in asked))
            for key, asked in self._tags.items()
        )
        return Codebook(
            id="converted",
            name="Converted",
            fields=tuple(self.fields.values()),
            tags=tags,
            questions=tuple(self._questions.values()),
        )


def _widened(known: Field, value: Value) -> Field:
    if isinstance(value, bool):
        return replace(known, kind=Kind.YES_NO)
    if isinstance(value, int):
        low, high = min(known.low, value), max(known.high, value)
        return replace(known, kind=Kind.SCALE, low=low, high=high)
    return replace(known, kind=Kind.TEXT)
