"""The tables of actions: every one has a name, no two in one reach share a key."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence

from annotator.assets import asset
from annotator.codebooks import shipped
from annotator.core.model import Codebook
from annotator.gui import commands
from annotator.gui.actions import Action, single_keys
from annotator.gui.dialogs.shortcuts import key_table
from annotator.gui.workspaces import WORKSPACES

EVERYWHERE: Sequence[Action[Any]] = commands.ACTIONS
REACHES: dict[str, Sequence[Action[Any]]] = {
    entry.name: (*EVERYWHERE, *entry.actions) for entry in WORKSPACES
}
ALL = (*EVERYWHERE, *(action for entry in WORKSPACES for action in entry.actions))


def portable(key: str) -> str:
    """The key as Qt spells it; fails for what is no key or several."""
    sequence = QKeySequence(key)
    assert sequence.count() == 1, f"{key!r} is no key"
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


def repeated(things: Sequence[str]) -> list[str]:
    return [thing for thing, count in Counter(things).items() if count > 1]


@pytest.mark.parametrize("reach", REACHES)
def test_no_two_actions_in_one_reach_share_a_key(reach: str) -> None:
    assert repeated([portable(key) for action in REACHES[reach] for key in action.keys]) == []


def test_every_action_has_an_id_a_text_and_a_menu() -> None:
    assert repeated([action.id for action in ALL]) == []
    for reach in REACHES.values():
        assert repeated([action.text for action in reach]) == []
    for action in ALL:
        assert action.text[:1].isupper(), action
        assert action.menu, action
        assert not action.icon or asset("icons", f"{action.icon}.svg").is_file(), action


@pytest.mark.parametrize("book", shipped(), ids=lambda book: book.id)
def test_no_tag_of_a_shipped_codebook_takes_the_key_of_an_action(book: Codebook) -> None:
    keys = [tag.shortcut.casefold() for tag in book.offered if tag.shortcut]
    assert repeated(keys) == []
    assert not single_keys(REACHES["annotate"]) & set(keys)


def test_the_readme_has_the_table_of_keys() -> None:
    readme = Path(__file__).parents[2].joinpath("README.md").read_text("utf-8")
    table = readme.partition("<!-- keys -->")[2].partition("<!-- /keys -->")[0]
    assert table.strip() == key_table(ALL).strip()
