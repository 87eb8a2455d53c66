"""What came of an import or export: the figures, and every thing that was left out or lost."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QListWidget, QPushButton, QWidget

from annotator.core.errors import AnnotatorError
from annotator.gui.ask_path import ask_to_save
from annotator.gui.dialogs.parts import Sheet
from annotator.gui.widgets.basic import label, wraps


class ReportDialog(Sheet):
    """A sentence with the figures, and a list of lines that can be saved as a text file."""

    def __init__(
        self,
        title: str,
        sentence: str,
        heading: str,
        lines: Sequence[str],
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, 640, parent)
        self._folder = folder
        self._words = (sentence, heading, *lines)
        self.heading(title)
        told = label(sentence)
        told.setWordWrap(True)
        self.page.box.addWidget(told)
        self.list = QListWidget()
        self.list.setAccessibleName(heading)
        self.list.addItems(list(lines))
        wraps(self.list)
        if lines:
            self.page.box.addWidget(label(heading, level="title"))
            self.page.box.addWidget(self.list, 1)
        self.cancel.hide()
        self.primary.setText(self.tr("Close"))
        self.save = QPushButton(self.tr("Save the report…"))
        self.save.setAutoDefault(False)
        self.save.clicked.connect(self._ask)
        self._foot.insertWidget(1, self.save)
        self.save.setVisible(bool(lines))
        self.primary.setFocus()

    def _ask(self) -> None:
        kinds = self.tr("Text (*.txt)")
        start = self._folder / "report.txt"
        ask_to_save(self, self.tr("Save the report"), start, kinds, self._save, suffix="txt")

    def _save(self, paths: list[Path]) -> None:
        for path in paths:
            try:
                path.write_text("\n".join(self._words) + "\n", "utf-8")
            except OSError as error:
                reason = error.strerror or str(error)
                raise AnnotatorError(
                    f"“{path.name}” could not be written: {reason}; choose another place."
                ) from error
