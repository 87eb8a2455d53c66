"""The hub on the Team page: how it stands with it, and the ways to it."""

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QWidget

from annotator.core.model import AnnotatorKind
from annotator.gui.hub.link import HubLink, HubState
from annotator.gui.session import Session
from annotator.gui.team.cards import TeamCard
from annotator.gui.team.figures import Figures
from annotator.gui.team.words import hub_name, hub_words, since
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ActionButton, ElidedLabel, emptied, label, restyled
from annotator.gui.widgets.icons import pixmap

_AGAIN = 20_000
"""Milliseconds after which "2 minutes ago" is said anew."""


class HubCard(TeamCard):
    """Whether the project is connected to a hub, when it was synced, and who is how far there."""

    def __init__(self, session: Session, link: HubLink, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.entitle(self.tr("Hub"))
        self._link = link
        look = current_theme()
        self._where = ElidedLabel()
        restyled(self._where, tone="muted")
        self.head.replaceWidget(self.remark, self._where)
        self.head.setStretchFactor(self._where, 1)
        self.remark.hide()
        self._about = self.words("")
        self.box.addWidget(self._about)
        self._sign = QLabel()
        self._when = label("")
        self._when.setWordWrap(True)
        self._line = QWidget()
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        row.addWidget(self._sign)
        row.addWidget(self._when, 1)
        self.box.addWidget(self._line)
        self._trouble = self.words("")
        self.box.addWidget(self._trouble)
        self.itself = QCheckBox(self.tr("Sync by itself"))
        self.itself.clicked.connect(self._switched)
        self.box.addWidget(self.itself)
        self._people = QGridLayout()
        self._people.setHorizontalSpacing(look.px(14))
        self._people.setVerticalSpacing(look.px(6))
        self._people.setColumnStretch(1, 1)
        self.box.addLayout(self._people)
        self.connect_button = ActionButton(self.tr("Connect to a hub…"), "hub-connect")
        self.set_up = ActionButton(self.tr("Set a hub up…"), "hub-set-up")
        self.buttons(self.connect_button, self.set_up)
        self.password = ActionButton(self.tr("Give the password…"), "hub-password", "primary")
        self.upgrade = ActionButton(self.tr("Bring it up to date"), "hub-upgrade", "primary")
        self.now = ActionButton(self.tr("Sync now"), "hub-sync")
        self.invite = ActionButton(self.tr("Invite…"), "hub-invite")
        self.disconnect_button = ActionButton(self.tr("Disconnect"), "hub-disconnect")
        self.buttons(self.password, self.upgrade, self.now, self.invite, self.disconnect_button)
        self._again = QTimer(self)
        self._again.setInterval(_AGAIN)
        self._again.timeout.connect(self.show_state)
        self._again.start()
        link.changed.connect(self.show_state)

    def show_figures(self, _figures: Figures) -> None:
        self.show_state()

    @property
    def _leads(self) -> bool:
        return self.session.is_open and not self.session.project.work_copy

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_state()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.show_state()  # the sign is drawn in the theme's colours

    def show_state(self) -> None:
        """Show how it stands with the hub now, if anybody sees it."""
        if not self.isVisible():
            return
        state = self._link.state
        connected = bool(state.address)
        self._where.setText(f"· {hub_name(state.address)}" if connected else "")
        self._show_about(connected=connected)
        self._line.setVisible(connected)
        self._when.setText(hub_words(state))
        self._show_sign(state)
        self._trouble.setText(state.trouble)
        self._trouble.setVisible(bool(state.trouble))
        restyled(self._trouble, tone="warn" if state.trouble else "muted")
        self.itself.setVisible(connected)
        self.itself.setChecked(not state.paused)
        writable = self.session.is_open and not self.session.project.read_only
        for button, shown in (
            (self.connect_button, not connected),
            (self.set_up, not connected and self._leads),
            (self.password, connected and state.asks),
            (self.upgrade, connected and state.outdated and self._leads),
            (self.now, connected),
            (self.invite, connected and self._leads and not state.outdated),
            (self.disconnect_button, connected),
        ):
            button.setVisible(shown)
            button.setEnabled(writable)
        self.now.setEnabled(writable and not state.busy)
        self._show_people(connected=connected)

    def _show_about(self, *, connected: bool) -> None:
        self._about.setVisible(not connected)
        self._about.setText(
            self.tr(
                "A hub is a PostgreSQL database that everyone can reach: there the copies of the "
                "project come together by themselves, while each goes on working without it."
            )
        )

    def _show_sign(self, state: HubState) -> None:
        look = current_theme()
        troubled = bool(state.trouble) or not state.synced
        colour = look.tokens.warn if troubled else look.tokens.ok
        drawing = "warning" if state.trouble else "history" if troubled else "state-done"
        self._sign.setPixmap(pixmap(drawing, colour, look.px(14), self.devicePixelRatioF()))

    def _show_people(self, *, connected: bool) -> None:
        emptied(self._people)
        if not connected or not self._leads:
            return
        me = self.session.desk.annotator.name
        for number, each in enumerate(self._link.standings):
            if each.kind == AnnotatorKind.GOLD or (each.annotator == me and not each.invited):
                continue
            name = ElidedLabel(each.annotator)
            name.setMaximumWidth(current_theme().px(150))
            if not each.invited and not each.steps:
                said = self.tr("not invited")
            else:
                said = since(each.pushed) if each.pushed else self.tr("sent nothing yet")
            when = ElidedLabel(said)
            restyled(when, tone="muted")
            left = ""
            if each.assigned:
                words = self.tr("{n} of {all} to do")
                left = words.format(n=f"{each.pending:,}", all=f"{each.assigned:,}")
            self._people.addWidget(name, number, 0)
            self._people.addWidget(when, number, 1)
            self._people.addWidget(label(left, tone="muted"), number, 2)

    def _switched(self) -> None:
        self._link.pause(not self.itself.isChecked())
