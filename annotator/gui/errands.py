"""What a page has done away from it: by dialogs that ask, and by jobs beside the window."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from annotator.gui.ask_path import folder_of
from annotator.gui.dialogs.report import ReportDialog
from annotator.gui.workspace import Services, Workspace


class Errands(QWidget):
    """What the errands of one kind have in common.

    A widget that is never shown, so that its dialogs stand over the page and end with it; what is
    to be said comes by the page's `said`.
    """

    def __init__(self, services: Services, page: Workspace) -> None:
        super().__init__(page)
        self.hide()
        self._session = services.session
        self._jobs = services.jobs
        self._page = page

    @property
    def _folder(self) -> Path:
        """Where files are looked for first: beside the project."""
        return folder_of(self._session.project.path)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _report(self, title: str, summary: str, lines: Sequence[str]) -> None:
        """Tell file by file what became of what came."""
        self._open(
            ReportDialog(title, summary, self.tr("File by file"), lines, self._folder, self._page)
        )
