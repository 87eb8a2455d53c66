"""Asks how gold comes by votes, of what and of whom, and says beforehand what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.agreement.aggregation import Tie
from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotator, AnnotatorKind, Codebook, Kind
from annotator.core.work import Work
from annotator.gui.adjudicate.confusion import confusion_table, err_rows
from annotator.gui.adjudicate.votes_words import becomes, besides
from annotator.gui.asking import Asker
from annotator.gui.dialogs.parts import Choices, Rows, Sentence, Sheet
from annotator.gui.dialogs.picks import Picks
from annotator.gui.jobs import Jobs
from annotator.gui.session import Session
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label
from annotator.gui.widgets.inputs import Combo, NumberInput
from annotator.project import Project
from annotator.project.aggregating import Method, Outcome, Rule, aggregated
from annotator.project.measuring import Choice, offer

_PAUSE = 150
"""Milliseconds after the last change at which votes are counted anew."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """What would come of it, or why nothing can, and the names of the batches."""

    outcome: Outcome | None
    problem: str
    batches: tuple[str, ...]


def _counting(project: Project, rule: Rule, choice: Choice) -> Work[_Counted]:
    batches = offer(project).batches
    try:
        outcome = yield from aggregated(project, rule, choice)
    except AnnotatorError as error:
        return _Counted(None, str(error), batches)
    return _Counted(outcome, "", batches)


class VotesSheet(Sheet):
    """Asks for a rule and a choice; `given` carries both."""

    given = Signal(object, object)

    def __init__(
        self,
        people: Sequence[Annotator],
        codebook: Codebook,
        session: Session,
        lookups: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Gold by votes"), 600, parent)
        self.setObjectName("by-votes")
        kinds = (AnnotatorKind.PERSON, AnnotatorKind.MODEL)
        voters = [each for each in people if each.kind in kinds]
        self._codebook = codebook
        self._questions = [it for it in codebook.questions if it.kind is not Kind.TEXT]
        self._outcome: Outcome | None = None
        self._asker = Asker(session, lookups, self)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE)
        self._wait.timeout.connect(self._count)
        self._make_rule(len(voters))
        self._make_scope(voters)
        self._make_result()
        self._lay_out()
        self.primary.setText(self.tr("Make gold"))
        self.accepted.connect(self._give)
        self._changed()

    # ------------------------------------------------------------------ the parts

    def _make_rule(self, people: int) -> None:
        self.methods = Choices(self.tr("Method"))
        self.methods.add(
            Method.MAJORITY,
            self.tr("More than half"),
            text=self.tr("Words that more than half mark, and the answer that is given most."),
        )
        self.methods.add(
            Method.VOTES,
            self.tr("At least so many"),
            text=self.tr("Words that so many mark; the answer given most, if so many do."),
        )
        self.methods.add(
            Method.DAWID_SKENE,
            self.tr("Weighed by how each errs (Dawid and Skene)"),
            text=self.tr("What is likeliest, from how often each annotator seems to err."),
        )
        self.votes = NumberInput(low=1, high=max(2, people))
        self.votes.setValue(2)
        self.ties = Combo(narrow=True)
        for tie, words in (
            (Tie.UNDECIDED, self.tr("Leave the question open")),
            (Tie.LOWEST, self.tr("Take the first in the question’s order")),
            (Tie.HIGHEST, self.tr("Take the last in the question’s order")),
        ):
            self.ties.addItem(words, tie)
        self.methods.changed.connect(self._changed)
        self.votes.valueChanged.connect(self._changed)
        self.ties.currentIndexChanged.connect(self._changed)

    def _make_scope(self, voters: Sequence[Annotator]) -> None:
        self.labels = QCheckBox(self.tr("Labels"))
        self.answers = QCheckBox(self.tr("Answers to"))
        self.questions = Picks(self.tr("All questions"))
        self.questions.setMinimumContentsLength(6)
        self.questions.setAccessibleName(self.tr("Questions to answer"))
        self.questions.offer((it.key, it.name) for it in self._questions)
        self.who = Picks(self.tr("Everyone"))
        self.who.offer((each.id, each.name) for each in voters)
        self.batch = Combo(narrow=True)
        self.batch.setAccessibleName(self.tr("Batch"))
        self.batch.addItem(self.tr("All batches"), "")
        self.batch.hide()
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("All that two are done with, or a search"))
        self.line.textChanged.connect(self._changed)
        for tick in (self.labels, self.answers):
            tick.setChecked(True)
            tick.toggled.connect(self._changed)
        for picks in (self.questions, self.who):
            picks.changed.connect(self._changed)
        self.batch.currentIndexChanged.connect(self._changed)

    def _make_result(self) -> None:
        self.preview = label("", level="strong")
        self.preview.setWordWrap(True)
        self.besides = Sentence()
        self.errs = QWidget()
        self.about = Combo(narrow=True)
        self.about.setMinimumContentsLength(6)
        self.about.setAccessibleName(self.tr("Tag or question"))
        self.about.currentIndexChanged.connect(self._show_errors)
        self.table = confusion_table()
        self.errs.hide()

    def _lay_out(self) -> None:
        look = current_theme()
        rows = Rows(80)
        rows.add(self.tr("Method"), self.methods, high=True)
        votes = QHBoxLayout()
        votes.setSpacing(look.px(10))
        votes.addWidget(self.votes)
        of = Sentence(self.votes)
        of.say(self.tr("of those who are done with an article"))
        votes.addWidget(of, 1)
        rows.add(self.tr("At least"), votes)
        self.votes.setAccessibleName(self.tr("At least so many"))
        rows.add(self.tr("Equal votes"), self.ties)
        if self._questions:
            answers = QHBoxLayout()
            answers.setSpacing(look.px(10))
            answers.addWidget(self.answers)
            answers.addWidget(self.questions, 1)
            rows.add(self.tr("Make"), self.labels)
            rows.add("", answers)
        rows.add(self.tr("Whose votes"), self.who)
        which = QHBoxLayout()
        which.setSpacing(look.px(10))
        which.addWidget(self.line, 2)
        which.addWidget(self.batch, 1)
        self.line.setAccessibleName(self.tr("Articles"))
        rows.add(self.tr("Articles"), which)
        errs = QVBoxLayout(self.errs)
        errs.setContentsMargins(0, 0, 0, 0)
        errs.setSpacing(look.px(6))
        head = QHBoxLayout()
        head.setSpacing(look.px(14))
        head.addWidget(label(self.tr("Who errs how"), level="strong"))
        head.addWidget(self.about, 1)
        errs.addLayout(head)
        errs.addWidget(self.table)
        said = QVBoxLayout()
        said.setSpacing(look.px(3))
        said.addWidget(self.preview)
        said.addWidget(self.besides)
        box = self.page.box
        box.addLayout(rows)
        box.addLayout(said)
        box.addWidget(self.errs)
        box.addStretch(1)

    # ------------------------------------------------------------------ what is chosen

    @property
    def rule(self) -> Rule:
        """The rule as it is chosen now."""
        asked: frozenset[str] | None = frozenset()
        if self._questions and self.answers.isChecked():
            asked = frozenset(str(key) for key in self.questions.picked()) or None
        return Rule(
            Method(self.methods.current()),
            self.votes.value(),
            Tie(self.ties.currentData()),
            self.labels.isChecked(),
            asked,
        )

    @property
    def choice(self) -> Choice:
        """Whose votes and which articles are chosen now."""
        return Choice(
            tuple(str(each) for each in self.who.picked()),
            str(self.batch.currentData() or ""),
            self.line.text().strip(),
        )

    def _changed(self) -> None:
        method = self.methods.current()
        self.votes.setEnabled(method == Method.VOTES)
        self.ties.setEnabled(method != Method.DAWID_SKENE)
        self.questions.setEnabled(self.answers.isChecked())
        self._asker.drop()
        self._outcome = None
        self.primary.setEnabled(False)
        self.remark.say(self.tr("Counting votes…"))
        self._wait.start()

    # ------------------------------------------------------------------ what comes of it

    def _count(self) -> None:
        rule, choice = self.rule, self.choice
        self._asker.ask(lambda project: _counting(project, rule, choice), self._counted)

    def _counted(self, counted: _Counted) -> None:
        self._offer_batches(counted.batches)
        outcome = self._outcome = counted.outcome
        said = becomes(outcome) if outcome is not None else counted.problem
        more = besides(outcome) if outcome is not None else ""
        self.preview.setText(said)
        self.besides.say(more)
        self.besides.setVisible(bool(more))
        self._offer_errors()
        possible = outcome is not None and bool(outcome.changed)
        self.primary.setEnabled(possible)
        self.remark.say(self.tr("One step, which can be undone.") if possible else "")
        self.primary.setAccessibleDescription(f"{said} {more}".strip())
        self.page.box.activate()
        self.fit()  # sentences and table may take more room

    def _offer_batches(self, batches: Sequence[str]) -> None:
        if self.batch.count() == 1 and batches:
            for name in batches:
                self.batch.addItem(name, name)
            self.batch.show()

    def _offer_errors(self) -> None:
        confusion = self._outcome.confusion if self._outcome is not None else {}
        before = self.about.currentData()
        self.about.clear()
        for key in confusion:
            known = self._codebook.tag(key) or self._codebook.question(key)
            self.about.addItem(known.name if known is not None else key, key)
        self.about.setCurrentIndex(max(0, self.about.findData(before)))
        self.errs.setVisible(bool(confusion))
        self._show_errors()

    def _show_errors(self) -> None:
        outcome, key = self._outcome, self.about.currentData()
        if outcome is None or key not in outcome.confusion:
            return
        question = self._codebook.question(key)
        self.table.show_rows(err_rows(outcome.confusion[key], dict(outcome.names), question))

    def _give(self) -> None:
        self.given.emit(self.rule, self.choice)

    def done(self, result: int) -> None:
        self._wait.stop()
        self._asker.drop()
        super().done(result)
