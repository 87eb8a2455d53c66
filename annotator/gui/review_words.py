"""What changed of a tag, in words."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from annotator.core.review import Change


def _tr(text: str) -> str:
    return QCoreApplication.translate("Review", text)


def change_name(change: Change) -> str:
    """What changed of a tag, as lists say it."""
    return _tr(
        {
            Change.DEFINITION: "another definition",
            Change.TEST: "another test",
            Change.EXAMPLES: "other examples",
            Change.SPLIT: "new tags inside it",
            Change.GONE: "no longer in use",
        }[change]
    )


def change_names(changes: Sequence[Change]) -> str:
    """What changed of a tag, in one line."""
    return ", ".join(map(change_name, changes))
