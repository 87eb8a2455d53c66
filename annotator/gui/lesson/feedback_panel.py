"""How a student did on an article, beside its text: in plain words, then place by place."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from annotator.core.feedback import Point
from annotator.core.rewording import neutral_words
from annotator.gui.article.layer import TagLook
from annotator.gui.lesson.findings import TONES, besides, finding_name, headline, sentence, split_of
from annotator.gui.lesson.points import PointsList, quote_of
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import WideButton, label, restyled
from annotator.project.lesson import Compared


@dataclass(frozen=True, slots=True)
class Onward:
    """Where one can go from a feedback: what the button that leads on says, and what else."""

    text: str
    again: bool = False
    hand_in: bool = False


class FeedbackPanel(QFrame):
    """A feedback with its places; `chosen` carries the number of the one that is told of, from 0.

    `onward`, `again` and `hand_in` come when the person wants to go on, to try another article, to
    hand in.
    """

    chosen = Signal(int)
    onward = Signal()
    again = Signal()
    hand_in = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._compared: Compared | None = None
        self._looks: Mapping[str, TagLook] = {}
        self.neutral = ""
        """The key of the field with neutral wordings, if there is one."""
        theme = current_theme()
        self._headline = label("", level="title")
        self._headline.setWordWrap(True)
        self._besides = label("")
        self._besides.setWordWrap(True)
        self._score = label("", tone="muted", level="small")
        self._score.setToolTip(
            self.tr(
                "Soft F1: 1.00 is every place of the key and nothing else, 0.00 none of them.\n"
                "Words that overlap only in part count in part; decoys and extra places cost."
            )
        )
        head = QVBoxLayout()
        head.setContentsMargins(theme.px(14), theme.px(12), theme.px(14), theme.px(10))
        head.setSpacing(theme.px(3))
        head.addWidget(self._headline)
        head.addWidget(self._besides)
        head.addWidget(self._score)
        self.list = PointsList()
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.list)
        box.addWidget(self._rest(), 1)
        box.addWidget(self._foot())

    def _rest(self) -> QScrollArea:
        """What is told of the place, with all the room that is left: nothing jumps in stepping."""
        inside = QWidget()
        below = QVBoxLayout(inside)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self._place())
        below.addStretch(1)
        area = self._area = QScrollArea()
        area.setProperty("role", "told")
        area.setAccessibleName(self.tr("What is told of the place"))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that keys scroll what is long
        area.setMinimumHeight(current_theme().px(96))
        area.setWidget(inside)
        # Qt has both filled; the panel around is to be seen through them.
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        return area

    def _place(self) -> QWidget:
        theme = current_theme()
        place = self._about = QFrame()
        place.setProperty("role", "chosen")
        inside = QVBoxLayout(place)
        inside.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(12))
        inside.setSpacing(theme.px(6))
        self._finding = label("", level="strong")
        self._quote = label("", level="heading")
        self._said = label("")
        self._why = label("")
        self._neutral = label("", tone="muted")
        self._split = label("", tone="muted", level="small")
        for words in (
            self._finding,
            self._quote,
            self._said,
            self._why,
            self._neutral,
            self._split,
        ):
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            inside.addWidget(words)
        return place

    def _foot(self) -> QWidget:
        theme = current_theme()
        foot = QFrame()
        foot.setProperty("role", "panel")
        stands = label(
            self.tr(
                "You have seen the key of this article, so your labels on it stay as they are."
            ),
            tone="muted",
            level="small",
        )
        stands.setWordWrap(True)
        self.onward_button = WideButton("", "primary")
        self.onward_button.clicked.connect(self.onward)
        self.again_button = WideButton(self.tr("Try again on a fresh article"))
        self.again_button.clicked.connect(self.again)
        self.hand_in_button = WideButton(self.tr("Hand in"))
        self.hand_in_button.clicked.connect(self.hand_in)
        box = QVBoxLayout(foot)
        box.setContentsMargins(theme.px(14), theme.px(8), theme.px(14), theme.px(12))
        box.setSpacing(theme.px(8))
        box.addWidget(stands)
        for button in (self.again_button, self.hand_in_button, self.onward_button):
            box.addWidget(button)
        return foot

    # ------------------------------------------------------------------ what is shown

    def show_compared(
        self, compared: Compared, looks: Mapping[str, TagLook], onward: Onward
    ) -> None:
        """Show how it went, from the first place on."""
        self._compared, self._looks = compared, looks
        feedback = compared.feedback
        self._headline.setText(headline(feedback))
        self._show(self._besides, besides(feedback))
        self._score.setText(self.tr("Score {f1} of 1").format(f1=f"{feedback.f1:.2f}"))
        self.list.points.show_points(feedback.points)
        self.list.updateGeometry()
        self.list.setVisible(bool(feedback.points))
        self._about.setVisible(bool(feedback.points))
        self.setAccessibleName(f"{headline(feedback)} {besides(feedback)}".strip())
        self.show_onward(onward)

    def show_onward(self, onward: Onward) -> None:
        """Show where one can go from here."""
        self.onward_button.say(onward.text)
        self.again_button.setVisible(onward.again)
        self.hand_in_button.setVisible(onward.hand_in)

    @property
    def current(self) -> int:
        """The number of the place that is told of; -1 for none."""
        return self.list.currentIndex().row()

    def choose(self, number: int) -> None:
        """Tell of the place with this number, if there is one."""
        if 0 <= number < self.list.points.rowCount():
            self.list.setCurrentIndex(self.list.points.index(number))

    def step(self, by: int) -> None:
        """Go so many places on, round the end."""
        count = self.list.points.rowCount()
        if count:
            self.choose((self.current + by) % count)

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and self._compared is not None:
            self._tell(self._compared, self._compared.feedback.points[current.row()])
            self.chosen.emit(current.row())

    def _tell(self, compared: Compared, point: Point) -> None:
        name = finding_name(point.finding)
        self._area.verticalScrollBar().setValue(0)
        self._finding.setText(name[:1].upper() + name[1:])
        restyled(self._finding, tone=TONES[point.finding])
        self._quote.setText(f"“{quote_of(point)}”")
        self._said.setText(sentence(point, self._looks))
        self._show(self._why, point.key.note if point.key is not None else "")
        self._show(self._neutral, self._written(point))
        shown = point.key or point.mine
        agreed = compared.agreed.get(shown.id, 0) if shown is not None else 0
        self._show(self._split, split_of(agreed, compared.experts))
        self._speak()

    def _speak(self) -> None:
        """Have a screen reader say what is told of the place."""
        told = (self._said, self._why, self._neutral, self._split)
        self._about.setAccessibleName(" ".join(it.text() for it in told if it.text()))
        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self, self._about.accessibleName())
            QAccessible.updateAccessibility(event)

    def _written(self, point: Point) -> str:
        """What the student gave as a reason, and how both put it neutrally, where they did."""
        lines = []
        if point.mine is not None and point.mine.note.strip():
            lines.append(self.tr("Your reason: {words}").format(words=point.mine.note.strip()))
        for who, said in (
            (point.mine, self.tr("You would write: {words}")),
            (point.key, self.tr("The key would write: {words}")),
        ):
            words = neutral_words(who, self.neutral) if who is not None else ""
            if words:
                lines.append(said.format(words=words))
        return "\n".join(lines)

    @staticmethod
    def _show(words: QWidget, text: str) -> None:
        words.setProperty("text", text)
        words.setVisible(bool(text))
