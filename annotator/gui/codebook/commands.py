"""What a person can do in the codebook workspace, beside editing what is in sight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from annotator.core import codebook_changes as changes
from annotator.core.codebook_changes import Part
from annotator.core.codebook_succession import can_go, can_take
from annotator.core.model import Codebook, Field, Question, Tag
from annotator.core.palette import PALETTE
from annotator.gui.actions import Action
from annotator.gui.codebook.places import keys_of

if TYPE_CHECKING:
    from annotator.gui.codebook.merging import MergeDialog
    from annotator.gui.codebook.page import CodebookPage
    from annotator.gui.codebook.splitting import SplitDialog


def _settled(run: Callable[[CodebookPage], None]) -> Callable[[CodebookPage], None]:
    """The verb, carried out once what is being typed is saved, so that neither undoes the other."""

    @wraps(run)
    def settled(page: CodebookPage) -> None:
        page.settle()
        run(page)

    return settled


# ---------------------------------------------------------------------------- something new


@_settled
def new_tag(page: CodebookPage) -> None:
    """Add a tag behind the chosen one, beside it, and name it."""
    chosen = page.codebook.tag(page.chosen(Part.TAGS))
    _add_tag(page, chosen.parent if chosen else "", chosen.key if chosen else "")


@_settled
def new_tag_inside(page: CodebookPage) -> None:
    """Add a tag inside the chosen one and name it."""
    chosen = page.chosen(Part.TAGS)
    _add_tag(page, chosen, chosen)


def _add_tag(page: CodebookPage, parent: str, after: str) -> None:
    book = page.codebook
    above = book.tag(after)
    tag = Tag(
        changes.fresh_key(Part.TAGS, keys_of(book, Part.TAGS)),
        page.tr("New tag"),
        colour=changes.free_colour(book, tuple(PALETTE)),
        shortcut=changes.free_shortcut(book, page.book.reserved),
        fields=above.fields if above else (),
        parent=parent,
    )
    _write_new(page, Part.TAGS, tag.key, "New tag", changes.with_tag(book, tag, after))


@_settled
def new_field(page: CodebookPage) -> None:
    """Add a field behind the chosen one and name it."""
    _add_item(page, Part.FIELDS, Field("", page.tr("New field")), "New field")


@_settled
def new_question(page: CodebookPage) -> None:
    """Add a question behind the chosen one and name it."""
    _add_item(page, Part.QUESTIONS, Question("", page.tr("New question")), "New question")


def _add_item(page: CodebookPage, part: Part, item: Field, title: str) -> None:
    book = page.codebook
    item = replace(item, key=changes.fresh_key(part, keys_of(book, part)))
    _write_new(page, part, item.key, title, changes.with_item(book, part, item, page.chosen(part)))


def _write_new(page: CodebookPage, part: Part, key: str, title: str, after: Codebook) -> None:
    if page.write(title, after):
        page.choose(part, key)
        page.name_it()


# ---------------------------------------------------------------------------- order, nesting


def moved(page: CodebookPage, step: int) -> Codebook:
    """The codebook with what is chosen so many places down (or up)."""
    if page.part is None:
        return page.codebook
    key = page.chosen(page.part)
    if page.part is Part.TAGS:
        return changes.moved_tag(page.codebook, key, step)
    return changes.moved_item(page.codebook, page.part, key, step)


def nested(page: CodebookPage, *, inside: bool) -> Codebook:
    """The codebook with the chosen tag inside the one above it, or out of the one around it."""
    change = changes.indented_tag if inside else changes.outdented_tag
    return change(page.codebook, page.chosen(Part.TAGS))


@_settled
def move_up(page: CodebookPage) -> None:
    """Move what is chosen up among its siblings."""
    _rearrange(page, "Move “{name}” up", moved(page, -1))


@_settled
def move_down(page: CodebookPage) -> None:
    """Move what is chosen down among its siblings."""
    _rearrange(page, "Move “{name}” down", moved(page, 1))


@_settled
def indent(page: CodebookPage) -> None:
    """Put the chosen tag inside the one above it."""
    _rearrange(page, "Put “{name}” inside the tag above", nested(page, inside=True))


@_settled
def outdent(page: CodebookPage) -> None:
    """Take the chosen tag out of the one around it."""
    _rearrange(page, "Take “{name}” out of the tag around it", nested(page, inside=False))


def _rearrange(page: CodebookPage, title: str, after: Codebook) -> None:
    if page.part is not None:
        page.write(title.format(name=page.chosen_name()), after)


# ---------------------------------------------------------------------------- retiring, deleting


@_settled
def retire(page: CodebookPage) -> None:
    """Retire the chosen tag, or bring it back."""
    tag = page.codebook.tag(page.chosen(Part.TAGS))
    if tag is None:
        return
    if tag.retired:
        page.write(f"Bring back “{tag.name}”", changes.restored_tag(page.codebook, tag.key))
    else:
        page.write(f"Retire “{tag.name}”", changes.retired_tag(page.codebook, tag.key))


@_settled
def merge(page: CodebookPage) -> None:
    """Ask which tag to merge the chosen one into, and tell what follows."""
    from annotator.gui.codebook.merging import MergeDialog

    key = page.chosen(Part.TAGS)
    _asks(page, MergeDialog(page.book, key, page.session, page.lookups, page))


@_settled
def split(page: CodebookPage) -> None:
    """Ask what to split the chosen tag into, and tell what follows."""
    from annotator.gui.codebook.splitting import SplitDialog

    key = page.chosen(Part.TAGS)
    _asks(page, SplitDialog(page.book, key, page.session, page.lookups, page))


def _asks(page: CodebookPage, dialog: MergeDialog | SplitDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.carried_out.connect(page.tell_outcome)
    dialog.open()


@_settled
def delete(page: CodebookPage) -> None:
    """Delete what is chosen, where no label or answer has it; else say so, and offer to retire."""
    part = page.part
    if part is None or not page.chosen(part):
        return
    key, name = page.chosen(part), page.chosen_name()
    if part is Part.TAGS:
        if count := page.book.usage.tags[key]:
            page.refuse_to_delete(name, count)
            return
        after = changes.without_tag(page.codebook, key)
    else:
        if held := page.book.usage.held(part, key):
            page.refuse_to_delete(name, sum(held.values()))
            return
        after = changes.without_item(page.codebook, part, key)
    page.write(f"Delete “{name}”", after)


# ---------------------------------------------------------------------------- the table


def _has_tag(page: CodebookPage) -> bool:
    return page.part is Part.TAGS and bool(page.chosen(Part.TAGS))


def _can_merge(page: CodebookPage) -> bool:
    return _has_tag(page) and bool(can_take(page.codebook, page.chosen(Part.TAGS)))


def _can_split(page: CodebookPage) -> bool:
    return _has_tag(page) and can_go(page.codebook, page.chosen(Part.TAGS))


def _has_row(page: CodebookPage) -> bool:
    return page.part is not None and bool(page.chosen(page.part))


def _is_open(page: CodebookPage) -> bool:
    return page.book.is_open


@_settled
def _choose_target(page: CodebookPage) -> None:
    from annotator.gui.codebook.exchange import choose_target

    choose_target(page)


@_settled
def _choose_replacement(page: CodebookPage) -> None:
    from annotator.gui.codebook.exchange import choose_replacement

    choose_replacement(page)


ACTIONS: tuple[Action[CodebookPage], ...] = (
    Action("codebook.new-tag", "New tag", "Codebook", new_tag, ("Ctrl+T",), "plus", _is_open),
    Action(
        "codebook.new-tag-inside",
        "New tag inside this one",
        "Codebook",
        new_tag_inside,
        ("Ctrl+Shift+T",),
        when=_has_tag,
    ),
    Action("codebook.new-field", "New field", "Codebook", new_field, when=_is_open),
    Action("codebook.new-question", "New question", "Codebook", new_question, when=_is_open),
    Action(
        "codebook.rename",
        "Rename in the codebook",
        "Codebook",
        lambda page: page.name_it(),
        ("F2",),
        when=_has_row,
    ),
    Action(
        "codebook.up",
        "Move up in the codebook",
        "Codebook",
        move_up,
        ("Alt+Up",),
        when=lambda page: _has_row(page) and moved(page, -1) != page.codebook,
    ),
    Action(
        "codebook.down",
        "Move down in the codebook",
        "Codebook",
        move_down,
        ("Alt+Down",),
        when=lambda page: _has_row(page) and moved(page, 1) != page.codebook,
    ),
    Action(
        "codebook.indent",
        "Put inside the tag above",
        "Codebook",
        indent,
        ("Alt+Right",),
        when=lambda page: _has_tag(page) and nested(page, inside=True) != page.codebook,
    ),
    Action(
        "codebook.outdent",
        "Take out of the tag around it",
        "Codebook",
        outdent,
        ("Alt+Left",),
        when=lambda page: _has_tag(page) and nested(page, inside=False) != page.codebook,
    ),
    Action(
        "codebook.retire",
        "Retire the tag, or bring it back",
        "Codebook",
        retire,
        ("Ctrl+Shift+R",),
        when=_has_tag,
    ),
    Action(
        "codebook.merge",
        "Merge tags…",
        "Codebook",
        merge,
        ("Ctrl+Shift+J",),
        when=_can_merge,
    ),
    Action(
        "codebook.split",
        "Split the tag…",
        "Codebook",
        split,
        ("Ctrl+Shift+X",),
        when=_can_split,
    ),
    Action(
        "codebook.delete",
        "Delete from the codebook",
        "Codebook",
        delete,
        icon="trash",
        when=_has_row,
    ),
    Action(
        "codebook.save-file",
        "Save the codebook as a file…",
        "Codebook",
        _choose_target,
        icon="export",
        when=_is_open,
    ),
    Action(
        "codebook.read-file",
        "Replace the codebook…",
        "Codebook",
        _choose_replacement,
        icon="import",
        when=_is_open,
    ),
)
