"""A message above the editor, with at most one thing to do about it."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.gui.widgets.panels import Bar, BarKind


class Notice(QWidget):
    """Shows a message until it is put away, or until something else is done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: Callable[[], object] | None = None
        self.bar = Bar(BarKind.WARNING, "", parent=self)
        self.bar.acted.connect(self._act)
        self.bar.closed.connect(self.hide)
        QVBoxLayout(self).addWidget(self.bar)
        self.hide()

    def tell(
        self,
        kind: BarKind,
        words: str,
        action: str = "",
        run: Callable[[], object] | None = None,
    ) -> None:
        """Show these words, and a button that runs this where the action has a name."""
        self._run = run
        self.bar.say(kind, words, action)
        self.bar.show()
        self.show()

    def _act(self) -> None:
        if self._run is not None:
            self._run()
