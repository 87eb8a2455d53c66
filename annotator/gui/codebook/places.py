"""Which row to show after the codebook changed, whoever changed it."""

from annotator.core.codebook_changes import Part, asked_items, outline
from annotator.core.model import Codebook, Field, Tag


def keys_of(codebook: Codebook, part: Part) -> list[str]:
    """The keys of a part in the order in which they are listed."""
    return [item.key for item in _items(codebook, part)]


def followed(before: Codebook, after: Codebook, part: Part, key: str) -> str:
    """The key that this thing has now, or else its neighbour's; "" if there is none."""
    old, new = keys_of(before, part), keys_of(after, part)
    if key in new or not new:
        return key if key in new else ""
    gone = [item for item in old if item not in new]
    come = [item for item in new if item not in old]
    if key in gone and len(gone) == len(come):
        return come[gone.index(key)]
    at = old.index(key) if key in old else 0
    return new[min(at, len(new) - 1)]


def touched(before: Codebook, after: Codebook) -> tuple[Part, str] | None:
    """The first thing that differs, as its part and its key now; None if only the rest differs.

    Where something was removed, it is what stands in its place.
    """
    for part in Part:
        old, new = _items(before, part), _items(after, part)
        if old == new:
            continue
        known = {item.key: item for item in old}
        changed = next((item.key for item in new if known.get(item.key) != item), "")
        moved = (b.key for a, b in zip(old, new, strict=False) if a.key != b.key)
        return part, changed or next(moved, new[-1].key if new else "")
    return None


def _items(codebook: Codebook, part: Part) -> list[Tag | Field]:
    if part is Part.TAGS:
        return [placed.tag for placed in outline(codebook)]
    return [*asked_items(codebook, part)]
