"""The same verbs without a screen: `annotator VERB …`; without a verb, the window.

Exit status: 0 done, 1 `check` found faults, 2 it could not be done (stderr says why and what to
do), 130 stopped with Ctrl+C.
"""

import difflib
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from annotator.core.errors import AnnotatorError

VERBS = (
    "new",
    "import",
    "list",
    "show",
    "tag",
    "untag",
    "state",
    "undo",
    "redo",
    "history",
    "export",
    "convert",
    "formats",
    "search",
    "concordance",
    "duplicates",
    "stats",
    "codebook",
    "codebooks",
    "merge-tags",
    "split-tag",
    "annotator",
    "assign",
    "move",
    "pack",
    "handin",
    "merge",
    "training",
    "questionnaire",
    "review",
    "agreement",
    "aggregate",
    "quality",
    "sync",
    "hub",
    "lesson",
    "check",
)
"""Every verb, in the order of the help; known here so that the window opens without typer."""

_SAMPLE = "--sample"
_FAILED = 2
_STOPPED = 130
_PIPE_CLOSED = 141  # what a shell shows for SIGPIPE


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status; never a traceback.

    `argv` are the arguments without the program's name; the process's own if None.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    # Before numpy is there: in products as small as agreement's, its other threads only wait, and
    # take the cores from the window and from whoever else works here.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        status = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return _said("Stopped; what was saved before is safe.", _STOPPED)
    except BrokenPipeError:
        _drop_stdout()
        return _PIPE_CLOSED
    except AnnotatorError as error:
        return _said(str(error))
    except OSError as error:
        _drop_stdout()
        return _said(f"That could not be done: {_reason(error)}; see to it and try again.")
    except Exception as error:  # noqa: BLE001 - the one hook for what nobody foresaw
        return _said(_unforeseen(error))
    return status


def _run(arguments: list[str]) -> int:
    if not arguments or arguments[0] == _SAMPLE:
        return _window(arguments)
    first = arguments[0]
    if first in VERBS or first.startswith("-"):
        from annotator.cli.app import run

        return run(arguments)
    swapped = next((item for item in arguments[1:] if item in VERBS), None)
    if swapped:
        raise AnnotatorError(f"Put the verb first: `annotator {swapped} {first} …`.")
    if not _may_be_a_file(first):
        raise AnnotatorError(_unknown_verb(first))
    return _window(arguments)


def _may_be_a_file(word: str) -> bool:
    path = Path(word)
    return bool(path.suffix) or len(path.parts) != 1 or os.path.lexists(path)


def _unknown_verb(word: str) -> str:
    near = difflib.get_close_matches(word, VERBS, n=1)
    advice = f"did you mean “{near[0]}”?" if near else "see `annotator --help`."
    return f"There is no verb and no file “{word}”; {advice}"


def _window(arguments: list[str]) -> int:
    # First all that is without Qt: PySide6 reads the source text of each module imported after it.
    import annotator.desk
    import annotator.formats.registry
    import annotator.project.corpus
    import annotator.project.exporting
    import annotator.project.importing  # noqa: F401

    try:
        from annotator.gui.app import main as window_main
    except ImportError as error:
        raise AnnotatorError(
            f"The window cannot be opened here ({error}); "
            "the verbs work without it, see `annotator --help`."
        ) from error
    return window_main(arguments)


def _said(sentence: str, status: int = _FAILED) -> int:
    """Say one line on stderr, whatever is in it, and give the exit status."""
    from annotator.cli.output import report

    with suppress(OSError):
        report(sentence)
    return status


def _drop_stdout() -> None:
    """Let nothing more go to a stdout that failed: Python writes what is left when it ends."""
    with suppress(OSError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _reason(error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    return f"{reason} ({error.filename})" if error.filename else reason


def _unforeseen(error: Exception) -> str:
    """Keep the whole report in a file and give the sentence that says where it is."""
    import platformdirs

    own = os.environ.get("ANNOTATOR_HOME")
    home = Path(own) if own else platformdirs.user_config_path("annotator", appauthor=False)
    log = home / "annotator.log"
    said = f"The program failed ({type(error).__name__}); what was saved before is safe"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8", errors="replace") as file:
            file.write("".join(traceback.format_exception(error)) + "\n")
    except OSError:
        return f"{said}, and no report could be written."
    return f"{said}; please send the report in {log}."
