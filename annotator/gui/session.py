"""The project that is open and where the user is in it: what every view watches."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from annotator.codebooks import shipped_codebook
from annotator.core.edits import Step
from annotator.core.errors import AnnotatorError
from annotator.core.model import (
    Annotator,
    Answer,
    Article,
    Assignment,
    Codebook,
    Decision,
    Label,
    Metadata,
    Origin,
    SecondAnswer,
    Shelf,
    Span,
)
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.lesson import is_student_copy


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the program the user is: a workspace, an article, one of its labels, or a span.

    `question` is the key of a question about the article, where that is the place.
    """

    workspace: str = "welcome"
    article_id: str = ""
    label_id: str = ""
    span: Span | None = None
    question: str = ""


class Session(QObject):
    """One open project, the annotator at the desk, and the place; views re-read on its signals.

    `changed` carries the Step that was written, `moved` the new Place, `opened` comes when there is
    another project or none. `shut_out` comes when an article was wanted that opens only once the
    training is passed.
    """

    changed = Signal(object)
    moved = Signal(object)
    opened = Signal()
    shut_out = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._desk: Desk | None = None
        self.place = Place()
        self.newest: Step | None = None
        """The step that was heard last: what is made for its place only now looks at it."""
        self.side_by_side: frozenset[str] = frozenset()
        """The articles that the Corpus workspace shows beside each other now."""
        self.sticky = ""
        """The tag that was given last, wherever that was."""
        self.tops: dict[str, int] = {}
        """By an article's id, the position (code points) at the top when it was left."""

    # ------------------------------------------------------------------ the project

    @property
    def is_open(self) -> bool:
        """Whether there is a project."""
        return self._project is not None

    @property
    def project(self) -> Project:
        """The open project; raises AnnotatorError if there is none."""
        if self._project is None:
            raise AnnotatorError("No project is open; open one or make a new one first.")
        return self._project

    @property
    def desk(self) -> Desk:
        """The desk of the annotator who works now; raises AnnotatorError without a project."""
        if self._desk is None:
            raise AnnotatorError("No project is open; open one or make a new one first.")
        return self._desk

    @property
    def studying(self) -> bool:
        """Whether what is open is a student's copy of a lesson: then there is Annotate alone."""
        return self._project is not None and is_student_copy(self._project)

    @property
    def teaching(self) -> bool:
        """Whether what is open is a lesson, and its instructor's."""
        project = self._project
        return project is not None and project.settings.lesson is not None and not project.work_copy

    @property
    def whose(self) -> tuple[str, ...]:
        """The ids of the annotators whose labels are shown beside the articles: one's own alone."""
        return (self.desk.annotator.id,)

    def open(self, path: Path) -> None:
        """Open a project in place of the present one, which stays open if this fails."""
        if self._project is not None and path.absolute() == self._project.path:
            return
        self.take(Project.open(path))

    def create(self, path: Path, name: str, codebook_id: str = "loaded-language") -> None:
        """Make a project and open it."""
        self.take(Project.create(path, name, shipped_codebook(codebook_id)))

    def take(self, project: Project) -> None:
        """Work on this project from now on, at the article that the annotator came to last."""
        self.close()
        self._project, self.newest = project, None
        annotators = project.annotators()
        if not annotators:
            raise AnnotatorError(f"{project.path.name} has no annotator; open one of its backups.")
        last = project.store.desk()
        annotator = next((each for each in annotators if each.id == last), annotators[0])
        self._desk = Desk(project, annotator)
        project.listen(self._heard)
        self.opened.emit()
        self.go(Place("annotate", self._desk.left_at()))

    def sit_down(self, annotator: Annotator) -> None:
        """Have this annotator at the desk from now on; the place stays, every view reads anew.

        What was being typed must be saved before. A work copy has but one annotator.
        """
        project = self.project
        if annotator.id == self.desk.annotator.id or project.work_copy:
            return
        self.go(replace(self.place, label_id="", span=None))
        if not project.read_only:
            project.store.sit_down(annotator.id)
        self._desk = Desk(project, annotator)
        self.tops.clear()
        wanted, self.place = self.place, self._let_in(self.place)
        self.opened.emit()
        if self.place != wanted:
            self.shut_out.emit()

    def close(self) -> None:
        """Close the project, if there is one."""
        if self._project is not None:
            # Views save what is being typed while they leave, so the project must still be open.
            self.go(Place())
            project, self._project, self._desk = self._project, None, None
            project.close()
            self.tops.clear()
            self.opened.emit()

    def refresh(self) -> None:
        """Have every view read the project anew: articles came by another connection."""
        self.project.read_again()
        mine = self.desk.annotator.id
        known = next((it for it in self.project.annotators() if it.id == mine), None)
        if known is not None:  # under another name, perhaps
            self._desk = Desk(self.project, known)
        self.opened.emit()

    # ------------------------------------------------------------------ the place

    def go(self, place: Place) -> None:
        """Move there; views follow. The last save of what is being left happens on this signal."""
        if self.studying and place.workspace != Place().workspace:
            place = replace(place, workspace="annotate")
        wanted = place
        if (place.workspace, place.article_id) != (self.place.workspace, self.place.article_id):
            place = self._let_in(place)
        if place != self.place:
            self.place = place
            self.moved.emit(place)
        if place != wanted:
            self.shut_out.emit()

    def _let_in(self, place: Place) -> Place:
        """The place, or that of the training which is to be passed before its article opens."""
        desk, wanted = self._desk, place.article_id
        if place.workspace != "annotate" or desk is None or not wanted or not desk.is_shut(wanted):
            return place
        return Place("annotate", next(iter(desk.article_ids()), ""))

    def _heard(self, step: Step) -> None:
        mine = self.desk.annotator
        for edit in step.edits:
            if isinstance(edit.after, Annotator) and edit.after.id == mine.id:
                self._desk = Desk(self.project, edit.after)
        self.newest = step
        self.changed.emit(step)

    def go_to_workspace(self, workspace: str) -> None:
        """Show another workspace; the article stays."""
        self.go(replace(self.place, workspace=workspace, span=None, question=""))

    def go_to_article(self, article_id: str, span: Span | None = None) -> None:
        """Open an article for annotating; with a span, that place in it is selected."""
        self.go(Place("annotate", article_id, span=span))

    def go_to_label(self, label_id: str) -> None:
        """Select a label of the article that is open; "" selects none."""
        self.go(replace(self.place, label_id=label_id, span=None))

    @property
    def article(self) -> Article | None:
        """The article that is open."""
        if self._project is None or not self.place.article_id:
            return None
        return self._project.article(self.place.article_id)

    # ------------------------------------------------------------------ undo

    def undo(self) -> Step | None:
        """Undo the newest step and go where it was."""
        step = self.project.undo(self.desk.annotator.id)
        if step is not None:
            self.go_to_step(step)
        return step

    def redo(self) -> Step | None:
        """Redo what was undone last and go where it was."""
        step = self.project.redo(self.desk.annotator.id)
        if step is not None:
            self.go_to_step(step)
        return step

    def go_to_step(self, step: Step) -> None:
        """Go where a step was that was turned back or done again."""
        if self.place.workspace == "corpus" and self._seen_from_corpus(step):
            return
        if self._shares_out(step):
            self.go_to_workspace("team")
            return
        for edit in step.edits:
            if isinstance(edit.record, Decision):
                self.go_to_decision(edit.record)
                return
        for edit in step.edits:
            record = edit.record
            if isinstance(record, Label):
                label_id = record.id if edit.after is not None else ""
                self.go(Place("annotate", record.article_id, label_id))
                return
            if isinstance(record, Answer | SecondAnswer | Assignment):
                self.go(Place("annotate", record.article_id))
            elif isinstance(record, Codebook):
                self.go_to_workspace("codebook")
            elif isinstance(record, Annotator):
                self.go_to_workspace("team")
            elif isinstance(record, Metadata | Shelf):
                self.go_to_workspace("corpus")
                return

    def go_to_decision(self, about: Decision) -> None:
        """Go where annotators' work was compared and decided on."""
        span = None if about.question else Span(about.start, about.end)
        self.go(Place("adjudicate", about.article_id, span=span, question=about.question))

    def _shares_out(self, step: Step) -> bool:
        """Whether the step changed queues: others', or several places of one's own."""
        assignments = [it.record for it in step.edits if isinstance(it.record, Assignment)]
        mine = self.desk.annotator.id
        return len(assignments) == len(step.edits) > 0 and (
            len(assignments) > 1 or assignments[0].annotator_id != mine
        )

    def _seen_from_corpus(self, step: Step) -> bool:
        """Whether the step's labels are to be seen in Corpus: given in bulk, or side by side."""
        labels = [edit.record for edit in step.edits if isinstance(edit.record, Label)]
        return bool(labels) and all(
            label.origin is Origin.BULK or label.article_id in self.side_by_side for label in labels
        )
