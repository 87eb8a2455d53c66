"""The Annotate workspace for whoever does not use a mouse, or does not see the screen."""

from pathlib import Path

from eyes import seen, spoken
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QTabWidget, QWidget
from user import MakeProject, User

TEXT = """\
Regime Snubs Ferry Truce

The brutal regime of the Margrave said no. “It is a catastrophic blow,” said Oda Brenneke, 71."""


def test_whatever_has_the_focus_or_can_be_pressed_says_what_it_is(user: User, sample: Path) -> None:
    user.starts(sample)
    user.selects("horrific")
    user.presses("1")
    user.selects("rotten")
    user.sees_bar_of_tags("Contentious label (1)")
    unnamed, roleless = [], []
    for widget in seen(QWidget, user.window.annotate):
        pressed = widget.inherits("QAbstractButton")
        focused = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        if isinstance(widget, QTabWidget) or not (pressed or focused):
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        if not spoken(widget):
            unnamed.append(widget)
        if told is None or told.role() in (QAccessible.Role.Client, QAccessible.Role.NoRole):
            roleless.append(spoken(widget))
    assert unnamed == []
    assert roleless == []


def test_a_tag_is_given_out_of_the_list_of_tags(user: User, made: MakeProject) -> None:
    path = made(TEXT)
    user.starts(path)
    user.presses("Right", "Right")
    user.sees_selected("Snubs")
    user.presses("Alt+1", "Shift+Tab", "Shift+Tab")
    user.presses("Down", "Down", "Return")
    user.sees_label("Snubs", tag="Loaded reporting verb")
    user.presses("Down", "Space")
    user.sees_label("Snubs", tag="Dramatic verb")  # the words are still selected
    user.sees("Dramatic verb, key 4, 1 label", "Praise word, key 7, 0 labels")
    user.presses("Up", "Up", "Up", "Up", "Up")
    user.sees_label("Snubs", times=2)


def test_the_whole_way_by_keys_alone(user: User, sample: Path) -> None:
    user.starts(sample)
    user.presses("Right", "Right", "Right", "1")  # a word, and its tag
    user.sees_label("as", tag="Contentious label")
    user.presses("F", "3", "Tab")  # its intensity, its target
    user.types("the government")
    user.presses("Esc", "Alt+Right")  # a word more
    user.sees_label("as Catastrophic")
    user.presses("N")
    user.types("Who hides?")
    user.presses("Esc", "P")
    user.presses("Q", "4", "Esc", "Ctrl+Return")  # what is asked, and on
    user.sees_article("Dam Gate Fails")
    fields = user.fields_in_file(sample, "as Catastrophic")
    assert (fields["intensity"], fields["target"]) == (3, "the government")
    assert user.in_file(sample, "SELECT note FROM labels") == [("Who hides?",)]
    assert user.in_file(sample, "SELECT question, value FROM answers") == [("slant", "4")]
    user.presses("Ctrl+Z", "Ctrl+Z")
    user.sees_article("Regime Hides")
