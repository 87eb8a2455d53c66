"""Inviting an annotator to the hub: who, and then what they are to be sent."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from annotator.core.model import Annotator
from annotator.gui.dialogs.parts import Rows, Sentence, Sheet
from annotator.gui.hub.link import HubLink
from annotator.gui.theme import current_theme
from annotator.gui.widgets.inputs import Combo

if TYPE_CHECKING:
    from annotator.sync.hub.leading import Invitation


class InviteSheet(Sheet):
    """Asks whom to invite, then shows the address and the password, which nobody sees again."""

    def __init__(
        self,
        people: Sequence[Annotator],
        invited: frozenset[str],
        address: str,
        link: HubLink,
        parent: QWidget | None = None,
    ) -> None:
        """`invited` are the names of those who have a role on the hub at `address`."""
        super().__init__("", 560, parent)
        self.setWindowTitle(self.tr("Invite to the hub"))
        self.heading(self.tr("Invite to the hub"))
        self._link = link
        self._invited = invited
        self._password = link.password_for(address)
        self._trying = False
        self.who = Combo(narrow=True)
        for each in people:
            self.who.addItem(each.name, each.id)
        first = next((n for n, each in enumerate(people) if each.name not in invited), 0)
        self.who.setCurrentIndex(first)
        self.about = Sentence(self.who)
        rows = Rows(86)
        rows.add(self.tr("Whom"), self.who, self.about)
        self.page.box.addLayout(rows)
        self._sent = QWidget()
        self._box = QVBoxLayout(self._sent)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(current_theme().px(10))
        self.page.box.addWidget(self._sent)
        self._sent.hide()
        self.page.box.addStretch(1)
        self.primary.clicked.disconnect()
        self.primary.clicked.connect(self._invite)
        self.who.currentIndexChanged.connect(self._check)
        self._check()
        self.who.setFocus()

    def _check(self) -> None:
        again = self.who.currentText() in self._invited
        self.primary.setText(self.tr("New password") if again else self.tr("Invite"))
        self.primary.setEnabled(self.who.count() > 0)
        if not self.who.count():
            self.about.say(self.tr("You are alone here; add a person to the project first."))
            return
        self.about.say(
            self.tr("Was invited already. With a new password the old one is of no more use.")
            if again
            else self.tr("Gets a name and a password on the hub, for their own work alone.")
        )

    def _invite(self) -> None:
        from annotator.sync.hub.errands import inviting

        name, password = self.who.currentText(), self._password
        again = name in self._invited
        self._trying = True
        self.primary.setEnabled(False)
        self.who.setEnabled(False)
        self.about.say(self.tr("Reaching the hub…"))
        self._link.ask(
            lambda project, line: inviting(project, line, password, name, again=again),
            self._answered,
        )

    def _answered(self, result: object) -> None:
        from annotator.sync.hub.errands import Trouble
        from annotator.sync.hub.leading import Invitation

        if not isValid(self) or not self._trying:
            return
        self._trying = False
        if isinstance(result, Trouble):
            self.who.setEnabled(True)
            if result.invited:  # from another copy, since it was last heard who is
                self._invited |= {self.who.currentText()}
            self._check()
            self.about.say(result.sentence, "danger")
            self.fit()
        elif isinstance(result, Invitation):
            self._show(result)
            self._link.sync()

    def _show(self, invitation: "Invitation") -> None:
        name = invitation.annotator
        self.about.say(
            self.tr(
                "Send {name} the address and, by another way, the password: it is shown only now. "
                "They choose “Open a hub’s project…” on the first page of the program."
            ).format(name=name)
        )
        rows = Rows(86)
        self.address, copy = self._shown(rows, self.tr("Address"), invitation.url)
        self.password, _ = self._shown(rows, self.tr("Password"), invitation.password)
        self._box.addLayout(rows)
        self._sent.show()
        self.cancel.hide()
        self.primary.setText(self.tr("Done"))
        self.primary.setEnabled(True)
        self.primary.clicked.disconnect()
        self.primary.clicked.connect(self.accept)
        self.page.box.activate()
        self.fit()
        copy.setFocus()
        self.address.setCursorPosition(0)

    def _shown(self, rows: Rows, name: str, text: str) -> tuple[QLineEdit, QPushButton]:
        field = QLineEdit(text)
        field.setReadOnly(True)
        field.setCursorPosition(0)
        field.setAccessibleName(name)
        copy = QPushButton(self.tr("Copy"))
        copy.setAccessibleName(self.tr("Copy: {name}").format(name=name))
        copy.setAutoDefault(False)
        copy.setProperty("text_to_copy", text)
        copy.clicked.connect(self._copy)
        row = QHBoxLayout()
        row.setSpacing(current_theme().px(10))
        row.addWidget(field, 1)
        row.addWidget(copy)
        rows.add(name, row)
        return field, copy

    def _copy(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            QGuiApplication.clipboard().setText(str(button.property("text_to_copy")))
            button.setText(self.tr("Copied"))

    def done(self, result: int) -> None:
        if self._trying:
            self._trying = False
            self._link.leave_errand()
        super().done(result)
