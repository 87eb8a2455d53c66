"""Files into a project: each whole or not at all, with a report of what was left out and why."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from annotator.clock import now
from annotator.core.edits import Step, StepKind
from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.core.work import Progress, Work
from annotator.formats.exchange import Draft, DraftElsewhere, Skipped
from annotator.formats.source import Source
from annotator.project.door import Project
from annotator.project.import_values import ImportOptions, ImportReport, NearTwin, Twins
from annotator.project.incoming.answers import IncomingAnswers
from annotator.project.incoming.articles import IncomingArticles, Place
from annotator.project.incoming.book import OpenBook
from annotator.project.incoming.decisions import IncomingDecisions
from annotator.project.incoming.labels import IncomingLabels
from annotator.project.incoming.left_out import LeftOut
from annotator.project.incoming.people import IncomingPeople
from annotator.project.incoming.states import IncomingStates
from annotator.project.incoming.telling import Telling
from annotator.store.bulk import Bulk

__all__ = [
    "ImportOptions",
    "ImportReport",
    "NearTwin",
    "Twins",
    "add_drafts",
    "import_files",
]

_EVERY = 20
"""After how many articles the work can be stopped."""


def import_files(
    project: Project,
    sources: Sequence[Source],
    options: ImportOptions = ImportOptions(),  # noqa: B008 - frozen
    *,
    annotator_id: str = "",
    rehearse: bool = False,
) -> Work[ImportReport]:
    """Add what is in files and data sets, in one step; `rehearse` only says what would be.

    Each is added whole or, where it cannot be read, left out whole and told. Where the work is
    stopped the project is as it was. Raises AnnotatorError if the only one cannot be read.
    """
    who = annotator_id or project.annotators()[0].id
    with project.store.adding(keep=not rehearse) as bulk:
        taking = _Taking(project, bulk, options, who)
        yield from taking.learn_texts()
        if len(sources) == 1:
            yield from _taken(taking, sources[0], sources, options)
        else:
            for source in sources:
                yield from _taken_apart(taking, bulk, source, sources, options)
        named = sources[0].path.name if len(sources) == 1 else ""
        step = bulk.finish(taking.finished(named))
    if step is not None and not rehearse:
        project.written(step)
    return taking.report()


def _taken(
    taking: "_Taking", source: Source, sources: Sequence[Source], options: ImportOptions
) -> Work[None]:
    """Take all that is in a file."""
    for number, item in enumerate(_read(source, options)):
        taking.take(item)
        if number % _EVERY == 0:
            yield _progress(source, sources, number + 1)


def _taken_apart(
    taking: "_Taking",
    bulk: Bulk,
    source: Source,
    sources: Sequence[Source],
    options: ImportOptions,
) -> Work[None]:
    """Take all that is in one of several files; nothing of it where it cannot be read."""
    back = taking.begin(source)
    bulk.begin_part()
    try:
        yield from _taken(taking, source, sources, options)
    except AnnotatorError as error:
        bulk.drop_part()
        back()
        why = str(error).removeprefix(f"“{source.path.name}” ").rstrip(".")
        taking.leave_file(str(source.path), why)
    else:
        bulk.keep_part()


def _read(source: Source, options: ImportOptions) -> Iterator[Draft | Skipped]:
    from annotator.formats.reading import read  # with every format there is

    for item in read(source, options.form, options.reading):
        if not isinstance(item, Skipped | DraftElsewhere) and not item.text.strip():
            raise AnnotatorError(f"“{source.path.name}” holds no text.")
        yield item


def _progress(source: Source, sources: Sequence[Source], count: int) -> Progress:
    if len(sources) == 1:
        return Progress(source.position, source.size, source.path.name, count)
    return Progress(sources.index(source), len(sources), source.path.name)


def add_drafts(
    project: Project, drafts: Sequence[Draft], *, annotator_id: str = "", twins: Twins = Twins.SKIP
) -> Work[ImportReport]:
    """Add articles at the end of the queue: all of them in one go, or none."""
    who = annotator_id or project.annotators()[0].id
    with project.store.adding() as bulk:
        taking = _Taking(project, bulk, ImportOptions(twins=twins), who)
        for number, draft in enumerate(drafts):
            yield Progress(number, len(drafts), draft.title)
            taking.take(draft)
        step = bulk.finish(taking.finished(""))
    if step is not None:
        project.written(step)
    return taking.report()


class _Taking:
    """Takes what a reader gives into the open transaction, piece by piece."""

    def __init__(
        self, project: Project, bulk: Bulk, options: ImportOptions, annotator_id: str
    ) -> None:
        self._project = project
        self._bulk = bulk
        self._annotator_id = annotator_id
        self._left_out = LeftOut()
        self._book = OpenBook(project, bulk, options)
        self._telling = Telling(bulk)
        self._people = IncomingPeople(project, self._telling, options.annotators, annotator_id)
        self._articles = IncomingArticles(project, bulk, options, self._left_out)
        shared = bulk, self._book, self._people, self._left_out, now()
        self._labels = IncomingLabels(*shared)
        self._answers = IncomingAnswers(*shared, self._telling)
        self._decisions = IncomingDecisions(bulk, self._people, self._left_out)
        self._states = IncomingStates(bulk, self._people, self._telling)
        self._counts: Counter[str] = Counter()
        self.learn_texts = self._articles.learn_texts
        self.leave_file = self._left_out.leave_file

    def begin(self, source: Source) -> Callable[[], None]:
        """Another of several files comes; what takes all back to how it is before it."""
        self._left_out.within = str(source.path)
        rooms = (self._left_out, self._book, self._telling, self._people, self._articles)
        ways, counts = [each.way_back() for each in rooms], Counter(self._counts)

        def back() -> None:
            for way in ways:
                way()
            self._counts = counts

        return back

    def take(self, item: Draft | Skipped) -> None:
        """Add an article with its labels, or note that something was left out."""
        if isinstance(item, Skipped):
            self._left_out.leave(item.where, item.why)
        elif isinstance(item, DraftElsewhere):
            self._take_elsewhere(item)
        else:
            place = self._articles.place_of(item)
            if place is not None:
                self._take_work(item, place)

    def _take_elsewhere(self, draft: DraftElsewhere) -> None:
        """Add what the file says about an article that is in the project, or came before."""
        place = self._articles.place_elsewhere(draft)
        if place is None:
            return
        for item in draft.placed(self._articles.text_of(place)):
            if isinstance(item, Skipped):
                self._left_out.leave(item.where, item.why)
            else:
                self._articles.joined.add(place.article_id)
                self._take_work(item, place)

    def _take_work(self, draft: Draft, place: Place) -> None:
        """Add what annotators made of an article."""
        for decision in draft.decisions:
            self._people.see_that_gold_is_there(decision.annotator)
        came: dict[str, str] = {}
        counts = self._counts
        counts["label"] += self._labels.add(draft, place, came)
        counts["answer"] += self._answers.add(draft, place, came)
        counts["decision"] += self._decisions.add(draft, place.article_id, came)
        counts["state"] += self._states.add(draft, place)

    # ------------------------------------------------------------------ the end

    def finished(self, name: str) -> Step | None:
        """The step of the journal that tells of this; None if nothing was added."""
        edits = (*self._telling.edits, *self._book.edits())
        title = self._title(name, len(self._book.edits()))
        if not title:
            return None
        self._book.finish()
        return self._project.step(title, edits, self._annotator_id, StepKind.IMPORT)

    def _title(self, name: str, book_changes: int) -> str:
        """What was added, from the file of this name; "" if nothing was."""
        articles = len(self._articles.ids)
        if articles == 1:
            return f"Article “{shortened(self._articles.first_title)}” added"
        added = (
            (articles, "article"),
            *((count, what) for what, count in self._counts.items()),
            (len(self._people.new), "annotator"),
            (book_changes, "change of the codebook"),
        )
        number, what = next((each for each in added if each[0]), (0, ""))
        source = f" from {name}" if name else ""
        return f"{number:,} {what}{'' if number == 1 else 's'} added{source}" if number else ""

    def report(self) -> ImportReport:
        """What was done."""
        return ImportReport(
            ids=tuple(self._articles.ids),
            labels=self._counts["label"],
            answers=self._counts["answer"],
            decisions=self._counts["decision"],
            joined=len(self._articles.joined),
            new_tags=self._book.new_tags,
            new_annotators=tuple(each.name for each in self._people.new),
            skipped=tuple(self._left_out.told),
            more=self._left_out.more,
            near=tuple(self._articles.near),
        )
