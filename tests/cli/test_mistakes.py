"""What a person gets wrong: one sentence on stderr, status 2, nothing changed."""

from pathlib import Path

import pytest
from shell import ARTICLE, Shell, tagging

from annotator.cli import main

MISTAKES = {
    "an unknown verb": (("lst", "P.annot"), "did you mean “list”?"),
    "nothing like a verb": (("frobnicate",), "`annotator --help`"),
    "the project before the verb": (("P.annot", "list"), "`annotator list P.annot …`"),
    "an unknown option": (("list", "P.annot", "--jsn"), "--json"),
    "an option before the verb": (("--json", "list", "P.annot"), "`annotator list --help`"),
    "no project": (("list",), "`annotator list --help`"),
    "one argument too many": (("list", "P.annot", "Q.annot"), "`annotator list --help`"),
    "an option without its value": (("tag", "P.annot", "A", "--tag"), "`annotator tag --help`"),
    "a project that is not there": (("list", "Q.annot"), "There is no file"),
    "a file that is no project": (("list", "ferry.txt"), "not an Annotator project"),
    "a folder": (("list", "."), "folder"),
    "a project that is there already": (("new", "P.annot"), "choose another name"),
    "an unknown codebook": (("new", "Q.annot", "--codebook", "x"), "loaded-language, babe"),
    "a codebook that is none": (("new", "Q.annot", "--codebook", "x.toml"), "x.toml"),
    "an unknown article": (("show", "P.annot", "zzz"), "annotator list"),
    "an unknown label": (("untag", "P.annot", "zzz"), "annotator show"),
    "an empty label": (("untag", "P.annot", ""), "annotator show"),
    "no place": (tagging("0"), "--span START:END or with --find TEXT"),
    "two places": (tagging("0", "--span", "1:2", "--find", "Osk"), "either"),
    "all of a span": (tagging("0", "--span", "1:2", "--all"), "--find TEXT"),
    "several places": (tagging("0", "--find", "Regime"), "5 places"),
    "another case": (tagging("0", "--find", "HORRIFIC"), "--ignore-case"),
    "words that are not there": (tagging("0", "--find", "a\nbarge"), "stands nowhere"),
    "a span that is none": (tagging("0", "--span", "five"), "like 12:18"),
    "a span outside": (tagging("0", "--span", "5:99999"), "5:99999 is no part"),
    "an empty span": (tagging("0", "--span", "5:5"), "5:5 is no part"),
    "an unknown tag": (tagging("0", "--find", "Osk", key="x"), "contentious-label"),
    "a field without value": (tagging("0", "--find", "Osk", "--field", "x"), "intensity=5"),
    "an unknown field": (tagging("0", "--find", "Osk", "--field", "x=1"), "intensity"),
    "an unfit value": (tagging("0", "--find", "Osk", "--field", "intensity=--5"), "1 to 5"),
    "nothing that can be read": (("import", "P.annot", "a.txt", "b.pdf"), "no such file"),
    "an empty path": (("import", "P.annot", ""), "path"),
    "an empty folder": (("import", "P.annot", "empty"), "There are no articles in empty"),
    "an unknown format to read": (("import", "P.annot", "ferry.txt", "--format", "x"), "markdown"),
    "meta without value": (("import", "P.annot", "ferry.txt", "--meta", "x"), "KEY=VALUE"),
    "an unknown format to write": (
        ("export", "P.annot", "--format", "txt", "--out", "x"),
        "choose one of jsonl, csv",
    ),
    "no format to write": (("export", "P.annot", "--out", "x"), "add --format"),
    "an unknown annotator": (
        ("export", "P.annot", "--out", "x.csv", "--annotator", "Nobody"),
        "Nobody",
    ),
    "no folder to write to": (("export", "P.annot", "--out", "no/x.csv"), "no such folder"),
    "the project itself as export": (
        ("export", "P.annot", "--format", "csv", "--out", "./P.annot"),
        "another name",
    ),
    "the project itself as codebook": (("codebook", "P.annot", "--out", "P.annot"), "another name"),
}


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the article, a project that holds it, and an empty folder."""
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "ferry.txt").write_text(ARTICLE, "utf-8")
    (folder / "empty").mkdir()
    assert main(["new", str(folder / "P.annot")]) == 0
    assert main(["import", str(folder / "P.annot"), str(folder / "ferry.txt")]) == 0
    return folder


@pytest.mark.parametrize(("arguments", "advice"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_answered_by_one_sentence_and_changes_nothing(
    shell: Shell,
    harbour: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    advice: str,
) -> None:
    monkeypatch.chdir(harbour)
    before = shell.gives("history", "P.annot")
    assert advice in shell.refuses(*arguments)
    assert shell.gives("history", "P.annot") == before
