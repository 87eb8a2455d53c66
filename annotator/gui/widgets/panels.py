"""Cards, message bars, headings and empty states: the larger pieces of a workspace."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ElidedLabel, IconButton, label, restyled
from annotator.gui.widgets.flow import ButtonFlow
from annotator.gui.widgets.icons import pixmap


class SectionHead(QWidget):
    """The small muted heading of a panel, with room for a widget at its right."""

    def __init__(
        self, text: str, right: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = ElidedLabel(text)
        self._words.setProperty("tone", "section")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        if right is not None:
            row.addWidget(right)

    def set_text(self, text: str) -> None:
        """Show another heading."""
        self._words.setText(text)


class Card(QPushButton):
    """A card to click, with a title and a few words; a primary one is outlined in the accent."""

    def __init__(
        self, title: str, text: str, *, primary: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        if primary:
            self.setProperty("kind", "primary")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        words = label(text, tone="muted")
        words.setWordWrap(True)
        self._box = QVBoxLayout(self)
        self._box.addWidget(label(title, level="strong"))
        self._box.addWidget(words)
        self._box.addStretch()
        self._dress()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self._box.totalHeightForWidth(width), current_theme().px(96))

    def sizeHint(self) -> QSize:
        width = current_theme().px(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = current_theme().px(150)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        margin = current_theme().px(16)
        self._box.setContentsMargins(margin, margin, margin, margin)
        self._box.setSpacing(current_theme().px(10))


class TitledCard(QFrame):
    """A section of a page: a heading with a remark, and what stands below in `box`."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        look = current_theme()
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(look.px(16), look.px(14), look.px(16), look.px(16))
        self.box.setSpacing(look.px(10))
        self.head = QHBoxLayout()
        self.head.setSpacing(look.px(8))
        self.box.addLayout(self.head)  # empty: see dialogs.parts.Sheet
        self.title = label("", level="strong")
        self.remark = label("", tone="muted")
        self.head.addWidget(self.title)
        self.head.addWidget(self.remark, 1)
        self.entitle(title)

    def entitle(self, title: str) -> None:
        """Give the card its heading."""
        self.title.setText(title)
        self.setAccessibleName(title)

    def words(self, text: str) -> QLabel:
        """A muted sentence of the card, which wraps."""
        said = label(text, tone="muted")
        said.setWordWrap(True)
        said.setMinimumWidth(1)
        return said

    def line(self) -> QFrame:
        """A hairline between rows."""
        drawn = QFrame()
        drawn.setProperty("role", "line")
        return drawn

    def buttons(self, *buttons: QWidget) -> QHBoxLayout:
        """A row for buttons, which stand at the left."""
        row = QHBoxLayout()
        row.setSpacing(current_theme().px(10))
        self.box.addLayout(row)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        return row


class BarKind(StrEnum):
    """How grave a message is."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


_SIGNS = {
    BarKind.INFO: "info",
    BarKind.SUCCESS: "check",
    BarKind.WARNING: "warning",
    BarKind.ERROR: "warning",
}


class Bar(QFrame):
    """A message in the window, spoken by screen readers, with a thing or a few to do about it."""

    acted = Signal()
    """The person pressed the first action's button."""
    chose = Signal(int)
    """The person pressed the button of this action, counted from 0."""
    closed = Signal()
    """The person put the message away; the bar is hidden by then."""

    def __init__(
        self, kind: BarKind, text: str, action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._sign = QLabel()
        self._words = label("")
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons: list[QPushButton] = []
        self._actions: tuple[str, ...] = ()
        self._close = IconButton("close", self.tr("Close this message"), 16)
        self._close.clicked.connect(self._put_away)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addLayout(self._middle, 1)
        self._middle.addWidget(self._words, 1)
        self._tools = ButtonFlow((), self)
        self._middle.addWidget(self._tools)
        self._row.addWidget(self._close)
        self._kind = kind
        self.say(kind, text, action)

    def say(self, kind: BarKind, text: str, *actions: str) -> None:
        """Show another message, and what can be done about it; several stand below the words."""
        self._kind = kind
        self._words.setText(text)
        self._offer([action for action in actions if action])
        self.setAccessibleName(f"{kind.value.capitalize()}: {text}")
        restyled(self, kind=kind.value)
        self._dress()
        if self.isVisible():
            self._announce()

    def text(self) -> str:
        """The message."""
        return self._words.text()

    def _offer(self, actions: Sequence[str]) -> None:
        while len(self._buttons) < len(actions):
            button = QPushButton(self)
            button.clicked.connect(self._press)
            self._tools.add(button)
            self._buttons.append(button)
        self._actions = tuple(actions)
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(actions))
        self._tools.setVisible(bool(actions))
        several = len(actions) > 1
        # One stands beside the words and keeps its width; several make do with what there is.
        self._tools.setMinimumWidth(1 if several else 0)
        way = QBoxLayout.Direction
        self._middle.setDirection(way.TopToBottom if several else way.LeftToRight)
        self._name_buttons()

    def _name_buttons(self) -> None:
        """Show on each button what it does; of several, as much as there is room for."""
        look, several = current_theme(), len(self._actions) > 1
        room = self.width() - look.px(12 + 18 + 10 + 10 + 16 + 8 + 32)
        for button, text in zip(self._buttons, self._actions, strict=False):
            middle = Qt.TextElideMode.ElideMiddle
            shown = button.fontMetrics().elidedText(text, middle, room) if several else text
            button.setText(shown.replace("&", "&&"))
            button.setToolTip("" if shown == text else text)
            button.setAccessibleName(text)
        self._tools.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if len(self._actions) > 1:
            self._name_buttons()

    def _press(self) -> None:
        at = next(n for n, button in enumerate(self._buttons) if button is self.sender())
        if not at:
            self.acted.emit()
        self.chose.emit(at)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._announce()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _put_away(self) -> None:
        self.hide()
        self.closed.emit()

    def _announce(self) -> None:
        if not QAccessible.isActive():
            return
        event = QAccessibleAnnouncementEvent(self, self.accessibleName())
        if self._kind is BarKind.ERROR:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def _dress(self) -> None:
        look = current_theme()
        colours = {
            BarKind.INFO: look.tokens.accent,
            BarKind.SUCCESS: look.tokens.ok,
            BarKind.WARNING: look.tokens.warn,
            BarKind.ERROR: look.tokens.danger,
        }
        size = look.px(18)
        drawn = pixmap(_SIGNS[self._kind], colours[self._kind], size, self.devicePixelRatioF())
        self._sign.setPixmap(drawn)
        self._row.setContentsMargins(look.px(12), look.px(8), look.px(8), look.px(8))
        self._row.setSpacing(look.px(10))
        self._middle.setSpacing(look.px(8))


class Fitting(QScrollArea):
    """As high as what is in it where there is room, and scrolling where there is not."""

    def __init__(self, inside: QWidget, least: int = 96, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = inside
        self._least = least
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        # Qt has both filled; the panel around is to be seen through them.
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        hint = self._inside.sizeHint()
        height = hint.height()
        if self._inside.hasHeightForWidth():
            height = self._inside.heightForWidth(self.width())
        height = max(height, self._inside.minimumSizeHint().height(), self._inside.minimumHeight())
        return QSize(hint.width(), height)

    def minimumSizeHint(self) -> QSize:
        width = self._inside.minimumSizeHint().width()
        return QSize(width, min(current_theme().px(self._least), self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only now the style sheet has given what is inside its fonts and paddings.
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class Empty(QWidget):
    """What a panel shows when there is nothing in it yet: why, and what to do."""

    acted = Signal()
    """The person pressed the button."""

    def __init__(
        self, title: str, text: str, action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        words = label(text, tone="muted")
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        head = label(title, level="heading")
        head.setWordWrap(True)
        head.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        box = QVBoxLayout(self)
        box.addStretch(2)
        box.addWidget(head)
        box.addWidget(words)
        if action:
            button = QPushButton(action)
            button.setProperty("kind", "primary")
            button.clicked.connect(self.acted)
            box.addSpacing(current_theme().px(10))
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)
        self._box = box

    def add(self, button: QWidget) -> None:
        """Put another button below the first."""
        self._box.insertWidget(self._box.count() - 1, button, 0, Qt.AlignmentFlag.AlignHCenter)
