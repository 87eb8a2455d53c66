"""A fresh process that opens a window (`window`, `sample FILE` or `bare`) and says how that went.

It prints one JSON object: `painted`, a moment of `time.perf_counter`, which all processes of a
machine share, and `megabytes`, the most memory it had until all was quiet.
"""

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_MAKE = "make_window"
_QUIET = 400
"""Milliseconds after the first paint after which the panels have followed."""


def main(kind: str, arguments: list[str]) -> int:
    """Open the window of that kind, say what it took, and end."""
    return bare() if kind == "bare" else program(arguments)


def program(arguments: list[str]) -> int:
    """The program itself, through its own main."""
    from annotator import cli
    from annotator.gui import app

    make = app.make_window

    def watched(*given: Any) -> Any:
        window = make(*given)
        if arguments:
            window.frame.pages.made.connect(lambda page: watch(page.view.viewport(), window))
        else:
            watch(window.centralWidget(), window)
        return window

    setattr(app, _MAKE, watched)
    return cli.main(arguments)


def bare() -> int:
    """An empty window of Qt."""
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    app = QApplication([])
    window = QMainWindow()
    inside = QWidget()
    window.setCentralWidget(inside)
    window.resize(1440, 900)
    watch(inside, window)
    window.show()
    return app.exec()


def watch(widget: "QWidget | None", window: "QWidget") -> None:
    """Close the window some time after the widget's first paint, and say what it took."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watcher(QObject):
        painted = 0.0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() is QEvent.Type.Paint and not self.painted:
                # The turn of the loop after this one: everything else is painted by then as well.
                QTimer.singleShot(0, self, self.note)
            return super().eventFilter(watched, event)

        def note(self) -> None:
            self.painted = self.painted or time.perf_counter()
            QTimer.singleShot(_QUIET, self, self.end)

        def end(self) -> None:
            print(json.dumps({"painted": self.painted, "megabytes": peak_megabytes()}))
            window.close()

    if widget is not None:
        widget.installEventFilter(Watcher(widget))


def peak_megabytes() -> float:
    """The most memory this process has had, in MB of 1,048,576 bytes; 0 where nobody says."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_048_576  # bytes on macOS


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
