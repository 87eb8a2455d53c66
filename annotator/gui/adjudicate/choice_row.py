"""One way to decide about a place: a row to press, painted, with its key."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.gui.adjudicate.options import Choice, Said
from annotator.gui.theme import Theme, current_theme
from annotator.gui.widgets.icons import pixmap
from annotator.gui.widgets.painting import (
    key_cap_size,
    paint_focus_ring,
    paint_key_cap,
    paint_swatch,
)

_SIDE = 10
_SWATCH = 12
_WRAPPED = Qt.AlignmentFlag.AlignLeft.value | Qt.TextFlag.TextWordWrap.value


class ChoiceRow(QAbstractButton):
    """Shows a Choice and stands for its key; painted, since it changes at every place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = Choice("", "", ())
        self._heights: dict[int, int] = {}
        self._measured_at = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_choice(self, choice: Choice) -> None:
        """Show another way to decide."""
        if choice == self.choice and not self.isHidden():
            return
        self.choice = choice
        self._heights.clear()
        said = "; ".join(f"{it.person.name} {it.facts}".strip() for it in choice.said)
        parts = [choice.title, choice.quote, said, self.tr("stands") if choice.stands else ""]
        self.setAccessibleName(". ".join(part for part in parts if part))
        told = self.tr("Accept this ({key})")
        if choice.ticked is not None:
            told = self.tr("Tick this ({key})")
        self.setToolTip(told.format(key=choice.key) if choice.key else "")
        self.setCheckable(choice.ticked is not None)
        self.setChecked(bool(choice.ticked))
        self.show()
        self.updateGeometry()
        self.update()

    # ------------------------------------------------------------------ size

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # Layouts ask many times over, for one width and another, and to break lines takes long.
        scale = current_theme().scale
        if scale != self._measured_at:
            self._heights.clear()
            self._measured_at = scale
        if width not in self._heights:
            self._heights[width] = self._lay_out(None, width)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        theme = current_theme()
        width = max(self.width(), theme.px(200))
        return QSize(theme.px(200), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(current_theme().px(120), self.heightForWidth(max(self.width(), 120)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    # ------------------------------------------------------------------ painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self.choice.stands or self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            tokens = theme.tokens
            painter.setBrush(tokens.accent_soft if self.choice.stands else tokens.hover)
            painter.drawRoundedRect(area, theme.px(7), theme.px(7))
        self._lay_out(painter, self.width())
        if self.hasFocus():
            paint_focus_ring(painter, area, theme)

    def _lay_out(self, painter: QPainter | None, width: int) -> int:
        """Paint the row, or with no painter only measure; gives its height."""
        theme, choice = current_theme(), self.choice
        side, left = theme.px(_SIDE), theme.px(_SIDE + _SWATCH + 9)
        bold = theme.ui_font()
        bold.setBold(True)
        metrics, top = QFontMetrics(bold), theme.px(7)
        cap = key_cap_size(choice.key, theme).width() + theme.px(8) if choice.key else 0
        mark = theme.px(20) if choice.stands else 0
        mark += theme.px(22) if choice.ticked is not None else 0
        room = max(40, width - left - side - cap - mark)
        height = _wrapped(metrics, choice.title, room)
        if painter is not None:
            self._paint_head(painter, theme, bold, QRect(left, top, room, height))
        top += height
        if choice.quote:
            top = self._quote(painter, theme, QRect(left, top, width - left - side, 0))
        for said in choice.said:
            top = self._said(painter, theme, said, QRect(left, top, width - left - side, 0))
        return top + theme.px(8)

    def _paint_head(self, painter: QPainter, theme: Theme, font: QFont, area: QRect) -> None:
        choice, tokens = self.choice, theme.tokens
        line = QFontMetrics(font).height()
        swatch = QRectF(0, 0, theme.px(_SWATCH), theme.px(_SWATCH))
        swatch.moveCenter(QPointF(theme.px(_SIDE + _SWATCH / 2), area.top() + line / 2))
        if choice.look is not None:
            paint_swatch(painter, swatch, choice.look.colour, choice.look.pattern, tokens.surface)
        else:
            painter.setPen(QPen(tokens.text_muted, max(1.0, theme.scale)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(swatch.adjusted(1, 1, -1, -1))
        painter.setFont(font)
        painter.setPen(tokens.text)
        painter.drawText(area, _WRAPPED, choice.title)
        right = self.width() - theme.px(_SIDE)
        if choice.key:
            row = QRectF(0, area.top(), right, line)
            paint_key_cap(painter, row, choice.key, theme)
            right -= key_cap_size(choice.key, theme).width() + theme.px(6)
        if choice.ticked is not None:
            size = theme.px(15)
            box = QRectF(right - size, area.top() + (line - size) / 2, size, size)
            self._paint_box(painter, theme, box)
            right -= size + theme.px(7)
        if choice.stands:
            size = theme.px(15)
            sign = pixmap("check", tokens.accent, size, self.devicePixelRatioF())
            painter.drawPixmap(right - size, area.top() + (line - size) // 2, sign)

    def _paint_box(self, painter: QPainter, theme: Theme, box: QRectF) -> None:
        """A box to tick, with its tick where the reading has one."""
        tokens, ticked = theme.tokens, self.choice.ticked
        painter.setPen(QPen(tokens.accent if ticked else tokens.text_muted, max(1.0, theme.scale)))
        painter.setBrush(tokens.accent if ticked else tokens.surface)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(3), theme.px(3))
        if ticked:
            size = round(box.width() - theme.px(3))
            sign = pixmap("check", tokens.accent_text, size, self.devicePixelRatioF())
            corner = box.center() - QPointF(size / 2, size / 2)
            painter.drawPixmap(corner, sign)

    def _quote(self, painter: QPainter | None, theme: Theme, area: QRect) -> int:
        font = theme.article_font(10.5)
        metrics = QFontMetrics(font)
        height = _wrapped(metrics, self.choice.quote, area.width())
        area.setHeight(height)
        if painter is not None:
            painter.setFont(font)
            painter.setPen(theme.tokens.text)
            painter.drawText(area, _WRAPPED, self.choice.quote)
        return area.top() + height + theme.px(1)

    def _said(self, painter: QPainter | None, theme: Theme, said: Said, area: QRect) -> int:
        font = theme.ui_font(9)
        metrics = QFontMetrics(font)
        words = f"{said.person.name} · {said.facts}" if said.facts else said.person.name
        dot = theme.px(6)
        text = area.adjusted(dot + theme.px(7), theme.px(2), 0, 0)
        height = _wrapped(metrics, words, text.width())
        text.setHeight(height)
        if painter is not None:
            mark = QRectF(area.left(), text.top() + (metrics.height() - dot) / 2, dot, dot)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.tag_colour(said.person.colour))
            painter.drawRect(mark)
            painter.setFont(font)
            painter.setPen(theme.tokens.text_muted)
            painter.drawText(text, _WRAPPED, words)
        return text.top() + height


def _wrapped(metrics: QFontMetrics, text: str, width: int) -> int:
    """The height of the text in lines of this width, in pixels."""
    return metrics.boundingRect(QRect(0, 0, max(1, width), 10_000), _WRAPPED, text).height()
