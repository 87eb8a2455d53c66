"""How long someone is really at an article: counted while it is in front and someone is active."""

import logging

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

from annotator.clock import new_id, now
from annotator.core.errors import AnnotatorError
from annotator.core.model import Visit
from annotator.desk import Desk

log = logging.getLogger("annotator")

IDLE = 60_000
"""Milliseconds without key or mouse after which nobody counts as active."""
_TICK = 1_000
_SAVE_EVERY = 15_000
_SIGNS = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class Stay(QObject):
    """Counts one visit at a time and keeps it; `ticked` comes each second that counts."""

    ticked = Signal()

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self._watched = watched
        self._desk: Desk | None = None
        self._visit: Visit | None = None
        self._earlier = 0
        self._counted = 0
        self._saved = 0
        self._revealed = ""
        self._since_sign = QElapsedTimer()
        self._since_sign.start()
        self._since_tick = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._tick)
        self._listening_to: QWindow | None = None

    @property
    def milliseconds(self) -> int:
        """Active time at the article, earlier visits included."""
        return self._earlier + self._counted

    @property
    def revealed(self) -> bool:
        """Whether the source was shown during this visit."""
        return bool(self._revealed)

    def begin(self, desk: Desk, article_id: str) -> None:
        """Someone came to this article; who is there already stays."""
        if self._visit is not None and (desk, article_id) == (self._desk, self._visit.article_id):
            return
        self.end()
        before = desk.project.visits(article_id, desk.annotator.id)
        self._earlier = sum(visit.milliseconds for visit in before)
        self._desk = desk
        self._visit = Visit(new_id(), article_id, desk.annotator.id, now())
        self._counted = self._saved = 0
        self._since_tick.start()
        self._since_sign.start()
        self._timer.start()
        self._listen()

    def _listen(self) -> None:
        # Only what reaches the window itself: a filter on the whole program would cost every event.
        window: QWindow | None = self._watched.window().windowHandle()
        if window is not None and window is not self._listening_to:
            window.installEventFilter(self)
            self._listening_to = window

    def reveal(self) -> None:
        """The source is shown from now on: a fact worth keeping at once."""
        self._revealed = self._revealed or now()
        self._keep()

    def end(self) -> None:
        """They leave it."""
        self._timer.stop()
        if self._visit is not None and (self._counted > self._saved or not self._saved):
            try:
                self._keep()
            except AnnotatorError as error:
                log.info("A visit was not kept: %s", error)  # its time must not hold anyone here
        self._visit, self._desk = None, None
        self._revealed = ""

    def _tick(self) -> None:
        passed = self._since_tick.restart()
        active = self._since_sign.elapsed() < IDLE
        if active and self._watched.isVisible() and self._watched.window().isActiveWindow():
            self._counted += min(passed, 2 * _TICK)
            self.ticked.emit()
            if self._counted - self._saved >= _SAVE_EVERY:
                self._keep()

    def _keep(self) -> None:
        if self._visit is None or self._desk is None or self._desk.project.read_only:
            return
        visit = self._visit
        self._saved = self._counted
        self._desk.project.record_visit(
            Visit(
                visit.id,
                visit.article_id,
                visit.annotator_id,
                visit.started,
                self._counted,
                self._revealed,
            )
        )

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS:
            self._since_sign.restart()
        return False
