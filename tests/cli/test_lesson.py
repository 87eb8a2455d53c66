"""A lesson without a screen: made, opened by students, handed in, collected, graded, scored."""

import csv
import shutil
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from shell import Shell

from annotator.project import Project

TEXTS = {
    "Regime Snubs Truce": "The regime rejected a horrific list of terms.",
    "Council Meets": "The council met on Tuesday and adjourned at noon.",
}
RULES = ("each", "end", "released", "never")


@pytest.fixture
def lesson(shell: Shell) -> Shell:
    """L.annot, a project of two articles with a key on the first."""
    shell.does("new", "L.annot", "--name", "Loaded words")
    for number, (title, text) in enumerate(TEXTS.items()):
        shell.writes(f"{number}.txt", f"{title}\n\n{text}\n")
        shell.does("import", "L.annot", f"{number}.txt")
    shell.does("annotator", "L.annot", "add", "Key", "--kind", "key")
    tag(shell, "L.annot", "Key", "horrific", "--note", "It judges.")
    return shell


def tag(shell: Shell, project: str, name: str, words: str, *more: str) -> None:
    [article] = [
        row["id"]
        for row in shell.gives("list", project)
        if words in shell.gives("show", project, row["id"])["text"]
    ]
    shell.does(
        *("tag", project, article, "--tag", "evaluative-word", "--find", words),
        *("--annotator", name, *more),
    )


def hands_in(shell: Shell, lesson: str, name: str, *words: str, done: bool = True) -> str:
    """A student opens the lesson, marks these words, and hands in; gives the file's name."""
    stem = name.split(maxsplit=1)[0]
    shell.does("lesson", "open", lesson, "--name", name, "--out", f"{stem}.annot")
    for each in words:
        tag(shell, f"{stem}.annot", name, each)
    if done:
        says_done(f"{stem}.annot")
    shell.does("handin", f"{stem}.annot", "--out", f"{stem}.handin")
    return f"{stem}.handin"


def says_done(path: str) -> None:
    from annotator.core.model import State
    from annotator.desk import Desk

    with closing(Project.open(Path(path))) as project:
        desk = project.store.desk()
        who = next(it for it in project.annotators() if it.id == desk)
        for each in project.article_ids(desk):
            Desk(project, who).set_state(each, State.DONE)


# ---------------------------------------------------------------------------- make


@pytest.mark.parametrize("rule", RULES)
def test_a_lesson_is_made_and_says_what_its_rule_protects(lesson: Shell, rule: str) -> None:
    lesson.does("lesson", "make", "L.annot", "--out", "F.lesson", "--feedback", "end")
    made = lesson.gives("lesson", "make", "L.annot", "--out", "F.lesson", "--feedback", rule)
    assert (made["edition"], made["articles"], made["feedback"]) == ("student", 2, rule)
    assert bool(made["code"]) == (rule == "released")
    said = lesson.does("lesson", "make", "L.annot", "--out", "F.lesson")
    assert made["protection"] in said
    assert (f"The code that opens the key: {made['code']}" in said) == bool(made["code"])


def test_what_is_not_said_stays_as_it_was(lesson: Shell) -> None:
    lesson.writes("do.txt", "Mark what judges.\n\nLeave the rest.\n")
    lesson.does(
        *("lesson", "make", "L.annot", "--out", "F.lesson", "--instructions", "do.txt"),
        *("--minutes", "20", "--reason", "--feedback", "never"),
    )
    lesson.does("lesson", "make", "L.annot", "--out", "T.lesson", "--with-key")
    with closing(Project.open(Path("L.annot"), write=False)) as project:
        found = project.settings.lesson
    assert found is not None
    assert found.instructions == "Mark what judges.\n\nLeave the rest."
    assert (found.minutes, found.reason, found.feedback.value) == (20, True, "never")
    assert lesson.does("undo", "L.annot").startswith("Undo: Made a lesson")


def test_a_lesson_without_a_key_is_made_and_told(shell: Shell) -> None:
    shell.does("new", "L.annot")
    shell.writes("0.txt", "The regime rejected it.\n")
    shell.does("import", "L.annot", "0.txt")
    said = shell.says("lesson", "make", "L.annot", "--out", "F.lesson")
    assert said.status == 0
    assert "No key is in it yet" in said.err


# ---------------------------------------------------------------------------- the round


def test_a_class_hands_in_and_is_graded(lesson: Shell) -> None:
    lesson.does("lesson", "make", "L.annot", "--out", "F.lesson", "--feedback", "released")
    folder = Path("in")
    folder.mkdir()
    shutil.move(hands_in(lesson, "F.lesson", "Ada Lind", "horrific"), folder)
    with zipfile.ZipFile(folder / "moodle.zip", "w") as archive:
        name = hands_in(lesson, "F.lesson", "Ben Moor", "council")
        archive.write(name, f"Ben Moor_12_assignsubmission_file_/{name}")
    (folder / "notes.txt").write_text("not this one")
    lesson.writes("7b.csv", "Name,ID number\nAda Lind,1001\nBen Moor,1002\nCleo Vance,1003\n")
    found = lesson.gives("lesson", "collect", "L.annot", "in", "--class-list", "7b.csv")
    assert (found["handed_in"], found["on_roster"]) == (2, 3)
    told = {row["file"]: (row["outcome"], row["name"], row["labels"]) for row in found["files"]}
    assert told == {
        "in/Ada.handin": ("taken", "Ada Lind", 1),
        "in/moodle.zip/Ben Moor_12_assignsubmission_file_/Ben.handin": ("taken", "Ben Moor", 1),
        "in/notes.txt": ("no-hand-in", "", 0),
    }
    again = lesson.does("lesson", "collect", "L.annot", "in")
    assert again.count("Nothing new") == 2
    assert again.splitlines()[-1] == "2 of 3 on the roster have handed in."
    names = {row["annotator"] for row in lesson.gives("annotator", "L.annot", "list")}
    assert names.isdisjoint({"Ada Lind", "Ben Moor"})

    done = lesson.gives("lesson", "grade", "L.annot", "--format", "moodle", "--out", "m.csv")
    assert (done["rows"], done["identified_by"], done["left_out"]) == (2, "ID number", [])
    with Path("m.csv").open(encoding="utf-8", newline="") as stream:
        cells = list(csv.reader(stream))
    assert cells == [
        ["ID number", "Loaded words", "Loaded words (feedback)"],
        ["1001", "100", ""],
        ["1002", "0", ""],
    ]
    said = lesson.does(
        *("lesson", "grade", "L.annot", "--format", "canvas", "--out", "c.csv"),
        *("--points", "10", "--assignment", "Words (7)"),
    )
    assert said.startswith("c.csv has 2 students")
    assert Path("c.csv").read_text("utf-8").splitlines()[:3] == [
        "Student,ID,SIS User ID,SIS Login ID,Section,Words (7)",
        "    Points Possible,,,,,10",
        "Ada Lind,,1001,,,10",
    ]
    lesson.does("lesson", "grade", "L.annot", "--format", "csv", "--out", "p.csv")
    lesson.does("check", "L.annot")


def test_a_teacher_opens_the_project_itself(lesson: Shell) -> None:
    lesson.does("lesson", "make", "L.annot", "--out", "T.lesson", "--with-key")
    made = lesson.gives("lesson", "open", "T.lesson", "--name", "Ines", "--out", "T.annot")
    assert made == {"path": "T.annot", "annotator": "Ines", "articles": 2}
    rows = lesson.gives("annotator", "T.annot", "list")
    kinds = {row["annotator"]: row["kind"] for row in rows}
    assert kinds == {"Key": "key", "Ines": "person"}
    lesson.does("lesson", "make", "T.annot", "--out", "F.lesson")
    hands_in(lesson, "F.lesson", "Ada Lind", "horrific")
    lesson.does("lesson", "collect", "L.annot", "Ada.handin")  # of one and the same lesson


# ---------------------------------------------------------------------------- score


def test_hand_ins_are_scored_against_a_lesson_that_has_its_key(lesson: Shell) -> None:
    made = lesson.gives("lesson", "make", "L.annot", "--out", "F.lesson", "--feedback", "released")
    lesson.does("lesson", "make", "L.annot", "--out", "T.lesson", "--with-key")
    ada = hands_in(lesson, "F.lesson", "Ada Lind", "horrific")
    ben = hands_in(lesson, "F.lesson", "Ben Moor", "horrific", done=False)
    before = sorted(Path().iterdir())
    found = lesson.gives("lesson", "score", "T.lesson", ada, ben, "T.lesson")
    assert [(row["name"], row["score"], row["outcome"]) for row in found] == [
        ("Ada Lind", 1.0, "taken"),
        ("Ben Moor", 0.0, "taken"),
        ("", None, "no-hand-in"),
    ]
    assert [it["f1"] for it in found[0]["articles"]] == [1.0]
    assert found[0]["counts"]["hit"] == 1
    with_code = lesson.gives("lesson", "score", "F.lesson", ada, "--code", made["code"].upper())
    assert with_code[0]["score"] == 1.0
    assert "1.00" in lesson.does("lesson", "score", "T.lesson", ada)
    assert sorted(Path().iterdir()) == before
    for code, told in ((), "is sealed: give its code"), (("--code", "no"), "does not open the key"):
        said = lesson.says("lesson", "score", "F.lesson", ada, *code)
        assert (said.status, told in said.err) == (2, True)


@pytest.mark.parametrize("rule", ["each", "end"])
def test_a_key_that_lies_in_the_file_needs_no_code(lesson: Shell, rule: str) -> None:
    lesson.does("lesson", "make", "L.annot", "--out", "F.lesson", "--feedback", rule)
    ada = hands_in(lesson, "F.lesson", "Ada Lind", "horrific")
    assert lesson.gives("lesson", "score", "F.lesson", ada)[0]["score"] == 1.0


# ---------------------------------------------------------------------------- mistakes


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("make", "L.annot", "--out", "L.annot"), "is the project itself"),
        (("make", "L.annot", "--out", "F.lesson", "--feedback", "soon"), "no rule “soon”"),
        (("make", "L.annot", "--out", "F.lesson", "--instructions", "no.txt"), "no.txt"),
        (("make", "L.annot"), "see `annotator lesson make --help`"),
        (("collect", "L.annot", "0.txt"), "is no lesson yet"),
        (("collect", "L.annot", "0.txt", "--class-list", "0.txt"), "is no lesson yet"),
        (("grade", "L.annot", "--format", "csv", "--out", "x.csv"), "is no lesson yet"),
        (("grade", "L.annot", "--format", "xml", "--out", "x.csv"), "no format “xml” for grades"),
        (("open", "0.txt", "--name", "Ada", "--out", "a.annot"), "is no hand-in, work pack"),
        (("score", "0.txt", "0.txt"), "is no hand-in, work pack"),
        (("begin",), "see `annotator lesson --help`"),
    ],
)
def test_a_mistake_gets_a_sentence(lesson: Shell, arguments: tuple[str, ...], told: str) -> None:
    said = lesson.says("lesson", *arguments)
    assert (said.status, said.out) == (2, "")
    assert told in said.err
    assert "Traceback" not in said.err


def test_never_means_that_nobody_scores_without_the_teachers_edition(lesson: Shell) -> None:
    lesson.does("lesson", "make", "L.annot", "--out", "F.lesson", "--feedback", "never")
    ada = hands_in(lesson, "F.lesson", "Ada Lind")
    said = lesson.says("lesson", "score", "F.lesson", ada)
    assert (said.status, "use the teacher’s edition" in said.err) == (2, True)


def test_a_students_hand_in_is_not_merged_by_name(lesson: Shell) -> None:
    lesson.does("lesson", "make", "L.annot", "--out", "F.lesson")
    said = lesson.says("merge", "L.annot", hands_in(lesson, "F.lesson", "Ada Lind"))
    assert (said.status, "`annotator lesson collect`" in said.err) == (2, True)


def test_a_name_that_moves_the_cursor_or_runs_in_a_spreadsheet_is_only_text(lesson: Shell) -> None:
    lesson.does("lesson", "make", "L.annot", "--out", "F.lesson")
    name = "=1+1\x1b[2J <script>"
    lesson.does("lesson", "open", "F.lesson", "--name", name, "--out", "x.annot")
    lesson.does("handin", "x.annot", "--out", "x.handin")
    said = lesson.does("lesson", "collect", "L.annot", "x.handin")
    assert "\x1b" not in said
    assert "=1+1 [2J <script>" in said
    assert "'=1+1" in Path("L.roster.csv").read_text("utf-8-sig")


def test_the_help_knows_every_verb_of_a_lesson_and_fits_the_terminal(shell: Shell) -> None:
    verbs = ("make", "open", "collect", "grade", "score")
    pages = [shell.does("lesson", "--help")]
    pages += [shell.does("lesson", verb, "--help") for verb in verbs]
    assert all(f"\n  {verb} " in pages[0] for verb in verbs)
    assert all("annotator lesson " in page.partition("Example:")[2] for page in pages)
    assert max(len(line) for page in pages for line in page.splitlines()) <= 90
