"""What changed of a tag, in words."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from annotator.core.model import Tag
from annotator.core.review import Change


def _tr(text: str) -> str:
    return QCoreApplication.translate("Review", text)


def change_name(change: Change, successors: Sequence[Tag] = ()) -> str:
    """What changed of a tag, as lists say it, and what took its place."""
    names = _tr(" and ").join(f"“{tag.name}”" for tag in successors)
    if names:
        words = _tr("merged into {names}") if len(successors) == 1 else _tr("split into {names}")
        return words.format(names=names)
    return {
        Change.DEFINITION: _tr("another definition"),
        Change.TEST: _tr("another test"),
        Change.EXAMPLES: _tr("other examples"),
        Change.SPLIT: _tr("new tags inside it"),
        Change.MERGED: _tr("merged into another"),
        Change.GONE: _tr("no longer in use"),
    }[change]


def change_names(changes: Sequence[Change], successors: Sequence[Tag] = ()) -> str:
    """What changed of a tag, in one line."""
    return ", ".join(change_name(change, successors) for change in changes)
