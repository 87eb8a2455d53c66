"""Backlight: the letters of all but the labels dimmed, without a wait in a long article."""

from collections.abc import Iterator, Sequence
from time import monotonic

from PySide6.QtCore import QObject, QTimer

from annotator.gui.article.layer import LabelLayer

_SLICE = 0.006
"""Seconds for which paragraphs out of sight are dimmed before keys and mouse have their turn."""


class Backlight(QObject):
    """Gives every paragraph the colour that its layer has for it; each is laid out anew for that.

    Those in sight come at once, the others in slices.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._layer: LabelLayer | None = None
        self._left: Iterator[int] = iter(())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._more)

    def spread(self, layer: LabelLayer, seen: Sequence[int], count: int) -> None:
        """Dim the blocks in sight, by their numbers, now; then the rest of so many in all."""
        layer.dim(seen)
        first = seen[0] if seen else 0
        every = [*range(first, count), *range(first)]
        self._layer, self._left = layer, iter(every[len(seen) :])
        self._timer.start()

    def stop(self) -> None:
        """Leave it: the document is another."""
        self._timer.stop()
        self._layer, self._left = None, iter(())

    def _more(self) -> None:
        end = monotonic() + _SLICE
        for number in self._left:
            if self._layer is not None:
                self._layer.dim((number,))
            if monotonic() > end:
                return
        self.stop()
