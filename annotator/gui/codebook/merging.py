"""Merging a tag into another: which goes, which stays, and all that follows, before it is done."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.core.codebook_succession import can_go, can_take, lacking_fields, merged_tag
from annotator.core.errors import AnnotatorError
from annotator.core.model import Tag
from annotator.core.work import Work
from annotator.gui.asking import Asker
from annotator.gui.codebook.book import Book
from annotator.gui.codebook.form import Tick
from annotator.gui.codebook.outcome import Outcome
from annotator.gui.codebook.words import labels, listed, of_whom
from annotator.gui.dialogs.parts import Rows, Sentence, Sheet
from annotator.gui.jobs import Jobs
from annotator.gui.session import Session
from annotator.gui.theme import current_theme
from annotator.gui.widgets.inputs import Combo
from annotator.project import Project
from annotator.project.tag_changes import TagUse, merge_title, tag_use


class MergeDialog(Sheet):
    """Asks which tag goes and which stays, and merges them.

    `carried_out` carries the key of the one that stays, and the TagUse of the one that went.
    """

    carried_out = Signal(str, object)

    def __init__(
        self, book: Book, key: str, session: Session, lookups: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__("", 600, parent)
        self.setWindowTitle(self.tr("Merge tags"))
        self.setObjectName("merge-tags")
        self._book = book
        self._use: TagUse | None = None
        self._counting = Asker(session, lookups, self)
        self._measuring = Asker(session, lookups, self)
        self.gone, self.kept = Combo(self.tr("Tag that goes")), Combo(self.tr("Tag that stays"))
        self.swap = QPushButton(self.tr("Swap"))
        self.swap.setAutoDefault(False)
        self.swap.setToolTip(self.tr("Let the other of the two stay"))
        self.definition = Sentence()
        self.asks = Tick("")
        self.outcome = Outcome()
        self._lay_out()
        self.primary.setText(self.tr("Merge"))
        tags = [tag for tag in book.codebook.tags if can_go(book.codebook, tag.key)]
        self.gone.offer([(tag.key, tag.name) for tag in tags])
        self.gone.show_value(key)
        self.gone.activated.connect(self._goes)
        self.kept.activated.connect(self._tell)
        self.swap.clicked.connect(self._swap)
        self.asks.finished.connect(self._say)
        self.primary.clicked.disconnect(self.accept)
        self.primary.clicked.connect(self._merge)
        self._goes()
        self.kept.setFocus()

    def _lay_out(self) -> None:
        self.heading(self.tr("Merge tags"))
        stays = QHBoxLayout()
        stays.setSpacing(current_theme().px(8))
        stays.addWidget(self.kept, 1)
        stays.addWidget(self.swap)
        rows = Rows(72)
        rows.add(self.tr("Goes"), self.gone)
        rows.add(self.tr("Stays"), stays, self.definition).setBuddy(self.kept)
        self.page.box.addLayout(rows)
        self.page.box.addWidget(self.asks)
        self.page.box.addWidget(self.outcome)
        self.page.box.addStretch(1)

    # ------------------------------------------------------------------ which two

    @property
    def pair(self) -> tuple[Tag, Tag] | None:
        """The tag that goes and the one that stays."""
        book = self._book.codebook
        gone, kept = book.tag(str(self.gone.value())), book.tag(str(self.kept.value()))
        return (gone, kept) if gone is not None and kept is not None else None

    def _goes(self) -> None:
        """Offer what the tag that goes can be merged into; its neighbour is chosen first."""
        before, book = self.kept.value(), self._book.codebook
        gone = book.tag(str(self.gone.value()))
        offered = can_take(book, gone.key) if gone is not None else ()
        self.kept.offer([(tag.key, tag.name) for tag in offered])
        if gone is not None and offered:
            at = book.tags.index(gone)
            near = min(
                offered,
                key=lambda tag: (tag.parent != gone.parent, abs(book.tags.index(tag) - at)),
            )
            keys = [tag.key for tag in offered]
            self.kept.show_value(before if before in keys else near.key)
        self._tell()

    def _swap(self) -> None:
        pair = self.pair
        if pair is not None:
            gone, kept = pair
            self.gone.show_value(kept.key)
            self.kept.offer([(gone.key, gone.name)])
            self._goes()

    # ------------------------------------------------------------------ what follows

    def _tell(self) -> None:
        """Tell all that merging these two means; counts and figures come when they are there."""
        pair, self._use = self.pair, None
        self.outcome.tell_agreement("")
        self._counting.drop()
        self._measuring.drop()
        if pair is not None:
            gone, kept = pair
            lacking = lacking_fields(self._book.codebook, gone.key, kept.key)
            words = self.tr("“{name}” asks from now on also for {fields}")
            fields = listed([field.name for field in lacking])
            self.asks.retell(words.format(name=kept.name, fields=fields))
            self.asks.setChecked(bool(lacking))
            self.asks.setVisible(bool(lacking))
            self._counting.ask(lambda project: tag_use(project, gone.key), self._counted)
            self._measuring.ask(
                lambda project: _figures(project, gone.key, kept.key), self._measured
            )
            self.outcome.tell_agreement(self.tr("Agreement is being measured."))
        self._say()

    def _counted(self, use: TagUse) -> None:
        self._use = use
        self._say()

    def _measured(self, words: str) -> None:
        self.outcome.tell_agreement(words)
        QTimer.singleShot(0, self, self.fit)

    def _say(self) -> None:
        pair = self.pair
        allowed = pair is not None and not pair[1].retired
        self.primary.setEnabled(allowed and self._use is not None)
        self.swap.setEnabled(pair is not None and not pair[0].retired)
        if pair is None:
            self.outcome.tell([self.tr("There is no other tag on offer to merge it into.")])
            return
        gone, kept = pair
        first, _, _ = kept.definition.partition("\n")
        stands = self.tr("Its definition stands: {words}") if first else ""
        self.definition.say(stands.format(words=first) or self.tr("It has no definition yet."))
        told = []
        if self._use is not None:
            told = [self._labels_told(gone, kept, self._use), *self._fields_told(gone, kept)]
        told.append(
            self.tr(
                "One step of the codebook; one Undo takes it back. “{name}” is retired."
            ).format(name=gone.name)
        )
        self.outcome.tell(told)
        if self.isVisible():
            QTimer.singleShot(0, self, self.fit)  # once the sentences have their height

    def _labels_told(self, gone: Tag, kept: Tag, use: TagUse) -> str:
        if not use.count:
            words = self.tr("“{name}” has no labels yet, so there is nothing to look at again.")
            return words.format(name=gone.name)
        words = self.tr(
            "{labels} of “{gone}” ({people}) stay as they are. Each annotator gets theirs as a "
            "list to look at again, and gives them “{kept}” one by one or all at once; copies of "
            "the project get the list with the codebook. Agreement counts them as “{kept}”."
        )
        said = labels(use.count)
        return words.format(labels=said, gone=gone.name, kept=kept.name, people=of_whom(use.labels))

    def _fields_told(self, gone: Tag, kept: Tag) -> list[str]:
        lacking = lacking_fields(self._book.codebook, gone.key, kept.key)
        held = [it for it in lacking if self._use is not None and self._use.fields.get(it.key)]
        if not held or self.asks.value() or self._use is None:
            return []
        told = [f"{it.name} ({labels(self._use.fields[it.key])})" for it in held]
        words = self.tr("Labels lose what “{name}” does not ask when they get it: {fields}.")
        return [words.format(name=kept.name, fields=listed(told))]

    # ------------------------------------------------------------------ doing it

    def _merge(self) -> None:
        pair, use = self.pair, self._use
        if pair is None or use is None:
            return
        gone, kept = pair
        book = self._book.codebook
        with_fields = not self.asks.isHidden() and self.asks.value()
        try:
            after = merged_tag(book, gone.key, kept.key, with_fields=with_fields)
            fault = self._book.write(merge_title(book, gone.key, kept.key), after)
        except AnnotatorError as error:
            fault = str(error)
        if fault:
            self.remark.say(fault, "danger")
            return
        self.accept()
        self.carried_out.emit(kept.key, use)


def _figures(project: Project, gone: str, kept: str) -> Work[str]:
    """What merging the two would make of agreement, in a sentence."""
    # numpy comes with it, which takes a while to load.
    from annotator.project.mergers import figures_sentence, if_merged

    names = {tag.key: tag.name for tag in project.codebook.tags}
    found = yield from if_merged(project, gone, kept)
    return figures_sentence(found, lambda key: names.get(key, key))
