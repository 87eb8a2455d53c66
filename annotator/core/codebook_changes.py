"""Changes of a codebook as values: a Codebook in, a Codebook out.

A change of order, nesting, retirement or membership never makes a sound codebook faulty: what
refers to a renamed or removed thing follows. Only a replacement holds whatever it was given.
"""

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple, TypeVar

from annotator.core.model import Codebook, Condition, Field, Option, Question, Tag, Value


class Part(StrEnum):
    """The lists of a codebook."""

    TAGS = "tags"
    FIELDS = "fields"
    QUESTIONS = "questions"


DIGITS = "123456789"
"""The keys that tags are given first."""

Item = TypeVar("Item", bound=Tag | Field)

_KINDS = tuple(part.value.removesuffix("s") for part in Part)


class Placed(NamedTuple):
    """A tag and how many tags stand above it."""

    tag: Tag
    depth: int


# ---------------------------------------------------------------------------- the tree of tags


def outline(codebook: Codebook) -> tuple[Placed, ...]:
    """The tags as a tree reads: each before those inside it, siblings in the codebook's order.

    A tag whose parent is unknown, or that is its own parent through others, stands at the top.
    """
    known = {tag.key for tag in codebook.tags}
    below: dict[str, list[Tag]] = {}
    for tag in codebook.tags:
        below.setdefault(tag.parent if tag.parent in known else "", []).append(tag)
    found: list[Placed] = []
    waiting = [Placed(tag, 0) for tag in reversed(below.get("", ()))]
    while waiting:
        tag, depth = placed = waiting.pop()
        found.append(placed)
        waiting += (Placed(child, depth + 1) for child in reversed(below.get(tag.key, ())))
    reached = {tag.key for tag, _ in found}
    return (*found, *(Placed(tag, 0) for tag in codebook.tags if tag.key not in reached))


def branch(codebook: Codebook, key: str) -> tuple[str, ...]:
    """The keys of a tag and of all tags inside it, in the order of the outline."""
    found: list[str] = []
    depth = -1
    for tag, at in outline(codebook):
        if found and at <= depth:
            break
        if tag.key == key or found:
            depth = depth if found else at
            found.append(tag.key)
    return tuple(found)


def with_tag(codebook: Codebook, tag: Tag, after: str = "") -> Codebook:
    """The codebook with one more tag, behind the tag `after` and all inside that, or at the end."""
    tags = [placed.tag for placed in outline(codebook)]
    last = branch(codebook, after)[-1:] if after else ()
    at = next((i + 1 for i, item in enumerate(tags) if item.key in last), len(tags))
    return replace(codebook, tags=(*tags[:at], tag, *tags[at:]))


def replaced_tag(codebook: Codebook, key: str, tag: Tag) -> Codebook:
    """The codebook with another tag in this one's place; what refers to it follows a new key."""
    tags = tuple(tag if item.key == key else item for item in codebook.tags)
    if key != tag.key:
        tags = tuple(_referring(item, key, (tag.key,), tag.key) for item in tags)
    return replace(codebook, tags=tags)


def _referring(tag: Tag, gone: str, instead: tuple[str, ...], parent: str) -> Tag:
    """The tag, with others in the place of one that it became, and another parent for that one."""
    became = (new for key in tag.became for new in (instead if key == gone else (key,)))
    return replace(
        tag,
        parent=parent if tag.parent == gone else tag.parent,
        became=tuple(dict.fromkeys(became)),
    )


def without_tag(codebook: Codebook, key: str) -> Codebook:
    """The codebook without a tag; the tags inside it move up to where it was."""
    gone = codebook.tag(key)
    if gone is None:
        return codebook
    return replace(
        codebook,
        tags=tuple(
            _referring(tag, key, gone.became, gone.parent)
            for tag, _ in outline(codebook)
            if tag.key != key
        ),
    )


def placed_tag(codebook: Codebook, key: str, parent: str, before: str = "") -> Codebook:
    """The codebook with a tag, and all inside it, put inside `parent` ("" for the top).

    It comes before its new sibling `before`, or last. A tag cannot go inside itself: then, and
    where a key is unknown, the codebook stays as it is.
    """
    own = branch(codebook, key)
    if not own or parent in own or before in own:
        return codebook
    if parent and codebook.tag(parent) is None:
        return codebook
    tags = [placed.tag for placed in outline(codebook)]
    moving = [
        replace(tag, parent=parent) if tag.key == key else tag for tag in tags if tag.key in own
    ]
    staying = [tag for tag in tags if tag.key not in own]
    last = branch(codebook, parent) if parent else ()
    at = max((i + 1 for i, tag in enumerate(staying) if tag.key in last), default=len(staying))
    at = next((i for i, tag in enumerate(staying) if tag.key == before), at)
    return replace(codebook, tags=(*staying[:at], *moving, *staying[at:]))


def moved_tag(codebook: Codebook, key: str, step: int) -> Codebook:
    """The codebook with a tag, and all inside it, `step` places down (or up) among its siblings."""
    siblings = _siblings(codebook, key)
    at = siblings.index(key) + step if key in siblings else -1
    if not 0 <= at < len(siblings):
        return codebook
    before = siblings[at] if step < 0 else next(iter(siblings[at + 1 :]), "")
    return placed_tag(codebook, key, _parent(codebook, key), before)


def indented_tag(codebook: Codebook, key: str) -> Codebook:
    """The codebook with a tag put inside the sibling above it, as the last there."""
    siblings = _siblings(codebook, key)
    at = siblings.index(key) if key in siblings else 0
    return placed_tag(codebook, key, siblings[at - 1]) if at else codebook


def outdented_tag(codebook: Codebook, key: str) -> Codebook:
    """The codebook with a tag taken out of the tag around it, to stand right behind that."""
    around = _parent(codebook, key)
    if not around:
        return codebook
    aunts = _siblings(codebook, around)
    before = next(iter(aunts[aunts.index(around) + 1 :]), "")
    return placed_tag(codebook, key, _parent(codebook, around), before)


def _parent(codebook: Codebook, key: str) -> str:
    tag = codebook.tag(key)
    return tag.parent if tag is not None and codebook.tag(tag.parent) is not None else ""


def _siblings(codebook: Codebook, key: str) -> list[str]:
    parent = _parent(codebook, key)
    return [tag.key for tag in codebook.tags if _parent(codebook, tag.key) == parent]


# ---------------------------------------------------------------------------- one tag


def retired_tag(codebook: Codebook, key: str) -> Codebook:
    """The codebook with a tag retired: its labels stay, new ones cannot be made."""
    tag = codebook.tag(key)
    return codebook if tag is None else replaced_tag(codebook, key, replace(tag, retired=True))


def restored_tag(codebook: Codebook, key: str) -> Codebook:
    """The codebook with a retired tag back, which then is what it was and became nothing else.

    Its shortcut is left out if another tag has that by now.
    """
    tag = codebook.tag(key)
    if tag is None:
        return codebook
    taken = {item.shortcut.casefold() for item in codebook.offered if item.key != key}
    shortcut = "" if tag.shortcut.casefold() in taken else tag.shortcut
    return replaced_tag(codebook, key, replace(tag, retired=False, shortcut=shortcut, became=()))


def with_asking(codebook: Codebook, key: str, field: str, *, asks: bool) -> Codebook:
    """The codebook with a tag asking a field, or no longer.

    What the field depends on is asked too; what depends on a field that goes, goes with it.
    """
    tag = codebook.tag(key)
    if tag is None or codebook.field(field) is None:
        return codebook
    if asks:
        wanted = {*tag.fields, *_needed(codebook, field)}
    else:
        wanted = {item for item in tag.fields if field not in _needed(codebook, item)}
    fields = tuple(item.key for item in codebook.fields if item.key in wanted)
    return replaced_tag(codebook, key, replace(tag, fields=fields))


def _needed(codebook: Codebook, key: str) -> list[str]:
    """The field and those it waits for, one after the other."""
    found: list[str] = []
    field = codebook.field(key)
    while field is not None and field.key not in found:
        found.append(field.key)
        field = codebook.field(field.when.field) if field.when else None
    return found


# ---------------------------------------------------------------------------- fields, questions


def asked_items(codebook: Codebook, part: Part) -> tuple[Field, ...]:
    """The codebook's Questions, or else its Fields."""
    return codebook.questions if part is Part.QUESTIONS else codebook.fields


def asked_item(codebook: Codebook, part: Part, key: str) -> Field | None:
    """The Question or Field with this key."""
    return next((item for item in asked_items(codebook, part) if item.key == key), None)


def with_item(codebook: Codebook, part: Part, item: Field, after: str = "") -> Codebook:
    """The codebook with one more field or question, behind `after` or at the end."""
    items = asked_items(codebook, part)
    at = next((i + 1 for i, other in enumerate(items) if other.key == after), len(items))
    return _with_items(codebook, part, (*items[:at], item, *items[at:]))


def replaced_item(codebook: Codebook, part: Part, key: str, item: Field) -> Codebook:
    """The codebook with another field or question here; what refers to it follows."""
    items = [item if other.key == key else other for other in asked_items(codebook, part)]
    followed = (
        replace(other, when=Condition(item.key, other.when.value))
        if other.when is not None and other.when.field == key
        else other
        for other in items
    )
    after = _with_items(codebook, part, followed)
    if part is Part.QUESTIONS or item.key == key:
        return after
    return replace(
        after,
        tags=tuple(
            replace(tag, fields=tuple(item.key if it == key else it for it in tag.fields))
            for tag in after.tags
        ),
    )


def placed_item(codebook: Codebook, part: Part, key: str, before: str = "") -> Codebook:
    """The codebook with a field or question put before another of its kind, or last."""
    items = asked_items(codebook, part)
    moving = [item for item in items if item.key == key]
    staying = [item for item in items if item.key != key]
    if before == key:
        return codebook
    at = next((i for i, item in enumerate(staying) if item.key == before), len(staying))
    return _with_items(codebook, part, (*staying[:at], *moving, *staying[at:]))


def moved_item(codebook: Codebook, part: Part, key: str, step: int) -> Codebook:
    """The codebook with a field or question `step` places down (or up)."""
    keys = [item.key for item in asked_items(codebook, part)]
    at = keys.index(key) + step if key in keys else -1
    if not 0 <= at < len(keys):
        return codebook
    before = keys[at] if step < 0 else next(iter(keys[at + 1 :]), "")
    return placed_item(codebook, part, key, before)


def without_item(codebook: Codebook, part: Part, key: str) -> Codebook:
    """The codebook without a field or question; what waited for it is asked always."""
    after = _with_items(
        codebook,
        part,
        (
            replace(item, when=None) if item.when is not None and item.when.field == key else item
            for item in asked_items(codebook, part)
            if item.key != key
        ),
    )
    if part is Part.QUESTIONS:
        return after
    return replace(
        after,
        tags=tuple(
            replace(tag, fields=tuple(item for item in tag.fields if item != key))
            for tag in after.tags
        ),
    )


def _with_items(codebook: Codebook, part: Part, items: Iterable[Field]) -> Codebook:
    if part is Part.QUESTIONS:
        questions = tuple(item for item in items if isinstance(item, Question))
        return replace(codebook, questions=questions)
    return replace(codebook, fields=tuple(items))


def options_named(
    names: Sequence[str], before: Sequence[Option], held: Collection[Value] = ()
) -> tuple[Option, ...]:
    """Options with these names, made from those before; `held` are the keys that labels hold.

    An option whose name is among the names keeps its key. Where as many names are new as are gone,
    each new one renames the gone one in its place, which keeps its key if that is held. All others
    get keys made from their names.
    """
    left = list(before)
    found: list[Option | None] = []
    for name in names:
        same = next((option for option in left if option.name == name), None)
        if same is not None:
            left.remove(same)
        found.append(same)
    if found.count(None) == len(left):
        gone = iter(left)
        for at, name in enumerate(names):
            if found[at] is None and (old := next(gone)).key in held:
                found[at] = replace(old, name=name)
    taken = {option.key for option in found if option is not None}
    made: list[Option] = []
    for name, option in zip(names, found, strict=True):
        made.append(option or Option(free_key(name, taken, name), name))
        taken.add(made[-1].key)
    return tuple(made)


# ---------------------------------------------------------------------------- what is free


def free_key(name: str, taken: Collection[str], otherwise: str) -> str:
    """A key made from a name, unlike those taken: "Appel à la peur" gives "appel-a-la-peur".

    `otherwise` is taken where the name holds no letter or digit of ASCII.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(char if char.isalnum() else " " for char in plain).split()
    stem = "-".join(words) or otherwise
    count = 1
    key = stem
    while key in taken:
        count += 1
        key = f"{stem}-{count}"
    return key


def named(item: Item, name: str, taken: Collection[str]) -> Item:
    """The tag, field or question with another name.

    Named for the first time, it gets a key made from the name: one that came with `fresh_key`
    says nothing. Any other key stays, for files know it.
    """
    kind, _, rest = item.key.removeprefix("new-").partition("-")
    first = item.key.startswith("new-") and kind in _KINDS and (rest.isdecimal() or not rest)
    key = free_key(name, {*taken} - {item.key}, kind) if first else item.key
    return replace(item, name=name, key=key)


def fresh_key(part: Part, taken: Collection[str]) -> str:
    """A key for something new that has no name of its own yet, such as "new-tag"."""
    return free_key(f"new-{part.value.removesuffix('s')}", taken, "")


def free_shortcut(codebook: Codebook, reserved: Collection[str] = (), among: str = DIGITS) -> str:
    """The first of the keys that no tag on offer has, or ""; usually of the digits from 1 to 9."""
    taken = {tag.shortcut.casefold() for tag in codebook.offered} | set(reserved)
    return next((key for key in among if key not in taken), "")


def free_colour(codebook: Codebook, palette: Sequence[str]) -> str:
    """The colour of the palette that the fewest tags on offer have, the first of these."""
    used = [tag.colour for tag in codebook.offered]
    return min(palette, key=used.count)


# ---------------------------------------------------------------------------- another codebook


def kept_as_retired(fresh: Codebook, current: Codebook, labelled: Collection[str]) -> Codebook:
    """The fresh codebook with the current one's tags that have labels and that it lacks, retired.

    `labelled` are the keys of tags with labels. The fields that a kept tag asks come along.
    """
    lost = [tag for tag in current.tags if tag.key in labelled and fresh.tag(tag.key) is None]
    asked = {key for tag in lost for key in tag.fields}
    fields = [item for item in current.fields if item.key in asked and not fresh.field(item.key)]
    present = {item.key: item for item in (*fresh.fields, *fields)}
    mended = (
        # What a field waits for may be another one now, that never holds the value.
        item
        if item.when is None or present.get(item.when.field) == current.field(item.when.field)
        else replace(item, when=None)
        for item in fields
    )
    after = replace(fresh, fields=(*fresh.fields, *mended))
    known = {tag.key for tag in (*fresh.tags, *lost)}
    kept = (
        replace(
            tag,
            retired=True,
            parent=_lowest(current, tag, known),
            became=tuple(item for item in tag.became if item in known),
            fields=_closed(after, tag.fields),
        )
        for tag in lost
    )
    return replace(after, tags=(*fresh.tags, *kept))


def _closed(codebook: Codebook, fields: Sequence[str]) -> tuple[str, ...]:
    """The fields with all that they wait for."""
    return tuple(dict.fromkeys(item for key in fields for item in _needed(codebook, key)))


def _lowest(codebook: Codebook, tag: Tag, known: Collection[str]) -> str:
    """The nearest tag above this one that is among the known, or ""."""
    seen = {tag.key}
    above = codebook.tag(tag.parent)
    while above is not None and above.key not in known and above.key not in seen:
        seen.add(above.key)
        above = codebook.tag(above.parent)
    return above.key if above is not None and above.key in known else ""
