"""Feedback in training: the annotator's labels beside the key's, with its explanations."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from annotator.core.feedback import Feedback, Finding, Point
from annotator.core.labels import shortened, words_of
from annotator.core.model import Label
from annotator.gui.article.layer import TagLook
from annotator.gui.dialogs.parts import Sheet
from annotator.gui.lesson.findings import TONES, besides, finding_name, headline
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label
from annotator.project.training import Standing


class FeedbackSheet(Sheet):
    """What was found, nearly, missed or marked besides; `onward` and `again` say what follows."""

    onward = Signal()
    again = Signal()

    def __init__(
        self,
        feedback: Feedback,
        standing: Standing,
        looks: Mapping[str, TagLook],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", 620, parent)
        self.setWindowTitle(self.tr("Training"))
        self._looks = looks
        self._failed = standing.finished and not standing.passed
        self.heading(self.tr("Compared with the key"))
        self._say(headline(feedback))
        if besides(feedback):
            self._say(besides(feedback))
        self._say(self._where(feedback, standing), tone="muted")
        if feedback.points:
            self.page.box.addWidget(self._table(feedback))
        self.page.box.addStretch(1)
        self.cancel.hide()
        self.primary.setText(self._next(standing))
        self.finished.connect(self._go)
        self.fit()
        self.primary.setFocus()

    def _say(self, text: str, tone: str = "") -> None:
        words = label(text, tone=tone)
        words.setWordWrap(True)
        self.page.box.addWidget(words)

    def _where(self, feedback: Feedback, standing: Standing) -> str:
        words = self.tr("Soft F1 {f1} here; {done} of {all} articles done, {mean} so far.")
        said = words.format(
            f1=f"{feedback.f1:.2f}",
            done=standing.done,
            all=len(standing.articles),
            mean=f"{standing.f1 or 0:.2f}",
        )
        if standing.passed:
            return self.tr("{said} You have passed; the other articles are open now.").format(
                said=said
            )
        mark = self.tr("{said} The other articles open at {mark}.")
        return mark.format(said=said, mark=f"{standing.pass_mark:.2f}")

    def _next(self, standing: Standing) -> str:
        if self._failed:
            return self.tr("Begin the training anew")
        return self.tr("Begin with the articles") if standing.passed else self.tr("Next article")

    def _go(self) -> None:
        (self.again if self._failed and self.result() else self.onward).emit()

    # ------------------------------------------------------------------ the places

    def _table(self, feedback: Feedback) -> QFrame:
        theme = current_theme()
        table = QFrame()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        grid.setHorizontalSpacing(theme.px(14))
        grid.setVerticalSpacing(theme.px(10))
        grid.setColumnStretch(1, 1)
        for row, point in enumerate(feedback.points):
            name = finding_name(point.finding)
            finding = label(name[:1].upper() + name[1:], tone=TONES[point.finding], level="strong")
            words = label(self._about(point))
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            grid.addWidget(finding, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1)
        return table

    def _about(self, point: Point) -> str:
        mine, key = point.mine, point.key
        lines = []
        if mine is not None and (key is None or point.finding is not Finding.HIT):
            lines.append(self.tr("You: {label}").format(label=self._label(mine)))
        if key is not None:
            asked = self.tr("Key: {label}") if point.finding is not Finding.HIT else "{label}"
            lines.append(asked.format(label=self._label(key)))
            if key.note:
                lines.append(key.note)
        return "\n".join(lines)

    def _label(self, one: Label) -> str:
        look = self._looks.get(one.tag)
        return f"“{shortened(words_of(one), 90)}” · {look.name if look else one.tag}"
