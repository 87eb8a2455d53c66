"""What a verb says: a result or one JSON value on stdout, reports and progress on stderr."""

import re
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from annotator.core.work import Work, finish

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")

_PATIENCE_SECONDS = 0.5

# What moves a terminal's cursor or changes its colours; text that comes from files may hold it.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def shown(text: str) -> str:
    """The text with every control character but tab and line feed replaced by U+FFFD."""
    return _CONTROLS.sub("\ufffd", text)


def in_one_line(text: str) -> str:
    """The text on one line, without control characters."""
    return shown(" ".join(text.split()))


def say(*lines: str) -> None:
    """Write the lines of a result to stdout."""
    _write(sys.stdout, *map(shown, lines))


def say_json(value: object) -> None:
    """Write the one JSON value to stdout; in ASCII where stdout cannot hold all of Unicode."""
    import json

    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    _write(sys.stdout, json.dumps(value, ensure_ascii=not encoding.lower().startswith("utf")))


def report(*lines: str) -> None:
    """Write the lines to stderr."""
    _write(sys.stderr, *map(in_one_line, lines))


def _write(stream: TextIO | None, *lines: str) -> None:
    if stream is not None:
        stream.writelines(f"{line}\n" for line in lines)


def columns(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> list[str]:
    """The rows with their cells below each other, those of the columns `right` at the right.

    On a terminal the last column is cut where the line would be longer than the terminal is wide.
    """
    if not rows:
        return []
    cells = [[in_one_line(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    room = _columns_of_terminal() - sum(widths[:-1]) - 2 * (len(widths) - 1)
    lines = []
    for row in cells:
        padded = [
            " " * (width - _width(cell)) + cell if place in right else _padded(cell, width)
            for place, (cell, width) in enumerate(zip(row[:-1], widths, strict=False))
        ]
        lines.append("  ".join([*padded, _cut(row[-1], room)]).rstrip())
    return lines


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(cell: str) -> int:
    """How many columns of a terminal the cell takes."""
    if cell.isascii():
        return len(cell)
    from rich.cells import cell_len

    return cell_len(cell)


def _columns_of_terminal() -> int:
    """The width of the terminal; where stdout is none, more than any line has."""
    return shutil.get_terminal_size().columns if _is_terminal(sys.stdout) else sys.maxsize


def _cut(cell: str, room: int) -> str:
    room = max(room, 12)
    if _width(cell) <= room:
        return cell
    from rich.cells import set_cell_size

    return set_cell_size(cell, room - 1).rstrip() + "…"


def finished(work: Work[T], doing: str) -> T:
    """Run the work to its end and give its result; on a terminal, with a bar if it takes long."""
    if not _is_terminal(sys.stderr):
        return finish(work)
    started, bar = time.monotonic(), None
    with ExitStack() as ending:
        while True:
            try:
                progress = next(work)
            except StopIteration as end:
                result: T = end.value
                return result
            if bar is None and time.monotonic() - started > _PATIENCE_SECONDS:
                bar = ending.enter_context(_bar(doing))
            if bar is not None:
                total = progress.total or None
                bar.update(bar.task_ids[0], completed=progress.done, total=total)


def _bar(doing: str) -> "Progress":
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    bar.add_task(doing, total=None)
    return bar


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def counted(number: int, what: str) -> str:
    """The number with the word for what is counted."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def keep_report(path: Path | None, value: Mapping[str, Any]) -> None:
    """Write a report as JSON to this file, if there is one."""
    import json

    if path is not None:
        path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")
