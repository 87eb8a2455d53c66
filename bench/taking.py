"""A fresh process that imports a file into a new project (`FILE PROJECT`) and says how that went.

It prints one JSON object: `seconds`, `articles`, `labels`, and `megabytes`, the most memory it had.
"""

import json
import sys
import time
from pathlib import Path

from annotator.core.work import finish
from annotator.formats.registry import format_named
from annotator.formats.source import Source
from annotator.project.importing import ImportOptions, import_files
from bench.fresh import peak_megabytes
from bench.material import new_project


def main(file: Path, target: Path) -> int:
    """Import the file and tell."""
    project, _ = new_project(target, [])
    begun = time.perf_counter()
    options = ImportOptions(form=format_named("jsonl"))
    report = finish(import_files(project, [Source(file)], options))
    seconds = time.perf_counter() - begun
    project.close()
    said = {"seconds": seconds, "articles": report.articles, "labels": report.labels}
    print(json.dumps({**said, "megabytes": peak_megabytes()}))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
