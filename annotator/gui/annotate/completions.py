"""What one wrote before, offered where the same is asked again: the same target, the same word."""

from functools import partial

from PySide6.QtCore import QObject
from shiboken6 import isValid

from annotator.gui.asking import Asker
from annotator.gui.jobs import Jobs
from annotator.gui.session import Session
from annotator.gui.widgets.value_editor import ValueEditor
from annotator.project.written_before import written_before


class Completions(QObject):
    """Reads what one wrote before, when a text is gone into, and offers it there."""

    def __init__(self, session: Session, lookups: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._asker = Asker(session, lookups, self)

    def offer_to(self, editor: object) -> None:
        """Offer in this editor what was written in its field, or to its question, before."""
        if self._session.is_open and isinstance(editor, ValueEditor):
            who, field = self._session.desk.annotator.id, editor.field
            self._asker.ask(
                lambda project: written_before(project, who, field), partial(_offer, editor)
            )


def _offer(editor: ValueEditor, words: list[str]) -> None:
    if isValid(editor):  # another label may ask other fields by now
        editor.offer(words)
