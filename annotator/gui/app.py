"""The program with its window: set up, shown, ended."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QEventLoop,
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from annotator import __version__
from annotator.core.errors import AnnotatorError
from annotator.gui import commands
from annotator.gui.ask_path import documents
from annotator.gui.failures import Failures, open_log
from annotator.gui.looks import dress
from annotator.gui.preferences import load_preferences, preferences_folder
from annotator.gui.window import Window
from annotator.sample import work_through

_LOOK_EVERY = 250
_COLLECT_EVERY = 8
"""Every so many looks the garbage is collected."""
_MANY = 50_000
"""So many new objects are records that long work has just made, and no garbage."""


class Collector(QObject):
    """Runs Python's cyclic garbage collection on the GUI thread alone.

    On another thread it could end Qt objects there, which crashes the program. Where long work
    makes very many objects they pass for old ones unseen: to look through them would take longer
    than a person bears.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        self._looks += 1
        counts, limits = gc.get_count(), gc.get_threshold()
        if counts[0] > _MANY:
            gc.freeze()
            gc.unfreeze()
        elif self._looks >= _COLLECT_EVERY:
            self._looks = 0
            due = [n for n in range(3) if counts[n] > limits[n]]
            if due:
                gc.collect(min(due[-1], 1))


def application() -> QApplication:
    """The one QApplication, made if there is none yet."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(["annotator"])
    app.setApplicationName("annotator")
    app.setApplicationDisplayName("Annotator")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("annotator")
    return app


def make_window(app: QApplication, folder: Path | None = None) -> Window:
    """The window, dressed and with its actions, not yet shown."""
    home = folder or preferences_folder()
    preferences = load_preferences(home)
    dress(preferences)
    window = Window(preferences, home, commands.ACTIONS)
    failures = Failures(app)
    failures.expected.connect(window.show_error)
    failures.unexpected.connect(window.show_report)
    failures.install()
    return window


def main(argv: Sequence[str]) -> int:
    """Open the window; `argv` as `started` has it. Gives the exit status."""
    if not has_display():
        return _without_a_screen(argv)
    window = started(argv)
    status = application().exec()
    window.deleteLater()
    gc.enable()
    return status


def started(argv: Sequence[str]) -> Window:
    """The program as `main` has it before its event loop: the window, shown, with what is asked.

    `argv` is empty, `--sample`, the path of a project or a work pack, or of a project and of what
    is to be brought into it.
    """
    app = application()
    home = preferences_folder()
    open_log(home)
    window = make_window(app, home)
    Collector(window)
    window.show()
    try:
        if "--sample" in argv:
            window.files.try_sample()
        elif argv:
            window.files.open(Path(argv[0]))
            if len(argv) > 1 and window.session.is_open:
                window.arrivals.take([Path(each) for each in argv[1:]])
    except AnnotatorError as error:
        window.show_error(error)
    return window


def _without_a_screen(argv: Sequence[str]) -> int:
    if "--sample" not in argv:
        sys.stderr.write(
            "There is no display here, so no window can be opened; "
            "`annotator --help` lists what works without one.\n"
        )
        return 2
    sys.stdout.write("There is no display here, so the sample is worked through without one:\n")
    try:
        path, lines = work_through(documents() / "Annotator")
        picture = path.with_suffix(".png")
        _draw(path, picture)
        for line in (*lines, f"window    {picture}"):
            sys.stdout.write(f"  {line}\n")
    except AnnotatorError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _draw(path: Path, picture: Path) -> None:
    from tempfile import TemporaryDirectory

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Drawing offscreen, Qt says of each window that it cannot hint its size to a screen.
    qInstallMessageHandler(_unheard)
    app = application()
    with TemporaryDirectory() as usual:
        window = make_window(app, Path(usual))
        window.resize(1440, 900)
        window.show()
        window.session.open(path)
        label = window.session.desk.labels(window.session.place.article_id)[0]
        window.session.go_to_label(label.id)
        for _ in range(10):
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        window.annotate.upkeep.catch_up()
        window.grab().save(str(picture))
        window.close()
    qInstallMessageHandler(None)


def _unheard(_kind: QtMsgType, _context: QMessageLogContext, _text: str) -> None:
    pass


def has_display() -> bool:
    """Whether a window can be shown here (or drawn, where Qt was told to draw offscreen)."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
