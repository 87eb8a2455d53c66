"""The verbs as a person or a script meets them."""

import csv
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shell import ARTICLE, Shell, tagging

from annotator.cli import VERBS
from annotator.cli.app import _VERBS as TABLE
from annotator.core.text import canonical
from annotator.project import Project

# ---------------------------------------------------------------------------- the main job


def test_an_article_is_tagged_undone_redone_and_exported(shell: Shell, article: str) -> None:
    regimes = shell.gives(*tagging(article, "--find", "Regime", "--all"))
    assert [row["quote"] for row in regimes] == ["Regime"] * 5
    assert {(row["tag"], row["origin"]) for row in regimes} == {("contentious-label", "bulk")}
    loaded = tagging(article, "--find", "catastrophic", "--all", key="evaluative-word")
    shell.does(*loaded, "--field", "intensity=5", "--note", "twice")

    assert "Undo: Tag “catastrophic” in 2 places" in shell.does("undo", "P.annot")
    assert shell.gives("list", "P.annot")[0]["labels"] == 5
    assert shell.gives("redo", "P.annot")["title"].startswith("Redo: Tag “catastrophic”")

    shown = shell.gives("export", "P.annot", "--format", "jsonl", "--out", "all.jsonl")
    assert shown == {
        "articles": 1, "labels": 7, "out": "all.jsonl", "format": "jsonl",
        "skipped": [], "losses": [], "read_back_equal": True,
    }  # fmt: skip
    (line,) = Path("all.jsonl").read_text("utf-8").splitlines()
    row = json.loads(line)
    assert row == shell.gives("show", "P.annot", article)
    assert row["text"] == ARTICLE
    for label in row["labels"]:
        assert ARTICLE[label["start"] : label["end"]] == label["quote"]
    strong = [label for label in row["labels"] if label["fields"].get("intensity") == 5]
    assert [label["fields"]["quoted"] for label in strong] == [False, True]
    assert [label["note"] for label in strong] == ["twice", "twice"]

    shell.does("export", "P.annot", "--out", "labels.csv")
    with Path("labels.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["quote"] for row in rows] == [
        ARTICLE[int(row["start"]) : int(row["end"])] for row in rows
    ]
    assert len(rows) == 7
    assert shell.gives("check", "P.annot") == {"ok": True, "faults": []}


def test_the_list_tells_how_far_each_article_is(shell: Shell, article: str) -> None:
    (entry,) = shell.gives("list", "P.annot")
    title = "REPORT: Margrave Regime Snubs Ferry Truce"
    assert entry == {"id": article, "title": title, "words": 79, "labels": 0, "state": "todo"}
    shell.does(*tagging(article, "--find", "horrific"))
    header, line = shell.does("list", "P.annot").splitlines()
    assert header.split() == ["id", "words", "labels", "state", "title"]
    assert line.split(maxsplit=4) == [article[:18], "79", "1", "in-progress", title]
    assert line.index(title) == header.index("title")
    for name in (article[:9], title):
        assert title in shell.does("show", "P.annot", name)


# ---------------------------------------------------------------------------- where to tag


def test_words_are_found_whole_then_within_words(shell: Shell, article: str) -> None:
    def found(*more: str) -> list[str]:
        return [row["quote"] for row in shell.gives(*tagging(article, *more))]

    assert found("--find", "Everything") == ["Everything"]
    assert found("--find", "regime") == ["regime"]
    assert found("--find", "verythin") == ["verythin"]
    assert found("--find", "the  margrave's", "--ignore-case") == ["The Margrave’s"]
    assert found("--all", "--ignore-case", "--find", "REGIME") == ["Regime"] * 5
    assert shell.does(*tagging(article, "--find", "Regime", "--all")).startswith("Tagged as")
    assert shell.gives(*tagging(article, "--find", "Regime", "--all")) == []
    assert len(shell.gives("show", "P.annot", article)["labels"]) == 9


def test_a_span_is_taken_as_it_is_given(shell: Shell, article: str) -> None:
    start = ARTICLE.index(" horrific")
    (row,) = shell.gives(*tagging(article, "--span", f"{start}:{start + 10}"))
    assert (row["quote"], row["origin"]) == (" horrific ", "own")
    assert row["pieces"] == [[start, start + 10]]


PARTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)
MARKS = st.sampled_from(("\n", "\r\n", "👩‍👧", "e\u0301", "“", "\u2029"))
TEXTS = (
    st.lists(PARTS | MARKS, min_size=1, max_size=12)
    .map("".join)
    .filter(lambda text: text.strip("\ufeff").strip() != "")
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.data())
def test_the_quote_is_what_stands_at_the_span(
    shell: Shell, tmp_path_factory: pytest.TempPathFactory, raw: str, data: st.DataObject
) -> None:
    os.chdir(tmp_path_factory.mktemp("any"))
    Path("any.txt").write_bytes(raw.encode())
    shell.does("new", "P.annot")
    (article,) = shell.gives("import", "P.annot", "any.txt")["ids"]
    text = shell.gives("show", "P.annot", article)["text"]
    assert text == canonical(raw)[0]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (row,) = shell.gives(*tagging(article, "--span", f"{start}:{end}"))
    assert row["quote"] == text[start:end]
    shell.does("show", "P.annot", article)
    shell.does("export", "P.annot", "--out", "any.csv")
    assert shell.gives("check", "P.annot")["ok"]


# ---------------------------------------------------------------------------- articles in


def test_a_folder_is_imported_in_one_step_and_what_is_left_out_is_told(shell: Shell) -> None:
    shell.does("new", "P.annot", "--name", "Ferries")
    shell.writes("in/a.txt", ARTICLE)
    shell.writes("in/b.md", "# Crews Rest\n\nThe crews of *Osk* rest.")
    shell.writes(
        "in/deep/c.html", "<html><body><article><p>Osk sleeps.</p></article></body></html>"
    )
    shell.writes("in/d.bin", b"\0\1\2")
    shell.writes("in/e.txt", "  \n")
    shell.writes("in/f.txt", ARTICLE)
    imported = shell.says(
        "import", "P.annot", "in", "gone.txt", "--meta", "outlet=Osk Daily", "--meta=desk=Sea",
        "--json",
    )  # fmt: skip
    assert imported.json["articles"] == 3
    left = {Path(item["where"]).name: item["why"] for item in imported.json["skipped"]}
    assert left["gone.txt"] == "there is no such file."
    assert left["e.txt"] == "holds no text."
    assert "no “.bin” files" in left["d.bin"]
    assert "the same text" in left["f.txt"]
    assert imported.err.count("Left out: ") == 4
    told = shell.gives("show", "P.annot", "Crews Rest")
    assert told["text"] == "Crews Rest\n\nThe crews of Osk rest."
    assert told["meta"] == {"outlet": "Osk Daily", "desk": "Sea"}
    titles = [entry["title"] for entry in shell.gives("list", "P.annot")]
    assert shell.gives("history", "P.annot")[0]["title"] == "3 articles added"
    assert sorted(titles) == sorted(["Crews Rest", "Osk sleeps.", ARTICLE.splitlines()[0]])


def test_a_format_that_is_named_is_used_for_any_file(shell: Shell) -> None:
    shell.does("new", "P.annot")
    shell.writes("in/story.article", "# Head\n\nBody.")
    shell.writes("in/other.txt", "Other.")
    (made,) = shell.gives("import", "P.annot", "in/story.article", "--format", "md")["ids"]
    assert shell.gives("show", "P.annot", made)["text"] == "Head\n\nBody."
    nothing = shell.refuses("import", "P.annot", "in", "--format", "html")
    assert "other.txt: of a folder, this format reads .html" in nothing
    assert shell.gives("import", "P.annot", "in/*.txt")["articles"] == 1


# ---------------------------------------------------------------------------- steps and annotators


def test_labels_of_another_annotator_are_made_exported_and_removed(
    shell: Shell, article: str
) -> None:
    shell.does(*tagging(article, "--find", "horrific"))
    (hers,) = shell.gives(*tagging(article, "--find", "horrific", "--annotator", "Ada Lind"))
    assert hers["annotator"] == "Ada Lind"
    shell.does("export", "P.annot", "--out", "hers.jsonl", "--annotator", "Ada Lind")
    exported = json.loads(Path("hers.jsonl").read_text("utf-8"))
    assert [label["id"] for label in exported["labels"]] == [hers["id"]]

    assert shell.gives("untag", "P.annot", hers["id"][:-4]) == hers
    assert [row["annotator"] for row in shell.gives("history", "P.annot")[:2]] == ["Ada Lind"] * 2
    assert shell.does("undo", "P.annot") == "Undo: Remove Contentious label from “horrific”.\n"
    assert hers["id"] in shell.does("show", "P.annot", article)

    before = shell.gives("history", "P.annot")
    wrong = ("--find", "Osk", "--annotator", "Nobody Yet")
    shell.refuses(*tagging(article, *wrong, "--field", "intensity=6"))
    shell.refuses(*tagging(article, *wrong, key="no-such-tag"))
    shell.refuses(*tagging(article, "--span", "1:99999", "--annotator", "Nobody Yet"))
    assert shell.gives("history", "P.annot") == before


def test_everything_can_be_undone_and_then_there_is_nothing_to_undo(
    shell: Shell, article: str
) -> None:
    shell.does(*tagging(article, "--find", "horrific"))
    assert "nothing to redo" in shell.refuses("redo", "P.annot")
    shell.does("undo", "P.annot")
    assert "nothing to undo" in shell.refuses("undo", "P.annot")
    kinds = [row["kind"] for row in shell.gives("history", "P.annot")]
    assert kinds == ["undo", "do", "import", "import"]
    assert len(shell.does("history", "P.annot").splitlines()) == 4


# ---------------------------------------------------------------------------- codebooks


def test_a_codebook_is_shown_saved_and_used_again(shell: Shell, article: str) -> None:
    ids = [it["id"] for it in shell.gives("codebooks")]
    assert ids[0] == "loaded-language"
    assert {"recasens", "babe", "basil", "ptc-14", "semeval-2023"} < set(ids)
    book = shell.gives("codebook", "P.annot")
    assert list(book) == ["id", "name", "version", "tags", "fields", "questions"]
    assert (book["id"], book["version"], len(book["tags"])) == ("loaded-language", 1, 7)
    overview = shell.does("codebook", "P.annot")
    for tag in book["tags"]:
        assert tag["key"] in overview
        assert set(tag["fields"]) <= {field["key"] for field in book["fields"]}

    Path("own.toml").touch()
    shell.does("codebook", "P.annot", "--out", "own.toml")
    shell.does("new", "Q.annot", "--codebook", "own.toml")
    assert shell.gives("codebook", "Q.annot") == book
    shell.does("new", "R.annot", "--codebook", "recasens")
    assert shell.gives("codebook", "R.annot")["id"] == "recasens"


# ---------------------------------------------------------------------------- faults


def test_check_lists_what_is_off_and_ends_with_1(shell: Shell, article: str) -> None:
    (label,) = shell.gives(*tagging(article, "--find", "horrific"))
    whole = Path("P.annot").read_bytes()
    Path("cut.annot").write_bytes(whole[: len(whole) // 2])
    with closing(sqlite3.connect("P.annot", isolation_level=None)) as connection:
        connection.execute("UPDATE labels SET quote = 'terrific'")
    said = shell.says("check", "P.annot")
    assert (said.status, said.err) == (1, "")
    assert label["id"] in said.out
    found = shell.says("check", "P.annot", "--json")
    assert (found.status, found.json["ok"]) == (1, False)
    assert any("terrific" in fault for fault in found.json["faults"])
    assert "terrific" in shell.refuses("export", "P.annot", "--out", "x.jsonl")
    assert not Path("x.jsonl").exists()

    assert "damaged" in shell.refuses("list", "cut.annot")
    assert shell.says("check", "cut.annot", "--json").json["ok"] is False


def test_others_can_look_while_one_is_at_work(shell: Shell, article: str) -> None:
    shell.does(*tagging(article, "--find", "horrific"))
    with closing(Project.open(shell.folder / "P.annot")):
        for verb in ("list", "history", "codebook", "check"):
            shell.does(verb, "P.annot")
        shell.does("show", "P.annot", article)
        shell.does("export", "P.annot", "--out", "x.csv")
        for refused in (tagging(article, "--find", "Osk", "--all"), ("undo", "P.annot")):
            assert "is open in another window" in shell.refuses(*refused)
    shell.does("undo", "P.annot")


# ---------------------------------------------------------------------------- text that misbehaves


def test_text_cannot_move_the_terminal(shell: Shell) -> None:
    shell.does("new", "P.annot")
    shell.writes("esc.txt", "Osk \x1b[31mred\x1b[0m. " + "Calm seas, plain words. " * 40)
    shell.gives("import", "P.annot", "esc.txt", "--meta", "title=\x1b]0;Gotcha\x07")
    shown = shell.does("list", "P.annot") + shell.does("show", "P.annot", "0")
    assert "\x1b" not in shown + shell.refuses("show", "P.annot", "\x1b[31m\nx")
    assert "\x1b[31mred" in shell.gives("show", "P.annot", "0")["text"]


def test_the_help_knows_every_verb_and_fits_the_terminal(shell: Shell) -> None:
    assert tuple(verb for verb, *_ in TABLE) == VERBS
    pages = [shell.does("--help"), *(shell.does(verb, "--help") for verb in VERBS)]
    assert all(f"\n  {verb} " in pages[0] for verb in VERBS)
    assert all("annotator " in page.partition("Example:")[2] for page in pages[1:])
    assert max(len(line) for page in pages for line in page.splitlines()) <= 90
    assert shell.does("--version").startswith("annotator ")


# ---------------------------------------------------------------------------- duplicates


def test_duplicates_are_told_linked_and_archived(shell: Shell, article: str) -> None:
    for name, more in (("second.txt", "\nNobody asked.\n"), ("third.txt", "\nNobody knew.\n")):
        shell.writes(name, ARTICLE + more)
    ids = shell.gives("import", "P.annot", "second.txt", "third.txt", "--twins", "keep")["ids"]
    found = shell.gives("duplicates", "P.annot")
    assert len(found) == 3
    assert {pair["first"] for pair in found} == {article, ids[0]}
    assert "3 pairs found" in shell.says("duplicates", "P.annot").err
    assert shell.gives("duplicates", "P.annot", "--at-least", "1") == []
    assert "linked" in shell.says("duplicates", "P.annot", "--link").err
    # The third is a version of the first of the two that it is like.
    [left] = shell.gives("duplicates", "P.annot")
    assert left["second"] == ids[1]
    shell.does("undo", "P.annot")
    shell.does("duplicates", "P.annot", "--archive")
    assert [row["id"] for row in shell.gives("list", "P.annot")] == [article]
    shell.refuses("duplicates", "P.annot", "--at-least", "0")
    shell.refuses("duplicates", "P.annot", "--archive", "--link")
