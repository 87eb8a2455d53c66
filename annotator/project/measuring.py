"""From a project to what agreement is measured of: codings and ratings of released articles.

Who is not assigned an article, has it but is not done, and is done with nothing marked are three
different things; only the last is an empty coding.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from annotator.agreement.quality import DoneArticle, DoneWork
from annotator.agreement.values import CodedArticle, Piece, Ratings
from annotator.clock import now
from annotator.core.errors import AnnotatorError
from annotator.core.labels import is_asked, possible_values
from annotator.core.model import (
    Annotator,
    AnnotatorKind,
    Assignment,
    Codebook,
    Kind,
    Level,
    Question,
    Scope,
    State,
    Value,
)
from annotator.core.release import is_released
from annotator.core.text import words
from annotator.core.work import Progress, Work
from annotator.project.corpus import search
from annotator.project.door import Project
from annotator.project.training import keys_by_article
from annotator.store.codings import Mark, Reply

WHOLE = "tag:"
"""Before the key of a tag of whole articles where it stands among questions; no key has a colon."""

_EVERY = 100
_OVERALL = ("label_bias", "biased", "bias", "slant")
"""The keys of a question that asks for the overall judgement, in the codebooks that come along."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a project is compared; what is empty chooses all.

    `annotators` are ids; without any, all persons and models are compared, with `key` and `gold`
    these too. `batch` and `query` choose articles, `version` those whose newest label was made with
    that version of the codebook.
    """

    annotators: tuple[str, ...] = ()
    batch: str = ""
    query: str = ""
    version: int = 0
    key: bool = False
    gold: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of an article beside its codings.

    `moment` is when it was last worked on (ISO 8601), "" where nobody knows; `version` that of the
    codebook then, 0 likewise.
    """

    title: str
    text: str
    moment: str = ""
    version: int = 0
    batch: str = ""

    @property
    def week(self) -> str:
        """The week of that moment by ISO 8601, as 2026-W07; "" where it is not known."""
        if not self.moment:
            return ""
        year, week, _ = date.fromisoformat(self.moment[:10]).isocalendar()
        return f"{year}-W{week:02}"


@dataclass(frozen=True, slots=True)
class Material:
    """What is measured: codings in the order of the articles, ratings by question, what is done.

    `fields` holds, by a label's id, the values that its tag asks for, of labels that have any.
    `wholes` says of each tag of whole articles who gave it, under `WHOLE` and its key. `withheld`
    articles that are done by somebody are not released yet and left out. `key` holds the items of
    the instructor's key, by article. Labels of a tag that was merged into another count as that
    one; `given_as` has the tag that they were given, by a label's id.
    """

    people: tuple[Annotator, ...]
    questions: tuple[Question, ...]
    articles: tuple[CodedArticle, ...]
    told: Mapping[str, Told]
    ratings: Mapping[str, Ratings]
    done: DoneWork
    fields: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    wholes: Mapping[str, Ratings] = field(default_factory=dict)
    key: Mapping[str, DoneArticle] = field(default_factory=dict)
    withheld: int = 0
    given_as: Mapping[str, str] = field(default_factory=dict)

    @property
    def shared(self) -> list[CodedArticle]:
        """The articles that two or more are done with."""
        return [each for each in self.articles if len(each.codings) >= 2]

    @property
    def in_text(self) -> list[CodedArticle]:
        """The shared articles without the labels of whole articles.

        One of these covers every word: among spans it would overlap all others, and where one
        annotator gave it and another did not, they would differ on every word.
        """
        if not self.wholes:
            return self.shared
        return [each.without(self.whole_tags) for each in self.shared]

    @property
    def whole_tags(self) -> frozenset[str]:
        """The keys of the tags of whole articles."""
        return frozenset(each.removeprefix(WHOLE) for each in self.wholes)

    @property
    def rated(self) -> Mapping[str, Ratings]:
        """All that was said of whole articles: the answers, and who gave each tag of them."""
        return {**self.ratings, **self.wholes}


def material(project: Project, choice: Choice = Choice()) -> Work[Material]:
    """What is compared; raises AnnotatorError for an annotator or a search that cannot be."""
    people = _people(project, choice)
    wanted = {each.id for each in people}
    theirs: dict[str, list[Assignment]] = {}
    for each in project.store.every_assignment():
        theirs.setdefault(each.article_id, []).append(each)
    ids, withheld = _released(project, choice, theirs, wanted)
    begun = {article_id: _who_is_done(theirs.get(article_id, []), wanted) for article_id in ids}
    ids = [each for each in ids if begun[each]]
    yield Progress(0, len(ids), "Reading")
    marks: dict[str, list[Mark]] = {each: [] for each in ids}
    counts_as = {it.key: project.codebook.counts_as(it.key) for it in project.codebook.tags}
    given_as: dict[str, str] = {}
    for mark in project.store.marks(ids):
        tag = counts_as.get(mark.tag, mark.tag)
        if tag != mark.tag:
            given_as[mark.id] = mark.tag
        marks[mark.article_id].append(mark._replace(tag=tag) if mark.id in given_as else mark)
    yield Progress(0, len(ids), "Reading")
    replies: dict[str, list[Reply]] = {each: [] for each in ids}
    for reply in project.store.replies(ids):
        replies[reply.article_id].append(reply)
    reader = _Reader(project, wanted, theirs, begun)
    found: list[CodedArticle] = []
    told: dict[str, Told] = {}
    texts = {each[0]: each for each in project.store.titles_and_texts(ids)}
    for number, article_id in enumerate(ids):
        if number % _EVERY == 0:
            yield Progress(number, len(ids), "Reading")
        _, title, text = texts[article_id]
        about = reader.told(title, text, marks[article_id], replies[article_id], article_id)
        if choice.version in (0, about.version):
            told[article_id] = about
            found.append(reader.coded(article_id, text, marks[article_id]))
    kept = [reply for each in told for reply in replies[each] if reply.annotator_id in begun[each]]
    questions = tuple(it for it in project.codebook.questions if it.kind is not Kind.TEXT)
    return Material(
        people=people,
        questions=questions,
        articles=tuple(found),
        told=told,
        ratings={each.key: ratings_of(each, kept) for each in questions},
        done=_done(project, found, kept),
        fields=_fields(project.codebook, (marks[each] for each in told)),
        wholes=_wholes(project.codebook, found),
        key=_key(project, found, marks, replies),
        withheld=withheld,
        given_as=given_as,
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to choose from: everyone, batches by name, versions of the codebook in use."""

    people: tuple[Annotator, ...] = ()
    batches: tuple[str, ...] = ()
    versions: tuple[int, ...] = ()


def offer(project: Project) -> Offer:
    """What a Choice can be made of."""
    batches = {it.batch for it in project.store.every_assignment() if it.batch}
    versions = sorted(version for _, version in project.store.versions_in_use())
    return Offer(tuple(project.annotators()), tuple(sorted(batches)), tuple(versions))


def ratings_of(question: Question, replies: Sequence[Reply]) -> Ratings:
    """The answers to a question as ratings, at its declared level, with what could be answered."""
    values: dict[str, dict[str, Value]] = {}
    for reply in replies:
        if reply.question == question.key:
            values.setdefault(reply.article_id, {})[reply.annotator_id] = reply.value
    return Ratings(values, question.measured, possible_values(question))


def _wholes(codebook: Codebook, articles: Sequence[CodedArticle]) -> dict[str, Ratings]:
    """Who gave the tags of whole articles that anyone gave, as answers to a question each."""
    found: dict[str, Ratings] = {}
    for tag in codebook.tags:
        if tag.scope is Scope.ARTICLE:
            values: dict[str, dict[str, Value]] = {
                each.id: {
                    who: any(it.tag == tag.key for it in pieces)
                    for who, pieces in each.codings.items()
                }
                for each in articles
            }
            if any(any(given.values()) for given in values.values()):
                found[f"{WHOLE}{tag.key}"] = Ratings(values, Level.NOMINAL, (False, True))
    return found


def _fields(codebook: Codebook, marks: Iterable[Sequence[Mark]]) -> dict[str, dict[str, Value]]:
    asked = {tag.key: codebook.fields_of(tag) for tag in codebook.tags}
    return {
        mark.id: {
            each.key: mark.fields[each.key]
            for each in asked.get(mark.tag, ())
            if each.key in mark.fields and is_asked(each, mark.fields)
        }
        for mark in chain.from_iterable(marks)
        if mark.fields
    }


# ---------------------------------------------------------------------------- which articles


def _people(project: Project, choice: Choice) -> tuple[Annotator, ...]:
    everyone = project.annotators()
    if choice.annotators:
        found = [each for each in everyone if each.id in choice.annotators]
        if len(found) < len(set(choice.annotators)):
            raise AnnotatorError("One of the annotators to compare is not in this project.")
        return tuple(found)
    kinds = {AnnotatorKind.PERSON, AnnotatorKind.MODEL}
    if choice.key:
        kinds.add(AnnotatorKind.KEY)
    if choice.gold:
        kinds.add(AnnotatorKind.GOLD)
    return tuple(each for each in everyone if each.kind in kinds)


def _released(
    project: Project,
    choice: Choice,
    theirs: Mapping[str, Sequence[Assignment]],
    wanted: set[str],
) -> tuple[list[str], int]:
    """The ids of the articles that may be compared, and how many more will be one day."""
    ids = search(project, choice.query) if choice.query else project.article_ids()
    if choice.batch:
        ids = [each for each in ids if any(it.batch == choice.batch for it in theirs.get(each, ()))]
    persons = {each.id for each in project.annotators() if each.kind is AnnotatorKind.PERSON}
    today, settings = now()[:10], project.settings
    shown: list[str] = []
    withheld = 0
    for each in ids:
        its = theirs.get(each, ())
        if is_released(settings, its, persons, today):
            shown.append(each)
        else:
            withheld += any(it.annotator_id in wanted and it.state is State.DONE for it in its)
    return shown, withheld


def _who_is_done(theirs: Sequence[Assignment], wanted: set[str]) -> frozenset[str]:
    return frozenset(
        it.annotator_id for it in theirs if it.annotator_id in wanted and it.state is State.DONE
    )


# ---------------------------------------------------------------------------- one article


class _Reader:
    """Makes values of what the store gives about one article after the other."""

    def __init__(
        self,
        project: Project,
        wanted: set[str],
        theirs: Mapping[str, Sequence[Assignment]],
        done: Mapping[str, frozenset[str]],
    ) -> None:
        self._wanted = wanted
        self._theirs = theirs
        self._done = done
        self._visits = project.store.last_visits()
        self._versions = project.store.versions_in_use()

    def coded(self, article_id: str, text: str, marks: Sequence[Mark]) -> CodedArticle:
        """Who is done and with what, who is not."""
        done = self._done[article_id]
        codings: dict[str, list[Piece]] = {each: [] for each in sorted(done)}
        for mark in marks:
            if mark.annotator_id in done:
                codings[mark.annotator_id] += [
                    Piece(each.start, each.end, mark.tag, mark.id) for each in mark.pieces
                ]
        undone = frozenset(
            it.annotator_id
            for it in self._theirs.get(article_id, ())
            if it.annotator_id in self._wanted and it.annotator_id not in done
        )
        return CodedArticle(article_id, len(text), words(text), codings, undone)

    def told(
        self,
        title: str,
        text: str,
        marks: Sequence[Mark],
        replies: Sequence[Reply],
        article_id: str,
    ) -> Told:
        """When it was last worked on, and with which codebook."""
        done = self._done[article_id]
        work = [(it.moment, it.version) for it in marks if it.annotator_id in done]
        work += [(it.moment, it.version) for it in replies if it.annotator_id in done]
        moment = max((each for each, _ in work), default=self._visits.get(article_id, ""))
        version = max((each for _, each in work), default=0)
        if not version and moment:  # nothing was marked: the version that was in use by then
            version = max((made for since, made in self._versions if since <= moment), default=0)
        batches = Counter(it.batch for it in self._theirs.get(article_id, ()) if it.batch)
        batch = batches.most_common(1)[0][0] if batches else ""
        return Told(title, text, moment, version, batch)


# ---------------------------------------------------------------------------- each annotator's work


def _done(
    project: Project, articles: Sequence[CodedArticle], replies: Sequence[Reply]
) -> dict[str, list[DoneArticle]]:
    times = project.store.time_by_article()
    answers = _answers(replies)
    found: dict[str, list[DoneArticle]] = {}
    for article in articles:
        for who, pieces in article.codings.items():
            given = answers.get((article.id, who), {})
            found.setdefault(who, []).append(
                DoneArticle(
                    article_id=article.id,
                    words=len(article.words),
                    pieces=tuple(pieces),
                    biased=_judged(project.codebook, given),
                    milliseconds=times.get((article.id, who)) or None,
                    answers=given,
                )
            )
    return found


def _key(
    project: Project,
    articles: Sequence[CodedArticle],
    marks: Mapping[str, Sequence[Mark]],
    replies: Mapping[str, Sequence[Reply]],
) -> dict[str, DoneArticle]:
    """What the instructor's key says of these articles."""
    keys = keys_by_article(project)
    found: dict[str, DoneArticle] = {}
    for article in articles:
        who = keys.get(article.id)
        if who is not None:
            pieces = tuple(
                Piece(each.start, each.end, mark.tag, mark.id)
                for mark in marks[article.id]
                if mark.annotator_id == who
                for each in mark.pieces
            )
            given = {it.question: it.value for it in replies[article.id] if it.annotator_id == who}
            found[article.id] = DoneArticle(
                article.id,
                len(article.words),
                pieces,
                _judged(project.codebook, given),
                answers=given,
            )
    return found


def _answers(replies: Sequence[Reply]) -> dict[tuple[str, str], dict[str, Value]]:
    found: dict[tuple[str, str], dict[str, Value]] = {}
    for it in replies:
        found.setdefault((it.article_id, it.annotator_id), {})[it.question] = it.value
    return found


def _judged(codebook: Codebook, answers: Mapping[str, Value]) -> bool | None:
    """The overall judgement, where one was asked for; of a scale its two ends alone say one."""
    for key in _OVERALL:
        value, question = answers.get(key), codebook.question(key)
        if isinstance(value, bool):
            return value
        if isinstance(value, int) and question is not None:
            return {question.low: False, question.high: True}.get(value)
        if isinstance(value, str) and value.casefold() in ("biased", "non-biased"):
            return value.casefold() == "biased"
    return None
