"""Buttons that show their key, and a row of them that breaks where there is no room."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from annotator.gui.painting import key_cap_size, paint_key_cap
from annotator.gui.theme import current_theme
from annotator.gui.widgets import ActionButton


class KeyButton(ActionButton):
    """A button for an action of the page, its words beside a cap with its key."""

    def __init__(self, text: str, key: str, action_id: str, kind: str = "") -> None:
        super().__init__(text, action_id, kind)
        self._key = key
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the article
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(self.tr("Key {key}").format(key=key))

    def show_key(self, text: str, key: str) -> None:
        """Show other words and another key."""
        self._key = key
        self.setText(text)
        self.setAccessibleDescription(self.tr("Key {key}").format(key=key))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        theme, hint = current_theme(), super().sizeHint()
        return QSize(hint.width() + key_cap_size(self._key, theme).width(), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, option = current_theme(), QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        text, option.text = option.text, ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        cap, gap = key_cap_size(self._key, theme).width(), theme.px(7)
        words = self.fontMetrics().horizontalAdvance(text.replace("&&", "&"))
        left = (self.width() - words - gap - cap) // 2
        tokens = theme.tokens
        primary = self.property("kind") == "primary"
        colour = tokens.accent_text if primary else tokens.text
        painter.setPen(colour if self.isEnabled() else tokens.text_faint)
        painter.drawText(
            QRect(left, 0, words + gap, self.height()), Qt.AlignmentFlag.AlignVCenter, text
        )
        paint_key_cap(
            painter, QRectF(0, 0, left + words + gap + cap, self.height()), self._key, theme
        )


class ButtonFlow(QWidget):
    """Buttons in a row, in as many rows as they need."""

    def __init__(self, buttons: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = tuple(buttons)
        self._heights: dict[int, int] = {}
        for button in buttons:
            button.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def arrange(self) -> None:
        """Place the buttons anew: another one is shown or hidden, or says something else."""
        self._heights.clear()
        self._flow(self.width(), move=True)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # Layouts ask many times over, for one width and another.
        if width not in self._heights:
            self._heights[width] = self._flow(width, move=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        widest = max((it.sizeHint().width() for it in self._buttons), default=0)
        return QSize(widest, self.heightForWidth(max(self.width(), widest)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.arrange()  # only now the style sheet has given the buttons their paddings

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def _flow(self, width: int, *, move: bool) -> int:
        gap = current_theme().px(6)
        left = top = height = 0
        for button in self._buttons:
            if button.isHidden():
                continue
            size = button.sizeHint()
            if left and left + size.width() > width:
                left, top, height = 0, top + height + gap, 0
            if move:
                button.setGeometry(QRect(left, top, size.width(), size.height()))
            left += size.width() + gap
            height = max(height, size.height())
        return top + height
