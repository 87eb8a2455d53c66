"""Two or three articles side by side, which scroll together and can each be tagged."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.core.edits import Step
from annotator.core.model import Assignment, Codebook, Label, Metadata, Settings, Tag
from annotator.gui.article.layer import TagLook, tag_looks
from annotator.gui.corpus.pane import Pane
from annotator.gui.preferences import Preferences
from annotator.gui.session import Session
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import KeyCap, Swatch, label
from annotator.gui.widgets.choices import Segmented

MOST = 3


class Reader(QWidget):
    """`count_changed` comes when more or fewer panes are wanted, `said` carries a sentence."""

    count_changed = Signal()
    said = Signal(str)

    def __init__(
        self, session: Session, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._looks: dict[str, TagLook] = {}
        self._leading: Pane | None = None
        self._following = False
        self.sticky = ""
        self.panes = tuple(Pane(session, number + 1) for number in range(MOST))
        self.count = Segmented(
            [(2, self.tr("Two")), (3, self.tr("Three"))], self.tr("Articles side by side")
        )
        self.count.set_value(2)
        self.together = QCheckBox(self.tr("Scroll together"))
        self.together.setChecked(True)
        self.keys = KeyStrip()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        for pane in self.panes:
            pane.view.points = preferences.article_points
            pane.view.column = preferences.column
            pane.view.snapping = preferences.snapping
            pane.hide()
            pane.tagged.connect(self._tagged)
            pane.said.connect(self.said)
            pane.entered.connect(self._entered)
            pane.view.verticalScrollBar().valueChanged.connect(self._scrolled)
            self._split.addWidget(pane)
            self._split.setStretchFactor(self._split.count() - 1, 1)
        self._lay_out()
        self.count.changed.connect(self._count_picked)

    def _lay_out(self) -> None:
        look = current_theme()
        head = QHBoxLayout()
        head.setContentsMargins(look.px(24), look.px(8), look.px(14), look.px(6))
        head.setSpacing(look.px(12))
        head.addWidget(label(self.tr("Side by side"), tone="muted"))
        head.addWidget(self.count)
        head.addWidget(self.together)
        head.addWidget(self.keys, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self._split, 1)

    # ------------------------------------------------------------------ what is shown

    @property
    def wanted(self) -> int:
        """How many articles are to stand side by side."""
        return 3 if self.count.value() == 3 else 2

    def _count_picked(self, value: object) -> None:
        if value is None:
            self.count.set_value(2)  # pressed again: one is no choice here
        self.count_changed.emit()

    def toggle_count(self) -> None:
        """Two panes in place of three, or three in place of two."""
        self.count.set_value(5 - self.wanted)
        self.count_changed.emit()

    def show_codebook(self, codebook: Codebook) -> None:
        """Tags look and are called so now."""
        self._looks = tag_looks(codebook)
        for pane in self.panes:
            pane.show_looks(self._looks)
        self.keys.show_tags(codebook.offered, self._looks)

    def show_articles(self, ids: Sequence[str]) -> None:
        """Show these articles beside each other."""
        shown = [pane.article.id if pane.article is not None else "" for pane in self.panes]
        wanted = [*ids[: self.wanted], *[""] * MOST][:MOST]
        for pane, article_id in zip(self.panes, wanted, strict=True):
            pane.show_article(article_id)
        if shown != wanted:
            width = max(1, self._split.width() // max(1, len(ids[: self.wanted])))
            self._split.setSizes([width if each else 0 for each in wanted])

    @property
    def shown(self) -> list[str]:
        """The ids of the articles shown."""
        return [pane.article.id for pane in self.panes if pane.article is not None]

    def changed(self, step: Step) -> None:
        """Bring up to date what the step touched."""
        for edit in step.edits:
            record = edit.record
            if isinstance(record, Settings):  # what is covered may be another
                for pane in self.panes:
                    pane.read_again()
            if not isinstance(record, Label | Metadata | Assignment):
                continue
            for pane in self.panes:
                if pane.article is None or pane.article.id != record.article_id:
                    continue
                if not isinstance(record, Label):
                    pane.read_again()
                elif record.annotator_id == self._session.desk.annotator.id:
                    pane.put(edit.before, edit.after)

    # ------------------------------------------------------------------ panes

    @property
    def focused(self) -> Pane | None:
        """The pane with the focus."""
        return next((pane for pane in self.panes if pane.view.hasFocus()), None)

    def go_to_pane(self, number: int) -> bool:
        """Go into a pane; whether there is one."""
        seen = [pane for pane in self.panes if pane.isVisible()]
        if not 0 <= number < len(seen):
            return False
        seen[number].view.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _entered(self) -> None:
        pane = self.sender()
        if isinstance(pane, Pane):
            pane.sticky = self.sticky
            for other in self.panes:
                if other is not pane:
                    other.bar.hide()

    def _tagged(self, tag: str) -> None:
        self.sticky = tag
        for pane in self.panes:
            pane.sticky = tag

    # ------------------------------------------------------------------ scrolling together

    def _scrolled(self, value: int) -> None:
        if self._following or not self.together.isChecked():
            return
        bars = [pane.view.verticalScrollBar() for pane in self.panes]
        leading = next((bar for bar in bars if bar is self.sender()), None)
        if leading is None or not leading.maximum():
            return
        share = value / leading.maximum()
        self._following = True
        for pane, bar in zip(self.panes, bars, strict=True):
            if bar is not leading and pane.isVisible():
                bar.setValue(round(share * bar.maximum()))
        self._following = False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._session.is_open and self._looks:
            self.show_codebook(self._session.project.codebook)


class KeyStrip(QWidget):
    """The tags with their keys in one line, by the right edge; as many as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_tags(self, tags: Sequence[Tag], looks: Mapping[str, TagLook]) -> None:
        """Show these tags, as far as they have keys."""
        for entry in self._entries:
            entry.hide()
            entry.deleteLater()
        self._entries = [_entry(tag, looks[tag.key], self) for tag in tags if tag.shortcut]
        self.updateGeometry()
        self._place()

    def sizeHint(self) -> QSize:
        heights = [entry.sizeHint().height() for entry in self._entries]
        return QSize(0, max(heights, default=current_theme().px(20)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        gap, room, shown = current_theme().px(12), self.width(), 0
        widths = [entry.sizeHint().width() for entry in self._entries]
        while shown < len(widths) and sum(widths[: shown + 1]) + gap * shown <= room:
            shown += 1
        left = room - sum(widths[:shown]) - gap * max(0, shown - 1)
        for number, (entry, width) in enumerate(zip(self._entries, widths, strict=True)):
            entry.setVisible(number < shown)
            entry.setGeometry(left, 0, width, self.height())
            left += width + gap


def _entry(tag: Tag, look: TagLook, parent: QWidget) -> QWidget:
    entry = QWidget(parent)
    row = QHBoxLayout(entry)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(current_theme().px(5))
    row.addWidget(Swatch(tag.colour, look.pattern, tag.name))
    row.addWidget(label(tag.name, tone="muted", level="small"))
    row.addWidget(KeyCap(tag.shortcut.upper()))
    return entry
