"""What stands above the article: how far it is, whose lanes are whose, what can be done at once."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotator.gui.adjudicate.key_button import KeyButton
from annotator.gui.adjudicate.people import Person
from annotator.gui.theme import Theme, current_theme
from annotator.gui.widgets.basic import ElidedLabel, label, restyled
from annotator.gui.widgets.choices import Chip
from annotator.gui.widgets.flow import ButtonFlow


class Head(QFrame):
    """The line above the article; `asked` carries the id of an action."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._far = ElidedLabel(), ElidedLabel()
        for words in (self._title, self._far):
            restyled(words, tone="muted")
        self.accept = KeyButton(self.tr("Accept agreed…"), "G", "adjudicate-agreed")
        self.votes = KeyButton(self.tr("Gold by votes…"), "V", "adjudicate-votes")
        for button in (self.accept, self.votes):
            button.asked.connect(self.asked)
        self.hide_names = Chip(self.tr("Names hidden"))
        self.hide_names.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide_names.setToolTip(self.tr("Number the annotators, in another order (H)"))
        self.hide_names.clicked.connect(self._hide)
        theme = current_theme()
        self._facts = QWidget()
        facts = QHBoxLayout(self._facts)
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setSpacing(theme.px(14))
        facts.addWidget(self._far)
        facts.addWidget(self._title, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.px(14))
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(theme.px(24), theme.px(12), theme.px(20), theme.px(4))
        self._rows.setSpacing(theme.px(2))
        self._rows.addLayout(self._row)
        heading = label(self.tr("Adjudicate"), level="heading")
        self._row.addWidget(heading)
        self._row.addWidget(self._facts, 1)
        self._others = (heading, self.accept, self.votes, self.hide_names)
        for widget in self._others[1:]:
            self._row.addWidget(widget)
        self._below = False
        self._apart: ButtonFlow | None = None

    def show_facts(self, title: str, parts: Sequence[str]) -> None:
        """Show the article's title, cut where it is long, and how far it is."""
        self._title.setText(title)
        self._far.setText(" · ".join(part for part in parts if part))
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle()  # only now the style sheet has given everything its size

    def _settle(self) -> None:
        """Let facts, and then buttons, have a line of their own where there is no room for them."""
        taken = sum(it.sizeHint().width() + self._row.spacing() for it in self._others)
        sides = self._rows.contentsMargins()
        room = self.width() - sides.left() - sides.right() - taken
        self._set_apart(room < 0)
        below = room < self._far.sizeHint().width()
        if below != self._below:
            self._below = below
            self._row.setStretchFactor(self._others[0], int(below))
            if below:
                self._rows.addWidget(self._facts)
            else:
                self._row.insertWidget(1, self._facts, 1)

    def _set_apart(self, apart: bool) -> None:
        buttons = (self.accept, self.votes)
        if apart and self._apart is None:
            for button in buttons:
                self._row.removeWidget(button)
            self._apart = ButtonFlow(buttons)
            self._rows.insertWidget(1, self._apart)
            for button in buttons:
                button.show()
        elif not apart and self._apart is not None:
            for button in buttons:
                self._row.insertWidget(self._row.count() - 1, button)
            self._apart.deleteLater()
            self._apart = None

    def allow(self, may: bool) -> None:
        """Whether gold may be made here."""
        self.accept.setEnabled(may)
        self.votes.setEnabled(may)

    def _hide(self) -> None:
        self.asked.emit("adjudicate-names")


class Legend(QWidget):
    """Whose lanes are whose: the annotators' marks with their names, first lane first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[Person, ...] = ()
        self._left = 0
        self._gold = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_people(self, people: Sequence[Person], *, gold: bool) -> None:
        """Show these, and what gold looks like once there is some."""
        self._people, self._gold = tuple(people), gold
        names = ", ".join(person.name for person in people)
        self.setAccessibleName(self.tr("Lanes from the top: {names}").format(names=names))
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def align_to(self, left: int) -> None:
        """Begin where the article's column begins, so many pixels from the left."""
        self._left = left
        self.update()

    def sizeHint(self) -> QSize:
        theme = current_theme()
        return QSize(theme.px(120), QFontMetrics(theme.ui_font(8.25)).height() + theme.px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = current_theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.ui_font(8.25)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        x, right = float(self._left), self.width() - theme.px(12)
        each = self._room_each(metrics, right - x)
        for number, person in enumerate(self._people):
            name = metrics.elidedText(person.name, Qt.TextElideMode.ElideRight, each)
            wide = theme.px(14) + metrics.horizontalAdvance(name)
            rest = len(self._people) - number
            if x + wide > right - (theme.px(40) if rest > 1 else 0):
                painter.setPen(theme.tokens.text_muted)
                painter.drawText(QRectF(x, 0, theme.px(60), self.height()), _MIDDLE, f"+{rest}")
                return
            self._entry(painter, theme, x, person.colour, name)
            x += wide + theme.px(16)
        if self._gold and x + theme.px(120) < right:
            self._ground(painter, theme, x)

    def _room_each(self, metrics: QFontMetrics, room: float) -> int:
        """How wide a name may be so that all have room; where that is too narrow, some have."""
        theme = current_theme()
        beside = theme.px(14) + theme.px(16)
        wanted = sorted(metrics.horizontalAdvance(person.name) for person in self._people)
        left, most = room, 0.0
        for number, wide in enumerate(wanted):
            # What short names leave is shared out among the longer ones.
            most = left / (len(wanted) - number) - beside
            if wide >= most:
                break
            left -= wide + beside
        else:
            return theme.px(140)
        return round(min(theme.px(140), most if most >= theme.px(44) else theme.px(72)))

    def _entry(self, painter: QPainter, theme: Theme, x: float, colour: str, name: str) -> None:
        side = theme.px(6)
        painter.fillRect(
            QRectF(x, (self.height() - side) / 2, side, side), theme.tag_colour(colour)
        )
        painter.setPen(theme.tokens.text_muted)
        area = QRectF(x + theme.px(13), 0, self.width(), self.height())
        painter.drawText(area, _MIDDLE, name)

    def _ground(self, painter: QPainter, theme: Theme, x: float) -> None:
        painter.fillRect(
            QRectF(x, theme.px(5), theme.px(16), self.height() - theme.px(10)),
            theme.tag_tint("amber"),
        )
        painter.setPen(theme.tokens.text_muted)
        area = QRectF(x + theme.px(22), 0, self.width(), self.height())
        painter.drawText(area, _MIDDLE, self.tr("ground: gold"))


_MIDDLE = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeft.value
