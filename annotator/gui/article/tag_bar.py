"""The small bar beside a selection: the tags with their keys, the likeliest first."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QSizePolicy, QWidget

from annotator.core.model import Tag
from annotator.gui.article.layer import TagLook
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import emptied
from annotator.gui.widgets.painting import key_cap_size, paint_key_cap, paint_swatch

NUMBERED = "1234567890"
"""The keys of the tags inside a group, in their order."""

_MOST_COLUMNS = 4
_MOST = 12


class TagButton(QAbstractButton):
    """One thing to press in the bar; never takes the focus from the article.

    `taken` carries the key it was made with.
    """

    taken = Signal(str)

    def __init__(
        self, key: str, text: str, shortcut: str, look: TagLook | None, *, sticky: bool = False
    ) -> None:
        super().__init__()
        self._key, self._text, self._shortcut, self._look = key, text, shortcut, look
        self._sticky = sticky
        self.setAccessibleName(f"{text} ({shortcut})" if shortcut else text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._clicked)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = current_theme()
        width = theme.px(20) + self.fontMetrics().horizontalAdvance(self._text)
        if self._look is not None:
            width += theme.px(17)
        if self._shortcut:
            width += theme.px(8) + key_cap_size(self._shortcut, theme).width()
        return QSize(width, self.fontMetrics().height() + theme.px(10))

    def _clicked(self) -> None:
        self.taken.emit(self._key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._sticky or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.tokens.accent_soft if self._sticky else theme.tokens.hover)
            painter.drawRoundedRect(self.rect(), theme.px(6), theme.px(6))
        left = theme.px(9)
        if self._look is not None:
            side = theme.px(10)
            square = QRectF(left, (self.height() - side) / 2, side, side)
            paint_swatch(
                painter, square, self._look.colour, self._look.pattern, theme.tokens.raised
            )
            left += side + theme.px(7)
        painter.setPen(theme.tokens.text if self._look is not None else theme.tokens.text_muted)
        painter.setFont(self.font())
        painter.drawText(
            QRect(left, 0, self.width() - left, self.height()),
            Qt.AlignmentFlag.AlignVCenter,
            self._text,
        )
        if self._shortcut:
            right = QRectF(0, 0, self.width() - theme.px(7), self.height())
            paint_key_cap(painter, right, self._shortcut, theme)

    def enterEvent(self, _event: object) -> None:
        self.update()

    def leaveEvent(self, _event: object) -> None:
        self.update()


class TagBar(QFrame):
    """Floats over the article; `asked` carries a tag's key, `all_asked` comes to tag all alike."""

    asked = Signal(str)
    all_asked = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setProperty("role", "popup")
        self.setAccessibleName(self.tr("Tags for the selection"))
        self._grid = QGridLayout(self)
        theme = current_theme()
        self._grid.setContentsMargins(theme.px(6), theme.px(6), theme.px(6), theme.px(6))
        self._grid.setHorizontalSpacing(theme.px(2))
        self._grid.setVerticalSpacing(theme.px(2))
        self.hide()

    def show_tags(
        self,
        tags: Sequence[Tag],
        looks: Mapping[str, TagLook],
        sticky: str,
        alike: int,
        *,
        numbered: bool = False,
    ) -> None:
        """Offer these tags in this order; `alike` is how many places have the same words.

        `numbered` gives them the keys of `NUMBERED`, as the tags inside a group have.
        """
        emptied(self._grid)
        buttons: list[TagButton] = []
        for number, tag in enumerate(tags[:_MOST]):
            key = NUMBERED[number : number + 1] if numbered else tag.shortcut.upper()
            name = f"{tag.name} …" if tag.group else tag.name
            button = TagButton(tag.key, name, key, looks[tag.key], sticky=tag.key == sticky)
            button.taken.connect(self.asked)
            buttons.append(button)
        if alike > 1:
            everything = TagButton("", self.tr("Tag all {n}").format(n=alike), "A", None)
            everything.taken.connect(self._all)
            buttons.append(everything)
        columns = _MOST_COLUMNS
        room = self._over.width() - current_theme().px(32)
        widest = max((button.sizeHint().width() for button in buttons), default=0)
        while columns > 1 and columns * (widest + 2) > room:
            columns -= 1
        for number, button in enumerate(buttons):
            self._grid.addWidget(button, number // columns, number % columns)
            button.show()
        self._grid.activate()
        self.resize(self.sizeHint())

    def _all(self, _key: str) -> None:
        self.all_asked.emit()

    def float_beside(self, place: QRectF, lane_room: int) -> None:
        """Stand below the selection, or above it where there is no room."""
        theme = current_theme()
        size = self.sizeHint()
        x = int(place.center().x() - size.width() / 2)
        x = max(8, min(x, self._over.width() - size.width() - 8))
        y = int(place.bottom()) + lane_room + theme.px(4)
        if y + size.height() > self._over.height() - 4:
            y = int(place.top()) - size.height() - theme.px(8)
        self.move(QPoint(x, max(4, y)))
        self.show()
        self.raise_()
