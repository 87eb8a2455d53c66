"""The program starts without what only agreement needs."""

import subprocess
import sys


def test_neither_the_window_nor_the_command_line_imports_numpy() -> None:
    code = "import annotator.cli.app, annotator.gui.app, sys; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
