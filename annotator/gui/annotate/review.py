"""Labels to look at again, since their tag changed: told above the text, confirmed with one key."""

from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QWidget

from annotator.core.model import Codebook, Label
from annotator.gui.asking import Asker
from annotator.gui.jobs import Jobs
from annotator.gui.panels import Bar, BarKind
from annotator.gui.review_words import change_names
from annotator.gui.session import Place, Session
from annotator.project.reviewing import ToReview, changed_since, confirm, reviewing


class Reviewed(Protocol):
    """What is needed of the page on which labels are looked at again."""

    session: Session
    said: SignalInstance

    @property
    def codebook(self) -> Codebook: ...
    @property
    def active_label(self) -> Label | None: ...


class Review(QObject):
    """Tells of the selected label that its tag changed, confirms it, and goes on to the next."""

    def __init__(self, page: Reviewed, lookups: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = page
        self._asker = Asker(page.session, lookups, self)
        self.bar = Bar(BarKind.WARNING, "")
        self.bar.hide()
        self.bar.acted.connect(self.keep)

    def show(self, label: Label | None) -> None:
        """Tell of this label if it is to be looked at again."""
        found = changed_since(self._page.session.project, label) if label is not None else ()
        if label is None or not found:
            self.bar.hide()
            return
        tag = self._page.codebook.tag(label.tag)
        words = self.tr("{tag} changed since you gave this label: {changes}. Does it still hold?")
        name = tag.name if tag is not None else label.tag
        said = words.format(tag=name, changes=change_names(found))
        if said != self.bar.text() or self.bar.isHidden():
            self.bar.say(BarKind.WARNING, said, self.tr("It still holds (F8)"))
            self.bar.show()

    @property
    def possible(self) -> bool:
        """Whether the selected label is to be looked at again."""
        return not self.bar.isHidden()

    def keep(self) -> None:
        """Confirm the selected label in one step, and go on to the next."""
        label = self._page.active_label
        if label is not None and self.possible:
            confirm(self._page.session.project, label)
            self.go_on()

    def go_on(self) -> None:
        """Go to the next label to look at again, after the selected one or from the start."""
        who = self._page.session.desk.annotator.id
        self._asker.ask(lambda project: reviewing(project, who), self._go)

    def _go(self, found: list[ToReview]) -> None:
        session = self._page.session
        labels = [it.label for it in found]
        if not labels:
            self._page.said.emit(self.tr("No label is left to be looked at again."))
            return
        here = session.place.label_id
        at = next((n for n, it in enumerate(labels) if it.id == here), -1)
        following = labels[(at + 1) % len(labels)] if at >= 0 else self._nearest(labels)
        session.go(Place("annotate", following.article_id, following.id))

    def _nearest(self, labels: list[Label]) -> Label:
        """The first that is left in the open article, or of all."""
        article_id = self._page.session.place.article_id
        return next((it for it in labels if it.article_id == article_id), labels[0])
