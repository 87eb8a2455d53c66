"""A fresh process that opens a window and says how that went, in one JSON object.

`window`, `sample FILE` and `bare` say `painted`, a moment of `time.perf_counter`, which all
processes of a machine share, and `megabytes`, the most memory it had until all was quiet;
`visit FILE WORKSPACE` says what `bench.visiting.visits` gives.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_MAKE = "make_window"
_UNCACHED = "PYTHONDONTWRITEBYTECODE"
_QUIET = 400
"""Milliseconds after the first paint after which the panels have followed."""


def main(kind: str, arguments: list[str]) -> int:
    """Open the window of that kind, say what it took, and end."""
    if kind == "visit":
        return visit(Path(arguments[0]), arguments[1])
    return bare() if kind == "bare" else program(arguments)


def told_by(kind: str, arguments: Sequence[str]) -> dict[str, float]:
    """What a fresh process of that kind says."""
    environment = {key: value for key, value in os.environ.items() if key != _UNCACHED}
    ended = subprocess.run(
        [sys.executable, "-m", "bench.fresh", kind, *arguments],
        env=environment,
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    said: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return said


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


def visit(sample: Path, name: str) -> int:
    """The window on the sample, and a workspace seen for the first time."""
    from bench.screen import program as running
    from bench.visiting import visits

    with running() as app, tempfile.TemporaryDirectory() as home:
        print(json.dumps(visits(app, sample, Path(home), name)))
    return 0


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
