"""The program in a process of its own, used as a story says; run by `User.elsewhere`."""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from user import User

from annotator.gui.app import application


def live(user: User, project: str, story: list[str]) -> None:
    """Open the project and do what the story says, line by line."""
    user.starts(project)
    for line in story:
        verb, _, rest = line.partition(" ")
        match verb:
            case "die":
                os.kill(os.getpid(), signal.SIGKILL)
            case "save":
                user.chooses_file(Path(rest), press="Save a copy…")
            case _:
                getattr(user, verb)(rest)
    user.leaves()


if __name__ == "__main__":
    app = application()
    app.setQuitOnLastWindowClosed(False)
    failed: list[BaseException] = []

    def tell() -> None:
        try:
            live(User(Path.home() / "Documents"), sys.argv[1], sys.argv[2:])
        except BaseException as error:  # noqa: BLE001 - raised again below, out of the loop
            failed.append(error)
        app.quit()

    QTimer.singleShot(0, tell)
    app.exec()
    if failed:
        raise failed[0]
