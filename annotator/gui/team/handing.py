"""Work packs and hand-ins as files: written and brought in beside the window, and told."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotator.core.model import Annotator
from annotator.gui.ask_path import ask_for_folder, ask_to_open, ask_to_save
from annotator.gui.dialogs.names import file_stem
from annotator.gui.errands import Errands
from annotator.gui.widgets.dots import dot
from annotator.sync.delivery import SUFFIXES, DeliveryKind
from annotator.sync.posting import (
    Collected,
    Posted,
    bring_in,
    post_hand_in,
    post_pack,
    post_packs,
)

_HAND_IN, _PACK = SUFFIXES[DeliveryKind.HAND_IN], SUFFIXES[DeliveryKind.PACK]


class Handing(Errands):
    """What a person does with the files that pass between copies of the project.

    A widget that is never shown; what it has to say comes by the page's `said`.
    """

    # ------------------------------------------------------------------ out

    def offer_packs(self, people: Sequence[Annotator], button: QWidget) -> None:
        """Offer a pack for one of these people, or for each into a folder."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        everyone = menu.addAction(self.tr("One for each, into a folder…"))
        everyone.setData(tuple(people))
        everyone.triggered.connect(self._ask_for_packs)
        menu.addSeparator()
        for each in people:
            name = self.tr("For {name}…").format(name=each.name).replace("&", "&&")
            action = menu.addAction(dot(each.colour, self.devicePixelRatioF()), name)
            action.setData((each,))
            action.triggered.connect(self._ask_for_packs)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _ask_for_packs(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        people: tuple[Annotator, ...] = action.data()
        if len(people) == 1:
            [who] = people
            self._ask_where(
                self.tr("Work pack for {name}").format(name=who.name),
                f"{file_stem(who.name) or 'work'}{_PACK}",
                self.tr("Work packs (*{ending})").format(ending=_PACK),
                lambda path: self.write_pack(who, path),
            )
        else:
            title = self.tr("A folder for the work packs")
            ask_for_folder(
                self._page, title, self._folder, lambda paths: self.write_packs(people, paths)
            )

    def _ask_where(self, title: str, name: str, kinds: str, write: object) -> None:
        def chosen(paths: list[Path]) -> None:
            for path in paths:
                if callable(write):
                    write(path)

        start = self._folder / name
        suffix = Path(name).suffix.removeprefix(".")
        ask_to_save(self._page, title, start, kinds, chosen, suffix=suffix)

    def write_packs(self, people: Sequence[Annotator], folders: Sequence[Path]) -> None:
        """Write a work pack for each of these people into the folder."""
        for folder in folders:
            self._jobs.write(
                self.tr("Writing work packs"),
                self._session.project,
                lambda project: post_packs(project, people, folder),  # noqa: B023 - there is one
                self._posted,
            )

    def write_pack(self, who: Annotator, path: Path) -> None:
        """Write the work pack of one annotator."""
        self._jobs.write(
            self.tr("Writing the work pack"),
            self._session.project,
            lambda project: post_pack(project, who, path),
            self._posted,
        )

    def ask_to_hand_in(self) -> None:
        """Ask where to, and write the hand-in of whoever is at the desk."""
        who = self._session.desk.annotator
        self._ask_where(
            self.tr("Hand in"),
            f"{file_stem(who.name) or 'work'}{_HAND_IN}",
            self.tr("Hand-ins (*{ending})").format(ending=_HAND_IN),
            lambda path: self.write_hand_in(who, path),
        )

    def write_hand_in(self, who: Annotator, path: Path) -> None:
        """Write the hand-in of an annotator."""
        self._jobs.run(
            self.tr("Writing the hand-in"),
            self._session.project,
            lambda project: post_hand_in(project, who, path),
            self._posted,
        )

    def _posted(self, posted: object) -> None:
        if not isinstance(posted, list) or not posted or not self._session.is_open:
            return
        files: list[Posted] = posted
        first = files[0]
        if len(files) > 1:
            words = self.tr("{n} work packs were written to {folder}.")
            said = words.format(n=len(files), folder=first.path.parent)
        elif first.path.suffix == _HAND_IN:
            words = self.tr("{file} has all of {name}’s work: {n} labels. Send it to your lead.")
            said = words.format(
                file=first.path.name, name=first.annotator.name, n=f"{first.labels:,}"
            )
        else:
            words = self.tr("{file} has {n} articles for {name}, and nobody else’s labels.")
            said = words.format(
                file=first.path.name, name=first.annotator.name, n=f"{first.articles:,}"
            )
        self._page.said.emit(said)

    # ------------------------------------------------------------------ in

    def ask_for_hand_ins(self) -> None:
        """Ask for hand-ins, any number, and bring them in."""
        kinds = self.tr("Hand-ins (*{ending});;All files (*)").format(ending=_HAND_IN)
        title = self.tr("Bring in hand-ins")
        ask_to_open(self._page, title, self._folder, kinds, self.bring_in, several=True)

    def ask_for_a_folder(self) -> None:
        """Ask for a folder, and bring in all hand-ins in it."""
        title = self.tr("Bring in all hand-ins of a folder")
        ask_for_folder(self._page, title, self._folder, self.bring_in)

    def ask_for_pack(self) -> None:
        """Ask for a new work pack for this copy, and take it in."""
        kinds = self.tr("Work packs (*{ending});;All files (*)").format(ending=_PACK)
        title = self.tr("Take a new work pack")
        ask_to_open(self._page, title, self._folder, kinds, self.bring_in)

    def bring_in(self, paths: Sequence[Path]) -> None:
        """Check each file, merge those that fit in one go, and tell who brought what."""
        if paths:
            chosen = tuple(paths)
            self._jobs.write(
                self.tr("Bringing in"),
                self._session.project,
                lambda project: bring_in(project, chosen),
                self._brought,
            )

    def _brought(self, found: object) -> None:
        if not isinstance(found, Collected) or not self._session.is_open:
            return
        self._session.refresh()
        lines = [
            self.tr("{name}: {steps} new steps, on {labels} labels; {known} known already").format(
                name=", ".join(each.names),
                steps=f"{each.steps:,}",
                labels=f"{each.labels:,}",
                known=f"{each.known_steps:,}",
            )
            for each in found.brought
        ]
        lines += [
            self.tr("Not taken: {file}. {why}").format(file=each.name, why=each.why)
            for each in found.refused
        ]
        words = self._summary(found)
        if len(lines) == 1 and found.brought and not found.disputed:
            self._page.said.emit(lines[0] + ".")
            return
        self._report(self.tr("Brought in"), words, lines)

    def _summary(self, found: Collected) -> str:
        count = len(found.brought)
        taken = self.tr("1 file was taken") if count == 1 else self.tr("{n} files were taken")
        words = taken.format(n=count)
        if found.refused:
            left = len(found.refused)
            one, many = self.tr("1 was not"), self.tr("{n} were not")
            words += ", " + (one if left == 1 else many).format(n=left)
        words += "."
        if found.disputed:
            one = self.tr("In 1 place copies differ: see “To decide” on this page.")
            many = self.tr("In {n} places copies differ: see “To decide” on this page.")
            n = len(found.disputed)
            words += " " + (one if n == 1 else many).format(n=n)
        return words
