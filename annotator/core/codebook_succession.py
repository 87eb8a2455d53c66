"""Tags that take the place of others: one merged into another, one split into several.

Both change the codebook alone. The tag that goes is retired and says what it became, so that its
labels, which belong to their annotators, stay as they are until each annotator looks at them again.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from string import ascii_lowercase

from annotator.core.codebook_changes import (
    DIGITS,
    free_colour,
    free_key,
    free_shortcut,
    replaced_tag,
    with_asking,
    with_tag,
)
from annotator.core.errors import AnnotatorError
from annotator.core.model import Codebook, Field, Tag
from annotator.core.palette import PALETTE


def merged_tag(codebook: Codebook, key: str, into: str, *, with_fields: bool = False) -> Codebook:
    """The codebook with a tag merged into another, whose definition, looks and keys stand.

    `with_fields` has the other ask from now on what the merged one asked. Tags inside the merged
    one stay where they are. Raises AnnotatorError where either cannot be.
    """
    gone, kept = _going(codebook, key), taking(codebook, into)
    if gone.key == kept.key:
        raise AnnotatorError(f"{gone.name} cannot be merged into itself; choose another tag.")
    after = replaced_tag(codebook, key, replace(gone, retired=True, became=(kept.key,)))
    for field in lacking_fields(codebook, key, into) if with_fields else ():
        after = with_asking(after, kept.key, field.key, asks=True)
    return after


def lacking_fields(codebook: Codebook, key: str, into: str) -> tuple[Field, ...]:
    """The fields that the first tag asks and the second does not, in the codebook's order."""
    gone, kept = codebook.tag(key), codebook.tag(into)
    if gone is None or kept is None:
        return ()
    return tuple(it for it in codebook.fields_of(gone) if it.key not in kept.fields)


def split_tag(codebook: Codebook, key: str, parts: Sequence[Tag]) -> Codebook:
    """The codebook with a tag split into these, new ones or those it has, by their keys.

    New ones stand behind it, in their order, and inside what it is inside of. Raises AnnotatorError
    for fewer than two parts, one named twice, or a tag that cannot be one.
    """
    gone = _going(codebook, key)
    keys = [part.key for part in parts]
    if len(keys) < 2 or len(set(keys)) < len(keys):
        raise AnnotatorError(f"To split {gone.name}, name two or more different tags.")
    if key in keys:
        raise AnnotatorError(f"{gone.name} cannot be a part of itself; give the part a new name.")
    after = replaced_tag(codebook, key, replace(gone, retired=True, became=tuple(keys)))
    behind = key
    for part in parts:
        if codebook.tag(part.key) is not None:
            taking(codebook, part.key)
        else:
            after = with_tag(after, replace(part, parent=gone.parent), behind)
            behind = part.key
    return after


def part_named(codebook: Codebook, key: str, name: str, parts: Sequence[Tag] = ()) -> Tag:
    """The tag on offer with this name or key, or else a new one that asks what the split one asks.

    `parts` are those that there will be beside it. A new one has neither colour nor shortcut of its
    own. Raises AnnotatorError for an empty name.
    """
    wanted = " ".join(name.split())
    if not wanted:
        raise AnnotatorError("A part has no name; give each a name that says what it marks.")
    for tag in (*codebook.given, *parts):
        if wanted in (tag.key, tag.name) or wanted.casefold() == tag.name.casefold():
            if tag.key == key:
                break
            return tag
    taken = {tag.key for tag in (*codebook.tags, *parts)}
    fresh = Tag(free_key(wanted, taken, "tag"), wanted)
    gone = codebook.tag(key)
    return fresh if gone is None else replace(fresh, fields=gone.fields, scope=gone.scope)


def dressed_parts(
    codebook: Codebook, key: str, parts: Sequence[Tag], reserved: Collection[str] = ()
) -> list[Tag]:
    """The parts of a tag to be split, where the new ones have free colours and shortcuts.

    The first new one takes over those of the split tag. `reserved` are keys of the program itself;
    where they are not known, shortcuts are digits.
    """
    gone = codebook.tag(key)
    if gone is None:
        return [*parts]
    book = replaced_tag(codebook, key, replace(gone, retired=True))
    looks = (gone.colour, gone.shortcut)
    found: list[Tag] = []
    for part in parts:
        dressed = part
        if codebook.tag(part.key) is None:
            dressed = replace(part, colour=looks[0], shortcut=looks[1])
            book = with_tag(book, dressed, key)
            among = DIGITS + ascii_lowercase if reserved else DIGITS
            looks = (free_colour(book, tuple(PALETTE)), free_shortcut(book, reserved, among))
        found.append(dressed)
    return found


def can_go(codebook: Codebook, key: str) -> bool:
    """Whether this tag may be merged into another or split."""
    tag = codebook.tag(key)
    return tag is not None and not tag.group and not tag.became


def can_take(codebook: Codebook, key: str) -> tuple[Tag, ...]:
    """The tags that this one may be merged into."""
    return tuple(tag for tag in codebook.given if tag.key != key) if can_go(codebook, key) else ()


def taking(codebook: Codebook, key: str) -> Tag:
    """The tag of this key, which labels of another are to get; AnnotatorError if it cannot be."""
    tag = _known(codebook, key)
    if tag.retired or tag.group:
        what = "retired" if tag.retired else "a group of tags"
        raise AnnotatorError(f"{tag.name} is {what}, so no label can get it; choose another tag.")
    return tag


def _going(codebook: Codebook, key: str) -> Tag:
    tag = _known(codebook, key)
    if tag.group:
        raise AnnotatorError(f"{tag.name} is a group and has no labels; choose a tag inside it.")
    if tag.became:
        names = ", ".join(end.name for end in codebook.ends(key))
        raise AnnotatorError(
            f"{tag.name} became {names} already; bring it back first if that is to change."
        )
    return tag


def _known(codebook: Codebook, key: str) -> Tag:
    tag = codebook.tag(key)
    if tag is None:
        known = ", ".join(item.key for item in codebook.given)
        raise AnnotatorError(f"The codebook has no tag “{key}”; it has {known}.")
    return tag
