"""What is asked to reach a hub: its address and the password; and whom to invite to it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from annotator.core.work import Work
from annotator.gui.dialogs.parts import Rows, Sentence, Sheet
from annotator.gui.hub.link import HubLink
from annotator.gui.widgets.basic import label
from annotator.project import Project

if TYPE_CHECKING:
    from annotator.sync.hub.errands import Line

Connecting = Callable[[Project, "Line", str, str], Work[str]]
"""An errand of a project, a line to a hub, its address and the password."""


class ReachSheet(Sheet):
    """Asks for address and password, and closes once the hub was reached with them.

    `reached` then carries what the errand gave. What goes wrong is said in the sheet, which stays.
    """

    reached = Signal(object)

    def __init__(self, link: HubLink, parent: QWidget | None = None) -> None:
        super().__init__("", 580, parent)
        self._link = link
        self._trying = False
        self._heading = label("", level="heading")
        self._about = label("", tone="muted")
        self._about.setWordWrap(True)
        self.page.box.addWidget(self._heading)
        self.page.box.addWidget(self._about)
        self.address = QLineEdit()
        self.address.setPlaceholderText("postgresql://name@host/database")
        rule = Sentence(self.address)
        rule.say(
            self.tr(
                "Without the password. What passes is encrypted (TLS) and the hub must prove who "
                "it is, unless it is on this computer."
            )
        )
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        kept = Sentence(self.password)
        kept.say(
            self.tr(
                "Kept in this system’s keyring; where there is none, asked for once each time the "
                "program starts. It is never in the project’s file."
            )
        )
        self.rows = Rows(86)
        self.rows.add(self.tr("Address"), self.address, rule)
        self.rows.add(self.tr("Password"), self.password, kept)
        self.page.box.addLayout(self.rows)
        self.problem = Sentence(self.address)
        self.page.box.addWidget(self.problem)
        self.page.box.addStretch(1)
        self.primary.clicked.disconnect()
        self.primary.clicked.connect(self._try)
        self.address.textChanged.connect(self._check)
        self._check()
        self.address.setFocus()

    def introduce(self, title: str, about: str) -> None:
        """Give the sheet its heading, and a sentence on what will happen."""
        self.setWindowTitle(title)
        self._heading.setText(title)
        self._about.setText(about)

    @property
    def given(self) -> tuple[str, str]:
        """The address and the password as they were typed."""
        return self.address.text().strip(), self.password.text()

    def _ready(self) -> bool:
        return bool(self.address.text().strip())

    def _check(self) -> None:
        self.primary.setEnabled(self._ready() and not self._trying)

    def _say(self, words: str, tone: str) -> None:
        self.problem.say(words, tone)
        self.page.box.activate()
        self.fit()

    def _begin(self, url: str, password: str) -> None:
        """Start the errand, which ends with `_answered`."""
        raise NotImplementedError

    def _try(self) -> None:
        self._set_trying(trying=True)
        self._say(self.tr("Reaching the hub…"), "muted")
        self._begin(*self.given)

    def _set_trying(self, *, trying: bool) -> None:
        self._trying = trying
        for field in (self.address, self.password):
            field.setReadOnly(trying)
        self._check()

    def _answered(self, result: object) -> None:
        from annotator.sync.hub.errands import Trouble

        if not isValid(self) or not self._trying:
            return
        self._set_trying(trying=False)
        if isinstance(result, Trouble):
            self._say(result.sentence, "danger")
            if result.projects and self._offer(result.projects):
                return
            wrong = self.password if result.asks else self.address
            wrong.setFocus()
            wrong.selectAll()
            return
        self.reached.emit(result)
        self.accept()

    def _offer(self, _projects: Sequence[tuple[str, str]]) -> bool:
        """Let the person choose one of these projects, by id and name, if the sheet has a way."""
        return False

    def done(self, result: int) -> None:
        if self._trying:
            self._trying = False
            self._link.leave_errand()
        super().done(result)


class ConnectSheet(ReachSheet):
    """Connects the open project to a hub; `reached` carries why the password is not kept, or ""."""

    def __init__(self, link: HubLink, make: Connecting, parent: QWidget | None = None) -> None:
        """`make` is the errand."""
        super().__init__(link, parent)
        self._make = make

    def ask_password_of(self, address: str) -> None:
        """Ask for the password of this address alone."""
        self.address.setText(address)
        self.address.setCursorPosition(0)
        self.password.setFocus()

    def _begin(self, url: str, password: str) -> None:
        make = self._make
        self._link.ask(lambda project, line: make(project, line, url, password), self._answered)
