"""`python -m bench`: measure, print a table, write bench/results.json.

With `--PART` one part alone is measured, and the other rows of the file stay as they are. Parts
that take long are measured only so.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Row, table, verdict, write_results

_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Part:
    """What is measured together; one that is `alone` only when it is asked for."""

    name: str
    about: str
    measure: Callable[[Path], list[Row]]
    alone: bool = False


def main() -> int:
    """Measure and tell; the exit status is 0 whatever the figures are."""
    asked = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    choice = asked.add_mutually_exclusive_group()
    for part in PARTS:
        choice.add_argument(
            f"--{part.name}", dest="part", action="store_const", const=part, help=part.about
        )
    wanted: Part | None = asked.parse_args().part
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program has it
    begun = time.perf_counter()
    build = _ROOT / "build"
    build.mkdir(exist_ok=True)
    print(_machine(), flush=True)
    # Beside the checkout, not in /tmp: that may be memory, where nothing is ever forced to disk.
    with tempfile.TemporaryDirectory(
        prefix="bench-", dir=build, ignore_cleanup_errors=True
    ) as name:
        parts = [wanted] if wanted else [part for part in PARTS if not part.alone]
        rows = [row for part in parts for row in part.measure(Path(name))]
    print(table(rows))
    print(f"Took {time.perf_counter() - begun:.0f} s.")
    print(verdict(rows))
    write_results(rows, _ROOT / "bench" / "results.json")
    return 0


# ---------------------------------------------------------------------------- parts


def _window(folder: Path) -> list[Row]:
    # The fresh processes first, while this one is still small.
    from bench.starting import rows_of_starting

    rows = rows_of_starting(folder)

    from bench.adjudicating import rows_of_adjudicating
    from bench.heat import rows_of_heat
    from bench.labelling import rows_among_many, rows_of_one_article
    from bench.long_steps import rows_of_long_steps
    from bench.opening import rows_of_opening
    from bench.saving import rows_of_commits, rows_of_files
    from bench.screen import program
    from bench.visiting import rows_of_text_size

    with program() as app:
        rows += rows_of_text_size(app, folder, folder / "sample.annot")  # before any other window
        rows += rows_of_one_article(app, folder, 20_000, 2_000)
        rows += rows_of_one_article(app, folder, 1_000, 50)
        rows += rows_of_opening(app, folder)
        rows += rows_among_many(app, folder)
        rows += rows_of_commits(folder)
        rows += rows_of_files(folder)
        rows += rows_of_long_steps(app, folder)
        rows += rows_of_adjudicating(app, folder)
        rows += rows_of_heat(app, folder)
    return rows


def _exchange(folder: Path) -> list[Row]:
    from bench.exchange import rows_of_exchange, rows_of_memory

    return [*rows_of_memory(folder), *rows_of_exchange(folder)]


def _agreement(_folder: Path) -> list[Row]:
    from bench.agreement import rows_of_agreement
    from bench.screen import program

    with program():  # its garbage is not collected on the thread that measures
        return rows_of_agreement()


def _team(folder: Path) -> list[Row]:
    from bench.team import rows_of_team

    return rows_of_team(folder)


def _collect(folder: Path) -> list[Row]:
    from bench.collecting import rows_of_collecting

    return rows_of_collecting(folder)


def _scale(folder: Path) -> list[Row]:
    from bench.scale import rows_of_scale
    from bench.screen import program

    with program() as app:
        return rows_of_scale(app, folder)


def _hub(folder: Path) -> list[Row]:
    from bench.hub import rows_of_hub

    return rows_of_hub(folder)


def _class(folder: Path) -> list[Row]:
    from bench.classes import rows_of_class
    from bench.screen import program

    with program():
        return rows_of_class(folder)


PARTS = (
    Part("window", "starting, opening, labelling, adjudicating, saving, a class's heat", _window),
    Part("exchange", "import and export", _exchange),
    Part("agreement", "the figures of a team", _agreement),
    Part("team", "hand-ins merged", _team),
    Part("class", "the figures of a class of 300", _class),
    Part("collect", "hand-ins of a class collected", _collect),
    Part("scale", "a project of 100,000 articles", _scale, alone=True),
    Part("hub", "200 annotators at one PostgreSQL", _hub, alone=True),
)


def _machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}, "
        f"Python {platform.python_version()}"
    )


if __name__ == "__main__":
    sys.exit(main())
