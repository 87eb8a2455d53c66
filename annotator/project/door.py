"""The one door to a project: every change goes through `do`."""

import getpass
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from filelock import FileLock

from annotator.clock import new_id, now
from annotator.core.edits import Edit, Heading, Step, StepKind, inverse, owner
from annotator.core.errors import AnnotatorError, Conflict
from annotator.core.labels import label_fault
from annotator.core.model import (
    Annotator,
    Answer,
    Assignment,
    Codebook,
    Label,
    SecondAnswer,
    Settings,
    State,
    Visit,
)
from annotator.core.work import Progress, Work, finish
from annotator.project.contents import Contents
from annotator.store import Store
from annotator.store.file import locked, may_write

Listener = Callable[[Step], None]


class Project(Contents):
    """One project file, open in this process: asked, and changed through `do`.

    A project belongs to the thread that opened it; long work opens its own with `beside`.
    """

    def __init__(self, store: Store, lock: FileLock | None) -> None:
        super().__init__(store)
        self._lock = lock
        self._listeners: list[Listener] = []
        # A device is one opening of the file: copies and restored backups can never reuse a number.
        self._device = new_id()
        self._number = 0

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
        """Turn the annotator's newest step back; the step that did so, or None if there is none.

        Nobody's steps but one's own, and those of no one in particular, are turned back; "" stands
        for anybody's. Raises AnnotatorError where others built on the step: it then stands.
        """
        return finish(self.undoing(annotator_id))

    def redo(self, annotator_id: str = "") -> Step | None:
        """Do again what was undone last; None if there is nothing."""
        return finish(self.redoing(annotator_id))

    def decide(self, title: str, edits: tuple[Edit, ...], record: str, annotator_id: str) -> Step:
        """Settle what copies of the project disagree on: a step that undo does not turn back."""
        return finish(self._writing(title, edits, annotator_id, StepKind.DECIDE, record))

    def keep(self, title: str, edits: tuple[Edit, ...], annotator_id: str) -> Step:
        """Write edits that undo does not turn back: facts, which nobody may take back."""
        return finish(self._writing(title, edits, annotator_id, StepKind.IMPORT))

    def doing(self, title: str, edits: Iterable[Edit], annotator_id: str = "") -> Work[Step]:
        """`do` as work: stopped, it leaves the project as it was."""
        return self._writing(title, tuple(edits), annotator_id, StepKind.DO)

    def undoing(self, annotator_id: str = "") -> Work[Step | None]:
        """`undo` as work."""
        newest = self.store.undoable(annotator_id)
        if newest is None:
            return None
        edits = inverse(self.store.step(newest.line).edits)
        return (yield from self._turning(newest, edits, annotator_id, StepKind.UNDO))

    def redoing(self, annotator_id: str = "") -> Work[Step | None]:
        """`redo` as work."""
        undone = self.store.redoable(annotator_id)
        if undone is None:
            return None
        edits = self.store.step(undone.line).edits
        return (yield from self._turning(undone, edits, annotator_id, StepKind.REDO))

    def _turning(
        self, turned: Heading, edits: tuple[Edit, ...], annotator_id: str, kind: StepKind
    ) -> Work[Step]:
        """Undo or redo a step, if nobody else went on from what it did."""
        verb = "undone" if kind is StepKind.UNDO else "done again"
        shared = any(isinstance(edit.record, Codebook | Annotator) for edit in edits)
        other = self.store.went_on_since(turned.line, annotator_id) if shared else ""
        if not other or not annotator_id:
            try:
                title = f"{kind.value.capitalize()}: {turned.title}"
                return (yield from self._writing(title, edits, annotator_id, kind, turned.id))
            except Conflict:
                if not annotator_id:
                    raise
        names = {each.id: each.name for each in self.annotators()}
        who = names.get(other, "somebody else")
        self.store.drop_from_undo(turned.line)
        raise AnnotatorError(
            f"“{turned.title}” cannot be {verb} any more, since {who} went on from it. It stays as "
            "it is, and nothing was changed; press once more for the step before it."
        )

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
        self._see_that_closed_articles_stand(edits)
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
        self.follow(step)
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
        if self.work_copy and (not owner(edit.record) or self._queues_otherwise(edit)):
            raise AnnotatorError(
                f"This is a work copy of “{self.settings.name}”: its codebook, articles, queue and "
                "settings come from whoever leads it. Nothing was changed."
            )
        if isinstance(edit.after, Label):
            fault = label_fault(edit.after, self.article(edit.after.article_id).text)
            if fault:
                raise AnnotatorError(f"{fault} Nothing was written.")

    def _queues_otherwise(self, edit: Edit) -> bool:
        """Whether the edit puts an article into a queue, moves it there, or takes it out.

        Not in a lesson: there a queue grows by what a student is given to do again.
        """
        before, after = (
            (it.place, it.batch) if isinstance(it, Assignment) else (0, "")
            for it in (edit.before, edit.after)
        )
        return before != after and self.settings.lesson is None

    def _see_that_closed_articles_stand(self, edits: Iterable[Edit]) -> None:
        """Whoever saw the key of an article of a lesson changes nothing that they said of it."""
        if self.settings.lesson is None:
            return
        closed: dict[str, frozenset[str]] = {}
        for said in map(_said, edits):
            if said is None:
                continue
            who = said.annotator_id
            if who not in closed:
                closed[who] = self.closed_articles(who)
            if said.article_id in closed[who]:
                raise AnnotatorError(
                    f"You have seen the key of “{self.article(said.article_id).title}”, so what "
                    "you said of it stays as it is. Nothing was changed."
                )

    def listen(self, listener: Listener) -> None:
        """Call `listener` with every step after it was written."""
        self._listeners.append(listener)

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
            self.keep(title, (Edit(None, added),), added.id)
            return added
        known = ", ".join(annotator.name for annotator in everyone)
        raise AnnotatorError(f"There is no annotator “{name}” in this project; it has {known}.")

    def record_visit(self, visit: Visit) -> None:
        """Keep how long someone was at an article, and whether its source was revealed."""
        self.store.record_visit(visit)

    # ------------------------------------------------------------------ care

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


def _said(edit: Edit) -> Label | Answer | SecondAnswer | Assignment | None:
    """What an annotator said of an article, if the edit changes that: also that it is done."""
    record, before, after = edit.record, edit.before, edit.after
    if isinstance(record, Label | Answer | SecondAnswer):
        return record
    if isinstance(before, Assignment) and before.state is State.DONE:
        stays = isinstance(after, Assignment) and after.state is State.DONE
        return None if stays else before
    return None


def own_name() -> str:
    """The name of whoever sits at this computer, for their first project."""
    try:
        return getpass.getuser().strip() or "Annotator"
    except (OSError, KeyError, ImportError):
        return "Annotator"
