"""A project: `door` is the way to every change and question; what takes long has its own room.

`importing` and `exporting` take files in and out, `checking` looks for faults.
"""

from annotator.project.door import Project, own_name

__all__ = ["Project", "own_name"]
