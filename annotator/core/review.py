"""What in a codebook changed since a label was made, so that the label is to be looked at again."""

from enum import StrEnum

from annotator.core.model import Codebook, Tag


class Change(StrEnum):
    """What became of a tag."""

    DEFINITION = "definition"
    TEST = "test"
    EXAMPLES = "examples"
    SPLIT = "split"
    """There are tags inside it, or in its place, that there were not."""
    MERGED = "merged"
    """Another tag took its place."""
    GONE = "gone"
    """It is retired, or in the codebook no more, and nothing took its place."""


def changes(key: str, before: Codebook, now: Codebook) -> tuple[Change, ...]:
    """What changed of the tag with this key that may change what it is given to.

    Its name, colour, keys and fields do not count; a tag that was not there before never changed.
    One that others took the place of is told whatever there was before: nothing but one of those
    ends that.
    """
    if successors := now.successors(key):
        return (Change.MERGED if len(successors) == 1 else Change.SPLIT,)
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
            (Change.SPLIT, _come_inside(key, before, now)),
        )
        if differs
    ]
    return tuple(found)


def _examples(tag: Tag) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tag.examples, tag.counter_examples


def _come_inside(key: str, before: Codebook, now: Codebook) -> bool:
    """Whether there are tags inside it that there were not, nor what those became."""
    old = {tag.key for tag in before.inside(key)}
    old |= {end.key for each in old for end in now.ends(each)}
    return any(tag.key not in old for tag in now.inside(key))
