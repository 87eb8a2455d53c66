"""Choosing whose queues are meant: some of the people of a project, or all of them."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from annotator.core.model import Annotator
from annotator.gui.dialogs.picks import Picks


class PeoplePicks(Picks):
    """A field that says who is picked; nobody picked stands for everybody."""

    def __init__(self, people: Sequence[Annotator], parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("PeoplePicks", "Everybody"), parent)
        self.names = {each.id: each.name for each in people}
        self.offer(self.names.items())

    def meant(self) -> tuple[str, ...]:
        """The ids of all who are meant."""
        return tuple(map(str, self.picked())) or tuple(self.names)
