"""What of a tag changed since a label was made."""

from dataclasses import replace

import pytest

from annotator.core.model import Codebook, Tag
from annotator.core.review import Change, changes

LOADED = Tag("loaded", "Loaded", "Says how bad it is.", "Would both sides say it?", ("a *regime*",))
BOOK = Codebook("harbour", "Harbour", tags=(LOADED, Tag("praise", "Praise")))


def now(tag: Tag, *more: Tag) -> Codebook:
    return replace(BOOK, tags=(tag, BOOK.tags[1], *more))


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (replace(LOADED, definition="Judges."), (Change.DEFINITION,)),
        (replace(LOADED, test="Would you?"), (Change.TEST,)),
        (replace(LOADED, examples=()), (Change.EXAMPLES,)),
        (replace(LOADED, counter_examples=("a *ship*",)), (Change.EXAMPLES,)),
        (replace(LOADED, retired=True), (Change.GONE,)),
        (replace(LOADED, test="", definition=""), (Change.DEFINITION, Change.TEST)),
    ],
)
def test_a_change_of_what_a_tag_means_is_told(after: Tag, found: tuple[Change, ...]) -> None:
    assert changes("loaded", BOOK, now(after)) == found


def test_a_change_of_looks_or_of_another_tag_is_none() -> None:
    other = replace(LOADED, name="Heavy", colour="blue", shortcut="9", fields=("intensity",))
    assert changes("loaded", BOOK, now(other)) == ()
    assert changes("praise", BOOK, now(replace(LOADED, definition="Judges."))) == ()


def test_a_tag_that_is_split_or_merged_is_told() -> None:
    assert changes("loaded", BOOK, now(LOADED, Tag("noun", "Noun", parent="loaded"))) == (
        Change.SPLIT,
    )
    assert changes("loaded", BOOK, replace(BOOK, tags=BOOK.tags[1:])) == (Change.GONE,)


def test_a_label_of_a_tag_that_was_never_there_is_not_asked_about() -> None:
    assert changes("unknown", BOOK, BOOK) == ()
