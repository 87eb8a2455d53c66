"""Tags merged and split without a screen, and what annotators then look at again."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from shell import Shell

GONE, KEPT = "dramatic-noun", "contentious-label"


@pytest.fixture
def tagged(shell: Shell) -> Shell:
    """Two annotators, each with one label of the tag that goes; Ben has one beside it too."""
    shell.does("new", "lead.annot")
    Path("ferry.txt").write_text("A catastrophe: the regime scrapped the ferry.", "utf-8")
    shell.does("import", "lead.annot", "ferry.txt")
    [article] = shell.gives("list", "lead.annot")
    for name in ("Ada", "Ben"):
        shell.does("annotator", "lead.annot", "add", name)
        gives(shell, article["id"], name, GONE, "catastrophe", "--field", "intensity=4")
    gives(shell, article["id"], "Ben", KEPT, "regime")
    return shell


def gives(shell: Shell, article: str, name: str, tag: str, words: str, *more: str) -> None:
    who = ("--annotator", name, "--tag", tag, "--find", words)
    shell.does("tag", "lead.annot", article, *who, *more)


def labels_of(shell: Shell) -> Any:
    [article] = shell.gives("list", "lead.annot")
    return shell.gives("show", "lead.annot", article["id"])["labels"]


def listed(shell: Shell, *more: str) -> list[tuple[str, str, Sequence[str], Sequence[str]]]:
    rows = shell.gives("review", "lead.annot", *more)
    return [(row["annotator"], row["tag"], row["changed"], row["successors"]) for row in rows]


def test_a_merger_is_rehearsed_done_and_undone_and_touches_no_label(tagged: Shell) -> None:
    labels = labels_of(tagged)
    said = tagged.does("merge-tags", "lead.annot", GONE, KEPT, "--dry-run")
    assert "Dramatic noun would be merged into Contentious label, whose definition stands." in said
    assert "To be looked at again: 2 labels (Ada 1, Ben 1)." in said
    assert listed(tagged) == []
    told = tagged.gives("merge-tags", "lead.annot", GONE, KEPT)
    assert told["labels"] == {"Ada": 1, "Ben": 1}
    assert (told["became"], told["done"]) == ([KEPT], True)
    assert listed(tagged) == [
        ("Ada", GONE, ["merged"], [KEPT]),
        ("Ben", GONE, ["merged"], [KEPT]),
    ]
    assert labels_of(tagged) == labels
    assert f"retired, merged into {KEPT}" in tagged.does("codebook", "lead.annot")
    tagged.does("undo", "lead.annot")
    assert listed(tagged) == []


def test_each_annotator_gives_all_theirs_the_new_tag_in_one_step(tagged: Shell) -> None:
    tagged.does("merge-tags", "lead.annot", GONE, KEPT, "--with-fields")
    said = tagged.says("review", "lead.annot", "--annotator", "Ben", "--all-to", KEPT)
    assert f"1 label of Ben got {KEPT}." in said.err
    assert listed(tagged) == [("Ada", GONE, ["merged"], [KEPT])]
    tagged.does("check", "lead.annot")


def test_a_split_lists_the_parts_of_which_each_label_gets_one(tagged: Shell) -> None:
    said = tagged.does("split-tag", "lead.annot", GONE, "--into", "Disaster word", "--into", KEPT)
    assert said.startswith("Dramatic noun is split into Disaster word (disaster-word), Contentious")
    parts = ["disaster-word", KEPT]
    assert listed(tagged, "--annotator", "Ada") == [("Ada", GONE, ["split"], parts)]
    tagged.does("review", "lead.annot", "--annotator", "Ada", "--all-to", "disaster-word")
    assert listed(tagged) == [("Ben", GONE, ["split"], parts)]


def test_what_cannot_be_is_refused_in_a_sentence(tagged: Shell) -> None:
    tagged.does("merge-tags", "lead.annot", GONE, KEPT)
    tagged.does("pack", "lead.annot", "--annotator", "Ada", "--out", "Ada.workpack")
    tagged.does("new", "Ada.annot", "--pack", "Ada.workpack")
    for arguments, told in (
        (("merge-tags", "lead.annot", KEPT, KEPT), "cannot be merged into itself"),
        (("merge-tags", "lead.annot", KEPT, "nothing"), "no tag “nothing”"),
        (("merge-tags", "lead.annot", KEPT, GONE), "Dramatic noun is retired"),
        (("merge-tags", "lead.annot", GONE, KEPT), "became Contentious label already"),
        (("split-tag", "lead.annot", KEPT, "--into", "One"), "two or more different tags"),
        (("split-tag", "lead.annot", KEPT, "--into", "a", "--into", "a"), "two or more different"),
        (("merge-tags", "Ada.annot", KEPT, "dramatic-verb"), "is a work copy"),
        (("review", "lead.annot", "--all-to", KEPT), "Say whose labels"),
    ):
        said = tagged.says(*arguments)
        assert (said.status, told in said.err) == (2, True), (arguments, said.err)
