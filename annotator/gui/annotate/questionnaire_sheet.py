"""A few questions about the annotator, all of which may be left open; asked once."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.model import Field, Value
from annotator.core.questionnaire import QUESTIONS
from annotator.gui.dialogs.parts import Sheet
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label
from annotator.gui.widgets.value_editor import ValueEditor


class QuestionnaireSheet(Sheet):
    """Asks; `given` carries the answers by key, empty where the person would rather not."""

    given = Signal(object)

    def __init__(self, answers: Mapping[str, Value], parent: QWidget | None = None) -> None:
        super().__init__("", 560, parent)
        self.setWindowTitle(self.tr("About you"))
        self.heading(self.tr("About you"))
        self._say(
            self.tr(
                "What people bring along shows in what they mark. Answer what you like, and leave "
                "the rest open. It is kept apart from your labels and is in no export of them. Out "
                "of a work copy it goes to whoever leads, with your hand-in or over the hub, where "
                "nobody else can read it. The program tells it only as numbers of at least three "
                "people."
            )
        )
        self.editors: dict[str, ValueEditor] = {}
        self._answers = dict(answers)
        for question in QUESTIONS:
            self._add(question)
        self.page.box.addStretch(1)
        self.primary.setText(self.tr("Keep my answers"))
        self.cancel.setText(self.tr("Rather not"))
        self.accepted.connect(self._give)
        self.rejected.connect(self._give_nothing)
        self.fit()
        self.editors[QUESTIONS[0].key].setFocus()

    def _say(self, text: str) -> None:
        words = label(text, tone="muted")
        words.setWordWrap(True)
        self.page.box.addWidget(words)

    def _add(self, question: Field) -> None:
        theme = current_theme()
        box = QVBoxLayout()
        box.setSpacing(theme.px(4))
        box.setContentsMargins(0, theme.px(8), 0, 0)
        name = label(question.name, level="strong")
        name.setWordWrap(True)
        box.addWidget(name)
        if question.help:
            words = label(question.help, tone="muted", level="small")
            words.setWordWrap(True)
            box.addWidget(words)
        editor = ValueEditor(question)
        editor.set_value(self._answers.get(question.key))
        editor.changed.connect(self._changed)
        self.editors[question.key] = editor
        box.addWidget(editor)
        if question.low_name:
            ends = f"{question.low} {question.low_name}, {question.high} {question.high_name}"
            box.addWidget(label(ends, tone="muted", level="small"))
        self.page.box.addLayout(box)

    def _changed(self, value: object) -> None:
        editor = self.sender()
        if not isinstance(editor, ValueEditor):
            return
        self._answers.pop(editor.field.key, None)
        if isinstance(value, str | int | bool):
            self._answers[editor.field.key] = value

    def settle(self) -> None:
        for editor in self.editors.values():
            editor.commit()

    def _give(self) -> None:
        self.settle()
        self.given.emit(self._answers)

    def _give_nothing(self) -> None:
        self.given.emit({})
