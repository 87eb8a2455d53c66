"""What every program is asked to do, and how long each part took."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

TIMES = 10
"""How often what is quick is done; once before that does not count."""

TASKS = {"import": "s", "export": "s", "open": "ms", "label": "ms"}
"""What is measured, and in what unit."""


@dataclass(frozen=True, slots=True)
class Material:
    """The files to be taken in: many articles, and a long one, as the program wants them.

    `labels` is how many the long article has, `all_labels` how many there are in both files.
    `words` are places in the long article that have no label.
    """

    corpus: Path
    long: Path
    articles: int
    labels: int
    all_labels: int
    words: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Taken:
    """Durations by task, in the unit of `TASKS`."""

    values: dict[str, list[float]] = field(default_factory=dict)

    def time(self, task: str, work: Callable[[], object], times: int = 1, lost: int = 0) -> None:
        """Do the work so often, and `lost` times before that, and note how long it takes."""
        scale = 1000 if TASKS[task] == "ms" else 1
        for turn in range(lost + times):
            begun = time.perf_counter()
            work()
            taken = scale * (time.perf_counter() - begun)
            if turn >= lost:
                self.values.setdefault(task, []).append(taken)


class Peer(Protocol):
    """A program that can be measured."""

    name: str
    form: str
    """The id of the format that it takes articles in."""

    def measured(self, material: Material, folder: Path) -> Taken:
        """Do all the tasks. Raises PeerFailed where the program does not."""
