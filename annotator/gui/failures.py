"""What happens when something goes wrong: a sentence in the window, or a report; never an end."""

import logging
import platform
import sys
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator import __version__
from annotator.core.errors import AnnotatorError
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label

log = logging.getLogger("annotator")

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def open_log(folder: Path) -> None:
    """Keep a log of at most 3 x 500 kB in the folder; without one where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "annotator.log", maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)


class Failures(QObject):
    """The one hook for exceptions: `expected` carries a sentence, `unexpected` a report."""

    expected = Signal(object)
    unexpected = Signal(str)

    def install(self) -> None:
        """Take every exception that nobody caught from now on."""
        sys.excepthook = self.take

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Pass one exception on; may be called on any thread."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
        elif isinstance(error, AnnotatorError):
            log.info("%s", error)
            self.expected.emit(error)
        else:
            text = "".join(traceback.format_exception(kind, error, trace))
            log.error("%s", text)
            self.unexpected.emit(report(text))


def report(trace: str) -> str:
    """What a person can copy into a letter to us; it holds no text of articles and no names."""
    return (
        f"Annotator {__version__}, Python {platform.python_version()}, "
        f"Qt for Python {PySide6.__version__}, {platform.system()} {platform.release()}\n\n{trace}"
    )


class ReportDialog(QDialog):
    """Tells that something unexpected happened, that labels are safe, and shows the report."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._text = text
        words = label(
            self.tr(
                "Annotator met an error it did not expect. Your labels are saved; you can go on. "
                "If it happens again, please send us this report."
            )
        )
        words.setWordWrap(True)
        page = QPlainTextEdit(text)
        page.setReadOnly(True)
        page.setAccessibleName(self.tr("Report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = QPushButton(self.tr("Copy the report"))
        copy.clicked.connect(self._copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        box = QVBoxLayout(self)
        box.addWidget(words)
        box.addWidget(page, 1)
        box.addWidget(buttons)
        theme = current_theme()
        self.resize(theme.px(560), theme.px(380))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
