"""What will follow from a change of the codebook, told before it is made: a sentence a line."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from annotator.gui.dialogs.parts import Sentence
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label


class Outcome(QFrame):
    """A quiet box with sentences; the one about agreement comes later than the rest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sunken")
        self._agreement = Sentence()
        self._head = label(self.tr("What follows"), level="strong")
        self._words = label("")
        self._words.setWordWrap(True)
        self._box = QVBoxLayout(self)
        for widget in (self._head, self._words, self._agreement):
            self._box.addWidget(widget)
        self._agreement.hide()
        self._dress()

    def tell(self, sentences: Sequence[str]) -> None:
        """Show these sentences, each as a paragraph of its own."""
        self._words.setText("\n\n".join(sentences))
        self.setAccessibleDescription(self.told())

    def tell_agreement(self, sentence: str) -> None:
        """Show what is known of agreement by now; "" shows nothing."""
        self._agreement.say(sentence)
        self._agreement.setVisible(bool(sentence))
        self.setAccessibleDescription(self.told())

    def told(self) -> str:
        """All that is told."""
        return "\n\n".join(filter(None, (self._words.text(), self._agreement.text())))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        look = current_theme()
        self._box.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(12))
        self._box.setSpacing(look.px(8))
