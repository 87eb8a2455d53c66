"""Tag all like this: every other place with the same words, to be ticked in its context."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.core.labels import shortened
from annotator.core.model import Span, Tag
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label

_CONTEXT = 46


def context_html(text: str, span: Span, colour: str) -> str:
    """The span in bold with some words on either side, on one line."""
    left = " ".join(text[max(0, span.start - _CONTEXT) : span.start].split("\n"))
    right = " ".join(text[span.end : span.end + _CONTEXT].split("\n"))
    before = "…" if span.start > _CONTEXT else ""
    after = "…" if span.end + _CONTEXT < len(text) else ""
    return (
        f'<span style="color:{colour}">{before}{escape(left)}</span>'
        f"<b>{escape(text[span.start : span.end])}</b>"
        f'<span style="color:{colour}">{escape(right)}{after}</span>'
    )


class AlikeDialog(QDialog):
    """A list of places with a tick each; all are ticked at first. Enter tags the ticked.

    `chosen` carries the tag's key and the ticked places.
    """

    chosen = Signal(str, object)

    def __init__(
        self, text: str, places: Sequence[Span], tag: Tag, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tag = tag
        self.accepted.connect(self._choose)
        self.setWindowTitle(self.tr("Tag all alike"))
        self._places = tuple(places)
        self.ticks: list[QCheckBox] = []
        theme = current_theme()
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.px(18), theme.px(16), theme.px(18), theme.px(14))
        box.setSpacing(theme.px(10))
        words = shortened(text[places[0].start : places[0].end])
        head = label(self.tr("“{words}” as {tag}").format(words=words, tag=tag.name), level="title")
        head.setWordWrap(True)
        box.addWidget(head)
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.px(4))
        for span in places:
            rows.addLayout(self._row(text, span))
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(page)
        box.addWidget(area, 1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = QPushButton()
        self.accept_button.setProperty("kind", "primary")
        self.accept_button.setDefault(True)
        self.buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(label(self.tr("One step in the history"), tone="muted", level="small"))
        foot.addStretch(1)
        foot.addWidget(self.buttons)
        box.addLayout(foot)
        self._count()
        self.resize(theme.px(640), min(theme.px(520), theme.px(140) + len(places) * theme.px(30)))
        self.accept_button.setFocus()

    def _row(self, text: str, span: Span) -> QHBoxLayout:
        tick = QCheckBox()
        tick.setChecked(True)
        tick.setAccessibleName(shortened(text[max(0, span.start - 30) : span.end + 30], 90))
        tick.toggled.connect(self._count)
        self.ticks.append(tick)
        words = QLabel(context_html(text, span, current_theme().tokens.text_muted.name()))
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setFont(current_theme().article_font(10))
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        words.setBuddy(tick)
        row = QHBoxLayout()
        row.addWidget(tick)
        row.addWidget(words, 1)
        return row

    def _count(self) -> None:
        count = len(self.ticked())
        self.accept_button.setText(self.tr("Tag {n} ticked").format(n=count))
        self.accept_button.setEnabled(count > 0)

    def _choose(self) -> None:
        self.chosen.emit(self._tag.key, self.ticked())

    def ticked(self) -> list[Span]:
        """The places that are ticked."""
        return [
            place for place, tick in zip(self._places, self.ticks, strict=True) if tick.isChecked()
        ]
