"""The one door to a project: every change goes through `do`, every question is asked here."""

import getpass
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from filelock import FileLock

from annotator.clock import new_id, now
from annotator.core.edits import Edit, Heading, Step, StepKind, inverse, owner
from annotator.core.errors import AnnotatorError, Conflict
from annotator.core.labels import label_fault
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
    Settings,
    Span,
    State,
    Value,
    Visit,
)
from annotator.core.work import Progress, Work, finish
from annotator.formats.exchange import LabelledArticle
from annotator.store import Store
from annotator.store.file import locked, may_write

Listener = Callable[[Step], None]
Pieces = tuple[Span, ...]
R = TypeVar("R", bound=Record)

_KEPT_ARTICLES = 32


class Project:
    """One project file, open in this process.

    A project belongs to the thread that opened it; long work opens its own with `beside`.
    """

    def __init__(self, store: Store, lock: FileLock | None) -> None:
        # For the rooms of this package; all others ask the project.
        self.store = store
        self._lock = lock
        self._listeners: list[Listener] = []
        self._articles: OrderedDict[str, Article] = OrderedDict()
        # A device is one opening of the file: copies and restored backups can never reuse a number.
        self._device = new_id()
        self._number = 0
        self.id = store.project_id()
        self.read_again()

    def read_again(self) -> None:
        """Forget what is kept of the file: another connection has written to it."""
        self._articles.clear()
        self.codebook, self.codebook_version = self.store.codebook()
        self.settings = self.store.settings()
        self.work_copy = self.store.is_work_copy()

    # ------------------------------------------------------------------ opening and closing

    @classmethod
    def create(cls, path: Path, name: str, codebook: Codebook, annotator: str = "") -> "Project":
        """A new project at `path` with one annotator; raises AnnotatorError if that cannot be."""
        someone = Annotator(new_id(), annotator.strip() or own_name())
        first = Step(
            id=new_id(),
            device=new_id(),
            number=1,
            annotator_id=someone.id,
            time=now(),
            title=f"Annotator {someone.name} added",
            edits=(Edit(None, someone),),
            kind=StepKind.IMPORT,
        )
        return cls._created(path, new_id(), Settings(name), codebook, first)

    @classmethod
    def create_copy(
        cls, path: Path, project_id: str, settings: Settings, codebook: Codebook
    ) -> "Project":
        """A new file for a project that is elsewhere, still empty; raises as `create` does."""
        return cls._created(path, project_id, settings, codebook, None)

    @classmethod
    def _created(
        cls,
        path: Path,
        project_id: str,
        settings: Settings,
        codebook: Codebook,
        first: Step | None,
    ) -> "Project":
        path = path.absolute()
        lock = locked(path)
        try:
            return cls._of(
                Store.create(path, settings, codebook, first, project_id=project_id, now=now()),
                lock,
            )
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, path: Path, *, write: bool = True) -> "Project":
        """The project at `path`.

        `write` takes the lock that one process at a time may have; where the file or its folder
        may not be written to, the project is opened to read only. Raises AnnotatorError if it is
        locked, damaged, newer than this program, or no project.
        """
        path = path.absolute()
        if not write or not may_write(path):
            return cls._of(Store.open(path, write=False), None)
        lock = locked(path) if path.is_file() else None
        try:
            return cls._of(Store.open(path), lock)
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    @classmethod
    def _of(cls, store: Store, lock: FileLock | None) -> "Project":
        try:
            return cls(store, lock)
        except BaseException:
            store.close()
            raise

    def beside(self) -> "Project":
        """The same project again for another thread, under the same lock; close it there."""
        return Project._of(Store.open(self.path, write=not self.read_only, known=True), None)

    def close(self) -> None:
        """Close the file and free its lock; a second call does nothing."""
        self.store.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    @property
    def path(self) -> Path:
        """The project file."""
        return self.store.path

    @property
    def read_only(self) -> bool:
        """Whether the file was opened only to read."""
        return not self.store.writable

    # ------------------------------------------------------------------ the door

    def do(self, title: str, *edits: Edit, annotator_id: str = "") -> Step:
        """Write the edits as one step that undo turns back; all or nothing.

        Raises Conflict where a record is not what an edit expects, AnnotatorError where a label
        does not stand on its text or the file fails.
        """
        return finish(self.doing(title, edits, annotator_id))

    def undo(self, annotator_id: str = "") -> Step | None:
        """Turn the newest step back; the step that did so, or None if there is nothing to undo."""
        return finish(self.undoing(annotator_id))

    def redo(self, annotator_id: str = "") -> Step | None:
        """Do again what was undone last; None if there is nothing."""
        return finish(self.redoing(annotator_id))

    def decide(self, title: str, edits: tuple[Edit, ...], record: str, annotator_id: str) -> Step:
        """Settle what copies of the project disagree on: a step that undo does not turn back."""
        return finish(self._writing(title, edits, annotator_id, StepKind.DECIDE, record))

    def doing(self, title: str, edits: Iterable[Edit], annotator_id: str = "") -> Work[Step]:
        """`do` as work: stopped, it leaves the project as it was."""
        return self._writing(title, tuple(edits), annotator_id, StepKind.DO)

    def undoing(self, annotator_id: str = "") -> Work[Step | None]:
        """`undo` as work."""
        newest = self.store.undoable()
        if newest is None:
            return None
        edits = inverse(self.store.step(newest.line).edits)
        title = f"Undo: {newest.title}"
        return (yield from self._writing(title, edits, annotator_id, StepKind.UNDO, newest.id))

    def redoing(self, annotator_id: str = "") -> Work[Step | None]:
        """`redo` as work."""
        undone = self.store.redoable()
        if undone is None:
            return None
        edits = self.store.step(undone.line).edits
        title = f"Redo: {undone.title}"
        return (yield from self._writing(title, edits, annotator_id, StepKind.REDO, undone.id))

    def _writing(
        self,
        title: str,
        edits: tuple[Edit, ...],
        annotator_id: str,
        kind: StepKind,
        target: str = "",
    ) -> Work[Step]:
        for edit in edits:
            self._check(edit)
        step = self.step(title, edits, annotator_id, kind, target)
        try:
            step = yield from self.store.writing(step)
        except Conflict:
            self.read_again()  # so that the change can be repeated on what is there now
            raise
        self.written(step)
        return step

    def written(self, step: Step) -> None:
        """Follow a step that was written, by `do` or by an import, and tell who listens."""
        self._number = step.number
        self._refresh(step)
        for listener in tuple(self._listeners):
            listener(step)

    def step(
        self,
        title: str,
        edits: tuple[Edit, ...],
        annotator_id: str,
        kind: StepKind,
        target: str = "",
    ) -> Step:
        """The next step of this opening of the project, not yet written."""
        return Step(
            id=new_id(),
            device=self._device,
            number=self._number + 1,
            annotator_id=annotator_id,
            time=now(),
            title=title,
            edits=edits,
            kind=kind,
            target=target,
        )

    def _check(self, edit: Edit) -> None:
        if self.work_copy and not owner(edit.record):
            raise AnnotatorError(
                f"This is a work copy of “{self.settings.name}”: its codebook, articles and "
                "settings come with work packs from its lead. Nothing was changed."
            )
        if isinstance(edit.after, Label):
            fault = label_fault(edit.after, self.article(edit.after.article_id).text)
            if fault:
                raise AnnotatorError(f"{fault} Nothing was written.")

    def _refresh(self, step: Step) -> None:
        for edit in step.edits:
            record = edit.record
            if isinstance(record, Codebook):
                self.codebook, self.codebook_version = self.store.codebook()
            elif isinstance(record, Settings):
                self.settings = record
            elif isinstance(record, Metadata):
                self._articles.pop(record.article_id, None)

    def listen(self, listener: Listener) -> None:
        """Call `listener` with every step after it was written."""
        self._listeners.append(listener)

    # ------------------------------------------------------------------ annotators

    def annotators(self) -> list[Annotator]:
        """All annotators, in the order they came."""
        return self.store.annotators()

    def annotator_named(self, name: str, *, make: bool = False) -> Annotator:
        """The annotator of this name; `make` adds one. Raises AnnotatorError if there is none."""
        everyone = self.annotators()
        name = name.strip()
        for annotator in everyone:
            if annotator.name == name:
                return annotator
        if make and name:
            added = Annotator(new_id(), name)
            title = f"Annotator {added.name} added"
            finish(self._writing(title, (Edit(None, added),), added.id, StepKind.IMPORT))
            return added
        known = ", ".join(annotator.name for annotator in everyone)
        raise AnnotatorError(f"There is no annotator “{name}” in this project; it has {known}.")

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

    def assignment(self, article_id: str, annotator_id: str) -> Assignment:
        """How far the annotator is with the article: to do, unless said otherwise."""
        found = self.store.assignment(article_id, annotator_id)
        return found or Assignment(article_id, annotator_id)

    def stored_assignment(self, article_id: str, annotator_id: str) -> Assignment | None:
        """The assignment if it was ever written; what an Edit needs as `before`."""
        return self.store.assignment(article_id, annotator_id)

    def record_visit(self, visit: Visit) -> None:
        """Keep how long someone was at an article, and whether its source was revealed."""
        self.store.record_visit(visit)

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

    def headings(self, before: int | None = None, limit: int = 200) -> list[Heading]:
        """The newest lines of the journal without their edits, newest first."""
        return self.store.headings(before, limit)

    def next_undo(self) -> Heading | None:
        """The step that undo would turn back."""
        return self.store.undoable()

    def next_redo(self) -> Heading | None:
        """The step that redo would do again."""
        return self.store.redoable()

    def step_size(self, line: int) -> int:
        """How many bytes the edits of a line of the journal take."""
        return self.store.step_size(line)

    # ------------------------------------------------------------------ out, care

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
        for article, labels, answers, assignments in self.store.worked_on(ids, annotator_id):
            if article.id != ids[given]:
                break
            given += 1
            states = {each.annotator_id: each.state for each in assignments}
            yield LabelledArticle(
                article=article,
                state=next((it for it in _LEAST_FAR_FIRST if it in states.values()), State.TODO),
                states=states,
                labels=tuple(labels),
                answers=tuple(answers),
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

    def save_copy(self, path: Path) -> None:
        """Write the whole project to another file; works even when its own file has vanished.

        Raises AnnotatorError for a name that is taken, and for the project's own: what SQLite left
        beside it belongs to the file that was there.
        """
        path = path.absolute()
        if path.exists() or path == self.path:
            raise AnnotatorError(
                f"There is a file called {path.name} already; choose another name."
            )
        self.store.copy_to(path)

    def backing_up(self) -> Work[Path | None]:
        """`keep_backup` as work for another thread."""
        yield Progress(0, 1, "copying")
        return self.keep_backup()

    def keep_backup(
        self, *, at_most: int = 5, every: timedelta = timedelta(hours=8)
    ) -> Path | None:
        """Keep a copy in the folder of backups if the newest is older than `every`.

        At most so many are kept; gives the new one, if one was due. A project that is open only to
        be read keeps none.
        """
        if self.read_only:
            return None
        return self.store.keep_backup(datetime.now(), at_most, every)


_LEAST_FAR_FIRST = (
    State.IN_PROGRESS,
    State.FLAGGED,
    State.SKIPPED,
    State.DONE,
    State.TODO,
)


def own_name() -> str:
    """The name of whoever sits at this computer, for their first project."""
    try:
        return getpass.getuser().strip() or "Annotator"
    except (OSError, KeyError, ImportError):
        return "Annotator"
