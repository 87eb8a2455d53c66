"""What a person does with the hub of the project: connecting, setting up, inviting, leaving."""

from annotator.core.model import AnnotatorKind
from annotator.gui.errands import Errands
from annotator.gui.hub.inviting import InviteSheet
from annotator.gui.hub.sheets import ConnectSheet
from annotator.gui.workspace import Services, Workspace


class HubDesk(Errands):
    """Opens the sheets; a widget that is never shown, so that they stand over the page."""

    def __init__(self, services: Services, page: Workspace) -> None:
        super().__init__(services, page)
        self._link = services.hub

    @property
    def connected(self) -> bool:
        """Whether the open project has a hub, and may be written to."""
        return self._link.connected

    def _reached(self, not_kept: object) -> None:
        sheet = self.sender()
        if isinstance(sheet, ConnectSheet):
            self._link.connected_to(*sheet.given)
            if not_kept:
                self._page.said.emit(str(not_kept))

    def connect_hub(self) -> None:
        """Ask for a hub that has this project, and connect to it."""
        self._open(self._connect_sheet())

    def _connect_sheet(self) -> ConnectSheet:
        from annotator.sync.hub.errands import connecting

        sheet = ConnectSheet(self._link, connecting, self._page)
        sheet.introduce(
            self.tr("Connect to a hub"),
            self.tr(
                "The project must be on the hub already. Your steps go there, and what others "
                "did comes here as far as you may see it."
            ),
        )
        sheet.primary.setText(self.tr("Connect"))
        sheet.reached.connect(self._reached)
        return sheet

    def ask_password(self) -> None:
        """Ask for the password of the hub that the project is connected to."""
        sheet = self._connect_sheet()
        sheet.ask_password_of(self._link.state.address)
        self._open(sheet)

    def set_up(self) -> None:
        """Ask for a database, and make it the hub of this project."""
        from annotator.sync.hub.errands import setting_up

        sheet = ConnectSheet(self._link, setting_up, self._page)
        sheet.introduce(
            self.tr("Set a hub up"),
            self.tr(
                "For whoever leads. It takes a PostgreSQL database that your name owns, with the "
                "right to make others (CREATEROLE). The whole project goes there: articles, "
                "codebook, and everyone’s work so far. Then you invite the others."
            ),
        )
        sheet.primary.setText(self.tr("Set up"))
        sheet.reached.connect(self._reached)
        self._open(sheet)

    @property
    def outdated(self) -> bool:
        """Whether the hub of the open project is of an older program."""
        return self.connected and self._link.state.outdated

    def upgrade(self) -> None:
        """Bring the hub up to date; all that is there stays."""
        self._link.upgrade_hub()
        self._page.said.emit(self.tr("Bringing the hub up to date…"))

    def invite(self) -> None:
        """Ask whom to invite, and show what they are to be sent."""
        people = [
            each
            for each in self._session.project.annotators()
            if each.kind is AnnotatorKind.PERSON and each.id != self._session.desk.annotator.id
        ]
        invited = frozenset(it.annotator for it in self._link.standings if it.invited)
        address = self._link.state.address
        self._open(InviteSheet(people, invited, address, self._link, self._page))

    def disconnect_hub(self) -> None:
        """Have the project know of no hub any more; all that is here and there stays."""
        self._link.disconnect_hub()
        self._page.said.emit(
            self.tr(
                "The project is not connected any more. Everything stays, here and on the hub; "
                "connect again whenever you like."
            )
        )
