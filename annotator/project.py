"""The one door to a project: every change goes through `do`, every question is asked here."""

import getpass
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from filelock import FileLock

from annotator.clock import new_id, now
from annotator.core.edits import Edit, Step, StepKind, inverse
from annotator.core.errors import AnnotatorError, Conflict
from annotator.core.labels import label_fault, shortened
from annotator.core.model import (
    Annotator,
    Answer,
    Article,
    Assignment,
    Codebook,
    Label,
    Metadata,
    QueueEntry,
    Settings,
    State,
    Value,
    Visit,
)
from annotator.core.text import sha256
from annotator.core.work import Progress, Work
from annotator.formats import written
from annotator.formats.exchange import Draft, Format, LabelledArticle, WriteOptions
from annotator.store import Store
from annotator.store.file import locked, may_write

Listener = Callable[[Step], None]

_KEPT_ARTICLES = 32


@dataclass(frozen=True, slots=True)
class Added:
    """What adding articles did: the ids added, and what was left out with the reason."""

    ids: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]


class Project:
    """One project file, open in this process.

    A project belongs to the thread that opened it; long work opens its own with `beside`.
    """

    def __init__(self, store: Store, lock: FileLock | None) -> None:
        self._store = store
        self._lock = lock
        self._listeners: list[Listener] = []
        self._articles: OrderedDict[str, Article] = OrderedDict()
        # A device is one opening of the file: copies and restored backups can never reuse a number.
        self._device = new_id()
        self._number = 0
        self.id = store.project_id()
        self._read_again()

    def _read_again(self) -> None:
        self._articles.clear()
        self.codebook, self.codebook_version = self._store.codebook()
        self.settings = self._store.settings()

    # ------------------------------------------------------------------ opening and closing

    @classmethod
    def create(cls, path: Path, name: str, codebook: Codebook, annotator: str = "") -> "Project":
        """A new project at `path` with one annotator; raises AnnotatorError if that cannot be."""
        path = path.absolute()
        someone = Annotator(new_id(), annotator.strip() or own_name())
        title = f"Annotator {someone.name} added"
        first = Step(
            id=new_id(),
            device=new_id(),
            number=1,
            annotator_id=someone.id,
            time=now(),
            title=title,
            edits=(Edit(None, someone),),
            kind=StepKind.IMPORT,
        )
        lock = locked(path)
        try:
            return cls._of(
                Store.create(path, Settings(name), codebook, first, project_id=new_id(), now=now()),
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
        return Project._of(Store.open(self.path, write=not self.read_only), None)

    def close(self) -> None:
        """Close the file and free its lock; a second call does nothing."""
        self._store.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    @property
    def path(self) -> Path:
        """The project file."""
        return self._store.path

    @property
    def read_only(self) -> bool:
        """Whether the file was opened only to read."""
        return not self._store.writable

    # ------------------------------------------------------------------ the door

    def do(self, title: str, *edits: Edit, annotator_id: str = "") -> Step:
        """Write the edits as one step that undo turns back; all or nothing.

        Raises Conflict where a record is not what an edit expects, AnnotatorError where a label
        does not stand on its text or the file fails.
        """
        return self._write(title, edits, annotator_id, StepKind.DO)

    def undo(self, annotator_id: str = "") -> Step | None:
        """Turn the newest step back; the step that did so, or None if there is nothing to undo."""
        step = self._store.undoable()
        if step is None:
            return None
        title = f"Undo: {step.title}"
        return self._write(title, inverse(step.edits), annotator_id, StepKind.UNDO, step.id)

    def redo(self, annotator_id: str = "") -> Step | None:
        """Do again what was undone last; None if there is nothing."""
        step = self._store.redoable()
        if step is None:
            return None
        title = f"Redo: {step.title}"
        return self._write(title, step.edits, annotator_id, StepKind.REDO, step.id)

    def _write(
        self,
        title: str,
        edits: tuple[Edit, ...],
        annotator_id: str,
        kind: StepKind,
        target: str = "",
    ) -> Step:
        for edit in edits:
            self._check(edit)
        step = self._step(title, edits, annotator_id, kind, target)
        try:
            self._store.write(step)
        except Conflict:
            self._read_again()  # so that the change can be repeated on what is there now
            raise
        self._number = step.number
        self._refresh(step)
        for listener in tuple(self._listeners):
            listener(step)
        return step

    def _step(
        self,
        title: str,
        edits: tuple[Edit, ...],
        annotator_id: str,
        kind: StepKind,
        target: str = "",
    ) -> Step:
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
        if isinstance(edit.after, Label):
            fault = label_fault(edit.after, self.article(edit.after.article_id).text)
            if fault:
                raise AnnotatorError(f"{fault} Nothing was written.")

    def _refresh(self, step: Step) -> None:
        for edit in step.edits:
            record = edit.record
            if isinstance(record, Codebook):
                self.codebook, self.codebook_version = self._store.codebook()
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
        return self._store.annotators()

    def annotator_named(self, name: str, *, make: bool = False) -> Annotator:
        """The annotator of this name; `make` adds one. Raises AnnotatorError if there is none."""
        everyone = self.annotators()
        name = name.strip()
        for annotator in everyone:
            if annotator.name == name:
                return annotator
        if make and name:
            added = Annotator(new_id(), name)
            self._write(
                f"Annotator {added.name} added", (Edit(None, added),), added.id, StepKind.IMPORT
            )
            return added
        known = ", ".join(annotator.name for annotator in everyone)
        raise AnnotatorError(f"There is no annotator “{name}” in this project; it has {known}.")

    # ------------------------------------------------------------------ articles

    def article(self, article_id: str) -> Article:
        """The article with its text; raises AnnotatorError if there is none with this id."""
        kept = self._articles.get(article_id)
        if kept is None:
            kept = self._store.article(article_id)
            if kept is None:
                raise AnnotatorError(f"There is no article {article_id} in this project.")
            self._articles[article_id] = kept
            if len(self._articles) > _KEPT_ARTICLES:
                self._articles.popitem(last=False)
        return kept

    def article_called(self, wanted: str) -> Article:
        """The article with this id, a unique beginning of it, or exactly this title."""
        found = self._store.article_ids_like(wanted)
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
        return self._store.titles_like(words, limit)

    def article_ids(self, annotator_id: str = "", states: Sequence[State] = ()) -> list[str]:
        """The ids of articles in the queue's order, of these states for this annotator if given."""
        return self._store.article_ids(annotator_id, states)

    def queue_entries(self, ids: Sequence[str], annotator_id: str | None) -> list[QueueEntry]:
        """What the queue shows of these articles; labels of one annotator, or of all for None."""
        return self._store.queue_entries(ids, annotator_id)

    def state_counts(self, annotator_id: str) -> dict[State, int]:
        """How many articles the annotator has in each state."""
        return self._store.state_counts(annotator_id)

    def add(self, drafts: Sequence[Draft], *, annotator_id: str = "") -> Work[Added]:
        """Add articles at the end of the queue: all of them in one go, or none.

        A text that is in the project already is left out and told.
        """
        articles: list[Article] = []
        skipped: list[tuple[str, str]] = []
        seen: set[str] = set()
        for number, draft in enumerate(drafts):
            yield Progress(number, len(drafts), draft.title)
            digest = sha256(draft.text)
            twin = self._store.article_with(digest)
            if twin is not None or digest in seen:
                skipped.append((draft.title, "the same text is in the project already"))
                continue
            seen.add(digest)
            articles.append(_article(draft, digest))
        if articles:
            count = len(articles)
            title = (
                f"Article “{shortened(articles[0].title)}” added"
                if count == 1
                else f"{count} articles added"
            )
            step = self._step(title, (), annotator_id, StepKind.IMPORT)
            self._store.add_articles(articles, step)
            self._number = step.number
            for listener in tuple(self._listeners):
                listener(step)
        return Added(tuple(article.id for article in articles), tuple(skipped))

    # ------------------------------------------------------------------ annotators' work

    def labels(self, article_id: str, annotator_id: str | None = None) -> list[Label]:
        """The labels on an article in the order of the text, of one annotator or of all."""
        return self._store.labels(article_id, annotator_id)

    def label(self, label_id: str) -> Label:
        """The label with this id or a unique beginning of it; raises AnnotatorError if none."""
        found = self._store.label_ids(label_id) if label_id else []
        label = self._store.label(found[0]) if len(found) == 1 else None
        if label is None:
            why = "more than one label" if found else "no label"
            raise AnnotatorError(f"“{label_id}” fits {why}; see `annotator show` for their ids.")
        return label

    def labels_starting_at(
        self, article_id: str, annotator_id: str, tag: str, start: int
    ) -> list[Label]:
        """The annotator's labels of a tag that start just there."""
        return self._store.labels_starting_at(article_id, annotator_id, tag, start)

    def tags_given_to(self, words: str, annotator_id: str) -> dict[str, int]:
        """How often the annotator gave each tag to just these words, ignoring ASCII case."""
        return self._store.tags_given_to(words, annotator_id)

    def answers(self, article_id: str, annotator_id: str | None = None) -> list[Answer]:
        """The answers about an article, of one annotator or of all."""
        return self._store.answers(article_id, annotator_id)

    def assignment(self, article_id: str, annotator_id: str) -> Assignment:
        """How far the annotator is with the article: to do, unless said otherwise."""
        found = self._store.assignment(article_id, annotator_id)
        return found or Assignment(article_id, annotator_id)

    def stored_assignment(self, article_id: str, annotator_id: str) -> Assignment | None:
        """The assignment if it was ever written; what an Edit needs as `before`."""
        return self._store.assignment(article_id, annotator_id)

    def record_visit(self, visit: Visit) -> None:
        """Keep how long someone was at an article, and whether its source was revealed."""
        self._store.record_visit(visit)

    def visits(self, article_id: str, annotator_id: str) -> list[Visit]:
        """The annotator's visits to the article, oldest first."""
        return self._store.visits(article_id, annotator_id)

    def usage(
        self,
    ) -> tuple[
        dict[str, int], dict[int, int], dict[tuple[str, Value], int], dict[tuple[str, Value], int]
    ]:
        """How many labels have each tag, each codebook version, each field's value; and answers."""
        return self._store.usage()

    def codebook_of(self, version: int) -> Codebook:
        """The codebook as it was in that version."""
        return self._store.codebook(version)[0]

    def history(self, before: int | None = None, limit: int = 200) -> list[tuple[int, Step]]:
        """The newest steps with their line in the journal, newest first."""
        return self._store.steps(before, limit)

    def next_undo(self) -> Step | None:
        """The step that undo would turn back."""
        return self._store.undoable()

    def next_redo(self) -> Step | None:
        """The step that redo would do again."""
        return self._store.redoable()

    # ------------------------------------------------------------------ out, care

    def labelled(self, article_id: str, annotator_id: str | None = None) -> LabelledArticle:
        """An article with its labels and answers, as an exporter takes it.

        Its state is the one annotator's; over all annotators, the least far of those who began.
        """
        names = {annotator.id: annotator.name for annotator in self.annotators()}
        return self._labelled(article_id, annotator_id, names)

    def _labelled(
        self, article_id: str, annotator_id: str | None, names: dict[str, str]
    ) -> LabelledArticle:
        article = self._store.article(article_id)
        if article is None:
            raise AnnotatorError(f"There is no article {article_id} in this project.")
        return LabelledArticle(
            article=article,
            state=self.state(article_id, annotator_id),
            labels=tuple(self.labels(article_id, annotator_id)),
            answers=tuple(self.answers(article_id, annotator_id)),
            annotators=names,
        )

    def state(self, article_id: str, annotator_id: str | None = None) -> State:
        """The article's state for one annotator, or over all: the least far of those who began."""
        if annotator_id is not None:
            return self.assignment(article_id, annotator_id).state
        states = {item.state for item in self._store.assignments(article_id)}
        return next((state for state in _LEAST_FAR_FIRST if state in states), State.TODO)

    def export(
        self,
        form: Format,
        path: Path,
        article_ids: Sequence[str] | None = None,
        annotator_id: str | None = None,
    ) -> Work[int]:
        """Write articles with their labels to one file; gives the number of labels written.

        Every quote is compared with its text first; on any failure the file is as it was before.
        """
        ids = list(article_ids) if article_ids is not None else self.article_ids()
        names = {annotator.id: annotator.name for annotator in self.annotators()}
        options = WriteOptions(fields=tuple(self._store.label_fields()))
        yield Progress(0, len(ids), path.name)

        def items() -> Iterator[LabelledArticle]:
            for article_id in ids:
                yield self._labelled(article_id, annotator_id, names)

        return written(path, form, items(), options)

    def check(self) -> Work[list[str]]:
        """Every fault of the file: SQLite's own, journal, hashes, quotes, pieces, tags, answers."""
        faults = self._store.faults_of_the_file()
        faults.extend(self._store.faults_of_the_journal())
        books: dict[int, Codebook] = {}
        ids = self.article_ids()
        for number, article_id in enumerate(ids):
            yield Progress(number, len(ids), "checking")
            try:
                faults.extend(self._faults_of(article_id, books))
            except AnnotatorError as error:
                faults.append(f"Article {article_id}: {error}")
        return faults

    def _faults_of(self, article_id: str, books: dict[int, Codebook]) -> Iterator[str]:
        article = self._store.article(article_id)
        if article is None:
            yield f"Article {article_id} has no text."
            return
        if sha256(article.text) != article.sha256:
            yield f"Article {article_id}: its text was altered after it was added."

        def book(version: int) -> Codebook:
            if version not in books:
                books[version] = self.codebook_of(version)
            return books[version]

        for label in self.labels(article_id):
            fault = label_fault(label, article.text)
            if fault:
                yield fault
            if book(label.codebook_version).tag(label.tag) is None:
                yield f"Label {label.id}: its codebook has no tag “{label.tag}”."
        self._store.assignments(article_id)  # raises where one cannot be read
        for answer in self.answers(article_id):
            if book(answer.codebook_version).question(answer.question) is None:
                yield f"Answer {answer.id}: its codebook has no question “{answer.question}”."

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
        self._store.copy_to(path)

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
        return self._store.keep_backup(datetime.now(), at_most, every)


_LEAST_FAR_FIRST = (
    State.IN_PROGRESS,
    State.FLAGGED,
    State.SKIPPED,
    State.DONE,
    State.TODO,
)


def _article(draft: Draft, digest: str) -> Article:
    article_id = new_id()
    metadata = Metadata(
        article_id=article_id,
        title=draft.title,
        outlet=draft.outlet,
        author=draft.author,
        date=draft.date,
        url=draft.url,
        language=draft.language,
        genre=draft.genre,
        extra=dict(draft.extra),
    )
    return Article(article_id, draft.text, draft.headline_end, digest, metadata)


def own_name() -> str:
    """The name of whoever sits at this computer, for their first project."""
    try:
        return getpass.getuser().strip() or "Annotator"
    except (OSError, KeyError, ImportError):
        return "Annotator"
