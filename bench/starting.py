"""From a fresh process to a painted window, and the memory that takes, beside a bare window."""

import os
import time
from pathlib import Path

from annotator.gui.workspaces import WORKSPACES
from annotator.sample import make_sample
from bench.figures import Row
from bench.fresh import told_by
from bench.visiting import FIRST

_STARTS = 7
_VISITS = 3


def rows_of_starting(folder: Path) -> list[Row]:
    """Seconds to the first paint, and peak memory with the sample open and painted.

    Then what a first visit of another workspace takes, in fresh processes too.
    """
    sample = folder / "sample.annot"
    make_sample(sample).close()
    os.environ["ANNOTATOR_HOME"] = str(folder / "home-of-starts")
    kinds = {"window": (), "sample": (str(sample),), "bare": ()}
    seconds: dict[str, list[float]] = {kind: [] for kind in kinds}
    megabytes: dict[str, list[float]] = {kind: [] for kind in kinds}
    for turn in range(_STARTS + 1):
        for kind, arguments in kinds.items():
            painted, memory = _started(kind, arguments)
            if turn:  # the first start of each leaves the bytecode for the others
                seconds[kind].append(painted)
                megabytes[kind].append(memory)
    rows = [
        Row(
            "window_from_start",
            "s",
            seconds["window"],
            seconds["bare"],
            {"median": 0.6},
            tails=False,
        )
    ]
    if min(megabytes["bare"]) > 0:
        goal = {"median": 130.0}
        rows.append(Row("memory", "MB", megabytes["sample"], megabytes["bare"], goal, tails=False))
    return [*rows, *rows_of_visits(sample)]


def _started(kind: str, arguments: tuple[str, ...]) -> tuple[float, float]:
    """Seconds to the first paint and peak megabytes (0 if unknown) of a fresh process."""
    begun = time.perf_counter()
    said = told_by(kind, arguments)
    return said["painted"] - begun, said["megabytes"]


def rows_of_visits(sample: Path) -> list[Row]:
    """From the key that leads to a workspace to its first paint, beside the same once it is there.

    Each in a process of its own: the first visit imports the page, makes it and reads the project.
    """
    firsts: list[float] = []
    seconds: list[float] = []
    waits: list[float] = []
    for _ in range(_VISITS):
        found = [
            told_by("visit", (str(sample), entry.name))
            for entry in WORKSPACES
            if entry.name != FIRST
        ]
        slowest = max(found, key=lambda it: it["first"])
        firsts.append(slowest["first"])
        seconds.append(slowest["again"])
        waits.append(max(it["waits"] for it in found))
    goal = {"median": 150.0}
    return [
        Row("first_visit", "ms", firsts, seconds, goal, tails=False),
        Row("first_visit_window_waits", "ms", waits, seconds, tails=False),
    ]
