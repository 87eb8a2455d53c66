"""Cards about the whole class: what it gained, tags taken for others, outlets compared."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from annotator.core.shares import percent
from annotator.gui.article.layer import TagLook
from annotator.gui.teach.place_words import tag_name
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label
from annotator.gui.widgets.panels import TitledCard
from annotator.teach.confusion import NOTHING, Confusion
from annotator.teach.gain import ClassGain
from annotator.teach.stories import OutletLoad
from annotator.teach.wording import gain_sentence


class GainCard(TitledCard):
    """The checks before and after the lesson, in figures and in a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.entitle(self.tr("Before and after"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.figure = label("", level="display")
        self.said = self.words("")
        self.box.addWidget(self.figure)
        self.box.addWidget(self.said)
        self.box.addStretch(1)

    def show_gain(self, gain: ClassGain) -> None:
        """Show what the class gained."""
        known = gain.before is not None and gain.after is not None
        self.figure.setVisible(known)
        if gain.before is not None and gain.after is not None:
            self.figure.setText(f"{percent(gain.before)} → {percent(gain.after)}")
        self.said.setText(gain_sentence(gain))


class ConfusionCard(TitledCard):
    """A row for each tag of the key: how often it was given, what was given instead, or nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.entitle(self.tr("Tags taken for others"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._rows = QWidget()
        self.box.addWidget(self._rows)
        self.box.addStretch(1)

    def show_confusion(self, confusion: Confusion | None, looks: Mapping[str, TagLook]) -> None:
        """Show which tags were given where the key has which."""
        fresh = QWidget()
        grid = QGridLayout(fresh)
        look = current_theme()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(look.px(6))
        grid.setColumnStretch(3, 1)
        if confusion is None:
            words = self.words(self.tr("Of fewer than three students nothing is shown."))
            grid.addWidget(words, 0, 0, 1, 4)
        else:
            heads = (self.tr("Key"), self.tr("given"), self.tr("missed"), self.tr("taken for"))
            for column, head in enumerate(heads):
                grid.addWidget(label(head, tone="muted", level="small"), 0, column)
            tags = [tag for tag in confusion.tags if confusion.wanted(tag)]
            for row, tag in enumerate(tags, 1):
                for column, text in enumerate(self._cells(confusion, tag, looks)):
                    cell = label(text, tone="" if column == 0 else "muted")
                    cell.setWordWrap(column == len(heads) - 1)
                    grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
        self.box.replaceWidget(self._rows, fresh)
        self._rows.deleteLater()
        self._rows = fresh

    def _cells(
        self, confusion: Confusion, tag: str, looks: Mapping[str, TagLook]
    ) -> tuple[str, str, str, str]:
        others = [
            f"{tag_name(given, looks)} {percent(confusion.share(tag, given) or 0)}"
            for key, given, _ in confusion.mistaken
            if key == tag
        ]
        return (
            tag_name(tag, looks),
            percent(confusion.share(tag, tag) or 0),
            percent(confusion.share(tag, NOTHING) or 0),
            ", ".join(others[:3]) or "–",
        )


class OutletsCard(TitledCard):
    """How loaded each outlet's articles are, by the key and by the class; hidden for one outlet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.entitle(self.tr("Outlets compared"))
        self.remark.setText(self.tr("loaded words in 100, over all articles of the lesson"))
        self._rows = QWidget()
        self.box.addWidget(self._rows)

    def show_outlets(self, outlets: Sequence[OutletLoad]) -> None:
        """Show these outlets."""
        look = current_theme()
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(20))
        grid.setVerticalSpacing(look.px(6))
        grid.setColumnStretch(0, 1)
        heads = ("", self.tr("articles"), self.tr("by the key"), self.tr("by the class"))
        rows = [
            (it.outlet, str(it.articles), _rate(it.by_key), _rate(it.by_class)) for it in outlets
        ]
        for row, cells in enumerate((heads, *rows)):
            for column, text in enumerate(cells):
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                tone = "muted" if row == 0 else ""
                grid.addWidget(label(text, tone=tone), row, column, side)
        self.box.replaceWidget(self._rows, fresh)
        self._rows.deleteLater()
        self._rows = fresh
        self.setVisible(len(outlets) > 1)


def _rate(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.1f}"
