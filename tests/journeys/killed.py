"""The program in a process of its own that is used and then killed: run by `User`."""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from user import User

from annotator.gui.app import application


def live(documents: Path, project: str, story: list[str]) -> None:
    """Open the project, do what the story says, and be killed in the midst of it."""
    user = User(documents)
    user.starts(project)
    for line in story:
        verb, _, rest = line.partition(" ")
        {"select": user.selects, "press": user.presses, "type": user.types}[verb](rest)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    app = application()
    QTimer.singleShot(0, lambda: live(Path(sys.argv[1]), sys.argv[2], sys.argv[3:]))
    app.exec()
