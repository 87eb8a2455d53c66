"""`python -m bench`: measure, print a table, write bench/results.json.

`--exchange` measures import and export alone, `--team` the merging of hand-ins, `--agreement`
agreement, `--adjudicate` going from one difference to the next, `--scale` what takes long: a
project of 100,000 articles. Each leaves the other rows of the file as they are.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.figures import Row, table, verdict, write_results

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_ROOT = Path(__file__).parent.parent


def main() -> int:
    """Measure and tell; the exit status is 0 whatever the figures are."""
    asked = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    part = asked.add_mutually_exclusive_group()
    part.add_argument("--exchange", action="store_true", help="import and export alone")
    part.add_argument("--team", action="store_true", help="hand-ins merged alone")
    part.add_argument("--agreement", action="store_true", help="agreement alone")
    part.add_argument("--adjudicate", action="store_true", help="adjudication alone")
    part.add_argument("--scale", action="store_true", help="a project of 100,000 articles alone")
    wanted = asked.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    begun = time.perf_counter()
    mine: Callable[[str], bool]
    build = _ROOT / "build"
    build.mkdir(exist_ok=True)
    print(_machine(), flush=True)
    # Beside the checkout, not in /tmp: that may be memory, where nothing is ever forced to disk.
    with tempfile.TemporaryDirectory(
        prefix="bench-", dir=build, ignore_cleanup_errors=True
    ) as name:
        if wanted.scale:
            rows, mine = measured_at_scale(Path(name)), _of_scale
        elif wanted.team:
            rows, mine = measured_team(Path(name)), _of_team
        elif wanted.exchange:
            rows, mine = measured_exchange(Path(name)), _of_exchange
        elif wanted.adjudicate:
            rows, mine = measured_adjudication(Path(name)), _of_adjudication
        elif wanted.agreement:
            rows, mine = measured_agreement(), _of_agreement
        else:
            rows, mine = measured(Path(name)), _of_all
    print(table(rows))
    print(f"Took {time.perf_counter() - begun:.0f} s.")
    print(verdict(rows))
    write_results(rows, _ROOT / "bench" / "results.json", mine)
    return 0


def _of_scale(name: str) -> bool:
    return name.startswith("scale_")


def _of_team(name: str) -> bool:
    return name.startswith("merge_")


def _of_adjudication(name: str) -> bool:
    return name.startswith("adjudicate_")


def _of_agreement(name: str) -> bool:
    """Not gamma: it is measured only beside a program that is seldom installed."""
    from bench.agreement import GAMMA

    return name.startswith("agreement_") and not name.startswith(GAMMA)


def _of_all(name: str) -> bool:
    """All rows but those at scale and those of gamma, which stay until they are measured anew."""
    from bench.agreement import GAMMA

    return not _of_scale(name) and not name.startswith(GAMMA)


def _of_exchange(name: str) -> bool:
    return name.startswith(("import_", "export_")) and name != "export_jsonl_per_label"


def measured(folder: Path) -> list[Row]:
    """All rows but those at scale; the fresh processes first, while this one is still small."""
    from bench.starting import rows_of_starting

    rows = rows_of_starting(folder)
    exchanged = measured_exchange(folder)
    agreed = measured_agreement()

    from bench.adjudicating import rows_of_adjudicating
    from bench.labelling import rows_among_many, rows_of_one_article
    from bench.long_steps import rows_of_long_steps
    from bench.opening import rows_of_opening
    from bench.saving import rows_of_commits, rows_of_files

    with program() as app:
        rows += rows_of_one_article(app, folder, 20_000, 2_000)
        rows += rows_of_one_article(app, folder, 1_000, 50)
        rows += rows_of_opening(app, folder)
        rows += rows_among_many(app, folder)
        rows += rows_of_commits(folder)
        rows += rows_of_files(folder)
        rows += rows_of_long_steps(app, folder)
        rows += rows_of_adjudicating(app, folder)
    return rows + exchanged + agreed + measured_team(folder)


def measured_team(folder: Path) -> list[Row]:
    """Hand-ins brought together."""
    from bench.team import rows_of_team

    return rows_of_team(folder)


def measured_adjudication(folder: Path) -> list[Row]:
    """Going from one difference to the next in the window."""
    from bench.adjudicating import rows_of_adjudicating

    with program() as app:
        return rows_of_adjudicating(app, folder)


def measured_exchange(folder: Path) -> list[Row]:
    """Import and export of a corpus, and the memory that takes."""
    from bench.exchange import rows_of_exchange, rows_of_memory

    return [*rows_of_memory(folder), *rows_of_exchange(folder)]


def measured_agreement() -> list[Row]:
    """The figures of a team, without files and windows."""
    from bench.agreement import rows_of_agreement

    return rows_of_agreement()


def measured_at_scale(folder: Path) -> list[Row]:
    """A project of 100,000 articles."""
    from bench.scale import rows_of_scale

    with program() as app:
        return rows_of_scale(app, folder)


@contextmanager
def program() -> "Iterator[QApplication]":
    """The application as the program has it, which collects garbage in its own time."""
    from annotator.gui.app import Collector, application

    app = application()
    collector = Collector(app)
    try:
        yield app
    finally:
        collector.deleteLater()


def _machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}, "
        f"Python {platform.python_version()}"
    )


if __name__ == "__main__":
    sys.exit(main())
