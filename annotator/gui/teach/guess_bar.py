"""What a class thought beforehand and what it did, on one line from nothing to everybody."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.gui.theme import current_theme


class GuessBar(QWidget):
    """A bar as long as the share that marked a place; a pointer where the class thought it is.

    Both are whole percent, None while unknown or not to be seen yet. The words beside the bar say
    the same.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share: int | None = None
        self.guess: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_both(self, share: int | None, guess: int | None) -> None:
        """Show these."""
        self.share, self.guess = share, guess
        said = []
        if guess is not None:
            said.append(self.tr("guessed {n}\u00a0%").format(n=guess))
        if share is not None:
            said.append(self.tr("marked by {n}\u00a0%").format(n=share))
        self.setAccessibleName(", ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        look = current_theme()
        return QSize(look.px(320), look.px(30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high, arrow = look.px(12), look.px(8)
        track = QRectF(arrow, arrow + 4, self.width() - 2 * arrow, high)
        painter.setPen(QPen(look.tokens.edge, 1) if look.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(look.tokens.line)
        painter.drawRoundedRect(track, high / 2, high / 2)
        if self.share is not None:
            part = QRectF(track)
            part.setWidth(max(high, track.width() * self.share / 100))
            painter.setBrush(look.tokens.danger)
            painter.drawRoundedRect(part, high / 2, high / 2)
        if self.guess is not None:
            x = track.left() + track.width() * self.guess / 100
            tip = QPointF(x, track.top() - 1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.tokens.accent)
            above = QPointF(0, -arrow)
            painter.drawPolygon(
                QPolygonF([tip, tip + above + QPointF(-arrow, 0), tip + above + QPointF(arrow, 0)])
            )
            painter.setPen(QPen(look.tokens.accent, 2))
            painter.drawLine(tip, QPointF(x, track.bottom()))
        painter.end()
