"""`state`: an annotator or a student says how far they are with an article."""

from contextlib import closing
from pathlib import Path

import pytest
from shell import Shell

from annotator.project import Project

SLANT = ("--answer", "slant=4")
"""What the codebook of P.annot wants to be answered before an article is done."""


def states(shell: Shell, project: str = "P.annot") -> dict[str, dict[str, int]]:
    found = shell.gives("annotator", project, "list")
    return {row["annotator"]: row["states"] for row in found if not row["batch"]}


def test_each_annotator_says_for_themselves(shell: Shell, article: str) -> None:
    for name in ("Ada", "Ben"):
        shell.does("annotator", "P.annot", "add", name)
    said = shell.says("state", "P.annot", article[:18], "done", *SLANT, "--annotator", "Ada")
    assert (said.status, said.err) == (0, "")
    assert said.out.endswith(" is done for Ada.\n")
    row = shell.gives(
        *("state", "P.annot", article, "skipped", "--annotator", "Ben", "--reason", "No news.")
    )
    assert row == {
        "article": article,
        "annotator": "Ben",
        "state": "skipped",
        "reason": "No news.",
        "f1": None,
    }
    found = states(shell)
    assert found["Ada"]["done"] == 1
    assert found["Ben"]["skipped"] == 1


def test_it_is_a_step_that_is_undone_like_any_other(shell: Shell, article: str) -> None:
    shell.does("annotator", "P.annot", "add", "Ada")
    shell.does("state", "P.annot", article, "done", *SLANT, "--annotator", "Ada")
    assert "done" in shell.does("history", "P.annot")
    shell.does("undo", "P.annot")
    assert "done" not in states(shell)["Ada"]


def test_done_waits_for_an_answer_that_must_be_given(shell: Shell, article: str) -> None:
    said = shell.says("state", "P.annot", article, "done")
    assert said.status == 2
    assert "is not answered yet; add --answer slant=VALUE." in said.err
    for wrong in ("slant=9", "slant", "slope=4"):
        assert shell.says("state", "P.annot", article, "done", "--answer", wrong).status == 2
    assert shell.gives("state", "P.annot", article, "done", *SLANT)["state"] == "done"
    [answer] = shell.gives("show", "P.annot", article)["answers"]
    assert (answer["question"], answer["value"]) == ("slant", 4)


def test_in_training_done_says_how_it_went(shell: Shell, article: str) -> None:
    for name, kind in (("Ada", "person"), ("Key", "key")):
        shell.does("annotator", "P.annot", "add", name, "--kind", kind)
    tag = ("tag", "P.annot", article, "--tag", "evaluative-word", "--find", "horrific")
    shell.does(*tag, "--annotator", "Key", "--note", "It judges.")
    shell.does("assign", "P.annot", "--annotators", "Ada", "--batch", "training")
    shell.does(*tag, "--annotator", "Ada")
    assert (
        shell.gives("state", "P.annot", article, "done", *SLANT, "--annotator", "Ada")["f1"] == 1.0
    )
    rows = {row["annotator"]: row for row in shell.gives("training", "P.annot")}
    assert (rows["Ada"]["done"], rows["Ada"]["passed"]) == (1, True)


def test_a_student_says_done_in_their_copy_and_hands_in(shell: Shell, article: str) -> None:
    shell.does("lesson", "make", "P.annot", "--out", "F.lesson", "--feedback", "never")
    shell.does("lesson", "open", "F.lesson", "--name", "Mia", "--out", "Mia.annot")
    said = shell.says("state", "Mia.annot", article, "done", "--annotator", "Ben")
    assert said.status == 2
    assert "work copy of Mia" in said.err
    assert shell.gives("state", "Mia.annot", article, "done", *SLANT)["annotator"] == "Mia"
    shell.does("handin", "Mia.annot", "--out", "Mia.handin")
    [line] = shell.gives("lesson", "collect", "P.annot", "Mia.handin")["files"]
    assert states(shell)[line["pseudonym"]] == {"done": 1}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("finished",), "There is no state “finished” of an article; choose one of todo, in-"),
        (("done", "--annotator", "Zoe"), "There is no annotator “Zoe” in this project"),
        (("done", "--reason", "Why not"), "Leave out --reason, it goes with skipped and flagged."),
    ],
)
def test_mistakes_are_told_and_change_nothing(
    shell: Shell, article: str, arguments: tuple[str, ...], sentence: str
) -> None:
    before = states(shell)
    said = shell.says("state", "P.annot", article, *arguments)
    assert said.status == 2
    assert sentence in said.err
    assert states(shell) == before


def test_a_students_copy_shows_nothing_of_the_key(shell: Shell, article: str) -> None:
    shell.does("annotator", "P.annot", "add", "Key", "--kind", "key")
    tag = ("--tag", "evaluative-word", "--find", "horrific")
    shell.does("tag", "P.annot", article, *tag, "--annotator", "Key", "--note", "It judges.")
    shell.does("state", "P.annot", article, "done", *SLANT, "--annotator", "Key")
    shell.does("lesson", "make", "P.annot", "--out", "F.lesson", "--feedback", "each")
    shell.does("lesson", "open", "F.lesson", "--name", "Mia", "--out", "Mia.annot")
    [row] = shell.gives("list", "Mia.annot")
    assert (row["labels"], row["state"]) == (0, "todo")
    said = shell.does("show", "Mia.annot", article)
    assert "It judges." not in said
    shown = shell.gives("show", "Mia.annot", article)
    assert (shown["state"], shown["labels"], shown["answers"]) == ("todo", [], [])
    told = shell.gives("stats", "Mia.annot")
    assert (told["labels"], told["tags"], list(told["states"])) == (0, [], ["Mia"])
    shell.does(
        "tag", "Mia.annot", article, "--tag", "evaluative-word", "--find", "catastrophic", "--all"
    )
    [row] = shell.gives("list", "Mia.annot")
    assert (row["labels"], row["state"]) == (2, "in-progress")
    assert {it["annotator"] for it in shell.gives("show", "Mia.annot", article)["labels"]} == {
        "Mia"
    }
    shell.does("export", "Mia.annot", "--format", "jsonl", "--out", "mia.jsonl")
    written = Path("mia.jsonl").read_text("utf-8")
    assert "catastrophic" in written
    assert "It judges." not in written
    refused = ("export", "Mia.annot", "--format", "jsonl", "--out", "k.jsonl", "--annotator", "Key")
    said = shell.says(*refused)
    assert (said.status, Path("k.jsonl").exists()) == (2, False)
    assert "This is Mia’s copy of a lesson" in said.err


def test_a_work_copy_shows_no_source_that_is_hidden(shell: Shell) -> None:
    shell.does("new", "P.annot")
    shell.writes("ferry.txt", "The regime snubs a truce.")
    shell.does("import", "P.annot", "ferry.txt", "--meta", "outlet=Velmar Post")
    shell.does("annotator", "P.annot", "add", "Ada")
    shell.does("pack", "P.annot", "--annotator", "Ada", "--out", "Ada.workpack")
    shell.does("new", "Ada.annot", "--pack", "Ada.workpack")
    [row] = shell.gives("list", "Ada.annot")
    assert "Velmar Post" in shell.does("show", "P.annot", row["id"])
    with closing(Project.open(Path("P.annot"), write=False)) as project:
        hidden = project.settings.source_hidden
    assert ("Velmar Post" in shell.does("show", "Ada.annot", row["id"])) is not hidden
    assert ("Velmar Post" in shell.does("stats", "Ada.annot")) is not hidden
