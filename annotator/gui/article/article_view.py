"""The article under the mouse: selecting words in it, taking labels by their handles, tool tips."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.core.model import Span
from annotator.core.spans import merged, snapped, trimmed
from annotator.core.text import word_at
from annotator.gui.article.article_text import ArticleText

_HANDLE = 5.0
"""How far from an edge of the selected label the mouse still takes hold of it, in pixels."""


class ArticleView(ArticleText):
    """An article that the mouse can select in.

    `pointed` comes with the id of a label that was clicked ("" for none), `reshaped` with the new
    pieces of the selected label after a drag of one of its handles. `taken` comes when the mouse
    has selected something, with whether Shift was held. `menu_asked` comes with the place on the
    screen where a menu is wanted for what is selected: by then what the mouse points at is.
    """

    pointed = Signal(str)
    reshaped = Signal(object)
    taken = Signal(bool)
    menu_asked = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.snapping = True
        self.marking = False
        self._drag: tuple[int, bool] | None = None
        self._adding = False
        self._kept: tuple[Span, ...] = ()

    # ------------------------------------------------------------------ mouse

    def _position_at(self, point: QPoint) -> int:
        return self._to_utf16.inner(self.cursorForPosition(point).position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.accept()
            return
        self._drag = self._handle_at(event.position())
        if self._drag is not None:
            return
        self._adding = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._kept = self._pieces if self._adding else ()
        if self.marking or not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            # Qt would drag selected words away; who presses in them means to select anew.
            place, cursor = self.cursorForPosition(event.position().toPoint()), self.textCursor()
            if cursor.selectionStart() <= place.position() <= cursor.selectionEnd():
                self.setTextCursor(place)
        super().mousePressEvent(_plain(event) if self.marking else event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._preview_pieces(self._dragged(event.position().toPoint()))
            return
        if not event.buttons():
            near = self._handle_at(event.position()) is not None
            shape = Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._drag is not None:
            pieces = self._dragged(event.position().toPoint())
            self._drag = None
            self._preview_pieces(())
            self.reshaped.emit(pieces)
            return
        super().mouseReleaseEvent(event)
        raw = self.selected
        if raw is None:
            self._clicked(event)
            return
        free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier) or not self.snapping
        span = trimmed(self.text, raw) if free else snapped(self.text, raw)
        self._take(span)
        if self.pieces:
            self.taken.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._adding = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._kept = self._pieces if self._adding else ()
            super().mouseDoubleClickEvent(event)
            word = word_at(self.text, self._position_at(event.position().toPoint()))
            if word is not None:
                self.select([*self._kept, word], quietly=True)

    def _take(self, span: Span) -> None:
        if span.start == span.end:
            self.select(self._kept)
        else:
            self.select([*self._kept, span])

    def _clicked(self, event: QMouseEvent) -> None:
        if self._adding:
            self.select(self._kept)
            return
        self._hold(())
        position = self._position_at(event.position().toPoint())
        over = [label.id for label in self.layer.at(position)]
        if not over:
            self.pointed.emit("")
        elif self._active in over:
            self.pointed.emit(over[(over.index(self._active) + 1) % len(over)])
        else:
            self.pointed.emit(over[0])
        self.shaped.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self._point_at(self._position_at(event.pos()))
            self.menu_asked.emit(event.globalPos())
        else:
            below = self.cursorRect().bottomLeft() + QPoint(0, round(_HANDLE))
            self.menu_asked.emit(self.viewport().mapToGlobal(below))

    def _point_at(self, position: int) -> None:
        """Select the label or the word there, unless it is in what is selected."""
        if any(start <= position <= end for start, end in self._pieces):
            return
        over, word = self.layer.at(position), word_at(self.text, position)
        if self._active in [label.id for label in over]:
            return
        if over:
            self.select((), quietly=True)
            self.pointed.emit(over[0].id)
        elif word is not None:
            self.select((word,))

    # ------------------------------------------------------------------ the handles of a label

    def _handle_at(self, point: QPointF) -> tuple[int, bool] | None:
        """Which piece's edge is under the mouse: its number, and whether it is the end."""
        label = self.layer.labels.get(self._active)
        if label is None:
            return None
        for number, piece in enumerate(label.pieces):
            rects = self.rects(piece)
            if not rects:
                continue
            for rect, x, at_end in (
                (rects[0], rects[0].left(), False),
                (rects[-1], rects[-1].right(), True),
            ):
                if abs(point.x() - x) <= _HANDLE and rect.top() <= point.y() <= rect.bottom() + 4:
                    return number, at_end
        return None

    def _dragged(self, point: QPoint) -> tuple[Span, ...]:
        label = self.layer.labels[self._active]
        assert self._drag is not None  # noqa: S101 - only called during a drag
        number, at_end = self._drag
        piece, position = label.pieces[number], self._position_at(point)
        start, end = (piece.start, position) if at_end else (position, piece.end)
        if start >= end:
            return label.pieces
        span = snapped(self.text, Span(start, end)) if self.snapping else Span(start, end)
        if span.start == span.end:
            return label.pieces
        others = [other for index, other in enumerate(label.pieces) if index != number]
        return tuple(merged([*others, span]))

    # ------------------------------------------------------------------ keys and help

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            # The text control would take Ctrl+Z, Ctrl+arrows and more from the window's actions.
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the page; the walk through the text is made of Actions as well."""
        event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Leave composed letters alone: Qt would write them into the document, read only or not."""
        event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        over = self.layer.at(self._position_at(event.pos()))
        if over:
            names = "\n".join(self.layer.look(label).name for label in over)
            QToolTip.showText(event.globalPos(), names, self.viewport())
        else:
            QToolTip.hideText()


def _plain(event: QMouseEvent) -> QMouseEvent:
    # With the marker Shift means "everywhere", and not that Qt should stretch the selection.
    return QMouseEvent(
        event.type(),
        event.position(),
        event.globalPosition(),
        event.button(),
        event.buttons(),
        Qt.KeyboardModifier.NoModifier,
    )
