"""A team without a screen: annotators, assignments, work packs, hand-ins, merging."""

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from shell import Shell

from annotator.core.edits import Edit
from annotator.desk import Desk
from annotator.project import Project

TEXTS = [f"Regime number {number} scrapped a catastrophic ferry." for number in range(6)]


def lead(shell: Shell) -> None:
    """A project with six articles and three annotators who get two articles each to share."""
    shell.does("new", "lead.annot", "--name", "Ferries")
    for number, text in enumerate(TEXTS):
        Path(f"text-{number}.txt").write_text(text, "utf-8")
    shell.does("import", "lead.annot", *(f"text-{number}.txt" for number in range(len(TEXTS))))
    for name in ("Ada", "Ben", "Cleo"):
        shell.does("annotator", "lead.annot", "add", name)


def test_articles_are_shared_out_the_same_way_every_time(shell: Shell) -> None:
    lead(shell)
    sharing = ("--annotators", "Ada,Ben,Cleo", "--per-article", "2", "--seed", "7")
    said = shell.does("assign", "lead.annot", *sharing, "--pilot", "2")
    # Two pilots for all three, and four articles more for two of them each.
    assert sorted(int(line.split()[2]) for line in said.splitlines()) == [4, 5, 5]
    rows = shell.gives("annotator", "lead.annot", "list")
    pilots = [row["states"] for row in rows if row["batch"] == "pilot"]
    assert pilots == [{"todo": 2}] * 3
    assert shell.gives("assign", "lead.annot", *sharing) == [
        row for row in rows if row["annotator"] in ("Ada", "Ben", "Cleo") and not row["batch"]
    ]


def test_work_goes_out_in_packs_and_comes_back_in_hand_ins(shell: Shell) -> None:
    lead(shell)
    shell.does("assign", "lead.annot", "--annotators", "Ada,Ben", "--per-article", "2")
    for name in ("Ada", "Ben"):
        shell.does("pack", "lead.annot", "--annotator", name, "--out", f"{name}.workpack")
        shell.does("new", f"{name}.annot", "--pack", f"{name}.workpack")
        for row in shell.gives("list", f"{name}.annot"):
            shell.does(
                *("tag", f"{name}.annot", row["id"], "--annotator", name),
                *("--tag", "contentious-label", "--find", "Regime"),
            )
        said = shell.says("handin", f"{name}.annot", "--out", f"{name}.handin")
        assert f"steps of {name}, on 6 labels." in said.err
    said = shell.does("merge", "lead.annot", "Ben.handin", "Ada.handin")
    assert said == "Ben, Ada brought 12 new steps, on 12 labels; 0 steps known already.\n"
    again = shell.gives("merge", "lead.annot", "Ada.handin", "Ben.handin")
    assert (again["steps"], again["known_steps"], again["disputed"]) == (0, 12, [])
    done = [row["labels"] for row in shell.gives("annotator", "lead.annot", "list")]
    assert sum(done) == 2 * 12  # of each batch, and over all
    shell.does("check", "lead.annot")


def test_who_is_done_by_an_import_into_a_work_copy_is_done_in_the_project(shell: Shell) -> None:
    lead(shell)
    shell.does("assign", "lead.annot", "--annotators", "Ada", "--seed", "7")
    assert "6 articles assigned to Ada (seed 7)" in shell.does("history", "lead.annot")
    shell.does("pack", "lead.annot", "--annotator", "Ada", "--out", "Ada.workpack")
    shell.does("new", "Ada.annot", "--pack", "Ada.workpack")
    ids = [row["id"] for row in shell.gives("list", "Ada.annot")]
    rows = "".join(f"Ada,{each},slant,4,yes\n" for each in ids)
    shell.writes("ratings.csv", f"annotator,article,question,value,done\n{rows}")
    said = shell.does("import", "Ada.annot", "ratings.csv", "--format", "ratings")
    assert said.endswith("6 answers added to Ada.annot; 6 articles were in it already.\n")
    steps = len(shell.gives("history", "Ada.annot"))
    shell.does("import", "Ada.annot", "ratings.csv", "--format", "ratings")
    assert len(shell.gives("history", "Ada.annot")) == steps
    shell.does("handin", "Ada.annot", "--out", "Ada.handin")
    shell.does("merge", "lead.annot", "Ada.handin")
    [ada] = [
        row
        for row in shell.gives("annotator", "lead.annot", "list")
        if (row["annotator"], row["batch"]) == ("Ada", "")
    ]
    assert ada["states"] == {"done": 6}


def test_what_was_removed_and_imported_again_is_handed_in(shell: Shell) -> None:
    lead(shell)
    shell.does("pack", "lead.annot", "--annotator", "Ada", "--out", "Ada.workpack")
    shell.does("new", "Ada.annot", "--pack", "Ada.workpack")
    article = shell.gives("list", "Ada.annot")[0]["id"]
    shell.does("tag", "Ada.annot", article, "--tag", "contentious-label", "--find", "Regime")
    with closing(Project.open(Path("Ada.annot"))) as project:
        [ada] = [each for each in project.annotators() if each.name == "Ada"]
        Desk(project, ada).answer(article, "slant", 4)
    shell.does("export", "Ada.annot", "--format", "jsonl", "--out", "Ada.jsonl")
    shell.does("undo", "Ada.annot")
    shell.does("undo", "Ada.annot")
    shell.does("import", "Ada.annot", "Ada.jsonl")
    shell.does("handin", "Ada.annot", "--out", "Ada.handin")
    shell.does("merge", "lead.annot", "Ada.handin")
    with closing(Project.open(Path("lead.annot"), write=False)) as project:
        assert [label.quote for label in project.labels(article, ada.id)] == ["Regime"]
        assert [answer.value for answer in project.answers(article, ada.id)] == [4]


def test_a_rehearsed_merge_changes_nothing(shell: Shell) -> None:
    lead(shell)
    shell.does("pack", "lead.annot", "--annotator", "Ada", "--out", "Ada.workpack")
    shell.does("new", "Ada.annot", "--pack", "Ada.workpack")
    article = shell.gives("list", "Ada.annot")[0]["id"]
    loaded = ("--tag", "contentious-label", "--find", "Regime", "--annotator", "Ada")
    shell.does("tag", "Ada.annot", article, *loaded)
    shell.does("handin", "Ada.annot", "--out", "Ada.handin")
    said = shell.does("merge", "lead.annot", "Ada.handin", "--dry-run")
    assert said.startswith("Ada would bring 1 new step, on 1 label")
    assert not any(row["labels"] for row in shell.gives("list", "lead.annot"))


def test_a_work_copy_leaves_the_codebook_to_the_lead(shell: Shell) -> None:
    lead(shell)
    shell.does("pack", "lead.annot", "--annotator", "Ada", "--out", "Ada.workpack")
    shell.does("new", "Ada.annot", "--pack", "Ada.workpack")
    said = shell.says("annotator", "Ada.annot", "add", "Dora")
    assert said.status == 2
    assert "This is a work copy of “Ferries”" in said.err


def test_mistakes_are_said_with_what_to_do(shell: Shell) -> None:
    lead(shell)
    for arguments, told in (
        (("annotator", "lead.annot", "remove", "Ada"), "neither add nor list"),
        (("annotator", "lead.annot", "add", " "), "needs a name"),
        (("annotator", "lead.annot", "add", "ada"), "called ada already"),
        (("annotator", "lead.annot", "add", "Eve", "--kind", "boss"), "choose one of person"),
        (("assign", "lead.annot", "--annotators", "Ada,Zoe"), "no annotator “Zoe”"),
        (("assign", "lead.annot", "--annotators", "Ada", "--per-article", "2"), "from 1 to 1"),
        (("handin", "lead.annot", "--out", "x.handin"), "Add --annotator NAME"),
        (("pack", "lead.annot", "--annotator", "Ada", "--out", "lead.annot"), "project itself"),
        (("merge", "lead.annot", "text-0.txt"), "no hand-in, work pack or lesson"),
        (("merge", "lead.annot", "none.handin"), "cannot be read"),
        (("new", "x.annot", "--pack", "text-0.txt"), "no hand-in, work pack or lesson"),
    ):
        said = shell.says(*arguments)
        assert (said.status, told in said.err) == (2, True), (arguments, said.err)
    assert not Path("x.annot").exists()


def test_a_hand_in_is_lines_of_json_that_any_tool_can_read(shell: Shell) -> None:
    import gzip

    lead(shell)
    article = shell.gives("list", "lead.annot")[0]["id"]
    loaded = ("--tag", "contentious-label", "--find", "Regime", "--annotator", "Ada")
    shell.does("tag", "lead.annot", article, *loaded)
    shell.does("handin", "lead.annot", "--annotator", "Ada", "--out", "Ada.handin")
    with gzip.open("Ada.handin", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    assert rows[0]["annotator"] == "hand-in"
    [step] = [row for row in rows if row.get("is") == "step"]
    assert step["edits"][-1]["after"]["quote"] == "Regime"


def test_labels_to_look_at_again_are_listed_by_annotator(shell: Shell) -> None:
    lead(shell)
    for name in ("Ada", "Ben"):
        [first, *_] = shell.gives("list", "lead.annot")
        shell.does(
            *("tag", "lead.annot", first["id"], "--annotator", name),
            *("--tag", "contentious-label", "--find", "Regime"),
        )
    assert "No label is to be looked at again." in shell.says("review", "lead.annot").err
    with closing(Project.open(Path("lead.annot"))) as project:
        book = project.codebook
        tags = (replace(book.tags[0], definition="Something else."), *book.tags[1:])
        project.do("Codebook", Edit(book, replace(book, tags=tags)))
    rows = shell.gives("review", "lead.annot")
    assert [(row["annotator"], row["tag"], row["changed"]) for row in rows] == [
        ("Ada", "contentious-label", ["definition"]),
        ("Ben", "contentious-label", ["definition"]),
    ]
    said = shell.does("review", "lead.annot", "--annotator", "Ben")
    assert "Ada" not in said
    assert "contentious-label  definition" in said


def test_training_tells_how_everyone_did_against_the_key(shell: Shell) -> None:
    lead(shell)
    shell.does("annotator", "lead.annot", "add", "Key", "--kind", "key")
    first = shell.gives("list", "lead.annot")[0]["id"]
    tag = ("tag", "lead.annot", first, "--tag", "contentious-label", "--find")
    shell.does(*tag, "Regime", "--annotator", "Key", "--note", "Nobody calls themselves so.")
    shell.does(*("assign", "lead.annot", "--annotators", "Ada", "--batch", "training"))
    rows = {row["annotator"]: row for row in shell.gives("training", "lead.annot")}
    assert (rows["Ada"]["articles"], rows["Ada"]["passed"], rows["Ada"]["f1"]) == (1, False, None)
    assert (rows["Ben"]["articles"], rows["Ben"]["passed"]) == (0, None)
    assert "Key" not in rows
    assert "0 of 1" in shell.does("training", "lead.annot")
    rows = {
        it["annotator"]: it for it in shell.gives("training", "lead.annot", "--pass-mark", "0.5")
    }
    assert rows["Ada"]["pass_mark"] == 0.5
    assert "from 0 to 1" in shell.says("training", "lead.annot", "--pass-mark", "7").err


def test_without_a_key_there_is_nothing_to_train_on(shell: Shell) -> None:
    lead(shell)
    said = shell.says("assign", "lead.annot", "--batch", "training")
    assert said.status == 2
    assert "None of these articles has a key" in said.err
    said = shell.says("assign", "lead.annot", "--batch", " Training ")
    assert said.status == 2
    assert "make a training with --batch training" in said.err


def test_too_few_answers_about_themselves_are_told_nowhere(shell: Shell) -> None:
    lead(shell)
    assert shell.gives("questionnaire", "lead.annot") == []
    said = shell.says("questionnaire", "lead.annot", "--out", "bins.csv")
    assert (said.status, said.err) == (0, "bins.csv has 0 bins.\n")


def test_ratings_made_elsewhere_come_in_with_who_is_done(shell: Shell) -> None:
    lead(shell)
    article = shell.gives("list", "lead.annot")[0]["id"]
    rows = f"annotator,article,question,value\nAda,{article[:20]},slant,4\nEve,{article},slant,2\n"
    shell.writes("ratings.csv", rows)
    came = shell.gives(
        *("import", "lead.annot", "ratings.csv", "--format", "ratings", "--set", "done=yes")
    )
    assert (came["answers"], came["new_annotators"], came["skipped"]) == (2, ["Eve"], [])
    done = {
        row["annotator"]: row["states"] for row in shell.gives("annotator", "lead.annot", "list")
    }
    assert (done["Ada"]["done"], done["Eve"]["done"]) == (1, 1)
    assert "done" not in done["Ben"]
    shell.writes("again.csv", rows.replace("slant,2", "slant,5"))
    again = shell.says("import", "lead.annot", "again.csv", "--format", "ratings")
    assert again.status == 2
    assert "Nothing was added: line 3" in again.err
    assert "another answer to it here, which stays" in again.err


def test_labels_made_elsewhere_are_counted_where_nothing_was_assigned(shell: Shell) -> None:
    lead(shell)
    article = shell.gives("list", "lead.annot")[0]["id"]
    rows = f"annotator,article,tag,start,end\nEve,{article},contentious-label,0,6\n"
    shell.writes("spans.csv", rows)
    shell.does("import", "lead.annot", "spans.csv", "--format", "spans")
    rows_of = {it["annotator"]: it for it in shell.gives("annotator", "lead.annot", "list")}
    assert (rows_of["Eve"]["labels"], rows_of["Ada"]["labels"]) == (1, 0)


def test_in_a_work_copy_one_works_in_ones_own_name_alone(shell: Shell) -> None:
    lead(shell)
    for name in ("Ada", "Ben"):
        shell.does("pack", "lead.annot", "--annotator", name, "--out", f"{name}.workpack")
        shell.does("new", f"{name}.annot", "--pack", f"{name}.workpack")
    first = shell.gives("list", "Ada.annot")[0]["id"]
    tag = ("tag", "Ada.annot", first, "--tag", "contentious-label", "--find", "Regime")
    for name in ("Ben", "Somebody New"):
        said = shell.says(*tag, "--annotator", name)
        assert said.status == 2
        assert "Ada.annot is the work copy of Ada" in said.err
    shell.does(*tag)
    assert [it["annotator"] for it in shell.gives("show", "Ada.annot", first)["labels"]] == ["Ada"]
    for arguments in (
        ("assign", "Ada.annot", "--annotators", "Ada"),
        ("annotator", "Ada.annot", "add", "Zoe"),
    ):
        said = shell.says(*arguments)
        assert said.status == 2
        assert "come from whoever leads it" in said.err
    shell.does("handin", "Ada.annot", "--out", "Ada.handin")
    said = shell.says("merge", "Ben.annot", "Ada.handin")
    assert said.status == 2
    assert "not into a work copy" in said.err


def test_articles_move_by_id_or_title(shell: Shell) -> None:
    lead(shell)
    first, second, third = shell.gives("list", "lead.annot")[:3]
    shell.does("assign", "lead.annot", "--annotators", "Ada")
    said = shell.does(
        *("move", "lead.annot", first["id"], second["title"], "--from", "Ada", "--to", "Ben")
    )
    assert said == "2 articles of Ada went to the end of Ben’s queue.\n"
    found = shell.gives("annotator", "lead.annot", "list")
    assert [sum(it["states"].values()) for it in found if it["annotator"] == "Ben"] == [2, 2]
    said = shell.does("move", "lead.annot", third["id"], "--from", "Ada")
    assert said == "1 article of Ada went out of the queue.\n"
    again = shell.says("move", "lead.annot", third["id"], "--from", "Ada", "--to", "Ben")
    assert again.status == 2
    assert "was not assigned to Ada; nothing was moved." in again.err
