"""What a project holds, for whoever asks; nothing here changes it."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import TypeVar

from annotator.core.edits import Heading, Step
from annotator.core.errors import AnnotatorError
from annotator.core.model import (
    Annotator,
    Answer,
    Article,
    Assignment,
    Codebook,
    Label,
    Metadata,
    QueueEntry,
    Record,
    SecondAnswer,
    Settings,
    Span,
    State,
    Value,
    Visit,
)
from annotator.formats.exchange import LabelledArticle
from annotator.store import Store

Pieces = tuple[Span, ...]
R = TypeVar("R", bound=Record)

_KEPT_ARTICLES = 32
_LEAST_FAR_FIRST = (
    State.IN_PROGRESS,
    State.FLAGGED,
    State.SKIPPED,
    State.DONE,
    State.TODO,
)


class Contents:
    """What a project holds. Codebook, settings and the articles read last are kept at hand."""

    def __init__(self, store: Store) -> None:
        # For the rooms of this package; all others ask the project.
        self.store = store
        self.id = store.project_id()
        self._articles: OrderedDict[str, Article] = OrderedDict()
        self.read_again()

    def read_again(self) -> None:
        """Forget what is kept of the file: another connection has written to it."""
        self._articles.clear()
        self.codebook, self.codebook_version = self.store.codebook()
        self.settings = self.store.settings()
        self.work_copy = self.store.is_work_copy()

    def follow(self, step: Step) -> None:
        """Keep at hand what holds after a step that was written."""
        for edit in step.edits:
            record = edit.record
            if isinstance(record, Codebook):
                self.codebook, self.codebook_version = self.store.codebook()
            elif isinstance(record, Settings):
                self.settings = record
            elif isinstance(record, Metadata):
                self._articles.pop(record.article_id, None)

    # ------------------------------------------------------------------ annotators

    def annotators(self) -> list[Annotator]:
        """All annotators, in the order they came."""
        return self.store.annotators()

    # ------------------------------------------------------------------ articles

    def article(self, article_id: str) -> Article:
        """The article with its text; raises AnnotatorError if there is none with this id."""
        kept = self._articles.get(article_id)
        if kept is None:
            kept = self.store.article(article_id)
            if kept is None:
                raise AnnotatorError(f"There is no article {article_id} in this project.")
            self._articles[article_id] = kept
            if len(self._articles) > _KEPT_ARTICLES:
                self._articles.popitem(last=False)
        return kept

    def article_called(self, wanted: str) -> Article:
        """The article with this id, a unique beginning of it, or exactly this title."""
        found = self.store.article_ids_like(wanted)
        if len(found) == 1:
            return self.article(found[0])
        if found:
            raise AnnotatorError(
                f"“{wanted}” fits {len(found)} articles; give more of the id "
                "(see `annotator list`)."
            )
        raise AnnotatorError(
            f"There is no article “{wanted}”; give an id from `annotator list` or an exact title."
        )

    def titles_like(self, words: str, limit: int = 20) -> list[tuple[str, str]]:
        """Ids and titles of articles whose title holds all of these words' letters in a row."""
        return self.store.titles_like(words, limit)

    def article_ids(self, annotator_id: str = "", states: Sequence[State] = ()) -> list[str]:
        """The ids of articles in the queue's order, of these states for this annotator if given."""
        return self.store.article_ids(annotator_id, states)

    def queue_entries(self, ids: Sequence[str], annotator_id: str | None) -> list[QueueEntry]:
        """What the queue shows of these articles; labels of one annotator, or of all for None."""
        return self.store.queue_entries(ids, annotator_id)

    def state_counts(self, annotator_id: str) -> dict[State, int]:
        """How many articles the annotator has in each state."""
        return self.store.state_counts(annotator_id)

    # ------------------------------------------------------------------ annotators' work

    def labels(self, article_id: str, annotator_id: str | None = None) -> list[Label]:
        """The labels on an article in the order of the text, of one annotator or of all."""
        return self.store.labels(article_id, annotator_id)

    def label(self, label_id: str) -> Label:
        """The label with this id or a unique beginning of it; raises AnnotatorError if none."""
        found = self.store.label_ids(label_id) if label_id else []
        label = self.store.label(found[0]) if len(found) == 1 else None
        if label is None:
            why = "more than one label" if found else "no label"
            raise AnnotatorError(f"“{label_id}” fits {why}; see `annotator show` for their ids.")
        return label

    def records(self, kind: type[R], ids: Sequence[str]) -> list[R]:
        """The labels, answers, metadata or shelves with these ids, in this order.

        Metadata and Shelf have the ids of their articles. Raises Conflict where one is not there.
        """
        return self.store.with_ids(kind, ids)

    def label_places(self, article_id: str, annotator_id: str) -> set[tuple[str, Pieces]]:
        """Tag and pieces of each of the annotator's labels on an article."""
        places = self.store.labelled_places(article_id, [annotator_id])
        return {(place.tag, place.pieces) for place in places}

    def labels_starting_at(
        self, article_id: str, annotator_id: str, tag: str, start: int
    ) -> list[Label]:
        """The annotator's labels of a tag that start just there."""
        return self.store.labels_starting_at(article_id, annotator_id, tag, start)

    def tags_given_to(self, words: str, annotator_id: str) -> dict[str, int]:
        """How often the annotator gave each tag to just these words, ignoring ASCII case."""
        return self.store.tags_given_to(words, annotator_id)

    def answers(self, article_id: str, annotator_id: str | None = None) -> list[Answer]:
        """The answers about an article, of one annotator or of all."""
        return self.store.answers(article_id, annotator_id)

    def second_answers(
        self, article_id: str, annotator_id: str | None = None
    ) -> list[SecondAnswer]:
        """What was said once more after the source was revealed, by one annotator or by all."""
        return self.store.second_answers(article_id, annotator_id)

    def assignment(self, article_id: str, annotator_id: str) -> Assignment:
        """How far the annotator is with the article: to do, unless said otherwise."""
        found = self.store.assignment(article_id, annotator_id)
        return found or Assignment(article_id, annotator_id)

    def stored_assignment(self, article_id: str, annotator_id: str) -> Assignment | None:
        """The assignment if it was ever written; what an Edit needs as `before`."""
        return self.store.assignment(article_id, annotator_id)

    def closed_articles(self, annotator_id: str) -> frozenset[str]:
        """The articles of a lesson whose key a student saw, so that their work on them stands."""
        if self.settings.lesson is None:
            return frozenset()
        return frozenset(it.article_id for it in self.store.attempts(annotator_id))

    def is_closed(self, article_id: str, annotator_id: str) -> bool:
        """Whether the article is one of the `closed_articles` of this annotator."""
        return article_id in self.closed_articles(annotator_id)

    def visits(self, article_id: str, annotator_id: str) -> list[Visit]:
        """The annotator's visits to the article, oldest first."""
        return self.store.visits(article_id, annotator_id)

    def usage(
        self,
    ) -> tuple[
        dict[str, int], dict[int, int], dict[tuple[str, Value], int], dict[tuple[str, Value], int]
    ]:
        """How many labels have each tag, each codebook version, each field's value; and answers."""
        return self.store.usage()

    def codebook_of(self, version: int) -> Codebook:
        """The codebook as it was in that version."""
        return self.store.codebook(version)[0]

    def history(self, before: int | None = None, limit: int = 200) -> list[tuple[int, Step]]:
        """The newest steps with their line in the journal, newest first."""
        return self.store.steps(before, limit)

    def headings(
        self, before: int | None = None, limit: int = 200, annotator_id: str = ""
    ) -> list[Heading]:
        """The newest lines of the journal without their edits, newest first; one's own, or all."""
        return self.store.headings(before, limit, annotator_id)

    def next_undo(self, annotator_id: str = "") -> Heading | None:
        """The step that undo would turn back for this annotator, or for whoever made it."""
        return self.store.undoable(annotator_id)

    def next_redo(self, annotator_id: str = "") -> Heading | None:
        """The step that redo would do again for this annotator, or for whoever undid it."""
        return self.store.redoable(annotator_id)

    def step_size(self, line: int) -> int:
        """How many bytes the edits of a line of the journal take."""
        return self.store.step_size(line)

    # ------------------------------------------------------------------ as an exporter takes it

    def labelled(self, article_id: str, annotator_id: str | None = None) -> LabelledArticle:
        """An article with its labels and answers; raises AnnotatorError if it is not there."""
        return next(self.labelled_articles([article_id], annotator_id))

    def labelled_articles(
        self, ids: Sequence[str], annotator_id: str | None = None
    ) -> Iterator[LabelledArticle]:
        """The articles with their labels and answers, one's or all's, as an exporter takes them.

        The state of each is the one annotator's; over all, the least far of those who began.
        Raises AnnotatorError for an article that is not there.
        """
        names = {annotator.id: annotator.name for annotator in self.annotators()}
        given = 0
        for work in self.store.worked_on(ids, annotator_id):
            if work.article.id != ids[given]:
                break
            given += 1
            states = {each.annotator_id: each.state for each in work.assignments}
            yield LabelledArticle(
                article=work.article,
                state=next((it for it in _LEAST_FAR_FIRST if it in states.values()), State.TODO),
                states=states,
                labels=tuple(work.labels),
                answers=tuple(work.answers),
                second_answers=tuple(work.second_answers),
                annotators=names,
            )
        if given < len(ids):
            raise AnnotatorError(f"There is no article {ids[given]} in this project.")

    def state(self, article_id: str, annotator_id: str | None = None) -> State:
        """The article's state for one annotator, or over all: the least far of those who began."""
        if annotator_id is not None:
            return self.assignment(article_id, annotator_id).state
        states = {item.state for item in self.store.assignments(article_id)}
        return next((state for state in _LEAST_FAR_FIRST if state in states), State.TODO)
