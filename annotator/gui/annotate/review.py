"""Labels to look at again, since their tag changed: told above the text, decided with one key."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QWidget

from annotator.bulk import give_successor
from annotator.core.labels import shortened
from annotator.core.model import Codebook, Label, Tag
from annotator.core.review import Change
from annotator.gui.asking import Asker
from annotator.gui.jobs import Jobs
from annotator.gui.review_words import change_names
from annotator.gui.session import Place, Session
from annotator.gui.steps import Steps
from annotator.gui.widgets.panels import Bar, BarKind
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

    def __init__(self, page: Reviewed, lookups: Jobs, steps: Steps, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = page
        self._steps = steps
        self._successors: tuple[Tag, ...] = ()
        self._shown: tuple[str, tuple[str, ...]] = ("", ())
        self._asker = Asker(page.session, lookups, self)
        self.bar = Bar(BarKind.WARNING, "")
        self.bar.hide()
        self.bar.chose.connect(self._choose)

    def show(self, label: Label | None) -> None:
        """Tell of this label if it is to be looked at again, and what can be done about it."""
        found = changed_since(self._page.session.project, label) if label is not None else ()
        if label is None or not found:
            self.bar.hide()
            return
        self._successors = self._page.codebook.successors(label.tag)
        said, actions = self._told(label, found)
        if (said, actions) != self._shown or self.bar.isHidden():
            self._shown = said, actions
            self.bar.say(BarKind.WARNING, said, *actions)
            self.bar.show()

    def _told(self, label: Label, found: Sequence[Change]) -> tuple[str, tuple[str, ...]]:
        tag = self._page.codebook.tag(label.tag)
        tag_name = tag.name if tag is not None else label.tag
        if not self._successors:
            words = self.tr(
                "{tag} changed since you gave this label: {changes}. Does it still hold?"
            )
            said = words.format(tag=tag_name, changes=change_names(found))
            return said, (self.tr("It still holds (F8)"),)
        names = [shortened(it.name, 24) for it in self._successors]
        if len(names) == 1:
            words = self.tr("{tag} was merged into {new} since you gave this label.")
            doubled = self.tr("{tag} was merged into {new}, which you gave to these words as well.")
            said = (doubled if self._is_doubled(label) else words).format(
                tag=tag_name, new=names[0]
            )
            one = self.tr("Now {new} (F8)").format(new=names[0])
            every = self.tr("All to {new} (Ctrl+F8)").format(new=names[0])
            return said, (one, every)
        words = self.tr("{tag} was split since you gave this label. Which of these is it?")
        keys = [
            f"{name} ({it.shortcut.upper()})" if it.shortcut else name
            for it, name in zip(self._successors, names, strict=True)
        ]
        return words.format(tag=tag_name), tuple(keys)

    def _is_doubled(self, label: Label) -> bool:
        project = self._page.session.project
        places = project.label_places(label.article_id, label.annotator_id)
        return (self._successors[0].key, label.pieces) in places

    @property
    def possible(self) -> bool:
        """Whether one key says what the selected label, which is to be looked at again, is."""
        return not self.bar.isHidden() and len(self._successors) < 2

    @property
    def merged(self) -> bool:
        """Whether another tag took the place of the selected label's."""
        return not self.bar.isHidden() and len(self._successors) == 1

    @property
    def deciding(self) -> bool:
        """Whether the selected label needs another tag: one that took the place of its own."""
        return not self.bar.isHidden() and bool(self._successors)

    def keep(self) -> None:
        """Confirm the selected label in one step, or give it what its tag became, and go on."""
        label = self._page.active_label
        if label is None or not self.possible:
            return
        if self._successors:
            self._page.session.desk.retag(label, self._successors[0].key)
        else:
            confirm(self._page.session.project, label)
        self.go_on()

    def give_all(self) -> None:
        """Give all one's labels whose tag became the same as the selected one's that tag."""
        if self.merged:
            who = self._page.session.desk.annotator.id
            self._asker.ask(lambda project: reviewing(project, who), self._give_all)

    def _give_all(self, found: list[ToReview]) -> None:
        if not self.merged:
            return
        chosen = self._successors[0]
        count = sum(it.successors == (chosen,) for it in found)
        title = self.tr("Giving {n} labels another tag").format(n=f"{count:,}")
        self._steps.write(title, count, lambda desk: give_successor(desk, chosen.key))
        words = self.tr(
            "All labels whose tag became {new} get it, in one step; Undo takes it back."
        )
        self._page.said.emit(words.format(new=chosen.name))

    def _choose(self, number: int) -> None:
        label = self._page.active_label
        if not self._successors or label is None:
            self.keep()
        elif len(self._successors) > 1:
            self._page.session.desk.retag(label, self._successors[number].key)
            self.go_on()
        elif number:
            self.give_all()
        else:
            self.keep()

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
