"""Inputs that speak up once a change is complete: when the focus leaves, or a choice is made.

Each has `show_value` for what is stored, `value` for what it holds now, `finished` for a completed
change, and `settle`, which completes what is being typed.
"""

from annotator.gui.widgets.inputs.choosing import Combo, NumberInput
from annotator.gui.widgets.inputs.text import (
    ExamplesInput,
    KeyInput,
    LineInput,
    MarkedWords,
    ShortcutInput,
    TextInput,
    TitleInput,
    leaves_files_to_the_window,
    leaves_undo_to_the_project,
)

__all__ = [
    "Combo",
    "ExamplesInput",
    "KeyInput",
    "LineInput",
    "MarkedWords",
    "NumberInput",
    "ShortcutInput",
    "TextInput",
    "TitleInput",
    "leaves_files_to_the_window",
    "leaves_undo_to_the_project",
]
