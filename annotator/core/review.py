"""What in a codebook changed since a label was made, so that the label is to be looked at again."""

from enum import StrEnum

from annotator.core.model import Codebook, Tag


class Change(StrEnum):
    """What became of a tag."""

    DEFINITION = "definition"
    TEST = "test"
    EXAMPLES = "examples"
    SPLIT = "split"
    """There are tags inside it that there were not."""
    GONE = "gone"
    """It is retired, or in the codebook no more: merged into another, perhaps."""


def changes(key: str, before: Codebook, now: Codebook) -> tuple[Change, ...]:
    """What changed of the tag with this key that may change what it is given to.

    Its name, colour, keys and fields do not count; a tag that was not there before never changed.
    """
    old, new = before.tag(key), now.tag(key)
    if old is None:
        return ()
    if new is None or (new.retired and not old.retired):
        return (Change.GONE,)
    found = [
        change
        for change, differs in (
            (Change.DEFINITION, old.definition != new.definition),
            (Change.TEST, old.test != new.test),
            (Change.EXAMPLES, _examples(old) != _examples(new)),
            (Change.SPLIT, bool(_inside(now, key) - _inside(before, key))),
        )
        if differs
    ]
    return tuple(found)


def _examples(tag: Tag) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tag.examples, tag.counter_examples


def _inside(codebook: Codebook, key: str) -> set[str]:
    return {tag.key for tag in codebook.inside(key)}
