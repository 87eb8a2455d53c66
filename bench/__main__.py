"""`python -m bench`: measure everything, print a table, write bench/results.json."""

import os
import platform
import sys
import tempfile
import time
from pathlib import Path

from bench.figures import Row, table, verdict, write_results

_ROOT = Path(__file__).parent.parent


def main() -> int:
    """Measure and tell; the exit status is 0 whatever the figures are."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    begun = time.perf_counter()
    build = _ROOT / "build"
    build.mkdir(exist_ok=True)
    print(_machine(), flush=True)
    # Beside the checkout, not in /tmp: that may be memory, where nothing is ever forced to disk.
    with tempfile.TemporaryDirectory(
        prefix="bench-", dir=build, ignore_cleanup_errors=True
    ) as name:
        rows = measured(Path(name))
    print(table(rows))
    print(f"Took {time.perf_counter() - begun:.0f} s.")
    print(verdict(rows))
    write_results(rows, _ROOT / "bench" / "results.json")
    return 0


def measured(folder: Path) -> list[Row]:
    """All rows; the fresh processes first, while this one is still small."""
    from bench.starting import rows_of_starting

    rows = rows_of_starting(folder)

    from annotator.gui.app import Collector, application
    from bench.labelling import rows_among_many, rows_of_one_article
    from bench.opening import rows_of_opening
    from bench.saving import rows_of_commits, rows_of_files

    app = application()
    collector = Collector(app)  # garbage is collected as the program does it
    rows += rows_of_one_article(app, folder, 20_000, 2_000)
    rows += rows_of_one_article(app, folder, 1_000, 50)
    rows += rows_of_opening(app, folder)
    rows += rows_among_many(app, folder)
    rows += rows_of_commits(folder)
    rows += rows_of_files(folder)
    collector.deleteLater()
    return rows


def _machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}, "
        f"Python {platform.python_version()}"
    )


if __name__ == "__main__":
    sys.exit(main())
