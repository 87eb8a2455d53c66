"""From a fresh process to a painted window, and the memory that takes, beside a bare window."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from annotator.sample import make_sample
from bench.figures import Row

_STARTS = 7
_UNCACHED = "PYTHONDONTWRITEBYTECODE"


def rows_of_starting(folder: Path) -> list[Row]:
    """Seconds to the first paint, and peak memory with the sample open and painted."""
    sample = folder / "sample.annot"
    make_sample(sample).close()
    environment = {key: value for key, value in os.environ.items() if key != _UNCACHED}
    environment["ANNOTATOR_HOME"] = str(folder / "home-of-starts")
    kinds = {"window": (), "sample": (str(sample),), "bare": ()}
    seconds: dict[str, list[float]] = {kind: [] for kind in kinds}
    megabytes: dict[str, list[float]] = {kind: [] for kind in kinds}
    for turn in range(_STARTS + 1):
        for kind, arguments in kinds.items():
            painted, memory = _started(kind, arguments, environment)
            if turn:  # the first start of each leaves the bytecode for the others
                seconds[kind].append(painted)
                megabytes[kind].append(memory)
    rows = [
        Row(
            "window_from_start",
            "s",
            seconds["window"],
            seconds["bare"],
            {"median": 1.0},
            tails=False,
        )
    ]
    if min(megabytes["bare"]) > 0:
        goal = {"median": 150.0}
        rows.append(Row("memory", "MB", megabytes["sample"], megabytes["bare"], goal, tails=False))
    return rows


def _started(
    kind: str, arguments: tuple[str, ...], environment: dict[str, str]
) -> tuple[float, float]:
    """Seconds to the first paint and peak megabytes (0 if unknown) of a fresh process."""
    begun = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-m", "bench.fresh", kind, *arguments],
        env=environment,
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    said = json.loads(ended.stdout.splitlines()[-1])
    return said["painted"] - begun, said["megabytes"]
