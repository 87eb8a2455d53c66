"""The codebook beside the article: its tags with colour, count and key; what one means."""

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from annotator.core.model import Codebook, Tag
from annotator.gui.annotate.guide import brief_html, hint_html, tag_html
from annotator.gui.article.layer import TagLook
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import IconButton, emptied, label
from annotator.gui.widgets.painting import (
    key_cap_size,
    paint_focus_ring,
    paint_key_cap,
    paint_swatch,
)
from annotator.gui.widgets.panels import SectionHead


class TagRow(QAbstractButton):
    """One tag: its swatch, name, how often it is given in this article, its key.

    `taken` carries its key when it is pressed. The mouse leaves the focus where it is; by Tab one
    comes to the chosen row, and `moved` carries how many rows an arrow key leads on.
    """

    taken = Signal(str)
    moved = Signal(int)

    def __init__(self, tag: Tag, depth: int, look: TagLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tag = tag
        self._depth = depth
        self._look = look
        self._count = 0
        self.chosen = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._clicked)
        self._name()

    def _name(self) -> None:
        times = self.tr("1 label") if self._count == 1 else self.tr("{n} labels")
        times = times.format(n=self._count)
        key = self.tr("key {key}").format(key=self.tag.shortcut) if self.tag.shortcut else ""
        self.setAccessibleName(", ".join(part for part in (self.tag.name, key, times) if part))

    def show_count(self, count: int) -> None:
        """Show how often the tag is given."""
        if count != self._count:
            self._count = count
            self._name()
            self.update()

    def choose(self, chosen: bool) -> None:
        """Show it as the chosen tag or not."""
        if chosen != self.chosen:
            self.chosen = chosen
            focus = Qt.FocusPolicy.TabFocus if chosen else Qt.FocusPolicy.NoFocus
            self.setFocusPolicy(focus)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height() + current_theme().px(11))

    def _clicked(self) -> None:
        self.taken.emit(self.tag.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Down:
                self.moved.emit(1)
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            # A rich text breaks its lines; the paragraph's width keeps them short enough to read.
            width = current_theme().px(380)
            html = f'<table width="{width}"><tr><td>{tag_html(self.tag)}</td></tr></table>'
            QToolTip.showText(event.globalPos() + QPoint(0, 12), html, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        tokens, rect = theme.tokens, self.rect()
        if self.chosen:
            painter.fillRect(rect, tokens.accent_soft)
        elif self.underMouse():
            painter.fillRect(rect, tokens.hover)
        left = theme.px(14) + self._depth * theme.px(14)
        side = theme.px(11)
        swatch = QRectF(left, (rect.height() - side) / 2, side, side)
        paint_swatch(painter, swatch, self._look.colour, self._look.pattern, tokens.surface)
        right = rect.right() - theme.px(12)
        cap = key_cap_size(self.tag.shortcut.upper() or "0", theme).width()
        if self.tag.shortcut:
            paint_key_cap(
                painter, QRectF(0, 0, right, rect.height()), self.tag.shortcut.upper(), theme
            )
        right -= cap + theme.px(8)
        painter.setFont(self.font())
        painter.setPen(tokens.text_muted)
        count = str(self._count) if self._count else "–"
        width = self.fontMetrics().horizontalAdvance("0000")
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRect(right - width, 0, width, rect.height()), flags, count)
        right -= self.fontMetrics().horizontalAdvance(count) + theme.px(8)
        start = left + side + theme.px(9)
        painter.setPen(tokens.text)
        name = self.fontMetrics().elidedText(
            self.tag.name, Qt.TextElideMode.ElideRight, right - start
        )
        painter.drawText(
            QRect(start, 0, right - start, rect.height()), Qt.AlignmentFlag.AlignVCenter, name
        )
        if self.hasFocus():
            paint_focus_ring(painter, rect.toRectF(), theme)


class TagsPanel(QWidget):
    """All tags on offer, and the definition of the one that was chosen or given last.

    Where it is not `brief`, the question to test oneself by as well.
    """

    asked = Signal(str)
    """The key of a tag that was clicked."""
    guide = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._help = IconButton("help", self.tr("Codebook guide (F1)"), 15)
        self._help.clicked.connect(self.guide)
        self.head = SectionHead("", self._help)
        self._rows: dict[str, TagRow] = {}
        self.brief = True
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._card = QFrame()
        self._card.setProperty("role", "sunken")
        self._words = label("", tone="muted", level="small")
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        inside = QVBoxLayout(self._card)
        theme = current_theme()
        inside.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        inside.addWidget(self._words)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.px(9), 0, theme.px(10))
        box.setSpacing(theme.px(5))
        head = QVBoxLayout()
        head.setContentsMargins(theme.px(14), 0, theme.px(10), 0)
        head.addWidget(self.head)
        box.addLayout(head)
        box.addLayout(self._list)
        around = QVBoxLayout()
        around.setContentsMargins(theme.px(14), theme.px(4), theme.px(14), 0)
        around.addWidget(self._card)
        box.addLayout(around)
        box.addStretch(1)

    def show_codebook(self, codebook: Codebook, version: int, looks: Mapping[str, TagLook]) -> None:
        """Show this codebook's tags."""
        numbered = self.tr("Codebook · {name} v{n}").format(name=codebook.name, n=version)
        self.head.set_text(numbered if self.brief else codebook.name)
        emptied(self._list)
        self._rows.clear()
        for tag in codebook.offered:
            row = TagRow(tag, depth_of(codebook, tag), looks[tag.key])
            row.taken.connect(self.asked)
            row.moved.connect(self._move)
            self._rows[tag.key] = row
            self._list.addWidget(row)
        first = next(iter(codebook.offered), None)
        self.choose(first.key if first else "")

    def show_counts(self, counts: Counter[str]) -> None:
        """Show how often each tag is given in this article."""
        for key, row in self._rows.items():
            row.show_count(counts[key])

    def choose(self, key: str) -> None:
        """Show what this tag means."""
        for row in self._rows.values():
            row.choose(row.tag.key == key)
        if key in self._rows:
            QWidget.setTabOrder(self._help, self._rows[key])
            told = brief_html if self.brief else hint_html
            self._words.setText(told(self._rows[key].tag))
        self._card.setVisible(key in self._rows)

    def _move(self, by: int) -> None:
        """Go so many rows on from the one that has the focus, if there are as many."""
        rows = list(self._rows.values())
        at = next((n for n, row in enumerate(rows) if row.hasFocus()), 0) + by
        if 0 <= at < len(rows):
            rows[at].setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def words(self) -> QLabel:
        """The label with the definition."""
        return self._words


def depth_of(codebook: Codebook, tag: Tag) -> int:
    """How many tags stand above this one."""
    depth, above = 0, codebook.tag(tag.parent)
    while above is not None and depth < 8:
        depth, above = depth + 1, codebook.tag(above.parent)
    return depth
