"""The project file: SQLite lives here and nowhere else."""

from annotator.store.store import Store

__all__ = ["Store"]
