"""The command line as a process of its own: streams, signals, what it loads."""

import json
import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from coded_team import team, works
from shell import ARTICLE, Shell, tagging

from annotator.cli import VERBS
from annotator.core.lesson import Lesson
from annotator.project import Project
from annotator.project.lesson import change_lesson
from tests.postgres import PASSWORD, Database


def annotator(*arguments: str, **options: Any) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "annotator", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        **options,
    )


NO_QT = """
import sys
from annotator.cli import main

for line in open("verbs.txt", encoding="utf-8"):
    arguments = line.rstrip("\\n").split("|")
    assert main(arguments) == 0, arguments
    qt = sorted(name for name in sys.modules if name.startswith(("PySide6", "shiboken6")))
    assert not qt, (arguments, qt)
    if arguments[0] == "list":
        slow = ("sqlite_utils", "trafilatura", "yasbd", "rich", "numpy", "psycopg", "keyring")
        print("loaded:", [name for name in slow if name in sys.modules], file=sys.stderr)
"""


def test_no_verb_needs_qt_and_the_list_loads_nothing_slow(
    shell: Shell, article: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    (label,) = shell.gives(*tagging(article, "--find", "Everything"))
    shell.does("new", "S.annot")
    shell.does("import", "S.annot", "ferry.txt")
    with closing(Project.open(Path("S.annot"))) as project:
        for desk in team(project, "Ben"):
            works(desk, project.article_ids()[0])
        change_lesson(project, Lesson())
    lines = (
        ("list", "P.annot"),
        ("show", "P.annot", article),
        ("history", "P.annot"),
        ("check", "P.annot"),
        ("codebook", "P.annot"),
        ("codebooks",),
        tagging(article, "--find", "Regime", "--all"),
        ("state", "P.annot", article, "skipped"),
        ("undo", "P.annot"),
        ("redo", "P.annot"),
        ("untag", "P.annot", label["id"]),
        ("export", "P.annot", "--out", "x.jsonl"),
        ("convert", "x.jsonl", "y.csv"),
        ("formats",),
        ("search", "P.annot", "regime"),
        ("concordance", "P.annot", "regime"),
        ("duplicates", "P.annot"),
        ("stats", "P.annot"),
        ("new", "Q.annot"),
        ("import", "Q.annot", "ferry.txt"),
        ("annotator", "P.annot", "add", "Ada"),
        ("assign", "P.annot", "--annotators", "Ada"),
        ("move", "P.annot", article, "--from", "Ada"),
        ("assign", "P.annot", "--annotators", "Ada"),
        ("pack", "P.annot", "--annotator", "Ada", "--out", "Ada.workpack"),
        ("handin", "P.annot", "--annotator", "Ada", "--out", "Ada.handin"),
        ("merge", "P.annot", "Ada.handin"),
        ("hub", "init", database.url, "P.annot"),
        ("hub", "invite", database.url, "--annotator", "Ada"),
        ("hub", "status", database.url),
        ("sync", "P.annot"),
        ("merge-tags", "P.annot", "dramatic-noun", "contentious-label"),
        ("split-tag", "P.annot", "contentious-label", "--into", "Slur", "--into", "Insult"),
        ("review", "P.annot", "--annotator", "Ada"),
        ("agreement", "P.annot"),
        ("aggregate", "S.annot", "--dry-run"),
        ("quality", "P.annot"),
        ("training", "P.annot"),
        ("questionnaire", "P.annot"),
        ("lesson", "make", "P.annot", "--out", "P.lesson"),
        ("lesson", "open", "P.lesson", "--name", "Ada", "--out", "Ada.annot"),
        ("lesson", "collect", "P.annot", "Ada.handin"),
        ("lesson", "make", "P.annot", "--out", "T.lesson", "--feedback", "end"),
        ("lesson", "handout", "S.annot", "--out", "S.html", "--codebook"),
        ("lesson", "handout", "S.annot", "--out", "S.docx"),
        ("assign", "S.annot", "--annotators", "Ben", "--batch", "lesson"),
        ("lesson", "sheets", "S.annot", "--out", "sheets"),
    )
    assert {line[0] for line in lines} == set(VERBS)
    shell.writes("verbs.txt", "".join("|".join(line) + "\n" for line in lines))
    ended = subprocess.run([sys.executable, "-c", NO_QT], capture_output=True, encoding="utf-8")
    assert ended.returncode == 0, ended.stderr
    assert "loaded: []" in ended.stderr


def test_stdout_holds_json_alone_in_any_encoding(shell: Shell, article: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    shown = annotator("show", "--json", "P.annot", article, env=environment)
    out, err = shown.communicate()
    assert (shown.returncode, err) == (0, "")
    assert json.loads(out)["text"] == ARTICLE
    plain = annotator("show", "P.annot", article, env=environment)
    assert "Margrave?s" in plain.communicate()[0]
    assert plain.returncode == 0


@pytest.fixture
def long_article(shell: Shell) -> str:
    """The id of an article that is longer than any pipe."""
    shell.does("new", "P.annot")
    shell.writes("long.txt", "The barge was late again. " * 40_000)
    return str(shell.gives("import", "P.annot", "long.txt")["ids"][0])


def test_a_reader_that_leaves_early_is_no_failure(long_article: str) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    with annotator("show", "P.annot", long_article, env=environment) as shown:
        assert shown.stdout is not None
        assert shown.stderr is not None
        assert shown.stdout.readline().startswith("id:")
        shown.stdout.close()
        assert shown.stderr.read() == ""
    assert shown.returncode == 141


@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C cannot be sent to one process there")
def test_ctrl_c_ends_it_without_a_traceback(long_article: str) -> None:
    with annotator("show", "P.annot", long_article) as shown:
        assert shown.stdout is not None
        shown.stdout.readline()  # it now waits for us to read on
        shown.send_signal(signal.SIGINT)
        _, err = shown.communicate()
    assert (shown.returncode, err) == (130, "Stopped; what was saved before is safe.\n")


@pytest.mark.skipif(sys.platform != "linux", reason="there is always a display there")
def test_the_window_asks_for_a_display_in_a_sentence(shell: Shell) -> None:
    displays = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {key: value for key, value in os.environ.items() if key not in displays}
    window = annotator("P.annot", env=environment)
    out, err = window.communicate()
    assert (window.returncode, out, err.count("\n")) == (2, "", 1)
    assert "annotator --help" in err


def test_a_pdf_of_several_articles_is_written_without_a_screen(shell: Shell, article: str) -> None:
    shell.does(*tagging(article, "--find", "Everything"))
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    nowhere = {name: value for name, value in os.environ.items() if name not in screens}
    process = annotator("export", "P.annot", "--out", "all.pdf", "--report", "r.json", env=nowhere)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, ""), err
    assert "1 article, 1 label written to all.pdf." in err
    assert json.loads(Path("r.json").read_text("utf-8"))["read_back_equal"] is None
    shell.does("new", "Q.annot")
    shell.does("import", "Q.annot", "all.pdf")
    [read] = shell.gives("list", "Q.annot")
    words = " ".join(shell.gives("show", "Q.annot", read["id"])["text"].split())
    assert "Everything" in words
    assert "Labels" in words
    rows = {row["id"]: row for row in shell.gives("formats")}
    assert (rows["pdf"]["read"], rows["pdf"]["write"]) == (True, True)
