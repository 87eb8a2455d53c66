"""Files that come to the window from outside: dropped on it, or named when it was started."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from annotator.gui.files import OPENED, Files
from annotator.gui.pages import Pages
from annotator.gui.session import Session
from annotator.gui.widgets.panels import BarKind
from annotator.sync.delivery import SUFFIXES, DeliveryKind
from annotator.sync.posting import files_in

_HAND_IN = SUFFIXES[DeliveryKind.HAND_IN]


class Arrivals(QObject):
    """Does with files what they are for: brings hand-ins in, opens a project, adds articles.

    `pages` gives the pages as they are now.
    """

    def __init__(
        self, session: Session, files: Files, pages: Callable[[], Pages], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._files = files
        self._pages = pages

    def take(self, paths: Sequence[Path]) -> None:
        """Do with these what they are for, or say why nothing can be done with them."""
        if not paths:
            return
        handed_in = files_in(paths)
        of_a_team = handed_in and all(it.suffix in SUFFIXES.values() for it in handed_in)
        to_be_opened = any(it.suffix in OPENED for it in handed_in)
        leads = self._session.is_open and not self._session.studying
        if self._session.teaching and not to_be_opened and (of_a_team or self._is_class(paths)):
            self._collect(paths)
        elif leads and not to_be_opened and of_a_team:
            self._bring_in(handed_in)
        else:
            self._take_other(paths)

    def _is_class(self, paths: Sequence[Path]) -> bool:
        """Whether the Teach workspace is seen, and these are what a class's work comes in."""
        return self._session.place.workspace == "teach" and all(
            it.is_dir() or it.suffix == ".zip" for it in paths
        )

    def _collect(self, paths: Sequence[Path]) -> None:
        from annotator.gui.teach.page import TeachPage

        self._session.go_to_workspace(TeachPage.name)
        self._pages().page(TeachPage).collect(paths)

    def _bring_in(self, paths: Sequence[Path]) -> None:
        from annotator.gui.team.page import TeamPage

        self._session.go_to_workspace(TeamPage.name)
        self._pages().page(TeamPage).bring_in(paths)

    def _take_other(self, paths: Sequence[Path]) -> None:
        """Open the project among these files, or add the others as articles."""
        projects = [path for path in paths if path.suffix in (".annot", *OPENED)]
        handed_in = files_in(paths)
        if projects:
            self._files.open(projects[0])
        elif self._session.studying:
            self._say(self.tr("This is a lesson; nothing can be added to it."))
        elif self._session.is_open:
            plain = all(_is_text(path) for path in paths)
            (self._files.add_articles if plain else self._files.import_files)(paths)
        elif handed_in and all(it.suffix == _HAND_IN for it in handed_in):
            words = self.tr("Open the project that these hand-ins belong to; then drop them on it.")
            self._say(words)
        else:
            self._say(self.tr("Open or make a project first; then drop articles on it."))

    def _say(self, sentence: str) -> None:
        self._files.said.emit(sentence, BarKind.INFO)


def _is_text(path: Path) -> bool:
    """Whether a file or folder is read as texts without labels, or not at all."""
    from annotator.formats.registry import format_of

    form = format_of(path)
    return form is None or form.kind == "text"
