"""What is known of a project's differences, kept in step with what is written."""

from PySide6.QtCore import QObject, Signal

from annotator.core.edits import Step
from annotator.core.model import AnnotatorKind, Codebook, Label
from annotator.gui.asking import Asker
from annotator.gui.session import Session
from annotator.project.adjudicating import Compared, compared
from annotator.project.to_adjudicate import Outlook, outlook


class Known(QObject):
    """Which articles there are to adjudicate, and one of them with everybody's work.

    `outlook` comes from beside the window (`looked`), None until it does; `found` is the article
    that is open, as it was last read; `gold` counts the gold labels of the project.
    """

    looked = Signal()

    def __init__(self, session: Session, asker: Asker, parent: QObject) -> None:
        super().__init__(parent)
        self.outlook: Outlook | None = None
        self.found: Compared | None = None
        self.gold = 0
        self._session = session
        self._asker = asker

    def look_again(self) -> None:
        """Look through all articles anew, beside the window."""
        if self._session.is_open:
            self._asker.ask(outlook, self._looked)

    def _looked(self, known: Outlook) -> None:
        self.outlook, self.gold = known, known.gold
        self.looked.emit()

    def forget(self) -> None:
        """Nothing is known any more."""
        self.found = self.outlook = None

    def drop(self) -> None:
        """Nothing is to come in either."""
        self._asker.drop()

    def open(self, article_id: str) -> bool:
        """Read an article with everybody's work; whether its text and people are as before."""
        before = self.found
        found = self.found = compared(self._session.project, article_id)
        return before is not None and (before.article, before.people) == (
            found.article,
            found.people,
        )

    def follow(self, step: Step) -> bool:
        """Take in what was written; False where the open article must be read anew."""
        if self.found is None:
            return False
        self._count_gold(step)
        here = self.found.article.id
        after = self.found.after(step.edits) if step.edits else None
        elsewhere = any(getattr(it.record, "article_id", here) != here for it in step.edits)
        of_codebook = any(isinstance(it.record, Codebook) for it in step.edits)
        # What is being looked at was another moment's.
        if elsewhere or self._asker.waiting or (after is None and not of_codebook):
            self.look_again()
        if after is not None:
            self.found = after
        return after is not None

    def _count_gold(self, step: Step) -> None:
        people = self._session.project.annotators()
        gold = {each.id for each in people if each.kind is AnnotatorKind.GOLD}
        for edit in step.edits:
            if isinstance(edit.record, Label) and edit.record.annotator_id in gold:
                self.gold += (edit.after is not None) - (edit.before is not None)
