"""Buttons that show their key."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ActionButton
from annotator.gui.widgets.painting import key_cap_size, paint_key_cap

MOST = 9
"""How many readings have a key."""


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
