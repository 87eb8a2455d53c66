"""Annotator: mark media bias in news articles."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.api import OpenProject

__version__ = "0.1.0"


def open(path: "Path | str", *, write: bool = False) -> "OpenProject":  # noqa: A001 - annotator.open
    """The project at `path` as plain values, see `annotator.api`; only `write` may change it.

    Raises annotator.core.errors.AnnotatorError where it cannot be opened.
    """
    from annotator.api import OpenProject

    return OpenProject(path, write=write)
