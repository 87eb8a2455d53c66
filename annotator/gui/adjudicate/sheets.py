"""What is asked in sheets: by which rule agreements stand, what the codebook shall say."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from annotator.core.adjudication import Rule, RuleKind
from annotator.core.model import Tag
from annotator.gui.dialogs.parts import Choices, Rows, Sentence, Sheet
from annotator.gui.dialogs.picks import Picks
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label
from annotator.gui.widgets.inputs import Combo, NumberInput
from annotator.project.codebook_notes import NotePart

_HERE, _EVERYWHERE = "here", "everywhere"


class AgreedSheet(Sheet):
    """Asks for a rule; `given` carries it and whether it is for all articles that are ready.

    `agreed` counts what stands by a rule in the article that is open.
    """

    given = Signal(object, bool)

    def __init__(
        self,
        agreed: Callable[[Rule], int],
        articles: int,
        people: int,
        tags: Sequence[Tag],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Accept what is agreed"), 500, parent)
        self.setObjectName("agreed")
        self._agreed = agreed
        self.rules = Choices(self.tr("Rule"))
        self.rules.add(RuleKind.ALL, self.tr("All say the same"))
        self.rules.add(
            RuleKind.MAJORITY,
            self.tr("More than half say the same"),
            text=self.tr("What the others marked must overlap with it."),
        )
        self.rules.add(RuleKind.AT_LEAST, self.tr("At least so many say the same"))
        self.votes = NumberInput(low=1, high=max(2, people))
        self.votes.setValue(2)
        self.votes.setAccessibleName(self.tr("At least so many"))
        votes = QHBoxLayout()
        votes.setContentsMargins(current_theme().px(32), 0, 0, 0)
        votes.addWidget(self.votes)
        votes.setSpacing(current_theme().px(10))
        of = label(self.tr("of those who are done with an article"), tone="muted")
        of.setWordWrap(True)
        votes.addWidget(of, 1)
        self.tags = Picks(self.tr("All tags, and the questions"))
        self.tags.offer((tag.key, tag.name) for tag in tags)
        self.scope = Choices(self.tr("Where"))
        self.scope.add(_HERE, self.tr("In this article"))
        many = self.tr("In all {n} articles that are ready").format(n=f"{articles:,}")
        self.scope.add(_EVERYWHERE, many)
        self.scope.row(_EVERYWHERE).setVisible(articles > 1)
        box = self.page.box
        box.addWidget(self.rules)
        box.addLayout(votes)
        rows = Rows(80)
        rows.add(self.tr("Tags"), self.tags)
        rows.add(self.tr("Where"), self.scope, high=True)
        box.addLayout(rows)
        self.primary.setText(self.tr("Accept"))
        for signal in (self.rules.changed, self.votes.valueChanged, self.tags.changed):
            signal.connect(self._show_count)
        self.scope.changed.connect(self._show_count)
        self.accepted.connect(self._give)
        self._show_count()

    @property
    def rule(self) -> Rule:
        """The rule as it is chosen now."""
        tags = frozenset(str(key) for key in self.tags.picked())
        return Rule(RuleKind(self.rules.current()), self.votes.value(), tags)

    @property
    def everywhere(self) -> bool:
        """Whether it is for all articles that are ready."""
        return self.scope.current() == _EVERYWHERE

    def _show_count(self) -> None:
        self.votes.setEnabled(self.rules.current() == RuleKind.AT_LEAST)
        count = self._agreed(self.rule)
        if self.everywhere:
            self.remark.say(self.tr("One step, which can be undone."))
        elif count:
            self.remark.say(self.tr("{n} would be accepted here.").format(n=f"{count:,}"))
        else:
            self.remark.say(self.tr("By this rule nothing more is agreed on here."))
        self.primary.setEnabled(bool(count) or self.everywhere)

    def _give(self) -> None:
        self.given.emit(self.rule, self.everywhere)


class NoteSheet(Sheet):
    """Asks for a line of the codebook; `given` carries the tag's key, where it goes, the line."""

    given = Signal(str, object, str)

    def __init__(self, tags: Sequence[Tag], line: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("A note in the codebook"), 560, parent)
        self.setObjectName("codebook-note")
        self.tag = Combo(narrow=True)
        for tag in tags:
            self.tag.addItem(tag.name, tag.key)
        self.part = Combo(narrow=True)
        for part, name in (
            (NotePart.COUNTER_EXAMPLE, self.tr("Counter-examples: looks like it, and is not")),
            (NotePart.EXAMPLE, self.tr("Examples")),
            (NotePart.DEFINITION, self.tr("Definition")),
        ):
            self.part.addItem(name, part)
        self.line = QPlainTextEdit(line)
        self.line.setTabChangesFocus(True)
        self.line.setFixedHeight(current_theme().px(110))
        self.line.moveCursor(QTextCursor.MoveOperation.End)
        hint = Sentence(self.line)
        hint.say(self.tr("Asterisks stand around the words. All annotators will read it."))
        rows = Rows(64)
        rows.add(self.tr("Tag"), self.tag)
        rows.add(self.tr("Under"), self.part)
        rows.add(self.tr("Note"), self.line, hint, high=True)
        self.page.box.addLayout(rows)
        self.primary.setText(self.tr("Write it"))
        self.line.textChanged.connect(self._see)
        self.accepted.connect(self._give)
        self.line.setFocus()
        self._see()

    def _see(self) -> None:
        self.primary.setEnabled(bool(self.line.toPlainText().strip()))

    def _give(self) -> None:
        part = NotePart(self.part.currentData())
        self.given.emit(str(self.tag.currentData()), part, self.line.toPlainText())
