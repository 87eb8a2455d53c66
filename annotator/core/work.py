"""Long work as a plain generator: it yields how far it is and returns what it made."""

from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work is: `done` of `total` (0: unknown), and at what.

    `count` is how many things were done where `done` counts something else (bytes, say).
    """

    done: int
    total: int = 0
    doing: str = ""
    count: int = 0


Work = Generator[Progress, None, T]


def finish(work: Work[T]) -> T:
    """Run the work to its end, without a bar, and give its result."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result


def following(work: Work[T], done: int) -> Work[T]:
    """The work as it goes on after another in which so many things were done."""
    while True:
        try:
            at = next(work)
        except StopIteration as end:
            result: T = end.value
            return result
        yield replace(at, done=at.done + done, total=at.total + done)
