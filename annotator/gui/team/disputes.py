"""What copies of the project disagree on: the versions side by side, one key each."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.core.model import Annotator
from annotator.core.replay import Version
from annotator.gui.dialogs.parts import Sheet
from annotator.gui.session import Session
from annotator.gui.team.versions import Fact, compared_versions
from annotator.gui.team.words import local_time
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ElidedLabel, KeyCap, emptied, label, restyled
from annotator.gui.widgets.dots import Dot
from annotator.sync.merging import Dispute, decide

DIFFERS = "≠"
"""Stands beside what a version says otherwise than another."""

_ACROSS = 2


class DisputesSheet(Sheet):
    """Goes through the disputes one by one; `decided` comes after each decision."""

    decided = Signal()

    def __init__(
        self, disputes: Sequence[Dispute], session: Session, parent: QWidget | None = None
    ) -> None:
        super().__init__("", 760, parent)
        self.setWindowTitle(self.tr("To decide"))
        self._session = session
        self._waiting = list(disputes)
        self._total = len(disputes)
        self.head = label("", level="heading")
        self._where = ElidedLabel()
        self._where.setProperty("tone", "muted")
        self._versions = QGridLayout()
        self._versions.setSpacing(current_theme().px(14))
        self.page.box.addWidget(self.head)
        self.page.box.addWidget(self._where)
        self.page.box.addLayout(self._versions)
        self.page.box.addStretch(1)
        self.cancel.setText(self.tr("Later"))
        restyled(self.primary, kind="")
        self.primary.setText(self.tr("Leave this one"))
        self.primary.clicked.disconnect()
        self.primary.clicked.connect(self._next)
        words = self.tr("{sign} marks what differs. The other versions stay in the history.")
        self.remark.say(words.format(sign=DIFFERS))
        self._show()

    @property
    def dispute(self) -> Dispute:
        """What is to be decided now."""
        return self._waiting[0]

    def _show(self) -> None:
        dispute, project = self.dispute, self._session.project
        number = self._total - len(self._waiting) + 1
        self.head.setText(
            self.tr("Which version stands?  {n} of {all}").format(n=number, all=self._total)
        )
        people = {each.id: each for each in project.annotators()}
        who = people.get(dispute.annotator)
        title = project.article(dispute.article_id).title if dispute.article_id else ""
        self._where.setText(" · ".join(filter(None, [who.name if who else "", title])))
        emptied(self._versions)
        last = len(dispute.versions) - 1
        told = compared_versions([it.record for it in dispute.versions], project.codebook)
        for place, version in enumerate(dispute.versions):
            card = VersionCard(place + 1, version, told[place], who, stands=place == last)
            card.clicked.connect(self._pressed)
            self._versions.addWidget(card, place // _ACROSS, place % _ACROSS)
        for column in range(_ACROSS):
            self._versions.setColumnStretch(column, 1)
        first = self._versions.itemAt(0)
        focused = first.widget() if first is not None else None
        if focused is not None:
            focused.setFocus()
        self.page.box.activate()
        if self.isVisible():
            self.fit()

    def _pressed(self) -> None:
        card = self.sender()
        if isinstance(card, VersionCard):
            self._decide(card.number - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if digit.isascii() and digit.isdecimal() and digit != "0":
            self._decide(int(digit) - 1)
        else:
            super().keyPressEvent(event)

    def _decide(self, place: int) -> None:
        if place < len(self.dispute.versions):
            version = self.dispute.versions[place]
            who = self._session.desk.annotator.id
            decide(self._session.project, self.dispute, version, who)
            self.decided.emit()
            self._next()

    def _next(self) -> None:
        del self._waiting[0]
        if self._waiting:
            self._show()
        else:
            self.accept()


class VersionCard(QPushButton):
    """One version: what it says, when it was made, and the key that lets it stand."""

    def __init__(
        self,
        number: int,
        version: Version,
        facts: Sequence[Fact],
        who: Annotator | None,
        *,
        stands: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.number = number
        self.setProperty("role", "card")
        self.setAutoDefault(True)  # Enter takes it, as Space does
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        when = self._when(version, stands=stands)
        differing = self.tr("{fact} (differs)")
        told = [differing.format(fact=it.words) if it.differs else it.words for it in facts]
        self.setAccessibleName(f"{number}: {'; '.join([*told, when])}")
        look = current_theme()
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(look.px(16), look.px(14), look.px(16), look.px(14))
        box.setSpacing(look.px(6))
        box.addLayout(self._top(when, who))
        box.addLayout(self._lines(facts))
        box.addStretch(1)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _when(self, version: Version, *, stands: bool) -> str:
        step = version.step
        when = local_time(step.time) if step is not None else self.tr("at first")
        return self.tr("{when} · stands now").format(when=when) if stands else when

    def _top(self, when: str, who: Annotator | None) -> QGridLayout:
        """Whose it is, when it was made, its key."""
        top = QGridLayout()
        if who is not None:
            top.addWidget(Dot(who.colour), 0, 0)
        at = label(when, tone="muted", level="small")
        at.setWordWrap(True)
        top.addWidget(at, 0, 1)
        top.addWidget(KeyCap(str(self.number)), 0, 2)
        top.setColumnStretch(1, 1)
        return top

    def _lines(self, facts: Sequence[Fact]) -> QGridLayout:
        """What it says, a sign beside what another says otherwise."""
        look = current_theme()
        lines = QGridLayout()
        lines.setHorizontalSpacing(look.px(8))
        lines.setVerticalSpacing(look.px(6))
        lines.setColumnStretch(0, 1)
        for row, fact in enumerate(facts):
            strong = {"level": "strong"} if not row or fact.differs else {}
            line = label(fact.words, **strong)
            line.setWordWrap(True)
            lines.addWidget(line, row, 0)
            if fact.differs:
                sign = label(DIFFERS, level="strong", tone="warn")
                lines.addWidget(sign, row, 1, Qt.AlignmentFlag.AlignTop)
        return lines

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self._box.totalHeightForWidth(width), current_theme().px(110))

    def sizeHint(self) -> QSize:
        width = current_theme().px(320)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = current_theme().px(150)
        return QSize(width, self.heightForWidth(max(width, self.width())))
