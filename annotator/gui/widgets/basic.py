"""The smallest widgets that every workspace is built of; their colours come from the theme."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QLayout,
    QListView,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QToolTip,
    QWidget,
)

from annotator.gui.theme import LanePattern, current_theme
from annotator.gui.widgets.icons import icon
from annotator.gui.widgets.painting import key_cap_size, paint_key_cap, paint_swatch


def label(text: str, **looks: str) -> QLabel:
    """A label with the style sheet's looks, as in `label("Saved", tone="ok", level="small")`."""
    result = QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    for name, value in looks.items():
        result.setProperty(name, value)
    return result


def emptied(layout: QLayout) -> None:
    """Take every widget out of a layout and let Qt delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def wraps(view: QListView) -> None:
    """Have a list break its long lines and never scroll to the side."""
    view.setWordWrap(True)
    view.setUniformItemSizes(False)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def restyled(widget: QWidget, **looks: str) -> None:
    """Change the dynamic properties that the style sheet chooses by, and have it choose again."""
    if all(widget.property(name) == value for name, value in looks.items()):
        return
    for name, value in looks.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class KeyCap(QWidget):
    """A little key cap, such as "Ctrl K"."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return key_cap_size(self._text, current_theme())

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_key_cap(QPainter(self), QRectF(self.rect()), self._text, current_theme())


class Swatch(QWidget):
    """A tag's colour and pattern; `colour` is a name of the palette or `#rrggbb`."""

    def __init__(
        self, colour: str, pattern: LanePattern, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._colour = colour
        self._pattern = pattern
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_tag(self, colour: str, pattern: LanePattern, name: str = "") -> None:
        """Show another tag."""
        self._colour = colour
        self._pattern = pattern
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        side = current_theme().px(12)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current_theme()
        colour = look.tag_colour(self._colour)
        area = QRectF(self.rect())
        paint_swatch(QPainter(self), area, colour, self._pattern, look.tokens.surface)


class ActionButton(QPushButton):
    """A button that stands for an action of its page; `asked` carries the action's id."""

    asked = Signal(str)

    def __init__(
        self, text: str, action_id: str, kind: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.action_id = action_id
        if kind:
            self.setProperty("kind", kind)
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        self.asked.emit(self.action_id)


class WideButton(QPushButton):
    """A button as wide as its column; where its text has no room there, it takes two lines."""

    def __init__(self, text: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        if kind:
            self.setProperty("kind", kind)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.say(text)

    def say(self, text: str) -> None:
        """Say something else."""
        self._whole = text
        self.setAccessibleName(text)
        self._break()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break()

    def _break(self) -> None:
        shown, room = self._whole, self.width() - current_theme().px(32)
        if self.fontMetrics().horizontalAdvance(shown) > room:
            spaces = [at for at, letter in enumerate(shown) if letter == " "]
            middle = min(spaces, key=lambda at: abs(2 * at - len(shown)), default=0)
            shown = f"{shown[:middle]}\n{shown[middle:].strip()}" if middle else shown
        if shown.replace("&", "&&") != self.text():
            self.setText(shown.replace("&", "&&"))
            self.updateGeometry()


class IconButton(QToolButton):
    """A tool button whose drawing follows the theme; `text` is its tool tip and accessible name."""

    def __init__(
        self, drawing: str, text: str, size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self._size = size
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._dress()

    def draw(self, drawing: str) -> None:
        """Show another drawing."""
        self._drawing = drawing
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        look = current_theme()
        size = look.px(self._size)
        self.setIcon(icon(self._drawing, look.tokens.text_muted, size, look.tokens.accent))
        self.setIconSize(QSize(size, size))


class ElidedLabel(QLabel):
    """One line of text that ends in an ellipsis where there is no room; its tool tip has it all."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def shown_text(self) -> str:
        """The text as it is painted."""
        room = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def minimumSizeHint(self) -> QSize:
        usual = super().minimumSizeHint()
        return QSize(
            min(usual.width(), self.fontMetrics().horizontalAdvance("nnn…")), usual.height()
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.style().drawItemText(
            QPainter(self),
            self.contentsRect(),
            self.alignment(),
            self.palette(),
            self.isEnabled(),
            self.shown_text(),
            self.foregroundRole(),
        )

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and not self.toolTip():
            text = self.text()
            QToolTip.showText(
                self.mapToGlobal(self.rect().bottomLeft()),
                text if self.shown_text() != text else "",
                self,
            )
            return True
        return super().event(event)


class Progress(QProgressBar):
    """A slim bar: how much of something is done."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_done(self, done: int, total: int) -> None:
        """Show that `done` of `total` are done."""
        # Qt repaints a bar at once, and with it all that waits to be painted in the window.
        self.setUpdatesEnabled(False)
        self.setRange(0, max(total, 1))
        self.setValue(min(done, max(total, 1)))
        self.setUpdatesEnabled(True)
        self.setAccessibleDescription(
            self.tr("{done} of {total}").format(done=f"{done:,}", total=f"{total:,}")
        )

    def sizeHint(self) -> QSize:
        look = current_theme()
        return QSize(look.px(180), look.px(7))

    def minimumSizeHint(self) -> QSize:
        look = current_theme()
        return QSize(look.px(40), look.px(7))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current_theme()
        colours = look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colours.edge if look.high_contrast else Qt.PenStyle.NoPen)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = whole.height() / 2
        painter.setBrush(colours.sunken if look.high_contrast else colours.line)
        painter.drawRoundedRect(whole, radius, radius)
        share = (self.value() - self.minimum()) / max(self.maximum() - self.minimum(), 1)
        if share > 0:
            done = QRectF(whole)
            done.setWidth(max(whole.width() * share, whole.height()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent)
            painter.drawRoundedRect(done, radius, radius)
